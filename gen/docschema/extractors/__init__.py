"""From pages to facts: one module for each kind of fact; a new file is a new extractor.

An extractor module has `take(reading: Reading) -> Taken`. It never sees what another one took; `extract` puts the
results together and sees to it that every row is accounted for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules

from msgspec import Struct, field
from msgspec.structs import replace

from docschema import locales
from docschema.config import Limits
from docschema.meaning.ids import DOTTED, Shape, prefix
from docschema.meaning.places import places_in
from docschema.meaning.tables import Subject, View, classify
from docschema.model import (
    ActionFact,
    AvailabilityFact,
    DefaultFact,
    FieldFact,
    FixedFact,
    Group,
    Observation,
    Passage,
    Place,
    RenameFact,
    RouteFact,
)  # fmt: skip
from docschema.page import Cell, Page, Section, Table
from docschema.problem import Span


class Reading(Struct, frozen=True, dict=True):
    """A page on its way to facts: in which language it is, and what its tables are about."""

    page: Page
    locale: str
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The page's tables, understood; tables that speak for themselves vouch for the ids of the others."""
        first = [classify(table) for table in self.page.tables]
        known = frozenset(
            prefix(token.text) for view in first if view.subject is Subject.ACTIONS and view.action
            for token in view.action.leading(Shape.ID)
        )  # fmt: skip
        return tuple(classify(view.table, known) if view.subject is Subject.OTHER else view for view in first)

    def length_faults(self, *names: str) -> tuple[str, ...]:
        """The faults of ids and names that belong together, and that have more characters than any may have."""
        return ("id-too-long",) if any(len(name) > self.limits.id_length for name in names) else ()

    def entries(self, *keys: str) -> tuple[str, ...]:
        """Words of meaning in the page's language, and in English for what was left untranslated."""
        return _entries(self.locale, keys)

    def says(self, text: str, *keys: str) -> bool:
        """Whether a text holds a word of one of these meanings."""
        return locales.has(text, self.entries(*keys))

    def span(self, offset: int, length: int = 0) -> Span:
        """The place of an offset into the source."""
        line, column = self.page.source.place(offset)
        return Span(self.page.source.path, line, column, length)

    def find(self, cell: Cell, text: str, after: int = 0) -> Span:
        """Where a text stands in a cell; the cell's start where markup hides it."""
        at = cell.raw.find(text, after)
        lead = len(cell.raw) - len(cell.raw.lstrip())
        return self.span(cell.start + (at if at >= 0 else min(lead, len(cell.raw))), len(text) if at >= 0 else 0)

    def located(self, place: Place, start: int, end: int) -> Place:
        """A place with its span: of its code, or of its name in code marks, if it stands once between two offsets."""
        text = self.page.source.text
        at = text.find(place.key, start, end)
        marked = text[at - 1 : at] == text[at + len(place.key) : at + len(place.key) + 1] == "`"
        if at < 0 or text.count(place.key, start, end) > 1 or not (place.code or marked):
            return place
        return replace(place, span=self.span(at, len(place.key)))

    def places(self, cell: Cell) -> tuple[Place, ...]:
        """The places that a cell names, with their spans."""
        return tuple(self.located(place, cell.start, cell.start + len(cell.raw)) for place in places_in(cell.text))

    def passage(self, cell: Cell) -> Passage:
        """A cell as a stretch of the source."""
        lead = len(cell.raw) - len(cell.raw.lstrip())
        raw = cell.raw.strip()
        start = cell.start + lead
        return Passage(self.page.source.text[start : start + len(raw)], self.span(start, len(raw)))

    @cached_property
    def table_ids(self) -> frozenset[str]:
        """The ids that the page's action tables document."""
        cells = [tokens for view in self.views if view.subject is Subject.ACTIONS and view.action
                 for tokens in view.action.tokens if tokens is not None]  # fmt: skip
        return frozenset(token.text for tokens in cells for token in tokens.of(*DOTTED))


@cache
def _entries(locale: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    codes = dict.fromkeys((locale, "en"))
    return tuple(dict.fromkeys(entry for code in codes for key in keys for entry in locales.load(code).words[key]))


class Taken(Struct, frozen=True):
    """What one extractor took from a page, and the rows (table, row; counted from 0) that it took it from."""

    actions: tuple[ActionFact, ...] = ()
    renamed: tuple[RenameFact, ...] = ()
    availability: tuple[AvailabilityFact, ...] = ()
    routes: tuple[RouteFact, ...] = ()
    fixed: tuple[FixedFact, ...] = ()
    defaults: tuple[DefaultFact, ...] = ()
    fields: tuple[FieldFact, ...] = ()
    observations: tuple[Observation, ...] = ()
    rows: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def group_of(section: Section | None) -> Group:
    """The section as facts name it."""
    return Group(section.heading, section.id) if section else Group("")


def column_cell(table: Table, row: int, column: int) -> Cell | None:
    """The cell of a row in a column, or None where the row is too short."""
    cells = table.rows[row].cells
    return cells[column] if column < len(cells) else None


@cache
def all_extractors() -> tuple[tuple[str, Callable[[Reading], Taken]], ...]:
    """The extractors by name, sorted."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple((name, import_module(f"{__name__}.{name}").take) for name in names)
