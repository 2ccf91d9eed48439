"""Filters for Go: how a text becomes a part of code.

As those of docschema.rendering.emit: each encodes all of a text for its place, or raises EmitError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from docschema.rendering.emit import EmitError, identifier, is_shown

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN_TAG = re.compile(r"[A-Za-z0-9_]+")
# What encoding/json takes for a name in a tag, quotes, backslash, comma and backtick left out.
_TAG = re.compile(r"[^\W]+|[!#$%&()*+\-./:;<=>?@\[\]^_{|}~ ]+")
_MODULE = re.compile(r"[a-z_][a-z0-9_]*")
# Besides Go's keywords the names of packages that Go treats specially.
_TAKEN = frozenset(
    (
        *"break case chan const continue default defer else fallthrough for func go goto if import interface".split(),
        *"map package range return select struct switch type var main documentation init".split(),
    )
)
_TYPES = {"string": "string", "number": "float64", "integer": "int64", "boolean": "bool",
          "object": "map[string]any", "array": "[]any"}  # fmt: skip
_SPECIAL = re.compile(r"^(Deprecated):")
_ENDS = re.compile(r"^(?: |#(?= )|\[(?=[^\]]*\]:))| \Z")
_LONE_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")
_WIDTH = 100


def _escape(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code < 0xE000:  # half of a surrogate pair, which Go has as bytes only
        return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _go(text: str, *, ascii_only: bool) -> str:
    shown = (_SHORT.get(c) or (c if is_shown(c) and (c <= "~" or not ascii_only) else _escape(c)) for c in text)
    return f'"{"".join(shown)}"'


def go_str(text: str) -> str:
    """A Go string in ASCII: for ids and codes, where look-alike letters must show."""
    return _go(text, ascii_only=True)


def go_text(text: str) -> str:
    """A Go string that keeps visible letters of all languages: for prose."""
    return _go(text, ascii_only=False)


def go_package(module: str) -> str:
    """The name of a Go package for a module: without underscores, and none that Go keeps for itself."""
    if not _MODULE.fullmatch(module):
        raise EmitError(f"{module!r} cannot be the name of a Go package")
    name = module.replace("_", "")
    return f"{name}pkg" if name in _TAKEN else name


def go_tag(name: str) -> str:
    """The tag of a struct field that JSON calls so; `-` for a name that encoding/json cannot be told."""
    if _PLAIN_TAG.fullmatch(name):
        return f'`json:"{name},omitempty"`'
    known = name and "".join(_TAG.findall(name)) == name
    return go_str(f'json:"{name},omitempty"') if known else '`json:"-"`'


def go_type(field: Mapping[str, Any]) -> str:
    """The type of a field of an event type: what JSON has there, else a type of the same file, else `any`."""
    many = "[]" if field["many"] else ""
    if field["role"] and field["type"] == "string":
        return many + ("Action" if field["role"] == "action" else "Region")
    if field["ref"]:
        return many + ("" if many else "*") + identifier(field["ref"])
    return many + _TYPES.get(field["type"], "any")


def go_doc(text: str, indent: int = 0) -> str:
    """A doc comment, a `//` on each line; lines behind the first one are indented by so many tabs.

    A backslash, what does not show, blanks at the ends, and the first character of what would be a heading or the
    target of a link is written as an escape of Go's; `Deprecated:` at its start means nothing. Lines break at single
    blanks.
    """
    shown = "".join(c if c != "\\" and is_shown(c) else _hidden(c) for c in text)
    shown = _SPECIAL.sub(r"\1\\u003a", shown)
    shown = _ENDS.sub(lambda match: _hidden(match[0]), shown)
    return f"\n{chr(9) * indent}".join(f"// {line}".rstrip() for line in _wrapped(shown))


def _wrapped(text: str) -> Iterator[str]:
    """The text in lines, broken at blanks that stand alone, so that no blank is lost."""
    first, *words = _LONE_SPACE.split(text)
    line = first
    for word in words:
        if len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = word
        else:
            line += f" {word}"
    yield line


def _hidden(character: str) -> str:
    code = ord(character)
    return "\\\\" if character == "\\" else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {function.__name__: function for function in (go_str, go_text, go_package, go_tag, go_type, go_doc)}
)
