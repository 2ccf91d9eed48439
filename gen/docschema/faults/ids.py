"""Faults of ids: misspelt, repeated, run together, in no table."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from docschema.extractors import Reading, column_cell
from docschema.extractors.actions import ids_of
from docschema.faults import finder
from docschema.faults.spelling import Neighbours, same_stem
from docschema.meaning.ids import DOTTED, Shape, prefix, tokens_in, tokens_of
from docschema.meaning.tables import Subject
from docschema.model import ActionFact, Document, Observation

_LITERAL_BREAK = re.compile(r"(?<=\s)/n(?=\s)")


@finder
def faults_in_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """What the extractor found wrong with an id."""
    sound = [action.id for action in document.actions if not action.faults]
    for action in document.actions:
        for fault in action.faults:
            dotted = _with_dots(action, sound) if fault == "comma-in-id" else None
            yield Observation(fault, action.span, action.id, dotted or "", dotted)
    for pair in document.renamed:
        for fault in pair.faults:
            yield Observation(fault, pair.span, max(pair.old, pair.new, key=len))


@finder
def misspelt_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """A first part that is a letter away from one that the doc uses often, or has an underscore for its dot."""
    counts = Counter(prefix(action.id) for action in document.actions)
    common = Neighbours(first for first, count in counts.items() if count >= 3 and len(first) >= 4)
    for action in document.actions:
        first = prefix(action.id)
        if counts[first] > 2 or action.faults:
            continue
        start = first.split("_")[0]
        joined = [start] if start != first and counts[start] >= 3 else []
        for known in [*joined, *common.near(first)][:1]:
            rest = action.id[len(first) :]
            better = f"{known}.{first[len(known) + 1 :]}{rest}" if joined else known + rest
            yield Observation("id-misspelt", action.span, action.id, better)


@finder
def ids_unlike_siblings(reading: Reading, document: Document) -> Iterator[Observation]:
    """An object that occurs once and is another one with its hyphen and dot mixed up, or with a letter inside lost."""
    counts = Counter(action.id.rpartition(".")[0] for action in document.actions)
    usual = [name for name, count in counts.items() if count >= 2 and name]
    near, flat = Neighbours(usual), {_flat(name): name for name in usual}
    for action in document.actions:
        name, _, verb = action.id.rpartition(".")
        if not name or counts[name] > 1 or action.faults:
            continue
        twins = [other for other in near.near(name) if not same_stem(name, other) and len(name) > 8]
        twin = flat.get(_flat(name)) or (twins[0] if len(twins) == 1 else None)
        if twin:
            yield Observation("id-misspelt", action.span, action.id, f"{twin}.{verb}")


def _flat(name: str) -> str:
    return re.sub(r"[._-]", "", name)


@finder
def repeated_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """An id that an earlier row documents too."""
    seen: dict[str, ActionFact] = {}
    by_outcome = _lines_of_outcomes(reading)
    for action in document.actions:
        first = seen.setdefault(action.id, action)
        if first is not action and action.alone and action.span.line not in by_outcome:
            elsewhere = first.group != action.group
            yield Observation("id-documented-elsewhere" if elsewhere else "id-repeated", action.span, action.id,
                              first.group.heading if elsewhere else first.description or "")  # fmt: skip


def _lines_of_outcomes(reading: Reading) -> frozenset[int]:
    """The lines of tables that have a row for each outcome of an action."""
    tables = [view.table for view in reading.views if any("outcome" in column.roles for column in view.columns)]
    return frozenset(
        n for table in tables for n in range(reading.page.line(table.start), reading.page.line(table.end) + 1)
    )


@finder
def cells_with_several_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """Ids of one cell with nothing but a blank between them, a break typed as /n, or the same id twice."""
    for view in reading.views:
        if view.subject not in (Subject.ACTIONS, Subject.SEVERITIES) or view.action is None:
            continue
        for row in range(len(view.table.rows)):
            cell, tokens = column_cell(view.table, row, view.action.index), view.action.tokens[row]
            if cell is None or tokens is None:
                continue
            ids = ids_of(cell, tokens)
            typed = _LITERAL_BREAK.search(cell.raw) is not None
            for one, other in itertools.pairwise(ids):
                between = tokens.text[one.end : other.start]
                if typed or not between.strip():
                    yield Observation("ids-run-together", reading.find(cell, one.text), one.text, other.text)
                    break
            twice = [i for i, count in Counter(token.text for token in ids).items() if count > 1]
            if twice:
                yield Observation("id-repeated", reading.find(cell, twice[0]), twice[0])


@finder
def mentioned_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """Ids in prose, or in tables that document none, that no table of the doc has."""
    known = {action.id for action in document.actions} | {
        old for fact in document.renamed for old in (fact.old, fact.new)
    }
    prefixes = Counter(prefix(identifier) for identifier in known)
    for block in reading.page.blocks:
        for code in re.finditer(r"`([^`\s]+)`", block.raw):
            tokens = tokens_in(code[1]).of(Shape.ID)
            if (
                len(tokens) == 1
                and tokens[0].text == code[1]
                and code[1] not in known
                and prefixes[prefix(code[1])] > 2
            ):
                yield Observation("id-undocumented", reading.span(block.start + code.start(1), len(code[1])), code[1])
    for fact in document.renamed:
        if fact.new not in {action.id for action in document.actions} and document.actions:
            yield Observation("id-undocumented", fact.span, fact.new)
    for view in reading.views:
        cells = view.action.cells if view.subject is Subject.SEVERITIES and view.action else ()
        for cell in cells:
            for token in tokens_of(cell).of(*DOTTED) if cell else ():
                if token.text not in known and cell:
                    yield Observation("id-undocumented", reading.find(cell, token.text), token.text)


def _with_dots(action: ActionFact, others: Iterable[str]) -> str | None:
    """The id with dots for its commas, where other ids prove each of them by what stands before it."""
    dotted = action.id.replace(",", ".")
    starts = [dotted[: n + 1] for n, letter in enumerate(action.id) if letter == ","]
    certain = action.faults == ("comma-in-id",) and action.span.length == len(action.id)
    known = tuple(others)
    return dotted if certain and all(any(name.startswith(s) for name in known) for s in starts) else None
