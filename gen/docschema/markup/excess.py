"""What goes beyond the limits of a doc: lines that are too long, rows that are too many. None of it is lost unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from docschema.markup.html_tables import HtmlTable
from docschema.markup.pipe_tables import PipeTable
from docschema.markup.text import Fence
from docschema.page import Oddity, Source

CELLS_OF_A_ROW = 10
_MOST_PIPES = 100
_ROW_START = re.compile(r"<tr(?![\w:.-])", re.IGNORECASE)
_BUT_PIPES = re.compile(r"(?:\\\||[^|\r\n])++")

_Table = TypeVar("_Table", HtmlTable, PipeTable)
_Span = tuple[int, int]


# ------------------------------------------------------------------------------------------- lines


def long_lines(source: Source, longest: int) -> tuple[_Span, ...]:
    """The spans of the lines of more than `longest` characters, without their ends."""
    if len(source.text) <= longest:
        return ()
    spans = pairwise((*source.line_starts, len(source.text)))
    long = (
        (start, start + len(source.text[start:end].rstrip("\r\n"))) for start, end in spans if end - start > longest
    )
    return tuple((start, end) for start, end in long if end - start > longest)


def without_lines(text: str, lines: Sequence[_Span]) -> str:
    """The text with these lines blanked, but for their pipes: a table that one of them stands in goes on behind it."""
    parts, at = [], 0
    for start, end in lines:
        cells = _BUT_PIPES.sub(lambda match: " " * len(match[0]), text[start:end]).split("|", _MOST_PIPES)
        parts += [text[at:start], "|".join([*cells[:-1], cells[-1].replace("|", " ")])]
        at = end
    return "".join([*parts, text[at:]])


def lines_not_read(
    lines: Sequence[_Span], source: Source, fences: Sequence[Fence], tables: Sequence[PipeTable], longest: int
) -> Iterator[Oddity]:
    """An oddity for each of these lines, with the rows in it; code is not read anyway."""
    for start, end in lines:
        if any(fence.start <= start < fence.end for fence in fences):
            continue
        rows = sum(1 for _ in _ROW_START.finditer(source.text, start, end))
        form = "html" if rows else "pipe"
        rows = rows or int(any(table.start < start < table.end for table in tables))
        yield Oddity("line-too-long", start, text=f"{longest:,}", form=form, rows=rows)


# ------------------------------------------------------------------------------------------- rows


def first_rows(
    html: Sequence[HtmlTable], pipe: Sequence[PipeTable], most: int
) -> tuple[tuple[HtmlTable, ...], tuple[PipeTable, ...], tuple[Oddity, ...]]:
    """The tables of a doc with its first `most` rows, and an oddity for what is cut off of each.

    A row of more than ten cells counts as several, so that nobody can hide a million cells in a row.
    """
    kept: dict[int, int] = {}  # by the start of the table
    cut: list[Oddity] = []
    left = most * CELLS_OF_A_ROW
    tables: list[HtmlTable | PipeTable] = [*html, *pipe]
    for table in sorted(tables, key=lambda table: table.start):
        kept[table.start], left = _fitting(table, left)
        if kept[table.start] < len(table.rows):
            first, form = table.rows[kept[table.start]], "html" if isinstance(table, HtmlTable) else "pipe"
            more = len(table.rows) - kept[table.start]
            cut.append(Oddity("rows-too-many", first.start, text=f"{most:,}", form=form, rows=more))
    return _shortened(html, kept), _shortened(pipe, kept), tuple(cut)


def _fitting(table: HtmlTable | PipeTable, left: int) -> tuple[int, int]:
    """How many rows of a table fit into so many cells, and how many cells are left then."""
    widths = [len(row.cells) for row in table.rows]
    for n, width in enumerate(widths):
        weight = max(CELLS_OF_A_ROW, width)
        if weight > left:
            return n, 0
        left -= weight
    return len(widths), left


def _shortened(tables: Sequence[_Table], kept: Mapping[int, int]) -> tuple[_Table, ...]:
    return tuple(
        replace(
            table, rows=table.rows[: kept[table.start]], counted=table.counted - len(table.rows) + kept[table.start]
        )
        for table in tables
    )
