"""Opens files to be read. A named pipe is refused: it would wait for a writer for ever."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import BinaryIO

_LARGEST = 64 * 1024 * 1024


def open_file(file: Path) -> BinaryIO:
    """The file, opened to be read. OSError where the system refuses, and for a named pipe."""
    if stat.S_ISFIFO(file.stat().st_mode) and not _is_given(file):
        raise OSError(errno.EINVAL, "it is a named pipe, and may never end", str(file))
    return file.open("rb")


def read_bytes(file: Path) -> bytes:
    """All bytes of a file of at most 64 MiB. OSError for a larger one, which may have no end, and as `open_file`."""
    with open_file(file) as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise OSError(errno.EFBIG, "it is larger than 64 MiB", str(file))
    return data


def _is_given(file: Path) -> bool:
    """Whether a pipe is one that this process was started with: /dev/fd/63, as shells write `<(command)`."""
    return "fd" in file.parent.resolve().parts
