"""The discover stage: paths as given to the sources that they mean."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from docschema.config import Limits
from docschema.open_file import open_file
from docschema.problem import Problem, Span
from docschema.rules import problem

STDIN = "-"
SUFFIXES = (".md", ".markdown")

_LIMITS = Limits()
# Folders that hold other people's pages, never the docs of the project itself. Hidden ones are left out as well.
_LEFT_OUT = frozenset({"node_modules", "__pycache__"})
_ENVIRONMENT = "pyvenv.cfg"


class Found(Struct, frozen=True):
    """A source to read."""

    path: str  # as given, "/" as separator; for a folder the folder as given plus the rest
    file: Path | None  # None is standard input
    named: bool = True  # given by itself, not found in a folder


def discover(paths: Sequence[str], root: Path | None = None) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The sources that paths mean: files as given, folders searched for Markdown, `-` for standard input.

    Relative paths start at `root` (without it the working directory). In the order given, the files of a folder
    sorted; a file that two paths lead to counts once. A path that leads nowhere raises FileNotFoundError.
    """
    by_place: dict[str, Found] = {}
    problems: list[Problem] = []
    for path in paths:
        for found in _found(path, root or Path(), problems):
            by_place.setdefault(os.path.normpath(found.path), found)
    return tuple(by_place.values()), tuple(problems)


def _found(path: str, root: Path, problems: list[Problem]) -> Iterator[Found]:
    if path == STDIN:
        return iter((Found(STDIN, None),))
    place, shown = root / path, path.replace(os.sep, "/")
    if path and place.is_dir():
        return _in_folder(place, shown.rstrip("/"), problems)
    if not path or not os.path.lexists(place):
        raise FileNotFoundError(errno.ENOENT, "no such file or folder", path or '""')
    return iter((Found(shown, place),))


def _in_folder(folder: Path, shown: str, problems: list[Problem]) -> Iterator[Found]:
    def name(file: Path) -> str:
        rest = file.relative_to(folder).as_posix()
        return shown if rest == "." else f"{shown}/{rest}"

    def closed(error: OSError) -> None:  # a folder that cannot be listed may hold docs
        problems.append(problem("source-unreadable", Span(name(Path(error.filename))), text=_reason(error)))

    files = sorted(pages(folder, closed), key=lambda file: file.relative_to(folder).parts)
    return iter([Found(name(file), file, named=False) for file in files])


def pages(folder: Path, closed: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """The Markdown files of a folder and those below it, in no particular order; `closed` hears of what cannot be
    listed."""
    seen: set[tuple[int, int]] = set()
    for where, folders, files in os.walk(folder, followlinks=True, onerror=closed):
        here = Path(where)
        folders[:] = sorted(name for name in folders if _is_searched(here / name))
        if not _is_new(here, seen):  # a link that leads back to a folder seen before
            folders.clear()
            continue
        yield from (here / name for name in files if _is_page(here / name))


def _is_searched(folder: Path) -> bool:
    return not folder.name.startswith(".") and folder.name not in _LEFT_OUT and not (folder / _ENVIRONMENT).is_file()


def _is_new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    try:
        status = folder.stat()
    except OSError:
        return False
    key = (status.st_dev, status.st_ino)
    new = key not in seen
    seen.add(key)
    return new


def _is_page(file: Path) -> bool:
    """Whether a file of a folder is to be read: no pipe or device, since reading one might never end; but a link that
    leads nowhere, since it is a doc that somebody misses."""
    is_markdown = file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
    return is_markdown and (file.is_file() or not file.exists())


def load(found: Found, limits: Limits = _LIMITS) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a source; None and a finding where they cannot be had."""
    try:
        data = _bytes(found.file, limits.file_size + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        return None, (problem("source-unreadable", Span(found.path), text=_reason(error)),)
    if len(data) > limits.file_size:
        limit = size_text(limits.file_size)
        return None, (problem("source-too-large", Span(found.path), other=limit, subject=limit),)
    return data, ()


def size_text(size: int) -> str:
    """A number of bytes as people write it: "16 MiB", "1,000 bytes"."""
    for unit, name in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= unit and size % unit == 0:
            return f"{size // unit} {name}"
    return f"{size:,} bytes"


def _bytes(file: Path | None, most: int) -> bytes:
    """At most so many bytes."""
    if file is None:
        return sys.stdin.buffer.read(most)
    with open_file(file) as stream:
        return stream.read(most)


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
