"""Filters for the types of event fields, as `service.event_types` has them, in Python and TypeScript."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from docschema.rendering.emit import identifier, py_str
from docschema.rendering.emit_code import ts_str

_PYTHON: Mapping[str | None, str] = MappingProxyType(
    {
        "string": "str",
        "boolean": "bool",
        "integer": "int",
        "number": "float",
        "object": "Mapping[str, object]",
        None: "object",
    }
)
_TYPESCRIPT: Mapping[str | None, str] = MappingProxyType(
    {
        "string": "string",
        "boolean": "boolean",
        "integer": "number",
        "number": "number",
        "object": "Readonly<Record<string, unknown>>",
        None: "unknown",
    }
)


def py_type(field: Mapping[str, Any]) -> str:
    """The Python type of a field: that of the values of decoded JSON, a `TypedDict` where the field has fields."""
    element = _reference(field) or _closed(field, "Literal[{}]", ", ", py_str) or _PYTHON[_element(field)]
    return f"Sequence[{element}]" if _is_list(field) else element


def ts_type(field: Mapping[str, Any]) -> str:
    """The TypeScript type of a field: that of the values of decoded JSON, an interface where the field has fields."""
    values = _closed(field, "({})" if _is_list(field) else "{}", " | ", ts_str)
    element = _reference(field) or values or _TYPESCRIPT[_element(field)]
    if _is_list(field):
        return f"ReadonlyArray<{element}>" if "<" in element else f"readonly {element}[]"
    return element


def _reference(field: Mapping[str, Any]) -> str:
    return identifier(field["ref"]) if field["ref"] else ""


def _closed(field: Mapping[str, Any], pattern: str, separator: str, literal: Callable[[str], str]) -> str:
    """The values of a text that can hold no others; "" for any other field."""
    if not field["closed"] or field["type"] != "string":
        return ""
    return pattern.format(separator.join(map(literal, field["values"])))


def _is_list(field: Mapping[str, Any]) -> bool:
    return bool(field["many"]) or field["type"] == "array"


def _element(field: Mapping[str, Any]) -> str | None:
    """The type of an element of a list, or of the value itself."""
    return None if field["type"] == "array" else field["type"]


FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType({"py_type": py_type, "ts_type": ts_type})
