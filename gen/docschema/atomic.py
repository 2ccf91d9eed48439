"""Writes files so that at any moment their place holds all of the old or all of the new."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

TEMPORARY = (".docschema-", ".tmp")  # how the name of a file begins and ends that is still to be put in place


def write_bytes(file: Path, data: bytes) -> None:
    """Replace a file in one step, or make it; its permissions stay. OSError where that cannot be done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    start, end = TEMPORARY
    descriptor, name = tempfile.mkstemp(prefix=start, suffix=end, dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """Make a renamed file last over a crash of the machine, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
