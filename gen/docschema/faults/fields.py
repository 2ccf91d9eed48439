"""Faults of event fields: other capitals, a first part that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docschema.extractors import Reading
from docschema.faults import finder
from docschema.meaning.ids import Shape, prefix, tokens_in
from docschema.meaning.tables import Subject
from docschema.model import Document, Observation


@finder
def faults_in_fields(reading: Reading, document: Document) -> Iterator[Observation]:
    """What the extractor found wrong with a name."""
    for fact in document.fields:
        for fault in fact.faults:
            yield Observation(fault, fact.span, fact.name)


@finder
def fields_in_other_case(reading: Reading, document: Document) -> Iterator[Observation]:
    """A field that stands elsewhere in the doc with other capitals."""
    found = [(token.text, block.start + block.raw.find(token.text)) for block in reading.page.blocks
             for token in tokens_in(block.raw).of(Shape.FIELD)]  # fmt: skip
    found += [(field.name, -1) for field in document.fields]
    counts = Counter(prefix(name) for name, _ in found)
    for name, start in found:
        better = [p for p in counts if p != prefix(name) and p.casefold() == prefix(name).casefold()]
        if start >= 0 and better and counts[better[0]] > counts[prefix(name)]:
            meant = better[0] + name[len(better[0]) :]
            yield Observation("field-case-differs", reading.span(start, len(name)), name, meant)


@finder
def fields_without_their_first_part(reading: Reading, document: Document) -> Iterator[Observation]:
    """A name without a dot in a table, or on a page, where most have one."""
    for view in reading.views:
        if view.subject is not Subject.FIELDS:
            continue
        first = next((prefix(token.text) for token in view.columns[0].leading(Shape.FIELD)), None)
        elsewhere = first or next((prefix(f.name) for f in document.fields if "." in f.name), None)
        dotted = sum("." in fact.name for fact in document.fields) * 2 > len(document.fields)
        for cell in view.columns[0].cells if elsewhere and dotted else ():
            if cell and cell.text and "." not in cell.text:
                yield Observation("field-prefix-missing", reading.find(cell, cell.text), cell.text, elsewhere or "")
