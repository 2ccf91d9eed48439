"""Private flavours of Markdown, one file each; a new file is a new dialect.

A dialect module has `NAME`, `recognises(text) -> bool`, `attribute_lists(text) -> tuple[Found, ...]` and
`oddities(text, found) -> Iterator[Oddity]`, what is wrong with those lists. `PRIORITY` decides the order in which they
are asked; the last one takes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from msgspec import Struct

from docschema.page import Attributes, Oddity


class Found(Struct, frozen=True):
    """An attribute list and where it ends (offset behind its last character)."""

    attributes: Attributes
    end: int


class Dialect(Struct, frozen=True):
    """One dialect, as its module defines it."""

    name: str
    priority: int
    recognises: Callable[[str], bool]
    attribute_lists: Callable[[str], tuple[Found, ...]]
    oddities: Callable[[str, tuple[Found, ...]], Iterator[Oddity]]


@cache
def all_dialects() -> tuple[Dialect, ...]:
    """The dialects, in the order in which they are asked."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = (Dialect(m.NAME, m.PRIORITY, m.recognises, m.attribute_lists, m.oddities) for m in modules)
    return tuple(sorted(found, key=lambda dialect: (dialect.priority, dialect.name)))


def dialect_of(text: str) -> Dialect:
    """The first dialect that recognises the text."""
    return next(dialect for dialect in all_dialects() if dialect.recognises(text))
