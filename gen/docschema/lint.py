"""The lint stage: what the rules find, in documents as written and in services as linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docschema.model import Document, Model
from docschema.problem import Problem, in_order
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
