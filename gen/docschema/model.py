"""What a doc means. First the facts of one source, as written; then the model, resolved over all locales."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from docschema.problem import Span

_LINE_END = re.compile(r"\r\n|\r|\n")

# --------------------------------------------------------------- facts: what one source says, as written


class Group(Struct, frozen=True):
    """The section that a fact stands in."""

    heading: str  # plain text of the nearest heading above, "" without one
    id: str | None = None  # the section id, the same in every translation


class Passage(Struct, frozen=True):
    """A stretch of a source as printed, markup included, and where its first character stands."""

    raw: str
    span: Span

    def at(self, offset: int, length: int = 0) -> Span:
        """The place of an offset into `raw`."""
        starts = _line_starts(self.raw)
        line = bisect_right(starts, offset) - 1
        column = offset - starts[line] + (1 if line else self.span.column)
        return Span(self.span.path, self.span.line + line, column, length)


@lru_cache(maxsize=8)  # a passage is asked for many places in a row
def _line_starts(raw: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _LINE_END.finditer(raw)))


class ActionFact(Struct, frozen=True):
    """One id in one row (or list item) that documents it."""

    id: str  # as printed, markup off, placeholders as <name>
    span: Span  # of the id
    description: str | None = None  # plain text, variables verbatim
    kind: str | None = None  # "management" or "data"
    placeholders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  # lower case: "experimental", "deprecated", ...
    group: Group = Group("")
    alone: bool = True  # the only id in its cell
    faults: tuple[str, ...] = ()  # names of faults that keep the id out of artifacts, e.g. "comma-in-id"
    passage: Passage | None = None  # the cell of the description


class RenameFact(Struct, frozen=True):
    """An old id and the one that took its place."""

    old: str
    new: str
    span: Span
    faults: tuple[str, ...] = ()  # names of faults that keep the pair out of artifacts


class Place(Struct, frozen=True, eq=False):
    """A location as printed: a code, a name, or both. Where it is printed makes it no other one."""

    code: str | None
    name: str | None
    span: Span | None = None  # of the code, or of a name in code marks, as far as known

    @property
    def key(self) -> str:
        """The code where there is one, else the name."""
        return self.code or self.name or ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and (self.code, self.name) == (other.code, other.name)

    def __hash__(self) -> int:
        return hash((self.code, self.name))


class AvailabilityFact(Struct, frozen=True):
    """A service's events are, or are not, generated in or sent from a place."""

    place: Place
    available: bool
    delivery: Group
    span: Span


class RouteFact(Struct, frozen=True):
    """Events of one place appear in another."""

    source: Place
    target: Place
    delivery: Group
    span: Span


class FixedFact(Struct, frozen=True):
    """A place where all events (scope None) or all global events (scope "global") are found."""

    scope: str | None
    place: Place
    delivery: Group
    span: Span


class DefaultFact(Struct, frozen=True):
    """Events are found in the region in which they are generated, but for `exceptions`."""

    delivery: Group
    span: Span
    exceptions: tuple[str, ...] = ()  # codes or names that the sentence excepts
    domain: str | None = None  # "account" where the sentence says that the account domain holds them


class FieldFact(Struct, frozen=True):
    """A field of an event."""

    name: str  # as printed
    span: Span
    type: str | None = None
    description: str | None = None
    values: tuple[str, ...] = ()  # allowed values, where the doc lists them
    actions: tuple[str, ...] = ()  # ids that the section names; () means all or unknown
    group: Group = Group("")
    faults: tuple[str, ...] = ()  # names of faults that keep the field out of artifacts


class TableLedger(Struct, frozen=True):
    """What became of the body rows of one table. Counts are taken independently of each other."""

    line: int
    form: str
    rows: int
    extracted: int
    ignored: int
    reported: int
    reasons: Mapping[str, int] = field(default_factory=dict)  # name of the ignoring rule -> rows


class Observation(Struct, frozen=True):
    """Something that was noticed in a source, and that a rule may make a finding of.

    `fix` is what belongs in place of the characters of `fix_span` (without one: of the span), where that is certain;
    `subject` tells two observations of one kind in one file apart where `text` does not.
    """

    kind: str
    span: Span
    text: str = ""
    other: str = ""
    fix: str | None = None
    subject: str = ""
    fix_span: Span | None = None


_BEYOND_A_LIMIT = frozenset({"line-too-long", "nesting-too-deep", "rows-too-many"})
_IN_NO_TABLE = frozenset({"row-outside-table", "id-in-header"})


class Document(Struct, frozen=True):
    """All facts of one source."""

    path: str
    locale: str
    dialect: str
    front_matter: Mapping[str, object] = field(default_factory=dict)
    title: str = ""
    actions: tuple[ActionFact, ...] = ()
    renamed: tuple[RenameFact, ...] = ()
    availability: tuple[AvailabilityFact, ...] = ()
    routes: tuple[RouteFact, ...] = ()
    fixed: tuple[FixedFact, ...] = ()
    defaults: tuple[DefaultFact, ...] = ()
    fields: tuple[FieldFact, ...] = ()
    ledger: tuple[TableLedger, ...] = ()
    groups: tuple[Group, ...] = ()  # sections in document order
    group_spans: tuple[Span, ...] = ()  # where their headings stand
    observations: tuple[Observation, ...] = ()

    @property
    def is_event_page(self) -> bool:
        """Whether this page documents anything that goes into a model."""
        return bool(self.actions or self.fields or self.renamed)

    @property
    def may_hide_events(self) -> bool:
        """Whether it has rows that were not read: because of a limit, or with an id where no table holds one."""
        lines = {seen.span.line for seen in self.observations if seen.kind in _BEYOND_A_LIMIT}
        beyond = any(entry.line in lines and entry.reported for entry in self.ledger)
        return beyond or any(seen.kind in _IN_NO_TABLE for seen in self.observations)


# --------------------------------------------------------------- the model: all locales of a service as one


class Section(Struct, frozen=True):
    """A section of a service's docs that holds actions or region rules, in all locales."""

    key: str  # the section id, else a slug of the heading in the source language
    headings: Mapping[str, str]  # locale -> heading, variables verbatim


class ActionRow(Struct, frozen=True):
    """One row that documents an action, in one locale."""

    locale: str
    span: Span
    description: str | None
    alone: bool
    text: Passage | None = None  # the description as printed


class Action(Struct, frozen=True):
    """One id of one service."""

    id: str
    section: str  # Section.key
    descriptions: Mapping[str, str]  # locale -> text, variables verbatim; a locale without a text is absent
    kind: str | None = None
    placeholders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    deprecated: bool = False
    renamed_from: tuple[str, ...] = ()
    rows: tuple[ActionRow, ...] = ()


class Location(Struct, frozen=True):
    """A region or site."""

    key: str  # the code where a doc prints one, else the name in the source language
    code: str | None
    names: Mapping[str, str]  # locale -> name; may be empty


class Route(Struct, frozen=True):
    """Events of `source` appear in `target` (both Location.key)."""

    source: str
    target: str


class Availability(Struct, frozen=True):
    """Whether a service's events are generated in or sent from `location` (a Location.key)."""

    location: str
    available: bool


class Fixed(Struct, frozen=True):
    """A place where all events, or all of one scope ("global"), are found."""

    scope: str | None
    location: str  # Location.key


class Delivery(Struct, frozen=True):
    """The region rules of one section."""

    key: str  # Section.key
    same_region: bool = False  # the doc says that events are found where they are generated
    domain: str | None = None  # "account" where events are in the account domain
    exceptions: tuple[str, ...] = ()  # Location.key
    routes: tuple[Route, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    availability: tuple[Availability, ...] = ()


class EventField(Struct, frozen=True):
    """A field of an event."""

    name: str
    type: str | None
    descriptions: Mapping[str, str]
    values: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()  # () means all actions


class Completeness(Struct, frozen=True):
    """How far a translation has come, in rows of the source language."""

    locale: str
    rows: int  # of the source language
    there: int  # those that the translation has
    translated: int  # those of them with a description of their own
    deviating: int  # those of them that say something else: an id, a variable, a number, ...
    stale: int | None = None  # those whose source changed after them; None where no history was asked


class Service(Struct, frozen=True):
    """One service: one document family unless the configuration says otherwise."""

    name: str
    source_locale: str
    locales: tuple[str, ...]  # the source language first, the others sorted
    titles: Mapping[str, str]
    sections: tuple[Section, ...]  # in document order of the source language
    actions: tuple[Action, ...]  # in document order of the source language
    locations: tuple[Location, ...]  # sorted by key
    deliveries: tuple[Delivery, ...]  # in document order
    fields: tuple[EventField, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # locale -> paths
    renamed: tuple[tuple[str, str], ...] = ()  # (old, new)
    completeness: tuple[Completeness, ...] = ()  # of each translation, sorted by locale

    @property
    def prefix(self) -> str | None:
        """The first segment that all ids share, or None."""
        firsts = {action.id.split(".", 1)[0] for action in self.actions}
        return next(iter(firsts)) if len(firsts) == 1 else None


class Envelope(Struct, frozen=True):
    """What all events have, whatever the service: pages that define the event, and no actions."""

    source_locale: str
    locales: tuple[str, ...]  # the source language first, the others sorted
    fields: tuple[EventField, ...]  # in document order of the source language
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # locale -> paths


class Model(Struct, frozen=True):
    """All services, sorted by name, and the envelope of their events where a page defines it."""

    services: tuple[Service, ...]
    envelope: Envelope | None = None
