"""A second reader of docs that shares no code with the first: a line scanner that knows ids in cells, nothing else.

It finds ids that stand alone in a cell between pipes or tags: `a.b.c`, or several with breaks, commas or blanks between
them. What it finds and docschema neither takes nor tells of is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_ID = re.compile(
    r"(?!.*\.(?:com|org|net|io|dev|cloud|json|ya?ml|gz|zip|log|txt|md)\b)[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+){2,}"
)
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})")
_DELIMITER = re.compile(
    r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*"
)
_OUTER = re.compile(r"[ \t>]{0,3}\|.*\|[ \t]*")
_ATTRIBUTES = re.compile(r"[ \t>]*\{:.*\}[ \t]*")
_SEPARATOR = re.compile(r"</?br[^<>]*>|,|\s+", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|\{:[^{}]*\}|\[[^\[\]]*\]\{[^{}]*\}|\\n|[`*]", re.IGNORECASE)
_HTML_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_HTML_CELL = re.compile(r"<td\b[^<>]*>(.*?)(?=</?t(?:[dhr]|able)\b|\Z)", re.IGNORECASE | re.DOTALL)
_HTML_ROW = re.compile(r"</?t(?:r|able|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """An id in a row: its line, the lines of the row (all from 1), where its cell begins, and the first line of the
    unbroken run of lines that the row stands in."""

    id: str
    line: int
    first: int
    last: int
    cell: int
    run: int


def sightings(data: bytes) -> tuple[Sighting, ...]:
    """All ids that stand alone in a cell of a table's body."""
    text = re.sub(r"\r\n?", "\n", data.decode("utf-8-sig", "replace"))
    shown = _without_comments("\n".join(_without_code(text.split("\n"))))
    rest = _HTML_TABLE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), shown)
    return (*_in_pipe_tables(rest.split("\n")), *_in_html_cells(shown))


def _without_code(lines: list[str]) -> Iterator[str]:
    """The lines, those of front matter and of fenced code empty."""
    ends = [n for n, line in enumerate(lines) if n and line.strip() in ("---", "...")]
    front = ends[0] if ends and lines[0].strip() == "---" else -1
    fence = ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if number <= front:
            yield ""
        elif fence:
            fence = "" if match and match[1].startswith(fence) and not line[match.end() :].strip() else fence
            yield ""
        else:
            fence = match[1] if match else ""
            yield "" if fence else line


def _without_comments(text: str) -> str:
    return re.sub(r"<!--.*?(?:-->|\Z)", lambda match: re.sub(r"[^\n]", " ", match[0]), text, flags=re.DOTALL)


def _in_pipe_tables(lines: list[str]) -> Iterator[Sighting]:
    """Ids in lines with pipes on both sides, or with any below a delimiter."""
    body, run = False, 1
    heads = {number for number, line in enumerate(lines) if "|" in line and _DELIMITER.fullmatch(line)}
    for number, line in enumerate(lines, 1):
        run = run if line.strip() else number + 1
        body = body and "|" in line
        if "|" in line and _DELIMITER.fullmatch(line):
            body = True
        elif (body or _OUTER.fullmatch(line)) and not _ATTRIBUTES.fullmatch(line):
            for column, cell in enumerate(re.split(r"(?<!\\)\|", line)):
                if number in heads and column > 1:
                    break  # what may be a table of actions against something
                yield from (Sighting(name, number, number, number, column, run) for name in _ids(cell))


def _in_html_cells(text: str) -> Iterator[Sighting]:
    """Ids in cells in tags, whether or not there is a table round them."""
    borders = [match.start() for match in _HTML_ROW.finditer(text)]
    breaks = [0, *(match.end() for match in re.finditer(r"\n[ \t]*\n", text))]
    for cell in _HTML_CELL.finditer(text):
        at = bisect_left(borders, cell.start())
        start = borders[at - 1] if at else 0
        end = next(iter(borders[at : at + 1]), len(text))
        run = breaks[bisect_right(breaks, cell.start()) - 1]
        first, last, above = (text.count("\n", 0, place) + 1 for place in (start, end, run))
        for line in re.finditer(r"[^\n]+", cell[1]) if _ids(cell[1]) else ():
            number = text.count("\n", 0, cell.start(1) + line.start()) + 1
            yield from (Sighting(name, number, first, max(number, last), cell.start(), above) for name in _ids(line[0]))


def _ids(cell: str) -> list[str]:
    """The ids of a cell that holds nothing else."""
    parts = [_MARKUP.sub("", part) for part in _SEPARATOR.split(_MARKUP.sub(" ", cell))]
    parts = [part for part in parts if part]
    return parts if parts and all(map(_ID.fullmatch, parts)) else []
