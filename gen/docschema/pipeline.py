"""The stages, joined. Each command runs a part of: discover, read, extract, link, lint, render, sync."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from docschema import comparison, sync
from docschema.config import Config, default
from docschema.discover import discover, load
from docschema.extract import extract
from docschema.ignore import without_tables
from docschema.link import link
from docschema.lint import in_order, lint, lint_services
from docschema.model import Document, Model
from docschema.namelock import MARKER
from docschema.problem import Problem, Severity
from docschema.read import read
from docschema.report import unexplained
from docschema.rules import get
from docschema.variables import unresolved

_HEAD = 2048  # bytes in which a generated page says that it is one


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done, as command line and configuration say."""

    paths: tuple[str, ...]
    root: Path = field(default_factory=Path)  # where relative paths start
    config: Config = field(default_factory=default)
    output: Path | None = None  # the folder of the artifacts; None: they are of no concern
    unexplained: int = 0  # how many rows that no rule knows may pass
    repair: str = "docschema build"  # the command that makes the artifacts anew


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sources say, each for itself."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    left_out: int = 0  # pages of folders that document no events


@dataclass(frozen=True, slots=True)
class Result:
    """What the sources say together, and how the artifacts compare with it."""

    reading: Reading
    model: Model
    problems: tuple[Problem, ...]  # of all stages, those of the reading included
    drift: sync.Drift | None = None  # None: not compared
    written: sync.Written | None = None  # None: nothing was written


def documents(job: Job, *, generated: bool = False) -> Reading:
    """Discover, read, extract, lint. In folders, pages that docschema generated are read only if `generated` says so:
    as sources they would let the artifacts vouch for themselves."""
    found, problems = discover(job.paths, job.root)
    kept, left_out = [], 0
    for source in found:
        data, amiss = load(source)
        problems += amiss
        if data is None or (not source.named and not generated and is_generated(data)):
            continue
        document = _document(source.path, data, job.config)
        left_out += not source.named and not document.is_event_page
        if source.named or (document.is_event_page and _is_wanted(document, job.config)):
            kept.append(document)
    variables = unresolved(kept, comparison.keywords(job.config)) if job.config.keywords else ()
    return Reading(tuple(kept), in_order((*problems, *lint(kept), *variables)), left_out)


def check(job: Job) -> Result:
    """What is amiss in the docs, between translations, and in the artifacts. Writes nothing."""
    result = _compared(_linked(job), job)
    if result.drift is None:
        return result
    return replace(result, problems=in_order((*result.problems, *comparison.findings(result.drift, job.repair))))


def build(job: Job, *, write: bool = True) -> Result:
    """The artifacts written, unless errors stand against it."""
    result = _compared(_linked(job), job)
    drift = result.drift
    if drift is None:
        return result
    result = replace(result, problems=in_order((*result.problems, *comparison.obstacles(drift))))
    return result if not write or is_blocked(result, job) else replace(result, written=sync.write(drift))


def is_event_page(file: Path) -> bool:
    """Whether a file documents events, and was not generated."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    return not is_generated(data) and _document(file.as_posix(), data, default()).is_event_page


def is_generated(data: bytes) -> bool:
    """Whether a page says of itself that docschema made it."""
    return MARKER.encode() in data[:_HEAD]


def is_blocked(result: Result, job: Job) -> bool:
    """Whether nothing may be written."""
    return fails(result.problems, result.reading.documents, Severity.ERROR, job.unexplained)


def fails(problems: Iterable[Problem], sources: Iterable[Document], severity: Severity, allowed: int) -> bool:
    """Whether there is a finding of this severity or a heavier one, or more than `allowed` rows that no rule knows.

    Such a row counts by its number alone, not as a finding: that is what allowing some of them means.
    """
    row = get("row-unexplained").code
    heavy = any(found.severity.weight >= severity.weight for found in problems if found.code != row)
    return heavy or unexplained(sources) > allowed


def _document(path: str, data: bytes, config: Config) -> Document:
    page = read(path, data)
    document = extract(page)
    return without_tables(document, page, config.ignore.tables) if config.ignore.tables else document


def _is_wanted(document: Document, config: Config) -> bool:
    return not config.locales or document.locale in config.locales


def _linked(job: Job) -> Result:
    reading = documents(job)
    model, disagreements = link(reading.documents, job.config)
    found = (*reading.problems, *disagreements, *lint_services(model, reading.documents))
    return Result(reading, model, in_order(found))


def _compared(result: Result, job: Job) -> Result:
    """With the artifacts compared. Under errors, or without a service, there is nothing to compare them with."""
    if job.output is None or not result.model.services or is_blocked(result, job):
        return result
    return replace(result, drift=comparison.compare(result.model, job.config, job.root, job.output))
