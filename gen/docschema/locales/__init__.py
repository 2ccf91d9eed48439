"""Words of the languages that docs are written in: one TOML file per locale, found by its name.

A locale's code is BCP 47 ("pt-BR") and the stem of its file. Nothing here lists the locales: a new file is a new
locale.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path

from msgspec import Struct

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Locale(Struct, frozen=True, eq=False, dict=True):
    """The words of one locale, and the texts of what is generated in it."""

    code: str
    name: str
    common: tuple[str, ...]
    headers: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    written: str  # the rest of the file, with what only generated docs need

    @cached_property
    def _texts(self) -> Mapping[str, Mapping[str, str]]:
        return tomllib.loads(self.written)

    @property
    def strings(self) -> Mapping[str, str]:
        """Texts of generated docs."""
        return self._texts["strings"]

    @property
    def interface(self) -> Mapping[str, str]:
        """Texts of the catalogue page."""
        return self._texts["interface"]


@cache
def available() -> tuple[str, ...]:
    """The codes of all locales, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load(code: str) -> Locale:
    """The locale of that code; KeyError for one that has no file."""
    if code not in available():
        raise KeyError(code)
    words, head, texts = (_FOLDER / f"{code}.toml").read_text("utf-8").partition("\n[strings]\n")
    data = tomllib.loads(words)
    lists = {part: {key: tuple(words) for key, words in data[part].items()} for part in ("headers", "words")}
    return Locale(code, data["name"], tuple(data["common"]), lists["headers"], lists["words"], head + texts)


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
    """Whether the text holds one of the entries. Says what `pattern` would find, which takes long to compile."""
    folded = _folded(text)
    return any(needle.text in folded and needle.stands_in(folded) for needle in map(_needle, entries))


class _Needle(Struct, frozen=True):
    """An entry as it is looked for in text in small letters."""

    text: str
    within_words: bool  # in scripts without blanks
    open_end: bool

    def stands_in(self, folded: str) -> bool:
        """Whether it stands there as whole words, or begins one."""
        at = folded.find(self.text)
        while at >= 0:
            end = at + len(self.text)
            apart = not _is_letter(folded[at - 1 : at]) and (self.open_end or not _is_letter(folded[end : end + 1]))
            if self.within_words or apart:
                return True
            at = folded.find(self.text, max(end, at + 1))
        return False


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@lru_cache(maxsize=8192)
def _needle(entry: str) -> _Needle:
    text = _folded(entry.removesuffix("*"))
    return _Needle(text, bool(_UNSPACED.search(text)), entry.endswith("*"))


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
    folded = _folded(text)
    counts = Counter(_WORD.findall(folded))
    scores = {code: sum(_frequency(word, folded, counts) for word in load(code).common) for code in available()}
    best = max(sorted(scores), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= 3 else None


def _frequency(word: str, folded: str, counts: Mapping[str, int]) -> int:
    return folded.count(word) if _UNSPACED.search(word) else counts.get(word, 0)
