"""Region codes that were translated inside their code marks: `us-south` is code, its name in another language is not.

Seen in the columns of mapping tables and in sentences about where events appear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docschema.extractors import Reading, Taken
from docschema.markup.inline import plain
from docschema.meaning.place_columns import route_columns
from docschema.meaning.places import MOST_CODES, codes_in
from docschema.meaning.sentences import sentences_of
from docschema.meaning.tables import Subject
from docschema.model import Observation
from docschema.page import Block

_CODE = re.compile(r"(?<!`)`([^`\r\n]+)`(?!`)")
_NAME = re.compile(r"[^\W\d_][^\d_`{}<>/=:]*")  # letters, blanks, hyphens


def take(reading: Reading) -> Taken:
    """No facts, but an observation for each translated code."""
    seen = [_seen(reading, start, match) for raw, start in _cells(reading) for match in _names(raw, foreign=True)]
    for block in reading.page.blocks:
        codes = codes_in(plain(block.raw.replace("`", " ")))  # a particle may follow at once
        beside = " ".join(codes) if len(codes) <= MOST_CODES else None
        for raw, start in _sentences(reading, block):
            seen += [_seen(reading, start, match, beside) for match in _names(raw, foreign=False)]
    return Taken(observations=tuple(seen))


def _seen(reading: Reading, start: int, match: re.Match[str], beside: str | None = None) -> Observation:
    """The observation; in prose its subject tells the codes that stand in the same paragraph."""
    subject = "" if beside is None else f"{match[1]}\0{beside}"
    return Observation("code-translated", reading.span(start + match.start(1), len(match[1])), match[1], "",
                       subject=subject)  # fmt: skip


def _names(raw: str, *, foreign: bool) -> Iterator[re.Match[str]]:
    return (match for match in _CODE.finditer(raw) if _is_name(match[1], foreign=foreign))


def _cells(reading: Reading) -> Iterator[tuple[str, int]]:
    """The cells of mapping tables; names in the language of the page may stand there in any letters but ASCII."""
    for view in reading.views:
        columns = route_columns(view.columns) if view.subject is Subject.ROUTES else None
        for column in columns or ():
            yield from ((cell.raw, cell.start) for cell in column.cells if cell is not None)


def _sentences(reading: Reading, block: Block) -> Iterator[tuple[str, int]]:
    """Sentences about where events appear."""
    for sentence in sentences_of(block.raw):
        if reading.says(sentence.text, "event") and reading.says(sentence.text, "shown", "except", "generated"):
            yield sentence.raw, block.start + sentence.start


def _is_name(text: str, *, foreign: bool) -> bool:
    """Whether a code span holds a name and no code: other letters, or (in a sentence) capitalised words."""
    if codes_in(text) or not _NAME.fullmatch(text):
        return False
    return not text.isascii() or (not foreign and text[0].isupper() and bool(re.search(r"[ -]", text)))
