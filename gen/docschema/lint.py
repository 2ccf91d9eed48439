"""The lint stage: what the rules find in documents as written."""

from __future__ import annotations

from collections.abc import Iterable

from docschema.model import Document
from docschema.problem import Problem, in_order
from docschema.rules import document_findings


def lint(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """What the rules find in each document for itself, sorted by place."""
    return in_order(problem for document in documents for problem in document_findings(document))
