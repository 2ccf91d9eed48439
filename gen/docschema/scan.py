"""The scan stage: the ids that a code base uses, held against the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from msgspec import Struct, field

from docschema.directive import Directive
from docschema.judging.suppress import directives_in_code
from docschema.model import Action, Model, Observation, Service
from docschema.problem import Problem, Span, by_place
from docschema.rendering.namelock import Lock, module_name
from docschema.rendering.view import names_of
from docschema.rules import get, problem
from docschema.scanning.enums import ENUM, Enums
from docschema.scanning.files import CodeFile, Walk, content_of
from docschema.scanning.ids import Known, Meaning, Sense, known_ids
from docschema.scanning.literals import ending_of, words_of
from docschema.scanning.python import NoPythonError, PythonCode, read_python
from docschema.scanning.words import Word, line_starts, span_of
from docschema.usage import Coverage, Scope, Usage

_PYTHON = frozenset({"py", "pyi"})
_WITH_MODULES = _PYTHON | frozenset("java kt kts scala groovy cs ex exs".split())
_IS_PLAIN = re.compile(r"[\w.-]+", re.ASCII)
_RULES = {
    Sense.UNKNOWN: "code-id-unknown",
    Sense.DEPRECATED: "code-id-deprecated",
    Sense.RENAMED: "code-id-renamed",
}


def scan(model: Model, scope: Scope, lock: Lock) -> Usage:
    """What the code of a scope uses of a model; `lock` has the names of the generated enums.

    FileNotFoundError for a path that leads nowhere.
    """
    walk = Walk(scope)
    files = tuple(walk.files())
    known = known_ids(model, frozenset(_modules(files)))
    reader = _Reader(known, Enums({module_name(s.name): names_of(s, lock)[ENUM] for s in model.services}))
    count = 0
    for found in files:
        text, reason = content_of(found)
        if reason:
            walk.passed_over[reason] += 1
        else:
            count += 1
            reader.read(found.path, text)
            directives, unknown = directives_in_code(found.path, text)
            reader.directives += directives
            reader.problems += unknown
    reader.resolve()
    coverage = tuple(_coverage(service, reader) for service in model.services if service.actions)
    problems = [*reader.problems, *_not_used(model, coverage), *_too_little(model, coverage, scope.min_coverage)]
    passed_over = {reason: number for reason, number in sorted(walk.passed_over.items()) if number}
    in_order = tuple(sorted(set(problems), key=by_place))
    return Usage(count, passed_over, coverage, in_order, tuple(reader.directives))


def _modules(files: Iterable[CodeFile]) -> Iterator[tuple[str, str]]:
    """The names of neighbours in the paths of code that has modules: `("depot", "image")` of `src/depot/image.py`."""
    for found in files:
        path = PurePosixPath(found.path)
        if ending_of(found.path) in _WITH_MODULES:
            parts = (*path.parts[:-1], path.stem)
            yield from pairwise(parts)


# ------------------------------------------------------------------------------------------- reading


class _Reader(Struct):
    """Reads files one after the other, and gathers findings and used ids."""

    known: Known
    enums: Enums
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    waiting: list[tuple[tuple[str, ...], Span]] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)

    def read(self, path: str, text: str) -> None:
        """Take in the words of a file, and the references of a Python file."""
        starts = line_starts(text)
        for word in self._words(path, text, starts):
            meaning = self.known.meaning(word.text, alone=word.alone)
            if meaning is not None:
                is_printed = text[word.start : word.end] == word.text
                span = span_of(path, starts, word.start, word.end)
                self._take(span, word.text, meaning, meaning.instead if is_printed else "")

    def resolve(self) -> None:
        """Take in the members of generated enums, now that it is known which modules pass them on."""
        for name, span in self.waiting:
            for identifier in self.enums.ids(name):
                meaning = self.known.meaning(identifier, alone=True) or Meaning(Sense.UNKNOWN)
                self._take(span, identifier, meaning, self.enums.member(meaning.instead))

    def _words(self, path: str, text: str, starts: Sequence[int]) -> Iterable[Word]:
        ending = ending_of(path)
        if ending not in _PYTHON:
            return words_of(text, ending)
        try:
            code = read_python(text, self.enums.members)
        except NoPythonError as error:
            self.problems.append(problem("code-not-parsed", Span(path, error.line), str(error), subject=path))
            return words_of(text, ending)
        self._refer(path, code, starts)
        return code.words

    def _refer(self, path: str, code: PythonCode, starts: Sequence[int]) -> None:
        self.enums.learn(path, code.imports)
        for reference in code.references:
            span = span_of(path, starts, reference.start, reference.end)
            self.waiting.append((self.enums.absolute(path, reference.path), span))

    def _take(self, span: Span, identifier: str, meaning: Meaning, replacement: str) -> None:
        self.used.update(meaning.ids)
        if meaning.sense in _RULES:
            rule = get(_RULES[meaning.sense])
            is_certain = meaning.sense is Sense.RENAMED and _IS_PLAIN.fullmatch(replacement)
            fix = replacement if is_certain else None
            self.problems.append(rule.problem(Observation(rule.name, span, identifier, meaning.instead, fix)))


# ------------------------------------------------------------------------------------------- coverage


def _expected(service: Service, known: Known) -> Iterator[Action]:
    """The actions that code is to use: neither deprecated nor known by another name."""
    return (action for action in service.actions if not action.deprecated and action.id not in known.renamed)


def _coverage(service: Service, reader: _Reader) -> Coverage:
    expected = [action.id for action in _expected(service, reader.known)]
    missing = tuple(name for name in expected if name not in reader.used)
    return Coverage(service.name, len(expected), len(expected) - len(missing), missing)


def _not_used(model: Model, coverage: Iterable[Coverage]) -> Iterator[Problem]:
    """A finding for each action that no code uses, at the row that documents it."""
    services = {service.name: service for service in model.services}
    for covered in coverage:
        service, missing = services[covered.service], frozenset(covered.missing)
        for action in service.actions:
            if action.id in missing:
                yield problem("action-not-in-code", _place(service, action), action.id, service.name)


def _too_little(model: Model, coverage: Iterable[Coverage], least: float) -> Iterator[Problem]:
    """A finding for each service of which the code uses too little, at its docs."""
    services = {service.name: service for service in model.services}
    for covered in coverage:
        if covered.percent < least:
            service = services[covered.service]
            paths = service.sources.get(service.source_locale) or [_place(service, service.actions[0]).path]
            share = f"{covered.used} of {covered.documented}"
            yield problem("code-coverage-low", Span(paths[0]), share, f"{least:g} %", subject=service.name)


def _place(service: Service, action: Action) -> Span:
    rows = [row for row in action.rows if row.locale == service.source_locale] or [*action.rows]
    return next((row.span for row in rows if row.alone), rows[0].span if rows else Span(service.name))
