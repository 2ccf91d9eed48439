"""Suppressions on the spot: comments in docs and code that hide findings of the rules that they name.

In a doc, inside an HTML comment; in code, behind `#`, `//`, `--`, `;` or `/*`:

    docschema: ignore D209                        beside text: this line; alone: the next block
    docschema: ignore[caption-repeated, D305] why the same, with a reason
    docschema: ignore-next D209                   the next block, wherever the comment stands
    docschema: ignore-start D209                  from here to ignore-end, else to the end of the file
    docschema: ignore-end
    docschema: ignore-file D209                   the whole file

A block is what stands up to the next blank line, an HTML table up to its end; of code, one line.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from docschema.directive import Directive
from docschema.judging.source_lines import split_lines
from docschema.markup.text import comments
from docschema.problem import Problem, Span
from docschema.rules import find, nearest
from docschema.rules import problem as finding

_MARK = "docschema:"
_VERBS = ("ignore", "ignore-next", "ignore-start", "ignore-end", "ignore-file")
_NEAR = 0.75
_WIDEST_BLANK = 1000
_WORD = r"[A-Za-z]\w*+(?:-\w++)*+"
_KEYS = rf"\[(?P<listed>[^\[\]\r\n]*+)\]|(?P<first>{_WORD}(?:[ \t]*+,[ \t]*+{_WORD})*+)"
_DIRECTIVE = rf"{_MARK}[ \t]*+(?P<verb>{_WORD})[ \t]*+(?:{_KEYS})?"
_IN_DOC = re.compile(rf"<!--\s*+{_DIRECTIVE}")
_IN_CODE = re.compile(rf"(?:#|//|--|;|/\*)[ \t]*+{_DIRECTIVE}")
_ONLY_DIRECTIVE = re.compile(rf"\s*+(?:<!--|#|//|--|;|/\*)\s*+{_MARK}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*+>", re.IGNORECASE)


Suppressions = tuple[tuple[Directive, ...], tuple[Problem, ...]]


class _Comment(Struct, frozen=True):
    """One directive as it is written; lines from 1."""

    verb: str
    keys: tuple[str, ...]
    span: Span
    last: int  # line
    alone: bool


def directives_in_doc(path: str, text: str) -> Suppressions:
    """The suppressions of a doc, and findings about those that nobody can follow."""
    if _MARK not in text:
        return (), ()
    found = ((match, end) for start, end in comments(text) if (match := _IN_DOC.match(text, start, end)))
    return _understood(list(_comments(path, text, found)), _block_ends_of_doc(split_lines(text)))


def directives_in_code(path: str, text: str) -> Suppressions:
    """The suppressions of a file of code, in any language, and findings about those that nobody can follow."""
    if _MARK not in text:
        return (), ()
    found = ((match, match.end()) for match in _IN_CODE.finditer(text))
    return _understood(list(_comments(path, text, found)), _next_lines(split_lines(text)))


def _comments(path: str, text: str, found: Iterable[tuple[re.Match[str], int]]) -> Iterator[_Comment]:
    starts = [0, *(match.end() for match in _LINE_END.finditer(text)), len(text)]
    for match, end in found:
        line, last = bisect_right(starts, match.start()), bisect_right(starts, max(match.start(), end - 1))
        keys = tuple(key.strip() for key in (match["listed"] or match["first"] or "").split(",") if key.strip())
        length = end - match.start() if line == last else 0
        span = Span(path, line, match.start() - starts[line - 1] + 1, length)
        alone = _is_blank(text, starts[line - 1], match.start())
        alone = alone and (match.re is _IN_CODE or _is_blank(text, end, starts[last]))
        yield _Comment(match["verb"].lower(), keys, span, last, alone)


def _is_blank(text: str, start: int, end: int) -> bool:
    """Whether nothing stands there; a stretch that is too long to be looked at again and again holds something."""
    return end - start <= _WIDEST_BLANK and not text[start:end].strip()


def _understood(found: Sequence[_Comment], block_ends: Sequence[int]) -> Suppressions:
    """From the last comment to the first, so that each start knows its end."""
    kept: list[Directive] = []
    ends: dict[str, int] = {}  # code -> line; "" for all
    for comment in reversed(found):
        known = {rule.code: key for key in comment.keys if (rule := find(key))}
        if comment.verb == "ignore-end":
            ends = {**ends, **dict.fromkeys(known, comment.last)} if known else {"": comment.last}
        elif comment.verb in _VERBS:
            for code, key in reversed(known.items()):
                end = min(ends.get(name, len(block_ends)) for name in (code, ""))
                first, last = _range(comment, end, block_ends)
                kept.append(Directive(comment.span, key, code, first, last))
    return tuple(reversed(kept)), tuple(problem for comment in found for problem in _amiss(comment))


def _range(comment: _Comment, end: int, block_ends: Sequence[int]) -> tuple[int, int]:
    """The first and the last line that a suppression holds for."""
    line = comment.span.line
    if comment.verb == "ignore-file":
        return 1, len(block_ends)
    if comment.verb == "ignore-start":
        return line, end
    if comment.verb == "ignore" and not comment.alone:
        return line, comment.last
    return line, block_ends[min(comment.last, len(block_ends) - 1)]


def _amiss(comment: _Comment) -> Iterator[Problem]:
    """What nobody can follow: an unknown word, unknown rules, none at all."""
    if comment.verb not in _VERBS:
        if near := difflib.get_close_matches(comment.verb, _VERBS, 1, _NEAR):
            yield finding("suppression-unknown", comment.span, comment.verb, near[0])
        return
    if not comment.keys and comment.verb != "ignore-end":
        yield finding("suppression-unknown", comment.span, subject=f"{comment.verb} without a rule")
    for key in comment.keys:
        if find(key) is None:
            yield finding("suppression-unknown", comment.span, key, nearest(key) or "")


def _block_ends_of_doc(lines: Sequence[str]) -> list[int]:
    """For each line, by its index from 0, the last line from 1 of the block that begins there or next after it."""
    ends = [len(lines)] * len(lines)
    block = blank = table = len(
        lines
    )  # the end of the next block, the line before the next blank one, the next </table>
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        table = index + 1 if _TABLE_END.search(line) else table
        blank = index if not line.strip() else blank
        if line.strip() and not _ONLY_DIRECTIVE.match(line):
            block = table if _TABLE.search(line) else blank
        ends[index] = block
    return ends


def _next_lines(lines: Sequence[str]) -> list[int]:
    """For each line, by its index from 0, the number of the next one that holds code."""
    ends = [len(lines)] * len(lines)
    following = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].strip() and not _ONLY_DIRECTIVE.match(lines[index]):
            following = index + 1
        ends[index] = following
    return ends
