"""What a template sees: the model as plain data (dicts, tuples, strings), variables in texts resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from docschema.model import Completeness, Envelope, EventField, Section, Service
from docschema.rendering import routing
from docschema.rendering.action_data import action_data, removed_data
from docschema.rendering.event_shape import payloads, tree
from docschema.rendering.event_types import event_types
from docschema.rendering.example_event import examples
from docschema.rendering.joint_schema import joint_action_schema, joint_event_schema
from docschema.rendering.json_schema import action_list, event_schema
from docschema.rendering.namelock import Names, assign, module_name, type_name
from docschema.rendering.options import RenderOptions
from docschema.rendering.place_data import delivery_data, place_data
from docschema.rendering.shown import CATALOGUE, folder_name
from docschema.rendering.view import Speech, View

Data = dict[str, Any]


def envelope_data(envelope: Envelope | None, options: RenderOptions) -> Data:
    """The fields that all events have, as templates see them; without a page that defines the event all is empty."""
    speech = Speech(envelope or Envelope("", (), ()), options)
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
    view = View(service, options, names)
    sections = {section.key: section for section in _sections(service)}
    actions = [action_data(view, action, sections[action.section]) for action in service.actions]
    places = {key: place_data(view, key) for key in view.location_keys}
    deliveries = [delivery_data(view, delivery, sections[delivery.key], places) for delivery in service.deliveries]
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
        "sections": tuple(_section_data(view, sections.values(), actions, deliveries)),
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
        "renamed": tuple({"old": old, "new": new} for old, new in view.pairs),
        "old_ids": tuple({"old": old, "name": name} for old, name in view.successors.items() if name),
        "removed": removed_data(view),
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


def _section_data(
    view: View, sections: Iterable[Section], actions: Iterable[Data], deliveries: Iterable[Data]
) -> Iterator[Data]:
    own_actions, own_deliveries = _by(actions, "section"), _by(deliveries, "key")
    for section in sections:
        yield {
            "key": section.key,
            "headings": view.texts(section.headings),
            "actions": tuple(own_actions.get(section.key, ())),
            "deliveries": tuple(own_deliveries.get(section.key, ())),
        }


def _by(entries: Iterable[Data], key: str) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for entry in entries:
        found.setdefault(entry[key], []).append(entry)
    return found


def _field(view: Speech, event_field: EventField) -> Data:
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


def _roles(options: RenderOptions) -> dict[str, str]:
    """The properties of an event that are known without any docs, and what they are. A name counts once, as the first
    that it is given to."""
    roles: dict[str, str] = {}
    roles.setdefault(options.action_property, "action")
    roles.setdefault(options.region_property, "region")
    roles.setdefault(options.event_region_property, "event_region")
    return roles


def _completeness(entry: Completeness) -> Data:
    """How far a translation has come; what only the history of the docs tells is left out."""
    return {
        "locale": entry.locale,
        "rows": entry.rows,
        "there": entry.there,
        "translated": entry.translated,
        "deviating": entry.deviating,
    }
