"""Words that the messages of many rules share."""

from __future__ import annotations

import re

LONGEST = 60

_TAG = re.compile(r"</?[A-Za-z][^<>]*>?")
_SHARE = re.compile(r"\d+ of \d+")
_SEVERAL = re.compile(r"\d+ rows?")


def quoted(text: str) -> str:
    """The text on one line in quotation marks; a long one is shortened in the middle, so that both ends can be seen."""
    line = " ".join(text.split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST - 20].rstrip()} ... {line[-15:].lstrip()}"
    return f'"{line}"'


def named(noun: str, text: str) -> str:
    """`the row "text"`, or `a row` where the text is none to tell it by: empty, a mere tag, a count."""
    if not text.strip() or _TAG.fullmatch(text.strip()) or _SHARE.fullmatch(text):
        return f"{article(noun)} {noun}"
    return f"the {noun} {quoted(text)}"


def article(noun: str) -> str:
    """`a` or `an`, as the first letter asks for."""
    return "an" if noun[:1].lower() in "aeio" else "a"


def given(template: str, value: str, otherwise: str = "") -> str:
    """The template with the quoted value at its `{}`, or `otherwise` where the value is empty."""
    return template.replace("{}", quoted(value)) if value.strip() else otherwise


def aside(text: str) -> str:
    """A detail in brackets, with a blank before it; nothing for none."""
    return f" ({' '.join(text.split())})" if text.strip() else ""


def counted(text: str) -> str:
    """`2 of 3` as a detail in brackets; nothing for any other text."""
    return aside(text) if _SHARE.fullmatch(text) else ""


def rows(text: str) -> str:
    """`3 rows of this table` where the text counts them, else the row that it stands in."""
    return f"{text} of this table" if _SEVERAL.fullmatch(text) else named("row", text)
