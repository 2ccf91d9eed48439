"""What a location looks like, as printed: `Dallas (us-south)`, a bare code, a bare name; and Yes/No marks."""

from __future__ import annotations

import re
from functools import cache

from docschema import locales
from docschema.characters import UNSEEN
from docschema.model import Place

MOST_CODES = 50  # of a paragraph, up to which all of them tell which one it lacks

# us-south, eu-de-1, eu-par01, dal10, jp-tok: lower case, with a hyphen or with digits at the end. No list of them.
# A character that nobody sees ends none.
CODE = re.compile(
    rf"(?<![\w.@/<{{-])(?<!\w[{UNSEEN}])(?:[a-z]{{2}}(?:-[a-z0-9]{{2,10}}){{1,2}}(?:-\d{{1,2}})?|[a-z]{{3}}\d{{2}})"
    rf"(?![\w@/>}}-]|\.\w|[{UNSEEN}]+\w)"
)
_BRACKETED = re.compile(r"(?:(?<!\s)\s++)?[(\uff08]\s*+([^()\uff08\uff09]*+)[)\uff09]\s*+")
_WORDS = r"[^\W\d_a-z][^\W_]*(?:[ '\u2019.,-]{1,2}[^\W\d_a-z][^\W_]*){0,3}"
# "Dallas - us-south", "us-south: Dallas", "us-south (Dallas)"
_NAMED_CODE = re.compile(
    rf"(?P<before>{_WORDS})\s*[-\u2013\u2014:,/]\s*{CODE.pattern}|"
    rf"{CODE.pattern}\s*(?:[-\u2013\u2014:,/]\s*|[(\uff08]\s*)(?P<after>{_WORDS})\s*[)\uff09]?"
)
_FOOTNOTE = re.compile(r"(?:(?<!\s)\s++)?(?:\[[^\]]{1,3}\]|[*\u00b9\u00b2\u00b3\u2020])$")
_MARK_SYMBOLS = {"yes": "✓✔☑✅", "no": "✗✘✕☒❌×"}
_TAG = re.compile(r"^\s*\[([^\[\]]*)\]")  # a tag, as [Yes]; its attribute list is off
_LETTER = re.compile(r"[^\W\d_]")


def codes_in(text: str) -> tuple[str, ...]:
    """The location codes in a text, in order."""
    return tuple(CODE.findall(text))


def places_in(text: str) -> tuple[Place, ...]:
    """The places that a cell's plain text names: one for each code, or one by its name; () where it names none.

    A text in which a code stands among other words ("see us-south for more") names none.
    """
    text = _FOOTNOTE.sub("", text.strip())
    bracketed = _BRACKETED.search(text)
    codes = codes_in(bracketed[1]) if bracketed else ()
    if bracketed and codes and not CODE.sub("", bracketed[1]).strip(" ,;/、，"):
        name = (text[: bracketed.start()] + " " + text[bracketed.end() :]).strip()
        return tuple(Place(code, name or None) for code in codes)
    codes = codes_in(text)
    if codes and not CODE.sub("", text).strip(" ,;/、，"):
        return tuple(Place(code, None) for code in codes)
    named = _NAMED_CODE.fullmatch(text)
    if named and len(codes) == 1:
        return (Place(codes[0], named["before"] or named["after"]),)
    if not codes and _LETTER.search(text) and len(text) <= 40 and "." not in text.rstrip(".").replace("D.C", ""):
        return (Place(None, text),)
    return ()


@cache
def _whole(key: str) -> re.Pattern[str]:
    return locales.pattern(locales.everywhere("words", key))


def mark(text: str) -> bool | None:
    """Yes (True) or no (False) where a cell begins with such a mark in any language, else None."""
    text = _TAG.sub(r"\1 ", text).strip()
    if text[:1] in _MARK_SYMBOLS["yes"] and text:
        return True
    if text[:1] in _MARK_SYMBOLS["no"] and text:
        return False
    found = {answer: _whole(key).match(text) for key, answer in (("yes", True), ("no", False))}
    lengths = {answer: len(match[0]) for answer, match in found.items() if match and _ends(text, match.end())}
    return max(lengths, key=lengths.__getitem__) if lengths else None


def _ends(text: str, at: int) -> bool:
    """Whether nothing but a note in brackets follows."""
    return not text[at:].strip() or text[at:].lstrip()[0] in "(（[,.;*"
