"""Region rules of all locales as one: deliveries, locations, and where a translation says something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docschema.alignment import keys_of, section_keys
from docschema.model import (
    Availability,
    AvailabilityFact,
    DefaultFact,
    Delivery,
    Document,
    Fixed,
    FixedFact,
    Group,
    Location,
    Place,
    Route,
    RouteFact,
)
from docschema.places import codes_in
from docschema.problem import Problem, Span
from docschema.rules import problem

Placed = AvailabilityFact | FixedFact
Fact = Placed | RouteFact | DefaultFact
Places = tuple[Place, ...]  # of one rule
Rule = tuple[str, tuple[str, ...]]  # what it says, and of which places


@dataclass(frozen=True, slots=True)
class Named:
    """A place as the source has it, and as a translation prints it."""

    key: str
    locale: str
    place: Place


def deliveries_of(document: Document, keys: Mapping[Group, str] | None = None) -> tuple[Delivery, ...]:
    """The region rules of one document, section by section, in document order; `keys` are those of its sections."""
    keys = keys_of(document) if keys is None else keys
    found: dict[str, list[Fact]] = {}
    for fact in _facts(document):
        found.setdefault(keys.get(fact.delivery, fact.delivery.heading), []).append(fact)
    return tuple(_delivery(key, facts) for key, facts in found.items())


def _facts(document: Document) -> list[Fact]:
    """The region rules in document order."""
    facts: list[Fact] = [*document.defaults, *document.routes, *document.fixed, *document.availability]
    return sorted(facts, key=lambda fact: fact.span)


def _delivery(key: str, facts: Sequence[Fact]) -> Delivery:
    defaults = [fact for fact in facts if isinstance(fact, DefaultFact)]
    routes = [Route(f.source.key, f.target.key) for f in facts if isinstance(f, RouteFact)]
    fixed = [Fixed(f.scope, f.place.key) for f in facts if isinstance(f, FixedFact)]
    available = [Availability(f.place.key, f.available) for f in facts if isinstance(f, AvailabilityFact)]
    return Delivery(
        key, bool(defaults), next((fact.domain for fact in defaults if fact.domain), None),
        tuple(dict.fromkeys(place for fact in defaults for place in fact.exceptions)),
        tuple(dict.fromkeys(routes)), tuple(dict.fromkeys(fixed)), tuple({a.location: a for a in available}.values()),
    )  # fmt: skip


def locations_of(names: Sequence[Named]) -> tuple[Location, ...]:
    """All places, with their names in each locale: the one printed most often, of several the first."""
    found: dict[str, dict[str, Counter[str]]] = {}
    codes: dict[str, str | None] = {}
    for item in names:
        texts = found.setdefault(item.key, {})
        codes[item.key] = codes.get(item.key) or item.place.code
        if item.place.name:
            texts.setdefault(item.locale, Counter())[item.place.name] += 1
    return tuple(
        Location(key, codes[key], {code: texts.most_common(1)[0][0] for code, texts in sorted(found[key].items())})
        for key in sorted(found)
    )


def named_places(documents: Sequence[Document], locale: str) -> Iterator[Named]:
    """The places of the source language's documents."""
    for document in documents:
        for place in _places(document):
            yield Named(place.key, locale, place)


def translated_places(source: Document, translation: Document) -> Iterator[Named]:
    """The places of a translation under the keys of the source: by code, else by position in the same rule."""
    known = {place.key for place in _places(source)}
    for place in _places(translation):
        if place.code in known:
            yield Named(place.code, translation.locale, place)
    left, right = _by_section(source, keys_of(source)), _by_section(translation, section_keys(source, translation))
    for key, rules in left.items():
        for mine, printed in _side_by_side(rules, right.get(key, [])):
            if printed.code is None:
                yield Named(mine.key, translation.locale, printed)


def _side_by_side(mine: Sequence[Places], theirs: Sequence[Places]) -> Iterator[tuple[Place, Place]]:
    """The places of rules that stand side by side; where one side has more, those with the same last place do."""
    left, right = ([rule[-1].code for rule in rules] for rules in (mine, theirs))
    if len(left) == len(right):
        blocks = [(0, 0, len(left))]
    else:
        blocks = [*SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()] if any(left) else []
    for a, b, size in blocks:
        for ours, printed in zip(mine[a : a + size], theirs[b : b + size], strict=True):
            yield from zip(ours, printed, strict=True)


def _by_section(document: Document, keys: Mapping[Group, str]) -> dict[tuple[str, str], list[Places]]:
    """The places of each rule, by the kind of the rule and its section."""
    found: dict[tuple[str, str], list[Places]] = {}
    for fact in _facts(document):
        if isinstance(fact, DefaultFact):
            continue
        places = (fact.source, fact.target) if isinstance(fact, RouteFact) else (fact.place,)
        key = (type(fact).__name__, keys.get(fact.delivery, fact.delivery.heading))
        found.setdefault(key, []).append(places)
    return found


def _places(document: Document) -> Iterator[Place]:
    for route in document.routes:
        yield from (route.source, route.target)
    placed: tuple[Placed, ...] = (*document.fixed, *document.availability)
    yield from (fact.place for fact in placed)


def rule_disagreements(source: Document, translation: Document) -> Iterator[Problem]:
    """Region rules that a translation lacks, adds or prints with other codes."""
    keys = section_keys(source, translation)
    ours = {delivery.key: delivery for delivery in deliveries_of(source)}
    theirs = {delivery.key: delivery for delivery in deliveries_of(translation, keys)}
    spans: dict[str, Span] = {}
    lines: dict[str, set[int]] = {}
    for fact in _facts(translation):
        key = keys.get(fact.delivery, fact.delivery.heading)
        spans.setdefault(key, fact.span)
        lines.setdefault(key, set()).add(fact.span.line)
    translated = {seen.span.line for seen in translation.observations if seen.kind == "code-translated"}
    for key in dict.fromkeys((*ours, *theirs)):
        if not translated & lines.get(key, set()):
            mine, printed = ours.get(key, Delivery(key)), theirs.get(key, Delivery(key))
            yield from _differences(mine, printed, spans.get(key, Span(translation.path)))


def _differences(ours: Delivery, theirs: Delivery, span: Span) -> Iterator[Problem]:
    """One finding for each code that differs, or one for the section where it states other rules."""
    differs = ours.same_region != theirs.same_region
    codes: list[tuple[str, str]] = []
    for mine, printed in zip(_rules(ours), _rules(theirs), strict=True):
        left, right = sorted((mine - printed).elements()), sorted((printed - mine).elements())
        differs |= [said for said, _ in left] != [said for said, _ in right]
        codes += [pair for (_, a), (_, b) in zip(left, right, strict=False) for pair in zip(a, b, strict=True)]
    if differs:
        yield problem("rule-differs", span, _told(theirs), _told(ours), subject=ours.key)
        return
    for expected, found in dict.fromkeys(codes):
        if found != expected and codes_in(expected):
            yield problem("region-code-differs", span, found, expected)


def _rules(delivery: Delivery) -> tuple[Counter[Rule], ...]:
    """The rules of each kind, without their order: a translation may list places by its own alphabet."""
    return (
        Counter(("", (place,)) for place in delivery.exceptions),
        Counter(("", (route.source, route.target)) for route in delivery.routes),
        Counter((fixed.scope or "", (fixed.location,)) for fixed in delivery.fixed),
        Counter((str(entry.available), (entry.location,)) for entry in delivery.availability),
    )


def _told(delivery: Delivery) -> str:
    """A rule in short: "same region except ap-north; ap-north -> ap-south"."""
    excepted = f" except {', '.join(delivery.exceptions)}" if delivery.exceptions else ""
    parts = [f"same region{excepted}"] * delivery.same_region
    parts += [f"{route.source} -> {route.target}" for route in delivery.routes]
    parts += [f"{fixed.scope or 'all'} in {fixed.location}" for fixed in delivery.fixed]
    parts += [f"{'' if entry.available else 'not '}in {entry.location}" for entry in delivery.availability]
    return "; ".join(parts) or "no rule"
