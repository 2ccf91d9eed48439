"""The command line. Only this module decides exit codes: 0 clean, 1 findings or drift, 2 usage or environment."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from docschema.commands import options
from docschema.commands.console import Console, fall_silent, print_to
from docschema.commands.failures import FINDINGS, INTERRUPTED, READER_GONE, Commands, Failure, complain
from docschema.commands.templates import templates

if TYPE_CHECKING:
    from pathlib import Path

    from docschema.pipeline import Job, Reading, Result
    from docschema.severity import Severity

# Between two looks for garbage: there is next to none, and looking took a fifth of the time.
_NEW_OBJECTS = 100_000
NO_EVENT_PAGE = "no page that documents events was found in {paths}; check the paths"


def _version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from docschema import __version__

        print_to(sys.stdout, f"docschema {__version__}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def commands() -> None:
    """Make schemas, enums and reference docs from audit-event documentation, and keep them true.

    Exit codes: 0 clean, 1 findings or drift, 2 wrong usage, bad configuration or a failing environment.
    """


@commands.command(short_help="Find the docs and write a commented docschema.toml.")
@click.argument("folder", default=".", metavar="[PATH]", type=options.FilePath(exists=True, file_okay=False))
@options.printing
def init(console: Console, folder: Path) -> None:
    """Find the docs below PATH and write a commented docschema.toml there."""
    from docschema.atomic import sweep, write_bytes
    from docschema.config import FILE_NAME
    from docschema.initialise import propose
    from docschema.pipeline import is_event_page
    from docschema.report import to_json
    from docschema.terminal import safe

    file = folder / FILE_NAME
    if file.exists() or file.is_symlink():
        raise Failure(f"{file.as_posix()} exists already; change it by hand, or remove it first")
    text = propose(folder, is_event_page)
    sweep((folder,))
    write_bytes(file, text.encode())
    if console.is_json:
        console.data(to_json({"path": file.as_posix()}, ()))
    else:
        console.note(f"{_found(text)}; {safe(file.as_posix())} written; next: docschema build")


def _found(text: str) -> str:
    """What the first line of a proposed configuration says was found."""
    return text.partition(". ")[2].partition(". ")[0].partition(":")[0].replace("\n# ", " ")


@commands.command(short_help="Make the artifacts from the docs and write them.")
@options.paths()
@options.config
@options.output
@options.inject
@options.max_unexplained
@click.option("--dry-run", is_flag=True, help="Write nothing, only say what would be written.")
@click.option("--diff", is_flag=True, help="Write nothing, only show the difference.")
@click.option("--fail-on-change", is_flag=True, help="Exit with 1 if files were written or removed, as in a hook.")
@options.printing_findings
def build(
    console: Console,
    paths: tuple[str, ...],
    config: Path | None,
    output: Path | None,
    inject: tuple[Path, ...],
    max_unexplained: int,
    dry_run: bool,
    diff: bool,
    fail_on_change: bool,
) -> None:
    """Make the artifacts from the docs and write them; with errors in the docs, write nothing.

    PATH is a file or a folder; without any, the docs are those that the configuration names.
    """
    from docschema import pipeline
    from docschema.commands import summary as report_run
    from docschema.commands.findings import Findings, hidden_text, show
    from docschema.commands.jobs import job_of
    from docschema.reporting.drift import diff_text

    job = job_of(paths, config, output, unexplained=max_unexplained, writes=True, inject=inject)
    result = pipeline.build(job, write=not (dry_run or diff))
    blocked = pipeline.is_blocked(result, job)
    _refuse_emptiness(result, job)
    if console.is_json:
        console.data(report_run.run_json(result))
    else:
        _notes(console, result)
        show(console, Findings("build", job, result.problems, blocked), sys.stderr)
        if not console.is_text:
            console.note("" if blocked else report_run.build_text(result))
        elif diff and result.drift is not None and not result.drift.is_clean:
            console.data(diff_text(result.drift))
        elif not blocked and not console.quiet:
            console.data(report_run.build_text(result))
    if blocked:
        for line in hidden_text(result.verdict):
            console.complain(line)
        _end("errors stand against it: nothing was written", console)
    if result.written is not None and result.written.failed:
        raise Failure(report_run.failures_text(result, job.repair))
    if fail_on_change and result.written is not None and (result.written.written or result.written.removed):
        _end("the artifacts changed: commit them with the docs", console)


@commands.command(short_help="Find what is amiss in docs, translations, artifacts, code.")
@options.paths()
@options.config
@options.output
@options.inject
@options.max_unexplained
@options.fail_on
@options.statistics
@options.baseline
@click.option(
    "--write-baseline",
    type=options.FilePath(dir_okay=False),
    metavar="FILE",
    help="List the findings of today in FILE, which later runs take as --baseline.",
)
@click.option("--diff", is_flag=True, help="Show the whole difference of the artifacts, not only its beginning.")
@click.option("--history", is_flag=True, help="Ask git which rows changed after their translation did.")
@options.printing_findings
def check(
    console: Console,
    paths: tuple[str, ...],
    config: Path | None,
    output: Path | None,
    inject: tuple[Path, ...],
    max_unexplained: int,
    fail_on: Severity,
    statistics: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    diff: bool,
    history: bool,
) -> None:
    """Find what is amiss in docs, translations, artifacts and code; write nothing.

    Code is looked at where [scan] in the configuration names it.

    PATH is a file or a folder; without any, the docs are those that the configuration names. With PATH, artifacts
    are compared only where --output names them.
    """
    from docschema import pipeline
    from docschema.commands import summary as report_run
    from docschema.commands.findings import Findings, hidden_json, hidden_text, show, write
    from docschema.commands.jobs import job_of
    from docschema.reporting.drift import drift_text

    job = job_of(
        paths, config, output, unexplained=max_unexplained, baseline=baseline, anew=write_baseline, inject=inject
    )
    result = pipeline.check(job, history=history)
    _refuse_emptiness(result, job)
    if write_baseline is not None:
        console.note(write(write_baseline, job, result.problems))
        return
    failed = pipeline.fails(result.problems, result.reading.documents, fail_on, max_unexplained)
    if console.is_json:
        more = hidden_json(result.verdict, result.problems, statistics=statistics)
        console.data(report_run.run_json(result, more))
    else:
        _notes(console, result)
        show(console, Findings("check", job, result.problems, failed, statistics))
        if console.is_text and result.drift is not None and not result.drift.is_clean:
            console.data(drift_text(result.drift, job.repair, whole=diff))
        for line in (*hidden_text(result.verdict), report_run.translations_text(result)):
            console.note(line) if line else None
        console.note(report_run.check_text(result))
    if failed:
        raise click.exceptions.Exit(FINDINGS)


@commands.command(short_help="Find what is amiss in each doc; --fix repairs it.")
@options.paths()
@options.config
@options.max_unexplained
@options.fail_on
@options.fix
@options.diff
@options.statistics
@options.baseline
@options.printing_findings
def lint(
    console: Console,
    paths: tuple[str, ...],
    config: Path | None,
    max_unexplained: int,
    fail_on: Severity,
    fix: bool,
    diff: bool,
    statistics: bool,
    baseline: Path | None,
) -> None:
    """Find what is amiss in each doc for itself: no translations, no artifacts.

    --fix repairs what is certain and nothing else: markup, ids, and in translations the ids and region codes of the
    source language. It exits with 1 if something is left that has to be repaired by hand.
    """
    from docschema import pipeline, report
    from docschema.commands.findings import Findings, hidden_json, hidden_text, show
    from docschema.commands.jobs import job_of

    job = job_of(paths, config, baseline=baseline)
    outcome = None
    if fix or diff:
        from docschema.commands import repairing

        outcome = repairing.repaired(console, job, writes=not diff)
        if diff:
            raise click.exceptions.Exit(repairing.show_diff(console, job, outcome))
    reading = pipeline.linted(job, outcome.after if outcome else None)
    if not reading.documents and not reading.problems:
        raise Failure(NO_EVENT_PAGE.format(paths=", ".join(job.paths)))
    failed = pipeline.fails(reading.problems, reading.documents, fail_on, max_unexplained)
    if console.is_json:
        more = repairing.fixed_json(outcome) if outcome else {}
        more |= hidden_json(reading.verdict, reading.problems, statistics=statistics)
        console.data(report.to_json({"left_out": reading.left_out, **more}, reading.problems))
    else:
        show(console, Findings("lint", job, reading.problems, failed, statistics))
        for line in hidden_text(reading.verdict):
            console.note(line)
        if reading.left_out:
            console.note(report.left_out_text(reading.left_out))
        sources = report.count(len(reading.documents), "source")
        console.note(f"{sources}; {report.severities_text(reading.problems)}")
        if outcome:
            console.note(repairing.fix_text(outcome, reading.problems))
    if failed:
        raise click.exceptions.Exit(FINDINGS)


@commands.command(short_help="Hold the ids that code uses against the docs.")
@options.paths()
@click.option("--docs", multiple=True, metavar="PATH", help="Files and folders with the docs; may be repeated.")
@options.config
@options.min_coverage
@options.fail_on
@options.printing_findings
def scan(
    console: Console,
    paths: tuple[str, ...],
    docs: tuple[str, ...],
    config: Path | None,
    min_coverage: float | None,
    fail_on: Severity,
) -> None:
    """Hold the ids that code uses against the docs: unknown, deprecated and renamed ones, and those that it lacks.

    PATH is a file or a folder with code; without any, the code is what [scan] in the configuration names. In folders,
    files that .gitignore excludes are left alone. The docs are those of the configuration, or of --docs.
    """
    from docschema import pipeline
    from docschema.commands import summary as report_run
    from docschema.commands.findings import Findings, hidden_text, show
    from docschema.commands.jobs import scan_job

    job = scan_job(paths, docs, config, min_coverage)
    result = pipeline.scan(job)
    _refuse_no_service(result, job)
    failed = pipeline.fails(result.problems, (), fail_on, 0)
    if console.is_json:
        console.data(report_run.scan_run_json(result))
    else:
        show(console, Findings("scan", job, result.problems, failed))
        for line in report_run.coverage_lines(result):
            (console.data if console.is_text else console.note)(line)
        for line in hidden_text(result.verdict):
            console.note(line)
        console.note(report_run.scan_text(result))
    if failed:
        raise click.exceptions.Exit(FINDINGS)


@commands.command(short_help="Print the facts of sources, and what became of each row.")
@options.paths(required=True)
@options.config
@click.option("--ledger", is_flag=True, help="Print what became of the rows of each table, and no facts.")
@options.printing_as("text", "json", "jsonl", "csv")
def extract(console: Console, paths: tuple[str, ...], config: Path | None, ledger: bool) -> None:
    """Print the facts of sources, with their lines, and what became of every row.

    JSON has everything; CSV and JSON lines have one row for each fact, for those who load them elsewhere.
    """
    from docschema import pipeline, report
    from docschema.commands.jobs import job_of
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
    from docschema.reporting import facts as report_facts
    from docschema.reporting import rows as report_rows

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


@commands.command(short_help="Say what a code such as D103 means and how to repair it.")
@click.argument("code")
@options.printing
def explain(console: Console, code: str) -> None:
    """Say what a code such as D103 means, why it matters, and how to repair it."""
    from docschema.reporting import rules as report_rules
    from docschema.rules import find

    rule = find(code)
    if rule is None:
        raise click.UsageError(report_rules.unknown_text(code))
    console.data(report_rules.rules_json((rule,)) if console.is_json else report_rules.rule_text(rule))


@commands.command()
@options.printing
def rules(console: Console) -> None:
    """List all rules."""
    from docschema.reporting import rules as report_rules
    from docschema.rules import rules as all_rules

    table = report_rules.rules_json if console.is_json else report_rules.table_text
    console.data(table(all_rules()))


commands.add_command(templates)


def _notes(console: Console, result: Result) -> None:
    from docschema.commands.summary import balances_text

    for line in balances_text(result):
        console.note(line)


def _refuse_emptiness(result: Result, job: Job) -> None:
    """Without a single event page all artifacts would be taken for orphans; most likely a path is wrong."""
    if job.output is not None or not result.reading.documents:
        _refuse_no_service(result, job)


def _refuse_no_service(result: Result, job: Job) -> None:
    from docschema.pipeline import is_blocked

    if not result.model.services and not is_blocked(result, job):
        raise Failure(NO_EVENT_PAGE.format(paths=", ".join(job.paths)))


def _end(message: str, console: Console) -> NoReturn:
    console.complain(message)
    raise click.exceptions.Exit(FINDINGS)


def main() -> NoReturn:
    """The program."""
    gc.set_threshold(_NEW_OBJECTS)
    try:
        code = commands.main(prog_name="docschema", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        complain(error)
        code = error.exit_code
    except click.Abort:
        code = INTERRUPTED
    except BrokenPipeError:
        fall_silent()
        code = READER_GONE
    sys.exit(code)
