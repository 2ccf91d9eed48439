"""A translation laid beside its source: which row belongs to which, by id, then by section and position."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct

from docschema.model import ActionFact, Document, Group
from docschema.problem import Problem, Span
from docschema.rules import problem
from docschema.sequences import ascending, rows_in_order

_ALIKE = 0.8  # how alike two ids are of which one is the other, changed
_BATCH = 50  # rows of one id
_NEAR = 50  # rows among which a changed id is looked for

Gap = tuple[list[ActionFact], list[ActionFact]]  # rows of the source and of a translation between two equal ones


class Pair(Struct, frozen=True):
    """A row of the source and its row in a translation; one of them may be missing."""

    source: ActionFact | None
    translation: ActionFact | None


def section_keys(source: Document, translation: Document) -> Mapping[Group, str]:
    """The key of each section of a translation: its id, else that of the source's section at the same position."""
    own, mine = keys_of(source), keys_of(translation)
    paired, known = len(source.groups) == len(translation.groups), set(own.values())
    keys = dict(mine)
    for n, group in enumerate(translation.groups):
        if paired and mine[group] not in known:
            keys[group] = own[source.groups[n]]
    return keys


def keys_of(document: Document) -> Mapping[Group, str]:
    """The keys of a document's sections: the id, else a slug of the heading as in links to it."""
    keys: dict[Group, str] = {Group(""): ""}
    taken = {group.id for group in document.groups}
    free: Counter[str] = Counter()  # the number from which a name may be free
    for group in dict.fromkeys(group for group in document.groups if group not in keys):
        name = group.id or _numbered(anchor(group.heading), taken, free)
        keys[group] = name
        taken.add(name)
    return keys


def _numbered(name: str, taken: Container[str | None], free: Counter[str]) -> str:
    """The name, with a number where it is taken."""
    while (numbered := f"{name}-{free[name]}" if free[name] else name) in taken:
        free[name] += 1
    return numbered


def anchor(heading: str) -> str:
    """The name that a heading has in links to it: lower case, hyphens for blanks, no punctuation."""
    words = re.sub(r"\{\{[^{}]*\}\}|[^\w\s-]", "", heading.casefold()).split()
    return "-".join(words) or "section"


def align(source: Document, translation: Document) -> tuple[Pair, ...]:
    """All rows of both, paired: by section, id and order, then by id alone, then by place.

    So an id that only changed is one pair, not a missing and an extra row, and so is a row that only moved.
    """
    ours, theirs = source.actions, translation.actions
    keys, own = section_keys(source, translation), keys_of(source)
    left, right = list(_marks(ours, own)), list(_marks(theirs, keys))
    pairs: list[Pair] = []
    gaps: list[Gap] = []
    at = (0, 0)
    for block in rows_in_order(left, right):
        a, b, size = block
        if (a, b) != at:
            gaps.append((list(ours[at[0] : a]), list(theirs[at[1] : b])))
        pairs += map(Pair, ours[a : a + size], theirs[b : b + size])
        at = (a + size, b + size)
    pairs += _by_id(gaps)
    for mine, printed in gaps:
        pairs += _by_place(mine, printed)
    return tuple(pairs)


def _marks(facts: Sequence[ActionFact], keys: Mapping[Group, str]) -> Iterator[tuple[str, str, int]]:
    """What makes rows equal. The many rows of one id count in batches, as comparing each with each takes too long."""
    seen: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        mark = (keys.get(fact.group, ""), fact.id)
        yield (*mark, seen[mark] // _BATCH)
        seen[mark] += 1


def _by_id(gaps: Sequence[Gap]) -> Iterator[Pair]:
    """Rows of the same id that stand in different gaps or in another order; they are taken out of their gaps."""
    waiting: dict[str, deque[ActionFact]] = {}
    for _, printed in gaps:
        for fact in printed:
            waiting.setdefault(fact.id, deque()).append(fact)
    taken: set[int] = set()
    for mine, _ in gaps:
        for fact in mine:
            if waiting.get(fact.id):
                found = waiting[fact.id].popleft()
                taken |= {id(fact), id(found)}
                yield Pair(fact, found)
    for side in (side for gap in gaps for side in gap):
        side[:] = [fact for fact in side if id(fact) not in taken]


def _take(fact: ActionFact, facts: list[ActionFact]) -> None:
    """Take out this very fact, not one that equals it."""
    del facts[next(n for n, other in enumerate(facts) if other is fact)]


def _by_place(mine: Sequence[ActionFact], printed: Sequence[ActionFact]) -> Iterator[Pair]:
    """The rows of one gap: all of them if they are as many, else those whose ids are nearly alike."""
    if len(mine) == len(printed):
        yield from map(Pair, mine, printed)
        return
    left = list(printed)
    for fact in mine:
        alike = get_close_matches(fact.id, [other.id for other in left[:_NEAR]], n=1, cutoff=_ALIKE)
        found = next((other for other in left if alike and other.id == alike[0]), None)
        if found:
            _take(found, left)
        yield Pair(fact, found)
    yield from (Pair(None, fact) for fact in left)


def neighbours(facts: Sequence[ActionFact], places: Mapping[int, Span]) -> Iterator[tuple[ActionFact, Span | None]]:
    """The rows that have no place, and the place of the row before in their section, else of the one after."""
    after: dict[Group, Span] = {}
    below: dict[int, Span] = {}
    for fact in reversed(facts):
        if id(fact) in places:
            after[fact.group] = places[id(fact)]
        elif fact.group in after:
            below[id(fact)] = after[fact.group]
    before: dict[Group, Span] = {}
    last: Span | None = None
    for fact in facts:
        if id(fact) in places:
            last = before[fact.group] = places[id(fact)]
        else:
            yield fact, before.get(fact.group) or below.get(id(fact)) or last


def moved_row(pairs: Sequence[Pair]) -> Iterator[Problem]:
    """The first row that stands elsewhere than in the source."""
    both = [(p.source, p.translation) for p in pairs if p.source and p.translation and p.source.id == p.translation.id]
    both.sort(key=lambda pair: pair[0].span)
    staying = ascending([translation.span for _, translation in both])
    moved = [(translation.span, n) for n, (_, translation) in enumerate(both) if n not in staying]
    if moved:
        span, n = min(moved)
        yield problem("order-differs", span, both[n][1].id, both[n - 1][0].id if n else "")
