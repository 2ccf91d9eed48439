"""A generated page, parsed again: its data, its policy, and what else stands in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

from docschema.rendering.templating import content_hash

_KNOWN = frozenset(("html", "head", "meta", "title", "link", "style", "body", "noscript", "script"))
_DATA = "application/json"

Attributes = Sequence[tuple[str, str | None]]


class Page(HTMLParser):
    """`data`: id -> the data in a script element; `texts`: language -> texts; `policy`: what may run and style it.

    `hashes` are those of its scripts and styles, `strange` names elements and attributes that it should not have.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.data: dict[str, Any] = {}
        self.texts: dict[str, Any] = {}
        self.policy: str | None = None
        self.hashes: list[str] = []
        self.strange: list[str] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self._text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note what an element is for."""
        found = dict(attrs)
        self.strange += [name for name, _ in attrs if name.startswith("on") or name in ("src", "style")]
        if tag not in _KNOWN:
            self.strange.append(f"<{tag}>")
        if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found.get("content")
        if tag in ("script", "style"):
            self._open, self._text = (tag, found), []

    def handle_data(self, data: str) -> None:
        """Gather the text of a script or style."""
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Take in what a script or style holds."""
        if self._open is None or self._open[0] != tag:
            return
        (_, attributes), text = self._open, "".join(self._text)
        self._open = None
        if attributes.get("type") != _DATA:
            self.hashes.append(content_hash(text))
            return
        if "<" in text:  # readers of HTML differ on where such an element ends
            self.strange.append("markup in data")
        if attributes.get("data-locale"):
            self.texts[str(attributes["data-locale"])] = json.loads(text)
        else:
            self.data[str(attributes.get("id"))] = json.loads(text)
