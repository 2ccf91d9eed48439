"""What a table is about: the roles of its columns, by header words and by the shape of the cells.

Identity comes from shape; words only help to say which column is which. The decision is made once, in `classify`,
and each extractor takes what is its own.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from docschema.meaning.columns import Column, columns_of, header_roles
from docschema.meaning.ids import DOTTED, JOINED_WORD, Shape, prefix, tokens_in
from docschema.meaning.place_columns import mark_column, places_as_columns, route_columns, speaks_of_places
from docschema.page import Table


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


class View(Struct, frozen=True):
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
    return speaks_of_places(columns, table)
