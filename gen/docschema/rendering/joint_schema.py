"""JSON Schemas over all services of a configuration, which refer to those of the services.

An event is valid if it is valid for a service that documents its action. Where one service does, its schema alone is
asked, so that errors stay as clear as those of that schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from docschema.rendering.json_schema import Schema, Shape, has_action, id_like, one_of_ids
from docschema.rendering.shown import has_placeholder, id_pattern

Data = Mapping[str, Any]

_EXAMPLES = 2
_PLACEHOLDER = re.compile(r"<[^<>]*>")


def joint_action_schema(services: Sequence[Data], *, is_open: bool) -> Schema:
    """The keywords for the id of an action of any service."""
    listed, patterns = _listed(services), _patterns(services)
    known = {"anyOf": [{"$ref": service["ids"]["actions"]} for service in services]}
    if is_open or not (listed or patterns):
        return {"type": "string", **({"if": known, "then": True} if is_open else {"not": {}})}
    if not patterns:
        return {"type": "string", "enum": list(listed), "if": known, "then": True}
    return {"type": "string", "if": known, "then": True, "else": _one_of(listed, patterns)}


def joint_event_schema(services: Sequence[Data], shape: Shape) -> Schema:
    """The keywords for an event of any service."""
    listed, patterns = _listed(services), _patterns(services)
    action: Schema = {"type": "string"}
    if not shape.is_open:
        action |= _known(listed, patterns)
    conditions = [
        {"if": has_action(shape.action, one_of_ids(ids)), "then": _valid_for(owners)}
        for owners, ids in _groups(listed).items()
    ]
    conditions += [_of_pattern(i, owners, services, shape, list(listed)) for i, owners in patterns.items()]
    examples = [example for service in services for example in service["event_schema"].get("examples", [])[:1]]
    return {
        "type": "object",
        "required": [shape.action],
        "properties": {shape.action: action},
        **({"allOf": conditions} if conditions else {}),
        **({"examples": examples[:_EXAMPLES]} if examples else {}),
    }


def _known(listed: Mapping[str, object], patterns: Mapping[str, object]) -> Schema:
    if not listed and not patterns:
        return {"not": {}}
    if not patterns:
        return {"enum": list(listed)}
    fitting = {"anyOf": [id_like(pattern) for pattern in patterns]}
    return {"if": fitting, "then": True, "else": {"enum": list(listed)}} if listed else fitting


def _one_of(listed: Mapping[str, object], patterns: Mapping[str, object]) -> Schema:
    return {"enum": list(listed)} if listed else {"anyOf": [id_like(pattern) for pattern in patterns]}


def _ids(service: Data) -> list[str]:
    """All ids that a service knows, as printed, old ones too."""
    return [*(action["id"] for action in service["all_actions"]), *(pair["old"] for pair in service["renamed"])]


def _listed(services: Sequence[Data]) -> dict[str, tuple[str, ...]]:
    """Every id in full -> the services that know it, by their schemas' `$id`; sorted."""
    ids = sorted({i for service in services for i in _ids(service) if not has_placeholder(i)})
    printed = _printed(services)
    patterns = [(re.compile(id_pattern(i)), owners) for i, owners in printed.items() if has_placeholder(i)]
    return {
        i: tuple(services[n]["ids"]["event"] for n in sorted(
            {*printed[i], *(n for pattern, owners in patterns if pattern.fullmatch(i) for n in owners)}
        ))
        for i in ids
    }  # fmt: skip


def _printed(services: Sequence[Data]) -> dict[str, list[int]]:
    """Every id -> the numbers of the services that print it."""
    found: dict[str, dict[int, None]] = {}
    for n, service in enumerate(services):
        for i in _ids(service):
            found.setdefault(i, {})[n] = None
    return {i: list(numbers) for i, numbers in found.items()}


def _patterns(services: Sequence[Data]) -> dict[str, tuple[str, ...]]:
    """Every id with placeholders -> the services that print it, by their schemas' `$id`; sorted."""
    printed = sorted(_printed(services).items())
    return {i: tuple(services[n]["ids"]["event"] for n in owners) for i, owners in printed if has_placeholder(i)}


def _groups(listed: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], list[str]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for action_id, owners in listed.items():
        groups.setdefault(owners, []).append(action_id)
    return groups


def _valid_for(owners: Sequence[str]) -> Schema:
    refs: list[Schema] = [{"$ref": owner} for owner in owners]
    return refs[0] if len(refs) == 1 else {"anyOf": refs}


def _of_pattern(
    pattern: str, owners: Sequence[str], services: Sequence[Data], shape: Shape, ids: Sequence[str]
) -> Schema:
    """The condition for ids that fit a pattern and are not listed, with all services that may know them as well."""
    fit = re.compile(id_pattern(pattern))
    listed = [i for i in ids if fit.fullmatch(i)]
    chosen: Schema = {"allOf": [id_like(pattern), {"not": {"enum": listed}}]} if listed else id_like(pattern)
    choices: list[Schema] = [{"$ref": owner} for owner in owners]
    for service in services:
        others = [i for i in _ids(service) if has_placeholder(i) and _may_fit_both(i, pattern)]
        if others and service["ids"]["event"] not in owners:
            asked = has_action(shape.action, one_of_ids(others))
            choices.append({"allOf": [asked, {"$ref": service["ids"]["event"]}]})
    then = choices[0] if len(choices) == 1 else {"anyOf": choices}
    return {"if": has_action(shape.action, chosen), "then": then}


def _may_fit_both(one: str, two: str) -> bool:
    """Whether some id may fit two ids with placeholders: segment by segment, and rather once too often."""
    pairs = zip_longest(*(_PLACEHOLDER.sub("\0", i).split(".") for i in (one, two)), fillvalue="")
    return all(a == b or "\0" in a + b for a, b in pairs)
