"""Faults of characters: some that nobody sees, some that look like others."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby

from docschema.characters import called, hidden, mixed
from docschema.extractors import Reading
from docschema.faults import finder
from docschema.meaning.tables import Subject
from docschema.model import Document, Observation
from docschema.problem import Span

_CODE = re.compile(r"(?<!`)`([^`\r\n]+)`(?!`)")


@finder
def hidden_characters(reading: Reading, document: Document) -> Iterator[Observation]:
    """Characters that nobody sees, or that turn the direction of writing, in tables and code; once for each cell.

    Those within an id are told with it.
    """
    told = sorted(action.span for action in document.actions if "id-not-ascii" in action.faults)
    for raw, start in (*_cells(reading), *_codes(reading)):
        spans = [(match[0], reading.span(start + match.start(), len(match[0]))) for match in hidden(raw)]
        found = [(characters, span) for characters, span in spans if not _is_within(span, told)]
        if found:
            which = called("".join(characters for characters, _ in found))
            yield Observation("hidden-character", found[0][1], which, raw.strip())


def _is_within(span: Span, sorted_spans: Sequence[Span]) -> bool:
    before = sorted_spans[max(0, bisect(sorted_spans, span) - 1) :][:1]
    return any(outer.line == span.line and span.column < outer.column + outer.length for outer in before)


@finder
def mixed_letters(reading: Reading, document: Document) -> Iterator[Observation]:
    """Words of letters of two alphabets, in tables and code. Ids have a finding of their own."""
    ids = {cell.start for view in reading.views if view.action for cell in view.action.cells if cell is not None}
    for raw, start in (*_cells(reading), *_codes(reading)):
        for at, word, letters in mixed(raw) if start not in ids else ():
            yield Observation("letters-mixed", reading.span(start + at, len(word)), word, called(letters))


def _cells(reading: Reading) -> Iterator[tuple[str, int]]:
    """The cells of tables that facts are taken from, each once, in the order of the page."""
    tables = (view.table for view in reading.views if view.subject is not Subject.OTHER)
    rows = (cells for table in tables for cells in (table.header, *(row.cells for row in table.rows)))
    cells = [cell for row in rows for cell in row]
    for start, same in groupby(sorted(cells, key=lambda cell: cell.start), lambda cell: cell.start):
        yield next(same).raw, start


def _codes(reading: Reading) -> Iterator[tuple[str, int]]:
    """Code in paragraphs and lists, as regions stand there."""
    for block in reading.page.blocks:
        yield from ((match[1], block.start + match.start(1)) for match in _CODE.finditer(block.raw))
