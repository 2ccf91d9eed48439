"""Headings, paragraphs and list items of a text whose tables are blanked. CommonMark's block structure is
markdown-it-py's business; this module keeps the places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from docschema.page import Oddity

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LEVELS = 2  # of markdown-it that a list takes: its own and that of its item
_BLANK_LINE = re.compile(r"(?m)^[ \t]++(?=\r?$)")
_CONTAINERS = frozenset({"bullet_list_open", "ordered_list_open", "list_item_open", "blockquote_open"})
_ITEM_MARK = re.compile(r"\s*+(?:[-*+]|\d{1,9}[.)])\s++")
_HEADING_MARK = re.compile(r"(?:(?<![ \t])[ \t]++)?#{1,6}(?=[ \t])|[ \t]#++[ \t]*+$")


class RawBlock(Struct, frozen=True):
    """A block and the lines it covers: [first, last), counted from 0. `level` is a heading's, else 0."""

    kind: str  # "heading", "paragraph" or "item"
    first: int
    last: int
    start: int  # offset of `raw` in the text
    raw: str
    level: int = 0


@cache
def _parser(deepest: int) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": deepest})
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def read_blocks(
    text: str, line_starts: Sequence[int], nesting: int = 100
) -> tuple[tuple[RawBlock, ...], tuple[Oddity, ...]]:
    """The blocks of a text, in order, and where it is nested too deep to be read.

    `line_starts` are the offsets of its lines, `nesting` is how many lists may stand inside each other.
    """
    starts = [*line_starts, len(text)]

    def offset(line: int) -> int:
        return starts[min(line, len(starts) - 1)]

    deepest = nesting * _LEVELS + 1  # what the innermost item holds
    tokens = _parser(deepest).parse(_BLANK_LINE.sub("", text))  # it looks at each blank of a line by itself
    return tuple(_blocks(tokens, text, offset)), tuple(_too_deep(tokens, deepest, offset))


def _too_deep(tokens: Sequence[Token], deepest: int, offset: Callable[[int], int]) -> Iterator[Oddity]:
    """The first item or quote, in each list of the top level, whose content the parser passed over."""
    told = False
    for token in tokens:
        told = told and token.level > 0
        if token.type in _CONTAINERS and token.level + 1 == deepest and token.map and not told:
            told = True
            yield Oddity("nesting-too-deep", offset(token.map[0]))


def _blocks(tokens: Sequence[Token], text: str, offset: Callable[[int], int]) -> Iterator[RawBlock]:
    in_item = False
    for token in tokens:
        if token.type == "list_item_open":
            in_item = True
        elif token.map and token.type in ("paragraph_open", "heading_open", "html_block"):
            kind = "heading" if token.type == "heading_open" else "item" if in_item else "paragraph"
            yield _block(kind, token, text, offset)
            in_item = False


def _block(kind: str, token: Token, text: str, offset: Callable[[int], int]) -> RawBlock:
    first, last = token.map or (0, 0)
    start, end = offset(first), offset(last)
    mark = _ITEM_MARK.match(text, start, end) if kind == "item" else None
    start = mark.end() if mark else start
    level = int(token.tag[1]) if kind == "heading" else 0
    return RawBlock(kind, first, last, start, text[start:end], level)


def heading_text(raw: str) -> str:
    """A heading without its marks (`##` or an underline)."""
    lines = raw.strip().splitlines()
    if len(lines) > 1 and set(lines[-1].strip()) <= {"=", "-"}:
        lines.pop()
    return _HEADING_MARK.sub("", " ".join(lines)).strip()
