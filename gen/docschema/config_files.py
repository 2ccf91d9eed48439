"""Reads the files that configure a run: TOML, and YAML or JSON files of keywords. Whatever they hold, the answer is a
value or a ConfigError; no file can take more than its size in memory or make an object of a class that it names."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docschema.conform import described, dotted, quoted
from docschema.open_file import open_file

SIZE_LIMIT = 1 << 20
_DEEPEST = 20
_TOML_PLACE = re.compile(r"(?P<what>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)", re.DOTALL)
_TOML_END = " (at end of document)"


class ConfigError(Exception):
    """A configuration that cannot be used. Its text is for the user: file, key, what was found, what was expected."""


def read_text(path: Path, shown: str) -> str:
    """The text of a UTF-8 file of at most 1 MiB. `shown` is its name in messages. Raises ConfigError."""
    try:
        with open_file(path) as file:
            data = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{shown}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > SIZE_LIMIT:
        raise ConfigError(f"{shown}: found more than 1 MiB, expected a smaller file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown}:{line}: found the byte 0x{data[error.start]:02x}, expected UTF-8") from error


def parse_toml(text: str, shown: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises ConfigError with line and column."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError(f"{shown}: is nested too deeply") from error
    except ValueError as error:
        raise ConfigError(_toml_message(str(error), text, shown)) from error


def _toml_message(what: str, text: str, shown: str) -> str:
    """The reader's own message, with the place in front."""
    if match := _TOML_PLACE.fullmatch(what):
        return f"{shown}:{match['line']}:{match['column']}: is no valid TOML: {match['what']}"
    if what.endswith(_TOML_END):
        last = text.rstrip("\n").count("\n") + 1
        return f"{shown}:{last}: is no valid TOML: {what.removesuffix(_TOML_END)}"
    return f"{shown}: is no valid TOML: {what}"


def read_keywords(paths: Iterable[Path]) -> dict[str, str]:
    """What keyword variables stand for, by name; of several files the later one decides.

    A file holds a mapping of name to text, or that mapping below `site`, `data`, `keyword`. It is JSON where its name
    ends in .json, else YAML without anchors, aliases, tags and merge keys. Raises ConfigError.
    """
    merged: dict[str, str] = {}
    for path in paths:
        shown = path.as_posix()
        text = read_text(path, shown)
        value = _parse_json(text, shown) if path.suffix.lower() == ".json" else _parse_yaml(text, shown)
        merged |= _texts(value, shown)
    return merged


def _parse_json(text: str, shown: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{shown}:{error.lineno}:{error.colno}: is no valid JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise ConfigError(f"{shown}: is no valid JSON: it is nested too deeply or holds too long a number") from error


def _parse_yaml(text: str, shown: str) -> object:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is a text: no dates, no "no" for false
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            _refuse(event, depth, shown)
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{shown}:{mark.line + 1}:{mark.column + 1}" if mark else shown
        what = getattr(error, "problem", None) or "it holds a character that YAML does not allow"
        raise ConfigError(f"{place}: is no valid YAML: {what}") from error


def _refuse(event: Any, depth: int, shown: str) -> None:
    """Raises ConfigError for what makes YAML more than a tree of texts."""
    found = ""
    if getattr(event, "anchor", None) is not None:
        found = f"the anchor or alias {quoted(event.anchor)}"
    elif getattr(event, "tag", None) is not None:
        found = f"the tag {quoted(event.tag)}"
    elif getattr(event, "value", None) == "<<" and event.implicit[0]:
        found = 'the merge key "<<"'
    elif depth > _DEEPEST:
        found = f"more than {_DEEPEST} levels"
    if found:
        line = event.start_mark.line + 1
        raise ConfigError(f"{shown}:{line}: found {found}, expected a plain mapping of names to texts")


def _texts(value: object, shown: str) -> dict[str, str]:
    for name in ("site", "data", "keyword"):
        if isinstance(value, dict) and isinstance(value.get(name), dict):
            value = value[name]
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise ConfigError(f"{shown}: found {described(value)}, expected a mapping of names to texts")
    for name, text in value.items():
        if not isinstance(text, str):
            raise ConfigError(f"{shown}: {dotted('', name)}: found {described(text)}, expected a text")
    return value
