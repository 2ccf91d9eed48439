"""What `lint --fix` and `lint --diff` do on a command line, and what they say."""

from __future__ import annotations

from collections.abc import Sequence

import click

from docschema.commands.console import Console
from docschema.commands.failures import FINDINGS, Failure
from docschema.commands.fix import Outcome, repair, write
from docschema.discover import STDIN
from docschema.pipeline import Job, linted, spared
from docschema.problem import Problem
from docschema.report import count, to_json
from docschema.reporting.drift import diff_text
from docschema.terminal import safe

NO_FILE = "standard input cannot be repaired; name files or folders"


def repaired(console: Console, job: Job, *, writes: bool) -> Outcome:
    """Repair the docs of a job, or find out what could be repaired. Failure where a file cannot be written."""
    if STDIN in job.paths:
        raise click.UsageError(NO_FILE)
    outcome = repair(job, spared(job))
    for path in outcome.undecoded:
        console.complain(f"{safe(path)}: left alone, as it is not valid UTF-8")
    failed = write(outcome, job.root) if writes else ()
    if failed:
        lines = [f"{path}: {reason}" for path, reason in failed]
        raise Failure("\n".join([*lines, "these files are as they were; mend that, then run docschema lint --fix"]))
    return outcome


def show_diff(console: Console, job: Job, outcome: Outcome) -> int:
    """Print what repairing would change; the exit code: 1 where it would change something."""
    diff = diff_text(outcome.drift(job.root))
    left = linted(job, outcome.after).problems
    if console.is_json:
        console.data(to_json({**fixed_json(outcome), "diff": diff}, left))
    else:
        if diff:
            console.data(diff)
        console.note(fix_text(outcome, left, verb="can be fixed"))
    return FINDINGS if outcome.files else 0


def fix_text(outcome: Outcome, left: Sequence[Problem], *, verb: str = "fixed") -> str:
    """`3 fixed, 2 remaining in 2 files`."""
    files = {found.span.path for found in (*outcome.done, *left)}
    where = f" in {count(len(files), 'file')}" if files else ""
    return f"{len(outcome.done)} {verb}, {len(left)} remaining{where}"


def fixed_json(outcome: Outcome) -> dict[str, object]:
    """The repaired findings, with their places when they were repaired, and the files that were left alone."""
    return {"fixed": [_fixed(found) for found in outcome.done], "left_alone": list(outcome.undecoded)}


def _fixed(found: Problem) -> dict[str, object]:
    place = found.fix.span if found.fix else found.span
    put = found.fix.replacement if found.fix else ""
    return {"code": found.code, "path": place.path, "line": place.line, "column": place.column,
            "length": place.length, "replacement": put}  # fmt: skip
