"""Whether a table's actions are management or data events: where a doc says so, the nearest statement counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from docschema import locales
from docschema.page import Section, Table

_WORD_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]++[ \u00a0]*+$")
_KINDS = {"management": "management_events", "data": "data_events"}
_BOTH = "both"
_REACH = 1000  # characters either side of a kind that are looked at


class Speaker(Protocol):
    """What is needed of a page on its way to facts."""

    def entries(self, *keys: str) -> tuple[str, ...]:
        """The words of some meanings."""


def kind_of(speaker: Speaker, table: Table, row: int, around: str | None) -> str | None:
    """The kind of a row: from a cell of its own, else what is said around the table."""
    said = (_said(speaker, cell.text) for cell in table.rows[row].cells if len(cell.text.split()) <= 3)
    kind = next((kind for kind in said if kind), around)
    return kind if kind != _BOTH else None


def kind_around(speaker: Speaker, table: Table) -> str | None:
    """The kind that the tab title, the caption or the headings name, from the innermost out; or "both"."""
    return next((kind for text in _statements(table) if (kind := _said(speaker, text))), None)


def kind_of_section(speaker: Speaker, section: Section | None) -> str | None:
    """The kind that the headings say."""
    said = (_said(speaker, part.heading) for part in (section.path if section else ()))
    kind = next((kind for kind in said if kind), None)
    return kind if kind != _BOTH else None


def _statements(table: Table) -> Iterator[str]:
    yield table.tab_title or ""
    yield table.caption or ""
    for section in table.section.path if table.section else ():
        yield section.heading


def _said(speaker: Speaker, text: str) -> str | None:
    """The kind that a text names, "both", or None."""
    found = {kind for kind, key in _KINDS.items() if text and _names(speaker, text, key)}
    return found.pop() if len(found) == 1 else _BOTH if found else None


def _names(speaker: Speaker, text: str, key: str) -> bool:
    """Whether the words stand for the kind, and not for a subject ("account management events")."""
    for match in locales.pattern(speaker.entries(key)).finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        after = text[match.end() : match.end() + _REACH]
        if _may_precede(speaker, before) and not locales.pattern(speaker.entries("kind_subject_after")).match(
            after.lstrip()
        ):
            return True
    return False


def _may_precede(speaker: Speaker, before: str) -> bool:
    """Whether what stands before is nothing, punctuation, or a word that leads to a kind ("of", "generate").

    "Management and data events" names both kinds, and "platform and management events" more than one.
    """
    before = before.rstrip()
    if _WORD_BEFORE.search(before) is None:
        return True
    if _ends_with(before, speaker.entries("and")):
        return locales.has(before, speaker.entries("event"))
    return _ends_with(before, speaker.entries("kind_lead"))


def _ends_with(text: str, entries: tuple[str, ...]) -> bool:
    return any(match.end() == len(text) for match in locales.pattern(entries).finditer(text))
