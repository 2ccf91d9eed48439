"""Counts the body rows of an HTML table from its tags alone: a second opinion beside the tree that gives the rows."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from docschema.markup.html_tags import Tag, is_blank, span

_BETWEEN_ROWS = ("tr", "thead", "tbody", "tfoot")
_CELLS = ("td", "th")


class _Cell(Struct, frozen=True):
    header: bool
    blank: bool
    rowspan: int = 1
    colspan: int = 1


class _Group(Struct):
    """Cells with no border of a row between them."""

    section: int = 0
    head: bool = False  # in a thead
    cells: list[_Cell] = field(default_factory=list)
    plain: bool = True  # nothing spans into it or in it


def count_rows(text: str, tags: list[Tag], stop: int) -> int:
    """Body rows of the table that these tags make, its start tag first, and that ends at `stop`."""
    groups = _groups(text, tags, stop)
    head = groups[-1].section if groups[-1].head else None
    groups = [group for group in groups if group.cells]
    _settle_head([group for group in groups if group.section == head])
    _mark_spanned(groups)
    groups = _head_apart(groups)
    width = _width(groups)
    return sum(_parts(group, width) for group in groups if _is_body(group))


def _groups(text: str, tags: list[Tag], stop: int) -> list[_Group]:
    groups, has_body = [_Group()], False
    for previous, tag, until in zip(tags, tags[1:], [*(tag.start for tag in tags[2:]), stop], strict=False):
        if tag.name in _BETWEEN_ROWS:
            has_body = has_body or _is_body(groups[-1])
            groups.append(_next_group(groups[-1], tag, has_body))
        elif cell := _cell(text, tag, until, previous):
            groups[-1].cells.append(cell)
    return groups


def _next_group(last: _Group, tag: Tag, has_body: bool) -> _Group:
    if tag.name == "tr":
        return _Group(last.section, last.head)
    opens = tag.name == "thead" and not tag.closing
    return _Group(last.section + 1, opens and not has_body)  # heads nothing behind a body


def _cell(text: str, tag: Tag, until: int, previous: Tag) -> _Cell | None:
    if tag.name not in _CELLS:
        return None
    if not tag.closing:
        return _Cell(tag.name == "th", is_blank(text, tag.end, until), span(tag, "row"), span(tag, "col"))
    inside = not previous.closing and previous.name in (*_CELLS, "caption")
    if inside or is_blank(text, previous.end, tag.start):
        return None
    return _Cell(tag.name == "th", blank=False)  # text and its end tag: only the start tag is missing


def _settle_head(head: list[_Group]) -> None:
    """A thead that never ends holds its first row and header rows right under it."""
    whole = list(takewhile(lambda group: group is head[0] or _all_header(group), head))
    for group in head[len(whole) :]:
        group.head = False
        group.section += 1


def _mark_spanned(groups: list[_Group]) -> None:
    section, reach = -1, -1
    for at, group in enumerate(groups):
        reach = reach if group.section == section else -1
        section = group.section
        group.plain = at > reach and all(cell.rowspan == cell.colspan == 1 for cell in group.cells)
        reach = max(reach, *(at + cell.rowspan - 1 for cell in group.cells))


def _head_apart(groups: list[_Group]) -> list[_Group]:
    """Splits a first row that holds the header and the first body rows."""
    if not groups or any(map(_is_heading, groups)) or not groups[0].plain:
        return groups
    first, *others = groups
    width = len(list(takewhile(lambda cell: cell.header, first.cells)))
    even = all(len(group.cells) % width == 0 for group in groups if group.plain) if width > 1 else False
    if not even or any(cell.header for cell in first.cells[width:]):
        return groups
    return [replace(first, cells=first.cells[:width]), replace(first, cells=first.cells[width:]), *others]


def _width(groups: list[_Group]) -> int:
    """Columns of the table where they are known for certain, else 0."""
    widths = [len(group.cells) for group in groups if group.plain and _is_body(group)]
    common = _commonest(widths)
    start = next((at for at, group in enumerate(groups) if _is_heading(group)), None)
    if start is None:
        return common if common and all(width % common == 0 for width in widths) else 0
    run = list(takewhile(_is_heading, groups[start:]))
    told = [group for group in run if not all(cell.blank for cell in group.cells)] or run
    fitting = [len(group.cells) for group in told if len(group.cells) == common]
    return (fitting or [len(told[-1].cells)])[-1] if all(group.plain for group in run) else 0


def _parts(group: _Group, width: int) -> int:
    """How many rows ran together in one."""
    blanks = [cell.blank for cell in group.cells]
    if not group.plain or width < 2 or len(blanks) % width:
        return 1
    parts = [blanks[at : at + width] for at in range(0, len(blanks), width)]
    return 1 if any(map(all, parts)) else len(parts)


def _commonest(widths: list[int]) -> int:
    return min(Counter(widths).items(), key=lambda item: (-item[1], item[0]), default=(0, 0))[0]


def _all_header(group: _Group) -> bool:
    return all(cell.header for cell in group.cells)


def _is_heading(group: _Group) -> bool:
    return group.head or _all_header(group)


def _is_body(group: _Group) -> bool:
    return not _is_heading(group) and not all(cell.blank for cell in group.cells)
