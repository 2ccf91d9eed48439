"""What of the source language belongs where a translation changed an id or a region code, where that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docschema.linking.alignment import Pair, keys_of, section_keys
from docschema.meaning.places import MOST_CODES, codes_in
from docschema.model import ActionFact, Document, FixedFact, Group, Place, RouteFact
from docschema.problem import Fix, Problem, Span
from docschema.rules import get, problem

Fixes = dict[tuple[Span, str], Fix]  # by the place of a finding and what is printed there
_Rest = tuple[tuple[str, ...], int, tuple[str, ...]]  # the kind of a rule, one of its places, and all its others


class _Rule(Struct, frozen=True):
    """A region rule: the place where a finding about it stands, where it belongs, and its places."""

    span: Span
    kind: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(place.key for place in self.places)


def with_fixes(
    problems: Iterable[Problem],
    source: Document,
    translations: Mapping[str, Document],
    pairs: Mapping[str, Sequence[Pair]],
) -> Iterator[Problem]:
    """The findings about a service, with the repairs that are certain; and codes in words of a translation's language.

    A finding that a translation has by an older source than this one keeps to itself.
    """
    ids: Fixes = {}
    codes: Fixes = {}
    for code, translation in translations.items():
        ids |= id_fixes(source, translation, pairs[code])
        codes |= prose_fixes(source, translation) | code_fixes(source, translation)
    known = {get("id-differs-in-locale").code: ids, get("region-code-differs").code: codes}
    for found in problems:
        fix = known.get(found.code, {}).get((found.span, found.subject))
        elsewhere = any(place.span.path != source.path for place in found.related)
        yield found if fix is None or found.fix or elsewhere else replace(found, fix=fix)
    for translation in translations.values():
        yield from _translated(translation, codes)


def _translated(translation: Document, codes: Fixes) -> Iterator[Problem]:
    for seen in translation.observations:
        fix = codes.get((seen.span, seen.text)) if seen.kind == "code-translated" else None
        if fix:
            yield replace(problem(seen.kind, seen.span, seen.text, fix.replacement, seen.subject), fix=fix)


def id_fixes(source: Document, translation: Document, pairs: Sequence[Pair]) -> Fixes:
    """The ids of the source for those that a translation changed.

    Certain is a row that stands between the same two rows as in the source, and whose id has a part that no id of the
    source has: else it may document an action of its own.
    """
    partner = {id(pair.translation): pair.source for pair in pairs if pair.translation is not None}
    parts = {part for fact in source.actions for part in fact.id.split(".")}
    renamed = {(fact.old, fact.new) for fact in source.renamed}
    order = {id(fact): n for n, fact in enumerate(source.actions)}
    fixes: Fixes = {}
    for n, fact in enumerate(translation.actions):
        mine = partner.get(id(fact))
        if mine is None or mine.id == fact.id or mine.faults or fact.span.length != len(fact.id):
            continue
        strange = bool(fact.faults) or (fact.id, mine.id) in renamed or not set(fact.id.split(".")) <= parts
        if strange and _same_neighbours(translation.actions, n, source.actions, order[id(mine)], partner):
            fixes[fact.span, fact.id] = Fix(fact.span, mine.id)
    return fixes


def _same_neighbours(
    printed: Sequence[ActionFact], n: int, mine: Sequence[ActionFact], m: int, partner: Mapping[int, ActionFact | None]
) -> bool:
    """Whether the rows before and after belong together too, or there are none on both sides."""
    for step in (-1, 1):
        here = printed[n + step] if 0 <= n + step < len(printed) else None
        there = mine[m + step] if 0 <= m + step < len(mine) else None
        if (partner.get(id(here)) if here else None) is not there:
            return False
    return True


def code_fixes(source: Document, translation: Document) -> Fixes:
    """The codes of the source for those that a translation changed.

    Certain is a rule that differs in one place only from one that the translation lacks. Of several routes that share
    their other place either order states the same, so that they belong together as they stand.
    """
    ours = sorted(_rules(source, keys_of(source)), key=lambda rule: rule.span)
    theirs = sorted(_rules(translation, section_keys(source, translation)), key=lambda rule: rule.span)
    left, right = _by_rest(_without(ours, theirs)), _by_rest(_without(theirs, ours))
    fixes: Fixes = {}
    claimed = Counter(id(rule) for rest, rules in right.items() if rest in left for rule in rules)
    for rest, rules in right.items():
        mine = left.get(rest, [])
        if len(mine) == len(rules) and (len(rules) == 1 or rest[2]) and all(claimed[id(r)] == 1 for r in rules):
            for one, other in zip(mine, rules, strict=True):
                fixes |= _code_fix(one.places[rest[1]], other, rest[1])
    return fixes


def _without(rules: Iterable[_Rule], others: Iterable[_Rule]) -> Iterator[_Rule]:
    """The rules that the others do not state too, as often."""
    stated = Counter((other.kind, other.keys) for other in others)
    for rule in rules:
        if stated[rule.kind, rule.keys] > 0:
            stated[rule.kind, rule.keys] -= 1
        else:
            yield rule


def _by_rest(rules: Iterable[_Rule]) -> dict[_Rest, list[_Rule]]:
    """Rules by all but one of their places, in document order; each rule once for each of its places."""
    found: dict[_Rest, list[_Rule]] = {}
    for rule in rules:
        for n in range(len(rule.places)):
            found.setdefault((rule.kind, n, rule.keys[:n] + rule.keys[n + 1 :]), []).append(rule)
    return found


def _rules(document: Document, keys: Mapping[Group, str]) -> Iterator[_Rule]:
    for fact in document.routes:
        yield _Rule(fact.span, _kind(fact, keys), (fact.source, fact.target))
    for fixed in document.fixed:
        yield _Rule(fixed.span, (*_kind(fixed, keys), fixed.scope or ""), (fixed.place,))
    for stated in document.availability:
        yield _Rule(stated.span, ("available", str(stated.available), keys.get(stated.delivery, "")), (stated.place,))


def _kind(fact: RouteFact | FixedFact, keys: Mapping[Group, str]) -> tuple[str, ...]:
    return (type(fact).__name__, keys.get(fact.delivery, ""))


def prose_fixes(source: Document, translation: Document) -> Fixes:
    """The codes of the source for names in code marks in a paragraph that has all other codes of one of its own."""
    fixes: Fixes = {}
    lacking: Mapping[tuple[str, ...], set[str]] | None = None
    for seen in translation.observations:
        _, in_prose, beside = seen.subject.partition("\0")
        if seen.kind == "code-translated" and in_prose:
            lacking = _lacking(source) if lacking is None else lacking
            missing = lacking.get(tuple(sorted(beside.split())), ())
            if len(missing) == 1:
                fixes[seen.span, seen.text] = Fix(seen.span, *missing)
    return fixes


def _lacking(source: Document) -> Mapping[tuple[str, ...], set[str]]:
    """All but one of the codes of a paragraph, sorted, and that one; of paragraphs that have the same, all such."""
    found: dict[tuple[str, ...], set[str]] = {}
    for codes in _codes_by_line(source).values():
        for code in codes if codes.total() <= MOST_CODES + 1 else ():
            found.setdefault(tuple(sorted((codes - Counter((code,))).elements())), set()).add(code)
    return found


def _codes_by_line(document: Document) -> dict[int, Counter[str]]:
    """The codes that the region rules on each line name, each as often as it stands there."""
    placed = [(fact.span.line, place) for fact in document.routes for place in (fact.source, fact.target)]
    placed += [(fixed.span.line, fixed.place) for fixed in document.fixed]
    placed += [(stated.span.line, stated.place) for stated in document.availability]
    found: dict[int, Counter[str]] = {}
    for line, place in {(line, place.span): (line, place) for line, place in placed}.values():
        found.setdefault(line, Counter()).update(codes_in(place.code or ""))
    for default in document.defaults:
        found.setdefault(default.span.line, Counter()).update(c for key in default.exceptions for c in codes_in(key))
    return found


def _code_fix(mine: Place, printed: _Rule, n: int) -> Fixes:
    place = printed.places[n]
    if mine.code is None or not codes_in(mine.code) or place.span is None:
        return {}
    fix = Fix(place.span, mine.code)
    return {(printed.span, place.key): fix, (place.span, place.key): fix}
