"""Writes files so that at any moment their place holds all of the old or all of the new."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from docschema.claims import claim, is_claimed

_TEMPORARY = (".docschema-", ".tmp")  # how the name of a file begins and ends that is still to be put in place
_LEFT_OVER = 600  # seconds after which it belongs to nobody, where the system cannot tell
_NEW = 0o666  # less what the user's umask takes away, as for any new file
_NO_OTHER = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # fails where a file or a link is


def write_bytes(file: Path, data: bytes) -> None:
    """Replace a file in one step, or make it; its permissions stay. OSError where that cannot be done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    mode = file.stat().st_mode & 0o777 if file.exists() else None
    temporary, descriptor = _made(file.parent, _NEW if mode is None else mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            claim(descriptor)
            stream.write(data)
            stream.flush()
            os.fsync(descriptor)
            if os.name == "nt":
                stream.close()  # an open file cannot be renamed there; elsewhere the claim holds until it is in place
            if mode is not None:
                temporary.chmod(mode)  # the umask may have taken some of it
            temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(file.parent)


def sweep(folders: Iterable[Path]) -> None:
    """Remove from some folders what writers left that were killed. What cannot be removed stays."""
    for folder in set(folders):
        with contextlib.suppress(OSError):
            for file in [file for file in folder.iterdir() if is_left_over(file)]:
                file.unlink(missing_ok=True)


def is_left_over(file: Path) -> bool:
    """Whether a file was to be put in place by a writer that is no more."""
    start, end = _TEMPORARY
    if not (file.name.startswith(start) and file.name.endswith(end)) or file.is_symlink() or not file.is_file():
        return False
    at_work = is_claimed(file)
    return _is_old(file) if at_work is None else not at_work


def _is_old(file: Path) -> bool:
    try:
        return time.time() - file.stat().st_mtime > _LEFT_OVER
    except OSError:
        return False


def _made(folder: Path, mode: int) -> tuple[Path, int]:
    """A file of a name that nobody has, open to be written, with these permissions less the umask."""
    start, end = _TEMPORARY
    while True:
        file = folder / f"{start}{secrets.token_hex(8)}{end}"
        with contextlib.suppress(FileExistsError):
            return file, os.open(file, _NO_OTHER, mode)


def _settle(folder: Path) -> None:
    """Make a renamed file last over a crash of the machine, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
