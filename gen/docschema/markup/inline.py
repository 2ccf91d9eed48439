"""Plain text of a cell, a heading or a paragraph: Markdown and HTML marks off, everything else as printed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# HTML elements that may stand in running text; any other word in angle brackets is a placeholder and stays.
_ELEMENTS = frozenset(
    "a abbr b big br caption cite code col colgroup dd del details dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img "
    "ins kbd li mark nobr ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot "
    "th thead tr tt u ul var wbr".split()
)
_BREAKS = frozenset("br hr p li ul ol div dd dt dl tr td th pre".split())
_TAG = re.compile(r"</?\s*([A-Za-z][A-Za-z0-9]*)(?=[\s/>])(?>[^<>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+>")
_ANY_TAG = re.compile(r"</?\s*[A-Za-z][^<>]*>")
_ALTERNATIVE = re.compile(r"\salt\s*=\s*([\"'])(.*?)\1", re.IGNORECASE | re.DOTALL)
_LINE_BREAK = re.compile(r"\\n(?!\w)")
_SPECIAL = re.compile(r"[*_`<&\[\]!\\]")
_CODE = re.compile(r"`([^`]+)`")
_VARIABLE = re.compile(r"\{\{[^{}]*\}\}")
_ESCAPED_PIPE = re.compile(r"\\\|")
_LINK_TARGET = re.compile(r"(?<=\]\()[^()\s][^()\r\n]*(?=\))")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 100})


def collapse(text: str) -> str:
    """White space, also no-break spaces, as single blanks."""
    return " ".join(text.split())


def without_variables(text: str) -> str:
    """The text with a letter for each product variable, so that distances count words."""
    return _VARIABLE.sub("V", text)


def plain(raw: str, *, in_html: bool = False) -> str:
    """The plain text of inline Markdown. In an HTML cell entities count inside code marks too."""
    text = _LINE_BREAK.sub(" ", raw)
    if not _SPECIAL.search(text):
        return collapse(text)
    code = _CODE.fullmatch(text.strip())
    if code and "&" not in text and "\\" not in text:
        return collapse(code[1])
    if not in_html:
        text = _ESCAPED_PIPE.sub("|", text)
    joined = "".join(_pieces(text))
    return collapse(html.unescape(joined) if in_html and "&" in joined else joined)


def _pieces(text: str) -> Iterator[str]:
    # A link target with blanks in it is none for CommonMark, but is one for the people who wrote it.
    text = _LINK_TARGET.sub(lambda m: re.sub(r"\s+", "%20", m[0].strip()), text)
    lines = " ".join(line.strip() for line in text.splitlines() if line.strip())
    for token in _parser().parseInline(lines):
        for child in token.children or ():
            yield _shown(child)


def _shown(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type == "image":
        return token.content
    if token.type == "html_inline":
        return _tag(token.content)
    return " " if token.type in ("softbreak", "hardbreak") else ""


def _tag(tag: str) -> str:
    name = re.match(r"</?\s*([A-Za-z][A-Za-z0-9]*)", tag)
    if name is None or name[1].lower() not in _ELEMENTS:
        return "" if tag.startswith("<!--") else tag
    if name[1].lower() == "img":
        alternative = _ALTERNATIVE.search(tag)
        return alternative[2] if alternative else ""
    return " " if name[1].lower() in _BREAKS else ""
