"""Many events made from the schema of an event: some that follow it, and some with one mistake each."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from docschema.rendering.example_event import event_of, fields_of, known_ids, regions
from docschema.rendering.json_schema import Shape

Schema = Mapping[str, Any]
Event = dict[str, Any]
Path = tuple[str | int, ...]

SHAPE = Shape()
OTHER: Mapping[str, Any] = {
    "string": 7, "boolean": "yes", "integer": 1.5, "number": "many", "array": "single", "object": ["list"],
}  # fmt: skip


def valid(schema: Schema, shape: Shape = SHAPE) -> Iterator[tuple[str, Event]]:
    """Every action, every region that a rule names, and every value of a field with a list of values."""
    known, places = known_ids(schema), regions(schema, shape)
    seen: set[str] = set()
    for action in known:
        event = event_of(schema, shape, action)
        yield f"action {action}", event
        for path, field in _leaves(fields_of(schema, shape, event)):
            for value in field.get("enum", ())[1:]:
                key = f"value {value!r} of {path}: {field}"
                if key not in seen:
                    seen.add(key)
                    yield key, _with(event, path, value)
        yield "nothing but the action", {shape.action: action}
    for place in places:
        yield f"region {place}", event_of(schema, shape, known[0], place)


def mutated(schema: Schema, shape: Shape = SHAPE) -> Iterator[tuple[str, Event]]:
    """Events with one mistake, all of which a schema has to refuse."""
    known = known_ids(schema)
    if not known:
        return
    event = event_of(schema, shape, known[0])
    yield "no action", {name: value for name, value in event.items() if name != shape.action}
    yield "an action that is no text", {**event, shape.action: 7}
    if not shape.is_open:
        yield from _unknown(schema, shape, known)
    seen: set[str] = set()
    for action in known:
        event = event_of(schema, shape, action)
        for path, field in _leaves(fields_of(schema, shape, event)):
            for what, value in _wrong(field):
                key = f"{what} of {path}: {field}"
                if key not in seen:
                    seen.add(key)
                    yield key, _with(event, path, value)
    for place in _ruled(schema, shape):
        event = event_of(schema, shape, known[0], place)
        yield f"another region for {place}", {**event, shape.event_region: "nowhere"}


def _unknown(schema: Schema, shape: Shape, known: list[str]) -> Iterator[tuple[str, Event]]:
    yield "an action that nobody documents", {shape.action: "docs.nobody.knows"}
    for action in known:
        yield "a line end behind an action", {shape.action: f"{action}\n"}
        yield "capitals", {shape.action: action.swapcase()}
    for part in schema["$defs"]["action"].get("if", {}).get("anyOf", ()):
        if part.get("title", "").startswith("<"):
            rest = part["title"].partition(">")[2]
            yield "an action that is too long", {shape.action: f"{'x' * 300}{rest}"}


def _wrong(field: Schema) -> Iterator[tuple[str, Any]]:
    if "type" in field:
        yield f"no {field['type']}", OTHER[field["type"]]
    if "enum" in field:
        yield "a value outside", "no such value"


def _ruled(schema: Schema, shape: Shape) -> list[str]:
    """Places that every section with rules has an answer for."""
    sections = schema.get("anyOf", [schema])
    found = [set(regions({"allOf": section.get("allOf", ())}, shape)) for section in sections]
    return sorted(set.intersection(*found))


def _leaves(fields: Schema, path: Path = ()) -> Iterator[tuple[Path, Schema]]:
    """All fields with the path of each in an event."""
    for name, field in fields.items():
        yield (*path, name), field
        inner = field
        here: Path = (*path, name)
        while "items" in inner:
            here, inner = (*here, 0), inner["items"]
            yield here, inner
        yield from _leaves(inner.get("properties", {}), here)


def _with(event: Event, path: Path, value: object) -> Event:
    changed: Any = copy.deepcopy(event)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return dict(changed)
