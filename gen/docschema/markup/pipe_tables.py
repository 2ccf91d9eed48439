"""Pipe tables, read from the lines of a text in which comments, fences and attribute lists are blanked.

More lenient than GFM where real docs are sloppy (outer pipes, indentation, widths that differ), and never with fewer
rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container

from msgspec import Struct

from docschema.page import Oddity

_LINE = re.compile(r"(?P<body>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
_DELIMITER = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?")
_PIPE = re.compile(r"(?<!\\)\|")
_LIST_MARK = re.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]++(?=\|)")
_OUTER = re.compile(r"[ \t]{0,3}(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?\|")
_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]|(?:-{2,}|=+)[ \t]*$)")
_OTHER_BLOCK = re.compile(
    r"[ \t]*+(?:#{1,6}[ \t]|</?(?:table|details|summary|div|p|ul|ol|section)\b|={3,}+[ \t]*$)", re.IGNORECASE
)


class PipeCell(Struct, frozen=True):
    """Offsets of a cell's content, white space stripped."""

    start: int
    end: int


class PipeRow(Struct, frozen=True):
    """One body row."""

    cells: tuple[PipeCell, ...]
    start: int
    end: int


class PipeTable(Struct, frozen=True):
    """One table; `counted` is the number of body lines with content, counted from the text."""

    start: int
    end: int
    header: tuple[PipeCell, ...]
    rows: tuple[PipeRow, ...]
    counted: int


class _Line(Struct, frozen=True):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _lines(text: str) -> list[_Line]:
    return [_Line(m.start(), m["body"]) for m in _LINE.finditer(text) if m.start() < len(text)]


def is_delimiter(line: str) -> bool:
    """Whether a line separates a header from the rows under it."""
    return "|" in line and "-" in line and bool(_DELIMITER.fullmatch(line))


def read_pipe_tables(text: str, attribute_lines: Container[int]) -> tuple[tuple[PipeTable, ...], tuple[Oddity, ...]]:
    """All pipe tables of a text, in order, with what is odd about their rows.

    `attribute_lines` are the offsets of lines that held nothing but attribute lists: they do not end a table.
    """
    if "|" not in text:
        return (), ()
    lines, tables, oddities, at = _lines(text), [], [], 1
    while at < len(lines):
        if is_delimiter(lines[at].text) and _PIPE.search(lines[at - 1].text):
            end = _end_of_rows(lines, at + 1, attribute_lines)
            tables.append(_table(lines[at - 1 : end]))
            oddities += _oddities(tables[-1], lines[at - 1], lines[at + 1 : end])
            if at >= 2 and lines[at - 2].text.strip() and not _HEADING.match(lines[at - 2].text):
                oddities.append(Oddity("blank-line-missing", lines[at - 1].start, text=lines[at - 2].text.strip()))
            at = end
        at += 1
    return tuple(tables), tuple(oddities)


def rows_outside(text: str) -> tuple[Oddity, ...]:
    """Lines of cells that belong to no table, one oddity for each run of them; `text` has its tables blanked."""
    found: list[Oddity] = []
    run: list[_Line] = []
    for line in [*_lines(text), _Line(len(text), "")] if "|" in text else ():
        goes_on = bool(run) and is_delimiter(run[0].text) and "|" in line.text
        if goes_on or is_delimiter(line.text) or _is_outer_row(line.text):
            run.append(line)
            continue
        told = next((row for row in run if not is_delimiter(row.text)), None)
        if told and any(row.text.rstrip().endswith("|") or is_delimiter(row.text) for row in run):
            printed = told.text.strip()
            found.append(Oddity("row-outside-table", told.start + told.text.index(printed), len(printed), printed))
        run = []
    return tuple(found)


def _is_outer_row(line: str) -> bool:
    """Whether a line has two pipes, one of them in front, and is no code by its indentation."""
    return bool(_OUTER.match(line)) and len(_PIPE.findall(line)) > 1


def _end_of_rows(lines: list[_Line], at: int, attribute_lines: Container[int]) -> int:
    """The index behind the last row; attribute lines between rows belong to the table, those behind it do not."""
    first, end = at, at
    while at < len(lines):
        if lines[at].start in attribute_lines:
            at += 1
        elif _is_row(lines, at) or (at == end > first and _goes_on(lines, at, first)):
            at = end = at + 1
        else:
            break
    return end


def _is_row(lines: list[_Line], at: int) -> bool:
    line = lines[at].text
    header_of_next = at + 1 < len(lines) and is_delimiter(lines[at + 1].text)
    return bool(_PIPE.search(line)) and not _OTHER_BLOCK.match(line) and not header_of_next


def _goes_on(lines: list[_Line], at: int, first: int) -> bool:
    """Whether a blank line stands between rows: the next line is one in outer pipes, as wide as the header."""
    if lines[at].text.strip() or at + 1 == len(lines) or not _is_row(lines, at + 1):
        return False
    line = lines[at + 1]
    outer = line.text.strip()[:1] == line.text.strip()[-1:] == "|"
    return outer and len(_cells(line)) == len(_cells(lines[first - 2]))


def _table(lines: list[_Line]) -> PipeTable:
    rows = tuple(PipeRow(_cells(line), line.start, line.end) for line in lines[2:])
    filled = tuple(row for row in rows if any(cell.end > cell.start for cell in row.cells))
    counted = sum(1 for line in lines[2:] if line.text.replace("|", "").strip())
    return PipeTable(lines[0].start, lines[-1].end, _cells(lines[0]), filled, counted)


def _cells(line: _Line) -> tuple[PipeCell, ...]:
    """The cells of a line: what stands between pipes, the outer ones optional."""
    mark = _LIST_MARK.match(line.text)
    first = mark.end() if mark else 0
    bars = [m.start() for m in _PIPE.finditer(line.text, first)]
    if bars and not line.text[first : bars[0]].strip():
        first = bars.pop(0) + 1
    last = len(line.text)
    if bars and not line.text[bars[-1] + 1 :].strip():
        last = bars.pop()
    edges = [first - 1, *bars, last]
    return tuple(_cell(line, a + 1, b) for a, b in itertools.pairwise(edges))


def _cell(line: _Line, start: int, end: int) -> PipeCell:
    body = line.text[start:end]
    left = start + len(body) - len(body.lstrip())
    return PipeCell(line.start + left, line.start + max(left, start + len(body.rstrip())))


def _oddities(table: PipeTable, header: _Line, lines: list[_Line]) -> list[Oddity]:
    """Rows without their last pipe where the header has one, and rows of another width."""
    closed = header.text.rstrip().endswith("|")
    found = [
        Oddity("pipe-missing", line.end, text=line.text.strip(), fix=_closing_pipe(line, header))
        for line in lines
        if closed and line.text.strip() and not line.text.rstrip().endswith("|")
    ]
    for row in table.rows:
        kind = ["cells-missing", "", "cells-extra"][_sign(len(row.cells) - len(table.header)) + 1]
        if kind:
            found.append(Oddity(kind, row.start, text=f"{len(row.cells)} of {len(table.header)}"))
    return found


def _closing_pipe(line: _Line, header: _Line) -> str | None:
    """The pipe as the header has it; None for a row that may have been cut off."""
    if len(_cells(line)) != len(_cells(header)):
        return None
    spaced = header.text.rstrip()[:-1].endswith((" ", "\t")) and not line.text.endswith((" ", "\t"))
    return " |" if spaced else "|"


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
