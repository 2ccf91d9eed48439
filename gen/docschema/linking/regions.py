"""Region rules of all locales as one: deliveries, locations, and where a translation says something else."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from docschema.linking.alignment import keys_of, section_keys
from docschema.meaning.places import codes_in
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
from docschema.problem import Problem, Span
from docschema.rules import problem
from docschema.sequences import rows_in_order

Placed = AvailabilityFact | FixedFact
Fact = Placed | RouteFact | DefaultFact
Places = tuple[Place, ...]  # of one rule
Rule = tuple[str, tuple[str, ...]]  # what it says, with a slot for each place, and the places


class Named(Struct, frozen=True):
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
            if printed.code is None and mine.name:  # else a code was translated, and no name
                yield Named(mine.key, translation.locale, printed)


def _side_by_side(mine: Sequence[Places], theirs: Sequence[Places]) -> Iterator[tuple[Place, Place]]:
    """The places of rules that stand side by side; where one side has more, those with the same last place do."""
    left, right = ([rule[-1].code for rule in rules] for rules in (mine, theirs))
    whole = [(0, 0, len(left))] if len(left) == len(right) else []
    for a, b, size in whole or (rows_in_order(left, right) if any(left) else []):
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


def rule_disagreements(
    source: Document, translation: Document, lost: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Region rules that a translation lacks, adds or prints with other codes, outside the sections that it lost."""
    own, keys = keys_of(source), section_keys(source, translation)
    ours, theirs = _rules(source, own), _rules(translation, keys)
    translated = {seen.span.line for seen in translation.observations if seen.kind == "code-translated"}
    before = _before(own, translation, keys)
    for key in dict.fromkeys((*ours, *theirs)):
        if key not in lost:
            left, right, told = _without_translated(ours.get(key, {}), theirs.get(key, {}), translated)
            yield from told
            span = min(theirs.get(key, {}).values(), default=None) or before.get(key) or Span(translation.path)
            yield from _differences(key, left, right, span)


def _without_translated(
    ours: Mapping[Rule, Span], theirs: Mapping[Rule, Span], lines: Container[int]
) -> tuple[Mapping[Rule, Span], Mapping[Rule, Span], tuple[Problem, ...]]:
    """The rules of both without those in which a code was translated: the doc itself shows that.

    Where such a rule ends in another code than the rule of the source in its place, that is told.
    """
    foreign = sorted(
        (rule for rule in theirs if rule not in ours and theirs[rule].line in lines), key=theirs.__getitem__
    )
    if not foreign:
        return ours, theirs, ()
    coded = (rule for rule in ours if rule not in theirs and all(map(codes_in, rule[1])))
    unmatched = sorted(coded, key=ours.__getitem__)
    waiting = _queues(unmatched, lambda rule: (rule[0], rule[1][-1:]))
    alone = []
    matched = set()
    for rule in foreign:
        same = waiting.get((rule[0], rule[1][-1:]))
        if same:
            matched.add(same.popleft())
        else:
            alone.append(rule)
    kinds = {rule[0] for rule in alone}
    missed = [mine for mine in unmatched if mine not in matched and mine[0] in kinds]
    told = tuple(
        problem("region-code-differs", theirs[rule], rule[1][-1], mine[1][-1])
        for mine, rule in zip(missed, alone, strict=False)
        if rule[1] and mine[1]
    )
    gone = {*matched, *missed[: len(alone)], *foreign}
    left, right = ({rule: span for rule, span in rules.items() if rule not in gone} for rules in (ours, theirs))
    return left, right, told


def _queues(rules: Iterable[Rule], key: Callable[[Rule], Rule]) -> dict[Rule, deque[Rule]]:
    """The rules that have something in common, in their order."""
    found: dict[Rule, deque[Rule]] = {}
    for rule in rules:
        found.setdefault(key(rule), deque()).append(rule)
    return found


def _rules(document: Document, keys: Mapping[Group, str]) -> dict[str, dict[Rule, Span]]:
    """The rules of each section and where each stands first. Not their order: a translation may list places by its
    own alphabet."""
    found: dict[str, dict[Rule, Span]] = {}
    for fact in _facts(document):
        rules = found.setdefault(keys.get(fact.delivery, fact.delivery.heading), {})
        for rule in _said(fact):
            rules.setdefault(rule, fact.span)
    return found


def _said(fact: Fact) -> tuple[Rule, ...]:
    if isinstance(fact, DefaultFact):
        return ("same region", ()), *(("except {}", (place,)) for place in fact.exceptions)
    if isinstance(fact, RouteFact):
        return (("{} -> {}", (fact.source.key, fact.target.key)),)
    if isinstance(fact, FixedFact):
        return ((f"{fact.scope or 'all'} in {{}}", (fact.place.key,)),)
    return (("available in {}" if fact.available else "not available in {}", (fact.place.key,)),)


def _before(own: Mapping[Group, str], translation: Document, keys: Mapping[Group, str]) -> Mapping[str, Span | None]:
    """For each section of the source the last place of a translation in those before it."""
    facts = [(fact.delivery, fact.span) for fact in _facts(translation)]
    facts += [(fact.group, fact.span) for fact in translation.actions]
    last: dict[str | None, Span] = {}
    for group, span in facts:
        last[keys.get(group)] = max(span, last.get(keys.get(group), span))
    found: dict[str, Span | None] = {}
    place: Span | None = None
    for key in own.values():
        found.setdefault(key, place)
        place = max((span for span in (place, last.get(key)) if span), default=None)
    return found


def _differences(key: str, ours: Mapping[Rule, Span], theirs: Mapping[Rule, Span], span: Span) -> Iterator[Problem]:
    """One finding for each code that differs, or one for a section that states other rules, at the first of them."""
    left, right = sorted(ours.keys() - theirs.keys()), sorted(theirs.keys() - ours.keys())
    if [said for said, _ in left] != [said for said, _ in right]:
        span = min((theirs[rule] for rule in right), default=span)
        yield problem("rule-differs", span, _told(right), _told(left), subject=key)
        return
    codes: dict[tuple[str, str], Span] = {}
    for mine, printed in _side_by_side_rules(left, right, ours, theirs):
        for pair in zip(mine[1], printed[1], strict=True):
            codes.setdefault(pair, theirs[printed])
    for (expected, found), place in codes.items():
        if found != expected and codes_in(expected):
            yield problem("region-code-differs", place, found, expected)


def _side_by_side_rules(
    left: Sequence[Rule], right: Sequence[Rule], ours: Mapping[Rule, Span], theirs: Mapping[Rule, Span]
) -> Iterator[tuple[Rule, Rule]]:
    """Rules of the same kind that go together: those about the same place, the others in the order of the docs."""
    rest = sorted(right, key=lambda rule: (rule[0], theirs[rule]))
    waiting = _queues(rest, lambda rule: (rule[0], rule[1][:1]))
    loose, taken = [], set()
    for mine in sorted(left, key=lambda rule: (rule[0], ours[rule])):
        same = waiting.get((mine[0], mine[1][:1]))
        if same:
            taken.add(same[0])
            yield mine, same.popleft()
        else:
            loose.append(mine)
    yield from zip(loose, (rule for rule in rest if rule not in taken), strict=True)


def _told(rules: Iterable[Rule]) -> str:
    """Rules in short: "same region; except ap-north; ap-north -> ap-south"."""
    return "; ".join(said.format(*places) for said, places in rules) or "no such rule"
