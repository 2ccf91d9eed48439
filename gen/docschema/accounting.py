"""Why a row holds no fact: each reason is one function with a name. A row that none of them knows is unexplained.

The counts of the ledger are taken one by one, never one from the others: the rows from the text, the extracted ones
from what the extractors claim, the ignored ones from these rules, and the reported ones by going through the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from docschema.extractors import Reading, Taken
from docschema.extractors.routes import names_codes
from docschema.meaning.columns import begins_with_header
from docschema.meaning.ids import DOTTED, Shape, Token, Tokens, prefix, tokens_of
from docschema.meaning.place_columns import mark_column, route_columns
from docschema.meaning.places import codes_in, mark, places_in
from docschema.meaning.tables import Subject, View
from docschema.model import Observation, TableLedger
from docschema.problem import Span

Reason = Callable[[Reading, View, int], bool]
REASONS: dict[str, Reason] = {}


def reason(function: Reason) -> Reason:
    """Register a reason under its name, with hyphens."""
    REASONS[function.__name__.replace("_", "-")] = function
    return function


@reason
def severity_table(reading: Reading, view: View, row: int) -> bool:
    """The table says how severe actions are; it documents none."""
    return view.subject is Subject.SEVERITIES


@reason
def role_table(reading: Reading, view: View, row: int) -> bool:
    """The table says which role may do what; it documents no event."""
    return view.subject is Subject.ROLES


@reason
def place_names_its_code(reading: Reading, view: View, row: int) -> bool:
    """The table says which code belongs to which place; events go nowhere else."""
    return view.subject is Subject.ROUTES and names_codes(view)


@reason
def place_maps_to_itself(reading: Reading, view: View, row: int) -> bool:
    """The row says that the events of a place are in that place."""
    columns = route_columns(view.columns) if view.subject is Subject.ROUTES else None
    if columns is None:
        return False
    cells = [view.table.rows[row].cells[c.index] for c in columns if c.index < len(view.table.rows[row].cells)]
    return len(cells) == 2 and all(places_in(cell.text) for cell in cells)


@reason
def place_without_mark(reading: Reading, view: View, row: int) -> bool:
    """The row names a place, and its cell says neither Yes nor No: the doc leaves it open."""
    column = mark_column(view.columns) if view.subject is Subject.AVAILABILITY else None
    cells = view.table.rows[row].cells
    if column is None or not cells or not places_in(cells[0].text):
        return False
    return not any(mark(cell.text) is not None for cell in cells[column.index : column.index + 1])


@reason
def values_of_fields(reading: Reading, view: View, row: int) -> bool:
    """The table shows values of event fields, side by side; it documents none of them."""
    return view.subject is Subject.VALUES


@reason
def places_against_places(reading: Reading, view: View, row: int) -> bool:
    """The table sets places against places; what a mark in it means, only its text can tell."""
    heads = [cell for cell in view.table.header[1:] if codes_in(cell.text)]
    return view.subject is Subject.OTHER and len(heads) > 1 and bool(codes_in(view.table.rows[row].cells[0].text))


@reason
def header_row(reading: Reading, view: View, row: int) -> bool:
    """The table has no header, and this row, its first, heads the columns."""
    return row == 0 and begins_with_header(view.table)


@reason
def heading_row(reading: Reading, view: View, row: int) -> bool:
    """Only the first cell of the row is filled, or one cell over all columns, and not with an id: it heads rows."""
    cells = view.table.rows[row].cells
    filled = {cell.start: cell for cell in cells if cell.text}
    if len(filled) != 1 or len(view.columns) < 2 or not view.table.header or not cells[0].text:
        return False
    return not tokens_of(cells[0]).of(*DOTTED, Shape.FIELD)


@reason
def no_id_in_table(reading: Reading, view: View, row: int) -> bool:
    """No cell of the table has an id, a field or a place with a mark: the table is about something else."""
    if view.subject is not Subject.OTHER:
        return False
    return not any(True for column in view.columns for _ in column.leading(*DOTTED, Shape.FIELD))


@reason
def ids_only_mentioned(reading: Reading, view: View, row: int) -> bool:
    """The ids of the row are documented by another table of the doc."""
    ids = [token.text for token in _ids(view, row)]
    return view.subject is Subject.OTHER and bool(ids) and all(text in reading.table_ids for text in ids)


@reason
def other_names(reading: Reading, view: View, row: int) -> bool:
    """The dotted names of the row are hosts, files, versions or fields, or belong to nothing the doc documents."""
    if view.subject is not Subject.OTHER:
        return False
    known = {prefix(identifier) for identifier in reading.table_ids}
    return not any(prefix(token.text) in known for token in _ids(view, row))


@reason
def ids_in_sentences(reading: Reading, view: View, row: int) -> bool:
    """The ids of the row stand in running text, which speaks of them and documents none."""
    if view.subject is not Subject.OTHER:
        return False
    return all(tokens.rest(tokens.of(Shape.ID)) for tokens in _with_ids(view, row))


def _ids(view: View, row: int) -> Iterator[Token]:
    for tokens in _with_ids(view, row):
        yield from tokens.of(Shape.ID)


def _with_ids(view: View, row: int) -> Iterator[Tokens]:
    """The cells of a row that hold an id."""
    return (tokens for cell in view.table.rows[row].cells if (tokens := tokens_of(cell)).of(Shape.ID))


def why_ignored(reading: Reading, view: View, row: int) -> str | None:
    """The name of the first reason that knows the row, or None."""
    return next((name for name, knows in REASONS.items() if knows(reading, view, row)), None)


def balance(reading: Reading, taken: Taken) -> tuple[tuple[TableLedger, ...], tuple[Observation, ...]]:
    """The ledger of a page, and an observation for each row that nothing explains."""
    ledger, unexplained = [], []
    for n, view in enumerate(reading.views):
        reasons: Counter[str] = Counter()
        extracted = reported = 0
        for row in range(len(view.table.rows)):
            if (n, row) in taken.rows:
                extracted += 1
                continue
            name = why_ignored(reading, view, row)
            if name is not None:
                reasons[name] += 1
            else:
                reported += 1
                unexplained.append(_unexplained(reading, view, row))
        lost = view.table.counted - len(view.table.rows)  # rows of the text that the reader never saw
        if lost > 0:
            reported += lost
            unexplained.append(Observation("row-unexplained", reading.span(view.table.start), f"{lost} rows"))
        if view.table.counted or view.table.rows:
            line = reading.page.line(view.table.start)
            ledger.append(TableLedger(line, view.table.form, view.table.counted, extracted, sum(reasons.values()),
                                      reported, dict(sorted(reasons.items()))))  # fmt: skip
    ledger += _not_read(reading)
    return tuple(sorted(ledger, key=lambda entry: entry.line)), tuple(unexplained)


def _not_read(reading: Reading) -> Iterator[TableLedger]:
    """Rows that a limit of the reader keeps from being read: the finding about the limit reports them."""
    for oddity in reading.page.oddities:
        if oddity.rows:
            yield TableLedger(reading.page.line(oddity.start), oddity.form, oddity.rows, 0, 0, oddity.rows)


def _unexplained(reading: Reading, view: View, row: int) -> Observation:
    start = view.table.rows[row].start
    cells = [cell for cell in view.table.rows[row].cells if cell.text]
    own = [cell for cell in cells if cell.start >= start]  # a cell that spans rows stands in the first of them
    span: Span = reading.find(own[0], own[0].text) if own else reading.span(start)
    return Observation("row-unexplained", span, " | ".join(cell.text for cell in cells)[:120])
