"""The files of a code base: what paths mean, less what .gitignore files and patterns exclude, and their texts."""

from __future__ import annotations

import errno
import io
import os
import tokenize
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from docschema.rendering.namelock import MARKER
from docschema.usage import Scope

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

LARGEST = 2 * 1024 * 1024
IGNORED, PROSE, LARGE, BINARY, GENERATED, UNREADABLE = (
    "ignored", "prose", "larger than 2 MiB", "binary", "generated", "unreadable",
)  # fmt: skip

_MARKS = (MARKER.encode(), b'"kind": "docschema baseline"')  # files that name ids, but use none
_HEAD = 2048  # bytes in which a file says that it was generated
_NOT_OURS = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})
_OWN = frozenset({"docschema.toml", "docschema.lock"})  # they name ids, but use none
_PROSE = frozenset({".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt"})
_ENVIRONMENT = "pyvenv.cfg"
_IGNORE = ".gitignore"


class CodeFile(Struct, frozen=True):
    """A file to read."""

    path: str  # as given, "/" as separator; for a folder the folder as given plus the rest
    file: Path


class _Rules(Struct, frozen=True):
    """Patterns, and the folder that they speak of."""

    home: Path
    spec: GitIgnoreSpec

    def verdict(self, place: Path, *, is_folder: bool) -> bool | None:
        """Whether a place is ignored; None where no pattern matches."""
        if not place.is_relative_to(self.home):
            return None
        name = place.relative_to(self.home).as_posix()
        return self.spec.check_file(f"{name}/" if is_folder else name).include


class Walk(Struct):
    """One way through the paths of a scope; `passed_over` counts what was left out and why, as it goes."""

    scope: Scope
    passed_over: Counter[str] = field(default_factory=Counter)

    def files(self) -> Iterator[CodeFile]:
        """The files to read: as given, those of a folder sorted; a file that two paths lead to counts once.

        FileNotFoundError for a path that leads nowhere.
        """
        seen: set[Path] = set()
        for path in self.scope.paths:
            for found in self._below(path):
                place = found.file.resolve()
                if place not in seen:
                    seen.add(place)
                    yield found

    def _below(self, path: str) -> Iterator[CodeFile]:
        place, shown = self.scope.root / path, path.replace(os.sep, "/").rstrip("/") or "/"
        if not path or not place.exists():
            raise FileNotFoundError(errno.ENOENT, "no such file or folder", path or '""')
        return self._in_folder(place.resolve(), shown) if place.is_dir() else iter((CodeFile(shown, place),))

    def _in_folder(self, top: Path, shown: str) -> Iterator[CodeFile]:
        excluded = _Rules(self.scope.home.resolve(), _spec(self.scope.exclude))
        waiting = [(top, shown, _above(top))]
        while waiting:
            folder, name, above = waiting.pop()
            rules = (*above, *_rules_in(folder))
            folders = []
            for entry in self._entries(folder):
                place = f"{name.rstrip('/')}/{entry.name}"
                if self._is_left_out(entry, (*rules, excluded)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((Path(entry.path), place, rules))
                else:
                    yield CodeFile(place, Path(entry.path))
            waiting += reversed(folders)

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as found:
                return sorted(found, key=lambda entry: entry.name)
        except OSError:
            self.passed_over[UNREADABLE] += 1
            return []

    def _is_left_out(self, entry: os.DirEntry[str], rules: Sequence[_Rules]) -> bool:
        """Whether an entry of a folder is not to be looked at; links are the business of what they lead to."""
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.is_symlink() or not (is_folder or entry.is_file(follow_symlinks=False)):
            return True
        place = Path(entry.path)
        if entry.name in _NOT_OURS or (is_folder and (place / _ENVIRONMENT).is_file()):
            return True
        verdicts = (found.verdict(place, is_folder=is_folder) for found in reversed(rules))
        ignored = bool(next((verdict for verdict in verdicts if verdict is not None), False))
        self.passed_over[IGNORED] += ignored
        return ignored


def content_of(found: CodeFile) -> tuple[str, str]:
    """The text of a file and ""; or "" and the reason why it is not to be read."""
    if found.file.suffix.lower() in _PROSE:
        return "", PROSE
    try:
        if not found.file.is_file():  # reading a pipe or a device might never end
            return "", UNREADABLE
        with found.file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError:
        return "", UNREADABLE
    reason = _reason_against(found.file.name, data)
    return ("", reason) if reason else (_decoded(data, is_python=found.file.suffix in (".py", ".pyi")), "")


def _reason_against(name: str, data: bytes) -> str:
    if len(data) > LARGEST:
        return LARGE
    if b"\0" in data:
        return BINARY
    return GENERATED if name in _OWN or any(mark in data[:_HEAD] for mark in _MARKS) else ""


def _decoded(data: bytes, *, is_python: bool) -> str:
    """The text; where it is no UTF-8, as Latin-1, since ids are ASCII in either."""
    try:
        if is_python:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
            return data.decode(encoding)
        return data.decode("utf-8-sig")
    except (UnicodeDecodeError, LookupError, SyntaxError):
        return data.decode("latin-1")


# ------------------------------------------------------------------------------------------- .gitignore


def _above(folder: Path) -> tuple[_Rules, ...]:
    """The .gitignore files that hold for a folder from above, up to the top of its repository; none without one."""
    chain = (folder, *folder.parents)
    top = next((n for n, place in enumerate(chain) if (place / ".git").exists()), 0)
    return tuple(rules for place in reversed(chain[1 : top + 1]) for rules in _rules_in(place))


def _rules_in(folder: Path) -> Iterator[_Rules]:
    try:
        lines = (folder / _IGNORE).read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return
    yield _Rules(folder, _spec(lines))


def _spec(lines: Sequence[str]) -> GitIgnoreSpec:
    """The patterns of some lines; a line that is none counts for nothing, as git has it."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
