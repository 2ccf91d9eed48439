"""Times commands in turn, so that a machine that gets slower or faster changes all of them alike."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Command:
    """What is run: words, where, and what is done before each run, which is not timed."""

    words: Sequence[str]
    folder: Path
    before: Callable[[], object] = lambda: None
    code: int = 0  # the exit code that is expected


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock, seconds of processor time, peak memory in MB."""

    wall: float
    work: float
    memory: float


def once(command: Command) -> Run:
    """Run a command; RuntimeError with what it said if it ends otherwise than expected."""
    command.before()
    start = time.perf_counter()
    process = subprocess.Popen(
        command.words, cwd=command.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != command.code:
        raise RuntimeError(f"{' '.join(command.words)}: exit {process.returncode}: {said.decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Run]]:
    """Each command `rounds` times, all of them in each round; one round before is not counted."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = once(command)
            if number:
                runs[name].append(run)
    return runs


def ratios(runs: Mapping[str, Sequence[Run]], name: str, to: str) -> list[float]:
    """How many times as long one command took as another one, round by round."""
    return [one.wall / other.wall for one, other in zip(runs[name], runs[to], strict=True)]


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """First quartile, median, third quartile."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, median(values), third
