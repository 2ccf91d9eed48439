"""No id of a table is lost in silence: what a second reader sees is taken, told of, or ignored for a named reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import oracle
from budget import one_in
from docschema.extract import extract
from docschema.read import read
from laws import fates, lost
from projects import damaged, page, services

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared/corpus"
EXAMPLES = sorted(file for locale in ("en", "fr", "ja") for file in (ROOT / "docs" / locale).glob("*.md"))
CASES = sorted((ROOT / "tests/cases").glob("*/*.md"))


def fates_of(data: bytes) -> list[tuple[oracle.Sighting, str]]:
    """What became of the ids of a page."""
    seen = read("x.md", data)
    return list(fates(data, seen, extract(seen)))


def counted(files: Iterable[Path]) -> Counter[str]:
    """How many ids of some pages had which fate; fails where one was lost."""
    total: Counter[str] = Counter()
    for file in files:
        found = fates_of(file.read_bytes())
        assert [seen for seen, fate in found if fate == "lost"] == [], file
        total.update(fate for _, fate in found)
    return total


def test_the_second_reader_sees_ids_in_both_forms_of_tables() -> None:
    text = (
        "| Action |\n|---|\n| `a.b.c` |\n{: caption='x | a.b.x | y'}\n|a.b.d, a.b.e<br>`a.b.f`|\n| a.b.g is no id |\n\n"
        "<table>\n<tr><td>`a.b.h`</td>\n<td>a.b</td><tr><td>\n<code>a.b.i</code>\n</td></table>\n\n"
        "```\n| x |\n|---|\n| a.b.j |\n```\n<!--\n| x |\n|---|\n| a.b.k |\n-->\n"
    )
    seen = [(one.id, one.line) for one in oracle.sightings(text.encode())]
    assert seen == [("a.b.c", 3), ("a.b.d", 5), ("a.b.e", 5), ("a.b.f", 5), ("a.b.h", 9), ("a.b.i", 11)]


def test_an_id_that_no_reader_takes_is_lost() -> None:
    data = b"| Action | Text |\n|---|---|\n| `a.b.c` | A. |\n| `a.b.d` | B. |\n"
    seen = read("x.md", data)
    document = extract(seen)
    assert lost(data, seen, document) == []
    assert [one.id for one in lost(data, seen, replace(document, actions=document.actions[:1]))] == ["a.b.d"]


def test_no_id_of_the_example_docs_is_lost() -> None:
    assert counted(EXAMPLES).keys() == {"taken"}


def test_no_id_of_the_cases_is_lost() -> None:
    named = {"severity-table", "role-table", "other-names", "ids-only-mentioned", "beside", "within"}
    total = counted(CASES)
    assert total["taken"] > 300
    assert total.keys() <= {"taken", "told"} | named


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_no_id_of_real_docs_is_lost() -> None:
    """One doc in four; `python tests/test_oracle.py` looks at all."""
    total = counted(sorted(CORPUS.rglob("*.md"))[::4])
    assert total["taken"] > 500
    assert total.keys() <= {"taken", "told", "within", "place-maps-to-itself", "values-of-fields", "severity-table"}


@given(
    services.flatmap(lambda ids: damaged(page("en", ids)))
    | services.flatmap(lambda ids: damaged(page("en", ids, html=True)))
)
def test_no_id_is_lost_whatever_befell_the_page(text: str) -> None:
    assert [seen for seen, fate in fates_of(text.encode()) if fate == "lost"] == []


@one_in(2)
@given(st.sampled_from(EXAMPLES).flatmap(lambda file: damaged(file.read_text("utf-8"))))
def test_no_id_is_lost_whatever_befell_an_example(text: str) -> None:
    assert [seen for seen, fate in fates_of(text.encode()) if fate == "lost"] == []


if __name__ == "__main__":
    import sys

    docs = [file for folder in sys.argv[1:] or [str(CORPUS)] for file in sorted(Path(folder).rglob("*.md"))]
    print(len(docs), "docs,", dict(counted(docs).most_common()))
