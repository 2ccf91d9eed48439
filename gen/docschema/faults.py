"""Faults of a source that show in its facts alone: against neighbours, other rows, its own tables and headings.

Each function sees one kind of fault; `faults_of_document` runs them all. What they mean stands in the rules.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from docschema import locales
from docschema.extractors import Reading, column_cell
from docschema.extractors.actions import ids_of
from docschema.markup.inline import collapse
from docschema.meaning.ids import DOTTED, Shape, prefix, tokens_in, tokens_of
from docschema.meaning.places import mark
from docschema.meaning.tables import Subject
from docschema.model import ActionFact, Document, Group, Observation
from docschema.page import Table

Finder = Callable[[Reading, Document], Iterator[Observation]]
FINDERS: list[Finder] = []

_LONGEST = 80  # letters of a name in which a slip is looked for
_DOUBLED = re.compile(r"(?<![\w.`/-])([^\W\d_]{2,})\s+\1(?![\w.`/-])", re.IGNORECASE)
_NUMBERED = re.compile(r"\w+\s+\d+[a-z]?\s*[.:]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{5,}")
_NO_BREAK_INDENT = re.compile(r"(?<![^\r\n])[ \t]*\u00a0+[ \t\u00a0]*(?=\S)")
_LITERAL_BREAK = re.compile(r"(?<=\s)/n(?=\s)")


def finder(function: Finder) -> Finder:
    """Have a function run on every document."""
    FINDERS.append(function)
    return function


def faults_of_document(reading: Reading, document: Document) -> Iterator[Observation]:
    """All faults, in no particular order."""
    for find in FINDERS:
        yield from find(reading, document)


@finder
def faults_in_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """What the extractor found wrong with an id."""
    sound = [action.id for action in document.actions if not action.faults]
    for action in document.actions:
        for fault in action.faults:
            dotted = _with_dots(action, sound) if fault == "comma-in-id" else None
            yield Observation(fault, action.span, action.id, dotted or "", dotted)


def _with_dots(action: ActionFact, others: Iterable[str]) -> str | None:
    """The id with dots for its commas, where other ids prove each of them by what stands before it."""
    dotted = action.id.replace(",", ".")
    starts = [dotted[: n + 1] for n, letter in enumerate(action.id) if letter == ","]
    certain = action.faults == ("comma-in-id",) and action.span.length == len(action.id)
    known = tuple(others)
    return dotted if certain and all(any(name.startswith(s) for name in known) for s in starts) else None


class Neighbours:
    """Names, found by others that are a letter away, without comparing all with all."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_part: dict[str, list[str]] = {}
        for name in names:
            for part in _shortened(name):
                self.by_part.setdefault(part, []).append(name)

    def near(self, name: str) -> list[str]:
        """The names at a distance of one."""
        found = dict.fromkeys(other for part in _shortened(name) for other in self.by_part.get(part, ()))
        return [other for other in found if distance(name, other) == 1]


def _shortened(name: str) -> list[str]:
    """A name, and all that is left of it when one letter is taken out."""
    return [name, *dict.fromkeys(name[:n] + name[n + 1 :] for n in range(min(len(name), _LONGEST)))]


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
        twins = [other for other in near.near(name) if not _same_stem(name, other) and len(name) > 8]
        twin = flat.get(_flat(name)) or (twins[0] if len(twins) == 1 else None)
        if twin:
            yield Observation("id-misspelt", action.span, action.id, f"{twin}.{verb}")


def _flat(name: str) -> str:
    return re.sub(r"[._-]", "", name)


def distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out, changed or swapped with the next (0, 1, or 2 for more)."""
    if one == other:
        return 0
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[same:], other[same:]
    near = a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
    return 1 if near else 2


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
def headers(reading: Reading, document: Document) -> Iterator[Observation]:
    """A header that says action over a column of fields, or that was left in English."""
    own = locales.load(reading.locale)
    for view in reading.views:
        if not view.columns or not view.table.header:
            continue
        first = view.columns[0]
        if view.subject is Subject.FIELDS and "action" in first.roles and "field" not in first.roles:
            yield Observation(
                "header-contradicts", reading.find(view.table.header[0], first.header), first.header, "field"
            )
        for cell in view.table.header if reading.locale != "en" else ():
            if _is_english_word(cell.text, own):
                yield Observation("header-untranslated", reading.find(cell, cell.text), cell.text)


def _is_english_word(text: str, own: locales.Locale) -> bool:
    word = text.casefold()
    english = {entry for entries in locales.load("en").headers.values() for entry in entries}
    return word in english and not any(word in entries for entries in own.headers.values())


@finder
def captions(reading: Reading, document: Document) -> Iterator[Observation]:
    """A caption that another table has, a missing one among many, a number left over."""
    tables = [table for table in reading.page.tables if table.rows]
    titled = [table for table in tables if table.caption]
    seen: dict[str, Table] = {}
    for table in titled:
        first = seen.setdefault(table.caption or "", table)
        if first is not table and table.caption_start is not None:
            other = first.section.heading if first.section else ""
            yield Observation("caption-repeated", reading.span(table.caption_start), table.caption or "", other)
    numbers: set[str] = set()
    for table in titled:
        number = _NUMBERED.match(table.caption or "")
        if (
            number
            and number[0] in numbers
            and seen.get(table.caption or "") is table
            and table.caption_start is not None
        ):
            yield Observation("caption-repeated", reading.span(table.caption_start), number[0])
        numbers |= {number[0]} if number else set()
    numbered = [table for table in titled if _NUMBERED.match(table.caption or "")]
    if len(numbered) * 2 < len(titled):
        for table in numbered:
            yield Observation("caption-numbered", reading.span(table.caption_start or table.start), table.caption or "")
    if len(titled) * 5 >= len(tables) * 4 and len(titled) > 3:
        for table in tables:
            if not table.caption:
                yield Observation("caption-missing", reading.span(table.start))


@finder
def cells_with_several_ids(reading: Reading, document: Document) -> Iterator[Observation]:
    """Ids of one cell with nothing but a blank between them, a break typed as /n, or the same id twice."""
    for view in reading.views:
        if view.subject not in (Subject.ACTIONS, Subject.SEVERITIES) or view.action is None:
            continue
        for row in range(len(view.table.rows)):
            cell = column_cell(view.table, row, view.action.index)
            if cell is None:
                continue
            tokens = tokens_of(cell)
            ids = ids_of(cell, tokens)
            for one, other in itertools.pairwise(ids):
                between = tokens.text[one.end : other.start]
                if not between.strip() or _LITERAL_BREAK.search(cell.raw):
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
            meant = [w for w in words if part not in words and distance(part, w) == 1 and not _same_stem(part, w)]
            if meant and parts[part] < 20:
                start = reading.page.source.line_starts[section.line - 1]
                at = max(reading.page.source.text.find(f"#{section.id}", start), start)
                yield Observation(
                    "section-id-misspelt", reading.span(at, len(section.id or "") + 1), section.id or "", meant[0]
                )


def _same_stem(one: str, other: str) -> bool:
    """Whether two words differ only at their end (number, tense)."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or short[:-1] == long[:-1]


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
def marks_with_notes(reading: Reading, document: Document) -> Iterator[Observation]:
    """A Yes or No with something behind it that nothing explains; a code unlike all its neighbours."""
    for view in reading.views:
        if view.subject is not Subject.AVAILABILITY:
            continue
        for row in view.table.rows:
            for cell in row.cells:
                note = re.match(r"\[?\w+\]?\s*[(\uff08]([^()]*)[)\uff09]\s*$", cell.text)
                if note and mark(cell.text) is not None and not re.search(r"[a-z]{2}-[a-z]", note[1]):
                    yield Observation("mark-with-note", reading.find(cell, note[1]), note[1])
    coded = [fact for fact in document.availability if fact.place.code]
    digits = [fact for fact in coded if re.search(r"\d", fact.place.code or "")]
    if digits and len(digits) * 4 <= len(coded):
        for fact in digits:
            yield Observation("code-unlike-others", fact.span, fact.place.code or "")


@finder
def no_break_spaces(reading: Reading, document: Document) -> Iterator[Observation]:
    """Lines that are indented with no-break spaces; the first of each run."""
    last = -2
    for match in _NO_BREAK_INDENT.finditer(reading.page.source.text):
        span = reading.span(match.start(), len(match[0]))
        if span.line != last + 1:
            yield Observation("no-break-space", span, fix=match[0].replace("\u00a0", " "))
        last = span.line


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


@finder
def empty_columns(reading: Reading, document: Document) -> Iterator[Observation]:
    """A column with a header and no content."""
    for view in reading.views:
        for column in view.columns:
            if column.header and view.table.rows and column.filled == 0 and len(view.table.rows) > 1:
                yield Observation("column-empty", reading.span(view.table.rows[0].start), column.header)
