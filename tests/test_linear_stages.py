"""Reading a page and taking its facts takes time by the size of the page, whatever it is that there is much of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docschema.extract import extract
from docschema.read import read
from docschema.rules import document_findings
from doubling import assert_linear

ACTIONS = "# Events\n\n| Action | Description |\n|---|---|\n"

# What there is much of. `<a ` and an open `<!--` are what the standard library's parser of HTML hangs on.
PAGES: dict[str, Callable[[int], str]] = {
    "ids of a cell": lambda n: f"{ACTIONS}| {'`ferry.boat.moor`, ' * n} | x |\n",
    "places of a table": lambda n: "| Location | Available |\n|---|---|\n" + "| Pier (`aq-a`) | Yes |\n" * n,
    "links of a cell": lambda n: f"{ACTIONS}| `ferry.boat.moor` | {'<a ' * n} |\n",
    "comments of a cell": lambda n: f"{ACTIONS}| `ferry.boat.moor` | {'<!--' * n} |\n",
    "comments of a page": lambda n: "# Events\n\nx " + "<!--" * n,
    "links of an HTML cell": lambda n: f"<table><tr><td>ferry.boat.moor</td><td>{'<a ' * n}</td></tr></table>",
    "comments of an HTML cell": lambda n: f"<table><tr><td>ferry.boat.moor</td><td>{'<!-- ' * n}</td></tr></table>",
    "lines of a cell": lambda n: f"{ACTIONS}| {'`ferry.boat.moor`<br>boat_moor<br>' * n} | x |\n",
    "words of a heading": lambda n: (
        f"# Events{' and data events' * n}\n{ACTIONS[8:]}" + "| `ferry.boat.moor` | x |\n" * n
    ),
    "marks of emphasis": lambda n: f"{ACTIONS}| `ferry.boat.moor` | {'*a ' * n} |\n",
    "letters of an id": lambda n: f"{ACTIONS}| `ferry.{'b' * n}é.moor` | x |\n",
    "values of a field": lambda n: "| Field | Values |\n|---|---|\n| `requestData.pier` | " + "`a`, " * n + "x |\n",
}


def take(page: str) -> None:
    list(document_findings(extract(read("x.md", page.encode()))))


@pytest.mark.slow
@pytest.mark.parametrize("what", PAGES)
def test_time_grows_with_the_page_and_no_faster(what: str) -> None:
    take(PAGES[what](8))  # what is loaded once
    assert_linear(lambda n: take(PAGES[what](n)), start=128)


@pytest.mark.slow
@pytest.mark.parametrize("what", [what for what in PAGES if "links" in what or "comments" in what])
def test_fifty_thousand_of_them_are_read(what: str) -> None:
    take(PAGES[what](50_000))


@pytest.mark.parametrize("what", ["letters of an id", "values of a field"])
def test_what_took_hours_takes_no_time_to_speak_of(what: str) -> None:
    take(PAGES[what](60))
