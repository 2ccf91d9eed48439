"""The facts of sources, as `extract` prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from docschema.model import Document, FixedFact, Place, TableLedger
from docschema.problem import Problem
from docschema.report import balance_text, count, to_json
from docschema.terminal import paint, safe


def facts_json(documents: Iterable[Document], problems: Iterable[Problem]) -> str:
    """The facts of all sources and what was found in them, as one JSON object."""
    return to_json({"documents": [document_json(document) for document in documents]}, problems)


def document_json(document: Document) -> dict[str, object]:
    """The facts of one source."""
    return {
        "path": document.path,
        "locale": document.locale,
        "dialect": document.dialect,
        "actions": list(_actions(document)),
        "renamed": [{"from": fact.old, "to": fact.new, "line": fact.span.line} for fact in document.renamed],
        "availability": list(_availability(document)),
        "routes": list(_routes(document)),
        "fixed": [_fixed(fact) for fact in document.fixed],
        "default_same_region": min((fact.span.line for fact in document.defaults), default=None),
        "fields": list(_fields(document)),
        "ledger": [_ledger(table) for table in document.ledger],
    }


def _actions(document: Document) -> Iterator[dict[str, object]]:
    for fact in document.actions:
        yield {
            "id": fact.id,
            "line": fact.span.line,
            "description": fact.description,
            "kind": fact.kind,
            "placeholders": list(fact.placeholders),
            "tags": list(fact.tags),
        }


def _availability(document: Document) -> Iterator[dict[str, object]]:
    for fact in document.availability:
        yield {
            "location": fact.place.code,
            "name": fact.place.name,
            "available": fact.available,
            "delivery": fact.delivery.heading,
            "line": fact.span.line,
        }


def _routes(document: Document) -> Iterator[dict[str, object]]:
    for fact in document.routes:
        yield {
            "from": fact.source.key,
            "to": fact.target.key,
            "delivery": fact.delivery.heading,
            "line": fact.span.line,
        }


def _fixed(fact: FixedFact) -> dict[str, object]:
    return {"scope": fact.scope, "location": fact.place.code, "name": fact.place.name, "line": fact.span.line}


def _fields(document: Document) -> Iterator[dict[str, object]]:
    for fact in document.fields:
        yield {"field": fact.name, "type": fact.type, "actions": list(fact.actions), "line": fact.span.line}


def _ledger(table: TableLedger) -> dict[str, object]:
    return {
        "line": table.line,
        "form": table.form,
        "rows": table.rows,
        "extracted": table.extracted,
        "ignored": table.ignored,
        "reported": table.reported,
        "reasons": dict(sorted(table.reasons.items())),
    }


def ledger_text(documents: Iterable[Document]) -> str:
    """What became of the rows of each table: `docs/x.md:36 html, 22 rows: 22 extracted, 0 ignored, 0 unexplained`."""
    return "\n".join(safe(line) for document in documents for line in _ledger_lines(document))


def _ledger_lines(document: Document) -> Iterator[str]:
    for table in document.ledger:
        why = ", ".join(f"{number} {name}" for name, number in sorted(table.reasons.items()))
        ignored = f"{table.ignored} ignored" + (f" ({why})" if why else "")
        counts = f"{table.extracted} extracted, {ignored}, {table.reported} unexplained"
        yield f"{document.path}:{table.line}: {table.form} table, {count(table.rows, 'row')}: {counts}"


def facts_text(documents: Sequence[Document], *, colour: bool = False) -> str:
    """The facts of all sources for people: per source its balance, then a line per fact with its line number."""
    return "\n\n".join("\n".join(_document_text(document, colour)) for document in documents)


def _document_text(document: Document, colour: bool) -> Iterator[str]:
    yield paint(balance_text(document), "bold", colour=colour)
    yield f"  {safe(document.locale)}, {safe(document.dialect)}"
    for line, text in sorted(_facts(document), key=lambda fact: fact[0]):
        yield f"  {paint(f'{line:>5}', 'dim', colour=colour)}  {safe(text)}"


def _facts(document: Document) -> Iterator[tuple[int, str]]:
    for action in document.actions:
        kind = f" [{action.kind}]" if action.kind else ""
        yield action.span.line, f"action {action.id}{kind}: {action.description or '(no description)'}"
    for field in document.fields:
        yield field.span.line, f"field {field.name}" + (f" ({field.type})" if field.type else "")
    for rename in document.renamed:
        yield rename.span.line, f"renamed {rename.old} -> {rename.new}"
    yield from _places(document)


def _places(document: Document) -> Iterator[tuple[int, str]]:
    for default in document.defaults:
        but = f", except {', '.join(default.exceptions)}" if default.exceptions else ""
        yield default.span.line, f"events are in the region where they are generated{but}"
    for route in document.routes:
        yield route.span.line, f"events of {place_text(route.source)} are in {place_text(route.target)}"
    for fixed in document.fixed:
        yield fixed.span.line, f"{fixed.scope or 'all'} events are in {place_text(fixed.place)}"
    for site in sorted(document.availability, key=attrgetter("span")):
        yield site.span.line, f"events {'' if site.available else 'not '}available in {place_text(site.place)}"


def place_text(place: Place) -> str:
    """`Dallas (us-south)`, or the half of it that is printed."""
    return f"{place.name} ({place.code})" if place.name and place.code else place.key
