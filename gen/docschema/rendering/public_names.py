"""Names in generated code that others rely on: which ids ask for one name, which left the docs, which changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from docschema.rendering.namelock import Names, member_name

_KINDS = {"actions": "id", "locations": "key", "deliveries": "key"}  # lists of a model.json, and what names stand for


class NameChange(Struct, frozen=True):
    """What a published name stood for, or what it was called, and what it is now."""

    value: str
    before: str
    after: str
    is_meaning: bool  # whether the name `value` stood for `before`; else `value` was called `before`


def collisions(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of a value and another one that asks for the same name, sorted."""
    asked: dict[str, list[str]] = {}
    for value in sorted(set(values)):
        asked.setdefault(member_name(value), []).append(value)
    return tuple(
        (value, next(other for other in same if other != value))
        for same in asked.values()
        if len(same) > 1
        for value in same
    )


def removed(names: Names, known: Iterable[str], dropped: Sequence[str]) -> Mapping[str, str]:
    """Values that have a name and are known no longer, with that name, but for those that a pattern drops."""
    current = set(known)
    return {
        value: name
        for value, name in names.items()
        if value not in current and not any(fnmatchcase(value, pattern) for pattern in dropped)
    }


def changes(old: bytes, new: bytes) -> Iterator[NameChange]:
    """How the names in one model.json differ from those in an earlier one. What is no such file has none."""
    before, after = _published(old), _published(new)
    for kind in _KINDS:
        yield from _changes(before.get(kind, {}), after.get(kind, {}))


def _changes(before: Names, after: Names) -> Iterator[NameChange]:
    owner = {name: value for value, name in after.items()}
    for value, name in before.items():
        if name in owner and owner[name] != value:
            yield NameChange(name, value, owner[name], is_meaning=True)
        elif value in after and after[value] != name:
            yield NameChange(value, name, after[value], is_meaning=False)


def _published(data: bytes) -> dict[str, dict[str, str]]:
    try:
        model = json.loads(data)
        return {
            kind: {entry[key]: entry["name"] for entry in model[kind] if entry["name"]} for kind, key in _KINDS.items()
        }
    except (ValueError, TypeError, LookupError, RecursionError):
        return {}
