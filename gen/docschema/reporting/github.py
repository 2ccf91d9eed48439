"""Findings as annotations of a pull request: commands to the runner of GitHub Actions, one on each line.

Of each kind the runner shows the first ten of a step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docschema.judging.source_lines import relative
from docschema.problem import Problem, Severity
from docschema.reporting.text import fix_text
from docschema.rules import find
from docschema.terminal import safe

_COMMANDS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotation(problem: Problem, roots: Sequence[Path] = (Path(),), workspace: str = "") -> str:
    """One finding as a command. `workspace` is the folder of the checkout: from there the runner counts paths."""
    span = problem.span
    rule = find(problem.code)
    properties = {
        "file": relative(span.path, roots, Path(workspace)) if workspace else span.path,
        "line": str(span.line),
        "col": str(span.column),
        **({"endColumn": str(span.column + span.length)} if span.length else {}),
        "title": f"{problem.code} {rule.name}" if rule else problem.code,
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[problem.severity]} {said}::{_message(problem)}"


def _message(problem: Problem) -> str:
    """What the annotation says, a line for each part."""
    parts = [problem.message]
    parts += [f"{item.span.path}:{item.span.line}: {item.message}" for item in problem.related]
    parts += [f"help: {problem.help}"] if problem.help else []
    parts += [f"fix: {fix_text(problem.fix)}"] if problem.fix else []
    return "\n".join(map(safe, parts)).translate(_DATA)


def _property(value: str) -> str:
    return safe(value).translate(_PROPERTY)
