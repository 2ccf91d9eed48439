"""Event fields as a tree: `requestData.owner.id` is a field `id` of `owner` of `requestData`.

A field that several rows name is one node: its first description counts, its values are those of all rows, and a type
counts only where no row has another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docschema import locales

Data = dict[str, Any]

# Of a type that names several, as "array of strings" or "JSON string", the earlier one counts.
_TYPES = ("array", "string", "boolean", "integer", "number", "object")
_BLANK_OUT = re.compile(r"[<>]|\.\.\.|…|(?<![^\W_])x{3,}", re.IGNORECASE)
_INDEX = re.compile(r"\[\d*\]$")


def json_type(printed: str | None) -> str | None:
    """The JSON type that a printed type names in any language: "String" -> "string"; None where it names none."""
    if not printed:
        return None
    return next((name for name in _TYPES if locales.has(printed, locales.everywhere("words", f"type_{name}"))), None)


def is_closed(values: Sequence[str]) -> bool:
    """Whether printed values are all that a field may hold: several, and none with a blank to fill in (`<id>`, `xxx`).

    A single one is what the field holds in the case that the docs tell of.
    """
    return len(set(values)) > 1 and not any(map(has_blank, values))


def has_blank(value: str) -> bool:
    """Whether a printed value has a blank to fill in."""
    return bool(_BLANK_OUT.search(value))


def tree(fields: Iterable[Mapping[str, Any]]) -> tuple[Data, ...]:
    """The fields, given as templates see them, as nodes in the order in which they are first named.

    A node has `name`, `path` (dotted), `type` (a JSON type or None), `many` (whether it is a list of such values),
    `description`, `descriptions`, `values`, `closed` (whether `values` are all), and `children`, nodes too.
    """
    root: dict[str, Data] = {}
    for event_field in fields:
        _put(root, event_field)
    return tuple(_finished(node) for node in root.values())


def payloads(actions: Sequence[Mapping[str, Any]], fields: Sequence[Mapping[str, Any]]) -> tuple[Data, ...]:
    """What events of some actions have on top: `actions` (as templates see them) and their `fields`, as nodes.

    Actions whose fields are the same share an entry, which is called by the first of them.
    """
    own: dict[str, dict[int, None]] = {}
    for n, event_field in enumerate(fields):
        for action_id in event_field["actions"]:
            own.setdefault(action_id, {})[n] = None
    groups: dict[tuple[int, ...], list[Mapping[str, Any]]] = {}
    for action in actions:
        if action["id"] in own:
            groups.setdefault(tuple(own[action["id"]]), []).append(action)
    return tuple(
        {
            "actions": tuple(members),
            "fields": tree(fields[n] for n in key),
            "name": next((member["name"] for member in members if member["name"]), ""),
        }
        for key, members in groups.items()
    )


def _put(root: dict[str, Data], event_field: Mapping[str, Any]) -> None:
    level, path = root, ""
    parts = event_field["name"].split(".")
    for part in parts:
        name = _INDEX.sub("", part) or part
        path = f"{path}.{name}" if path else name
        node = level.setdefault(name, _node(name, path))
        node["many"] = node["many"] or name != part
        level = node["children"]
    _fill(node, event_field)


def _node(name: str, path: str) -> Data:
    return {"name": name, "path": path, "types": {}, "many": False, "description": "", "descriptions": {},
            "values": {}, "children": {}}  # fmt: skip


def _fill(node: Data, event_field: Mapping[str, Any]) -> None:
    node["types"][json_type(event_field["type"])] = None
    node["values"].update(dict.fromkeys(event_field["values"]))
    node["description"] = node["description"] or event_field["description"]
    node["descriptions"] = {**event_field["descriptions"], **node["descriptions"]}


def _finished(node: Data) -> Data:
    children = tuple(_finished(child) for child in node["children"].values())
    values = tuple(node["values"])
    return {
        "name": node["name"],
        "path": node["path"],
        "type": _type(node, children),
        "many": node["many"],
        "description": node["description"],
        "descriptions": node["descriptions"],
        "values": values,
        "closed": is_closed(values),
        "children": children,
    }


def _type(node: Data, children: Sequence[Data]) -> str | None:
    """The one type that rows name. What has fields of its own is an object, unless a row says otherwise."""
    named = [name for name in node["types"] if name is not None]
    if children and not named:
        return "object"
    if len(named) != 1 or (children and named[0] not in ("object", "array")):
        return None
    return str(named[0])
