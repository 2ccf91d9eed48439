"""Generated TypeScript and Java as code, comments and literals.

Text from docs stands in comments and literals only, so the code around them, the skeleton, is the same whatever the
docs say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal

Kind = Literal["code", "comment", "string", "template"]

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<template>`(?:[^`\\]|\\.)*`)"""
    r"""|(?P<code>(?:[^/"`]|/(?![/*]))+)""",
    re.DOTALL,
)
_BLANK: dict[Kind, str] = {"comment": "/**/", "string": '""', "template": "``"}


def tokens(text: str) -> Iterator[tuple[Kind, str]]:
    """The text cut into code, comments, strings in double quotes, and template literals; ValueError for a loose end."""
    end = 0
    while match := _TOKEN.match(text, end):
        end = match.end()
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the names of the groups are those of Kind
        yield kind, match[0]
    if end != len(text):
        raise ValueError(f"something begins at {text[end : end + 20]!r} and does not end")


def skeleton(text: str) -> str:
    """The text with comments and literals emptied."""
    return "".join(_BLANK.get(kind, part) for kind, part in tokens(text))


def strings(text: str) -> list[str]:
    """What the strings say, in order. All escapes in them are those of JSON."""
    return [json.loads(part) for kind, part in tokens(text) if kind == "string"]
