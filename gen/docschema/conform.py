"""Holds a parsed value against a JSON Schema, with messages that a person can act on.

Knows the keywords that config.schema.json uses and no others. A schema's `title` is what stands behind "expected".
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

Schema = Mapping[str, Any]
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "array": (list,),
    "object": (dict,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SHOWN_AT_MOST = 60


class Flaw(Struct, frozen=True):
    """One place where a value is not as the schema wants it."""

    key: str  # dotted, as one writes it in TOML: services.registry.docs[0]
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        """`key: found ..., expected ...; did you mean ...?`"""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.key}: found {self.found}, expected {self.expected}{hint}" if self.key else f"found {self.found}"


def flaws(value: object, schema: Schema, root: Schema | None = None, key: str = "") -> Iterator[Flaw]:
    """Every flaw of a value, in the order of the value; none when it is as the schema says."""
    root = schema if root is None else root
    schema = _resolved(schema, root)
    if _is_wrong(value, schema):
        yield Flaw(key, described(value), schema["title"])
    elif isinstance(value, dict):
        yield from _of_table(value, schema, root, key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from flaws(item, schema["items"], root, f"{key}[{index}]")


def described(value: object) -> str:
    """A value in the words of a message: `the string "x"`, `a list`, `true`."""
    if isinstance(value, str):
        return f"the string {quoted(value)}" if value else "an empty string"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a table"
    return "nothing" if value is None else "a date or time"


def quoted(text: str) -> str:
    """A text in double quotes, cut where it is long, with escapes for what a terminal would act on."""
    cut = text if len(text) <= _SHOWN_AT_MOST else text[: _SHOWN_AT_MOST - 1] + "…"
    literal = json.dumps(cut, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in literal)


def dotted(key: str, name: str) -> str:
    """The key of `name` in the table `key`, quoted where TOML wants quotes."""
    part = name if _BARE_KEY.fullmatch(name) else quoted(name)
    return f"{key}.{part}" if key else part


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    target = root["$defs"][reference.removeprefix("#/$defs/")]
    return {**target, **schema}


def _is_wrong(value: object, schema: Schema) -> bool:
    if "type" in schema and not _has_type(value, schema["type"]):
        return True
    if isinstance(value, str):
        too_short = len(value) < schema.get("minLength", 0)
        return too_short or value not in schema.get("enum", [value]) or not re.search(schema.get("pattern", ""), value)
    if isinstance(value, int | float):
        return bool(value < schema.get("minimum", value) or value > schema.get("maximum", value))
    return isinstance(value, list) and len(value) < schema.get("minItems", 0)


def _has_type(value: object, wanted: str | Sequence[str]) -> bool:
    """Whether a value has the type, or one of the types: `true` is no number."""
    names = (wanted,) if isinstance(wanted, str) else wanted
    return any(isinstance(value, _TYPES[name]) and isinstance(value, bool) == (name == "boolean") for name in names)


def _of_table(table: dict[str, object], schema: Schema, root: Schema, key: str) -> Iterator[Flaw]:
    properties: Schema = schema.get("properties", {})
    others = schema.get("additionalProperties", False)
    for name, value in table.items():
        place = dotted(key, name)
        if name in properties:
            yield from flaws(value, properties[name], root, place)
        elif others is False:
            yield _unknown(place, name, tuple(properties))
        elif _is_wrong(name, schema.get("propertyNames", {})):
            yield Flaw(place, f"the key {quoted(name)}", schema["propertyNames"]["title"])
        else:
            yield from flaws(value, others, root, place)
    for name in schema.get("required", ()):
        if name not in table:
            yield Flaw(dotted(key, name), "nothing", _resolved(properties[name], root)["title"])


def _unknown(place: str, name: str, known: tuple[str, ...]) -> Flaw:
    near = difflib.get_close_matches(name.lower(), known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else ""
    return Flaw(place, "an unknown key", one_of(known), hint)


def one_of(names: tuple[str, ...]) -> str:
    """`"a", "b" or "c"`."""
    parts = [quoted(name) for name in sorted(names)]
    return f"{', '.join(parts[:-1])} or {parts[-1]}" if len(parts) > 1 else parts[0]
