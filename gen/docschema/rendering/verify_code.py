"""Holds generated TypeScript, Java and Go against the model: their members, their strings, and the code around them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from docschema.rendering import doc_comments, emit
from docschema.rendering.emit_code import java_parts
from docschema.rendering.skeleton import strings, tokens
from docschema.rendering.wrong import WrongError, same

_CODE = re.compile(r"[ -!#-&(-\[\]-_a-~\n]*")  # ASCII without quotes and backslash
_TYPESCRIPT_MEMBER = re.compile(r"\n  ([A-Z][A-Z0-9_]*): $")
_JAVA_MEMBER = re.compile(r"\n        ([A-Z][A-Z0-9_]*)\((?:\n +)?$")
_GO_MEMBER = re.compile(r"\n\t(?:Action|Delivery|Region)([A-Z]\w*) (?:Action|Delivery|Region) = $")
_GO_ESCAPE = re.compile(r"((?<!\\)(?:\\\\)*)\\(?:U([0-9a-f]{8})|(x[0-9a-f]{2}\\x[0-9a-f]{2}\\x[0-9a-f]{2}))")
_TEMPLATE_PART = re.compile(r"\\u[0-9a-f]{4}|\\[\\`$nrt]|\$\{string\}|[^\\`$]")
_TEMPLATE = re.compile(rf"(?:{_TEMPLATE_PART.pattern})*+")
_GO_TAG = re.compile(r'json:"[^"\\\n]*,omitempty"')
_GO_RAW_TAG = re.compile(r'`json:"(?:[A-Za-z0-9_]+,omitempty|-)"`')
_GO_OWN = frozenset(("fmt", "regexp", "unicode/utf8", "unknown action %q"))
_PROPERTY = re.compile(r"\n  readonly (?:([A-Za-z_$][\w$]*)\??:|$)")
_OWN = frozenset(("", "docschema", "data", "management", "the docs have several answers: say which delivery is meant"))

Context = Mapping[str, Any]


def check_typescript(text: str, context: Context) -> None:
    """Raise WrongError where a generated TypeScript module holds what it should not, or not what the model says."""
    service = context["service"]
    _check_code(text)
    same("the members", list(_members(text, _TYPESCRIPT_MEMBER)), _wanted(service))
    _check_strings(text, _texts(service), {*_event_texts(service), *context["options"].values()})
    same(
        "the fields",
        list(_properties(text)),
        [field["name"] for kind in service["event_types"] for field in kind["fields"]],
    )
    doc_comments.check_typescript(text, service)
    found = {_template(part) for kind, part in tokens(text) if kind == "template"}
    same("the patterns", found, {action["literals"] for action in service["patterns"]})


def check_java(text: str, context: Context) -> None:
    """Raise WrongError where a generated Java class holds what it should not, or not what the model says."""
    _check_code(text)
    if any("\\" in part for kind, part in tokens(text) if kind == "comment"):
        raise WrongError("a backslash stands in a comment, where Java may take it for a character")
    same("the members", list(_members(text, _JAVA_MEMBER)), _wanted(context["service"]))
    _check_strings(text, [part for whole in _texts(context["service"]) for part in java_parts(whole)], set())
    doc_comments.check_java(text, context["service"])


def check_go(text: str, context: Context) -> None:
    """Raise WrongError where a generated Go file holds what it should not, or not what the model says."""
    service = context["service"]
    _check_code(text.replace("\t", "  "))
    wanted = [(emit.pascal(name), value) for name, value in _wanted(service)]
    same("the members", sorted(_members(text, _GO_MEMBER, go_string)), sorted(wanted))
    texts = {text for action in service["all_actions"] for text in action["descriptions"].values()}
    found = {go_string(part) for kind, part in tokens(text) if kind == "string"}
    if lacking := texts - found:
        raise WrongError(f"{min(lacking)!r} is missing")
    strange = found - texts - {*_texts(service)} - _OWN - _GO_OWN - {_go_matcher(a) for a in service["patterns"]}
    if strange := {text for text in strange if not _GO_TAG.fullmatch(text)}:
        raise WrongError(f"{min(strange)!r} is not in the model")
    doc_comments.check_go(text, service)
    if wrong := [part for kind, part in tokens(text) if kind == "template" and not _GO_RAW_TAG.fullmatch(part)]:
        raise WrongError(f"{wrong[0]!r} is no tag")


def go_string(literal: str) -> str:
    """What a Go string of ours says: its escapes are those of JSON, of eight digits, and of three bytes."""

    def read(match: re.Match[str]) -> str:
        if match[2]:
            return match[1] + chr(int(match[2], 16))
        character = bytes.fromhex(re.sub(r"\\?x", "", match[3])).decode("utf-8", "surrogatepass")
        return f"{match[1]}\\u{ord(character):04x}"

    return str(json.loads(_GO_ESCAPE.sub(read, literal)))


def _check_code(text: str) -> None:
    for kind, part in tokens(text):
        if kind == "code" and not _CODE.fullmatch(part):
            raise WrongError("a character stands in code that has no place there")


def _members(text: str, before: re.Pattern[str], read: Callable[[str], str] = json.loads) -> Iterator[tuple[str, str]]:
    """The members of enums: name and value."""
    for (_, code), (kind, part) in pairwise(tokens(text)):
        match = before.search(code)
        if match and kind == "string":
            yield match[1], read(part)


def _wanted(service: Any) -> list[tuple[str, str]]:
    actions = [(action["name"], action["id"]) for action in (*service["actions"], *service["removed"])]
    deliveries = [(delivery["member"], delivery["key"]) for delivery in service["deliveries"]]
    return [*actions, *deliveries, *((place["member"], place["key"]) for place in service["locations"])]


def _check_strings(text: str, wanted: Iterable[str], allowed: set[str]) -> None:
    """All strings that the model has stand there, and none besides but those of the template."""
    found, needed = Counter(strings(text)), Counter(wanted)
    if lacking := needed - found:
        raise WrongError(f"{next(iter(lacking))!r} is missing")
    if strange := found.keys() - needed.keys() - allowed - _OWN:
        raise WrongError(f"{min(strange)!r} is not in the model")


def _properties(text: str) -> Iterator[str]:
    """The properties of the interfaces of events: name after name, in quotes or not."""
    interfaces = text.partition("/** What the docs say about an action. */")[0]
    for (kind, code), (_, part) in pairwise((*tokens(interfaces), ("code", ""))):
        if kind == "code":
            yield from (match[1] or json.loads(part) for match in _PROPERTY.finditer(code))


def _template(literal: str) -> tuple[str, ...]:
    """The texts of a template literal type, one more than there are slots."""
    inside = literal[1:-1]
    if not _TEMPLATE.fullmatch(inside):
        raise WrongError(f"{literal} is no literal of texts")
    parts = "".join("\0" if part == "${string}" else _unescaped(part) for part in _TEMPLATE_PART.findall(inside))
    return tuple(parts.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass").split("\0"))


def _unescaped(part: str) -> str:
    return str(json.loads(f'"{part}"')) if part[0] == "\\" and part not in ("\\`", "\\$") else part[-1]


def _go_matcher(action: Any) -> str:
    r"""An expression as Go has it, whose `\s` knows fewer blanks than that of other languages."""
    return str(action["matcher"]).replace("\\s", "\\s\\v\\pZ\\x{85}\\x{1c}-\\x{1f}\\x{feff}")


def _texts(service: Any) -> list[str]:
    """The strings that code has, as often as it has them at least."""
    actions = (*service["actions"], *service["removed"])
    return [
        *service["locales"],
        *(text for action in actions for text in (action["id"], action["group"], *action["descriptions"].values())),
        *(text for a in service["patterns"] for text in (a["id"], a["matcher"], *a["captures"])),
        *(delivery["key"] for delivery in service["deliveries"]),
        *(place["key"] for place in service["locations"]),
        *(pair["old"] for pair in service["old_ids"]),
    ]


def _event_texts(service: Any) -> Iterator[str]:
    for entry in service["event_types"]:
        for field in entry["fields"]:
            yield from (field["name"], *field["values"])
