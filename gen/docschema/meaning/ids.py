"""What an id looks like, and what looks like one and is none. Shape only: no names of services, verbs or hosts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from docschema.characters import UNSEEN
from docschema.markup.inline import collapse, plain
from docschema.page import Cell

FULL_WIDTH_STOP = "\uff0e"
# A part of an id: a word, a placeholder in angle brackets or braces, a variable, or several of them glued.
# A character that nobody sees does not end it: what stands on either side of one would be another id.
_INNER_UNSEEN = rf"(?<=[\w.>}}-])[{UNSEEN}]++(?=[\w.<{{-])"
_PART = rf"(?:\{{\{{[^{{}}\s]{{1,100}}\}}\}}|<[^<>\r\n.\ue000]{{1,60}}>|\{{[\w ,.-]{{1,60}}\}}|[\w-]|{_INNER_UNSEEN})++"
_SEPARATOR = rf"(?:[.,]|(?<=[A-Za-z0-9]){FULL_WIDTH_STOP}(?=[A-Za-z0-9]))"
_TOKEN = re.compile(rf"(?<![\w.@/:-])(?:{_PART})(?:{_SEPARATOR}(?:{_PART}))*+(?:\.\*|\*)?")
_ASCII_PART = re.compile(r"(?:\{\{[^{}\s]+\}\}|<[\w .-]+>|\{[\w ,.-]+\}|[A-Za-z0-9_-])++")
_LETTER = re.compile(r"[^\W_]")
_PLACEHOLDER = re.compile(r"<([^<>]+)>")
_BRACED = re.compile(r"(?<!\{)\{([\w .-]+)\}(?!\})")
_VARIABLE = re.compile(r"\{\{[^{}]*\}\}")
# Marks of emphasis round a name that is glued to a dot make it a placeholder: <i>name</i>.create
_ITALIC_TAG = re.compile(
    r"<(i|em|var)>\s*+([^<>]{1,60}?)\s*+</\1>(?=\s*+\.)|(?<=\.)<(i|em|var)>\s*+([^<>]{1,60}?)\s*+</\3>", re.IGNORECASE
)
_EMPHASISED = re.compile(r"(?<=\.)\*([A-Za-z][\w -]{0,60})\*(?!\*)|(?<![*\w])\*([A-Za-z][\w -]{0,60})\*(?=\.\w)")
_BREAK = re.compile(r"</?\s*(?:br|p|li|ul|ol|div)\b[^<>]*>|\\n(?!\w)|(?<=\s)/n(?=\s|$)", re.IGNORECASE)
_SIGNS_OF_BREAKS = ("<", "\\n", "\\N", "/n", "/N")  # one of them is in each
_BREAK_MARK = "\ue000"
# Two words or more written as one name without a dot: delete_registration, FolderDeleted.
JOINED_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|(?:[A-Z][a-z0-9]+){2,}")

# Properties of the audit event envelope (CADF): a dotted name that begins with one of them is a field.
_ENVELOPE = frozenset(
    "requestdata responsedata initiator target observer reason attachments measurements reporterchain".split()
)
_FILE_ENDINGS = frozenset(
    "json yaml yml toml xml html htm md txt log csv pdf gz tgz zip tar jar war exe deb rpm sh py js ts java rb "
    "conf cfg ini pem crt cer png svg jpg".split()
)
_TOP_DOMAINS = frozenset("com net org io cloud dev app edu gov".split())


class Shape(Enum):
    """What a token looks like, by shape alone."""

    ID = "id"  # three parts or more, or two of which one is a placeholder
    SHORT_ID = "short id"  # two parts
    FIELD = "field"  # a field of an event
    HOST = "host"  # ends like a host name; a verb may look so too ("app")
    FILE = "file"  # ends like a file name; a verb may look so too ("log")
    NUMBER = "number"  # a version, an address
    WORD = "word"  # no dot


DOTTED = (Shape.ID, Shape.SHORT_ID, Shape.HOST, Shape.FILE)  # what may be an id where a header says so


class Token(Struct, frozen=True):
    """A word of a cell that may be an id. `text` has placeholders as <name>; `line` is the visual line."""

    text: str
    shape: Shape
    line: int  # number of the visual line in the cell (after breaks), from 0
    start: int  # offset in Tokens.text
    end: int


class Tokens(Struct, frozen=True):
    """A cell's plain text (breaks as U+E000) and the tokens in it."""

    text: str
    tokens: tuple[Token, ...]

    def of(self, *shapes: Shape) -> tuple[Token, ...]:
        """The tokens of these shapes."""
        return tuple(token for token in self.tokens if token.shape in shapes)

    def rest(self, taken: tuple[Token, ...]) -> str:
        """What is left of the text without these tokens, and without what separates them."""
        parts, at = [], 0
        for token in taken:
            parts.append(self.text[at : token.start])
            at = token.end
        left = "".join([*parts, self.text[at:]]).replace(_BREAK_MARK, " ")
        return collapse(left.strip(" \t,;/|·•-–:\u3001\uff0c\uff1b\u00a0"))


def tokens_of(cell: Cell) -> Tokens:
    """The tokens of a table cell."""
    return tokens_in(cell.raw, in_html=cell.html)


def tokens_in(raw: str, *, in_html: bool = False) -> Tokens:
    """The tokens of inline Markdown."""
    text = _ITALIC_TAG.sub(lambda m: f"`<{m[2] or m[4]}>`", raw) if "<" in raw else raw
    text = _EMPHASISED.sub(lambda m: f"`<{m[1] or m[2]}>`", text) if "*" in text else text
    text = _BREAK.sub(f" {_BREAK_MARK} ", text) if any(sign in text for sign in _SIGNS_OF_BREAKS) else text
    text = plain(text, in_html=in_html)
    found = []
    breaks = [match.start() for match in re.finditer(_BREAK_MARK, text)] if _BREAK_MARK in text else []
    for match in _TOKEN.finditer(text):
        token = match[0].rstrip(".,-")
        if not _LETTER.search(token):
            continue
        if "," in token:
            found += _split(token, match.start(), breaks)
        else:
            found.append(_token(token, match.start(), breaks))
    return Tokens(text, tuple(found))


def _split(token: str, start: int, breaks: Sequence[int]) -> list[Token]:
    """A token as it stands, or one for each id where commas without blanks separate whole ids."""
    parts = token.split(",")
    if len(parts) > 1 and all("." in part for part in parts):
        found = []
        for part in parts:
            found.append(_token(part, start, breaks))
            start += len(part) + 1
        return found
    return [_token(token, start, breaks)]


def _token(printed: str, start: int, breaks: Sequence[int]) -> Token:
    line = bisect_left(breaks, start) if breaks else 0
    named = _BRACED.sub(r"<\1>", printed) if "{" in printed else printed
    return Token(named, shape_of(printed), line, start, start + len(printed))


def shape_of(token: str) -> Shape:
    """The shape of one token."""
    if "." not in token and "," not in token:  # most words of a text
        return Shape.WORD
    bare = _VARIABLE.sub("v", token)
    parts = bare.rstrip("*").rstrip(".").replace(",", ".").split(".")
    if len(parts) < 2 or not all(parts):
        return Shape.WORD
    if parts[0].casefold() in _ENVELOPE or (parts[0].endswith("Data") and parts[0] != "Data"):
        return Shape.FIELD
    if not any(char.isalpha() for part in parts[:2] for char in part) or all(p.isdigit() for p in parts[1:]):
        return Shape.NUMBER
    last = parts[-1].casefold()
    if last in _FILE_ENDINGS:
        return Shape.FILE
    if last in _TOP_DOMAINS:
        return Shape.HOST
    if not all(_ASCII_PART.fullmatch(part) for part in parts):
        return Shape.WORD
    return Shape.ID if len(parts) > 2 or "<" in bare or "{" in bare else Shape.SHORT_ID


def placeholders(identifier: str) -> tuple[str, ...]:
    """The names of the placeholders in an id."""
    return tuple(_PLACEHOLDER.findall(identifier))


def prefix(identifier: str) -> str:
    """The first part of an id."""
    return identifier.split(".", 1)[0]
