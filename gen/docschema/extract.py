"""The extract stage: a `Page` to the facts of one source, every row of every table accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from docschema import locales
from docschema.accounting import balance
from docschema.config import Limits
from docschema.extractors import Reading, Taken, all_extractors, group_of
from docschema.faults import faults_of_document
from docschema.model import Document, Observation
from docschema.page import Page
from docschema.problem import Span

_LIMITS = Limits()
_SAMPLE = 20_000  # characters of a doc's text that tell its language


def extract(page: Page, limits: Limits = _LIMITS) -> Document:
    """The facts of a page. Never raises for what the page contains."""
    locale, contradiction = locale_of(page)
    reading = Reading(page, locale, limits)
    taken = together(take(reading) for _, take in all_extractors())
    ledger, unexplained = balance(reading, taken)
    document = Document(
        page.source.path, locale, page.dialect, page.front_matter, page.sections[0].heading if page.sections else "",
        taken.actions, taken.renamed, taken.availability, taken.routes, taken.fixed, taken.defaults, taken.fields,
        ledger, tuple(group_of(section) for section in page.sections),
        tuple(Span(page.source.path, section.line) for section in page.sections),
    )  # fmt: skip
    seen = (*_oddities(page), *taken.observations, *unexplained, *contradiction, *faults_of_document(reading, document))
    return replace(document, observations=tuple(sorted(seen, key=lambda o: (o.span, o.kind))))


def together(parts: Iterable[Taken]) -> Taken:
    """What all extractors took, facts in document order."""
    parts = tuple(parts)
    names = (name for name in Taken.__struct_fields__ if name != "rows")
    joined = {
        name: tuple(sorted((fact for part in parts for fact in getattr(part, name)), key=lambda fact: fact.span))
        for name in names
    }
    return Taken(**joined, rows=frozenset().union(*(part.rows for part in parts)))


def locale_of(page: Page) -> tuple[str, tuple[Observation, ...]]:
    """The locale of a page: from configuration, its path, its front matter, else its words; and a contradiction."""
    words = locales.locale_of_words(_prose(page))
    named = page.source.locale or locales.locale_of_path(page.source.path) or _front_matter_locale(page)
    if named is None or words is None or words == named:
        return named or words or "en", ()
    return named, (Observation("locale-contradicts", Span(page.source.path), words, named),)


def _front_matter_locale(page: Page) -> str | None:
    values = (str(page.front_matter.get(key, "")) for key in ("lang", "locale", "language"))
    return next((code for value in values if (code := locales.locale_of_path(f"{value}/x"))), None)


def _prose(page: Page) -> str:
    cells = (cell.text for table in page.tables for row in table.rows for cell in row.cells)
    texts = [*(section.heading for section in page.sections), *(block.raw for block in page.blocks), *cells]
    return "\n".join(texts)[:_SAMPLE]


def _oddities(page: Page) -> Iterator[Observation]:
    """What the reader noticed, as observations with their places."""
    for oddity in page.oddities:
        line, column = page.source.place(oddity.start)
        span, subject = Span(page.source.path, line, column, oddity.length), f"{oddity.text}\0{_line(page, line)}"
        place = None if oddity.fix_start is None else Span(page.source.path, *page.source.place(oddity.fix_start))
        yield Observation(oddity.kind, span, oddity.text, oddity.fix or "", oddity.fix, subject, place)


def _line(page: Page, line: int) -> str:
    """The text of a line: it tells apart what is odd in the same way on several lines."""
    starts = page.source.line_starts
    return page.source.text[starts[line - 1] : starts[line] if line < len(starts) else None].strip()
