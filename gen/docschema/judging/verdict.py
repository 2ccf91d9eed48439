"""What becomes of the findings of all stages: severities, suppressions, the baseline; in this order, and only here."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from docschema.config import Config
from docschema.directive import Directive
from docschema.judging import baseline as known
from docschema.judging.baseline import Baseline
from docschema.judging.severities import matches, severities, weighed
from docschema.judging.source_lines import relative
from docschema.problem import Problem, Severity, Span, in_order
from docschema.rules import get
from docschema.rules import problem as finding

_ABOUT_SUPPRESSIONS = frozenset({"S201", "S202", "S203"})
PathIgnore = tuple[str, str]  # pattern and key


class Case(Struct, frozen=True):
    """What findings are judged by. Relative paths start at one of the roots."""

    config: Config
    roots: tuple[Path, ...] = (Path(),)
    directives: tuple[Directive, ...] = ()
    baseline: Baseline = field(default_factory=Baseline)
    read: tuple[str, ...] = ()  # the files that were looked at
    complete: bool = False  # whether these are all that there are
    judged: Callable[[str], bool] = lambda _code: False  # whether what a rule did not find is not there

    def path(self, path: str) -> str:
        """A path as patterns and baselines name it: from the folder of the configuration."""
        return relative(path, self.roots, self.config.root if self.config.path else self.roots[0])

    def placed(self, problem: Problem) -> Problem:
        """The finding with its path as baselines name it."""
        return replace(problem, span=replace(problem.span, path=self.path(problem.span.path)))


class Verdict(Struct, frozen=True):
    """The findings to show, and what was done with the others."""

    shown: tuple[Problem, ...]
    suppressed: int = 0
    in_baseline: int = 0
    hidden_errors: tuple[Problem, ...] = ()  # errors, as their rules have them, that are not shown as such


def judge(problems: Iterable[Problem], case: Case) -> Verdict:
    """The verdict on findings, with what is to be said of suppressions and of the baseline."""
    found, chosen = in_order(problems), severities(case.config)
    heard = weighed(found, chosen)
    spared, used = _spared(heard, case)
    unused = weighed(_unused(case, used, chosen), chosen)
    also_spared, _ = _spared(unused, case)
    listed = (*spared, *also_spared)
    new, left = known.apart(listed, case.baseline, lambda problem: case.placed(problem).fingerprint)
    shown = in_order([*new, *weighed(_stale(case, left, chosen), chosen)])
    standing = set(shown)
    errors = (problem for problem in found if problem.severity is Severity.ERROR and problem not in standing)
    return Verdict(shown, len(heard) + len(unused) - len(listed), len(listed) - len(new), tuple(errors))


def _spared(problems: Sequence[Problem], case: Case) -> tuple[list[Problem], set[Directive | PathIgnore]]:
    """The findings that no suppression hides, and the suppressions that hide one."""
    hidden = dict(_by_directives(problems, case.directives))
    used: set[Directive | PathIgnore] = set(hidden.values())
    spared: list[Problem] = []
    for problem in problems:
        if problem in hidden:
            continue
        by_path = _by_path(problem, case)
        if by_path is None:
            spared.append(problem)
        else:
            used.add(by_path)
    return spared, used


def _by_path(problem: Problem, case: Case) -> PathIgnore | None:
    """What in the configuration hides a finding."""
    path = case.path(problem.span.path) if case.config.per_path_ignores else ""
    for pattern, keys in case.config.per_path_ignores:
        for key in keys:
            if get(key).code == problem.code and matches(pattern, path):
                return pattern, key
    return None


def _by_directives(problems: Iterable[Problem], directives: Iterable[Directive]) -> Iterator[tuple[Problem, Directive]]:
    """The findings that comments hide, each with the comment that ends first."""
    groups: dict[tuple[str, str], tuple[list[Directive], list[Problem]]] = {}
    for directive in directives:
        groups.setdefault((directive.span.path, directive.code), ([], []))[0].append(directive)
    for problem in problems:
        if group := groups.get((problem.span.path, problem.code)):
            group[1].append(problem)
    for comments, found in groups.values():
        yield from _pairs(sorted(comments, key=lambda directive: directive.first), found)


def _pairs(comments: Sequence[Directive], found: Sequence[Problem]) -> Iterator[tuple[Problem, Directive]]:
    """In one sweep from the first line to the last, so that many of both take no long time."""
    open_now: list[tuple[int, int]] = []  # last line and index
    at = 0
    for problem in sorted(found, key=lambda problem: problem.span.line):
        line = problem.span.line
        while at < len(comments) and comments[at].first <= line:
            heapq.heappush(open_now, (comments[at].last, at))
            at += 1
        while open_now and open_now[0][0] < line:
            heapq.heappop(open_now)
        if open_now:
            yield problem, comments[open_now[0][1]]


def _is_judged(code: str, case: Case, chosen: Mapping[str, Severity | None]) -> bool:
    is_on = chosen.get(code, Severity.ERROR) is not None
    return is_on and code not in _ABOUT_SUPPRESSIONS and case.judged(code)


def _unused(case: Case, used: set[Directive | PathIgnore], chosen: Mapping[str, Severity | None]) -> Iterator[Problem]:
    """What is to be said of suppressions that hide nothing."""
    for directive in case.directives:
        if directive not in used and _is_judged(directive.code, case, chosen):
            yield finding("suppression-unused", directive.span, directive.key)
    for pattern, keys in case.config.per_path_ignores if case.complete else ():
        for key in keys:
            if (pattern, key) not in used and _is_judged(get(key).code, case, chosen):
                yield finding("suppression-unused", Span(case.config.path or ""), key, pattern, f"{pattern}: {key}")


def _stale(case: Case, left: Mapping[str, int], chosen: Mapping[str, Severity | None]) -> Iterator[Problem]:
    """What is to be said of entries of the baseline whose findings are gone."""
    read = {case.path(path) for path in case.read}
    for entry, problem in known.stale(case.baseline, left):
        if _is_judged(entry.code, case, chosen) and (case.complete or entry.path in read):
            yield problem
