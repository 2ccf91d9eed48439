"""Reads HTML tables, broken ones too: header, body rows and caption, each as offsets into the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from docschema.config import Limits
from docschema.markup.html_count import count_rows
from docschema.markup.html_rows import balance
from docschema.markup.html_tags import Tag, is_row_start, read_tags
from docschema.markup.html_tree import HtmlCell, HtmlRow, Line, read_tree
from docschema.page import Oddity

__all__ = ["HtmlCell", "HtmlRow", "HtmlTable", "read_html_tables"]

_TABLE = re.compile(r"<table", re.IGNORECASE)
_LIMITS = Limits()
_TAGS_OF_A_ROW = 24  # of one with ten cells and all end tags


class HtmlTable(Struct, frozen=True):
    """One table; `rows` are its body rows."""

    start: int
    end: int
    header: tuple[HtmlCell, ...]
    rows: tuple[HtmlRow, ...]
    caption: tuple[int, int] | None
    counted: int  # body rows, counted from the tags without the tree
    headings: tuple[HtmlRow, ...] = ()  # other rows of header cells, wherever they stand


def read_html_tables(text: str, limits: Limits = _LIMITS) -> tuple[tuple[HtmlTable, ...], tuple[Oddity, ...]]:
    """The tables of a text and what was odd in them, both in the order of the text.

    Code fences, comments and attribute lists have to be blanked before, without moving a character. Of far more rows
    than the limit only the first are read; an oddity tells of the others.
    """
    if not _TABLE.search(text):
        return (), ()
    tags, beyond = _tags(text, limits.rows)
    text = text[: beyond[0].start] if beyond else text
    drafts, oddities = balance(text, tags, limits)
    oddities += beyond
    tables = []
    for draft, (lines, caption) in zip(drafts, read_tree(text, drafts), strict=True):
        header, rows, headings, more = _understood(lines)
        counted = count_rows(text, [draft.tag, *draft.tags], draft.stop)
        tables.append(HtmlTable(draft.tag.start, draft.end, header, rows, caption, counted, headings))
        oddities += more
    return tuple(tables), tuple(sorted(oddities, key=lambda oddity: (oddity.start, oddity.kind)))


def _tags(text: str, rows: int) -> tuple[list[Tag], list[Oddity]]:
    """The tags of so many rows, or twice as many so that none with a header is cut; and an oddity for the others."""
    found = read_tags(text)
    if text.lower().count("<tr") <= 2 * rows and text.count("<") < _TAGS_OF_A_ROW * (rows + 1):
        return list(found), []
    tags: list[Tag] = []
    row_starts = 0
    for tag in found:
        row_starts += is_row_start(tag)
        if row_starts > 2 * rows or len(tags) == _TAGS_OF_A_ROW * (rows + 1):
            more = is_row_start(tag) + sum(map(is_row_start, found))
            return tags, [Oddity("rows-too-many", tag.start, text=f"{rows:,}", form="html", rows=more)]
        tags.append(tag)
    return tags, []


_Rows = tuple[HtmlRow, ...]


def _understood(lines: list[Line]) -> tuple[tuple[HtmlCell, ...], _Rows, _Rows, list[Oddity]]:
    """Header, body rows, other rows of header cells, and what was odd in the number of cells."""
    lines, oddities = _head_apart(lines)
    body = [line for line in lines if line.body]
    widths = [len(line.cells) for line in body if line.plain]
    run = _header_run(lines)
    head = _header(run, _commonest(widths or [len(line.row.cells) for line in body]))
    width = _width(run, head, widths)
    parts = [_split(line, width) for line in body]
    oddities += [_together(part) for split in parts for part in split[1:]]
    if head and width:
        oddities += [odd for split in parts if len(split) == 1 for odd in _miscounted(split[0], width)]
    headings = tuple(line.row for line in lines if line.row.header and line is not head)
    return head.row.cells if head else (), tuple(part.row for split in parts for part in split), headings, oddities


def _header_run(lines: list[Line]) -> list[Line]:
    start = next((at for at, line in enumerate(lines) if line.row.header), len(lines))
    return list(takewhile(lambda line: line.row.header, lines[start:]))


def _header(run: list[Line], width: int) -> Line | None:
    """Of several header rows the last that is as wide as the body: those above it are titles or groups."""
    told = [line for line in run if not line.blank] or run
    fitting = [line for line in told if len(line.row.cells) == width]
    return next(reversed(fitting or told), None)


def _width(run: list[Line], head: Line | None, widths: list[int]) -> int:
    """Columns of the table where they are known for certain, else 0."""
    if head:
        return len(head.cells) if all(line.plain for line in run) else 0
    common = _commonest(widths)
    return common if common and all(width % common == 0 for width in widths) else 0


def _commonest(widths: Iterable[int]) -> int:
    """The smallest of those that occur most often; 0 where there are none."""
    return min(Counter(widths).items(), key=lambda found: (-found[1], found[0]), default=(0, 0))[0]


def _head_apart(lines: list[Line]) -> tuple[list[Line], list[Oddity]]:
    """Splits a first row that holds the header and the first body rows, where all others confirm its width."""
    if not lines or any(line.row.header for line in lines) or not lines[0].plain:
        return lines, []
    width = len(list(takewhile(lambda cell: cell.header, lines[0].row.cells)))
    if width < 2 or any(cell.header for cell in lines[0].row.cells[width:]):
        return lines, []
    if any(len(line.cells) % width for line in lines if line.plain):
        return lines, []
    head, rest = _part(lines[0], 0, width, header=True), _part(lines[0], width, len(lines[0].cells))
    return [head, rest, *lines[1:]], [_together(rest)]


def _split(line: Line, width: int) -> list[Line]:
    """The rows that ran together in one; each has to have text."""
    if not line.plain or width < 2 or len(line.cells) % width:
        return [line]
    parts = [_part(line, at, at + width) for at in range(0, len(line.cells), width)]
    return [line] if any(part.blank for part in parts) else parts


def _part(line: Line, start: int, end: int, *, header: bool = False) -> Line:
    cells, places = line.cells[start:end], line.row.cells[start:end]
    first = line.row.start if start == 0 else cells[0].tag.start
    last = line.row.end if end >= len(line.cells) else cells[-1].after
    row = HtmlRow(places, first, last, header)
    return replace(line, cells=cells, row=row, blanks=line.blanks[start:end])


def _together(part: Line) -> Oddity:
    return Oddity("rows-run-together", part.cells[0].tag.start, fix="</tr><tr>")


def _miscounted(line: Line, width: int) -> Iterator[Oddity]:
    """A row with fewer or more cells than the header."""
    if line.plain and len(line.cells) < width:
        yield Oddity("cells-missing", line.row.start)
    elif line.plain and len(line.cells) > width:
        extra = line.cells[width].tag.start
        yield Oddity("cells-extra", extra, line.cells[-1].after - extra)
