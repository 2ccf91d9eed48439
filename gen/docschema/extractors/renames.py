"""Renames: tables of old and new ids, and columns of legacy names."""

from __future__ import annotations

from docschema.extractors import Reading, Taken, column_cell
from docschema.meaning.ids import DOTTED, tokens_of
from docschema.model import RenameFact
from docschema.page import Cell


def take(reading: Reading) -> Taken:
    """Pairs of an old and a new id of one row."""
    facts, rows = [], set()
    for n, view in enumerate(reading.views):
        if view.old is None or view.new is None:
            continue
        for row in range(len(view.table.rows)):
            cells = [column_cell(view.table, row, column.index) for column in (view.old, view.new)]
            if cells[0] is None or cells[1] is None:
                continue
            olds, news = (tokens_of(cell).of(*DOTTED) for cell in cells if cell)
            pairs = (
                list(zip(olds, news, strict=False))
                if len(olds) == len(news)
                else [(o, m) for m in news[:1] for o in olds]
            )
            facts += [_pair(reading, cells[0], old.text, new.text) for old, new in pairs]
            rows |= {(n, row)} if pairs else set()
    return Taken(renamed=tuple(facts), rows=frozenset(rows))


def _pair(reading: Reading, cell: Cell, old: str, new: str) -> RenameFact:
    return RenameFact(old, new, reading.find(cell, old), reading.length_faults(old, new))
