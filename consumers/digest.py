"""What decides whether the consumers have to be asked again: the files that generated schemas and code come from."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

FOLDERS = ("consumers", "gen/docschema/rendering", "gen/docschema/render.py", "schemas", "templates")


def digest(root: Path) -> str:
    """SHA-256 over paths and bytes of the tracked files, line ends as LF; the same on every machine."""
    call = ["git", "-c", "core.quotepath=off", "ls-files", "-z", "--", *FOLDERS]
    listed = subprocess.run(call, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    found = hashlib.sha256()
    for path in sorted(filter(None, listed)):
        if (root / path).is_file():
            data = (root / path).read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{path}\0{len(data)}\0".encode())
            found.update(data)
    return found.hexdigest()
