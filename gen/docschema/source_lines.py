"""Lines of sources, read again when findings are reported; what cannot be read has none."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from docschema.text import decode

Lines = Callable[[str, int], str | None]

_LINE_END = re.compile(r"\r\n|\r|\n")
_LARGEST = 16 * 1024 * 1024
_KEPT = 32  # files; findings come sorted by file, with a few others that they are held against


def lines_of(root: Path) -> Lines:
    """A function that gives a line of a file by its path below `root` and its number, None where there is none.

    Each file is read once; standard input cannot be read again.
    """
    content = lru_cache(maxsize=_KEPT)(lambda path: _read(root, path))

    def line(path: str, number: int) -> str | None:
        found = content(path)
        return found[number - 1] if 0 < number <= len(found) else None

    return line


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without their ends: LF, CRLF or CR, and no others."""
    return tuple(_LINE_END.split(text))


def _read(root: Path, path: str) -> tuple[str, ...]:
    file = root / path
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return ()
        return split_lines(decode(file.read_bytes())[0])
    except (OSError, ValueError):
        return ()
