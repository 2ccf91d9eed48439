"""Finds the tags of HTML tables in the text of a doc, in linear time, and gives every table an end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct

from docschema.page import Oddity

_NAMES = "(?:table|caption|thead|tbody|tfoot|tr|th|td)(?![\\w:.-])"
# A quoted value may hold ">" and "<", but no tag of a table: so no character is looked at for two tags.
_VALUE = rf"(?:\"(?:[^\"<]++|<(?!/?{_NAMES}))*+\"|'(?:[^'<]++|<(?!/?{_NAMES}))*+')"
_INSIDE = rf"(?:[^<>\"'=]++|=\s*+{_VALUE}|[=\"'])*+"
_PAIRS = rf"(?:\s++[\w:-]++\s*+=\s*+{_VALUE})*+"
# Without its ">" a tag ends behind what are attributes for certain: the rest is text of the cell.
_TAG = re.compile(rf"<(/?)({_NAMES})(?:({_INSIDE})>|({_PAIRS}))", re.ASCII | re.IGNORECASE)

_RUN = re.compile(r"`++|[\r\n]")
_STARTS_WITH_TAG = re.compile(rf"\s*+<{_NAMES}", re.ASCII | re.IGNORECASE)
_NEXT_CELL = re.compile(r"</t[dh]\s*+>\s*+</?(?:t[rdhbf]|table)", re.ASCII | re.IGNORECASE)
_HEADING = re.compile(r"(?<![^\r\n])#{1,6}[ \t]")
# White space, and the marks of a block quote at the start of a line.
_BLANK = re.compile(r"(?:[\r\n][ \t]*+(?:>[ \t]*+)*+|\s)*+")
_LINE = re.compile(r"[^\r\n]{0,200}+")
_BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t>]*+[\r\n]")
_SPAN = re.compile(r"(?:^|[\s\"'])(row|col)span\s*+=\s*+[\"']?\s*+([0-9]++)", re.ASCII | re.IGNORECASE)
MOST_SPANNED = 100


class Tag(Struct, frozen=True):
    """A tag of a table, at its place in the text. One of no length stands for a tag that the text lacks."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: str = ""
    whole: bool = True  # has its ">"


def read_tags(text: str) -> Iterator[Tag]:
    """All tags of tables in the order of the text, without those in Markdown code spans."""
    spans = list(_code_spans(text)) if "`" in text else []
    if not spans:
        return map(_tag, _TAG.finditer(text))
    ends = [end for _, end in spans]

    def in_code(offset: int) -> bool:
        at = bisect_right(ends, offset)
        return at < len(spans) and spans[at][0] <= offset

    return (_tag(found) for found in _TAG.finditer(text) if not in_code(found.start()))


def is_row_start(tag: Tag) -> bool:
    """Whether a tag is a `<tr>`."""
    return tag.name == "tr" and not tag.closing


def _tag(found: re.Match[str]) -> Tag:
    slash, name, attributes, pairs = found.groups()
    return Tag(name.lower(), bool(slash), *found.span(), attributes or pairs or "", attributes is not None)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Content of the code spans that open and close on one line."""
    edges = [found.start() for found in _NEXT_CELL.finditer(text)]
    runs: list[tuple[int, int]] = []
    for found in _RUN.finditer(text):
        if found[0][0] == "`":
            runs.append(found.span())
        else:
            yield from _spans_of_line(text, runs, edges)
            runs = []
    yield from _spans_of_line(text, runs, edges)


def _spans_of_line(text: str, runs: list[tuple[int, int]], edges: list[int]) -> Iterator[tuple[int, int]]:
    closing = _closing_runs(runs)
    at = 0
    while at < len(runs):
        (start, inner), close = runs[at], closing[at]
        escaped = text[start - 1 : start] == "\\"
        if close is None or escaped or _leaves_cell(text, inner, runs[close][0], edges):
            at += 1
        else:
            yield inner, runs[close][0]
            at = close + 1


def _closing_runs(runs: list[tuple[int, int]]) -> list[int | None]:
    """For each run of backticks the next one of the same length."""
    seen: dict[int, int] = {}
    closing: list[int | None] = [None] * len(runs)
    for at in range(len(runs) - 1, -1, -1):
        length = runs[at][1] - runs[at][0]
        closing[at] = seen.get(length)
        seen[length] = at
    return closing


def _leaves_cell(text: str, start: int, end: int, edges: list[int]) -> bool:
    """Whether two lone backticks in two cells would hide the tags between them; a sample of HTML starts with `<`."""
    at = bisect_left(edges, start)
    return at < len(edges) and edges[at] < end and not _STARTS_WITH_TAG.match(text, start, end)


def cells_outside(text: str) -> Iterator[Oddity]:
    """Cells in no table, one oddity for each run of them without a blank line; `text` has its tables blanked."""
    before = None
    for tag in read_tags(text) if "<t" in text.lower() else ():
        if tag.name not in ("td", "th") or tag.closing:
            continue
        if before is None or before_blank_line(text, before, tag.start) < tag.start:
            line = _LINE.match(text, tag.start)
            yield Oddity("row-outside-table", tag.start, tag.end - tag.start, line[0].strip() if line else "")
        before = tag.end


def span(tag: Tag, direction: str) -> int:
    """`rowspan` or `colspan` of a cell; a rowspan of 0 reaches as far as any may."""
    if not tag.attributes:
        return 1
    found = next((found[2] for found in _SPAN.finditer(tag.attributes) if found[1].lower() == direction), "1")
    number = int(found[:9])
    return min(number, MOST_SPANNED) or (MOST_SPANNED if direction == "row" else 1)


def first_text(text: str, start: int, end: int) -> int:
    """Offset of the first character that is not blank, or `end`."""
    found = _BLANK.match(text, start, end)
    return found.end() if found else start


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether there is nothing but white space (and marks of a block quote) between two offsets."""
    return first_text(text, start, end) >= end


def before_blank_line(text: str, start: int, end: int) -> int:
    """Offset of the first blank line, or `end`."""
    found = _BLANK_LINE.search(text, start, end)
    return found.start() if found else end


def pair_tables(text: str, tags: list[Tag]) -> tuple[list[Tag], dict[int, int]]:
    """The tags, with an end for every table that lacks one; and for the index of each `<table` that of its end.

    A table without end ends before the next heading or table.
    """
    opened = _pairs(tags)[1]
    ends = list(_missing_ends(text, tags, opened)) if opened else []
    tags = sorted([*tags, *ends], key=lambda tag: (tag.start, tag.end)) if ends else tags
    return tags, _pairs(tags)[0]


def _pairs(tags: list[Tag]) -> tuple[dict[int, int], list[int]]:
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at, tag in enumerate(tags):
        if tag.name == "table" and not tag.closing:
            opened.append(at)
        elif tag.name == "table" and opened:
            pairs[opened.pop()] = at
    return pairs, opened


def _missing_ends(text: str, tags: list[Tag], opened: list[int]) -> Iterator[Tag]:
    headings = list(_headings(text, tags))
    tables = [tag.start for tag in tags if tag.name == "table"]
    for at in opened:
        end = min(_first_from(tags[at].end, places, len(text)) for places in (headings, tables))
        yield Tag("table", True, end, end)


def _headings(text: str, tags: list[Tag]) -> Iterator[int]:
    """Where headings start; a line inside a tag is none."""
    starts = [tag.start for tag in tags]
    for found in _HEADING.finditer(text):
        at = bisect_right(starts, found.start()) - 1
        if at < 0 or tags[at].end <= found.start():
            yield found.start()


def _first_from(offset: int, places: list[int], otherwise: int) -> int:
    at = bisect_left(places, offset)
    return places[at] if at < len(places) else otherwise
