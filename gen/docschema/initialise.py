"""`docschema init`: looks at a folder and proposes a configuration for it."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from docschema.config import ConfigError, default, read_keywords, schema
from docschema.discover import pages
from docschema.locales import locale_of_path

_WIDTH = 100
_MOST_FOLDERS = 12
_KEYWORD_FILES = ("keywords", "keyword", "keyref", "keyrefs")
_KEYWORD_SUFFIXES = (".yml", ".yaml", ".json")


class Seen(Struct, frozen=True):
    """What a folder holds. Paths are relative to it, with "/" as separator."""

    docs: tuple[str, ...]  # folders (or files) that hold all event pages
    locales: tuple[str, ...]
    keywords: tuple[str, ...]
    pages: int


def propose(root: Path, is_event_page: Callable[[Path], bool]) -> str:
    """The text of a docschema.toml for the docs below `root`, with every key explained.

    `is_event_page` says of a Markdown file whether it documents events; the folders of other files are left out.
    """
    return render(look(root, is_event_page))


def look(root: Path, is_event_page: Callable[[Path], bool]) -> Seen:
    """The event pages below a folder: where they are, in which languages, with which keyword files."""
    output = root / default().output
    candidates = (path for path in pages(root) if output not in path.parents and _is_text(path))
    found = sorted(path.relative_to(root).as_posix() for path in candidates if is_event_page(path))
    docs = _holders(found)
    locales = sorted({locale for path in found if (locale := locale_of_path(path))})
    return Seen(docs, tuple(locales), tuple(_keyword_files(root, docs)), len(found))


def render(seen: Seen) -> str:
    """A commented docschema.toml. What was seen is set; every other key stands in a comment with an example."""
    chosen: dict[str, object] = {"docs": list(seen.docs or default().docs), "output": default().output}
    if source := _source_language(seen.locales):
        chosen["source_language"] = source
    if seen.keywords:
        chosen["keywords"] = list(seen.keywords)
    properties = schema()["properties"]
    tables = [name for name, part in properties.items() if part.get("type") == "object"]
    parts = [_comment(_summary(seen))]
    parts += [_setting(name, part, chosen) for name, part in properties.items() if name not in tables]
    parts += [_table(name, properties[name]) for name in tables]
    return "\n\n".join(parts) + "\n"


def _is_text(path: Path) -> bool:
    """Whether a TOML file can hold the path."""
    try:
        return bool(str(path).encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _holders(found: Sequence[str]) -> tuple[str, ...]:
    """For each folder at the top the deepest folder that holds all its pages, above the folders of single locales."""
    by_top: dict[str, list[str]] = {}
    for path in found:
        by_top.setdefault(path.split("/", 1)[0], []).append(_above_locales(path))
    holders = sorted(os.path.commonpath(folders) or top for top, folders in by_top.items())
    return tuple(holders) if len(holders) <= _MOST_FOLDERS else (".",)


def _above_locales(path: str) -> str:
    """The folder of a page without the folders that name its locale and those below them."""
    folders = path.split("/")[:-1]
    for count in range(len(folders)):
        if locale_of_path("/".join((*folders[: count + 1], "page.md"))):
            return "/".join(folders[:count])
    return "/".join(folders)


def _keyword_files(root: Path, docs: Sequence[str]) -> Iterator[str]:
    """Files with the usual names, at the top and in the folders of docs, that can be read as keyword files."""
    for folder in dict.fromkeys(("", *docs)):
        for name in (stem + suffix for stem in _KEYWORD_FILES for suffix in _KEYWORD_SUFFIXES):
            path = root / folder / name
            if path.is_file() and _holds_keywords(path):
                yield path.relative_to(root).as_posix()


def _holds_keywords(path: Path) -> bool:
    try:
        return bool(read_keywords([path]))
    except ConfigError:
        return False


def _source_language(locales: Sequence[str]) -> str | None:
    if default().language in locales:
        return default().language
    return locales[0] if len(locales) == 1 else None


def _summary(seen: Seen) -> str:
    if not seen.pages:
        return "docschema configuration. No page with events was found below this folder: set `docs` by hand."
    languages = f", in {', '.join(seen.locales)}" if seen.locales else ""
    pages_found = "1 page" if seen.pages == 1 else f"{seen.pages} pages"
    return f"docschema configuration. {pages_found} with events found{languages}. Paths are relative to this file."


def _comment(text: str) -> str:
    lines = textwrap.wrap(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {line}" for line in lines)


def _setting(name: str, part: Mapping[str, Any], chosen: Mapping[str, object]) -> str:
    """One key with its explanation, in a comment unless it was chosen."""
    line = f"{name} = {_literal(chosen[name] if name in chosen else _example(part))}"
    return f"{_comment(part['description'])}\n{line if name in chosen else f'# {line}'}"


def _table(name: str, part: Mapping[str, Any]) -> str:
    """One table with its explanation, in a comment."""
    lines = [_comment(part["description"])]
    if name == "services":
        lines.append(f"# [{name}.my-service]")
        part = part["additionalProperties"]
    else:
        lines.append(f"# [{name}]")
    for key, entry in part.get("properties", {}).items():
        lines += [_comment(entry["description"]), f"# {key} = {_literal(_example(entry))}"]
    lines += [f"# {_literal(key)} = {_literal(value)}" for key, value in _pairs(part)]
    return "\n".join(lines)


def _pairs(part: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for example in part.get("examples", ()):
        yield from example.items()


def _example(part: Mapping[str, Any]) -> object:
    examples = part.get("examples")
    return examples[0] if examples else part["default"]


def _literal(value: object) -> str:
    """A string, a list of strings or a table of them as TOML writes it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_literal(entry)}' for key, entry in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
