"""Lines of sources, read again when findings are reported; what cannot be read has none."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from docschema.markup.text import decode

Lines = Callable[[str, int], str | None]

_LINE_END = re.compile(r"\r\n|\r|\n")
_LARGEST = 16 * 1024 * 1024
_KEPT = 32  # files; findings come sorted by file, with a few others that they are held against


def located(path: str, roots: Sequence[Path]) -> Path:
    """The file of a path that starts at one of the roots: the first one where it is there, else the first."""
    return next((root / path for root in roots if os.path.lexists(root / path)), roots[0] / path)


def relative(path: str, roots: Sequence[Path], home: Path) -> str:
    """The path of a file as seen from the folder `home`, "/" as separator; as it is where it lies elsewhere."""
    try:
        seen = os.path.relpath(located(path, roots), home)
    except ValueError:  # another drive
        return path
    return path if path == "-" or seen == ".." or seen.startswith(f"..{os.sep}") else seen.replace(os.sep, "/")


def lines_of(roots: Sequence[Path]) -> Lines:
    """A function that gives a line of a file by its path below the roots and its number, None where there is none.

    Each file is read once; standard input cannot be read again.
    """
    content = lru_cache(maxsize=_KEPT)(lambda path: _read(located(path, roots)))

    def line(path: str, number: int) -> str | None:
        found = content(path)
        return found[number - 1] if 0 < number <= len(found) else None

    return line


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without their ends: LF, CRLF or CR, and no others."""
    return tuple(_LINE_END.split(text))


def _read(file: Path) -> tuple[str, ...]:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return ()
        return split_lines(decode(file.read_bytes())[0])
    except (OSError, ValueError):
        return ()
