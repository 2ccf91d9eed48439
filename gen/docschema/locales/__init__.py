"""Words of the languages that docs are written in: one TOML file per locale, found by its name.

A locale's code is BCP 47 ("pt-BR") and the stem of its file. Nothing here lists the locales: a new file is a new
locale.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, eq=False)
class Locale:
    """The words of one locale."""

    code: str
    name: str
    common: tuple[str, ...]
    headers: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    strings: Mapping[str, str]
    interface: Mapping[str, str]


@cache
def available() -> tuple[str, ...]:
    """The codes of all locales, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load(code: str) -> Locale:
    """The locale of that code; KeyError for one that has no file."""
    if code not in available():
        raise KeyError(code)
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    lists = {part: {key: tuple(words) for key, words in data[part].items()} for part in ("headers", "words")}
    texts = data["strings"], data["interface"]
    return Locale(code, data["name"], tuple(data["common"]), lists["headers"], lists["words"], *texts)


def _entry_pattern(entry: str) -> str:
    word, open_end = entry.casefold().removesuffix("*"), entry.endswith("*")
    body = r"\s+".join(re.escape(part) for part in word.split())
    if _UNSPACED.search(word):
        return body
    return rf"(?<!\w){body}" + (r"\w*" if open_end else r"(?!\w)")


@lru_cache(maxsize=512)
def pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the entries, the longest first."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return re.compile("|".join(map(_entry_pattern, ordered)) or r"(?!)", re.IGNORECASE)


@cache
def everywhere(part: str, key: str) -> tuple[str, ...]:
    """The entries of one list of "headers" or "words" in all locales together."""
    lists = (getattr(load(code), part).get(key, ()) for code in available())
    return tuple(sorted({entry for entries in lists for entry in entries}))


def is_spaced(text: str) -> bool:
    """Whether a text is in a script that puts blanks between words."""
    return not _UNSPACED.search(text)


def has(text: str, entries: Iterable[str]) -> bool:
    """Whether the text holds one of the entries."""
    return bool(pattern(tuple(entries)).search(text))


def _known(segment: str) -> str | None:
    wanted = segment.replace("_", "-").casefold()
    return next((code for code in available() if code.casefold() == wanted), None)


def locale_of_path(path: str) -> str | None:
    """The locale that a path names (`fr/`, `pt_BR/`, `pt/BR/`, `page.fr.md`), the deepest one; None without one."""
    *folders, file = path.split("/")
    names = file.split(".")[1:-1] if file.count(".") > 1 else []
    pairs = [f"{a}-{b}" for a, b in itertools.pairwise(folders)]
    deepest = [name for pair in zip([*folders], [*pairs, ""], strict=False) for name in pair]
    found = [code for name in (*deepest, *names) if name and (code := _known(name))]
    return found[-1] if found else None


def locale_of_words(text: str) -> str | None:
    """The locale whose common words are most frequent in a text; None where there are hardly any."""
    scores = {code: len(pattern(load(code).common).findall(text)) for code in available()}
    best = max(sorted(scores), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= 3 else None
