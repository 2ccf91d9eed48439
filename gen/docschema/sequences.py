"""Sequences laid beside each other, in time by their length."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

_MANY = 1000  # entries of both from which on comparing stretches takes too long
_Ordered = TypeVar("_Ordered", bound=Any)

Block = tuple[int, int, int]  # where something stands in the one, in the other, and its length


def rows_in_order(left: Sequence[Hashable], right: Sequence[Hashable]) -> Sequence[Block]:
    """Where both have the same, in order; an empty block stands at the end.

    Of long ones each entry is met once: the first of one kind with the first, and as many as stand in order.
    """
    if len(left) + len(right) <= _MANY:
        return SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    waiting: dict[Hashable, deque[int]] = {}
    for n, entry in enumerate(right):
        waiting.setdefault(entry, deque()).append(n)
    met = [(n, waiting[entry].popleft()) for n, entry in enumerate(left) if waiting.get(entry)]
    kept = sorted(ascending([n for _, n in met]))
    return [*((*met[n], 1) for n in kept), (len(left), len(right), 0)]


def lines_in_order(left: Sequence[str], right: Sequence[str]) -> Sequence[Block]:
    """The same for lines of files, of which many are alike: those that stand there once on both sides are met first.

    What stands between two such lines is not looked into where it is long.
    """
    if len(left) + len(right) <= _MANY:
        return SequenceMatcher(None, left, right).get_matching_blocks()
    found: list[Block] = []
    a = b = 0
    for c, d in [*_anchors(left, right), (len(left), len(right))]:
        found += _between(left, right, (a, b), (c, d))
        found.append((c, d, min(1, len(left) - c)))
        a, b = c + 1, d + 1
    return list(_joined(found))


def _anchors(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of lines that stand once on both sides, as many as stand in order."""
    counts, others = Counter(left), Counter(right)
    places = {line: n for n, line in enumerate(right) if others[line] == 1}
    met = [(n, places[line]) for n, line in enumerate(left) if counts[line] == 1 and line in places]
    return (met[n] for n in sorted(ascending([d for _, d in met])))


def _between(left: Sequence[str], right: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> list[Block]:
    """What two stretches have in common at their start and end, and between where they are short."""
    (a, b), (c, d) = start, end
    before = _common(left, right, a, b, min(c - a, d - b), 1)
    after = _common(left, right, c - 1, d - 1, min(c - a, d - b) - before, -1)
    inner_a, inner_b = left[a + before : c - after], right[b + before : d - after]
    inner = []
    if inner_a and inner_b and len(inner_a) + len(inner_b) <= _MANY:
        blocks = SequenceMatcher(None, inner_a, inner_b).get_matching_blocks()
        inner = [(a + before + n, b + before + m, size) for n, m, size in blocks]
    return [(a, b, before), *inner, (c - after, d - after, after)]


def _common(left: Sequence[str], right: Sequence[str], a: int, b: int, most: int, step: int) -> int:
    return next((n for n in range(most) if left[a + n * step] != right[b + n * step]), most)


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those that follow each other at once as one, and the empty one at the end."""
    a, b, size = 0, 0, 0
    for c, d, more in blocks:
        if not more:
            continue
        if (c, d) == (a + size, b + size):
            size += more
        else:
            if size:
                yield a, b, size
            a, b, size = c, d, more
    if size:
        yield a, b, size
    yield (*blocks[-1][:2], 0)


def ascending(entries: Sequence[_Ordered]) -> set[int]:
    """The positions of as many entries as possible that stand in their order."""
    ends: list[_Ordered] = []  # the smallest last entry of a run of each length
    at: list[int] = []  # its position
    before: list[int | None] = []
    for n, entry in enumerate(entries):
        length = bisect_right(ends, entry)
        ends[length : length + 1] = [entry]
        at[length : length + 1] = [n]
        before.append(at[length - 1] if length else None)
    found: set[int] = set()
    position = at[-1] if at else None
    while position is not None:
        found.add(position)
        position = before[position]
    return found
