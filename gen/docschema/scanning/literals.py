"""Strings in code of any language, by quotation marks alone: '...' and "..." on one line, `...` and triple quotes over
several. What stands in comments is passed over where the file's ending says how comments begin.

A mark too many costs at most the rest of its line. The time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import PurePosixPath

from docschema.scanning.words import Word, words_in

_STRINGS = (
    r'"""(?P<a>(?:[^"\\]|\\.|"(?!""))*+)"""'
    r"|'''(?P<b>(?:[^'\\]|\\.|'(?!''))*+)'''"
    r'|"(?P<c>(?:[^"\\\r\n]|\\.)*+)"'
    r"|'(?P<d>(?:[^'\\\r\n]|\\.)*+)'"
    r"|`(?P<e>(?:[^`\\]|\\.)*+)`"
    r"|\\."
)
_HASH = r"(?:(?<=[\s;(,])|(?<![\s\S]))#[^\r\n]*+"
_SLASH = r"//[^\r\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?"
_DASH = r"--[^\r\n]*+"
_MARKUP = r"<!--(?:[^-]|-(?!->))*+(?:-->)?"

_COMMENTS: Mapping[str, str] = {
    ending: pattern
    for pattern, endings in (
        (_HASH, "py pyi sh bash zsh fish yaml yml toml rb pl r ps1 ini cfg conf properties env ex exs nim cmake mk"),
        (_HASH, "dockerfile makefile"),
        (_SLASH, "js jsx mjs cjs ts tsx mts cts go java kt kts rs c h cc cpp hpp cxx cs swift scala groovy gradle"),
        (_SLASH, "dart proto json5 jsonc m mm zig vue svelte jenkinsfile"),
        (f"{_HASH}|{_SLASH}", "tf hcl php"),
        (_DASH, "sql lua hs elm"),
        (_MARKUP, "xml html htm"),
    )
    for ending in endings.split()
}
# Where values also stand without quotation marks; in data, such a value is as good as a string.
_DATA = frozenset("yaml yml json jsonc json5 toml".split())
_PLAIN = _DATA | frozenset("sh bash zsh env properties ini cfg conf xml csv tsv spl kql".split())
_BEFORE = frozenset(":-=[,{")
_AFTER = frozenset(",]}\r\n")
_BLANKS = re.compile(r"[ \t]*+")


def ending_of(path: str) -> str:
    """What says the language of a file: `ts` of `a/b.ts`, `dockerfile` of `a/Dockerfile`."""
    name = PurePosixPath(path).name.lower()
    return name.rpartition(".")[2]


def words_of(text: str, ending: str) -> Iterator[Word]:
    """The dotted names in the strings of a text; in data files, in plain values too. Offsets are those in the text."""
    if "." not in text:
        return
    at = 0
    for match in chain(_scanner(ending).finditer(text), (None,)):
        if ending in _PLAIN:
            yield from _plain(text, at, match.start() if match else len(text), in_data=ending in _DATA)
        if match is None:
            return
        at = match.end()
        if match.lastgroup:
            content = match.start(match.lastgroup)
            yield from (_moved(word, content) for word in words_in(match[match.lastgroup]))


@cache
def _scanner(ending: str) -> re.Pattern[str]:
    comments = _COMMENTS.get(ending)
    return re.compile(f"{comments}|{_STRINGS}" if comments else _STRINGS, re.DOTALL)


def _moved(word: Word, by: int, *, alone: bool | None = None) -> Word:
    return Word(word.text, word.start + by, word.end + by, word.alone if alone is None else alone)


def _plain(text: str, start: int, end: int, *, in_data: bool) -> Iterator[Word]:
    """The dotted names between two strings or comments."""
    for word in words_in(text[start:end]):
        moved = _moved(word, start, alone=False)
        yield _moved(moved, 0, alone=True) if in_data and _is_value(text, moved.start, moved.end) else moved


def _is_value(text: str, start: int, end: int) -> bool:
    """Whether nothing but this stands between the mark before a value and the end of the value."""
    blanks = _BLANKS.match(text, end)
    after = text[blanks.end()] if blanks and blanks.end() < len(text) else "\n"
    if after not in _AFTER and after != "#":
        return False
    before = start - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    return before >= 0 and text[before] in _BEFORE
