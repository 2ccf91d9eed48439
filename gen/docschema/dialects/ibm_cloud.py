"""IBM Cloud docs: kramdown's attribute lists `{: #id .class key="value"}` and variables `{{site.data.keyword.x}}`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docschema.dialects import Found
from docschema.page import Attributes, Oddity

NAME = "ibm-cloud"
PRIORITY = 10

_SIGN = re.compile(r"\{:|\{\{\s*site\.data\.")
# A value may hold braces of a variable; a quote that is not closed on its line is an ordinary character. A list
# without its closing brace ends with its line where it stands alone there.
_LIST = re.compile(
    r"""\{:(?P<body>(?>[^{}"'\r\n]++|"[^"\r\n]*+"|'[^'\r\n]*+'(?![\w])|\{\{[^{}\r\n]*+\}\}|["'])*+)\}"""
    r"""|(?m:(?<=^)\{:(?P<open>[^\r\n]*))"""
)
_ITEM = re.compile(
    r"""#(?P<id>[^\s"'}]+)|(?P<key>[\w-]+)\s*=\s*(?:"(?P<v1>[^"]*)"|'(?P<v2>[^']*)'|(?P<v3>[^\s"'}]+))"""
    r"""|\.?(?P<class>[\w-]+)"""
)

_DEFINITION = re.compile(r"\{:(?P<name>[\w#+.-]+):\s*+(?P<value>[^\r\n]*)\}")
_MALFORMED = re.compile(r"\{:(?P<name>[\w-]+)\s+(?=\.[\w-]+\s*\}|data-)")


def recognises(text: str) -> bool:
    """Whether the text holds an attribute list or a variable."""
    return bool(_SIGN.search(text))


def attribute_lists(text: str) -> tuple[Found, ...]:
    """All attribute lists outside code spans, in order."""
    return tuple(
        Found(_attributes(m), m.end())
        for m in _LIST.finditer(text)
        if text[m.start() - 1 : m.start()] != "`" or text[m.end() : m.end() + 1] != "`"
    )


def _attributes(match: re.Match[str]) -> Attributes:
    body = match["body"] if match["body"] is not None else match["open"]
    items = [item.groupdict() for item in _ITEM.finditer(body)]
    ids = [item["id"] for item in items if item["id"]]
    classes = tuple(item["class"] for item in items if item["class"])
    values = tuple((item["key"], item["v1"] or item["v2"] or item["v3"] or "") for item in items if item["key"])
    return Attributes(match.start(), ids[0] if ids else None, classes, values)


def oddities(text: str, found: tuple[Found, ...]) -> Iterator[Oddity]:
    """Definitions that are malformed or stand twice, and names that look misspelt."""
    defined: dict[str, str] = {}
    used = Counter(item.attributes.classes[0] for item in found if _is_use(item, text))
    for item in found:
        start, whole = item.attributes.start, text[item.attributes.start : item.end]
        definition = _DEFINITION.fullmatch(whole)
        if definition is None and _MALFORMED.match(whole):
            yield Oddity("attribute-malformed", start, len(whole), whole)
        elif definition is not None:
            if defined.setdefault(definition["name"], definition["value"]) != definition["value"]:
                yield Oddity("attribute-defined-twice", start, len(whole), definition["name"])
        elif _is_use(item, text) and used[item.attributes.classes[0]] == 1:
            name = item.attributes.classes[0]
            meant = [other for other in (*defined, *used) if other != name and _one_letter_lost(name, other)]
            if meant and name not in defined:
                yield Oddity("attribute-misspelt", start, len(whole), name, whole.replace(name, meant[0], 1))


def _is_use(item: Found, text: str) -> bool:
    attributes = item.attributes
    return (
        len(attributes.classes) == 1
        and not attributes.values
        and not _DEFINITION.fullmatch(text[attributes.start : item.end])
    )


def _one_letter_lost(name: str, other: str) -> bool:
    """Whether a name is another one without one of its letters."""
    return len(other) == len(name) + 1 > 5 and any(other[:n] + other[n + 1 :] == name for n in range(len(other)))
