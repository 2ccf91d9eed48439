"""What a doc means. First the facts of one source, as written; then the model, resolved over all locales."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from docschema.problem import Span

_LINE_END = re.compile(r"\r\n|\r|\n")

# --------------------------------------------------------------- facts: what one source says, as written


@dataclass(frozen=True, slots=True)
class Group:
    """The section that a fact stands in."""

    heading: str  # plain text of the nearest heading above, "" without one
    id: str | None = None  # the section id, the same in every translation


@dataclass(frozen=True, slots=True)
class Passage:
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


@dataclass(frozen=True, slots=True)
class ActionFact:
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


@dataclass(frozen=True, slots=True)
class RenameFact:
    """An old id and the one that took its place."""

    old: str
    new: str
    span: Span
    faults: tuple[str, ...] = ()  # names of faults that keep the pair out of artifacts


@dataclass(frozen=True, slots=True)
class Place:
    """A location as printed: a code, a name, or both."""

    code: str | None
    name: str | None
    span: Span | None = field(default=None, compare=False)  # of the code, or of a name in code marks, as far as known

    @property
    def key(self) -> str:
        """The code where there is one, else the name."""
        return self.code or self.name or ""


@dataclass(frozen=True, slots=True)
class AvailabilityFact:
    """A service's events are, or are not, generated in or sent from a place."""

    place: Place
    available: bool
    delivery: Group
    span: Span


@dataclass(frozen=True, slots=True)
class RouteFact:
    """Events of one place appear in another."""

    source: Place
    target: Place
    delivery: Group
    span: Span


@dataclass(frozen=True, slots=True)
class FixedFact:
    """A place where all events (scope None) or all global events (scope "global") are found."""

    scope: str | None
    place: Place
    delivery: Group
    span: Span


@dataclass(frozen=True, slots=True)
class DefaultFact:
    """Events are found in the region in which they are generated, but for `exceptions`."""

    delivery: Group
    span: Span
    exceptions: tuple[str, ...] = ()  # codes or names that the sentence excepts
    domain: str | None = None  # "account" where the sentence says that the account domain holds them


@dataclass(frozen=True, slots=True)
class FieldFact:
    """A field of an event."""

    name: str  # as printed
    span: Span
    type: str | None = None
    description: str | None = None
    values: tuple[str, ...] = ()  # allowed values, where the doc lists them
    actions: tuple[str, ...] = ()  # ids that the section names; () means all or unknown
    group: Group = Group("")
    faults: tuple[str, ...] = ()  # names of faults that keep the field out of artifacts


@dataclass(frozen=True, slots=True)
class TableLedger:
    """What became of the body rows of one table. Counts are taken independently of each other."""

    line: int
    form: str
    rows: int
    extracted: int
    ignored: int
    reported: int
    reasons: Mapping[str, int] = field(default_factory=dict)  # name of the ignoring rule -> rows


@dataclass(frozen=True, slots=True)
class Observation:
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


@dataclass(frozen=True, slots=True)
class Document:
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
    def has_lost_rows(self) -> bool:
        """Whether it has rows with ids that no table holds, so that it may be meant to document events."""
        return any(seen.kind in ("row-outside-table", "id-in-header") for seen in self.observations)


# --------------------------------------------------------------- the model: all locales of a service as one


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a service's docs that holds actions or region rules, in all locales."""

    key: str  # the section id, else a slug of the heading in the source language
    headings: Mapping[str, str]  # locale -> heading, variables verbatim


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row that documents an action, in one locale."""

    locale: str
    span: Span
    description: str | None
    alone: bool
    text: Passage | None = None  # the description as printed


@dataclass(frozen=True, slots=True)
class Action:
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


@dataclass(frozen=True, slots=True)
class Location:
    """A region or site."""

    key: str  # the code where a doc prints one, else the name in the source language
    code: str | None
    names: Mapping[str, str]  # locale -> name; may be empty


@dataclass(frozen=True, slots=True)
class Route:
    """Events of `source` appear in `target` (both Location.key)."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a service's events are generated in or sent from `location` (a Location.key)."""

    location: str
    available: bool


@dataclass(frozen=True, slots=True)
class Fixed:
    """A place where all events, or all of one scope ("global"), are found."""

    scope: str | None
    location: str  # Location.key


@dataclass(frozen=True, slots=True)
class Delivery:
    """The region rules of one section."""

    key: str  # Section.key
    same_region: bool = False  # the doc says that events are found where they are generated
    domain: str | None = None  # "account" where events are in the account domain
    exceptions: tuple[str, ...] = ()  # Location.key
    routes: tuple[Route, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    availability: tuple[Availability, ...] = ()


@dataclass(frozen=True, slots=True)
class EventField:
    """A field of an event."""

    name: str
    type: str | None
    descriptions: Mapping[str, str]
    values: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()  # () means all actions


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a translation has come, in rows of the source language."""

    locale: str
    rows: int  # of the source language
    there: int  # those that the translation has
    translated: int  # those of them with a description of their own
    deviating: int  # those of them that say something else: an id, a variable, a number, ...
    stale: int | None = None  # those whose source changed after them; None where no history was asked


@dataclass(frozen=True, slots=True)
class Service:
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


@dataclass(frozen=True, slots=True)
class Envelope:
    """What all events have, whatever the service: pages that define the event, and no actions."""

    source_locale: str
    locales: tuple[str, ...]  # the source language first, the others sorted
    fields: tuple[EventField, ...]  # in document order of the source language
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # locale -> paths


@dataclass(frozen=True, slots=True)
class Model:
    """All services, sorted by name, and the envelope of their events where a page defines it."""

    services: tuple[Service, ...]
    envelope: Envelope | None = None
