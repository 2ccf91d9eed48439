"""Render, sync and injecting, joined: the artifacts of a model, and its parts of pages, held against those on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docschema import injecting, sync
from docschema.config import Config, read_keywords
from docschema.model import Model, Service
from docschema.open_file import read_bytes
from docschema.problem import Problem, Span
from docschema.render import RenderOptions, artifacts, prepare
from docschema.rendering import namelock, public_names
from docschema.rendering.view import names_of
from docschema.rules import problem
from docschema.sync import Drift, State

_RULES = {
    State.STALE: "artifact-stale",
    State.MISSING: "artifact-missing",
    State.ORPHANED: "artifact-orphaned",
    State.FOREIGN: "artifact-foreign",
}


def compare(model: Model, config: Config, root: Path, output: Path, pages: Sequence[Path] = ()) -> Drift:
    """The artifacts of a model against those in the folder `output`; `root` is where the paths of sources start.

    `pages` are written by hand and have generated parts: each is one more file of the drift.
    """
    file = lock_file(config, root, output)
    lock = read_lock(file)
    press = prepare(model, render_options(config, root, lock))
    drift = sync.plan(artifacts(press), output, lock=file, previous=lock.files)
    return injecting.with_pages(drift, press, pages)


def lock_file(config: Config, root: Path, output: Path) -> Path:
    """Where the name lock lives: beside the configuration whose output this is, else in the output folder."""
    own = config.path is not None and output.resolve() == (config.root / config.output).resolve()
    return (config.root if own else output) / namelock.FILE_NAME


def findings(drift: Drift, repair: str) -> Iterator[Problem]:
    """A finding for each file that is not as it should be; `repair` is the command that makes the artifacts anew."""
    for change in drift.changes:
        if change.state in _RULES:
            yield problem(_RULES[change.state], Span(change.file.as_posix()), other=repair)
    yield from drift.amiss


def names(model: Model, config: Config, root: Path, drift: Drift) -> Iterator[Problem]:
    """Findings about names in generated code: ids that ask for one name, ids that left the docs, names that changed."""
    file = lock_file(config, root, drift.output)
    lock = read_lock(file)
    for service in model.services:
        given = names_of(service, lock)["Action"]
        yield from _collisions(service, given)
        known = [action.id for action in service.actions]
        for value, name in public_names.removed(given, known, config.drop_actions).items():
            yield problem("action-removed", Span(file.as_posix()), value, f"Action.{name}", f"{service.name} {value}")
    for change in drift.of(State.STALE):
        for moved in public_names.changes(change.old or b"", change.new or b""):
            rule = "name-means-another" if moved.is_meaning else "name-changed"
            yield problem(rule, Span(change.file.as_posix()), moved.value, f"{moved.before}\n{moved.after}")


def _collisions(service: Service, given: namelock.Names) -> Iterator[Problem]:
    places = {action.id: action.rows[0].span for action in service.actions if action.rows}
    for value, other in public_names.collisions(value for value in places if value in given):
        yield problem("names-collide", places[value], value, f"{other}\n{given[value]}")


def obstacles(drift: Drift) -> Iterator[Problem]:
    """Those of the findings that writing the artifacts would not repair."""
    for change in drift.of(State.FOREIGN):
        yield problem(_RULES[change.state], Span(change.file.as_posix()))
    yield from drift.amiss


def read_lock(file: Path) -> namelock.Lock:
    """The names and files of earlier builds; LockError, with the file's name, where they cannot be understood."""
    try:
        return namelock.load(read_bytes(file).decode("utf-8"))
    except FileNotFoundError:
        return namelock.Lock()
    except ValueError as error:
        advice = "restore it from version control; without it public names may change"
        raise namelock.LockError(f"{file.as_posix()}: {error}; {advice}") from error


def keywords(config: Config) -> dict[str, str]:
    """What the keyword files of a configuration say that variables stand for."""
    return read_keywords([config.root / name for name in config.keywords])


def render_options(config: Config, root: Path, lock: namelock.Lock) -> RenderOptions:
    """What the configuration says about output, in the words of the render stage."""
    base_url = {"base_url": config.base_url} if config.base_url else {}
    return RenderOptions(
        language=config.language if config.path else None,
        unknown_actions=config.unknown_actions,
        action_property=config.event.action,
        region_property=config.event.region,
        event_region_property=config.event.event_region,
        version=config.version,
        keywords=keywords(config),
        titles={service.name: service.title for service in config.services if service.title},
        targets=config.targets,
        template_folders=(config.root / config.templates,) if config.templates else (),
        drop_actions=config.drop_actions,
        parameters={name: dict(values) for name, values in config.parameters},
        lock=lock,
        root=root.resolve().as_posix(),
        **base_url,
    )
