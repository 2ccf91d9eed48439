"""Tables that the configuration passes over: their rows are counted as ignored, and nothing in them is a fact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from msgspec.structs import replace

from docschema.model import Document, TableLedger
from docschema.page import Page, Table
from docschema.problem import Span

REASON = "ignored-by-configuration"


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


def without_tables(document: Document, page: Page, names: Collection[str]) -> Document:
    """The document without what stands in tables whose caption, or the heading above them, is one of the names."""
    wanted = {_key(name) for name in names}
    tables = [table for table in page.tables if wanted.intersection(_keys(table))]
    if not tables:
        return document
    rows = {page.line(table.start): len(table.rows) for table in tables}
    lines = {line for table in tables for line in _lines(page, table)}

    def outside(fact: _Placed) -> bool:
        return fact.span.line not in lines

    return replace(
        _filtered(document, outside),
        ledger=tuple(
            _passed(entry, rows.get(entry.line, entry.rows)) if entry.line in lines else entry
            for entry in document.ledger
        ),
    )


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _keys(table: Table) -> Iterator[str]:
    if table.caption:
        yield _key(table.caption)
    if table.section:
        yield _key(table.section.heading)


def _lines(page: Page, table: Table) -> range:
    return range(page.line(table.start), page.line(max(table.start, table.end - 1)) + 1)


def _filtered(document: Document, keep: Callable[[_Placed], bool]) -> Document:
    return replace(
        document,
        actions=tuple(filter(keep, document.actions)),
        renamed=tuple(filter(keep, document.renamed)),
        availability=tuple(filter(keep, document.availability)),
        routes=tuple(filter(keep, document.routes)),
        fields=tuple(filter(keep, document.fields)),
        observations=tuple(filter(keep, document.observations)),
    )


def _passed(table: TableLedger, rows: int) -> TableLedger:
    """The ledger of a table whose rows are ignored, all `rows` that were read; any that the reader lost is reported."""
    rows = min(rows, table.rows)
    return replace(table, extracted=0, ignored=rows, reported=table.rows - rows, reasons={REASON: rows} if rows else {})
