"""No pattern takes longer than its text: found by walking, tried with what is hard for it, held by doubling."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from types import FrameType

import pytest

from doubling import assert_linear
from patterns import MADE, Unit, all_patterns, all_units, makers, own_units, runs

Run = Callable[[re.Pattern[str], str], object]

SHORT, LONG = 256, 2048  # characters of a first try; `fuzz/steep.py` has time for long ones
_PER_CHARACTER = 2.5e-7  # seconds, above which a first try is worth a closer look
_CLOSER_LOOK = 6  # times as long for four times the text
_HOPELESS = 1.0  # seconds of one run, after which it has failed
_FAILING = ("", "\x01")  # ends of a text; no pattern matches up to the second one

WORDS = "docschema.locales.pattern"
# A glob of the configuration meets paths, which no system lets grow long.
GLOBS = "docschema.judging.severities._compiled"
OTHERS = [found for found in all_patterns() if found[0] not in (WORDS, GLOBS)]
FIRST = list(dict(reversed(OTHERS)).items())  # of those that differ by language alone, one


@contextmanager
def in_time() -> Iterator[None]:
    """Ends what would not end: the engine looks for signals while it works."""

    def end(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {_HOPELESS} s")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HOPELESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def assert_all_linear(pattern: re.Pattern[str], units: tuple[Unit, ...], ways: tuple[Run, ...], size: int) -> None:
    for (before, unit), end, run in product(units, _FAILING, ways):

        def work(times: int, before: str = before, unit: str = unit, end: str = end, run: Run = run) -> None:
            with in_time():
                run(pattern, before + unit * times + end)

        times = max(1, size // len(unit))
        try:
            if _seconds(work, times) > size * _PER_CHARACTER and _grows_fast(work, times):
                assert_linear(work, start=times, most=64 * times)
        except AssertionError as error:
            raise AssertionError(f"{pattern.pattern!r} on {before!r}, {unit!r} many times, {end!r}: {error}") from None


def _grows_fast(work: Callable[[int], None], times: int) -> bool:
    once, often = (min(_seconds(work, n) for _ in range(3)) for n in (times, 4 * times))
    return often > _CLOSER_LOOK * once


def _seconds(work: Callable[[int], None], times: int) -> float:
    begin = time.thread_time()
    work(times)
    return time.thread_time() - begin


STEEP = [r"\s*x", pytest.param(r"([a-z]+)+!", marks=pytest.mark.slow), r"<code>(.*?)</code>"]


@pytest.mark.parametrize("pattern", STEEP)
def test_a_steep_pattern_is_found(pattern: str) -> None:
    compiled = re.compile(pattern)
    with pytest.raises(AssertionError, match=r"as long|not done"):
        assert_all_linear(compiled, own_units(compiled), runs("x.nowhere"), SHORT)


@pytest.mark.parametrize(
    "pattern", [r"(?<!\s)\s*+x", r"(?<![a-z])(?:[a-z])++!", r"`[^`\n]*", r"(?<!\w)\w+(?!\w)", r"a|b c"]
)
def test_a_level_pattern_passes(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert_all_linear(compiled, all_units(compiled), runs("x.nowhere"), SHORT)


def test_all_patterns_are_found() -> None:
    names = {name for name, _ in all_patterns()}
    assert {WORDS, GLOBS, "docschema.meaning.ids._TOKEN", "docschema.meaning.sentences.listed"} <= names
    assert any(name.startswith("docschema.linking.alignment:") for name in names)  # stands in a function
    assert len(FIRST) > 150


def test_whatever_makes_patterns_is_tried() -> None:
    assert set(makers()) == set(MADE)


def test_the_code_says_how_it_uses_a_pattern() -> None:
    names = [
        [run(re.compile("a"), "ba") for run in runs(f"docschema.meaning.ids.{name}")]
        for name in ("_TOKEN", "_ASCII_PART")
    ]
    assert names == [[1], [None]]


@pytest.mark.parametrize(("name", "pattern"), FIRST, ids=[name for name, _ in FIRST])
def test_time_grows_with_the_text_and_no_faster(name: str, pattern: re.Pattern[str]) -> None:
    assert_all_linear(pattern, own_units(pattern), runs(name), SHORT)


@pytest.mark.slow
def test_time_grows_with_other_texts_and_no_faster() -> None:
    for name, pattern in FIRST:
        assert_all_linear(pattern, all_units(pattern), runs(name), SHORT)
