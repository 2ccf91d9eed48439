"""Who is at work on a folder or a file: claims that end with the process that made them, however it ends.

They are the system's advisory locks, on the thing itself, so nothing is left behind. Where the system has none
(Windows, some network disks) nobody waits, and nothing is certain.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_SYSTEM: Any = import_module("fcntl") if find_spec("fcntl") else None
PATIENCE = 300.0  # seconds
_PAUSE = 0.05
_BUSY = "another docschema has been at work here for {} s; wait for it or end it, then run this again"


@contextlib.contextmanager
def claimed(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Wait until nobody else is at work on a folder, and keep it while the block runs; `shared` ones go together.

    A folder that is not there is nobody's. TimeoutError where it takes longer than `PATIENCE`.
    """
    descriptor = _wait(folder, shared)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def claim(descriptor: int) -> None:
    """Claim an open file until it is closed."""
    if _SYSTEM:
        with contextlib.suppress(OSError):
            _SYSTEM.flock(descriptor, _SYSTEM.LOCK_EX)


def is_claimed(file: Path) -> bool | None:
    """Whether somebody is at work on a file; None where nobody can tell."""
    descriptor = _open(file)
    if descriptor is None:
        return None
    try:
        return _taken(descriptor, shared=True)
    finally:
        os.close(descriptor)


def _wait(folder: Path, shared: bool) -> int | None:
    end = time.monotonic() + PATIENCE
    while (descriptor := _open(folder)) is not None:
        taken = _taken(descriptor, shared=shared)
        if taken is None or (not taken and _is_there(folder, descriptor)):
            return descriptor
        os.close(descriptor)
        if time.monotonic() > end:
            raise TimeoutError(errno.ETIMEDOUT, _BUSY.format(round(PATIENCE)), folder.as_posix())
        time.sleep(_PAUSE if taken else 0)
    return None


def _open(path: Path) -> int | None:
    if _SYSTEM is None:
        return None
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None


def _taken(descriptor: int, *, shared: bool) -> bool | None:
    """Whether others have a claim that stands against ours, which is made else; None where there are no claims."""
    try:
        _SYSTEM.flock(descriptor, (_SYSTEM.LOCK_SH if shared else _SYSTEM.LOCK_EX) | _SYSTEM.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    return False


def _is_there(folder: Path, descriptor: int) -> bool:
    """Whether that is still the folder of this name: while one waits it may be removed and made anew."""
    try:
        return os.path.samestat(folder.stat(), os.fstat(descriptor))
    except OSError:
        return False
