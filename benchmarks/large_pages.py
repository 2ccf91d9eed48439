"""Pages as large as they can be, through the commands: seconds and memory of each, one a line."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROWS = 50_000
MIB = 1 << 20
HEAD = "# Events\n\n| Action | Description |\n|---|---|\n"
TABLE = "<table>\n<tr><th>Action</th><th>Description</th></tr>\n"
PROGRAM = "import sys; from docschema.cli import main; sys.argv[0] = 'docschema'; main()"


def pages() -> Iterator[tuple[str, str]]:
    """Name and text of each page."""
    ids = [f"registry.image{n}.pull" for n in range(ROWS)]
    yield "rows-pipe", HEAD + "".join(f"| `{i}` | Pull image {n} |\n" for n, i in enumerate(ids))
    yield "rows-html", TABLE + "".join(f"<tr><td>{i}</td><td>Image {n}</td></tr>\n" for n, i in enumerate(ids))
    yield "line-of-20-mb", HEAD + "| `a.b.c` | " + "word " * 4_000_000 + "|\n"
    yield "line-below-the-limit", HEAD + "| `a.b.c` | " + "word " * (16 * MIB // 5 - 20) + "|\n"
    yield "lines-below-the-limit", HEAD + ("| `a.b.c` | " + "word " * 200_000 + "|\n") * 15
    yield "line-ends", "\n" * (16 * MIB - 1)
    yield "cells", "<table><tr>" + "<td>\n" * (3 * MIB)


def main() -> None:
    """Run the commands; arguments choose pages by name."""
    for name, text in pages():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "ferry_events.md").write_text(text, encoding="utf-8")
            commands = [["extract", "."], ["check", "."], ["build", ".", "--output", "out"]]
            for words in commands if name.startswith("rows") else commands[:2]:
                begin = time.perf_counter()
                done = subprocess.run(
                    [sys.executable, "-c", PROGRAM, *words], cwd=folder, capture_output=True, check=False
                )
                used = resource.getrusage(resource.RUSAGE_CHILDREN)
                seconds = time.perf_counter() - begin
                memory = f"{used.ru_maxrss // 1024} MiB at most"
                print(f"{name:22} {words[0]:8} exit {done.returncode}  {seconds:6.1f} s  {memory}")
                if b"Traceback" in done.stderr or done.returncode not in (0, 1, 2):
                    sys.exit(done.stderr.decode(errors="replace")[-2000:])


if __name__ == "__main__":
    main()
