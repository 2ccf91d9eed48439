"""Whether a section says that its actions are deprecated: in a paragraph marked so, or in a note about events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from docschema.meaning.ids import DOTTED, tokens_in
from docschema.meaning.sentences import sentences_of
from docschema.page import Block, Section

TAG = "deprecated"  # the tag that the actions of such a section get
_NOTES = frozenset({"note", "important", "attention", "tip", "preview"})


class Speaker(Protocol):
    """What is needed of a page on its way to facts."""

    def says(self, text: str, *keys: str) -> bool:
        """Whether a text holds a word of one of these meanings."""


def is_deprecated(speaker: Speaker, section: Section | None, blocks: Sequence[Block]) -> bool:
    """Whether a section deprecates its actions. What stands under the title of the page speaks of the service."""
    if section is None or section.level == 1:
        return False
    return any(_deprecates(speaker, block) for block in blocks if block.section is section)


def deprecated_ids(speaker: Speaker, blocks: Sequence[Block]) -> frozenset[str]:
    """The ids that a sentence of a note names when it says that something is deprecated."""
    notes = (block for block in blocks if (_NOTES | {TAG}) & set(block.classes))
    said = (sentence for block in notes for sentence in sentences_of(block.raw))
    wanted = (sentence.raw for sentence in said if speaker.says(sentence.text, "deprecated"))
    return frozenset(token.text for raw in wanted for token in tokens_in(raw).of(*DOTTED))


def _deprecates(speaker: Speaker, block: Block) -> bool:
    if TAG in block.classes:
        return True
    return (
        bool(_NOTES & set(block.classes)) and speaker.says(block.raw, "deprecated") and speaker.says(block.raw, "event")
    )
