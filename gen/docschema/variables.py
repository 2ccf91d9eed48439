"""Keyword variables in the texts of documents, held against the keyword files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from docschema.model import Document
from docschema.problem import Problem, Span
from docschema.rules import problem

_VARIABLE = re.compile(r"\{\{\s*site\.data\.keyword\.([A-Za-z0-9_-]+)\s*\}\}")


def unresolved(documents: Iterable[Document], keywords: Collection[str]) -> Iterator[Problem]:
    """A finding for each variable that no keyword file has, where it stands first."""
    seen = set(keywords)
    for document in documents:
        for text, span in _texts(document):
            for name in _VARIABLE.findall(text):
                if name not in seen:
                    seen.add(name)
                    yield problem("variable-unresolved", span, text=name)


def _texts(document: Document) -> Iterator[tuple[str, Span]]:
    """The texts that go into artifacts, each with a place that a reader finds it by."""
    yield from ((action.description or "", action.span) for action in document.actions)
    yield from ((field.description or "", field.span) for field in document.fields)
    for text in (document.title, *(group.heading for group in document.groups)):
        yield text, Span(document.path)
