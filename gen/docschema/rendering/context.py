"""What a template sees: the model as plain data (dicts, tuples, strings), variables in texts resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from docschema.model import (
    Action,
    Availability,
    Completeness,
    Delivery,
    Envelope,
    EventField,
    Fixed,
    Route,
    Section,
    Service,
)
from docschema.rendering import routing
from docschema.rendering.event_shape import payloads, tree
from docschema.rendering.event_types import event_types
from docschema.rendering.example_event import examples
from docschema.rendering.joint_schema import joint_action_schema, joint_event_schema
from docschema.rendering.json_schema import Shape, action_list, event_schema
from docschema.rendering.namelock import Lock, Names, assign, module_name, type_name
from docschema.rendering.public_names import removed
from docschema.rendering.shown import (
    CATALOGUE,
    ID_LENGTH,
    folder_name,
    has_placeholder,
    id_expression,
    id_parts,
    id_pattern,
    resolve,
    shown_path,
)
from docschema.rendering.successors import old_ids, successor

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
    drop_actions: tuple[str, ...] = ()  # patterns of ids that left the docs, and whose names leave the code as well
    parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # template -> parameter -> value
    command: str = "docschema build"  # what repairs the output
    root: str = ""  # the folder that shown paths are relative to, "/" as separator

    @property
    def shape(self) -> Shape:
        """What schemas need of it."""
        is_open = self.unknown_actions == "accept"
        return Shape(self.action_property, self.region_property, self.event_region_property, is_open)

    def schema_ids(self, folder: str) -> dict[str, str]:
        """The `$id`s of the schemas in a folder."""
        base = f"{self.base_url.rstrip('/')}/{self.version}/{folder.replace('%', '%25')}"
        return {kind: f"{base}/{kind}.schema.json" for kind in ("actions", "event")}


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


@dataclass(frozen=True)
class _Speech:
    """In which languages a service or an envelope speaks, and what is needed to show its texts."""

    service: Service | Envelope
    options: RenderOptions

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

    def sources(self) -> dict[str, tuple[str, ...]]:
        """The paths of the docs by locale, as they are shown."""
        found, root = self.service.sources, self.options.root
        return {
            locale: tuple(sorted({shown_path(path, root) for path in found[locale]}))
            for locale in self.service.locales
            if found.get(locale)
        }


@dataclass(frozen=True)
class _View(_Speech):
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
        for pair in _renamed(self.service):
            if pair["old"] != pair["new"]:
                renames.setdefault(pair["old"], pair["new"])
        return renames


def envelope_data(envelope: Envelope | None, options: RenderOptions) -> Data:
    """The fields that all events have, as templates see them; without a page that defines the event all is empty."""
    speech = _Speech(envelope or Envelope("", (), ()), options)
    return {
        "source_locale": speech.service.source_locale,
        "locales": speech.service.locales,
        "sources": speech.sources(),
        "fields": tuple(_field(speech, event_field) for event_field in speech.service.fields),
    }


def service_data(
    service: Service, options: RenderOptions, names: Mapping[str, Names], envelope: Envelope | None = None
) -> Data:
    """A service as templates see it; guide/templates.md says what each key is."""
    view = _View(service, options, names)
    sections = {section.key: section for section in _sections(service)}
    actions = [_action(view, action, sections[action.section]) for action in service.actions]
    places = {key: _place(view, key) for key in routing.location_keys(service)}
    deliveries = [_delivery(view, delivery, sections[delivery.key], places) for delivery in service.deliveries]
    ruling = [delivery for delivery in deliveries if delivery["has_rule"]]
    fields = tuple(_field(view, event_field) for event_field in service.fields)
    common = tuple(_field(view, event_field) for event_field in (envelope.fields if envelope else ()))
    own = payloads(actions, fields)
    data: Data = {
        "name": service.name,
        "folder": folder_name(service.name),
        "module": module_name(service.name),
        "type_name": type_name(service.name),
        "title": options.titles.get(service.name, ""),
        "label": _label(service.name, options.titles.get(service.name)),
        "titles": view.texts(service.titles),
        "language": view.language,
        "source_locale": service.source_locale,
        "locales": service.locales,
        "locale_members": dict(sorted(assign(service.locales, {}).items())),
        "sources": view.sources(),
        "files": tuple(sorted({path for paths in view.sources().values() for path in paths})),
        "sections": tuple(_section(view, section, actions, deliveries) for section in sections.values()),
        "actions": tuple(action for action in actions if not action["pattern"]),
        "patterns": tuple(action for action in actions if action["pattern"]),
        "all_actions": tuple(actions),
        "locations": tuple(places.values()),
        "deliveries": tuple(deliveries),
        "rulings": tuple(ruling),
        "ambiguous": routing.ambiguous(service),
        "fields": fields,
        "field_groups": _field_groups(fields, actions),
        "envelope": common,
        "event": tree((*common, *(event_field for event_field in fields if not event_field["actions"]))),
        "payloads": own,
        "event_types": event_types(common, fields, own, _roles(options)),
        "renamed": _renamed(service),
        "old_ids": old_ids(view.renames, view.documented),
        "removed": _removed(view),
        "completeness": tuple(_completeness(entry) for entry in service.completeness),
    }
    return {**data, **_schemas(data, options)}


def _schemas(data: Data, options: RenderOptions) -> Data:
    """The JSON Schemas of a service, but for what tells them from others: `$id` and the like."""
    event = event_schema(data, options.shape)
    found = examples(event, options.shape)
    return {
        "ids": options.schema_ids(data["folder"]),
        "action_schema": action_list(data, is_open=options.shape.is_open),
        "event_schema": {**event, **({"examples": found} if found else {})},
    }


def joint_data(services: Sequence[Data], options: RenderOptions) -> Data:
    """What templates that run once see on top: the JSON Schemas over all services."""
    joint = {
        "action_schema": joint_action_schema(services, is_open=options.shape.is_open),
        "event_schema": joint_event_schema(services, options.shape),
    }
    return {"ids": options.schema_ids(CATALOGUE), "joint": joint}


def _label(name: str, title: str | None) -> Data:
    """The service as a part of a sentence."""
    return {"code": None, "name": title} if title else {"code": name or None, "name": name}


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
    literals, captures = id_parts(action.id)
    return {
        "id": action.id,
        "verb": "" if has_placeholder(segment := action.id.rpartition(".")[2]) else segment,
        "name": view.names["Action"].get(action.id, ""),
        "section": action.section,
        "group": view.first(section.headings),
        "kind": action.kind,
        "deprecated": action.deprecated,
        "tags": action.tags,
        "placeholders": action.placeholders,
        "pattern": id_pattern(action.id) if has_placeholder(action.id) else "",
        "matcher": id_expression(literals, groups=True) if captures else "",
        "literals": literals,
        "captures": captures,
        "max_length": ID_LENGTH,
        "fields": tuple(dict.fromkeys(f.name for f in view.service.fields if action.id in f.actions)),
        "renamed_to": _renamed_to(view.service, action.id),
        "successor": successor(action.id, view.renames, view.documented),
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


def _field(view: _Speech, event_field: EventField) -> Data:
    return {
        "name": event_field.name,
        "type": event_field.type,
        "description": view.first(event_field.descriptions),
        "descriptions": view.texts(event_field.descriptions),
        "values": event_field.values,
        "actions": event_field.actions,
    }


def _field_groups(fields: Iterable[Data], actions: Iterable[Data]) -> tuple[Data, ...]:
    """The fields of the same actions together, those of all actions first; `section` is that of the first action."""
    groups: dict[tuple[str, ...], list[Data]] = {(): []}
    for event_field in fields:
        groups.setdefault(event_field["actions"], []).append(event_field)
    sections = {action["id"]: action["section"] for action in actions}
    return tuple(
        {
            "actions": ids,
            "section": next((sections[name] for name in ids if name in sections), None),
            "fields": tuple(members),
        }
        for ids, members in groups.items()
        if members
    )


def _renamed(service: Service) -> tuple[Data, ...]:
    pairs = [(old, action.id) for action in service.actions for old in action.renamed_from]
    return tuple({"old": old, "new": new} for old, new in dict.fromkeys((*service.renamed, *pairs)))


def _renamed_to(service: Service, action_id: str) -> str:
    """The id that took the place of this one, "" without one."""
    return next((new for old, new in service.renamed if old == action_id), "")


def _roles(options: RenderOptions) -> dict[str, str]:
    """The properties of an event that are known without any docs, and what they are. A name counts once, as the first
    that it is given to."""
    roles: dict[str, str] = {}
    roles.setdefault(options.action_property, "action")
    roles.setdefault(options.region_property, "region")
    roles.setdefault(options.event_region_property, "event_region")
    return roles


def _removed(view: _View) -> tuple[Data, ...]:
    """Actions that have a name in code from earlier builds and are no longer in the docs, unless they are dropped."""
    known = [action.id for action in view.service.actions]
    gone = removed(view.names["Action"], known, view.options.drop_actions)
    return tuple(
        {
            "id": value,
            "name": name,
            "renamed_to": _renamed_to(view.service, value),
            "successor": successor(value, view.renames, view.documented),
            "deprecated": True,
            "kind": None,
            "group": "",
            "description": "",
            "descriptions": {},
        }
        for value, name in gone.items()
    )


def _completeness(entry: Completeness) -> Data:
    """How far a translation has come; what only the history of the docs tells is left out."""
    return {
        "locale": entry.locale,
        "rows": entry.rows,
        "there": entry.there,
        "translated": entry.translated,
        "deviating": entry.deviating,
    }
