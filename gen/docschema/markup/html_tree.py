"""Takes the rows of balanced HTML tables, with all their columns filled.

Which cells and rows make a table is known from its tags. Tables inside tables are put into a tree by beautifulsoup4; a
table for itself needs none, and is read in half the time. Both ways give the same, which tests hold.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from docschema.markup.html_rows import CellDraft, RowDraft, TableDraft
from docschema.markup.html_tags import MOST_SPANNED, is_blank, span

if TYPE_CHECKING:
    import bs4


class HtmlCell(Struct, frozen=True):
    """Where the content of a cell stands in the text."""

    start: int
    end: int
    header: bool


class HtmlRow(Struct, frozen=True):
    """Cells in their columns: one that spans stands in each place that it covers."""

    cells: tuple[HtmlCell, ...]
    start: int
    end: int
    header: bool  # `th` cells only, or in a thead


class _Placed(Struct, frozen=True):
    """A cell with the number of rows and columns that it covers."""

    draft: CellDraft
    place: HtmlCell
    rows: int
    columns: int


_Carried = dict[int, tuple[int, HtmlCell]]  # by column: for how many more rows, and which cell


class Line(Struct, frozen=True):
    """A row of the tree: what the text has, and what stands in the columns."""

    cells: tuple[CellDraft, ...]
    row: HtmlRow
    plain: bool  # nothing spans into it or in it
    blanks: tuple[bool, ...]  # which of the cells have no text

    @property
    def blank(self) -> bool:
        """Whether no cell has text."""
        return all(self.blanks)

    @property
    def body(self) -> bool:
        """Whether it is a body row."""
        return not (self.row.header or self.blank)


class _Group(Struct, frozen=True):
    """The rows of one thead or tbody, with their cells."""

    head: bool
    rows: tuple[tuple[RowDraft, tuple[_Placed, ...]], ...]


_Caption = tuple[int, int]
_Table = tuple[tuple[_Caption, ...], tuple[_Group, ...]]


def read_tree(text: str, drafts: list[TableDraft]) -> Iterator[tuple[list[Line], _Caption | None]]:
    """Rows and caption of each table, as they stand in the tree of its balanced tags."""
    apart = all(one.end <= next_one.tag.start for one, next_one in itertools.pairwise(drafts))
    for captions, groups in map(own_groups, drafts) if apart else groups_of_tree(drafts):
        told = (place for place in captions if not is_blank(text, *place))
        yield [line for group in groups for line in _lines(text, group)], next(told, None)


def own_groups(draft: TableDraft) -> _Table:
    """The captions and groups of a table for itself."""
    groups = []
    for _, rows in itertools.groupby(draft.rows, key=lambda row: row.section):
        members = tuple((row, tuple(map(_placed, row.cells))) for row in rows)
        groups.append(_Group(members[0][0].head, members))
    return tuple(draft.captions), tuple(groups)


def _placed(draft: CellDraft) -> _Placed:
    place = HtmlCell(draft.start, draft.end, draft.tag.name == "th")
    return _Placed(draft, place, span(draft.tag, "row"), span(draft.tag, "col"))


def groups_of_tree(drafts: list[TableDraft]) -> Iterator[_Table]:
    """The captions and groups of each table, from a tree of all their tags."""
    from bs4 import BeautifulSoup  # needed by few docs

    soup = BeautifulSoup("".join(map(_skeleton, drafts)), "html.parser")
    for draft, table in zip(drafts, _inside(soup), strict=True):
        captions = (draft.captions[_number(caption)] for caption in _inside(table) if caption.name == "caption")
        groups = (group for group in _inside(table) if group.name != "caption")
        yield tuple(captions), tuple(_group_of(draft, group) for group in groups)


def _group_of(draft: TableDraft, element: bs4.Tag) -> _Group:
    rows = ((draft.rows[_number(row)], row) for row in _inside(element))
    cells = ((row, tuple(_placed_in(row, cell) for cell in _inside(tag))) for row, tag in rows)
    return _Group(element.name == "thead", tuple(cells))


def _placed_in(row: RowDraft, element: bs4.Tag) -> _Placed:
    draft = row.cells[_number(element)]
    place = HtmlCell(draft.start, draft.end, element.name == "th")
    return _Placed(draft, place, _number(element, "rowspan"), _number(element, "colspan"))


def _skeleton(draft: TableDraft) -> str:
    """The tags of a table alone, in balance, with the numbers of what they stand for."""
    captions = "".join(f'<caption data-n="{n}"></caption>' for n in range(len(draft.captions)))
    sections = []
    for _, rows in itertools.groupby(enumerate(draft.rows), key=lambda numbered: numbered[1].section):
        members = list(rows)
        name = "thead" if members[0][1].head else "tbody"
        sections.append(f"<{name}>{''.join(_row_skeleton(n, row) for n, row in members)}</{name}>")
    return f"<table>{captions}{''.join(sections)}</table>"


def _row_skeleton(number: int, row: RowDraft) -> str:
    return f'<tr data-n="{number}">{"".join(_cell_skeleton(n, cell) for n, cell in enumerate(row.cells))}</tr>'


def _cell_skeleton(number: int, cell: CellDraft) -> str:
    spans = {f"{way}span": span(cell.tag, way) for way in ("row", "col")}
    wide = "".join(f' {name}="{size}"' for name, size in spans.items() if size > 1)
    return f'<{cell.tag.name} data-n="{number}"{wide}></{cell.tag.name}>'


def _inside(element: bs4.Tag) -> list[bs4.Tag]:
    from bs4 import Tag

    return [child for child in element.contents if isinstance(child, Tag)]


def _number(element: bs4.Tag, name: str = "data-n") -> int:
    return int(str(element.get(name, "1")))


def _lines(text: str, group: _Group) -> Iterator[Line]:
    """The rows of one thead or tbody, with what spans into the next rows carried along."""
    carried: _Carried = {}
    reach = -1
    for at, (row, placed) in enumerate(group.rows):
        plain = at > reach and all(cell.rows == cell.columns == 1 for cell in placed)
        reach = max(reach, *(at + cell.rows - 1 for cell in placed))
        filled, carried = _filled(placed, carried)
        header = group.head or all(cell.place.header for cell in placed)
        blanks = tuple(is_blank(text, cell.place.start, cell.place.end) for cell in placed)
        drafts = tuple(cell.draft for cell in placed)
        yield Line(drafts, HtmlRow(filled, row.tag.start, row.end, header), plain, blanks)


def _filled(cells: Sequence[_Placed], carried: _Carried) -> tuple[tuple[HtmlCell, ...], _Carried]:
    """The cells of a row in their columns, and what goes on in the next row. Only so many columns may be spanned."""
    grid = {column: place for column, (_, place) in carried.items()}
    going_on = {column: (left - 1, place) for column, (left, place) in carried.items() if left > 1}
    column = 0
    for cell in cells:
        while column in grid:
            column += 1
        for covered in range(column, max(column + 1, min(column + cell.columns, MOST_SPANNED))):
            if grid.setdefault(covered, cell.place) is cell.place and cell.rows > 1 and covered < MOST_SPANNED:
                going_on[covered] = (cell.rows - 1, cell.place)
    gap = HtmlCell(cells[-1].place.end, cells[-1].place.end, header=False)
    return tuple(grid.get(column, gap) for column in range(max(grid) + 1)), going_on
