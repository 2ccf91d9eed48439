"""What a template sees: the model as plain data (dicts, tuples, strings), variables in texts resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from docschema.model import Action, Availability, Completeness, Delivery, EventField, Fixed, Route, Section, Service
from docschema.rendering import routing
from docschema.rendering.namelock import Lock, Names, assign, module_name
from docschema.rendering.shown import ID_LENGTH, folder_name, has_placeholder, id_pattern, resolve, shown_path

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the configuration says about output."""

    language: str | None = None  # of descriptions in schemas and code; None: each service's source language
    unknown_actions: Literal["reject", "accept"] = "reject"
    action_property: str = "action"
    region_property: str = "region"
    event_region_property: str = "eventRegion"
    base_url: str = "https://docschema.example/schemas"
    version: str = "1"
    keywords: Mapping[str, str] = field(default_factory=dict)  # what {{site.data.keyword.NAME}} stands for
    titles: Mapping[str, str] = field(default_factory=dict)  # service -> what it is called in generated docs
    targets: tuple[str, ...] = ()  # names of templates; () means all
    template_folders: tuple[Path, ...] = ()  # the user's, later ones first
    lock: Lock = field(default_factory=Lock)  # names given by earlier builds
    command: str = "docschema build"  # what repairs the output
    root: str = ""  # the folder that shown paths are relative to, "/" as separator


# ------------------------------------------------------------------------------------------- names


def names_of(service: Service, lock: Lock) -> Mapping[str, Names]:
    """The member names of a service's enums."""
    values = {
        "Action": [action.id for action in service.actions if not has_placeholder(action.id)],
        "Delivery": [delivery.key for delivery in service.deliveries],
        "Region": list(routing.location_keys(service)),
    }
    return {enum: assign(members, lock.of(service.name, enum)) for enum, members in values.items()}


# ------------------------------------------------------------------------------------------- a service


@dataclass(frozen=True, slots=True)
class _View:
    """A service and what is needed to tell of it."""

    service: Service
    options: RenderOptions
    names: Mapping[str, Names]

    @property
    def language(self) -> str:
        wanted = self.options.language
        return wanted if wanted and wanted in self.service.locales else self.service.source_locale

    def text(self, text: str) -> str:
        return resolve(text, self.options.keywords)

    def texts(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts in the order of the service's locales."""
        return {locale: self.text(texts[locale]) for locale in self.service.locales if texts.get(locale)}

    def first(self, texts: Mapping[str, str]) -> str:
        """The text in the language asked for, else in the source language, else in any, else ""."""
        wanted = (self.language, self.service.source_locale, *self.service.locales)
        return next((self.text(texts[locale]) for locale in wanted if texts.get(locale)), "")


def service_data(service: Service, options: RenderOptions, names: Mapping[str, Names]) -> Data:
    """A service as templates see it; docs of each key are in the built-in templates."""
    view = _View(service, options, names)
    sections = {section.key: section for section in _sections(service)}
    actions = [_action(view, action, sections[action.section]) for action in service.actions]
    places = {key: _place(view, key) for key in routing.location_keys(service)}
    deliveries = [_delivery(view, delivery, sections[delivery.key], places) for delivery in service.deliveries]
    ruling = [delivery for delivery in deliveries if delivery["has_rule"]]
    return {
        "name": service.name,
        "folder": folder_name(service.name),
        "module": module_name(service.name),
        "title": options.titles.get(service.name, ""),
        "label": _label(service.name, options.titles.get(service.name)),
        "titles": view.texts(service.titles),
        "language": view.language,
        "source_locale": service.source_locale,
        "locales": service.locales,
        "sources": _sources(view),
        "files": tuple(sorted({path for paths in _sources(view).values() for path in paths})),
        "sections": tuple(_section(view, section, actions, deliveries) for section in sections.values()),
        "actions": tuple(action for action in actions if not action["pattern"]),
        "patterns": tuple(action for action in actions if action["pattern"]),
        "all_actions": tuple(actions),
        "locations": tuple(places.values()),
        "deliveries": tuple(deliveries),
        "rulings": tuple(ruling),
        "ambiguous": routing.ambiguous(service),
        "fields": tuple(_field(view, event_field) for event_field in service.fields),
        "renamed": _renamed(service),
        "completeness": tuple(_completeness(entry) for entry in service.completeness),
    }


def _completeness(entry: Completeness) -> Data:
    keys = ("locale", "rows", "there", "translated", "deviating")
    return {key: getattr(entry, key) for key in keys}


def _label(name: str, title: str | None) -> Data:
    """The service as a part of a sentence."""
    return {"code": None, "name": title} if title else {"code": name or None, "name": name}


def _sources(view: _View) -> dict[str, tuple[str, ...]]:
    sources, root = view.service.sources, view.options.root
    return {
        locale: tuple(sorted({shown_path(path, root) for path in sources[locale]}))
        for locale in view.service.locales
        if sources.get(locale)
    }


def _sections(service: Service) -> tuple[Section, ...]:
    """The sections of a service, and one without a heading for every key that is in none of them."""
    known = {section.key for section in service.sections}
    used = (*(action.section for action in service.actions), *(delivery.key for delivery in service.deliveries))
    return (*service.sections, *(Section(key, {}) for key in dict.fromkeys(used) if key not in known))


def _section(view: _View, section: Section, actions: Iterable[Data], deliveries: Iterable[Data]) -> Data:
    return {
        "key": section.key,
        "headings": view.texts(section.headings),
        "actions": tuple(action for action in actions if action["section"] == section.key),
        "deliveries": tuple(delivery for delivery in deliveries if delivery["key"] == section.key),
    }


def _action(view: _View, action: Action, section: Section) -> Data:
    sources = _action_sources(view, action)
    renamed = (old for old, new in view.service.renamed if new == action.id)
    return {
        "id": action.id,
        "name": view.names["Action"].get(action.id, ""),
        "section": action.section,
        "group": view.first(section.headings),
        "kind": action.kind,
        "deprecated": action.deprecated,
        "tags": action.tags,
        "placeholders": action.placeholders,
        "pattern": id_pattern(action.id) if has_placeholder(action.id) else "",
        "max_length": ID_LENGTH,
        "renamed_from": tuple(dict.fromkeys((*action.renamed_from, *renamed))),
        "description": view.first(action.descriptions),
        "descriptions": view.texts(action.descriptions),
        "source": sources.get(view.service.source_locale) or next(iter(sources.values()), ""),
        "sources": sources,
    }


def _action_sources(view: _View, action: Action) -> dict[str, str]:
    """Locale -> path and section of the row that the artifacts take: the first with the id alone, else the first."""
    found: dict[str, str] = {}
    for locale in view.service.locales:
        rows = [row for row in action.rows if row.locale == locale]
        row = next((row for row in rows if row.alone), rows[0] if rows else None)
        if row is not None:
            path = shown_path(row.span.path, view.options.root)
            found[locale] = f"{path}#{action.section}" if action.section else path
    return found


def _place(view: _View, key: str) -> Data:
    """A location. One that only a rule names has its key for a code."""
    location = next((location for location in view.service.locations if location.key == key), None)
    names = view.texts(location.names) if location else {}
    code = location.code if location else key
    name = names.get(view.language) or names.get(view.service.source_locale) or key  # not in any other language
    return {"key": key, "code": code, "names": names, "name": name, "member": view.names["Region"][key]}


def _delivery(view: _View, delivery: Delivery, section: Section, places: Mapping[str, Data]) -> Data:
    found = routing.answers(view.service, delivery)
    return {
        "key": delivery.key,
        "member": view.names["Delivery"][delivery.key],
        "heading": view.first(section.headings),
        "headings": view.texts(section.headings),
        "same_region": delivery.same_region,
        "domain": delivery.domain,
        "exceptions": tuple(places[key] for key in delivery.exceptions),
        "routes": tuple(_route(route, places) for route in delivery.routes),
        "moves": tuple(_move(key, targets, places) for key, targets in found if targets != (key,)),
        "answers": tuple(_move(key, targets, places) for key, targets in found),
        "fixed": tuple(_fixed(fixed, places) for fixed in delivery.fixed),
        "availability": tuple(_available(entry, places) for entry in _once(delivery.availability)),
        "has_rule": routing.has_rule(delivery),
    }


def _route(route: Route, places: Mapping[str, Data]) -> Data:
    return {"source": places[route.source], "target": places[route.target]}


def _move(key: str, targets: tuple[str, ...], places: Mapping[str, Data]) -> Data:
    return {"source": places[key], "target": places[targets[0]], "targets": targets}


def _fixed(fixed: Fixed, places: Mapping[str, Data]) -> Data:
    return {"scope": fixed.scope, "location": places[fixed.location]}


def _available(entry: Availability, places: Mapping[str, Data]) -> Data:
    return {"location": places[entry.location], "available": entry.available}


def _once(entries: Iterable[Availability]) -> Iterable[Availability]:
    """The first entry of each location."""
    first: dict[str, Availability] = {}
    for entry in entries:
        first.setdefault(entry.location, entry)
    return first.values()


def _field(view: _View, event_field: EventField) -> Data:
    return {
        "name": event_field.name,
        "type": event_field.type,
        "descriptions": view.texts(event_field.descriptions),
        "values": event_field.values,
        "actions": event_field.actions,
    }


def _renamed(service: Service) -> tuple[Data, ...]:
    pairs = [(old, action.id) for action in service.actions for old in action.renamed_from]
    return tuple({"old": old, "new": new} for old, new in dict.fromkeys((*service.renamed, *pairs)))
