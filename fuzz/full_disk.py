"""Builds on disks of many sizes, from none to enough, and looks at what is left where the disk was full.

Needs Linux and root, who mounts the disks in a name space of this process alone. Every file has to be the old one or
the new one, the exit code 2 with a path and what to do; with room made, the next build gives the same bytes as one
that nothing disturbed. Prints counts; exits with 1 if anything was otherwise.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from scenes import SCENES, Course, amiss, course, tree

_STEP = 8  # KiB
_AGAIN = "mend that, then run docschema build"


def _mount(place: Path, size: int, *, anew: bool) -> None:
    options = f"size={size}k" if anew else f"remount,size={size}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "docschema", str(place)], check=True)


def _build(place: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "docschema", "build"]
    return subprocess.run(call, cwd=place, capture_output=True, encoding="utf-8", check=False)


def _faults(scene: Course, disk: Path, done: subprocess.CompletedProcess[str]) -> Iterator[str]:
    place = disk / "work"
    now = tree(place)
    yield from amiss(scene.before, scene.after, now)
    if left := [path for path in now if ".docschema-" in path]:
        yield f"left over: {left}"
    if done.returncode and (
        done.returncode != 2 or "No space left on device" not in done.stderr or "Trace" in done.stderr
    ):
        yield f"exit code {done.returncode}: {done.stderr}"
    if done.returncode and "No space left on device\n" in done.stderr and _AGAIN not in done.stderr:
        yield f"no word of what to do: {done.stderr}"
    _mount(disk, 1 << 16, anew=False)
    if _build(place).returncode or tree(place) != scene.after:
        yield "after the next build other bytes than else"


def _campaign(name: str, folder: Path) -> int:
    scene = course(name, folder)
    disk = folder / "disk"
    disk.mkdir()
    size = sum(len(data) + 4096 for data in scene.before.values()) // 1024 // _STEP * _STEP
    ends: Counter[int] = Counter()
    faults = 0
    while not ends[0]:
        size += _STEP
        _mount(disk, size, anew=True)
        try:
            shutil.copytree(scene.folder, disk / "work")
            done = _build(disk / "work")
            ends[done.returncode] += 1
            for fault in _faults(scene, disk, done):
                faults += 1
                print(f"{name}, {size} KiB: {fault}")
        except (shutil.Error, OSError):  # the docs alone are more than this disk takes
            pass
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    print(f"{name}: {ends[2]} disks were full, the one of {size} KiB was not; {faults} faults", flush=True)
    return faults


def main() -> NoReturn:
    """The program."""
    if "apart" not in sys.argv:
        os.execvp("unshare", ["unshare", "--mount", sys.executable, __file__, "apart"])
    with tempfile.TemporaryDirectory(prefix="docschema-full-") as folder:
        faults = sum(_campaign(name, Path(folder, str(number))) for number, name in enumerate(SCENES))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
