"""Example events, made from the schema of an event alone; the same schema gives the same events."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docschema.rendering.json_schema import Shape

Schema = Mapping[str, Any]
Event = dict[str, Any]

_PLACEHOLDER = re.compile(r"<[^<>]*>")
_OF_TYPE: Mapping[str, Any] = {"boolean": False, "integer": 0, "number": 0, "array": [], "object": {}}
_TEXT = "example"


def examples(schema: Schema, shape: Shape) -> list[Event]:
    """One or two events that follow the schema: of its first action, and of the first action with fields of its own."""
    actions = known_ids(schema)
    special = next((action for condition in _of_actions(schema, shape) for action in _ids_in(condition)), None)
    region = next(iter(regions(schema, shape)), None)
    chosen = [action for action in dict.fromkeys((*actions[:1], special)) if action]
    made = [_sound(schema, shape, event_of(schema, shape, action, region)) for action in chosen]
    return [event for event in made if _follows(schema, event)]


def _sound(schema: Schema, shape: Shape, event: Event) -> Event:
    """The event, or where docs contradict each other about a field what they cannot disagree about."""
    return event if _follows(schema, event) else {name: event[name] for name in shape.own if name in event}


def event_of(schema: Schema, shape: Shape, action: str, region: str | None = None) -> Event:
    """An event of an action, and of the region if one is given, with all fields that such an event has."""
    event: Event = {shape.action: action}
    if region is not None:
        event[shape.region] = region
    return {**event, **{name: sample(part) for name, part in fields_of(schema, shape, event).items()}}


def fields_of(schema: Schema, shape: Shape, event: Event) -> Schema:
    """What a schema says about the fields of an event with this action and region, those of the event itself aside."""
    fields = {name: part for name, part in schema["properties"].items() if name not in shape.own}
    for condition in _conditions(schema):
        if _follows(condition["if"], event):
            fields = _merged(fields, condition["then"]["properties"])
    return fields


def sample(schema: Schema) -> Any:
    """A value that follows a schema of a field: the first one that it lists, else one of its type."""
    if "const" in schema:
        return schema["const"]
    for keyword in ("enum", "examples"):
        if keyword in schema:
            return copy.deepcopy(schema[keyword][0])
    if "items" in schema:
        return [sample(schema["items"])]
    if "properties" in schema:
        return {name: sample(part) for name, part in schema["properties"].items()}
    return copy.deepcopy(_OF_TYPE.get(schema.get("type", ""), _TEXT))


def known_ids(schema: Schema) -> list[str]:
    """The ids that a schema of an event lists, as events have them, placeholders filled in."""
    known = schema["$defs"]["action"].get("if", schema["$defs"]["action"])
    return [filled(entry["title"]) for part in known.get("anyOf", [known]) for entry in part.get("oneOf", [part])
            if "title" in entry]  # fmt: skip


def regions(schema: Schema, shape: Shape) -> list[str]:
    """The places that the rules of a schema of an event name; those whose events appear elsewhere come first."""
    found = {}
    for condition in _conditions(schema):
        place = condition["if"]["properties"].get(shape.region, {}).get("const")
        if place is not None:
            found[place] = condition["then"]["properties"][shape.event_region].get("const") == place
    return sorted(found, key=lambda place: found[place])


def filled(action_id: str) -> str:
    """An id as an event has it: placeholders filled in."""
    return _PLACEHOLDER.sub(_TEXT, action_id)


def _conditions(schema: Schema) -> Iterator[Schema]:
    """The conditions of a schema; of several sets of rules about regions the first."""
    yield from schema.get("allOf", ())
    yield from schema.get("anyOf", [{}])[0].get("allOf", ())


def _of_actions(schema: Schema, shape: Shape) -> Iterator[Schema]:
    return (c["if"]["properties"][shape.action] for c in _conditions(schema) if shape.action in c["if"]["properties"])


def _ids_in(condition: Schema) -> list[str]:
    ids = [condition["const"]] if "const" in condition else condition.get("enum", [])
    return [str(action_id) for action_id in ids]


def _merged(one: Schema, two: Schema) -> dict[str, Any]:
    """Two sets of properties as one; where both say something, the second one decides."""
    merged = dict(one)
    for name, part in two.items():
        old = merged.get(name, {})
        if "properties" in old and "properties" in part:
            part = {**part, "properties": _merged(old["properties"], part["properties"])}
        elif old and not part.keys() & {"const", "enum", "examples", "items", "properties", "type"}:
            part = old
        merged[name] = part
    return merged


def _follows(schema: Schema, event: Event) -> bool:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema).is_valid(event)
