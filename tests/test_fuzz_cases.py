"""What fuzzers found, and what was mended for it: `fuzz/cases/TARGET/` holds inputs that broke a law once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget import one_in
from laws import LOCALES, NEXT_PAGE, extracting_is_lawful, reading_is_lawful, rendering_is_lawful
from projects import damaged_projects
from test_invariants import some_bytes

FUZZ = Path(__file__).parents[1] / "fuzz"
LAWS: Mapping[str, Callable[[bytes], None]] = {
    "read": reading_is_lawful,
    "extract": extracting_is_lawful,
    "render": rendering_is_lawful,
}
CASES = sorted(FUZZ.glob("cases/*/*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_what_was_found_once_stays_mended(case: Path) -> None:
    LAWS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("target", LAWS)
def test_each_target_has_a_law(target: str) -> None:
    assert LAWS[target].__name__ in (FUZZ / f"{target}.py").read_text("utf-8")


@given(some_bytes)
def test_reading_and_extracting_are_lawful(data: bytes) -> None:
    reading_is_lawful(data)
    extracting_is_lawful(data)


@one_in(10)
@given(
    damaged_projects().map(lambda project: list(project.values()))
    | st.lists(some_bytes.map(lambda b: b.decode("utf-8", "replace")), max_size=3)
)
def test_rendering_is_lawful(pages: list[str]) -> None:
    rendering_is_lawful(NEXT_PAGE.join(page.encode() for page in pages[: len(LOCALES)]))
