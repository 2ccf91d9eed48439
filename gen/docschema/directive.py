"""A suppression that stands in a doc or in code."""

from __future__ import annotations

from msgspec import Struct

from docschema.problem import Span


class Directive(Struct, frozen=True):
    """One rule that one comment suppresses: where the comment stands, and for which lines (both included)."""

    span: Span
    key: str  # as written: a code or a name
    code: str
    first: int
    last: int

    def holds_for(self, line: int) -> bool:
        """Whether a line is among those that the comment is meant for."""
        return self.first <= line <= self.last
