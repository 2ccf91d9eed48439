"""A service, and what is needed to tell of it: names in code, languages, texts as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from docschema.model import Envelope, Location, Service
from docschema.rendering import routing
from docschema.rendering.namelock import Lock, Names, assign
from docschema.rendering.options import RenderOptions
from docschema.rendering.shown import has_placeholder, longest_id, resolve, shown_path
from docschema.rendering.successors import successors


def names_of(service: Service, lock: Lock) -> Mapping[str, Names]:
    """The member names of a service's enums."""
    values = {
        "Action": [action.id for action in service.actions if not has_placeholder(action.id)],
        "Delivery": [delivery.key for delivery in service.deliveries],
        "Region": list(routing.location_keys(service)),
    }
    return {enum: assign(members, lock.of(service.name, enum)) for enum, members in values.items()}


class Speech(Struct, frozen=True):
    """In which languages a service or an envelope speaks, and what is needed to show its texts."""

    service: Service | Envelope
    options: RenderOptions

    @property
    def language(self) -> str:
        """The language asked for, if the service has it, else its source language."""
        wanted = self.options.language
        return wanted if wanted and wanted in self.service.locales else self.service.source_locale

    def text(self, text: str) -> str:
        """The text with variables resolved."""
        return resolve(text, self.options.keywords)

    def texts(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts in the order of the service's locales."""
        return {locale: self.text(texts[locale]) for locale in self.service.locales if texts.get(locale)}

    def first(self, texts: Mapping[str, str]) -> str:
        """The text in the language asked for, else in the source language, else in any, else ""."""
        wanted = (self.language, self.service.source_locale, *self.service.locales)
        return next((self.text(texts[locale]) for locale in wanted if texts.get(locale)), "")

    def sources(self) -> dict[str, tuple[str, ...]]:
        """The paths of the docs by locale, as they are shown."""
        found, root = self.service.sources, self.options.root
        return {
            locale: tuple(sorted({shown_path(path, root) for path in found[locale]}))
            for locale in self.service.locales
            if found.get(locale)
        }


class View(Speech, frozen=True, dict=True):
    """A service and what is needed to tell of it."""

    service: Service
    names: Mapping[str, Names]

    @cached_property
    def documented(self) -> Names:
        """The names of the actions that are in the docs."""
        ids = {action.id for action in self.service.actions}
        return {value: name for value, name in self.names["Action"].items() if value in ids}

    @cached_property
    def renames(self) -> Mapping[str, str]:
        """Old id -> new id, the first of several."""
        renames: dict[str, str] = {}
        for old, new in self.pairs:
            if old != new:
                renames.setdefault(old, new)
        return renames

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """Old id -> the name in code of what took its place, "" where it has none."""
        return successors(self.renames, self.documented)

    @cached_property
    def renamed_to(self) -> Mapping[str, str]:
        """Old id -> the id that took its place, as renames in the docs have it, the first of several."""
        return dict(reversed(self.service.renamed))

    @cached_property
    def renamed_from(self) -> Mapping[str, Sequence[str]]:
        """Id -> the ids that it had before, as renames in the docs have it."""
        found: dict[str, list[str]] = {}
        for old, new in self.service.renamed:
            found.setdefault(new, []).append(old)
        return found

    @cached_property
    def fields_of(self) -> Mapping[str, Sequence[str]]:
        """Id -> the names of the fields that only events of some actions have, those of this one among them."""
        found: dict[str, dict[str, None]] = {}
        for field in self.service.fields:
            for action_id in field.actions:
                found.setdefault(action_id, {})[field.name] = None
        return {action_id: tuple(names) for action_id, names in found.items()}

    @cached_property
    def locations(self) -> Mapping[str, Location]:
        """The places by their keys."""
        return {location.key: location for location in reversed(self.service.locations)}

    @cached_property
    def location_keys(self) -> tuple[str, ...]:
        """The keys of all places that the service or one of its rules names, sorted."""
        return routing.location_keys(self.service)

    @cached_property
    def longest_id(self) -> int:
        """How many characters an id may have that fits an action with placeholders."""
        return longest_id(action.id for action in self.service.actions if has_placeholder(action.id))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Old and new ids, as the docs have them, each pair once."""
        found = [(old, action.id) for action in self.service.actions for old in action.renamed_from]
        return tuple(dict.fromkeys((*self.service.renamed, *found)))
