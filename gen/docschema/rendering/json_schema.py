"""JSON Schemas of a service as plain data: of its action ids, and of its events.

They are made so that validators say one thing about one mistake: an id that nobody documents fails at one keyword,
`enum`; descriptions stand where they never fail, behind `if`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from docschema.rendering.event_shape import has_blank
from docschema.rendering.shown import has_placeholder, id_pattern, longest_id

Data = Mapping[str, Any]
Schema = dict[str, Any]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")  # what all languages read as the same number
_BOOLEANS = {"true": True, "false": False}


class Shape(Struct, frozen=True):
    """What the configuration says about schemas: the names of three properties, and whether more is accepted."""

    action: str = "action"
    region: str = "region"
    event_region: str = "eventRegion"
    is_open: bool = False  # ids and values that the docs do not have are accepted

    @property
    def own(self) -> tuple[str, ...]:
        """The properties that docschema itself says something about."""
        return (self.action, self.region, self.event_region)


# ------------------------------------------------------------------------------------------- ids


def action_schema(service: Data, *, is_open: bool) -> Schema:
    """The keywords for the action of an event: ids of the docs, old ids as deprecated ones.

    What it accepts is what `action_list` accepts, but an unknown id is one error, not one for each id and list.
    """
    listed = [*map(_constant, service["actions"]), *_old_ids(service)]
    described = [*map(_pattern, service["patterns"]), *_old_patterns(service)]
    ids = [entry["const"] for entry in listed]
    known: Schema = {"oneOf": listed} if listed else {}
    if described:
        known = {"anyOf": [*([known] if listed else []), *described]}
    if not known:
        return {"type": "string"} if is_open else {"type": "string", "not": {}}
    if is_open:
        return {"type": "string", "if": known, "then": True}
    if not described:
        return {"type": "string", "enum": ids, "if": known, "then": True}
    return {"type": "string", "if": known, "then": True, "else": {"enum": ids}} if ids else {"type": "string", **known}


def action_list(service: Data, *, is_open: bool) -> Schema:
    """The keywords for the list of ids: each described under `oneOf`, and all as `enum` for what reads nothing else."""
    listed = [*map(_constant, service["actions"]), *_old_ids(service)]
    known: Schema = {"enum": [entry["const"] for entry in listed], "oneOf": listed} if listed else {}
    others = [*map(_pattern, service["patterns"]), *_old_patterns(service)]
    if known and not others and not is_open:
        return {"type": "string", **known}
    choices = [*([known] if known else []), *others, *([{"type": "string"}] if is_open else [])]
    return {"type": "string", **({"anyOf": choices} if choices else {"not": {}})}


def one_of_ids(ids: Sequence[str]) -> Schema:
    """A schema of one of some ids as printed, one or more, with placeholders or without."""
    plain = [action_id for action_id in ids if not has_placeholder(action_id)]
    choices: list[Schema] = [_choice(plain)] if plain else []
    choices += [id_like(action_id) for action_id in ids if has_placeholder(action_id)]
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def id_like(action_id: str) -> Schema:
    """A schema of an id with placeholders. A line end, which `$` lets pass in Python, is refused."""
    most = longest_id((action_id,))
    return {"type": "string", "pattern": id_pattern(action_id), "not": {"pattern": "\\s"}, "maxLength": most}


def _choice(values: Sequence[object]) -> Schema:
    return {"const": values[0]} if len(values) == 1 else {"enum": list(values)}


def _constant(action: Data) -> Schema:
    return {"const": action["id"], **_about(action)}


def _pattern(action: Data) -> Schema:
    return {**id_like(action["id"]), **_about(action)}


def _about(action: Data) -> Schema:
    return _present({
        "title": action["id"],
        "description": action["description"],
        "deprecated": action["deprecated"],
        "x-kind": action["kind"],
        "x-group": action["group"],
        "x-renamed-to": action["renamed_to"],
        "x-source": action["source"],
    })  # fmt: skip


def _old_ids(service: Data) -> Iterator[Schema]:
    return ({"const": old, **about} for old, about in _renamed(service) if not has_placeholder(old))


def _old_patterns(service: Data) -> Iterator[Schema]:
    return ({**id_like(old), **about} for old, about in _renamed(service) if has_placeholder(old))


def _renamed(service: Data) -> Iterator[tuple[str, Schema]]:
    """Old ids that are no actions of their own, each once."""
    texts = {action["id"]: action["description"] for action in service["all_actions"]}
    first = {pair["old"]: pair["new"] for pair in reversed(service["renamed"])}
    for old, new in reversed(first.items()):
        if old not in texts:
            about = {"title": old, "description": texts.get(new), "deprecated": True, "x-renamed-to": new}
            yield old, _present(about)


def _present(schema: Schema) -> Schema:
    return {keyword: value for keyword, value in schema.items() if value}


# ------------------------------------------------------------------------------------------- fields


def field_schema(node: Data, *, is_open: bool) -> Schema:
    """The schema of one field and those in it."""
    about = _present({"description": node["description"]})
    if node["many"] and node["type"] != "array":
        return {**about, "type": "array", "items": _value(node, is_open=is_open)}
    return {**about, **_value(node, is_open=is_open)}


def _value(node: Data, *, is_open: bool) -> Schema:
    if node["children"]:
        inner: Schema = {"type": "object", "properties": _properties(node["children"], is_open=is_open)}
        return {"object": inner, "array": {"type": "array", "items": inner}}.get(node["type"] or "", {})
    typed: Schema = {"type": node["type"]} if node["type"] else {}
    if not node["values"] or node["type"] in ("object", "array"):
        return typed
    values = read_values(node["type"], node["values"])
    if values is None:  # they contradict the type
        return {"examples": list(node["values"])}
    if node["type"] == "boolean":
        return typed if len(values) > 1 or is_open else {**typed, "examples": values}
    if node["closed"] and not is_open:
        return {**typed, "enum": values}
    return {**typed, **_present({"examples": [value for value in values if not has_blank(str(value))]})}


def _properties(nodes: Iterable[Data], *, is_open: bool) -> Schema:
    return {node["name"]: field_schema(node, is_open=is_open) for node in nodes}


def read_values(json_type: str | None, printed: Sequence[str]) -> list[Any] | None:
    """Printed values as JSON has them; None where one of them is none of that type.

    Where no type is known, `true` and `200` may be meant either way, and are given as value and as text.
    """
    found: dict[str, Any] = {}
    for text in printed:
        readings = [value for value in (_as_json(text), text) if _is_of(json_type, value)]
        if not readings:
            return None
        found.update({json.dumps(value): value for value in readings})
    return list(found.values())


def _as_json(text: str) -> object:
    if text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def _is_of(json_type: str | None, value: object) -> bool:
    kinds: dict[str | None, tuple[type, ...]] = {
        "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float),
    }  # fmt: skip
    return json_type not in kinds or (
        isinstance(value, kinds[json_type]) and (json_type == "boolean" or not isinstance(value, bool))
    )


# ------------------------------------------------------------------------------------------- events


def event_schema(service: Data, shape: Shape) -> Schema:
    """The keywords for an event: its fields, what only events of some actions have, and where it may appear.

    Nothing but the action is required, and an event may have more, since docs are seldom complete.
    """
    conditions = payload_conditions(service, shape)
    rules: Schema = {}
    if service["ambiguous"]:  # where sections disagree, an event has to follow one of them
        rules = {"anyOf": [_ruling(service, delivery, shape) for delivery in service["rulings"]]}
    elif service["rulings"]:
        conditions += region_conditions(service["rulings"][0], shape)
    return {
        "type": "object",
        "required": [shape.action],
        "properties": {**_own(service, shape), **_common(service, shape)},
        **_present({"allOf": conditions}),
        **rules,
        "$defs": {"action": action_schema(service, is_open=shape.is_open)},
    }


def _own(service: Data, shape: Shape) -> Schema:
    """The properties that docschema says something about; their descriptions are those of the docs."""
    texts = {node["name"]: node["description"] for node in service["event"]}
    places = [place["key"] for place in service["locations"]]
    own: Schema = {
        shape.event_region: {"type": "string"},
        shape.region: {"type": "string", **_present({"examples": places})},
        shape.action: {"$ref": "#/$defs/action"},
    }
    return {name: {**_present({"description": texts.get(name)}), **own[name]} for name in dict.fromkeys(shape.own)}


def _common(service: Data, shape: Shape) -> Schema:
    special = _by_name(node for payload in service["payloads"] for node in payload["fields"])
    nodes = [_agreed(node, special) for node in service["event"] if node["name"] not in shape.own]
    return _properties(nodes, is_open=shape.is_open)


def _by_name(nodes: Iterable[Data]) -> Mapping[str, Sequence[Data]]:
    found: dict[str, list[Data]] = {}
    for node in nodes:
        found.setdefault(node["name"], []).append(node)
    return found


def _agreed(node: Data, others: Mapping[str, Sequence[Data]]) -> Data:
    """A field of all events, less what contradicts the docs of some actions: there it says too much."""
    same = others.get(node["name"], ())
    if any(map(_contradict, [node] * len(same), same)):
        return {**node, "type": None, "many": False, "children": (), "values": (), "closed": False}
    closed = node["closed"] and all(
        set(other["values"]) <= set(node["values"]) and read_values(other["type"], node["values"]) is not None
        for other in same
    )
    below = _by_name(child for other in same for child in other["children"])
    return {**node, "closed": closed, "children": tuple(_agreed(child, below) for child in node["children"])}


def _contradict(node: Data, other: Data) -> bool:
    one, two = ("array" if each["many"] else each["type"] for each in (node, other))
    unfit = other["closed"] and read_values(node["type"], other["values"]) is None
    return unfit or (one is not None and two is not None and one != two)


def payload_conditions(service: Data, shape: Shape) -> list[Schema]:
    """What only events of some actions have, each as `if` and `then`."""
    ids = [action["id"] for action in service["actions"]]
    found = []
    for payload in service["payloads"]:
        fields = [node for node in payload["fields"] if node["name"] not in shape.own]
        chosen = [action["id"] for action in payload["actions"]]
        if fields:
            then = {"properties": _properties(fields, is_open=shape.is_open)}
            found.append({"if": has_action(shape.action, ids_only(chosen, ids)), "then": then})
    return found


def ids_only(chosen: Sequence[str], ids: Sequence[str]) -> Schema:
    """A schema of the chosen ids, less other ids in full that one of them happens to fit."""
    patterns = [re.compile(id_pattern(action_id)) for action_id in chosen if has_placeholder(action_id)]
    own = frozenset(chosen)
    others = [i for i in (ids if patterns else ()) if i not in own and any(p.fullmatch(i) for p in patterns)]
    known = one_of_ids(chosen)
    return {"allOf": [known, {"not": _choice(others)}]} if others else known


def has_action(name: str, action: Schema) -> Schema:
    """The condition that an event is of an action."""
    return {"type": "object", "required": [name], "properties": {name: action}}


def region_conditions(delivery: Data, shape: Shape) -> list[Schema]:
    """Where events of each place appear, as `if` and `then`."""
    return [
        {
            "if": {"required": [shape.region], "properties": {shape.region: {"const": answer["source"]["key"]}}},
            "then": {"properties": {shape.event_region: _choice(answer["targets"])}},
        }
        for answer in delivery["answers"]
    ]


def _ruling(service: Data, delivery: Data, shape: Shape) -> Schema:
    title = delivery["heading"] or service["name"]
    return _present({"title": title, "allOf": region_conditions(delivery, shape)})
