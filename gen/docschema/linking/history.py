"""Rows whose source text changed after their translation did, as git's history tells. The only module that asks git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from docschema.model import ActionRow, Model, Service
from docschema.problem import Problem, Related
from docschema.rules import problem

_TIMEOUT = 60  # seconds for one file
Times = Mapping[int, int]  # line -> when it was last changed, in seconds since 1970


class HistoryError(Exception):
    """Git is not there, or the docs are in no repository of it; the text says which and what to do."""


def line_times(file: Path) -> Times:
    """When each line of a file was last changed (white space and moves apart). HistoryError where git cannot tell."""
    import subprocess

    command = ["git", "-C", str(file.parent), "blame", "-w", "-M", "--line-porcelain", "--", file.name]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=False)
    except FileNotFoundError as error:
        raise HistoryError("git is not installed; leave --history out, or install it") from error
    except subprocess.TimeoutExpired as error:
        raise HistoryError(f"git blame of {file.as_posix()} took more than {_TIMEOUT} s") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise HistoryError(f"git cannot tell the history of {file.as_posix()}: {said}; leave --history out")
    return dict(_times(done.stdout.decode(errors="replace")))


def _times(porcelain: str) -> Iterator[tuple[int, int]]:
    line, when = 0, 0
    for text in porcelain.split("\n"):
        if text.startswith("\t"):
            yield line, when
        elif text.startswith("committer-time "):
            when = int(text.split()[1])
        elif len(words := text.split()) in (3, 4) and len(words[0]) == 40:
            line = int(words[2])


def stale_rows(model: Model, root: Path) -> tuple[Model, tuple[Problem, ...]]:
    """The model with the stale rows counted, and a finding for each of them. `root` is where paths of sources start."""
    times: dict[str, Times] = {}
    services, problems = [], []
    for service in model.services:
        found = tuple(_stale(service, root, times))
        counts = [sum(row.locale == item.locale for _, row in found) for item in service.completeness]
        told = (replace(item, stale=count) for item, count in zip(service.completeness, counts, strict=True))
        services.append(replace(service, completeness=tuple(told)))
        problems += [_finding(source, row) for source, row in found]
    return Model(tuple(services)), tuple(problems)


def _stale(service: Service, root: Path, times: dict[str, Times]) -> Iterator[tuple[ActionRow, ActionRow]]:
    for action in service.actions:
        sources = [row for row in action.rows if row.locale == service.source_locale]
        for locale in service.locales[1:]:
            rows = [row for row in action.rows if row.locale == locale]
            for source, row in zip(sources, rows, strict=False):
                if _changed(source, root, times) > _changed(row, root, times):
                    yield source, row


def _changed(row: ActionRow, root: Path, times: dict[str, Times]) -> int:
    """When the text of a row was last changed; 0 for a row without one."""
    if row.text is None:
        return 0
    path = row.text.span.path
    if path not in times:
        times[path] = line_times(root / path)
    first = row.text.span.line
    lines = range(first, first + row.text.raw.count("\n") + 1)
    return max((times[path].get(line, 0) for line in lines), default=0)


def _finding(source: ActionRow, row: ActionRow) -> Problem:
    span = row.text.span if row.text else row.span
    found = problem("row-stale", span, source.description or "", row.description or "")
    related = (Related(source.text.span, "the source language now has"),) if source.text else ()
    return replace(found, related=related)
