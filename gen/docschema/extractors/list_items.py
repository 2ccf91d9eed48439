"""Actions that a list item introduces: "An event `x.y.z`, when ...". An id that a table has is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docschema.extractors import Reading, Taken, group_of
from docschema.extractors.actions import faults_of
from docschema.meaning.ids import Shape, placeholders, tokens_in
from docschema.meaning.kinds import kind_of_section
from docschema.model import ActionFact
from docschema.page import Block

_EXPLAINED = re.compile(r"\s*(?:[:\uff1a\u2013\u2014]|\s-\s)\s*\S")
_WORDS_BEFORE = 5  # "An event with the action"


def take(reading: Reading) -> Taken:
    """The actions that list items introduce."""
    items = (block for block in reading.page.blocks if block.kind == "item")
    return Taken(actions=tuple(fact for block in items for fact in _item(reading, block)))


def _item(reading: Reading, block: Block) -> Iterator[ActionFact]:
    tokens = tokens_in(block.raw)
    ids = tokens.of(Shape.ID)
    if not ids or ids[0].text in reading.table_ids:
        return
    token, before = ids[0], tokens.text[: ids[0].start]
    if not _introduces(reading, before, tokens.text[token.end :]):
        return
    description = tokens.text[token.end :].lstrip(" ,;:.\u3001\uff0c\u2013-").strip()
    at = block.raw.find(token.text)
    if not description:
        return
    span, kind = reading.span(block.start + max(at, 0), len(token.text)), kind_of_section(reading, block.section)
    yield ActionFact(
        token.text, span, description, kind,
        placeholders(token.text), (), group_of(block.section), True, faults_of(reading, token),
    )  # fmt: skip


def _introduces(reading: Reading, before: str, after: str) -> bool:
    """Whether the item says what the id stands for: "An event `x.y.z`, when ...", "`x.y.z`: Creates a y"."""
    if not before.strip():
        return bool(_EXPLAINED.match(after))
    few = len(before.split()) <= _WORDS_BEFORE and not re.search(r"[.:;]", before)
    return few and reading.says(before, "event")
