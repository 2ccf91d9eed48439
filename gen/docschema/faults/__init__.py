"""Faults of a source that show in its facts alone: against neighbours, other rows, its own tables and headings.

Each function marked as a `finder` sees one kind of fault; the files of this folder are found by themselves. What the
faults mean stands in the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from docschema.extractors import Reading
from docschema.model import Document, Observation

Finder = Callable[[Reading, Document], Iterator[Observation]]
_found: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Have a function run on every document."""
    _found.append(function)
    return function


@cache
def finders() -> tuple[Finder, ...]:
    """All finders, sorted by name."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return tuple(sorted(_found, key=lambda function: function.__qualname__))


def faults_of_document(reading: Reading, document: Document) -> Iterator[Observation]:
    """All faults, in no particular order."""
    for find in finders():
        yield from find(reading, document)
