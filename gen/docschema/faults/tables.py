"""Faults of tables: headers, captions, marks, empty columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docschema import locales
from docschema.extractors import Reading
from docschema.faults import finder
from docschema.meaning.ids import Shape, tokens_of
from docschema.meaning.places import mark
from docschema.meaning.tables import Subject
from docschema.model import Document, Observation
from docschema.page import Table

_NUMBERED = re.compile(r"\w+\s+\d+[a-z]?\s*[.:]", re.IGNORECASE)


@finder
def headers(reading: Reading, document: Document) -> Iterator[Observation]:
    """A header that says action over a column of fields, or that was left in English."""
    own = locales.load(reading.locale)
    for view in reading.views:
        if not view.columns or not view.table.header:
            continue
        first = view.columns[0]
        if view.subject is Subject.FIELDS and "action" in first.roles and "field" not in first.roles:
            yield Observation(
                "header-contradicts", reading.find(view.table.header[0], first.header), first.header, "field"
            )
        for cell in view.table.header if reading.locale != "en" else ():
            if _is_english_word(cell.text, own):
                yield Observation("header-untranslated", reading.find(cell, cell.text), cell.text)


@finder
def ids_in_headers(reading: Reading, document: Document) -> Iterator[Observation]:
    """An id for a header, where ids belong below it: most likely the header above it is gone."""
    for view in reading.views:
        if view.subject not in (Subject.ACTIONS, Subject.OTHER):
            continue
        column = view.action.index if view.action else 0
        for cell in (row[column] for row in (view.table.header, *view.table.headings) if column < len(row)):
            tokens = tokens_of(cell)
            ids = tokens.of(Shape.ID)
            if ids and not tokens.rest(ids) and ids[0].text not in reading.table_ids:
                yield Observation("id-in-header", reading.find(cell, ids[0].text), ids[0].text)


def _is_english_word(text: str, own: locales.Locale) -> bool:
    word = text.casefold()
    english = {entry for entries in locales.load("en").headers.values() for entry in entries}
    return word in english and not any(word in entries for entries in own.headers.values())


@finder
def captions(reading: Reading, document: Document) -> Iterator[Observation]:
    """A caption that another table has, a missing one among many, a number left over."""
    tables = [table for table in reading.page.tables if table.rows]
    titled = [table for table in tables if table.caption]
    seen: dict[str, Table] = {}
    for table in titled:
        first = seen.setdefault(table.caption or "", table)
        if first is not table and table.caption_start is not None:
            other = first.section.heading if first.section else ""
            yield Observation("caption-repeated", reading.span(table.caption_start), table.caption or "", other)
    numbers: set[str] = set()
    for table in titled:
        number = _NUMBERED.match(table.caption or "")
        if (
            number
            and number[0] in numbers
            and seen.get(table.caption or "") is table
            and table.caption_start is not None
        ):
            yield Observation("caption-repeated", reading.span(table.caption_start), number[0])
        numbers |= {number[0]} if number else set()
    numbered = [table for table in titled if _NUMBERED.match(table.caption or "")]
    if len(numbered) * 2 < len(titled):
        for table in numbered:
            yield Observation("caption-numbered", reading.span(table.caption_start or table.start), table.caption or "")
    if len(titled) * 5 >= len(tables) * 4 and len(titled) > 3:
        for table in tables:
            if not table.caption:
                yield Observation("caption-missing", reading.span(table.start))


@finder
def marks_with_notes(reading: Reading, document: Document) -> Iterator[Observation]:
    """A Yes or No with something behind it that nothing explains; a code unlike all its neighbours."""
    for view in reading.views:
        if view.subject is not Subject.AVAILABILITY:
            continue
        for row in view.table.rows:
            for cell in row.cells:
                note = re.match(r"\[?\w++\]?\s*+[(\uff08]([^()]*+)[)\uff09]\s*+$", cell.text)
                if note and mark(cell.text) is not None and not re.search(r"[a-z]{2}-[a-z]", note[1]):
                    yield Observation("mark-with-note", reading.find(cell, note[1]), note[1])
    coded = [fact for fact in document.availability if fact.place.code]
    digits = [fact for fact in coded if re.search(r"\d", fact.place.code or "")]
    if digits and len(digits) * 4 <= len(coded):
        for fact in digits:
            yield Observation("code-unlike-others", fact.span, fact.place.code or "")


@finder
def empty_columns(reading: Reading, document: Document) -> Iterator[Observation]:
    """A column with a header and no content."""
    for view in reading.views:
        for column in view.columns:
            if column.header and view.table.rows and column.filled == 0 and len(view.table.rows) > 1:
                yield Observation("column-empty", reading.span(view.table.rows[0].start), column.header)
