"""Backticks round ids that do not match: a closing one inside the id, only one of the two, two of different lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from docschema.extractors import Reading, Taken
from docschema.meaning.ids import DOTTED, tokens_in
from docschema.model import Observation
from docschema.page import Cell

_BREAK = re.compile(r"</?\s*br\b[^<>]*>|\\n(?!\w)", re.IGNORECASE)
_PIECE = re.compile(r"[^\s,;]+")
_RUN = re.compile(r"`+")
_OTHER_MARKS = re.compile(r"<(?:code|tt|pre)\b|\\`", re.IGNORECASE)


class _Piece(Struct, frozen=True):
    """A word of a cell with backticks that do not match; `id` is None where it holds no single id."""

    start: int  # in the cell, of what is wrong
    end: int
    printed: str
    id: str | None = None
    mark: str = "`"

    @property
    def opens(self) -> bool:
        """Whether it could begin a code span that ends elsewhere in the cell."""
        return self.printed.startswith("`") and not self.printed.endswith("`")


def take(reading: Reading) -> Taken:
    """No facts, but an observation for each id whose backticks are broken, with the repair."""
    cells = {cell.start: cell for cell in _cells(reading)}
    return Taken(observations=tuple(seen for start in sorted(cells) for seen in _seen(reading, cells[start])))


def _cells(reading: Reading) -> Iterator[Cell]:
    for view in reading.views:
        for column in filter(None, (view.action, view.old, view.new)):
            yield from (cell for cell in column.cells if cell is not None and "`" in cell.raw)


def _seen(reading: Reading, cell: Cell) -> Iterator[Observation]:
    if _OTHER_MARKS.search(cell.raw):
        return
    broken = list(_broken(cell.raw))
    spans_apart = any(piece.opens for piece in broken) and any(not piece.opens for piece in broken)
    if spans_apart or any(piece.id is None for piece in broken):
        return  # one code span over several words: that is how some people write lists
    for piece in broken:
        fix = f"{piece.mark}{piece.id}{piece.mark}"
        span = reading.span(cell.start + piece.start, piece.end - piece.start)
        yield Observation("backticks-broken", span, piece.printed, fix, fix)


def _broken(raw: str) -> Iterator[_Piece]:
    """The words whose backticks do not match."""
    for match in _PIECE.finditer(_BREAK.sub(lambda m: " " * len(m[0]), raw)):
        if "`" in match[0] and (_has_loose_marks(match[0]) or _splits_a_word(match[0])):
            piece = _piece(match[0])
            yield replace(piece, start=piece.start + match.start(), end=piece.end + match.start())


def _has_loose_marks(word: str) -> bool:
    """Whether its runs of backticks are not all pairs of one length."""
    lengths = [len(run) for run in _RUN.findall(word)]
    return len(lengths) % 2 > 0 or lengths[::2] != lengths[1::2]


def _splits_a_word(word: str) -> bool:
    return bool(re.fullmatch(r"[^`]*`[\w.<>{}-]+\w`\w[\w.<>{}-]*|[\w.<>{}-]*\w`\w[\w.<>{}-]+`[^`]*", word))


def _piece(word: str) -> _Piece:
    bare = _RUN.sub("", word)
    tokens = tokens_in(bare).of(*DOTTED)
    runs = [match.span() for match in _RUN.finditer(word)]
    whole = _Piece(0, len(word), word)
    if "\\" in word or len(tokens) != 1 or bare.count(tokens[0].text) != 1 or len(runs) > 2:
        return whole
    kept = [n for n, letter in enumerate(word) if letter != "`"]
    first = bare.index(tokens[0].text)
    start = min(runs[0][0], kept[first])
    end = max(runs[-1][1], kept[first + len(tokens[0].text) - 1] + 1)
    if _RUN.sub("", word[start:end]) != tokens[0].text:
        return whole
    return _Piece(start, end, word[start:end], tokens[0].text, "`" * min(stop - begin for begin, stop in runs))
