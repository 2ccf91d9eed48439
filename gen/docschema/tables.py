"""What a table is about: the roles of its columns, by header words and by the shape of the cells.

Identity comes from shape; words only help to say which column is which. The decision is made once, in `classify`,
and each extractor takes what is its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from docschema import locales
from docschema.ids import DOTTED, JOINED_WORD, Shape, Token, Tokens, prefix, tokens_in, tokens_of
from docschema.inline import without_variables
from docschema.model import Place
from docschema.page import Cell, Table
from docschema.places import codes_in, mark, places_in

_HEADER_ROLES = (
    "action",
    "description",
    "type",
    "field",
    "values",
    "severity",
    "old",
    "new",
    "role",
    "place",
    "outcome",
)


class Subject(Enum):
    """What the rows of a table are about."""

    ACTIONS = "actions"
    RENAMES = "renames"  # old id, new id, and nothing else
    FIELDS = "fields"
    AVAILABILITY = "availability"
    ROUTES = "routes"
    SEVERITIES = "severities"  # severity and actions: documents no action
    ROLES = "roles"  # roles or permissions and what they may do
    VALUES = "values"  # values of event fields that its header names; documents no action
    OTHER = "other"


@dataclass(frozen=True)
class Column:
    """One column: its header and its cells (None where a row is too short)."""

    index: int
    header: str
    roles: frozenset[str]
    cells: tuple[Cell | None, ...]

    @cached_property
    def tokens(self) -> tuple[Tokens | None, ...]:
        """The tokens of each cell."""
        return tuple(tokens_of(cell) if cell is not None and cell.text else None for cell in self.cells)

    @cached_property
    def filled(self) -> int:
        """How many cells are not empty."""
        return sum(tokens is not None for tokens in self.tokens)

    def share(self, *shapes: Shape, alone: bool = False) -> float:
        """The share of the filled cells that begin with a token of these shapes; `alone`: and hold nothing else."""
        hits = sum(1 for tokens in self.tokens if tokens and _leads(tokens, shapes, alone=alone))
        return hits / self.filled if self.filled else 0.0

    def leading(self, *shapes: Shape) -> Iterator[Token]:
        """The first token of these shapes of each cell that has one."""
        for tokens in self.tokens:
            found = tokens.of(*shapes) if tokens else ()
            if found:
                yield found[0]


def _leads(tokens: Tokens, shapes: tuple[Shape, ...], *, alone: bool) -> bool:
    found = tokens.of(*shapes)
    if not found:
        return False
    if alone:
        return len(tokens.rest(found).split()) <= 2
    return not tokens.text[: found[0].start].strip(" \ue000([*-")


@dataclass(frozen=True)
class View:
    """A table, with its columns understood."""

    table: Table
    columns: tuple[Column, ...]
    subject: Subject
    action: Column | None = None  # the column of the ids
    old: Column | None = None
    new: Column | None = None

    def column(self, role: str) -> Column | None:
        """The first column whose header says so."""
        return next((column for column in self.columns if role in column.roles), None)


def header_roles(text: str) -> frozenset[str]:
    """What a header cell says of its column, in any language. Names of products say nothing."""
    text = without_variables(text)
    return frozenset(role for role in _HEADER_ROLES if locales.has(text, locales.everywhere("headers", role)))


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table, as many as its widest row has."""
    width = max([len(table.header), *(len(row.cells) for row in table.rows)], default=0)
    header = table.rows[0].cells if begins_with_header(table) else table.header
    heads = [header[n].text if n < len(header) else "" for n in range(width)]
    rows = [() if header is row.cells else row.cells for row in table.rows]
    cells = [tuple(row[n] if n < len(row) else None for row in rows) for n in range(width)]
    return tuple(Column(n, heads[n], header_roles(heads[n]), cells[n]) for n in range(width))


def begins_with_header(table: Table) -> bool:
    """Whether the first body row heads the columns: the table has no header, and each cell is a header word."""
    if any(cell.text for cell in table.header) or len(table.rows) < 2:
        return False
    return all(cell.text and len(cell.text.split()) <= 3 and header_roles(cell.text) for cell in table.rows[0].cells)


def classify(table: Table, known_prefixes: frozenset[str] = frozenset()) -> View:
    """What a table is about. `known_prefixes`: first parts of ids that the same doc documents elsewhere."""
    columns = columns_of(table)
    view = View(table, columns, Subject.OTHER)
    action = action_column(columns, known_prefixes)
    if _is_availability(columns, table):
        return View(table, columns, Subject.AVAILABILITY)
    old, new = _renaming(columns)
    if old and new:
        pure = not any("description" in column.roles for column in columns) and len(columns) == 2
        subject = Subject.RENAMES if pure else Subject.ACTIONS
        return View(table, columns, subject, None if pure else new, old, new)
    if _is_fields(columns, table.caption or ""):
        return View(table, columns, Subject.FIELDS)
    if any(_names_field(column.header) for column in columns):
        return View(table, columns, Subject.VALUES)
    if action is not None:
        return View(table, columns, _action_subject(columns, action), action)
    if route_columns(columns) is not None:
        return View(table, columns, Subject.ROUTES)
    if any("role" in column.roles and column.share(*DOTTED) >= 0.5 for column in columns):
        return View(table, columns, Subject.ROLES)
    return view


def action_column(columns: tuple[Column, ...], known_prefixes: frozenset[str]) -> Column | None:
    """The column of the ids: one that its header names and that holds some, else one that holds nothing else."""
    named = [column for column in columns if "action" in column.roles and column.share(*DOTTED) >= 0.3]
    if named:
        return max(named, key=lambda column: (column.share(*DOTTED), -column.index))
    unnamed = [column for column in columns if _speaks_for_itself(column, known_prefixes)]
    if unnamed:
        return max(unnamed, key=lambda column: (column.share(Shape.ID), -column.index))
    return next((column for column in columns if _has_joined_words(column)), None)


def _has_joined_words(column: Column) -> bool:
    """Whether a column that its header calls actions has a name without a dot in every cell ("FolderDeleted")."""
    texts = [tokens.text for tokens in column.tokens if tokens]
    named = "action" in column.roles and not column.roles & {"field", "role", "type"}
    return named and bool(texts) and all(JOINED_WORD.fullmatch(text) for text in texts)


def _speaks_for_itself(column: Column, known_prefixes: frozenset[str]) -> bool:
    """Whether nearly all cells are ids and nothing but ids, and none looks like something else."""
    if column.roles & {"field", "description", "old", "role"} or column.share(*DOTTED, alone=True) < 0.8:
        return False
    tokens = [token for found in column.tokens if found for token in found.of(*DOTTED)]
    prefixes = {prefix(token.text) for token in tokens}
    if prefixes <= known_prefixes:
        return True
    ids = [token for token in tokens if token.shape is Shape.ID]
    return len(ids) == len(tokens) or (len(prefixes) == 1 and len(ids) * 2 > len(tokens))


def _action_subject(columns: tuple[Column, ...], action: Column) -> Subject:
    described = any("description" in column.roles for column in columns)
    if not described and any("severity" in column.roles for column in columns[: action.index]):
        return Subject.SEVERITIES
    if any("role" in column.roles for column in columns[: action.index + 1]):
        return Subject.ROLES
    return Subject.ACTIONS


def _renaming(columns: tuple[Column, ...]) -> tuple[Column | None, Column | None]:
    """The columns of the old and of the new ids, where a table has both."""
    ids = [column for column in columns if column.share(*DOTTED, alone=True) >= 0.6]
    if len(ids) != 2:
        return None, None
    first, second = ids
    if "old" in second.roles and "old" not in first.roles:
        return second, first
    if "new" in first.roles and "new" not in second.roles:
        return second, first
    named = any("action" in column.roles for column in ids)
    if first.roles & {"old"} or second.roles & {"new"} or (len(columns) == 2 and not named):
        return first, second
    return None, None


def _is_fields(columns: tuple[Column, ...], caption: str) -> bool:
    """Whether the first column holds names of fields: by their shape, or because its header or the caption says so."""
    if not columns:
        return False
    first = columns[0]
    if first.share(Shape.FIELD) >= 0.5:
        return True
    names = first.share(Shape.WORD, Shape.FIELD, Shape.SHORT_ID, Shape.ID, alone=True)
    said = "field" in first.roles or (not first.roles and header_roles(caption) & {"field", "values"} == {"field"})
    return said and names >= 0.6 and first.share(Shape.ID) < 0.5


def _names_field(header: str) -> bool:
    """Whether a header is nothing but the name of an event field ("target.typeURI")."""
    tokens = tokens_in(header).tokens
    return len(tokens) == 1 and tokens[0].shape is Shape.FIELD and tokens[0].text == header


def _is_availability(columns: tuple[Column, ...], table: Table) -> bool:
    """Places as columns with a row of marks, or places as rows with a column of marks."""
    if not columns or not table.rows or (places_as_columns(table) is None and mark_column(columns) is None):
        return False
    return _speaks_of_places(columns, table)


def _speaks_of_places(columns: tuple[Column, ...], table: Table) -> bool:
    """Whether what is marked are places: by a code, by the word for all of them, or because the doc calls them so."""
    cells = [*table.header, *(cell for column in columns[:1] for cell in column.cells if cell is not None)]
    if any(place.code for cell in cells for place in places_in(cell.text)):
        return True
    said = [*(cell.text for cell in table.header), table.caption or "", table.tab_title or ""]
    said += [table.section.heading] if table.section else []
    everywhere = locales.pattern(locales.everywhere("words", "global"))
    return any("place" in header_roles(text) for text in said) or any(everywhere.fullmatch(c.text) for c in cells)


def places_as_columns(table: Table) -> int | None:
    """The first column under a header of places and marks; None where the table has another form.

    A column of names may stand before places that have a code.
    """
    return next((first for first in range(min(len(table.header), 2)) if _marks_places(table, first)), None)


def _marks_places(table: Table, first: int) -> bool:
    places = [places_in(cell.text) for cell in table.header[first:]]
    cells = [cell for row in table.rows for cell in row.cells[first:] if cell.text]
    if not cells or not all(places) or any(mark(cell.text) is None for cell in cells):
        return False
    return first == 0 or (all(place.code for found in places for place in found) and not _codes_lead(table))


def _codes_lead(table: Table) -> bool:
    return any(place.code for row in table.rows for cell in row.cells[:1] for place in places_in(cell.text))


def mark_column(columns: tuple[Column, ...]) -> Column | None:
    """The column of marks of a table with places as rows: the one whose header speaks of events, else the first."""
    if not columns or _places_share(columns[0]) < 0.8:
        return None
    marked = [column for column in columns[1:] if _is_marked(column) and not codes_in(column.header)]
    events = locales.everywhere("words", "event")
    return next((column for column in marked if locales.has(column.header, events)), next(iter(marked), None))


def _is_marked(column: Column) -> bool:
    """Whether nearly all cells are marks ("Coming soon" may stand among them)."""
    marks = [mark(cell.text) is not None for cell in column.cells if cell is not None and cell.text]
    return bool(marks) and sum(marks) / len(marks) >= 0.7


def code_column(columns: tuple[Column, ...], names: Column) -> Column | None:
    """The column right of bare names that holds nothing but the codes of these places."""
    after = next((column for column in columns if column.index == names.index + 1), None)
    if after is None or any(place.code for place in _places(names)):
        return None
    places = _places(after)
    return after if places and all(place.code and place.name is None for place in places) else None


def _places(column: Column) -> tuple[Place, ...]:
    return tuple(place for cell in column.cells if cell is not None for place in places_in(cell.text))


def _places_share(column: Column) -> float:
    named = [bool(places_in(cell.text)) for cell in column.cells if cell is not None and cell.text]
    return sum(named) / len(named) if named else 0.0


def route_columns(columns: tuple[Column, ...]) -> tuple[Column, Column] | None:
    """The columns of a mapping from places to places: the first, and the last that its header calls a place.

    Where the codes of the places stand in columns of their own, those are the ones.
    """
    if not columns or _places_share(columns[0]) < 0.8:
        return None
    first = code_column(columns, columns[0]) or columns[0]
    targets = [column for column in columns[first.index + 1 :] if _is_target(columns[0], column)]
    if not targets:
        names = columns[0]
        return (names, first) if first is not names and "place" in first.roles else None
    return first, targets[-1]


def _is_target(first: Column, column: Column) -> bool:
    """Whether a column says where events are: places, by its header or because it has the first one's places."""
    if _places_share(column) < 0.8:
        return False
    if "place" in column.roles:
        return True
    here = {place.key for place in _places(first)}
    shared = any(place.code or place.key in here for place in _places(column))
    return shared and locales.has(column.header, locales.everywhere("words", "event"))
