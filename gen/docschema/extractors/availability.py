"""Availability from tables of places and marks, in both orientations."""

from __future__ import annotations

from collections.abc import Iterator

from docschema.extractors import Reading, Taken, column_cell, group_of
from docschema.meaning.place_columns import code_column, mark_column, places_as_columns
from docschema.meaning.places import mark, places_in
from docschema.meaning.tables import Subject, View
from docschema.model import AvailabilityFact, Place
from docschema.page import Cell


def take(reading: Reading) -> Taken:
    """One fact for each place with a mark."""
    facts, rows = [], set()
    for n, view in enumerate(reading.views):
        if view.subject is not Subject.AVAILABILITY:
            continue
        as_rows = places_as_columns(view.table) is None
        marked = _by_row(view) if as_rows else _by_column(view)
        codes = code_column(view.columns, view.columns[0]) if as_rows else None
        for row, cell, available in marked:
            rows.add((n, row))
            facts += [
                AvailabilityFact(
                    place, available, group_of(view.table.section), reading.find(cell, _shown(cell, place))
                )
                for place in _places(reading, cell, column_cell(view.table, row, codes.index) if codes else None)
            ]
    return Taken(availability=tuple(facts), rows=frozenset(rows))


def _by_column(view: View) -> Iterator[tuple[int, Cell, bool]]:
    first = places_as_columns(view.table) or 0
    for n, row in enumerate(view.table.rows):
        for head, cell in zip(view.table.header[first:], row.cells[first:], strict=False):
            available = mark(cell.text)
            if available is not None:
                yield n, head, available


def _by_row(view: View) -> Iterator[tuple[int, Cell, bool]]:
    column = mark_column(view.columns)
    for n in range(len(view.table.rows)):
        place, cell = column_cell(view.table, n, 0), column_cell(view.table, n, column.index) if column else None
        available = mark(cell.text) if cell else None
        if place is not None and available is not None and places_in(place.text):
            yield n, place, available


def _places(reading: Reading, cell: Cell, code: Cell | None) -> tuple[Place, ...]:
    """The places of a cell; their code may stand in a cell of its own."""
    places = reading.places(cell)
    if code is None or len(places) != 1:
        return places
    return tuple(Place(place.code, places[0].name, place.span) for place in reading.places(code)) or places


def _shown(cell: Cell, place: Place) -> str:
    return place.key if place.key in cell.raw else place.name or ""
