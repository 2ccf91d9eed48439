"""Limits on what is read of a doc: what lies beyond is a finding that names its key, and is counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from docschema.cli import commands
from docschema.config import Limits, load, schema
from docschema.extract import extract
from docschema.model import Document
from docschema.problem import Problem, Severity
from docschema.read import read
from docschema.rules import document_findings

HEAD = "# Events\n\n| Action | Description |\n|---|---|\n"


def read_within(text: str, **limits: int) -> tuple[Document, list[Problem]]:
    """A doc, and its findings about limits."""
    allowed = Limits(**limits)
    document = extract(read("x.md", text.encode(), limits=allowed), allowed)
    for entry in document.ledger:
        assert entry.rows == entry.extracted + entry.ignored + entry.reported
    return document, [found for found in document_findings(document) if "[limits]" in found.help]


def rows(*names: str) -> str:
    return "".join(f"| `ferry.{name}.moor` | The {name} is moored at its place. |\n" for name in names)


def html(*names: str) -> str:
    cells = "".join(f"<tr><td>ferry.{name}.moor</td><td>The {name} is moored.</td></tr>\n" for name in names)
    return f"<table>\n<tr><th>Action</th><th>Description</th></tr>\n{cells}</table>\n"


def told(problems: Sequence[Problem]) -> list[tuple[str, int, str]]:
    """Code and line of findings, and the key that their help names."""
    keys = [next(key for key in schema()["properties"]["limits"]["properties"] if key in p.help) for p in problems]
    return [(p.code, p.span.line, key) for p, key in zip(problems, keys, strict=True)]


def counts(document: Document) -> list[tuple[int, str, int, int, int]]:
    return [(entry.line, entry.form, entry.rows, entry.extracted, entry.reported) for entry in document.ledger]


def names(document: Document) -> list[str]:
    return [action.id.split(".")[1] for action in document.actions]


# ------------------------------------------------------------------------------------------- rows


def test_rows_up_to_the_limit_are_read() -> None:
    document, problems = read_within(HEAD + rows("a", "b") + "\n" + html("c"), rows=3)
    assert names(document) == ["a", "b", "c"]
    assert problems == []


@pytest.mark.parametrize("most", [1, 2, 3])
def test_rows_beyond_the_limit_are_reported(most: int) -> None:
    document, problems = read_within(HEAD + rows("a", "b", "c", "d"), rows=most)
    assert names(document) == ["a", "b", "c", "d"][:most]
    assert told(problems) == [("D122", 5 + most, "rows")]
    assert problems[0].severity is Severity.ERROR
    assert counts(document) == [(3, "pipe", most, most, 0), (5 + most, "pipe", 4 - most, 0, 4 - most)]


def test_the_rows_of_all_tables_count_together() -> None:
    document, problems = read_within(html("a", "b") + "\n" + HEAD + rows("c", "d") + "\n" + html("e"), rows=3)
    assert names(document) == ["a", "b", "c"]
    assert [code for code, _, _ in told(problems)] == ["D122", "D122"]
    assert sum(entry.rows for entry in document.ledger) == 5
    assert sum(entry.reported for entry in document.ledger) == 2


def test_far_more_rows_of_html_are_not_even_put_into_a_tree() -> None:
    many = [f"n{n}" for n in range(40)]
    document, problems = read_within(html(*many), rows=3)
    assert names(document) == many[:3]
    assert {code for code, _, _ in told(problems)} == {"D122"}
    assert sum(entry.rows for entry in document.ledger) == 40
    assert sum(entry.reported for entry in document.ledger) == 37


def test_a_row_cannot_hide_any_number_of_cells() -> None:
    wide = "<table>\n<tr>" + "<td>ferry.boat.moor</td>\n" * 500 + "</tr>\n</table>\n"
    assert told(read_within(wide, rows=50)[1]) == []
    assert {code for code, _, _ in told(read_within(wide, rows=49)[1])} == {"D122"}


# ------------------------------------------------------------------------------------------- lines


def test_a_line_up_to_the_limit_is_read() -> None:
    line = rows("boat").rstrip("\n")
    document, problems = read_within(f"{HEAD}{line}\r\n", line_length=len(line))
    assert names(document) == ["boat"]
    assert problems == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_on_a_longer_line_is_reported_and_its_table_goes_on(place: int) -> None:
    boats = ["a", "b", "c"]
    lines = [rows(name) for name in boats]
    lines[place] = lines[place].replace("moored", "moored " + "again " * 20)
    document, problems = read_within(HEAD + "".join(lines), line_length=80)
    assert names(document) == boats[:place] + boats[place + 1 :]
    assert told(problems) == [("D008", 5 + place, "line_length")]
    assert problems[0].severity is Severity.ERROR
    assert counts(document) == [(3, "pipe", 2, 2, 0), (5 + place, "pipe", 1, 0, 1)]


def test_a_header_on_a_longer_line_costs_no_row() -> None:
    document, problems = read_within(HEAD.replace("Action ", "Action" + " " * 100) + rows("a", "b"), line_length=80)
    assert [code for code, _, _ in told(problems)] == ["D008"]
    assert sum(entry.rows for entry in document.ledger) == 2


def test_rows_of_html_on_a_longer_line_are_reported() -> None:
    document, problems = read_within("a\n\n" + html("a", "b", "c").replace("\n", ""), line_length=80)
    assert told(problems) == [("D008", 3, "line_length")]
    assert counts(document) == [(3, "html", 4, 0, 4)]


def test_a_longer_line_of_code_or_prose_has_no_rows() -> None:
    document, problems = read_within("```\n" + "x | y " * 20 + "\n```\n\n" + "word " * 20 + "\n", line_length=80)
    assert told(problems) == [("D008", 5, "line_length")]
    assert document.ledger == ()


# ------------------------------------------------------------------------------------------- nesting


def nested_list(levels: int, text: str = "All events are stored in the `aq-north` region.") -> str:
    return "".join(f"{'  ' * n}- x\n" for n in range(levels - 1)) + f"{'  ' * (levels - 1)}- {text}\n"


def test_lists_are_read_as_deep_as_the_limit_says() -> None:
    assert told(read_within(nested_list(5), nesting=5)[1]) == []
    assert told(read_within(nested_list(6), nesting=5)[1]) == [("D112", 6, "nesting")]


@pytest.mark.parametrize("start", ["- ", "- > ", "1. ", "> - > "])
@pytest.mark.parametrize("nesting", [1, 100, 200])
def test_any_nesting_is_a_finding_at_the_most(start: str, nesting: int) -> None:
    document, problems = read_within(start * 10_000 + "x\n\n" + HEAD + rows("boat"), nesting=nesting)
    assert [(code, line) for code, line, _ in told(problems)] == [("D112", 1)]
    assert names(document) == ["boat"]


def test_rows_of_tables_that_are_nested_deeper_are_reported() -> None:
    inner = html("a", "b").replace("\n", "")
    document, problems = read_within(f"<table><tr><td>{inner}</td></tr></table>\n", nesting=1)
    assert told(problems) == [("D112", 1, "nesting")]
    assert (1, "html", 3, 0, 3) in counts(document)


# ------------------------------------------------------------------------------------------- ids


@pytest.mark.parametrize(
    "doc", [rows("x"), "\n* `ferry.x.moor`: a boat is moored.\n", "\n"], ids=["in a table", "in a list", "in html"]
)
def test_an_id_that_is_too_long_is_kept_and_has_a_fault(doc: str) -> None:
    text = HEAD + doc if doc.startswith("|") else doc if doc.strip() else html("x")
    longest = len("ferry.x.moor")
    for most, faults in ((longest, ()), (longest - 1, ("id-too-long",))):
        document, problems = read_within(text, id_length=most)
        assert [(action.id, action.faults) for action in document.actions] == [("ferry.x.moor", faults)]
        assert [(code, key) for code, _, key in told(problems)] == [("D213", "id_length")] * len(faults)


LONG = "ferry." + "boat" * 100 + ".moor"


def test_names_that_are_too_long_are_in_extract_and_in_no_artifact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deep = "requestData" + ".x" * 101
    Path("ferry_events.md").write_text(
        f"{HEAD}| `{LONG}` | A long boat. |\n{rows('boat')}\n## Fields\n\n| Field | Type |\n|---|---|\n"
        f"| `requestData.{'pier' * 100}` | String |\n| `{deep}` | String |\n| `requestData.pier` | String |\n\n"
        f"## Names\n\n| Old event name | New event name |\n|---|---|\n| `{LONG}` | `ferry.boat.moor` |\n"
        "| `ferry.ship.moor` | `ferry.boat.moor` |\n"
    )
    said = CliRunner().invoke(commands, ["extract", ".", "--output-format", "json"]).stdout
    found = json.loads(said)["documents"][0]
    assert LONG in [action["id"] for action in found["actions"]]
    assert deep in [field["field"] for field in found["fields"]]
    assert LONG in [pair["from"] for pair in found["renamed"]]
    built = CliRunner().invoke(commands, ["build", ".", "--output", "out"])
    assert built.exit_code == 0, built.output
    texts = [file.read_text() for file in Path("out").rglob("*") if file.is_file()]
    assert texts
    assert not [text for text in texts if "boatboat" in text or "pierpier" in text or ".x.x" in text]
    assert any("ferry.ship.moor" in text and "requestData.pier" in text for text in texts)
    linted = CliRunner().invoke(commands, ["lint", ".", "--output-format", "json"])
    assert [p["line"] for p in json.loads(linted.stdout)["problems"] if p["code"] == "D213"] == [5, 12, 13, 20]


# ------------------------------------------------------------------------------------------- front matter


def front(characters: int, *, first: str = "subcollection: ferry") -> str:
    return f"---\n{first}\n".ljust(characters + 3, "x") + "\n---\n"


def test_front_matter_up_to_the_limit_is_read() -> None:
    document, problems = read_within(front(100) + HEAD + rows("a"), front_matter=101)
    assert document.front_matter["subcollection"].startswith("ferry")  # type: ignore[attr-defined]
    assert problems == []


def test_longer_front_matter_is_a_finding_and_not_read() -> None:
    document, problems = read_within(front(100) + HEAD + rows("a"), front_matter=100)
    assert told(problems) == [("D009", 1, "front_matter")]
    assert problems[0].severity is Severity.ERROR
    assert document.front_matter == {}
    assert names(document) == ["a"]


def test_a_rule_line_far_above_another_one_is_no_front_matter() -> None:
    document, problems = read_within(front(100, first="A paragraph of text.") + HEAD + rows("a"), front_matter=100)
    assert problems == []
    assert names(document) == ["a"]


# ------------------------------------------------------------------------------------------- configuration


def test_every_limit_is_a_key_of_the_configuration(tmp_path: Path) -> None:
    keys = schema()["properties"]["limits"]["properties"]
    assert {key: part["default"] for key, part in keys.items()} == {
        name: getattr(Limits(), name) for name in Limits.__struct_fields__
    }
    (tmp_path / "docschema.toml").write_text("[limits]\n" + "".join(f"{key} = 7\n" for key in keys))
    config = load(tmp_path)
    assert config is not None
    assert config.limits == Limits(7, 7, 7, 7, 7, 7)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", '"16 MiB"', "true"])
def test_a_limit_is_a_whole_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docschema.toml").write_text(f"[limits]\nrows = {value}\n")
    result = CliRunner().invoke(commands, ["check"])
    assert result.exit_code == 2
    assert "docschema.toml: limits.rows: found" in result.stderr
    assert "expected a whole number from 1 to 10000000" in result.stderr


def test_the_limits_of_the_configuration_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/ferry_events.md").write_text(HEAD + rows("a", "b"))
    for limits, codes in (("", []), ("rows = 1", ["D122"]), ("file_size = 20", ["D002"])):
        Path("docschema.toml").write_text(f"[limits]\n{limits}\n")
        result = CliRunner().invoke(commands, ["lint", "--output-format", "json"])
        assert [p["code"] for p in json.loads(result.stdout)["problems"]] == codes
        assert result.exit_code == (1 if codes else 0)


def test_a_page_of_a_folder_whose_rows_were_not_read_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docschema.toml").write_text("[limits]\nline_length = 80\n")
    Path("docs").mkdir()
    Path("docs/long_row.md").write_text(HEAD + rows("boat").replace("moored", "moored " * 20))
    Path("docs/long_text.md").write_text("# Nothing of interest\n\n" + "word " * 40)
    for command in ("lint", "check"):
        result = CliRunner().invoke(commands, [command, "--output-format", "json"])
        assert result.exit_code == 1
        problems = json.loads(result.stdout)["problems"]
        assert [(p["code"], p["path"]) for p in problems if p["code"] == "D008"] == [("D008", "docs/long_row.md")]
