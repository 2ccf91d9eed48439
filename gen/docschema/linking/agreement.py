"""All locales of a service held against each other: one finding for each place that has to be repaired.

The source language decides. Where none is configured the majority of the locales does, and a tie is told as a tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from docschema.linking.alignment import Pair, keys_of, moved_row, neighbours, section_keys
from docschema.linking.passages import description_findings, with_source
from docschema.linking.regions import rule_disagreements
from docschema.model import ActionFact, Document, Group
from docschema.problem import Problem, Related, Span
from docschema.rules import problem

Pairs = Mapping[str, Sequence[Pair]]  # locale -> its rows beside those of the source
_FEWEST_WITNESSES = 2  # translations that have to agree against their source


def settled(base: Document, pairs: Pairs, *, source_decides: bool) -> Mapping[int, str]:
    """The id of each row of the base (by `id()` of its fact) as it should be in all locales."""
    rows = _rows(base, pairs)
    if source_decides:
        return {key: fact.id for key, (fact, _) in rows.items()}
    return {key: _majority([fact, *others.values()]) or fact.id for key, (fact, others) in rows.items()}


def _rows(base: Document, pairs: Pairs) -> Mapping[int, tuple[ActionFact, Mapping[str, ActionFact]]]:
    """Each row of the base with its rows in the translations."""
    found: dict[int, dict[str, ActionFact]] = {id(fact): {} for fact in base.actions}
    for code, aligned in pairs.items():
        for pair in aligned:
            if pair.source is not None and pair.translation is not None:
                found[id(pair.source)][code] = pair.translation
    return {id(fact): (fact, found[id(fact)]) for fact in base.actions}


def _majority(facts: Sequence[ActionFact]) -> str | None:
    """The id that most of the rows print; None for a tie."""
    counts = Counter(fact.id for fact in facts).most_common(2)
    return None if len(counts) > 1 and counts[0][1] == counts[1][1] else counts[0][0]


def agreement(
    base: Document, translations: Mapping[str, Document], pairs: Pairs, *, source_decides: bool
) -> Iterator[Problem]:
    """Everything in which the locales of a service differ."""
    yield from _ids(base, pairs, source_decides=source_decides)
    for code, translation in translations.items():
        yield from _rows_apart(base, translation, pairs[code])
        for pair in pairs[code]:
            if pair.source is not None and pair.translation is not None:
                yield from description_findings(pair.source, pair.translation)


def _ids(base: Document, pairs: Pairs, *, source_decides: bool) -> Iterator[Problem]:
    """Ids that differ: in one translation, in several, or in the source alone."""
    for fact, others in _rows(base, pairs).values():
        if fact.faults:
            continue
        printed = {other.id for other in others.values()}
        expected = fact.id if source_decides else _majority([fact, *others.values()])
        if expected is None:
            rows = {row.id: row for row in (*others.values(), fact)}
            yield from (
                problem("id-tie", row.span, row.id, ", ".join(sorted(rows.keys() - {row.id}))) for row in rows.values()
            )
        elif source_decides and len(others) >= _FEWEST_WITNESSES and len(printed) == 1 and fact.id not in printed:
            yield problem("source-deviates", fact.span, fact.id, *printed)
        else:
            yield from (_differs(row, expected, fact) for row in (fact, *others.values()) if row.id != expected)


def _differs(row: ActionFact, expected: str, source: ActionFact) -> Problem:
    found = problem("id-differs-in-locale", row.span, row.id, expected)
    return with_source(found, source.span) if row is not source else found


def _rows_apart(base: Document, translation: Document, pairs: Sequence[Pair]) -> Iterator[Problem]:
    """Sections and rows that only one of the two has, rows that moved, region rules that differ."""
    lost = lost_sections(base, translation, pairs)
    headings, rows = _headings(base), _rows_by_section(base)
    for key, span in lost.items():
        found = problem("section-missing-in-locale", span, key, headings.get(key, ""))
        yield replace(found, related=tuple(rows.get(key, ())))
    yield from _missing(base, pairs, translation, lost)
    ids = {pair.translation.id for pair in pairs if pair.source and pair.translation}
    for pair in pairs:
        if pair.source is None and pair.translation is not None:
            rule = "row-doubled-in-locale" if pair.translation.id in ids else "row-extra-in-locale"
            yield problem(rule, pair.translation.span, pair.translation.id)
    yield from moved_row(pairs)
    yield from rule_disagreements(base, translation, frozenset(lost))


def _missing(
    base: Document, pairs: Sequence[Pair], translation: Document, lost: Mapping[str, Span]
) -> Iterator[Problem]:
    keys = keys_of(base)
    places = {id(pair.source): pair.translation.span for pair in pairs if pair.source and pair.translation}
    for fact, span in neighbours(base.actions, places):
        if keys.get(fact.group) not in lost:
            found = problem("row-missing-in-locale", span or Span(translation.path), fact.id, fact.description or "")
            yield with_source(found, fact.span)


def lost_sections(base: Document, translation: Document, pairs: Sequence[Pair]) -> Mapping[str, Span]:
    """Sections with facts that a translation lacks altogether, by key, and the heading before each in its file."""
    own, keys = keys_of(base), section_keys(base, translation)
    there = set(keys.values())
    there |= {own.get(pair.source.group, "") for pair in pairs if pair.source and pair.translation}
    wanted = {own.get(group) for group in _groups_with_facts(base)}
    spans = {keys[group]: span for group, span in zip(translation.groups, translation.group_spans, strict=False)}
    lost: dict[str, Span] = {}
    before = Span(translation.path)
    for group in base.groups:
        key = own[group]
        before = spans.get(key, before)
        if key in wanted and key not in there:
            lost[key] = before
    return lost


def _groups_with_facts(base: Document) -> Iterator[Group]:
    yield from (fact.group for fact in base.actions)
    yield from (fact.group for fact in base.fields)
    yield from (fact.delivery for fact in base.defaults)
    yield from (fact.delivery for fact in base.routes)
    yield from (fact.delivery for fact in base.availability)


def _rows_by_section(base: Document) -> Mapping[str | None, Sequence[Related]]:
    """The rows of each section: a finding about the section names every id in it."""
    keys = keys_of(base)
    found: dict[str | None, list[Related]] = {}
    for fact in base.actions:
        found.setdefault(keys.get(fact.group), []).append(Related(fact.span, f"the row of {fact.id}"))
    return found


def _headings(base: Document) -> Mapping[str, str]:
    """The heading of each section, the first of several."""
    headings: dict[str, str] = {}
    for group, key in keys_of(base).items():
        headings.setdefault(key, group.heading)
    return headings
