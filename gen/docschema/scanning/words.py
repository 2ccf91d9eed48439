"""Words in strings of code that may be ids: dotted names, with a mark where the code puts a value in.

The time is linear in the text: no expression here gives back what it took.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from docschema.problem import Span

HOLE = "\ufffc"  # stands for a value that is put in when the program runs

# What languages write for such a value: ${x}, #{x}, {x}, {{x}}, $(x), $x, %(x)s, %s, and <x> next to a dot.
_HOLES = re.compile(
    r"[$#]?\{\{?[\w.()\[\]!:>]{0,80}\}\}?|\$\(\w{1,80}\)|\$[A-Za-z_]\w*+|%\(\w{1,80}\)[sd]|%[sdv](?!\w)"
    r"|<[\w -]{1,60}>(?=\.)|(?<=\.)<[\w -]{1,60}>"
)
_PART = rf"[A-Za-z0-9_{HOLE}-]++"
_WORD = re.compile(rf"(?<![\w.@/\\{HOLE}-]){_PART}(?:\.{_PART})++(?!\.?[\w@/(${{<*{HOLE}])")
_HOLE_RUN = re.compile(f"{HOLE}+")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Word(Struct, frozen=True):
    """A dotted name. `text` has one HOLE for each value that is put in; `start` and `end` are offsets."""

    text: str
    start: int
    end: int
    alone: bool  # the whole of its string, or in quotation marks of its own in it


def words_in(content: str) -> Iterator[Word]:
    """The dotted names in the content of a string."""
    if "." not in content:
        return
    # Keeping the length keeps the offsets.
    text = _HOLES.sub(lambda match: HOLE * len(match[0]), content) if _may_have_holes(content) else content
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    for match in _WORD.finditer(text):
        start, end = match.span()
        whole = (start, end) == (first, last)
        quoted = start > 0 and end < len(text) and text[start - 1] == text[end] and text[end] in "\"'`"
        yield Word(_HOLE_RUN.sub(HOLE, match[0]), start, end, whole or quoted)


def _may_have_holes(content: str) -> bool:
    return any(mark in content for mark in "{$%<")


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of the first character of each line; lines end with LF, CRLF or CR."""
    return (0, *(match.end() for match in _LINE_END.finditer(text)))


def span_of(path: str, starts: Sequence[int], start: int, end: int) -> Span:
    """The place of a stretch of a text whose lines begin at `starts`."""
    line = bisect_right(starts, start)
    return Span(path, line, start - starts[line - 1] + 1, end - start)
