"""What a description may not lose or change in translation: variables, link targets, numbers, code spans; and whether
it was translated at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from docschema.model import ActionFact, Passage
from docschema.problem import Problem, Related, Span
from docschema.rules import problem

_VARIABLE = re.compile(r"\{\{\s*site\.data\.[\w.-]+\s*\}\}")
_LINK = re.compile(r"\]\(\s*([^()\s]+)\s*\)|<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]+)", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)`([^`\r\n]+)`(?!`)|<code>([^<>]+)</code>", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.#-])\d+(?:[.,]\d+)*(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 3  # shorter texts are often the same in two languages


class Kept(Struct, frozen=True):
    """Something that has to be the same in all languages: the rule that watches it, and where it stands in a text."""

    rule: str
    find: Callable[[str], list[tuple[str, int]]]


def _groups(pattern: re.Pattern[str]) -> Callable[[str], list[tuple[str, int]]]:
    def find(text: str) -> list[tuple[str, int]]:
        found = ((m, next((n for n in range(1, pattern.groups + 1) if m[n]), 0)) for m in pattern.finditer(text))
        return [(m[n], m.start(n)) for m, n in found]

    return find


def _numbers(text: str) -> list[tuple[str, int]]:
    """Numbers outside variables, links and code."""
    for pattern in (_VARIABLE, _LINK, _CODE):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return [(re.sub(r"[.,]", "", m[0]), m.start()) for m in _NUMBER.finditer(text)]


_KEPT = (
    Kept("variable-differs", _groups(_VARIABLE)),
    Kept("link-differs", _groups(_LINK)),
    Kept("code-differs", _groups(_CODE)),
    Kept("number-differs", _numbers),
)


def description_findings(source: ActionFact, translation: ActionFact) -> Iterator[Problem]:
    """Where the description of a row says something else than in the source language, or the same words."""
    if source.passage is None or translation.passage is None or not translation.description:
        return
    if is_untranslated(source.description or "", translation.description):
        place = translation.passage.at(0, len(translation.passage.raw.split("\n")[0].rstrip("\r")))
        yield with_source(problem("description-untranslated", place, translation.id), _first_line(source.passage))
        return
    for kept in _KEPT:
        yield from _differences(kept, source.passage, translation.passage)


def _differences(kept: Kept, source: Passage, translation: Passage) -> Iterator[Problem]:
    """One finding for each value that is there too seldom or too often; a value in place of another one is one."""
    ours, theirs = kept.find(source.raw), kept.find(translation.raw)
    wanted, got = Counter(value for value, _ in ours), Counter(value for value, _ in theirs)
    missing, extra = list((wanted - got).elements()), list((got - wanted).elements())
    places, first = dict(theirs), _first_line(source)  # of the last one of each value
    for n in range(max(len(missing), len(extra))):
        expected, printed = (items[n] if n < len(items) else "" for items in (missing, extra))
        if kept.rule == "number-differs" and len(expected + printed) == 1:
            continue  # "one or more" is "1 つ以上" in other languages
        at = places.get(printed)
        span = translation.at(at, len(printed)) if at is not None else translation.span
        found = problem(kept.rule, span, printed, expected, subject=f"{expected}\0{printed}")
        yield with_source(found, first)


def _first_line(passage: Passage) -> Span:
    first = passage.raw.split("\n")[0].rstrip("\r")
    return Span(passage.span.path, passage.span.line, passage.span.column, len(first))


def with_source(found: Problem, source: Span) -> Problem:
    """The finding with the place in the source language that it is about."""
    return replace(found, related=(Related(source, "the source language has"),))


def is_untranslated(source: str, translation: str) -> bool:
    """Whether a description was left in the source language: the same words, and enough of them to tell."""
    if " ".join(source.split()).casefold() != " ".join(translation.split()).casefold():
        return False
    bare = source
    for pattern in (_VARIABLE, _CODE):
        bare = pattern.sub(" ", bare)
    return len(_WORD.findall(bare)) >= _FEWEST_WORDS
