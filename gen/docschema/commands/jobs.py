"""What the words of a command line mean together with the configuration."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
from msgspec.structs import replace

from docschema.config import Config, default, load
from docschema.judging.severities import check_rules
from docschema.pipeline import Job
from docschema.usage import Scope

NOTHING_GIVEN = "there is no configuration and no path to read; run docschema init, or name files and folders"
NO_OUTPUT = "there is no configuration that says where to write; name a folder with --output"
NO_CODE = "there is no code to read; name files and folders, or set paths under [scan] in the configuration"
PARTIAL = "{config} says which docs make up {output}; leave the paths out, or write elsewhere with --output"


def job_of(
    paths: tuple[str, ...],
    config: Path | None,
    output: Path | None = None,
    *,
    unexplained: int = 0,
    writes: bool = False,
    baseline: Path | None = None,
    anew: Path | None = None,
    inject: tuple[Path, ...] = (),
) -> Job:
    """The job of a command. Raises ConfigError for a bad configuration, UsageError where something is missing.

    Paths on the command line take the place of those in the configuration. Then the artifacts that it names are of
    no concern: made from some of the docs only, they would lack the rest. `anew` is a baseline that is to be written:
    then none counts. `inject` are pages with generated parts, beside those of the configuration.
    """
    found = load(Path(), config)
    check_rules(found or default())
    if not paths and found is None:
        raise click.UsageError(NOTHING_GIVEN)
    if writes and output is None and (paths or found is None):
        raise click.UsageError(NO_OUTPUT if found is None else PARTIAL.format(config=found.path, output=found.output))
    known = None if anew else baseline or _baseline(found)
    repair = shlex.join(_repair(paths, config, output, inject))
    if paths or found is None:
        given = found or default()
        return _checked(Job(paths, Path(), given, output, unexplained, repair, baseline=known, inject=inject))
    code = _code(found)
    pages = (*(found.root / name for name in found.inject), *inject)
    made = Job(found.docs, found.root, found, output or _output(found), unexplained, repair, code, known, inject=pages)
    return _checked(made)


def scan_job(paths: tuple[str, ...], docs: tuple[str, ...], config: Path | None, least: float | None) -> Job:
    """The job of `scan`: the docs as for other commands; the code of `paths`, else what the configuration names."""
    job = job_of(docs, config)
    settings = job.config.scan
    if not paths and not settings.paths:
        raise click.UsageError(NO_CODE)
    wanted = settings.min_coverage if least is None else least
    code = Scope(paths, Path()) if paths else Scope(settings.paths, job.config.root)
    return replace(job, code=replace(code, exclude=settings.exclude, home=job.config.root, min_coverage=wanted))


def _code(config: Config) -> Scope | None:
    """The code that a configuration names."""
    wanted = config.scan
    if not wanted.paths:
        return None
    return Scope(wanted.paths, config.root, wanted.exclude, config.root, wanted.min_coverage)


def _baseline(config: Config | None) -> Path | None:
    return config.root / config.baseline if config and config.baseline else None


def _output(config: Config) -> Path:
    return config.root / config.output


def _repair(paths: tuple[str, ...], config: Path | None, output: Path | None, inject: tuple[Path, ...]) -> list[str]:
    """The command that makes the artifacts anew."""
    options = [*(("--config", str(config)) if config else ()), *(("--output", str(output)) if output else ())]
    options += [word for page in inject for word in ("--inject", str(page))]
    return ["docschema", "build", *options, *(("--",) if any(path.startswith("-") for path in paths) else ()), *paths]


def _checked(job: Job) -> Job:
    """The job, unless it would write among the docs themselves."""
    if job.output is not None and job.output.resolve() in {(job.root / path).resolve() for path in job.paths}:
        raise click.UsageError(f"the output folder {job.output.as_posix()} holds the docs; name another one")
    return job
