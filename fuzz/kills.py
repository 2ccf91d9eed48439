"""Kills `docschema build` at every step of its writing and at random moments, and looks at what is left.

At each moment every file is the old one or the new one in full, the lock file knows the names in every artifact, and
nothing else is touched. The next build makes the same bytes as one that nothing disturbed, and leaves no temporary
file. Prints counts; exits with 1 if anything was otherwise. POSIX only, as it forks.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from scenes import SCENES, Course, amiss, course, run, tree

_WRITES = frozenset({"os.mkdir", "os.chmod", "os.rename", "os.remove", "os.rmdir", "fsync"})
Watch = Callable[[str], None]


@dataclass(frozen=True)
class Measured:
    """A build that nothing disturbs: how many steps its writing has, and when it writes and ends, in seconds."""

    steps: int
    first: float
    last: float
    whole: float


def watched(seen: Watch) -> None:
    """Have this process call `seen` with the name of each step before a file, a folder or a permission changes."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in _WRITES) and "/dev/" not in str(arguments[0]):
            seen(event)

    sys.addaudithook(hook)
    real = os.fsync

    def fsync(descriptor: Any) -> None:
        sys.audit("fsync", descriptor)  # the one moment at which a temporary file may be there in part
        real(descriptor)

    os.fsync = fsync  # type: ignore[assignment]


def child(work: Callable[[], int]) -> int:
    """Run in a fork, which knows all modules already; its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        code = work()
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """The exit code of a child, or less than 0: the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def measured(place: Path) -> Measured:
    """Run a build to its end."""
    into, out = os.pipe()

    def work() -> int:
        start, times = time.monotonic(), []
        watched(lambda _event: times.append(time.monotonic() - start))
        code = run(place, "build")
        whole = time.monotonic() - start
        os.write(out, f"{len(times)} {times[0]} {times[-1]} {whole}".encode())
        return code

    if ended(child(work)):
        sys.exit("a build that nothing disturbs failed")
    steps, *times = os.read(into, 1000).decode().split()
    os.close(into)
    os.close(out)
    return Measured(int(steps), *map(float, times))


def killed_at(step: int, place: Path) -> int:
    """Start a build that kills itself in front of a step; how it ended. In front of fsync half of the file is there."""

    def work() -> int:
        seen: list[str] = []

        def count(event: str) -> None:
            seen.append(event)
            if len(seen) == step:
                _halve(place) if event == "fsync" else None
                os.kill(os.getpid(), signal.SIGKILL)

        watched(count)
        return run(place, "build")

    return ended(child(work))


def _halve(place: Path) -> None:
    for file in place.rglob(".docschema-*.tmp"):
        os.truncate(file, file.stat().st_size // 2)


def killed_after(seconds: float, place: Path) -> int:
    """Start a build and kill it after some time; how it ended."""
    pid = child(lambda: run(place, "build"))
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return ended(pid)


def judged(ended_by: int, scene: Course, place: Path, faults: list[str], moment: str) -> str:
    """Look at what a build left, build again, and say in a word what was left."""
    now = tree(place)
    found = list(amiss(scene.before, scene.after, now))
    if ended_by not in (0, -signal.SIGKILL):
        found.append(f"the build ended with {ended_by}")
    if ended(child(lambda: run(place, "build"))):
        found.append("the next build failed")
    if tree(place) != scene.after:
        wrong = sorted(path for path, _ in tree(place).items() ^ scene.after.items())
        found.append(f"after the next build other bytes than else: {', '.join(wrong)}")
    faults += [f"{scene.name}, {moment}: {text}" for text in found]
    if ended_by == 0:
        return "ended before"
    return "nothing written" if now == scene.before else "all written" if now == scene.after else "in between"


def moments(times: Measured, count: int, dice: random.Random) -> list[float]:
    """Half of them over the whole build, half over its writing."""
    spread = [dice.uniform(0, times.whole) for _ in range(count // 2)]
    return spread + [dice.uniform(times.first * 0.95, times.last * 1.1) for _ in range(count - len(spread))]


def campaign(name: str, folder: Path, count: int, every: int, dice: random.Random, faults: list[str]) -> None:
    """All kills of one scene."""
    scene = course(name, folder)
    place = folder / "work"
    times = measured(scene.again(place))
    left: Counter[str] = Counter()
    at = range(1, times.steps + 1, every)
    for step in at:
        left[judged(killed_at(step, scene.again(place)), scene, place, faults, f"step {step}")] += 1
    for seconds in moments(times, count, dice):
        left[judged(killed_after(seconds, scene.again(place)), scene, place, faults, f"{seconds:.3f} s")] += 1
    seen = ", ".join(f"{word} {number}" for word, number in sorted(left.items()))
    print(f"{name}: {len(at)} of {times.steps} steps, {count} random moments: {seen}", flush=True)


def main(words: Sequence[str] | None = None) -> NoReturn:
    """The program."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--random", type=int, default=200, help="kills at random moments, over all scenes")
    options.add_argument("--every", type=int, default=1, help="take each such step only")
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    options.add_argument("--scene", action="append", choices=SCENES, help="these only")
    chosen = options.parse_args(words)
    names = chosen.scene or list(SCENES)
    dice = random.Random(chosen.seed)
    faults: list[str] = []
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="docschema-kills-") as folder:
        for number, name in enumerate(names):
            count = chosen.random // len(names) + (number < chosen.random % len(names))
            campaign(name, Path(folder, str(number)), count, chosen.every, dice, faults)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
