"""Places in source files, and what is amiss there. Of ours it imports only how bad that is."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from docschema.severity import Severity

__all__ = ["Fix", "Problem", "Related", "Severity", "Span", "by_place", "in_order"]


class Span(Struct, frozen=True, order=True):
    """A stretch of text on one line of a file. `line` and `column` count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 0


class Fix(Struct, frozen=True):
    """A certain repair: `replacement` in place of the `span.length` characters at the span (0: put in before it)."""

    span: Span
    replacement: str


class Related(Struct, frozen=True):
    """Another place that a finding is about, and what it is: the cell of the source language, an earlier row."""

    span: Span
    message: str


class Problem(Struct, frozen=True):
    """One finding.

    `message` says what stands there and what follows from it; `help` what to do. Neither holds a line number, so
    that the fingerprint stays when lines move. `subject` is what the finding is about (an id, a caption); it tells
    two findings of one code in one file apart.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    help: str
    subject: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @property
    def fingerprint(self) -> str:
        """16 hex digits that name this finding as long as its code, file and subject stay the same."""
        from hashlib import sha256

        parts = "\0".join((self.code, self.span.path, self.subject or self.message))
        return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    """The sort key for findings: file, line, column, code, message."""
    span = problem.span
    return (span.path, span.line, span.column, problem.code, problem.message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each finding once, sorted by place: of two about one thing the one that knows the repair."""
    found = set(problems)
    mended = {(problem.code, problem.span, problem.subject) for problem in found if problem.fix}
    kept = (p for p in found if p.fix or (p.code, p.span, p.subject) not in mended)
    return tuple(sorted(kept, key=by_place))
