"""The lint stage: what the rules find, in documents as written and in services as linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docschema.model import Document, Model
from docschema.problem import Problem, by_place
from docschema.rules import document_findings, service_findings


def lint(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """What the rules find in each document for itself, sorted by place."""
    return in_order(problem for document in documents for problem in document_findings(document))


def lint_services(model: Model, documents: Sequence[Document]) -> tuple[Problem, ...]:
    """What the rules find in each service with all its sources, sorted by place."""
    by_path = {document.path: document for document in documents}
    found: list[Problem] = []
    for service in model.services:
        paths = (path for locale in service.locales for path in service.sources.get(locale, ()))
        found += service_findings(service, [by_path[path] for path in paths if path in by_path])
    return in_order(found)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each finding once, sorted by place: of two about one thing the one that knows the repair."""
    found = set(problems)
    mended = {(problem.code, problem.span, problem.subject) for problem in found if problem.fix}
    kept = (p for p in found if p.fix or (p.code, p.span, p.subject) not in mended)
    return tuple(sorted(kept, key=by_place))
