"""Routes from tables that map places to places."""

from __future__ import annotations

from docschema.extractors import Reading, Taken, column_cell, group_of
from docschema.meaning.place_columns import route_columns
from docschema.meaning.places import places_in
from docschema.meaning.tables import Subject, View
from docschema.model import Place, RouteFact


def take(reading: Reading) -> Taken:
    """One fact for each code of the first cell; a place that stands on both sides gives none."""
    facts, rows = [], set()
    for n, view in enumerate(reading.views):
        columns = route_columns(view.columns) if view.subject is Subject.ROUTES else None
        if columns is None or names_codes(view):
            continue
        for row in range(len(view.table.rows)):
            source, target = (column_cell(view.table, row, column.index) for column in columns)
            if source is None or target is None:
                continue
            ends = [(a, b) for b in reading.places(target)[:1] for a in reading.places(source) if not same_place(a, b)]
            span = reading.find(source, ends[0][0].key) if ends else None
            facts += [RouteFact(a, b, group_of(view.table.section), span) for a, b in ends if span]
            rows |= {(n, row)} if ends else set()
    return Taken(routes=tuple(facts), rows=frozenset(rows))


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are one: the same code, or the same name where one of them prints no code."""
    if one.code and other.code:
        return one.code == other.code
    return one.name is not None and other.name is not None and one.name.casefold() == other.name.casefold()


def names_codes(view: View) -> bool:
    """Whether a table only says which code belongs to which name (bare names left, bare codes right)."""
    columns = route_columns(view.columns)
    if columns is None:
        return False
    left, right = ([places_in(cell.text) for cell in column.cells if cell and cell.text] for column in columns)
    return all(p.code is None for ps in left for p in ps) and all(p.name is None for ps in right for p in ps)
