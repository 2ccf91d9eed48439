"""Repairs what can be repaired for certain, and looks at each repair before it counts.

First each doc for itself, then the translations beside their source. A repair counts if the doc, read again, has the
same facts with the same descriptions and what was put in made its finding go away; else it is taken back. It goes on
until nothing more can be repaired, so that a second run changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from docschema import pipeline
from docschema.atomic import sweep, write_bytes
from docschema.linking.edits import apply, data_of, text_of
from docschema.model import Document
from docschema.pipeline import Job, Reading
from docschema.problem import Problem
from docschema.sync import Change, Drift, State

_ROUNDS = 200  # of one doc: a finding may stand for a run of lines, each of which takes one
_LINKED_ROUNDS = 20

Spared = Callable[[Sequence[Problem]], Sequence[Problem]]  # the findings that nothing hides


class Repaired(Struct, frozen=True):
    """One file: its content before and after, and the findings that were repaired."""

    path: str
    old: bytes
    new: bytes
    done: tuple[Problem, ...] = ()


class Outcome(Struct, frozen=True):
    """What was, or would be, repaired, and what the docs say after that."""

    files: tuple[Repaired, ...]
    after: Reading
    undecoded: tuple[str, ...] = ()  # files that are left alone since they are no UTF-8

    @property
    def done(self) -> tuple[Problem, ...]:
        """The findings that were repaired."""
        return tuple(found for file in self.files for found in file.done)

    def drift(self, root: Path) -> Drift:
        """The files as changes, to be shown."""
        changes = (Change(file.path, root / file.path, State.STALE, file.old, file.new) for file in self.files)
        return Drift(root, tuple(changes))


class _Bench(Struct):
    """The files while they are repaired: what they hold by now, and what was repaired."""

    job: Job
    spared: Spared
    old: dict[str, bytes] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)
    done: dict[str, list[Problem]] = field(default_factory=dict)
    failed: set[tuple[str, str, str]] = field(default_factory=set)  # path, code and subject of findings
    undecoded: set[str] = field(default_factory=set)

    def due(self, problems: Iterable[Problem]) -> list[Problem]:
        """The findings with a repair that was not tried in vain, in files that can be repaired."""
        wanted = (found for found in problems if found.fix and found.fix.span.path == found.span.path)
        return [p for p in self.spared(tuple(wanted)) if _key(p) not in self.failed and self._is_text(p.span.path)]

    def _is_text(self, path: str) -> bool:
        if path not in self.old:
            self.old[path] = self.new[path] = (self.job.root / path).read_bytes()
        if text_of(self.old[path]) is None:
            self.undecoded.add(path)
        return path not in self.undecoded

    def edited(self, path: str, problems: Sequence[Problem]) -> tuple[bytes, tuple[Problem, ...]]:
        """The content of a file with repairs in it, and the findings that these are for."""
        text, done = apply(text_of(self.new[path]) or "", problems)
        return data_of(text, self.old[path]), done

    def keep(self, path: str, data: bytes, done: Iterable[Problem]) -> None:
        """Have repairs count."""
        self.new[path] = data
        self.done.setdefault(path, []).extend(done)

    def read(self, path: str, data: bytes) -> Reading:
        """One doc with other content than that on disk."""
        return pipeline.documents(replace(self.job, paths=(path,), texts={path: data}))


def repair(job: Job, spared: Spared = lambda problems: problems) -> Outcome:
    """What can be repaired in the docs of a job. Reads only; `spared` leaves out findings that are hidden."""
    bench = _Bench(replace(job, output=None, code=None), spared)
    result = pipeline.linked(bench.job)
    for path in dict.fromkeys(found.span.path for found in bench.due(result.reading.problems)):
        _mend_doc(bench, path)
    reading = _mend_translations(bench)
    changed = (path for path in sorted(bench.done) if bench.new[path] != bench.old[path])
    files = tuple(Repaired(path, bench.old[path], bench.new[path], tuple(bench.done[path])) for path in changed)
    return Outcome(files, reading, tuple(sorted(bench.undecoded)))


def write(outcome: Outcome, root: Path) -> tuple[tuple[str, str], ...]:
    """Put the repaired files in place, each in one step; paths that failed, and what the system said.

    A file that somebody changed in the meantime stays as it is.
    """
    failed: list[tuple[str, str]] = []
    sweep((root / file.path).resolve().parent for file in outcome.files)
    for file in outcome.files:
        place = (root / file.path).resolve()  # a link stays a link
        try:
            if place.read_bytes() != file.old:
                failed.append((file.path, "the file changed in the meantime"))
                continue
            write_bytes(place, file.new)
        except OSError as error:
            failed.append((file.path, error.strerror or type(error).__name__))
    return tuple(failed)


def _mend_doc(bench: _Bench, path: str) -> None:
    """Repair one doc for itself, all at once as long as that holds, else one finding after the other."""
    reading, most = bench.read(path, bench.new[path]), None
    for _ in range(_ROUNDS):
        data, tried = bench.edited(path, bench.due(reading.problems)[:most])
        if not tried:
            return
        after = bench.read(path, data)
        if _holds(_facts(reading, path), _facts(after, path), tried, reading.problems, after.problems):
            bench.keep(path, data, tried)
            reading = after
        elif len(tried) == 1:
            bench.failed.add(_key(tried[0]))
        else:
            most = 1


def _mend_translations(bench: _Bench) -> Reading:
    """Repair what only the whole family of a doc knows; the docs as they are read in the end."""
    result = pipeline.linked(replace(bench.job, texts=bench.new))
    for _ in range(_LINKED_ROUNDS):
        due = bench.due(result.problems)
        edits = {path: bench.edited(path, [p for p in due if p.span.path == path]) for path in _paths(due)}
        edits = {path: edit for path, edit in edits.items() if edit[1]}
        if not edits:
            break
        texts = {**bench.new, **{path: data for path, (data, _) in edits.items()}}
        after = pipeline.linked(replace(bench.job, texts=texts))
        for path, (data, tried) in edits.items():
            here, there = (_facts(seen.reading, path) for seen in (result, after))
            if _holds(here, there, tried, _of(result.problems, path), _of(after.problems, path)):
                bench.keep(path, data, tried)
            else:
                bench.failed |= {_key(found) for found in tried}
        kept = all(bench.new[path] == data for path, (data, _) in edits.items())
        result = after if kept else pipeline.linked(replace(bench.job, texts=bench.new))
    return result.reading


def _paths(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.span.path for found in problems))


def _of(problems: Iterable[Problem], path: str) -> list[Problem]:
    return [found for found in problems if found.span.path == path]


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.span.path, problem.code, problem.subject


def _holds(
    before: _Facts, after: _Facts, tried: Sequence[Problem], had: Iterable[Problem], has: Iterable[Problem]
) -> bool:
    """Whether no fact is lost, and there are fewer findings of each rule for which something was put in."""
    put_in = {found.code for found in tried if found.fix and not found.fix.span.length}
    numbers, left = (Counter(found.code for found in problems) for problems in (had, has))
    return after.keeps(before) and all(left[code] < numbers[code] for code in put_in)


class _Facts(Struct, frozen=True):
    """What no repair may change: how many facts there are, and the descriptions. A rule may come back with its code."""

    numbers: tuple[int, ...]
    texts: tuple[str | None, ...]
    rules: tuple[int, ...]

    def keeps(self, before: _Facts) -> bool:
        """Whether these are the facts of before, and the region rules at least those."""
        same = (self.numbers, self.texts) == (before.numbers, before.texts)
        return same and all(now >= then for now, then in zip(self.rules, before.rules, strict=True))


def _facts(reading: Reading, path: str) -> _Facts:
    doc = next((found for found in reading.documents if found.path == path), Document(path, "", ""))
    texts = [fact.description for fact in doc.actions] + [fact.description for fact in doc.fields]
    rules = (doc.availability, doc.routes, doc.fixed, doc.defaults)
    return _Facts((len(doc.actions), len(doc.renamed), len(doc.fields)), tuple(texts), tuple(map(len, rules)))
