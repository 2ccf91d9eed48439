"""The columns of a table: what their headers say, and which shapes their cells have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from docschema import locales
from docschema.markup.inline import without_variables
from docschema.meaning.ids import Shape, Token, Tokens, tokens_of
from docschema.page import Cell, Table

_HEADER_ROLES = (
    "action",
    "description",
    "type",
    "field",
    "values",
    "severity",
    "old",
    "new",
    "role",
    "place",
    "outcome",
)


class Column(Struct, frozen=True, dict=True):
    """One column: its header and its cells (None where a row is too short)."""

    index: int
    header: str
    roles: frozenset[str]
    cells: tuple[Cell | None, ...]

    @cached_property
    def tokens(self) -> tuple[Tokens | None, ...]:
        """The tokens of each cell."""
        return tuple(tokens_of(cell) if cell is not None and cell.text else None for cell in self.cells)

    @cached_property
    def filled(self) -> int:
        """How many cells are not empty."""
        return sum(tokens is not None for tokens in self.tokens)

    def share(self, *shapes: Shape, alone: bool = False) -> float:
        """The share of the filled cells that begin with a token of these shapes; `alone`: and hold nothing else."""
        hits = sum(1 for tokens in self.tokens if tokens and _leads(tokens, shapes, alone=alone))
        return hits / self.filled if self.filled else 0.0

    def leading(self, *shapes: Shape) -> Iterator[Token]:
        """The first token of these shapes of each cell that has one."""
        for tokens in self.tokens:
            found = tokens.of(*shapes) if tokens else ()
            if found:
                yield found[0]


def _leads(tokens: Tokens, shapes: tuple[Shape, ...], *, alone: bool) -> bool:
    found = tokens.of(*shapes)
    if not found:
        return False
    if alone:
        return len(tokens.rest(found).split()) <= 2
    return not tokens.text[: found[0].start].strip(" \ue000([*-")


@lru_cache(maxsize=4096)
def header_roles(text: str) -> frozenset[str]:
    """What a header cell says of its column, in any language. Names of products say nothing."""
    text = without_variables(text)
    return frozenset(role for role in _HEADER_ROLES if locales.has(text, locales.everywhere("headers", role)))


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table, as many as its widest row has."""
    width = max([len(table.header), *(len(row.cells) for row in table.rows)], default=0)
    header = table.rows[0].cells if begins_with_header(table) else table.header
    heads = [header[n].text if n < len(header) else "" for n in range(width)]
    rows = [() if header is row.cells else row.cells for row in table.rows]
    cells = [tuple(row[n] if n < len(row) else None for row in rows) for n in range(width)]
    return tuple(Column(n, heads[n], header_roles(heads[n]), cells[n]) for n in range(width))


def begins_with_header(table: Table) -> bool:
    """Whether the first body row heads the columns: the table has no header, and each cell is a header word."""
    if any(cell.text for cell in table.header) or len(table.rows) < 2:
        return False
    return all(cell.text and len(cell.text.split()) <= 3 and header_roles(cell.text) for cell in table.rows[0].cells)
