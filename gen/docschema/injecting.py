"""Generated parts of pages written by hand: each page is one more file that is held against the disk.

Only what stands between markers changes. A part that somebody edited is never written over: the page stays as it is,
and a finding says so.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from docschema.fragments import FragmentError, fragment
from docschema.markup.injected import Block, markers_in, replaced
from docschema.open_file import read_bytes
from docschema.page import Source
from docschema.problem import Problem, Span
from docschema.render import Press
from docschema.rendering.templating import SUFFIX, TemplateError
from docschema.rules import problem
from docschema.sync import Change, Drift, State

_BOM = b"\xef\xbb\xbf"


class _Page(Struct, frozen=True):
    """A page as it is on disk."""

    file: Path
    data: bytes
    source: Source

    def amiss(self, rule: str, text: str, start: int = 0, length: int = 0) -> Problem:
        """A finding about a place of the page."""
        line, column = self.source.place(start)
        return problem(rule, Span(self.source.path, line, column, length), text)


def with_pages(drift: Drift, press: Press, pages: Sequence[Path]) -> Drift:
    """A drift with those pages as further files, and with what is amiss in them. Reads only."""
    generated = {change.file.resolve() for change in drift.changes}
    changes, amiss = list(drift.changes), list(drift.amiss)
    for file in _once(pages):
        found = _change(file, drift.output, press, generated)
        if isinstance(found, Change):
            changes.append(found)
        else:
            amiss += found
    return replace(drift, changes=tuple(sorted(changes, key=lambda change: change.path)), amiss=tuple(amiss))


def _once(pages: Sequence[Path]) -> Collection[Path]:
    return {page.resolve(): page for page in reversed(pages)}.values()


def _change(file: Path, output: Path, press: Press, generated: Collection[Path]) -> Change | list[Problem]:
    page = _read(file) if file.resolve() not in generated else "docschema generates all of this file"
    if isinstance(page, str):
        return [problem("injection-marker-wrong", Span(file.as_posix()), page)]
    found = markers_in(page.source.text)
    amiss = [page.amiss("injection-marker-wrong", fault.reason, fault.start, fault.length) for fault in found.faults]
    parts: list[tuple[Block, str]] = []
    for made in (_part(page, block, press) for block in found.blocks):
        amiss += [made] if isinstance(made, Problem) else []
        parts += [] if isinstance(made, Problem) else [made]
    if not amiss and not parts:
        amiss = [page.amiss("injection-marker-wrong", "no marker stands in this page")]
    return amiss or _written(page, parts, output)


def _read(file: Path) -> _Page | str:
    """A page, or why it cannot be read."""
    try:
        data = read_bytes(file)
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return "it is no UTF-8"
    except OSError as error:
        return f"it cannot be read: {error.strerror or type(error).__name__}"
    return _Page(file, data, Source(file.as_posix(), text))


def _part(page: _Page, block: Block, press: Press) -> tuple[Block, str] | Problem:
    """A block and what belongs into it, or what stands against it."""
    if not block.is_empty and not block.is_as_generated:
        return page.amiss("injection-edited", block.fragment, block.start, _length(page, block))
    try:
        return block, f"\n{fragment(press, block.fragment, block.words)}\n\n"
    except FragmentError as error:
        return page.amiss("injection-marker-wrong", str(error), block.start, _length(page, block))


def _length(page: _Page, block: Block) -> int:
    """The length of the marker that begins a block."""
    return len(page.source.text[block.start : block.inner].rstrip())


def _written(page: _Page, parts: Sequence[tuple[Block, str]], output: Path) -> Change:
    new = replaced(page.source.text, parts)
    for name in _escaped(new, parts):
        raise TemplateError(
            name + SUFFIX, None, f"what it writes into {page.source.path} does not stay inside its markers"
        )
    data = (_BOM if page.data.startswith(_BOM) else b"") + new.encode("utf-8", "surrogatepass")
    state = State.UNCHANGED if data == page.data else State.STALE
    place = page.file.resolve() if page.file.is_symlink() else page.file  # a link stays one
    return Change(_relative(page.file, output), place, state, page.data, data)


def _escaped(new: str, parts: Sequence[tuple[Block, str]]) -> Iterator[str]:
    """The fragments whose text opens or ends a comment, code or a block, so that their own block is another one."""
    again = markers_in(new)
    kept = [block.text.replace("\r\n", "\n").replace("\r", "\n") for block in again.blocks]
    wanted = [part for _, part in parts]
    if again.faults or kept != wanted:
        yield next((b.fragment for n, (b, part) in enumerate(parts) if kept[n : n + 1] != [part]), parts[0][0].fragment)


def _relative(file: Path, output: Path) -> str:
    """The path of a page as those of artifacts are: relative to the output folder."""
    try:
        return Path(os.path.relpath(file.absolute(), output.absolute())).as_posix()
    except ValueError:  # another drive
        return file.absolute().as_posix()
