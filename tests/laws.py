"""What holds for the facts of any doc, whatever its bytes: for property tests and fuzzers alike."""

from __future__ import annotations

from collections.abc import Iterator

import oracle
from docschema.accounting import why_ignored
from docschema.config import default
from docschema.extract import extract
from docschema.extractors import Reading
from docschema.link import link
from docschema.model import Document
from docschema.page import Page, Source
from docschema.problem import Problem, Span, in_order
from docschema.read import read
from docschema.render import RenderOptions, render
from docschema.rules import document_findings
from oracle import Sighting

FACTS = ("actions", "renamed", "availability", "routes", "fixed", "defaults", "fields", "observations")


def document_of(data: bytes, path: str = "x.md") -> Document:
    return extract(read(path, data))


def spans_of(document: Document, findings: tuple[Problem, ...]) -> Iterator[Span]:
    """The places of all facts, findings, repairs and of what findings refer to."""
    for name in FACTS:
        yield from (fact.span for fact in getattr(document, name))
    yield from document.group_spans
    for finding in findings:
        yield finding.span
        yield from (other.span for other in finding.related)
        if finding.fix:
            yield finding.fix.span


def assert_accounted_for(document: Document) -> None:
    """rows = extracted + ignored + reported, and every ignored row has a reason."""
    for entry in document.ledger:
        counts = (entry.rows, entry.extracted, entry.ignored, entry.reported, *entry.reasons.values())
        assert min(counts) >= 0, entry
        assert entry.rows == entry.extracted + entry.ignored + entry.reported, entry
        assert entry.ignored == sum(entry.reasons.values()), entry


def assert_in_the_file(span: Span, source: Source) -> None:
    assert 1 <= span.line <= len(source.line_starts), span
    assert span.column >= 1, span
    start = source.line_starts[span.line - 1] + span.column - 1
    assert start + span.length <= len(source.text), span


def assert_cut_from_the_text(page: Page) -> None:
    """Tables, rows and cells lie in the text and in one another, tables and rows in order; no row is gone unnoticed."""
    size = len(page.source.text)
    for before, table in zip([None, *page.tables], page.tables, strict=False):
        assert 0 <= table.start <= table.end <= size, table
        assert before is None or before.start <= table.start, table
        assert table.counted >= 0, table
        for row in table.rows:
            assert table.start <= row.start <= row.end <= table.end, row
            assert all(0 <= cell.start <= cell.start + len(cell.raw) <= size for cell in row.cells), row
    for oddity in page.oddities:
        assert 0 <= oddity.start <= oddity.start + oddity.length <= size, oddity
        assert oddity.fix_start is None or 0 <= oddity.fix_start <= size, oddity


def assert_lawful(document: Document, source: Source) -> None:
    """All of it, of one doc."""
    assert_accounted_for(document)
    for span in spans_of(document, tuple(document_findings(document))):
        assert_in_the_file(span, source)


# ------------------------------------------------------------------------------------------- no id is lost in silence

BLIND = frozenset(("no-id-in-table", "heading-row", "header-row"))  # reasons that say of a row that it has no id


def fates(data: bytes, page: Page, document: Document) -> Iterator[tuple[Sighting, str]]:
    """What became of each id that the second reader sees: "taken"; "within", where its row gave a longer id; "beside",
    where its row gave an id of another cell; the reason to ignore its row; "told", where a finding stands at its row,
    or one about rows without a table above it; or "lost"."""
    seen = oracle.sightings(data)
    facts: dict[int | None, list[str]] = {}
    for name, line in _taken(document):
        facts.setdefault(line, []).append(name)
    taken = {one for one in seen if any(one.id in facts.get(line, ()) for line in (None, *_lines(one)))}
    rows = {(one.first, one.cell) for one in taken}
    findings = tuple(document_findings(document))
    told = {finding.span.line for finding in findings}
    outside = [finding.span.line for finding in findings if finding.code == "D123"]
    ignored = dict(_ignored(page, document)) if len(taken) < len(seen) else {}
    for one in seen:
        reason = next((ignored[line] for line in _lines(one) if ignored.get(line, "") not in ("", *BLIND)), None)
        if one in taken:
            yield one, "taken"
        elif any(one.id in name for line in _lines(one) for name in facts.get(line, ())):
            yield one, "within"
        elif any(first == one.first and cell != one.cell for first, cell in rows):
            yield one, "beside"
        elif reason:
            yield one, reason
        else:
            is_told = not told.isdisjoint(_lines(one)) or any(one.run <= line <= one.line for line in outside)
            yield one, "told" if is_told else "lost"


def _lines(seen: Sighting) -> range:
    return range(seen.first, seen.last + 1)


def lost(data: bytes, page: Page, document: Document) -> list[Sighting]:
    return [one for one, fate in fates(data, page, document) if fate == "lost"]


def _taken(document: Document) -> Iterator[tuple[str, int | None]]:
    """Ids in facts, with their lines as far as facts know them."""
    yield from ((fact.id, fact.span.line) for fact in document.actions)
    for pair in document.renamed:
        yield from ((name, pair.span.line) for name in (pair.old, pair.new))
    for fact in document.fields:
        yield fact.name, fact.span.line
        yield from ((name, None) for name in (*fact.values, *fact.actions))
    for route in document.routes:
        yield from ((place.key, route.span.line) for place in (route.source, route.target))


def _ignored(page: Page, document: Document) -> Iterator[tuple[int, str]]:
    """The lines of rows that hold no fact, and the reason."""
    reading = Reading(page, document.locale)
    for view in reading.views:
        for number, row in enumerate(view.table.rows):
            name = why_ignored(reading, view, number)
            lines = range(page.line(row.start), page.line(max(row.start, row.end - 1)) + 1)
            yield from ((line, name) for line in lines if name)


# ------------------------------------------------------------------------------------------- whole stages

NEXT_PAGE = b"\f"  # stands between the pages of one input, in the languages of LOCALES
LOCALES = ("en", "fr", "ja")


def reading_is_lawful(data: bytes) -> None:
    """`read` of any bytes: never raises, all places lie in the text, twice the same."""
    page = read("x.md", data)
    assert_cut_from_the_text(page)
    assert read("x.md", data) == page


def extracting_is_lawful(data: bytes) -> None:
    """`read`, `extract` and the rules of one doc: the ledger adds up, all places lie in the file, no id is lost."""
    page = read("x.md", data)
    document = extract(page)
    assert_lawful(document, page.source)
    assert not lost(data, page, document)


def rendering_is_lawful(data: bytes) -> None:
    """From pages in several languages to all artifacts, each of which is verified; the order of pages is no matter."""
    pages = [read(f"docs/{locale}/x.md", part) for locale, part in zip(LOCALES, data.split(NEXT_PAGE), strict=False)]
    documents = [extract(page) for page in pages]
    model, problems = link(documents, default())
    again, others = link(documents[::-1], default())
    assert again == model
    assert in_order(others) == in_order(problems)
    sources = {page.source.path: page.source for page in pages}
    for finding in problems:
        for span in (finding.span, *([finding.fix.span] if finding.fix else ())):
            assert_in_the_file(span, sources[span.path])
    render(model, RenderOptions())
