"""The command line. Only this module decides exit codes: 0 clean, 1 findings or drift, 2 usage or environment."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from docschema import options
from docschema.console import Console, fall_silent, print_to
from docschema.failures import FINDINGS, INTERRUPTED, READER_GONE, Commands, Failure
from docschema.problem import Severity
from docschema.terminal import safe

if TYPE_CHECKING:
    from docschema.pipeline import Job, Reading, Result


def _version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from docschema import __version__

        print_to(sys.stdout, f"docschema {__version__}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def commands() -> None:
    """Make schemas, enums and reference docs from audit-event documentation, and keep them true.

    Exit codes: 0 clean, 1 findings or drift, 2 wrong usage, bad configuration or a failing environment.
    """


@commands.command()
@click.argument("folder", default=".", metavar="[PATH]", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.printing
def init(console: Console, folder: Path) -> None:
    """Find the docs below PATH and write a commented docschema.toml there."""
    from docschema.config import FILE_NAME
    from docschema.initialise import propose
    from docschema.pipeline import is_event_page
    from docschema.report import to_json

    file = folder / FILE_NAME
    if file.exists():
        raise Failure(f"{file.as_posix()} exists already; change it by hand, or remove it first")
    text = propose(folder, is_event_page)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    if console.is_json:
        console.data(to_json({"path": file.as_posix()}, ()))
    else:
        console.note(f"{safe(file.as_posix())} written; next: docschema build")


@commands.command()
@options.paths()
@options.config
@options.output
@options.max_unexplained
@click.option("--dry-run", is_flag=True, help="Write nothing, only say what would be written.")
@click.option("--diff", is_flag=True, help="Write nothing, only show the difference.")
@options.printing
def build(
    console: Console,
    paths: tuple[str, ...],
    config: Path | None,
    output: Path | None,
    max_unexplained: int,
    dry_run: bool,
    diff: bool,
) -> None:
    """Make the artifacts from the docs and write them; with errors in the docs, write nothing.

    PATH is a file or a folder; without any, the docs are those that the configuration names.
    """
    from docschema import pipeline, report_run
    from docschema.jobs import job_of

    job = job_of(paths, config, output, unexplained=max_unexplained, writes=True)
    result = pipeline.build(job, write=not (dry_run or diff))
    blocked = pipeline.is_blocked(result, job)
    _refuse_emptiness(result, job)
    if console.is_json:
        console.data(report_run.run_json(result))
    else:
        _notes(console, result)
        console.findings(result.problems, sys.stderr)
        if diff and result.drift is not None and not result.drift.is_clean:
            console.data(report_run.diff_text(result.drift))
        elif not blocked and not console.quiet:
            console.data(report_run.build_text(result))
    if blocked:
        _end("errors stand against it: nothing was written", console)
    if result.written is not None and result.written.failed:
        raise Failure("\n".join(f"{job.output}/{path}: {reason}" for path, reason in result.written.failed))


@commands.command()
@options.paths()
@options.config
@options.output
@options.max_unexplained
@options.fail_on
@options.printing
def check(
    console: Console,
    paths: tuple[str, ...],
    config: Path | None,
    output: Path | None,
    max_unexplained: int,
    fail_on: Severity,
) -> None:
    """Find what is amiss in the docs, between translations and in the artifacts; write nothing.

    Translations are held together as far as ids, their order and region rules go. Code is not checked yet.

    PATH is a file or a folder; without any, the docs are those that the configuration names. With PATH, artifacts
    are compared only where --output names them.
    """
    from docschema import pipeline, report_run
    from docschema.jobs import job_of

    job = job_of(paths, config, output, unexplained=max_unexplained)
    result = pipeline.check(job)
    _refuse_emptiness(result, job)
    if console.is_json:
        console.data(report_run.run_json(result))
    else:
        _notes(console, result)
        console.findings(result.problems, sys.stdout)
        if result.drift is not None and not result.drift.is_clean:
            console.data(report_run.short_diff_text(result.drift))
        console.note(report_run.check_text(result))
    if pipeline.fails(result.problems, result.reading.documents, fail_on, max_unexplained):
        raise click.exceptions.Exit(FINDINGS)


@commands.command()
@options.paths()
@options.config
@options.max_unexplained
@options.fail_on
@options.printing
def lint(
    console: Console, paths: tuple[str, ...], config: Path | None, max_unexplained: int, fail_on: Severity
) -> None:
    """Find what is amiss in each doc for itself: no translations, no artifacts."""
    from docschema import pipeline, report
    from docschema.jobs import job_of

    reading = pipeline.documents(job_of(paths, config))
    if console.is_json:
        console.data(report.to_json({"left_out": reading.left_out}, reading.problems))
    else:
        console.findings(reading.problems, sys.stdout)
        if reading.left_out:
            console.note(report.left_out_text(reading.left_out))
        sources = report.count(len(reading.documents), "source")
        console.note(f"{sources}; {report.severities_text(reading.problems)}")
    if pipeline.fails(reading.problems, reading.documents, fail_on, max_unexplained):
        raise click.exceptions.Exit(FINDINGS)


@commands.command()
@options.paths(required=True)
@options.config
@click.option("--ledger", is_flag=True, help="Print what became of the rows of each table, and no facts.")
@options.printing_as("text", "json", "jsonl", "csv")
def extract(console: Console, paths: tuple[str, ...], config: Path | None, ledger: bool) -> None:
    """Print the facts of sources, with their lines, and what became of every row.

    JSON has everything; CSV and JSON lines have one row for each fact, for those who load them elsewhere.
    """
    from docschema import pipeline, report
    from docschema.jobs import job_of
    from docschema.rules import get

    reading = pipeline.documents(job_of(paths, config), generated=True)
    _print_facts(console, reading, ledger=ledger)
    if not console.is_json:
        console.findings(reading.problems, sys.stderr)
        if reading.left_out:
            console.note(report.left_out_text(reading.left_out))
    unread = {get(name).code for name in ("source-unreadable", "source-too-large")}
    if any(found.code in unread for found in reading.problems):
        raise click.exceptions.Exit(FINDINGS)


def _print_facts(console: Console, reading: Reading, *, ledger: bool) -> None:
    from docschema import report_facts, report_rows

    if console.is_json:
        console.data(report_facts.facts_json(reading.documents, reading.problems))
    elif console.output_format == "csv":
        console.data(report_rows.table(reading.documents))
    elif reading.documents and console.output_format == "jsonl":
        console.data(report_rows.jsonl(reading.documents))
    elif reading.documents and ledger:
        console.data(report_facts.ledger_text(reading.documents))
    elif reading.documents:
        console.data(report_facts.facts_text(reading.documents, colour=console.colours(sys.stdout)))


@commands.command()
@click.argument("code")
@options.printing
def explain(console: Console, code: str) -> None:
    """Say what a code such as D103 means, why it matters, and how to repair it."""
    from docschema import report_rules
    from docschema.rules import find

    rule = find(code)
    if rule is None:
        raise click.UsageError(report_rules.unknown_text(code))
    console.data(report_rules.rules_json((rule,)) if console.is_json else report_rules.rule_text(rule))


@commands.command()
@options.printing
def rules(console: Console) -> None:
    """List all rules."""
    from docschema import report_rules
    from docschema.rules import rules as all_rules

    table = report_rules.rules_json if console.is_json else report_rules.table_text
    console.data(table(all_rules()))


def _notes(console: Console, result: Result) -> None:
    from docschema.report_run import balances_text

    for line in balances_text(result):
        console.note(line)


def _refuse_emptiness(result: Result, job: Job) -> None:
    """Without a single event page all artifacts would be taken for orphans; most likely a path is wrong."""
    from docschema.pipeline import is_blocked

    if job.output is not None and not result.model.services and not is_blocked(result, job):
        raise Failure(f"no page that documents events was found in {', '.join(job.paths)}; check the paths")


def _end(message: str, console: Console) -> NoReturn:
    console.complain(message)
    raise click.exceptions.Exit(FINDINGS)


def main() -> NoReturn:
    """The program."""
    try:
        code = commands.main(prog_name="docschema", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = INTERRUPTED
    except BrokenPipeError:
        fall_silent()
        code = READER_GONE
    sys.exit(code)
