"""One generated file, as it is handed from rendering to writing."""

from __future__ import annotations

from msgspec import Struct


class Artifact(Struct, frozen=True):
    """One generated file. `path` is relative to the output folder; the lock file alone may be put elsewhere."""

    path: str
    text: str
