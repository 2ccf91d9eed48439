"""Event fields: field tables, and pages that define an event by headings (`## action (string)`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docschema.extractors import Reading, Taken, column_cell, group_of
from docschema.markup.inline import plain
from docschema.meaning.ids import DOTTED, Shape, Tokens, tokens_in, tokens_of
from docschema.meaning.tables import Subject, View
from docschema.meaning.values import listed_values
from docschema.model import FieldFact
from docschema.page import Cell, Table

_CODE = re.compile(r"(?<!`)`++([^`]++)`++|<code>((?:[^<]|<(?!/?code>))*+)</code>", re.IGNORECASE)
_DEFINING = re.compile(r"(?P<name>[A-Za-z_][\w.\[\]-]*)\s*[(\uff08](?P<type>[^()]{2,40})[)\uff09]")
_NOTE = re.compile(r"\[[^\]]{0,3}\]|\W+")  # the mark of a footnote: [1], [*]
_VALUE_LIST = re.compile(r"[\s,;|/]*+$|(?:[\s,;/]|or|and)*+$")


def take(reading: Reading) -> Taken:
    """The fields of tables and of headings."""
    facts, rows = list(_headings(reading)), set()
    for n, view in enumerate(reading.views):
        if view.subject is Subject.FIELDS:
            for row in range(len(view.table.rows)):
                found = list(_row(reading, view, row))
                facts += found
                rows |= {(n, row)} if found else set()
    return Taken(fields=tuple(sorted(facts, key=lambda fact: fact.span)), rows=frozenset(rows))


def _row(reading: Reading, view: View, row: int) -> Iterator[FieldFact]:
    cell = column_cell(view.table, row, 0)
    if cell is None or not cell.text:
        return
    names = _names(cell, tokens_of(cell))
    full = len(view.table.rows[row].cells) >= len(view.table.header)
    kind, described, values = (_text(view, row, role) for role in ("type", "description", "values"))
    actions = _row_actions(view, row) or _named_actions(reading, view.table)
    allowed = _values(view, row) if values else ()
    for name in names:
        yield FieldFact(
            name, reading.find(cell, name), kind if full else None, described, allowed, actions,
            group_of(view.table.section), _faults(reading, name),
        )  # fmt: skip


def _names(cell: Cell, tokens: Tokens) -> tuple[str, ...]:
    """The names in the first cell: its code spans, or its only word, or dotted names."""
    codes = tuple(plain(m[1] or m[2], in_html=cell.html) for m in _CODE.finditer(cell.raw))
    names = tuple(code for code in codes if not _NOTE.fullmatch(code))
    if names:
        return names
    if len(tokens.text.split()) == 1:
        return (tokens.text,)
    return tuple(token.text for token in tokens.of(Shape.FIELD, *DOTTED)) or (tokens.text,)


def _text(view: View, row: int, role: str) -> str | None:
    column = next((c for c in view.columns[1:] if role in c.roles), None)
    cell = column_cell(view.table, row, column.index) if column else None
    return cell.text or None if cell else None


def _values(view: View, row: int) -> tuple[str, ...]:
    """Allowed values: the code spans of the column of values, where it holds nothing else."""
    column = view.column("values")
    cell = column_cell(view.table, row, column.index) if column else None
    if cell is None:
        return ()
    codes = tuple(plain(m[1] or m[2], in_html=cell.html) for m in _CODE.finditer(cell.raw))
    return codes if _VALUE_LIST.match(plain(_CODE.sub("", cell.raw), in_html=cell.html)) else ()


def _row_actions(view: View, row: int) -> tuple[str, ...]:
    column = next((c for c in view.columns[1:] if "action" in c.roles), None)
    cell = column_cell(view.table, row, column.index) if column else None
    return tuple(token.text for token in tokens_of(cell).of(*DOTTED)) if cell else ()


def _named_actions(reading: Reading, table: Table) -> tuple[str, ...]:
    """The documented ids that the section of a table names; without any, those of the table before in that section."""
    blocks = [
        block.raw for block in reading.page.blocks if block.section == table.section and block.start < table.start
    ]
    before = [t for t in reading.page.tables if t.section == table.section and t.start < table.start]
    cut = max([t.end for t in before], default=0)
    texts = [
        b.raw for b in reading.page.blocks if b.section == table.section and cut <= b.start < table.start
    ] or blocks
    texts = [*texts, table.caption or ""]
    found = [token.text for text in texts for token in tokens_in(text).of(*DOTTED) if token.text in reading.table_ids]
    if not found and before:
        above = [view for view in reading.views if view.table is before[-1] and view.action]
        found = [token.text for view in above if view.action for token in view.action.leading(*DOTTED)]
    return tuple(dict.fromkeys(found))


def _headings(reading: Reading) -> Iterator[FieldFact]:
    for section in reading.page.sections:
        match = _DEFINING.fullmatch(section.heading)
        if match and (match["name"][0].islower() or "." in match["name"]):
            start = reading.page.source.line_starts[section.line - 1]
            text = reading.page.source.text
            span = reading.span(max(text.find(match["name"], start), start), len(match["name"]))
            blocks = [block for block in reading.page.blocks if block.section == section]
            described = plain(blocks[0].raw) or None if blocks else None
            values = listed_values(blocks, reading.locale)
            yield FieldFact(match["name"], span, match["type"].strip(), described, values, (), group_of(section),
                            _faults(reading, match["name"]))  # fmt: skip


def _faults(reading: Reading, name: str) -> tuple[str, ...]:
    """The faults that keep a field out of artifacts; a name with too many parts is too long as well."""
    deep = name.count(".") >= reading.limits.nesting
    return ("id-too-long",) if deep else reading.length_faults(name)
