"""The types that code has for events: one for all events of a service, one for those with fields of their own, and one
for each field that has fields itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from docschema.rendering import emit
from docschema.rendering.event_shape import tree
from docschema.rendering.namelock import member_name

Data = dict[str, Any]
Node = Mapping[str, Any]

_TYPES = frozenset("Action Literal Mapping Region Required Sequence bool float int object str".split())
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def event_types(
    common: Iterable[Node], fields: Sequence[Node], payloads: Iterable[Node], roles: Mapping[str, str]
) -> tuple[Data, ...]:
    """The types, each behind those that it names.

    `common`, `fields` and `payloads` are as templates see them; `roles` gives the properties of an event that are known
    without any docs, as name -> what it is: "action", "region" or "event_region". A type has `name`, `path` (of the
    field whose value it is, "" for a whole event), `actions` (only their events; () means all), `base` (a type whose
    fields it has, too, or ""), `plain` (whether all names of its fields can be names in code) and `fields`, each with
    `name`, `role` (or ""), `type`, `many`, `values`, `closed`, `description`, `descriptions` as a node has them, and
    `ref`: the name of its type, or "".
    """
    shared = (*common, *(row for row in fields if not row["actions"]))
    made = _Made()
    event = _add(made, "Event", "", tree(shared), roles)
    names = {known["name"] for known in event["fields"]}
    rows: dict[str, dict[int, Node]] = {}
    for n, row in enumerate(fields):
        for action_id in row["actions"]:
            rows.setdefault(action_id, {})[n] = row
    for payload in payloads:
        own = tuple(rows[payload["actions"][0]["id"]].values())
        nodes = tree(own)
        apart = all(node["name"] not in names and _is_plain(node["name"]) for node in nodes)
        base = event["name"] if apart else ""
        _add_payload(made, payload, base, nodes if apart else tree((*shared, *own)), roles)
    return tuple(made.types)


class _Made(Struct, frozen=True):
    """The types so far, what they are called, and those of fields by their paths and what they hold."""

    types: list[Data] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    of_fields: dict[tuple[str, str], Data] = field(default_factory=dict)


def _add_payload(made: _Made, payload: Node, base: str, nodes: Sequence[Node], roles: Mapping[str, str]) -> None:
    """The type of events of some actions: what they have on top of all events, or all of it where the two overlap."""
    first = payload["name"] or member_name(payload["actions"][0]["id"])
    action = {name: role for name, role in roles.items() if role == "action"}
    added = _add(made, f"{emit.pascal(first)}Event", "", nodes, action if base else roles)
    added.update(actions=payload["actions"], base=base)


def _add(made: _Made, owner: str, path: str, nodes: Sequence[Node], roles: Mapping[str, str]) -> Data:
    """The type of these nodes, put behind those that it names. One that is there already is taken again."""
    known = {node["name"]: node for node in nodes}
    fields = [
        *(_field(known.get(name) or _node(name), role, "") for name, role in roles.items()),
        *(_field(node, "", _reference(made, owner, node)) for node in nodes if node["name"] not in roles),
    ]
    members = _members([field["name"] for field in fields])
    fields = [{**field, "member": members[field["name"]]} for field in fields]
    known_as = (path, json.dumps(fields, sort_keys=True) if path else "")
    if path and known_as in made.of_fields:
        return made.of_fields[known_as]
    plain = all(_is_plain(field["name"]) for field in fields)
    name = _free(f"{owner}{_pascal(path)}", f"{owner} {path}", made.names)
    added = {"name": name, "path": path, "actions": (), "base": "", "plain": plain, "fields": fields}
    made.types.append(added)
    made.names.add(name)
    made.of_fields[known_as] = added
    return added


def _reference(made: _Made, owner: str, node: Node) -> str:
    return str(_add(made, owner, node["path"], node["children"], {})["name"]) if node["children"] else ""


def _field(node: Node, role: str, ref: str) -> Data:
    kept = ("name", "type", "many", "values", "closed", "description", "descriptions")
    return {**{key: node[key] for key in kept}, "role": role, "ref": ref}


def _members(names: Sequence[str]) -> Mapping[str, str]:
    """What code may call the fields of a type, for languages in which they need a name of their own."""
    asked = {name: member_name(_HUMP.sub("_", name)) for name in names}
    rivals = Counter(asked.values())
    return {name: member if rivals[member] == 1 else f"{member}_{_digits(name)}" for name, member in asked.items()}


def _digits(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8].upper()


def _node(name: str) -> Data:
    return {"name": name, "type": "string", "many": False, "values": (), "closed": False, "description": "",
            "descriptions": {}}  # fmt: skip


def _pascal(path: str) -> str:
    """`requestData.ownerId` -> `RequestDataOwnerId`."""
    return emit.pascal(member_name(_HUMP.sub("_", path))) if path else ""


def _free(name: str, value: str, taken: Container[str]) -> str:
    """The name, with digits of the hash of `value` if another type has it."""
    digits = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    return next(free for length in (0, *range(4, 65)) if (free := f"{name}_{digits[:length]}".rstrip("_")) not in taken)


def _is_plain(name: str) -> bool:
    """Whether code can have the name, and it hides none of the types that stand beside it."""
    if name in _TYPES or (name[:1].isupper() and "Event" in name):
        return False
    try:
        return bool(emit.identifier(name))
    except emit.EmitError:
        return False
