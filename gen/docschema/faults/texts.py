"""Faults of texts: descriptions, doubled words, section ids, no-break spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docschema.extractors import Reading
from docschema.faults import finder
from docschema.faults.spelling import distance, same_stem
from docschema.markup.inline import collapse
from docschema.model import ActionFact, Document, Group, Observation

_DOUBLED = re.compile(r"(?<![\w.`/-])([^\W\d_]{2,})\s+\1(?![\w.`/-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{5,}")
_NO_BREAK_INDENT = re.compile(r"(?<![^\r\n])[ \t]*+\u00a0[ \t\u00a0]*+(?=\S)")


@finder
def descriptions(reading: Reading, document: Document) -> Iterator[Observation]:
    """No description at all, or that of another row of the section."""
    seen: dict[tuple[Group, str], ActionFact] = {}
    for before, action in zip([None, *document.actions], document.actions, strict=False):
        if action.description is None:
            yield Observation("description-empty", action.span, action.id)
        elif before is None or before.span.line != action.span.line:
            same = seen.setdefault((action.group, action.description), action)
            if same.id != action.id:
                yield Observation("description-repeated", action.span, action.id, same.id)


@finder
def doubled_words(reading: Reading, document: Document) -> Iterator[Observation]:
    """A word typed twice."""
    cells = ((cell.raw, cell.start) for table in reading.page.tables for row in table.rows for cell in row.cells)
    texts = dict.fromkeys([*((block.raw, block.start) for block in reading.page.blocks), *cells])
    for raw, start in texts:
        for match in _DOUBLED.finditer(raw):
            yield Observation("word-doubled", reading.span(start + match.start(), len(match[0])), collapse(match[0]))


@finder
def section_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """A section id with a word that is a letter away from one of its heading or of other section ids."""
    # Section ids are the same in all translations: only in English they can be held against the heading.
    sections = [section for section in reading.page.sections if section.id and reading.locale == "en"]
    parts = Counter(
        part for section in sections for part in _WORD.findall((section.id or "").lower().replace("_", " "))
    )
    for section in sections:
        words = {word.lower() for word in _WORD.findall(section.heading)}
        for part in _WORD.findall((section.id or "").lower().replace("_", " ")):
            meant = [w for w in words if part not in words and distance(part, w) == 1 and not same_stem(part, w)]
            if meant and parts[part] < 20:
                start = reading.page.source.line_starts[section.line - 1]
                at = max(reading.page.source.text.find(f"#{section.id}", start), start)
                yield Observation(
                    "section-id-misspelt", reading.span(at, len(section.id or "") + 1), section.id or "", meant[0]
                )


@finder
def no_break_spaces(reading: Reading, document: Document) -> Iterator[Observation]:
    """Lines that are indented with no-break spaces; the first of each run."""
    last = -2
    for match in _NO_BREAK_INDENT.finditer(reading.page.source.text):
        span = reading.span(match.start(), len(match[0]))
        if span.line != last + 1:
            yield Observation("no-break-space", span, fix=match[0].replace("\u00a0", " "))
        last = span.line
