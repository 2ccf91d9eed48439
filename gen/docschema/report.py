"""The report stage: findings and what a run did, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from docschema.model import Document
from docschema.problem import Problem, Severity, Span
from docschema.terminal import paint, safe, safe_json

SCHEMA_VERSION = 1


def problem_text(problem: Problem, *, colour: bool = False) -> str:
    """One finding in two lines: `path:line:column: severity CODE message`, and what to do."""
    said = [headline(problem, colour=colour)]
    return "\n".join([*said, help_line(problem, colour=colour)] if problem.help else said)


def headline(problem: Problem, *, colour: bool = False) -> str:
    """`path:line:column: severity CODE message`."""
    span = problem.span
    place = paint(f"{safe(span.path)}:{span.line}:{span.column}:", "bold", colour=colour)
    severity = paint(problem.severity.value, problem.severity.value, colour=colour)
    return f"{place} {severity} {problem.code} {safe(problem.message)}"


def help_line(problem: Problem, *, colour: bool = False) -> str:
    """What to do."""
    return f"  {paint('help:', 'dim', colour=colour)} {safe(problem.help)}"


def problem_json(problem: Problem) -> dict[str, object]:
    """One finding in the shape that all commands share."""
    span = problem.span
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "message": problem.message,
        "help": problem.help,
        "fingerprint": problem.fingerprint,
        **_repair_json(problem),
    }


def _repair_json(problem: Problem) -> dict[str, object]:
    """What to put in place of which characters, and other places to look at, where a finding has them."""
    fix, related = problem.fix, problem.related
    more: dict[str, object] = {}
    if fix is not None:
        more["fix"] = {**_place_json(fix.span), "length": fix.span.length, "replacement": fix.replacement}
    if related:
        more["related"] = [
            {"path": item.span.path, **_place_json(item.span), "message": item.message} for item in related
        ]
    return more


def _place_json(span: Span) -> dict[str, object]:
    return {"line": span.line, "column": span.column}


def to_json(fields: Mapping[str, object], problems: Iterable[Problem]) -> str:
    """The one object that a command prints: `schema_version`, its own fields, `problems`."""
    content = {"schema_version": SCHEMA_VERSION, **fields, "problems": [problem_json(found) for found in problems]}
    return safe_json(json.dumps(content, ensure_ascii=False, indent=2))


def count(number: int, noun: str, nouns: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def severities_text(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`, the heaviest first; `no findings` without any."""
    numbers = ((severity, sum(found.severity is severity for found in problems)) for severity in Severity)
    nouns = {Severity.INFO: ("note", "notes")}
    said = [count(number, *nouns.get(severity, (severity.value,))) for severity, number in numbers if number]
    return ", ".join(said) or "no findings"


def balance(document: Document) -> dict[str, int]:
    """The ledger of a source, summed over its tables. Each figure is summed for itself."""
    keys = ("rows", "extracted", "ignored", "reported")
    return {key: sum(getattr(table, key) for table in document.ledger) for key in keys}


def reasons(document: Document) -> dict[str, int]:
    """Ignored rows of a source by the name of the rule, sorted by name."""
    total: dict[str, int] = {}
    for table in document.ledger:
        for name, rows in table.reasons.items():
            total[name] = total.get(name, 0) + rows
    return dict(sorted(total.items()))


def balance_text(document: Document) -> str:
    """The ledger of a source in one line: `docs/fr/x.md: 24 rows: 22 extracted, 2 ignored (severities), ...`."""
    sums, why = balance(document), ", ".join(reasons(document))
    ignored = f"{sums['ignored']} ignored" + (f" ({why})" if why else "")
    parts = f"{sums['extracted']} extracted, {ignored}, {sums['reported']} unexplained"
    return safe(f"{document.path}: {count(sums['rows'], 'row')}: {parts}")


def unexplained(documents: Iterable[Document]) -> int:
    """How many rows of all sources no rule knows."""
    return sum(balance(document)["reported"] for document in documents)


def left_out_text(number: int) -> str:
    """The line that counts the pages without events."""
    return f"{count(number, 'file is no event page', 'files are no event pages')}"
