"""Words of languages are found in text as the slow way, one compiled pattern, finds them."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from docschema.locales import available, has, load, pattern

ENTRIES = st.sampled_from(
    sorted(
        {
            entry
            for code in available()
            for lists in (load(code).headers, load(code).words)
            for entry in chain(*lists.values())
        }
    )
)
PIECES = st.one_of(ENTRIES, st.sampled_from([" ", "  ", "\n", "s", "_", "-", "'", "1", "é", "。", "x", ""]))


@given(st.lists(ENTRIES, max_size=4), st.lists(PIECES, max_size=8).map("".join), st.booleans())
def test_has_says_what_the_pattern_finds(entries: list[str], text: str, upper: bool) -> None:
    text = text.upper() if upper and text.upper().casefold() == text.casefold() else text
    if "ß" not in "".join(entries) + text:
        assert has(text, entries) == bool(pattern(tuple(entries)).search(text))


def test_letters_that_fold_to_two_are_found() -> None:
    assert has("Außer Frankfurt", ["außer"])
    assert not has("draußen", ["auß"])


def test_common_words_are_single_ones_in_small_letters() -> None:
    words = [word for code in available() for word in load(code).common]
    assert [word for word in words if len(word.split()) != 1 or word != word.casefold()] == []
