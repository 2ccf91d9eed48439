"""Headings, paragraphs and list items of a text whose tables are blanked. CommonMark's block structure is
markdown-it-py's business; this module keeps the places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ITEM_MARK = re.compile(r"\s*+(?:[-*+]|\d{1,9}[.)])\s++")
_HEADING_MARK = re.compile(r"(?:(?<![ \t])[ \t]++)?#{1,6}(?=[ \t])|[ \t]#++[ \t]*+$")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block and the lines it covers: [first, last), counted from 0. `level` is a heading's, else 0."""

    kind: str  # "heading", "paragraph" or "item"
    first: int
    last: int
    start: int  # offset of `raw` in the text
    raw: str
    level: int = 0


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def read_blocks(text: str, line_starts: Sequence[int]) -> tuple[RawBlock, ...]:
    """The blocks of a text, in order. `line_starts` are the offsets of its lines."""
    starts = [*line_starts, len(text)]
    return tuple(_blocks(_parser().parse(text), text, lambda line: starts[min(line, len(starts) - 1)]))


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
