"""Whether time grows with the input and no faster: by doubling it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

HIGHEST = 2.6  # times as long for twice the input: 2 is linear, 4 quadratic
_WORTH_TIMING = 0.02  # seconds of a run that noise does not hide
_ROUNDS = 5


def assert_linear(work: Callable[[int], object], start: int = 64, most: int = 1 << 17) -> None:
    """Fails where `work(2 * n)` takes more than HIGHEST times as long as `work(n)`.

    `n` is doubled from `start` until a run can be timed, up to `most`. What `work` needs beside the thing under test
    has to be cheap. The shortest of several runs counts, with the collector of garbage off, so that a busy machine
    alone fails nothing.
    """
    size = start
    while (once := _seconds(work, size)) < _WORTH_TIMING and size < most:
        size *= 2
    twice = _seconds(work, 2 * size)
    for _ in range(_ROUNDS):
        if twice > HIGHEST * max(once, _WORTH_TIMING / 4):
            once, twice = min(once, _seconds(work, size)), min(twice, _seconds(work, 2 * size))
    if twice <= HIGHEST * max(once, _WORTH_TIMING / 4):
        return
    raise AssertionError(
        f"{size} units take {once:.3f} s, twice as many {twice:.3f} s: {twice / once:.2f} times as long"
    )


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.disable()
    try:
        begin = time.process_time()
        work(size)
        return time.process_time() - begin
    finally:
        gc.enable()
