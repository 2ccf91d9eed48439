"""Builds the example docs in many ways, and looks whether all of them give the same bytes.

A way is an interpreter, a hash seed, a locale, a time zone, a working directory, a umask, and the order in which the
disk lists files. Each factor takes each of its values several times. Prints a line for each way with the hash of all
files (paths and content) and one at the end; exits with 1 if there is more than one.

    python fuzz/same_bytes.py [INTERPRETER ...]

Each interpreter needs what docschema depends on; without any it is the one that runs this.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
_SEEDS = ("0", "1", "4242", "random")
_LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8")
_ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns")
_FOLDERS = (".", "..", "elsewhere")
_UMASKS = (0o022, 0o077, 0o002)
_ORDERS = ("as it is", "backwards", "shuffled")
# How the process lists folders, and that it has a locale at all, is settled before docschema is imported.
_PROGRAM = """
import locale, os, random, sys
order, umask = sys.argv.pop(1), int(sys.argv.pop(1), 8)
os.umask(umask)
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass

def ordered(found, name=str):
    found = sorted(found, key=name, reverse=order == "backwards")
    if order == "shuffled":
        random.SystemRandom().shuffle(found)
    return found

class Entries:
    def __init__(self, found):
        with found:
            self.found = iter(ordered(found, lambda entry: str(entry.name)))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.found)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        pass
    close = __exit__

if order != "as it is":
    scandir, listdir = os.scandir, os.listdir
    os.listdir = lambda *path: ordered(listdir(*path))
    os.scandir = lambda *path: Entries(scandir(*path))

from docschema.cli import main
main()
"""


@dataclass(frozen=True)
class Way:
    """One way to build."""

    python: str
    seed: str
    locale: str
    zone: str
    folder: str
    umask: int
    order: str


def ways(pythons: Sequence[str], count: int, dice: random.Random) -> Iterator[Way]:
    """So many ways; each value of each factor comes equally often, in combinations that differ."""
    columns = [
        _column(values, count, dice) for values in (pythons, _SEEDS, _LOCALES, _ZONES, _FOLDERS, _UMASKS, _ORDERS)
    ]
    for row in zip(*columns, strict=True):
        yield Way(*row)


def _column(values: Sequence[object], count: int, dice: random.Random) -> list[object]:
    column = [values[number % len(values)] for number in range(count)]
    dice.shuffle(column)
    return column


def built(way: Way, place: Path) -> str:
    """Build in a fresh copy of the docs; the hash of what was written, or what went wrong."""
    project = place / "project"
    _copy(project, random.Random(str(way)))
    cwd = {".": project, "..": place, "elsewhere": place / "else where"}[way.folder]
    cwd.mkdir(exist_ok=True)
    words = [
        "build",
        "--quiet",
        *([] if way.folder == "." else ["--config", os.path.relpath(project / "docschema.toml", cwd)]),
    ]
    env = {name: os.environ[name] for name in ("PATH", "LOCPATH") if name in os.environ}
    env |= {
        "PYTHONPATH": str(ROOT / "gen"),
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": way.seed, "LC_ALL": way.locale, "LANG": way.locale, "TZ": way.zone,
    }  # fmt: skip
    call = [way.python, "-c", _PROGRAM, way.order, f"{way.umask:o}", *words]
    done = subprocess.run(call, cwd=cwd, env=env, capture_output=True, check=False)
    if done.returncode:
        return f"exit code {done.returncode}: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}"
    wrong = [file for file in _made(project) if file.stat().st_mode & 0o777 != 0o666 & ~way.umask]
    return f"{wrong[0]}: permissions" if wrong else digest(project)


def _copy(project: Path, dice: random.Random) -> None:
    """The example docs, written in another order each time: some disks list files in that order."""
    files = [file for file in sorted((ROOT / "docs").rglob("*")) if file.is_file()] + [ROOT / "docschema.toml"]
    dice.shuffle(files)
    for file in files:
        copy = project / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


def _made(project: Path) -> list[Path]:
    return sorted([file for file in (project / "schemas").rglob("*") if file.is_file()] + [project / "docschema.lock"])


def digest(project: Path) -> str:
    """One hash of the artifacts and the lock file: paths and content."""
    total = hashlib.sha256()
    for file in _made(project):
        name = file.relative_to(project).as_posix().encode()
        data = file.read_bytes()
        total.update(b"%d %s %d\n" % (len(name), name, len(data)) + data)
    return total.hexdigest()


def main(words: Sequence[str] | None = None) -> NoReturn:
    """The program."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pythons", nargs="*", metavar="INTERPRETER")
    options.add_argument("--ways", type=int, default=24)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--jobs", type=int, default=2)
    chosen = options.parse_args(words)
    todo = list(ways(chosen.pythons or [sys.executable], chosen.ways, random.Random(chosen.seed)))
    with tempfile.TemporaryDirectory(prefix="docschema-same-bytes-") as folder:
        places = [Path(folder, str(number)) for number in range(len(todo))]
        with ThreadPoolExecutor(chosen.jobs) as pool:
            found = list(pool.map(built, todo, places))
    for way, result in zip(todo, found, strict=True):
        python = subprocess.run([way.python, "--version"], capture_output=True, check=False).stdout.decode().split()[-1]
        shown = (python, f"seed {way.seed}", way.locale, way.zone, way.folder, f"umask {way.umask:03o}", way.order)
        print(f"{' | '.join(shown)} | {result[:16] if len(result) == 64 else result}")
    here = digest(ROOT)
    print(
        f"{len(todo)} ways, {len(set(found))} hash{'es' if len(set(found)) > 1 else ''}: {' '.join(sorted(set(found)))}"
    )
    print(f"committed: {here}")
    sys.exit({*found, here} != {here})


if __name__ == "__main__":
    main()
