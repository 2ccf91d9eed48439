"""How far apart two names are."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 80  # letters of a name in which a slip is looked for


class Neighbours:
    """Names, found by others that are a letter away, without comparing all with all."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_part: dict[str, list[str]] = {}
        for name in names:
            for part in _shortened(name):
                self.by_part.setdefault(part, []).append(name)

    def near(self, name: str) -> list[str]:
        """The names at a distance of one."""
        found = dict.fromkeys(other for part in _shortened(name) for other in self.by_part.get(part, ()))
        return [other for other in found if distance(name, other) == 1]


def _shortened(name: str) -> list[str]:
    """A name, and all that is left of it when one letter is taken out."""
    return [name, *dict.fromkeys(name[:n] + name[n + 1 :] for n in range(min(len(name), _LONGEST)))]


def distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out, changed or swapped with the next (0, 1, or 2 for more)."""
    if one == other:
        return 0
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[same:], other[same:]
    near = a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
    return 1 if near else 2


def same_stem(one: str, other: str) -> bool:
    """Whether two words differ only at their end (number, tense)."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or short[:-1] == long[:-1]
