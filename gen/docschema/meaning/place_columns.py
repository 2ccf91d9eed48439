"""Columns of places: with marks for Yes and No, with codes of their own, or with the places where events are."""

from __future__ import annotations

from docschema import locales
from docschema.meaning.columns import Column, header_roles
from docschema.meaning.places import codes_in, mark, places_in
from docschema.model import Place
from docschema.page import Table


def speaks_of_places(columns: tuple[Column, ...], table: Table) -> bool:
    """Whether what is marked are places: by a code, by the word for all of them, or because the doc calls them so."""
    cells = [*table.header, *(cell for column in columns[:1] for cell in column.cells if cell is not None)]
    if any(place.code for cell in cells for place in places_in(cell.text)):
        return True
    said = [*(cell.text for cell in table.header), table.caption or "", table.tab_title or ""]
    said += [table.section.heading] if table.section else []
    everywhere = locales.pattern(locales.everywhere("words", "global"))
    return any("place" in header_roles(text) for text in said) or any(everywhere.fullmatch(c.text) for c in cells)


def places_as_columns(table: Table) -> int | None:
    """The first column under a header of places and marks; None where the table has another form.

    A column of names may stand before places that have a code.
    """
    return next((first for first in range(min(len(table.header), 2)) if _marks_places(table, first)), None)


def _marks_places(table: Table, first: int) -> bool:
    places = [places_in(cell.text) for cell in table.header[first:]]
    cells = [cell for row in table.rows for cell in row.cells[first:] if cell.text]
    if not cells or not all(places) or any(mark(cell.text) is None for cell in cells):
        return False
    return first == 0 or (all(place.code for found in places for place in found) and not _codes_lead(table))


def _codes_lead(table: Table) -> bool:
    return any(place.code for row in table.rows for cell in row.cells[:1] for place in places_in(cell.text))


def mark_column(columns: tuple[Column, ...]) -> Column | None:
    """The column of marks of a table with places as rows: the one whose header speaks of events, else the first."""
    if not columns or places_share(columns[0]) < 0.8:
        return None
    marked = [column for column in columns[1:] if _is_marked(column) and not codes_in(column.header)]
    events = locales.everywhere("words", "event")
    return next((column for column in marked if locales.has(column.header, events)), next(iter(marked), None))


def _is_marked(column: Column) -> bool:
    """Whether most cells are marks ("Coming soon" may stand among them)."""
    marks = [mark(cell.text) is not None for cell in column.cells if cell is not None and cell.text]
    return bool(marks) and sum(marks) / len(marks) >= 0.5


def code_column(columns: tuple[Column, ...], names: Column) -> Column | None:
    """The column right of bare names that holds nothing but the codes of these places."""
    after = next((column for column in columns if column.index == names.index + 1), None)
    if after is None or any(place.code for place in _places(names)):
        return None
    places = _places(after)
    return after if places and all(place.code and place.name is None for place in places) else None


def _places(column: Column) -> tuple[Place, ...]:
    return tuple(place for cell in column.cells if cell is not None for place in places_in(cell.text))


def places_share(column: Column) -> float:
    """The share of the filled cells that name a place."""
    named = [bool(places_in(cell.text)) for cell in column.cells if cell is not None and cell.text]
    return sum(named) / len(named) if named else 0.0


def route_columns(columns: tuple[Column, ...]) -> tuple[Column, Column] | None:
    """The columns of a mapping from places to places: the first, and the last that its header calls a place.

    Where the codes of the places stand in columns of their own, those are the ones.
    """
    if not columns or places_share(columns[0]) < 0.8:
        return None
    first = code_column(columns, columns[0]) or columns[0]
    targets = [column for column in columns[first.index + 1 :] if _is_target(columns[0], column)]
    if not targets:
        names = columns[0]
        return (names, first) if first is not names and "place" in first.roles else None
    return first, targets[-1]


def _is_target(first: Column, column: Column) -> bool:
    """Whether a column says where events are: places, by its header or because it has the first one's places."""
    if places_share(column) < 0.8:
        return False
    if "place" in column.roles:
        return True
    here = {place.key for place in _places(first)}
    shared = any(place.code or place.key in here for place in _places(column))
    return shared and locales.has(column.header, locales.everywhere("words", "event"))
