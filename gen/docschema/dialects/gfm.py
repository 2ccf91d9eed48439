"""GitHub Flavored Markdown. Heading ids are written as `## Title {#id}` by some tools; nothing else is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docschema.dialects import Found
from docschema.page import Attributes, Oddity

NAME = "gfm"
PRIORITY = 100  # asked last: it takes everything

_HEADING_ID = re.compile(r"(?m)^[ ]{0,3}#{1,6}[ \t][^\r\n{]*(\{#([\w-]+)\})[ \t]*\r?$")


def recognises(text: str) -> bool:
    """Every text is read as GFM where no other dialect claims it."""
    return True


def attribute_lists(text: str) -> tuple[Found, ...]:
    """The ids at the ends of headings."""
    return tuple(Found(Attributes(m.start(1), m[2]), m.end(1)) for m in _HEADING_ID.finditer(text))


def oddities(text: str, found: tuple[Found, ...]) -> Iterator[Oddity]:
    """Heading ids can only be there or not."""
    return iter(())
