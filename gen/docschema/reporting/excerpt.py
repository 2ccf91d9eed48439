"""A line of a source with a span underlined, as it fits a terminal: wide characters take two cells, marks none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from docschema.terminal import escapes

WIDEST = 100  # cells of a line that are shown
_LEAD = 40  # cells that a cut line keeps before the span
_TAB = 4
_ELLIPSIS = "…"
_REACH = 2 * WIDEST  # characters either side of the start of a span that are looked at
_JOINED_VOWELS = range(0x1160, 0x1200)  # Hangul letters that join the one before
_SOFT_HYPHEN = "\xad"

Cell = tuple[str, int]  # what is shown for a character, and how many cells it takes


class Excerpt(Struct, frozen=True):
    """A stretch of a line, and what to print below it: blanks, then the mark of the span."""

    text: str
    indent: str
    mark: str


def width(text: str) -> int:
    """How many cells a terminal takes for a text without tabs and control characters."""
    return sum(map(_width, text))


def excerpt(line: str, column: int, length: int) -> Excerpt:
    """The line, cut round the span where it is too long; `^~~~` stands below the span, `^` below an empty one."""
    start = min(max(column - 1, 0), len(line))
    base = max(0, start - _REACH)
    cells = tuple(_cells(line[base : start + _REACH]))
    begin = start - base
    first, last = _window(cells, begin)
    end = min(begin + max(length, 0), last)
    before, after = _ELLIPSIS * (base + first > 0), _ELLIPSIS * (base + last < len(line))
    text = "".join(shown for shown, _ in cells[first:last])
    indent = " " * (len(before) + _total(cells[first:begin]))
    return Excerpt(before + text + after, indent, f"^{'~' * (_total(cells[begin:end]) - 1)}")


def _width(character: str) -> int:
    if character == _SOFT_HYPHEN:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or ord(character) in _JOINED_VOWELS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cells(text: str) -> Iterator[Cell]:
    """Each character as it is shown: tabs as blanks, what a terminal would obey as an escape."""
    escaped, at = escapes(text), 0
    for offset, character in enumerate(text):
        if character == "\t":
            cell = (" " * (_TAB - at % _TAB), _TAB - at % _TAB)
        elif offset in escaped:
            cell = (escaped[offset], len(escaped[offset]))
        else:
            cell = (character, _width(character))
        at += cell[1]
        yield cell


def _total(cells: Sequence[Cell]) -> int:
    return sum(cells_taken for _, cells_taken in cells)


def _window(cells: Sequence[Cell], begin: int) -> tuple[int, int]:
    """The first cell to show and the one behind the last, so that the span at `begin` is in view."""
    if _total(cells) <= WIDEST:
        return 0, len(cells)
    room = WIDEST - 2 * len(_ELLIPSIS)
    lead = max(_LEAD, room - _total(cells[begin:]))
    first = begin
    while first and lead >= cells[first - 1][1]:
        first -= 1
        lead -= cells[first][1]
    while first < begin and not cells[first][1]:  # a mark without the letter that it belongs to
        first += 1
    last = first
    while last < len(cells) and room >= cells[last][1]:
        room -= cells[last][1]
        last += 1
    return first, last
