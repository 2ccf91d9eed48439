"""What the words of a code base mean by the model: a documented id, a deprecated or renamed one, an unknown one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from docschema.meaning.ids import Shape, shape_of
from docschema.model import Action, Model
from docschema.rendering.shown import has_placeholder, id_pattern
from docschema.scanning.words import HOLE

_NEAR = 0.8
_SUGGESTIONS = 500  # searches for an id that is nearly the same; each takes time for every id
_PLACEHOLDER = re.compile(r"<[^<>]*>")


class Sense(Enum):
    """What a word is."""

    DOCUMENTED = "documented"
    DEPRECATED = "deprecated"
    RENAMED = "renamed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word stands for: the documented ids that it uses, and its new or probable name."""

    sense: Sense
    ids: tuple[str, ...] = ()
    instead: str = ""


@dataclass(slots=True)
class Known:
    """The ids of a model, looked up by words. Built by `known_ids`; what it remembers only saves time."""

    actions: Mapping[str, tuple[Action, ...]]  # id -> one for each service that documents it
    renamed: Mapping[str, str]  # old id -> the id that it has now
    modules: Collection[tuple[str, str]] = ()  # the first two parts of modules of the code, which look like ids
    prefixes: frozenset[str] = field(init=False)
    _patterns: tuple[tuple[str, re.Pattern[str]], ...] = field(init=False)
    _templates: Mapping[str, str] = field(init=False)
    _stems: frozenset[str] = field(init=False)
    _by_first: Mapping[str, tuple[str, ...]] = field(init=False)
    _seen: dict[str, Meaning | None] = field(default_factory=dict)
    _searched: int = 0

    def __post_init__(self) -> None:
        names = [*self.actions, *self.renamed]
        plain = [name for name in names if not has_placeholder(name)]
        self.prefixes = frozenset(_first(name) for name in names) - {""}
        self._patterns = tuple((name, re.compile(id_pattern(name))) for name in self.actions if has_placeholder(name))
        self._templates = {_PLACEHOLDER.sub(HOLE, name): name for name, _ in self._patterns}
        self._stems = frozenset(stem for name in plain for stem in _stems(name))
        self._by_first = {first: tuple(sorted({n for n in names if _first(n) == first})) for first in self.prefixes}

    def meaning(self, word: str, *, alone: bool) -> Meaning | None:
        """What a word stands for; None for one that is no id. Only a word that is `alone` can be an unknown id."""
        if word not in self._seen:
            self._seen[word] = self._known(word) or self._unknown(word)
        found = self._seen[word]
        return found if found is None or alone or found.sense is not Sense.UNKNOWN else None

    def _known(self, word: str) -> Meaning | None:
        if HOLE in word:
            template = self._templates.get(word)
            return self._of((template,)) if template else None
        if word in self.renamed:
            return Meaning(Sense.RENAMED, (word,) if word in self.actions else (), self.renamed[word])
        if word in self.actions:
            return self._of((word,))
        matching = tuple(name for name, pattern in self._patterns if pattern.match(word))
        return self._of(matching) if matching else None

    def _of(self, names: tuple[str, ...]) -> Meaning:
        found = [action for name in names for action in self.actions[name]]
        return Meaning(Sense.DEPRECATED if all(action.deprecated for action in found) else Sense.DOCUMENTED, names)

    def _unknown(self, word: str) -> Meaning | None:
        """A word that begins as known ids do and has their shape, unless it is the beginning of one.

        Where it is not nearly the same as a known id, it must not be a module of the code either, and with two parts
        it counts only where the service has such ids.
        """
        first, rest = word.split(".", 1)
        shape = shape_of(word) if first in self.prefixes and HOLE not in word else Shape.WORD
        if shape not in (Shape.ID, Shape.SHORT_ID) or word in self._stems:
            return None
        near = self._nearest(word, first)
        if not near and ((first, rest.split(".", 1)[0]) in self.modules or not self._may_be(shape, first)):
            return None
        return Meaning(Sense.UNKNOWN, (), self.renamed.get(near, near))

    def _may_be(self, shape: Shape, first: str) -> bool:
        return shape is Shape.ID or any(name.count(".") == 1 for name in self._by_first[first])

    def _nearest(self, word: str, first: str) -> str:
        self._searched += 1
        if self._searched > _SUGGESTIONS:
            return ""
        return next(iter(difflib.get_close_matches(word, self._by_first[first], n=1, cutoff=_NEAR)), "")


def known_ids(model: Model, modules: Collection[tuple[str, str]] = ()) -> Known:
    """The ids of all services of a model."""
    actions: dict[str, tuple[Action, ...]] = {}
    for service in model.services:
        for action in service.actions:
            actions[action.id] = (*actions.get(action.id, ()), action)
    return Known(actions, _final(dict(_pairs(model))), modules)


def _pairs(model: Model) -> Iterator[tuple[str, str]]:
    for service in reversed(model.services):  # the first service decides
        yield from service.renamed
        yield from ((old, action.id) for action in service.actions for old in action.renamed_from)


def _final(pairs: Mapping[str, str]) -> dict[str, str]:
    """The pairs with the last name of each, where names were changed more than once; none that leads back."""
    found: dict[str, str] = {}
    for old, new in pairs.items():
        passed = {old}
        while new in pairs and new not in passed:
            passed.add(new)
            new = pairs[new]
        if new != old and new not in passed:
            found[old] = new
    return found


def _first(name: str) -> str:
    """The first part of an id; "" where it holds a placeholder."""
    first = name.split(".", 1)[0]
    return "" if "<" in first or "." not in name else first


def _stems(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts)))
