"""Prints findings in the form that the command line asks for: text, SARIF, or annotations of GitHub."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click
from msgspec import Struct

from docschema import __version__
from docschema.atomic import sweep, write_bytes
from docschema.commands.console import Console
from docschema.judging.baseline import load, to_text
from docschema.judging.severities import severities
from docschema.judging.source_lines import lines_of
from docschema.judging.verdict import Case, Verdict
from docschema.pipeline import Job
from docschema.problem import Problem
from docschema.report import count
from docschema.reporting.github import annotation
from docschema.reporting.sarif import Run, log
from docschema.reporting.tally import by_code, tally_text
from docschema.reporting.text import finding_text
from docschema.rules import get
from docschema.terminal import safe

_REPAIRED_BY_BUILD = "A"  # the family of such rules


class Findings(Struct, frozen=True):
    """The findings of a command, and what it makes of them."""

    command: str
    job: Job
    problems: Sequence[Problem]
    failed: bool = False
    statistics: bool = False  # their numbers only


def show(console: Console, findings: Findings, stream: TextIO | None = None) -> None:
    """Print findings; text goes to `stream`, standard output without one."""
    if findings.statistics and not console.is_text:
        raise click.UsageError("--statistics goes with --output-format text and json")
    if console.output_format == "sarif":
        console.data(log(findings.problems, _run(findings)))
    elif console.output_format == "github":
        workspace = os.environ.get("GITHUB_WORKSPACE", "")
        for problem in findings.problems:
            console.data(annotation(problem, _roots(findings.job), workspace))
    else:
        _show_text(console, findings, stream or sys.stdout)


def _show_text(console: Console, findings: Findings, stream: TextIO) -> None:
    if findings.statistics:
        if findings.problems:
            console.write(tally_text(findings.problems), stream)
        return
    lines, colour = lines_of(_roots(findings.job)), console.colours(stream)
    for problem in findings.problems:
        console.write(finding_text(problem, lines, colour=colour), stream)


def _run(findings: Findings) -> Run:
    job = findings.job
    return Run(findings.command, __version__, _roots(job), findings.failed, severities(job.config))


def hidden_text(verdict: Verdict | None) -> list[str]:
    """What is not shown, in a line for each kind: suppressed findings, and errors that count all the same."""
    if verdict is None:
        return []
    kinds = ((verdict.suppressed, "suppressed"), (verdict.in_baseline, "in the baseline"))
    parts = [f"{count(number, 'finding')} {kind}" for number, kind in kinds if number]
    said = [f"not shown: {', '.join(parts)}"] if parts else []
    row = get("row-unexplained").code
    errors = [problem.code for problem in verdict.hidden_errors if problem.code != row]
    if errors:
        kinds_said = f"{count(len(errors), 'error')} suppressed or lowered ({', '.join(sorted(set(errors)))})"
        said.append(f"{kinds_said}; docschema build writes nothing until they are mended")
    if len(errors) < len(verdict.hidden_errors):
        said.append(f"{row} is suppressed or lowered, but such rows count by their number; see --max-unexplained")
    return said


def hidden_json(verdict: Verdict | None, problems: Sequence[Problem], *, statistics: bool) -> dict[str, object]:
    """The same for programs, and the number of findings of each rule where it is asked for."""
    more: dict[str, object] = {"statistics": by_code(problems)} if statistics else {}
    if verdict is not None:
        more["hidden"] = {
            "suppressed": verdict.suppressed,
            "baseline": verdict.in_baseline,
            "errors": len(verdict.hidden_errors),
        }
    return more


def write(file: Path, job: Job, problems: Sequence[Problem]) -> str:
    """Write findings as a baseline, and say so. What a build repairs does not belong there, nor a file of others."""
    if file.exists():
        load(file)
    case = Case(job.config, _roots(job))
    kept = [case.placed(problem) for problem in problems if not problem.code.startswith(_REPAIRED_BY_BUILD)]
    sweep((file.parent,))
    write_bytes(file, to_text(kept).encode("utf-8"))
    findings, name = count(len(kept), "finding"), safe(file.as_posix())
    return f"{findings} written to {name}; name it under [baseline] in docschema.toml, or with --baseline"


def _roots(job: Job) -> tuple[Path, Path]:
    """Where the paths of findings start: those of docs where the job says, those of artifacts and code here."""
    return job.root, Path()
