"""Repairs put into the text of a file: only the bytes that they name change."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from docschema.page import Source
from docschema.problem import Fix, Problem

_Place = tuple[int, int, str]  # start, end, and what belongs there


def text_of(data: bytes) -> str | None:
    """The text of a file without its byte order mark; None where it is no UTF-8, and no repair can be put in."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None


def data_of(text: str, before: bytes) -> bytes:
    """The bytes of a text, with the byte order mark that the file had before."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def apply(text: str, problems: Iterable[Problem]) -> tuple[str, tuple[Problem, ...]]:
    """The text with the repairs of the findings, and those findings whose repair is in it.

    Of repairs that overlap, or that are put in at one place, the first counts; a repair that changes nothing is none.
    """
    source = Source("", text)
    placed = sorted(
        ((place, found) for found in problems if found.fix and (place := _place(source, found.fix))),
        key=lambda item: item[0],
    )
    parts: list[str] = []
    done: list[Problem] = []
    at = -1
    for (start, end, replacement), found in placed:
        if start < at or start == end == at:
            continue
        parts += [text[max(at, 0) : start], replacement]
        done.append(found)
        at = end
    return "".join([*parts, text[max(at, 0) :]]), tuple(done)


def _place(source: Source, fix: Fix) -> _Place | None:
    """Where a repair goes; None where it would change nothing, or stands outside of the text."""
    span, text = fix.span, source.text
    if not 1 <= span.line <= len(source.line_starts):
        return None
    start = source.line_starts[span.line - 1] + span.column - 1
    end = start + span.length
    if end > len(text) or text[start:end] == fix.replacement:
        return None
    return start, end, fix.replacement
