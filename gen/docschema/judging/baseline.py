"""A baseline: findings that were there before, which `check` does not show. One line of a JSON file each.

An entry names a finding by its fingerprint, which is made of code, file and subject, never of a line number.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from docschema.config import ConfigError
from docschema.open_file import read_bytes
from docschema.problem import Problem, Span
from docschema.rules import problem as finding
from docschema.rules.wording import quoted
from docschema.terminal import safe_json

SCHEMA_VERSION = 1
_KIND = "docschema baseline"
_HEAD = f'{{\n  "kind": "{_KIND}",\n  "schema_version": {SCHEMA_VERSION},\n  "findings": ['
_KEYS = ("path", "code", "about", "fingerprint")
_LARGEST = 64 * 1024 * 1024
_EXPECTED = "expected a file that docschema check --write-baseline made"


class Entry(Struct, frozen=True):
    """So many findings of one fingerprint."""

    path: str
    code: str
    about: str  # for people who read the file
    fingerprint: str
    count: int
    line: int = 0  # of the baseline file


class Baseline(Struct, frozen=True):
    """The entries of a baseline file."""

    path: str = ""  # as to be shown
    entries: tuple[Entry, ...] = ()


def to_text(problems: Iterable[Problem]) -> str:
    """The baseline of findings: sorted, so that two of them can be compared line by line."""
    first: dict[str, Problem] = {}
    numbers: Counter[str] = Counter()
    for problem in problems:
        first.setdefault(problem.fingerprint, problem)
        numbers[problem.fingerprint] += 1
    entries = sorted(_key(problem) for problem in first.values())
    lines = [_line(Entry(*key, numbers[key[-1]])) for key in entries]
    return f"{_HEAD}{','.join(lines)}{chr(10) + '  ' if lines else ''}]\n}}\n"


def _key(problem: Problem) -> tuple[str, str, str, str]:
    about = quoted((problem.subject or problem.message).replace("\0", " ")).strip('"')
    return problem.span.path, problem.code, about, problem.fingerprint


def _line(entry: Entry) -> str:
    fields = {key: getattr(entry, key) for key in (*_KEYS, "count")}
    return "\n    " + safe_json(json.dumps(fields, ensure_ascii=False))


def load(file: Path) -> Baseline:
    """The baseline in a file; ConfigError where it is none."""
    shown = file.as_posix()
    try:
        if file.stat().st_size > _LARGEST:
            raise ConfigError(f"{shown}: found more than 64 MiB, {_EXPECTED}")
        text = read_bytes(file).decode("utf-8-sig")
        content = json.loads(text)
    except OSError as error:
        raise ConfigError(f"{shown}: cannot be read: {error.strerror or error}; {_EXPECTED}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{shown}: is no valid JSON; {_EXPECTED}") from error
    return Baseline(shown, tuple(_entries(content, text, shown)))


def _entries(content: object, text: str, shown: str) -> Iterator[Entry]:
    findings = content.get("findings") if isinstance(content, dict) and content.get("kind") == _KIND else None
    if (
        not isinstance(findings, list)
        or not isinstance(content, dict)
        or content.get("schema_version") != SCHEMA_VERSION
    ):
        raise ConfigError(f"{shown}: is no baseline; {_EXPECTED}")
    lines = _lines(text)
    for item in findings:
        try:
            path, code, about, fingerprint = (str(item[key]) for key in _KEYS)
            entry = Entry(path, code, about, fingerprint, int(item["count"]))
        except (TypeError, KeyError, ValueError) as error:
            raise ConfigError(f"{shown}: found an entry that is none; {_EXPECTED}") from error
        yield replace(entry, line=lines.get(entry.fingerprint, 1))


def _lines(text: str) -> Mapping[str, int]:
    """The line of each fingerprint."""
    quoted = '"fingerprint": "'
    parts = ((line.partition(quoted)[2][:16], number) for number, line in enumerate(text.split("\n"), 1))
    return {fingerprint: number for fingerprint, number in parts if fingerprint}


def apart(
    problems: Sequence[Problem], baseline: Baseline, fingerprint: Callable[[Problem], str]
) -> tuple[list[Problem], dict[str, int]]:
    """The findings that a baseline does not have, and how many of each of its fingerprints there are not."""
    left: Counter[str] = Counter()
    for entry in baseline.entries:
        left[entry.fingerprint] += entry.count
    new: list[Problem] = []
    for problem in problems:
        key = fingerprint(problem) if left else ""
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(problem)
    return new, dict(left)


def stale(baseline: Baseline, left: Mapping[str, int]) -> Iterator[tuple[Entry, Problem]]:
    """The entries that have more findings than there are, and what to say of each."""
    for entry in baseline.entries:
        if gone := min(left.get(entry.fingerprint, 0), entry.count):
            place = Span(baseline.path, entry.line)
            text = f"{entry.code} in {entry.path}"
            yield entry, finding("baseline-stale", place, text, f"{gone} of {entry.count}", entry.fingerprint)
