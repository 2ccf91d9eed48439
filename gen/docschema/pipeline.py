"""The stages, joined. Each command runs a part of: discover, read, extract, link, lint, render, sync."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from docschema import comparison, sync
from docschema.claims import claimed
from docschema.config import Config, default
from docschema.directive import Directive
from docschema.discover import Found, discover, load
from docschema.extract import extract
from docschema.ignore import without_tables
from docschema.judging import baseline
from docschema.judging.suppress import Suppressions, directives_in_doc
from docschema.judging.verdict import Case, Verdict, judge
from docschema.link import link
from docschema.linking.families import family_path
from docschema.linking.history import stale_rows
from docschema.lint import lint
from docschema.markup.text import decode
from docschema.model import Document, Model
from docschema.problem import Problem, Severity, in_order
from docschema.read import read
from docschema.rendering.namelock import MARKER
from docschema.report import unexplained
from docschema.rules import get
from docschema.scan import scan as scan_code
from docschema.usage import Scope, Usage
from docschema.variables import unresolved

_HEAD = 2048  # bytes in which a generated page says that it is one
_SUPPRESSION = b"docschema:"


class Job(Struct, frozen=True):
    """What is to be done, as command line and configuration say."""

    paths: tuple[str, ...]
    root: Path = field(default_factory=Path)  # where relative paths start
    config: Config = field(default_factory=default)
    output: Path | None = None  # the folder of the artifacts; None: they are of no concern
    unexplained: int = 0  # how many rows that no rule knows may pass
    repair: str = "docschema build"  # the command that makes the artifacts anew
    code: Scope | None = None  # the code that uses the ids; None: it is of no concern
    baseline: Path | None = None  # the file of findings that are not shown
    inject: tuple[Path, ...] = ()  # pages written by hand with generated parts
    texts: Mapping[str, bytes] = field(default_factory=dict)  # sources with other content than that on disk, by path


class Reading(Struct, frozen=True):
    """What the sources say, each for itself."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    left_out: int = 0  # pages of folders that document no events
    directives: tuple[Directive, ...] = ()  # suppressions in the docs
    verdict: Verdict | None = None  # None: `problems` are as the rules have them


class Result(Struct, frozen=True):
    """What the sources say together, and how the artifacts compare with it."""

    reading: Reading
    model: Model
    problems: tuple[Problem, ...]  # of all stages, those of the reading included
    drift: sync.Drift | None = None  # None: not compared
    written: sync.Written | None = None  # None: nothing was written
    usage: Usage | None = None  # None: no code was looked at
    verdict: Verdict | None = None  # None: `problems` are as the rules have them


def documents(job: Job, *, generated: bool = False) -> Reading:
    """Discover, read, extract, lint. In folders, pages that docschema generated are read only if `generated` says so:
    as sources they would let the artifacts vouch for themselves."""
    found, problems = discover(job.paths, job.root)
    pages = []
    suppressions: dict[str, Suppressions] = {}
    for source in found:
        data, amiss = (job.texts[source.path], ()) if source.path in job.texts else load(source, job.config.limits)
        problems += amiss
        if data is None or (not source.named and not generated and is_generated(data)):
            continue
        pages.append((source, _document(source.path, data, job.config)))
        suppressions[source.path] = _suppressions(source.path, data)
    # A translation that lost all its rows documents no events, but its family does.
    events = {family_path(page) for _, page in pages if page.is_event_page or page.may_hide_events}
    chosen = [(source, document) for source, document in pages if source.named or family_path(document) in events]
    kept = [document for source, document in chosen if source.named or _is_wanted(document, job.config)]
    left_out = len(pages) - len(chosen)
    spared = [suppressions[document.path] for document in kept]
    problems += tuple(unknown for _, amiss in spared for unknown in amiss)
    directives = tuple(directive for found_there, _ in spared for directive in found_there)
    variables = unresolved(kept, comparison.keywords(job.config)) if job.config.keywords else ()
    return Reading(tuple(kept), in_order((*problems, *lint(kept), *variables)), left_out, directives)


def linted(job: Job, reading: Reading | None = None) -> Reading:
    """What the sources say, each for itself, with the findings that are to be shown."""
    reading = reading or documents(job)
    verdict = judge(reading.problems, _case(job, reading, judged=_is_about_one_doc))
    return replace(reading, problems=verdict.shown, verdict=verdict)


def spared(job: Job) -> Callable[[Sequence[Problem]], Sequence[Problem]]:
    """A function that leaves out those findings in the docs that are not to be shown, and so not to be repaired."""
    case = _case(job, documents(job), judged=lambda _code: False)
    return lambda problems: judge(problems, case).shown


def check(job: Job, *, history: bool = False) -> Result:
    """What is amiss in the docs, between translations, in the artifacts and in the code. Writes nothing.

    `history`: git is asked which rows are stale.
    """
    result = linked(job)
    with claimed(job.output, shared=True) if job.output else nullcontext():  # half of a build is no drift
        result = _compared(result, job)
    result = _scanned(result, job)
    result = _dated(result, job) if history else result  # behind the artifacts, which know nothing of it
    drift = comparison.findings(result.drift, job.repair) if result.drift is not None else ()
    return _judged(replace(result, problems=(*result.problems, *drift)), job)


def _dated(result: Result, job: Job) -> Result:
    """With the rows whose source changed after their translation."""
    model, stale = stale_rows(result.model, job.root)
    return replace(result, model=model, problems=(*result.problems, *stale))


def scan(job: Job) -> Result:
    """What the code uses of the docs. Of the findings in docs only the errors, under which nothing is compared."""
    result = linked(job)
    errors = tuple(found for found in result.problems if found.severity is Severity.ERROR)
    result = _scanned(replace(result, problems=errors), job)
    complete = job.code is not None and job.code.paths == job.config.scan.paths and _is_complete(job)
    families = "C" if complete and result.usage is not None else ""
    case = _case(job, result.reading, result.usage, judged=lambda code: code[0] in families)
    verdict = judge(result.problems, case)
    return replace(result, problems=verdict.shown, verdict=verdict)


def build(job: Job, *, write: bool = True) -> Result:
    """The artifacts written, unless errors stand against it. Builds of one folder take turns, docs and all."""
    if job.output is None or not write:
        return _proposed(job)
    if not job.output.is_dir():  # nothing to claim yet, and nothing to make one for if errors stand against it
        result = _proposed(job)
        if result.drift is None or is_blocked(result, job):
            return result
        job.output.mkdir(parents=True, exist_ok=True)
        with claimed(job.output):
            return _written(_proposed(job) if any(job.output.iterdir()) else result, job)
    with claimed(job.output):
        return _written(_proposed(job), job)


def _proposed(job: Job) -> Result:
    """What a build would write, with what stands against it."""
    result = _compared(linked(job), job)
    obstacles = comparison.obstacles(result.drift) if result.drift is not None else ()
    return _judged(replace(result, problems=(*result.problems, *obstacles)), job)


def _written(result: Result, job: Job) -> Result:
    if result.drift is None or is_blocked(result, job):
        return result
    return replace(result, written=sync.write(result.drift))


def is_event_page(file: Path) -> bool:
    """Whether a file documents events, and was not generated."""
    data, _ = load(Found(file.as_posix(), file), default().limits)
    return data is not None and not is_generated(data) and _document(file.as_posix(), data, default()).is_event_page


def is_generated(data: bytes) -> bool:
    """Whether a page says of itself that docschema made it."""
    return MARKER.encode() in data[:_HEAD]


def is_blocked(result: Result, job: Job) -> bool:
    """Whether nothing may be written. An error that is suppressed, or lowered, is one still: the model is as wrong."""
    hidden = result.verdict.hidden_errors if result.verdict else ()
    return fails((*result.problems, *hidden), result.reading.documents, Severity.ERROR, job.unexplained)


def fails(problems: Iterable[Problem], sources: Iterable[Document], severity: Severity, allowed: int) -> bool:
    """Whether there is a finding of this severity or a heavier one, or more than `allowed` rows that no rule knows.

    Such a row counts by its number alone, not as a finding: that is what allowing some of them means.
    """
    row = get("row-unexplained").code
    heavy = any(found.severity.weight >= severity.weight for found in problems if found.code != row)
    return heavy or unexplained(sources) > allowed


def _document(path: str, data: bytes, config: Config) -> Document:
    page = read(path, data, limits=config.limits)
    document = extract(page, config.limits)
    return without_tables(document, page, config.ignore.tables) if config.ignore.tables else document


def _is_wanted(document: Document, config: Config) -> bool:
    return not config.locales or document.locale in config.locales


def linked(job: Job) -> Result:
    """What the docs say together, and what is amiss in them; artifacts and code are not looked at."""
    reading = documents(job)
    model, disagreements = link(reading.documents, job.config)
    return Result(reading, model, in_order((*reading.problems, *disagreements)))


def _suppressions(path: str, data: bytes) -> Suppressions:
    return directives_in_doc(path, decode(data)[0]) if _SUPPRESSION in data else ((), ())


def _judged(result: Result, job: Job) -> Result:
    """With the findings that are to be shown. Only of a run over all docs can be said what nothing was found for."""
    looked_at = {
        "DS": True,
        "TR": any(len(service.locales) > 1 for service in result.model.services),
        "A": result.drift is not None,
        "C": result.usage is not None,
    }
    families = "".join(names for names, done in looked_at.items() if done) if _is_complete(job) else ""

    def judged(code: str) -> bool:
        return code[0] in families or _is_about_one_doc(code)

    case = _case(job, result.reading, result.usage, complete=bool(families), judged=judged)
    verdict = judge(result.problems, case)
    return replace(result, problems=verdict.shown, verdict=verdict)


def _case(
    job: Job,
    reading: Reading,
    usage: Usage | None = None,
    *,
    complete: bool = False,
    judged: Callable[[str], bool],
) -> Case:
    return Case(
        job.config,
        (job.root, Path()),
        (*reading.directives, *(usage.directives if usage else ())),
        baseline.load(job.baseline) if job.baseline else baseline.Baseline(),
        read=tuple(document.path for document in reading.documents),
        complete=complete,
        judged=judged,
    )


def _is_about_one_doc(code: str) -> bool:
    """Whether a rule sees all that it needs in a single doc."""
    return get(code).observation is not None


def _is_complete(job: Job) -> bool:
    """Whether all docs were read: those that the configuration names, without one those of whole folders."""
    if job.config.path is not None:
        return (job.paths, job.root) == (job.config.docs, job.config.root)
    return all((job.root / path).is_dir() for path in job.paths)


def _compared(result: Result, job: Job) -> Result:
    """With the artifacts compared. Under errors, or without a service, there is nothing to compare them with."""
    if job.output is None or not result.model.services or is_blocked(result, job):
        return result
    drift = comparison.compare(result.model, job.config, job.root, job.output, job.inject)
    named = comparison.names(result.model, job.config, job.root, drift)
    return replace(result, drift=drift, problems=(*result.problems, *named))


def _scanned(result: Result, job: Job) -> Result:
    """With the ids that the code uses held against the docs. Under errors, or without a service, there are none."""
    if job.code is None or not result.model.services or is_blocked(result, job):
        return result
    output = job.output or job.config.root / job.config.output
    lock = comparison.read_lock(comparison.lock_file(job.config, job.root, output))
    usage = scan_code(result.model, job.code, lock)
    return replace(result, usage=usage, problems=in_order((*result.problems, *usage.problems)))
