"""Sentences of a block of text, with the places they name. Offsets are into the block's raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from docschema import locales
from docschema.markup.inline import plain
from docschema.meaning.places import CODE, places_in
from docschema.model import Place

# A full stop ends a sentence before white space and a capital (or the end), not inside an abbreviation as "D.C."
_END = re.compile(
    r"(?:(?<![A-Z.])\.|(?<=[\w)]{3})\.|[!?:])(?=\s+(?:[^\W\d_a-z]|[\[`*{(_]|\d)|\s*$)|[\u3002\uff01\uff1f]|(?<=[\u3040-\u9fff\uac00-\ud7af])\.(?=\s|$)"
)
_CODE_SPAN = re.compile(r"`([^`\r\n]+)`|<code>([^<]+)</code>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*([^*\r\n]{2,60}?)\*\*|<(?:b|strong)>([^<]{2,60})</")
_BRACKETED_CODE = re.compile(rf"[(\uff08]\s*`?({CODE.pattern})`?\s*[)\uff09]")
_NAMES = re.compile(r"[^\W\d_a-z][\w.'\u2019-]*+(?:\s++[^\W\d_a-z][\w.'\u2019-]*+)*+")
_LINK_TARGET = re.compile(r"\]\([^()\r\n]*\)")


class Mention(Struct, frozen=True):
    """A place that a sentence names, and where (offset into the sentence's raw text)."""

    place: Place
    start: int
    end: int


class Sentence(Struct, frozen=True):
    """One sentence: raw, where it starts in its block, and its plain text."""

    raw: str
    start: int
    text: str


def sentences_of(raw: str) -> Iterator[Sentence]:
    """The sentences of a block; link targets are blanked, so that no full stop in them counts."""
    hidden = _LINK_TARGET.sub(lambda m: "]" + " " * (len(m[0]) - 1), raw)
    at = 0
    for match in [*_END.finditer(hidden), None]:
        end = match.end() if match else len(raw)
        piece = raw[at:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Sentence(piece[lead:], at + lead, plain(piece))
        at = end


def mentions(raw: str) -> tuple[Mention, ...]:
    """Places in code spans, codes in brackets behind a name, and names in bold that are nothing else."""
    found = [*_code_mentions(raw)]
    found += [mention for mention in _bracket_mentions(raw) if _is_free(mention, found)]
    found += [mention for mention in _bold_mentions(raw) if _is_free(mention, found)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _is_free(mention: Mention, taken: Sequence[Mention]) -> bool:
    return not any(other.start < mention.end and mention.start < other.end for other in taken)


def _bold_mentions(raw: str) -> Iterator[Mention]:
    for match in _BOLD.finditer(raw):
        name = (match[1] or match[2]).strip()
        if places_in(name):
            yield Mention(Place(None, name), match.start(), match.end())


def _code_mentions(raw: str) -> Iterator[Mention]:
    for match in _CODE_SPAN.finditer(raw):
        text = (match[1] or match[2]).strip()
        places = places_in(text)
        if places and places[0].code:
            name = places[0].name or _name_before_bracket(raw, match.start())
            yield from (Mention(Place(p.code, name), match.start(), match.end()) for p in places)


def _bracket_mentions(raw: str) -> Iterator[Mention]:
    """`Frankfurt (eu-de)` without code marks."""
    for match in _BRACKETED_CODE.finditer(raw):
        if "`" not in match[0]:
            yield Mention(Place(match[1], _name_before(raw, match.start())), match.start(), match.end())


def _name_before_bracket(raw: str, at: int) -> str | None:
    """The name in `Frankfurt (` before a code span."""
    before = raw[max(at - _LIST_LIMIT, 0) : at].rstrip()
    return _name_before(before, len(before) - 1) if before.endswith(("(", "\uff08")) else None


def _name_before(raw: str, at: int) -> str | None:
    """The capitalised words that end at an offset."""
    name = [None, *_NAMES.finditer(raw, max(at - _LIST_LIMIT, 0), at)][-1]
    return name[0] if name and not raw[name.end() : at].strip() else None


_CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00de]"
_NAME = rf"(?>{_CAPITAL}[\w.'\u2019-]*+(?:[ \u00a0]{_CAPITAL}[\w.'\u2019-]*+){{0,9}}+(?:,[ ]D\.? ?C\.?)?+)"
_BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")
_LIST_LIMIT = 300  # characters of a list of names
_FULL_STOP = re.compile(r"(?<![A-Z])\.$")  # not that of "D.C."


class Names(Struct, frozen=True):
    """Finds capitalised names that stand where a sentence names places, by the words for region, "and" and "in".

    The texts are plain: there is one blank where there is any.
    """

    region: re.Pattern[str]
    separator: re.Pattern[str]
    listed: re.Pattern[str]
    listed_next: re.Pattern[str]
    listed_alone: re.Pattern[str]
    seated_at_end: re.Pattern[str]  # behind a word for "in", at the end of a phrase
    seated_inside: re.Pattern[str]  # the same, or inside a phrase

    @classmethod
    @lru_cache
    def of(cls, region: tuple[str, ...], joins: tuple[str, ...], within: tuple[str, ...]) -> Names:
        """From the entries of a locale."""
        join, inner = ("|".join(map(re.escape, words)) for words in (joins, within))
        listed = rf"({_NAME}(?:(?: ?, ?(?:(?:{join}) )?| (?:{join}) ){_NAME})*)"
        seat = rf"(?<!\w)(?:{inner}) ({_NAME})"
        return cls(
            locales.pattern(region),
            re.compile(rf" ?, (?!D\.? ?C)(?:(?:{join}) )?| (?:{join}) "),
            re.compile(rf"(?<![\w.]){listed}"),
            re.compile(rf" ?:? ?(?:(?:{inner}) )?{listed}"),
            re.compile(rf"{listed} ?\.?"),
            re.compile(rf"{seat}(?= ?(?:$|[.,;]))"),
            re.compile(rf"{seat}(?= ?(?:$|[.,;])| [^\W\d_A-Z])"),
        )

    def split(self, names: str) -> tuple[str, ...]:
        """The names of a list."""
        return tuple(part for part in self.separator.split(_FULL_STOP.sub("", names)) if part)

    def near(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Lists right before a word for region ("in the X, Y, and Z locations" has one of three), else right after."""
        found = []
        for match in self.region.finditer(text):
            names = self._before(text, match.start())
            names = names or self.listed_next.match(text, match.end(), match.end() + _LIST_LIMIT)
            if names and names.start(1) > 0:  # a capital at the head of a sentence tells nothing
                found.append(self.split(names[1]))
        return tuple(found)

    def _before(self, text: str, end: int) -> re.Match[str] | None:
        """The list that ends with a blank at an offset."""
        found = [None, *self.listed.finditer(text, max(end - _LIST_LIMIT, 0), end)][-1]
        return found if found and text[found.end() : end] == " " else None

    def whole(self, text: str) -> tuple[str, ...]:
        """The names of a text that is nothing but a list of them."""
        match = self.listed_alone.fullmatch(text.strip())
        return self.split(match[1]) if match else ()

    def seats(self, text: str, *, inside: bool) -> tuple[str, ...]:
        """The names right behind a word for "in", at the end of a phrase, or `inside` one too."""
        found = (self.seated_inside if inside else self.seated_at_end).findall(text)
        return tuple(_FULL_STOP.sub("", name) for name in found if not name.isupper())


def without_brackets(text: str, word: re.Pattern[str]) -> str:
    """The text with the brackets blanked that hold the word."""
    return _BRACKETS.sub(lambda m: " " * len(m[0]) if word.search(m[0]) else m[0], text)


def grouped(
    found: Sequence[Mention], raw: str, joins: re.Pattern[str], apart: re.Pattern[str]
) -> tuple[tuple[Mention, ...], ...]:
    """Mentions that a list holds together: nothing but commas and words for "and" between them, no word of `apart`."""
    groups: list[list[Mention]] = []
    for mention in found:
        between = raw[groups[-1][-1].end : mention.start] if groups else ""
        if groups and not apart.search(between) and _joined(between, mention.place.name or "", joins):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return tuple(map(tuple, groups))


def _joined(between: str, name: str, joins: re.Pattern[str]) -> bool:
    bare = between.strip("`*() \u00a0\t\r\n\uff08\uff09").removesuffix(name).strip()
    words = bare.lstrip(",;/\u3001\uff0c ")
    join = joins.match(words)
    rest = (words[join.end() :] if join else words).split()
    return len(rest) <= 2 if join else not rest and (bare != words or not bare)
