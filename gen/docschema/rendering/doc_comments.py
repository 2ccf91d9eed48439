"""Doc comments of generated code, read again, and held against the texts that have to stand in them.

The opposite of `ts_doc`, `java_doc` and `go_doc`, and written without them, so that a fault there is seen here: a text
that ended its comment does not stand in it whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from docschema.rendering import emit
from docschema.rendering.skeleton import tokens
from docschema.rendering.wrong import WrongError

_REFERENCE = re.compile(r"&#([0-9]+);")
_GO_ESCAPE = re.compile(r"\\(?:\\|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def check_typescript(text: str, service: Any) -> None:
    """WrongError where a text is not whole in the comments of a TypeScript module."""
    _check(of_java(text), [*_said(service), *_said_of_events(service)])


def check_java(text: str, service: Any) -> None:
    """WrongError where a text is not whole in the comments of a Java class."""
    _check(of_java(text), _said(service))


def check_go(text: str, service: Any) -> None:
    """WrongError where a text is not whole in the comments of a Go file."""
    _check(of_go(text), _said_in_go(service))


# ------------------------------------------------------------------------------------------- what has to be said


def _check(found: Iterable[str], wanted: Iterable[str]) -> None:
    if lacking := Counter(filter(None, wanted)) - Counter(found):
        raise WrongError(f"{next(iter(lacking))!r} is missing among the comments")


def _said(service: Any) -> Iterator[str]:
    """The texts in the doc comments of TypeScript and Java."""
    files = service["sources"].get(service["source_locale"], service["files"])
    yield f"Audit events of {service['name']}, from {', '.join(files)}."
    for gone, actions in (
        ("The docs call it deprecated", service["actions"]),
        ("No longer documented", service["removed"]),
    ):
        for action in actions:
            yield action["description"]
            if action["deprecated"]:
                after = f"; renamed to {action['renamed_to']}" if action["renamed_to"] else ""
                yield f"@deprecated {gone}{after}."
    yield from (delivery["heading"] for delivery in service["deliveries"])
    yield from (place["name"] for place in service["locations"] if place["name"] != place["key"])


def _said_of_events(service: Any) -> Iterator[str]:
    for kind in service["event_types"]:
        if kind["path"]:
            yield f"What the field {kind['path']} of an event holds."
        elif kind["actions"]:
            yield f"An event of {', '.join(action['id'] for action in kind['actions'])}, as decoded JSON has it."
        yield from (field["description"] for field in kind["fields"])


def _said_in_go(service: Any) -> Iterator[str]:
    package = service["module"].replace("_", "")
    start = f"Package {package} has the actions, regions and events of {service['name']}"
    yield f"{start}, as its documentation lists them."
    for action in (*service["actions"], *service["removed"]):
        yield f"Action{emit.pascal(action['name'])} is the action {action['id']}."
        yield action["description"]
    for place in service["locations"]:
        yield f"Region{emit.pascal(place['member'])} is {place['name']}."
    for delivery in service["deliveries"]:
        yield f"Delivery{emit.pascal(delivery['member'])} is the section {delivery['heading'] or delivery['key']}."
    for kind in service["event_types"]:
        where = f"the value of {kind['path']} in an event" if kind["path"] else "an event"
        yield f"{kind['name']} is {where}, as JSON has it."
        yield from (field["description"] for field in kind["fields"])


# ------------------------------------------------------------------------------------------- reading


def of_java(text: str) -> Iterator[str]:
    """The paragraphs of all comments of Java or TypeScript, character references resolved."""
    for kind, comment in tokens(text):
        if kind == "comment" and comment.startswith("/**"):
            lines = comment.removeprefix("/**").removesuffix("*/").split("\n")
            inside = [line.strip(" ").removeprefix("*").removeprefix(" ") for line in lines[1:-1]]
            for paragraph in _paragraphs(inside if len(lines) > 1 else [lines[0].strip(" ")]):
                yield _REFERENCE.sub(lambda match: chr(int(match[1])), paragraph)


def of_go(text: str) -> Iterator[str]:
    """The paragraphs of all comments of Go, its escapes resolved."""
    lines: list[str] = []
    for kind, part in tokens(text):
        if kind == "comment":
            lines.append(part.removeprefix("//").removeprefix(" "))
        elif part.strip("\t\n") or part.count("\n") != 1:  # code, or an empty line
            lines.append("")
    for paragraph in _paragraphs(lines):
        yield _GO_ESCAPE.sub(_go_character, paragraph)


def _go_character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else "\\"


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    for is_text, group in groupby(lines, bool):
        if is_text:
            yield " ".join(group)
