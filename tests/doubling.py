"""Whether time grows with the input and no faster: by doubling it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

HIGHEST = 2.6  # times as long for twice the input: 2 is linear, 4 quadratic
_WORTH_TIMING = 0.02  # seconds of a run that noise does not hide
_ROUNDS = 4


def assert_linear(work: Callable[[int], object], start: int = 64, most: int = 1 << 17) -> None:
    """Fails where `work(2 * n)` takes more than HIGHEST times as long as `work(n)`.

    `n` is doubled from `start` until a run can be timed, up to `most`. What `work` needs beside the thing under test
    has to be cheap. The shortest of several runs counts, with the collector of garbage off, so that a busy machine
    alone fails nothing.
    """
    size = start
    while _seconds(work, size) < _WORTH_TIMING and size < most:
        size *= 2
    times = _times(work, size)
    if _is_steep(*times):  # a cache of the processor that is full looks steep once, and not at twice the size
        size *= 2
        times = _times(work, size)
    if _is_steep(*times):
        once, twice = times
        said = f"{size} units take {once:.3f} s, twice as many {twice:.3f} s"
        raise AssertionError(f"{said}: {twice / once:.2f} times as long")


def _times(work: Callable[[int], object], size: int) -> tuple[float, float]:
    """The shortest of several runs, for one size and for twice that; one run of each where that is enough."""
    once, twice = _seconds(work, size), _seconds(work, 2 * size)
    for _ in range(_ROUNDS):
        if _is_steep(once, twice):
            once, twice = min(once, _seconds(work, size)), min(twice, _seconds(work, 2 * size))
    return once, twice


def _is_steep(once: float, twice: float) -> bool:
    return twice > HIGHEST * max(once, _WORTH_TIMING / 4)


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.disable()
    try:
        begin = time.process_time()
        work(size)
        return time.process_time() - begin
    finally:
        gc.enable()
