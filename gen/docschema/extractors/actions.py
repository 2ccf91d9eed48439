"""Actions: the ids of action tables, row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from docschema.extractors import Reading, Taken, column_cell, group_of
from docschema.markup.inline import collapse
from docschema.meaning.columns import Column
from docschema.meaning.deprecation import TAG, deprecated_ids, is_deprecated
from docschema.meaning.ids import (
    DOTTED,
    FULL_WIDTH_STOP,
    JOINED_WORD,
    Shape,
    Token,
    Tokens,
    placeholders,
    prefix,
)
from docschema.meaning.kinds import kind_around, kind_of
from docschema.meaning.tables import Subject, View
from docschema.model import ActionFact
from docschema.page import Cell

_SPACED_ID = re.compile(r"[\w<>{}-]+(?:\s*\.\s*[\w<>{}-]+)+")
_BREAK_AT_DOT = re.compile(r"(?:(?<!\s)\s++)?\ue000\s*+(?=\.\w)|(?<=\w\.)\s*+\ue000\s*+")
# An id with slashes, colons, or placeholders as [name] or $name in it; not "N/A", nor a path.
_PUNCTUATED_ID = re.compile(r"(?=\S*[:/\[$])(?=\S*\.|(?:[^\s:/]+[:/]){2})\w[\w-]*(?:[.:/](?:[\w-]+|\$\w+|\[[\w-]+\]))+")
_CODE = re.compile(r"`[^`]+`|<(code|tt)\b", re.IGNORECASE)
_MOST_TAGS = 3
_LOOSE_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)+")


def take(reading: Reading) -> Taken:
    """The actions of all action tables."""
    facts: list[ActionFact] = []
    rows: set[tuple[int, int]] = set()
    for n, view in enumerate(reading.views):
        if view.subject is not Subject.ACTIONS or view.action is None:
            continue
        said = (TAG,) if is_deprecated(reading, view.table.section, reading.page.blocks) else ()
        around = kind_around(reading, view.table)
        for row in range(len(view.table.rows)):
            found = list(_row(reading, view, row, said, around))
            facts += found
            rows |= {(n, row)} if found else set()
    named = deprecated_ids(reading, reading.page.blocks)
    facts = [replace(f, tags=tuple(dict.fromkeys((*f.tags, TAG)))) if f.id in named else f for f in facts]
    return Taken(actions=tuple(_with_doubled_prefixes(facts)), rows=frozenset(rows))


def _with_doubled_prefixes(facts: list[ActionFact]) -> Iterator[ActionFact]:
    """The facts, ids that say their first part twice marked as faulty where most of its ids say it once."""
    counts = Counter((prefix(fact.id), _doubled_prefix(fact.id)) for fact in facts)
    for fact in facts:
        first = prefix(fact.id)
        if _doubled_prefix(fact.id) and counts[first, False] > counts[first, True]:
            yield replace(fact, faults=(*fact.faults, "doubled-prefix"))
        else:
            yield fact


def _row(reading: Reading, view: View, row: int, said: tuple[str, ...], around: str | None) -> Iterator[ActionFact]:
    """The actions of one row; `said` are the tags that its section gives, `around` the kind that its table has."""
    cell = column_cell(view.table, row, view.action.index) if view.action else None
    if cell is None or view.action is None:
        return
    tokens = view.action.tokens[row]
    if tokens is None:
        return
    ids = ids_of(cell, tokens)
    rest = tokens.rest(ids)
    described = _described(view, view.action, row)
    description = described.text or None if described else None
    passage = reading.passage(described) if described else None
    if description is None and len(rest.split()) > 3:
        description, rest = rest, ""  # the pipe between id and description is missing
    tags = tuple(dict.fromkeys((*_tags(reading, rest), *said)))
    own = _own_descriptions(view, view.action, tokens, ids)
    kind, at = kind_of(reading, view.table, row, around), 0
    for n, token in enumerate(ids):
        span = reading.find(cell, token.text, at)
        at = max(at, cell.raw.find(token.text, at) + 1)
        yield ActionFact(
            token.text, span, own[n] if own else description, kind, placeholders(token.text), tags,
            group_of(view.table.section), len(ids) == 1, faults_of(reading, token), passage,
        )  # fmt: skip


def _own_descriptions(view: View, action: Column, tokens: Tokens, ids: tuple[Token, ...]) -> tuple[str, ...]:
    """The texts behind the ids of a cell, where the table has no column for them: "`a.b.create`: Creates a b"."""
    if not ids or any("description" in column.roles or column.index > action.index for column in view.columns):
        return ()
    ends = [*(token.start for token in ids[1:]), len(tokens.text)]
    texts = [tokens.text[token.end : end] for token, end in zip(ids, ends, strict=True)]
    plain_texts = tuple(collapse(text.replace("\ue000", " ").strip(" ,;:.\u2013-")) for text in texts)
    return plain_texts if all(len(text.split()) > 1 for text in plain_texts) else ()


def _tags(reading: Reading, rest: str) -> Iterator[str]:
    """The words behind an id, where they are few: "Experimental", "(deprecated)"."""
    words = [word.strip("()[].,").lower() for word in rest.split()]
    joins = reading.entries("and")
    return (word for word in words if len(words) <= _MOST_TAGS and word[:1].isalpha() and word not in joins)


def ids_of(cell: Cell, tokens: Tokens) -> tuple[Token, ...]:
    """The ids in a cell of the action column: whatever may be one, since the header says that this is one."""
    whole = _BREAK_AT_DOT.sub("", tokens.text) if "\ue000" in tokens.text else tokens.text
    if _SPACED_ID.fullmatch(whole) and (whole != tokens.text or re.search(r"\s\.|\.\s", whole)):
        return (Token(whole, Shape.ID, 0, 0, len(tokens.text)),)
    if _PUNCTUATED_ID.fullmatch(whole):
        return (Token(whole, Shape.ID, 0, 0, len(whole)),)
    dotted = tokens.of(*DOTTED)
    if dotted:
        lone = [
            token for token in tokens.of(Shape.WORD) if JOINED_WORD.fullmatch(token.text) and _is_lone(tokens, token)
        ]
        return tuple(sorted([*dotted, *lone], key=lambda token: token.start))
    words = tuple(token for token in tokens.of(Shape.WORD) if _has_stop(token) or _is_name(cell, tokens, token))
    return words if not tokens.rest(words) else ()


def _has_stop(token: Token) -> bool:
    """Whether a token has a dot, or one of full width that somebody typed for it."""
    return "." in token.text or FULL_WIDTH_STOP in token.text


def _is_lone(tokens: Tokens, token: Token) -> bool:
    """Whether a token has its visual line for itself."""
    start, end = tokens.text.rfind("\ue000", 0, token.start) + 1, tokens.text.find("\ue000", token.end)
    before, after = tokens.text[start : token.start], tokens.text[token.end : end if end >= 0 else None]
    return not (before.strip() or after.strip())


def _is_name(cell: Cell, tokens: Tokens, token: Token) -> bool:
    """Whether a word without a dot is all there is in the cell, and is written as code or as a name."""
    written = JOINED_WORD.fullmatch(token.text) or (_CODE.search(cell.raw) and _LOOSE_WORD.fullmatch(token.text))
    return _is_lone(tokens, token) and bool(written)


def faults_of(reading: Reading, token: Token) -> tuple[str, ...]:
    """The faults that keep an id out of artifacts."""
    checks = (
        ("comma-in-id", "," in token.text),
        ("blank-in-id", bool(re.search(r"\s", re.sub(r"<[^<>]*>", "", token.text)))),
        ("variable-in-id", "{{" in token.text),
        ("star-in-id", token.text.endswith("*")),
        ("id-without-dot", not _has_stop(token) and "," not in token.text),
        ("id-not-ascii", not token.text.isascii()),
    )
    return (*(name for name, present in checks if present), *reading.length_faults(token.text))


def _doubled_prefix(identifier: str) -> bool:
    parts = identifier.split(".")
    return len(parts) > 2 and parts[0] == parts[1]


def _described(view: View, action: Column, row: int) -> Cell | None:
    """The cell of the description column; without one, the cell after the id, else the one before."""
    taken = {column.index for column in (action, view.old, view.new) if column is not None}
    described = [c.index for c in view.columns if "description" in c.roles and c.index not in taken]
    if not described:
        free = [c.index for c in view.columns if c.index not in taken]
        described = [n for n in free if n > action.index] or free[-1:]
    return column_cell(view.table, row, described[0]) if described else None
