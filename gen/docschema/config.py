"""The configuration: docschema.toml, or the table [tool.docschema] of pyproject.toml."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from docschema.config_files import ConfigError, parse_toml, read_keywords, read_text
from docschema.conform import Flaw, described, flaws, quoted

__all__ = [
    "Config",
    "ConfigError",
    "EventNames",
    "Ignore",
    "Limits",
    "ScanConfig",
    "ServiceConfig",
    "default",
    "load",
    "read_keywords",
    "schema",
]

FILE_NAME = "docschema.toml"
_PYPROJECT = "pyproject.toml"


class EventNames(Struct, frozen=True):
    """What the properties of an event are called, and which pages define them."""

    action: str = "action"
    region: str = "region"
    event_region: str = "eventRegion"
    docs: tuple[
        str, ...
    ] = ()  # files, folders or patterns; () means: the pages that define an event, if they are one doc


class ServiceConfig(Struct, frozen=True):
    """A service that is put together by hand. `docs` are files, folders or patterns, relative to Config.root."""

    name: str
    docs: tuple[str, ...]
    title: str | None = None


class Ignore(Struct, frozen=True):
    """What to pass over: tables by their caption or the heading above them."""

    tables: tuple[str, ...] = ()


class ScanConfig(Struct, frozen=True):
    """The code that `check` holds against the docs; without paths, none."""

    paths: tuple[str, ...] = ()  # files and folders
    exclude: tuple[str, ...] = ()  # patterns as in .gitignore
    min_coverage: float = 0.0  # percent of the documented actions of each service


class Limits(Struct, frozen=True):
    """How much of a doc is read. What lies beyond is told as a finding that names the key."""

    file_size: int = 16 * 1024 * 1024  # bytes
    line_length: int = 1024 * 1024  # characters
    nesting: int = 100  # levels of lists, of quotes, of tables in tables, and of parts of a field's name
    rows: int = 100_000  # of all tables of a doc together
    id_length: int = 256  # characters
    front_matter: int = 64 * 1024  # characters


class Config(Struct, frozen=True):
    """A configuration, checked. Paths are as written, relative to `root`; language tags are in their usual case."""

    root: Path = field(default_factory=Path)  # the folder of the file
    path: str | None = None  # the file, as to be shown; None without one
    docs: tuple[str, ...] = ("docs",)
    output: str = "schemas"
    source_language: str | None = None
    locales: tuple[str, ...] = ()  # () means all
    keywords: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()  # () means all
    templates: str | None = None
    language: str = "en"
    unknown_actions: Literal["reject", "accept"] = "reject"
    base_url: str | None = None  # without a slash at its end
    version: str = "1"
    event: EventNames = EventNames()
    services: tuple[ServiceConfig, ...] = ()  # in the order of the file
    ignore: Ignore = Ignore()
    corrections: tuple[tuple[str, str], ...] = ()  # (printed id, right id)
    drop_actions: tuple[str, ...] = ()  # ids, with * as in file names, whose names leave the generated code
    inject: tuple[str, ...] = ()  # pages with generated parts between markers: files, relative to root
    parameters: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = ()  # (template, (parameter, value)s)
    rules: tuple[tuple[str, str], ...] = ()  # (code or name, severity or "off")
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (pattern, codes or names)
    baseline: str | None = None  # a file
    scan: ScanConfig = ScanConfig()
    limits: Limits = Limits()


def default() -> Config:
    """What holds without a configuration file."""
    return Config()


def load(start: Path, explicit: Path | None = None) -> Config | None:
    """The configuration in `explicit`, else in the folder `start` or the nearest folder above; None where none is.

    Raises ConfigError for a file that cannot be read or is not as the schema says.
    """
    if explicit is not None:
        table = _table(explicit, explicit.as_posix())
        if table is None:
            raise ConfigError(f"{explicit.as_posix()}: found no table [tool.docschema], expected one")
        return _config(table, explicit, explicit.as_posix())
    for folder in (start, *start.resolve().parents):
        for name in (FILE_NAME, _PYPROJECT):
            path = folder / name
            table = _table(path, _shown(path)) if path.is_file() else None
            if table is not None:
                return _config(table, path, _shown(path))
    return None


@cache
def schema() -> Mapping[str, Any]:
    """The published JSON Schema of the configuration."""
    text = Path(__file__).with_name("config.schema.json").read_text("utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def _shown(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _table(path: Path, shown: str) -> dict[str, Any] | None:
    """The settings in a file; None where it is a pyproject.toml without any."""
    text = read_text(path, shown)
    if path.name != _PYPROJECT:
        return parse_toml(text, shown)
    if "docschema" not in text:  # whatever else is wrong with it is not ours to report
        return None
    tools = parse_toml(text, shown).get("tool", {})
    table = tools.get("docschema") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{shown}: tool.docschema: found {described(table)}, expected a table")
    return table


def _config(table: dict[str, Any], path: Path, shown: str) -> Config:
    found = [*flaws(table, schema())]
    found = found or [*_clashes(_event(table))]
    if found:
        prefix = "tool.docschema." if path.name == _PYPROJECT else ""
        raise ConfigError("\n".join(f"{shown}: {prefix}{flaw}" for flaw in found))
    return _built(table, path.parent, shown)


def _clashes(event: EventNames) -> Iterator[Flaw]:
    names = {"action": event.action, "region": event.region, "event_region": event.event_region}
    for key, name in names.items():
        twin = next(other for other in names if names[other] == name)
        if twin != key:
            yield Flaw(f"event.{key}", f"{quoted(name)}, the name of event.{twin} too", "a name of its own")


def _built(table: Mapping[str, Any], root: Path, shown: str) -> Config:
    defaults = default()
    source_language = table.get("source_language")
    base_url = table.get("base_url")
    return Config(
        root=root,
        path=shown,
        docs=tuple(table.get("docs", defaults.docs)),
        output=table.get("output", defaults.output),
        source_language=source_language and _usual_case(source_language),
        locales=tuple(map(_usual_case, table.get("locales", ()))),
        keywords=tuple(table.get("keywords", ())),
        targets=tuple(table.get("targets", ())),
        templates=table.get("templates"),
        language=_usual_case(table.get("language") or source_language or defaults.language),
        unknown_actions=table.get("unknown_actions", defaults.unknown_actions),
        base_url=base_url and base_url.rstrip("/"),
        version=table.get("version", defaults.version),
        event=_event(table),
        services=tuple(_service(name, part) for name, part in table.get("services", {}).items()),
        ignore=Ignore(tuple(table.get("ignore", {}).get("tables", ()))),
        corrections=tuple(table.get("corrections", {}).items()),
        drop_actions=tuple(table.get("drop_actions", ())),
        inject=tuple(table.get("inject", ())),
        parameters=tuple((name, tuple(values.items())) for name, values in table.get("parameters", {}).items()),
        rules=tuple(table.get("rules", {}).items()),
        per_path_ignores=tuple((pattern, tuple(keys)) for pattern, keys in table.get("per-path-ignores", {}).items()),
        baseline=table.get("baseline", {}).get("file"),
        scan=_scan(table.get("scan", {})),
        limits=Limits(**table.get("limits", {})),
    )


def _event(table: Mapping[str, Any]) -> EventNames:
    event = table.get("event", {})
    return EventNames(**{**event, "docs": tuple(event.get("docs", ()))})


def _scan(table: Mapping[str, Any]) -> ScanConfig:
    return ScanConfig(
        tuple(table.get("paths", ())), tuple(table.get("exclude", ())), float(table.get("min_coverage", 0))
    )


def _service(name: str, table: Mapping[str, Any]) -> ServiceConfig:
    return ServiceConfig(name, tuple(table["docs"]), table.get("title"))


def _usual_case(tag: str) -> str:
    """`pt-br` as `pt-BR`, `zh-hant` as `zh-Hant`."""
    first, *rest = tag.split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    return "-".join((first.lower(), *cased))
