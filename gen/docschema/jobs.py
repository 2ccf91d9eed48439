"""What the words of a command line mean together with the configuration."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from docschema.config import Config, default, load
from docschema.pipeline import Job

NOTHING_GIVEN = "there is no configuration and no path to read; run docschema init, or name files and folders"
NO_OUTPUT = "there is no configuration that says where to write; name a folder with --output"
PARTIAL = "{config} says which docs make up {output}; leave the paths out, or write elsewhere with --output"


def job_of(
    paths: tuple[str, ...],
    config: Path | None,
    output: Path | None = None,
    *,
    unexplained: int = 0,
    writes: bool = False,
) -> Job:
    """The job of a command. Raises ConfigError for a bad configuration, UsageError where something is missing.

    Paths on the command line take the place of those in the configuration. Then the artifacts that it names are of
    no concern: made from some of the docs only, they would lack the rest.
    """
    found = load(Path(), config)
    if not paths and found is None:
        raise click.UsageError(NOTHING_GIVEN)
    if writes and output is None and (paths or found is None):
        raise click.UsageError(NO_OUTPUT if found is None else PARTIAL.format(config=found.path, output=found.output))
    repair = shlex.join(_repair(paths, config, output))
    if paths or found is None:
        return _checked(Job(paths, Path(), found or default(), output, unexplained, repair))
    return _checked(Job(found.docs, found.root, found, output or _output(found), unexplained, repair))


def _output(config: Config) -> Path:
    return config.root / config.output


def _repair(paths: tuple[str, ...], config: Path | None, output: Path | None) -> list[str]:
    """The command that makes the artifacts anew."""
    options = [*(("--config", str(config)) if config else ()), *(("--output", str(output)) if output else ())]
    return ["docschema", "build", *options, *(("--",) if any(path.startswith("-") for path in paths) else ()), *paths]


def _checked(job: Job) -> Job:
    """The job, unless it would write among the docs themselves."""
    if job.output is not None and job.output.resolve() in {(job.root / path).resolve() for path in job.paths}:
        raise click.UsageError(f"the output folder {job.output.as_posix()} holds the docs; name another one")
    return job
