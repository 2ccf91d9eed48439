"""Annotations: escaped as the runner demands, and one command for each finding whatever a doc or a file name says."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given

import hostile
from docschema.judging.source_lines import lines_of
from docschema.problem import Fix, Problem, Related, Severity, Span
from docschema.report import problem_text, to_json
from docschema.reporting.github import annotation
from docschema.reporting.text import finding_text
from docschema.terminal import safe, safe_json

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^:,\r\n]*)(?:,[a-zA-Z]+=[^:,\r\n]*)*)::(.*)")
LEGACY = re.compile(r"##\[|##vso\[|##teamcity\[")
FOUND = Problem("D103", Severity.INFO, Span("docs/fr/a.md", 66, 3, 4), "a row lacks its <tr>", "write <tr>")


def is_command(line: str) -> bool:
    """What the runner takes for a command: `::` behind blanks of any kind."""
    return line.lstrip().startswith("::")


def test_an_annotation() -> None:
    assert annotation(FOUND) == (
        "::notice file=docs/fr/a.md,line=66,col=3,endColumn=7,title=D103 row-start-missing"
        "::a row lacks its <tr>%0Ahelp: write <tr>"
    )


def test_severities_have_their_commands_and_empty_spans_no_end() -> None:
    kinds = [annotation(Problem("D103", severity, Span("a.md"), "m", "")) for severity in Severity]
    assert [text.split(" ")[0] for text in kinds] == ["::error", "::warning", "::notice"]
    assert kinds[0].endswith("::m")
    assert "endColumn" not in kinds[0]


def test_a_message_is_escaped_as_data_and_a_path_as_property() -> None:
    found = Problem("D103", Severity.ERROR, Span("100%,a:b.md"), "100%, a: b", "")
    assert annotation(found).startswith("::error file=100%25%2Ca%3Ab.md,line=1")
    assert annotation(found).endswith("::100%25, a: b")


def test_other_places_and_the_repair_are_told() -> None:
    related = (Related(Span("docs/en/a.md", 5, 2), "the source language has"),)
    found = Problem(
        "T103", Severity.ERROR, Span("a.md"), "m", "h", fix=Fix(Span("a.md", 1, 1, 2), "x"), related=related
    )
    assert annotation(found).endswith('::m%0Adocs/en/a.md:5: the source language has%0Ahelp: h%0Afix: write "x"')


def test_paths_count_from_the_checkout(tmp_path: Path) -> None:
    (tmp_path / "project/docs").mkdir(parents=True)
    (tmp_path / "project/docs/a.md").write_text("")
    found = Problem("D103", Severity.ERROR, Span("docs/a.md"), "m", "")
    assert "file=project/docs/a.md," in annotation(found, [tmp_path / "project"], str(tmp_path))
    assert "file=docs/a.md," in annotation(found, [tmp_path / "project"], str(tmp_path / "elsewhere"))


@given(hostile.problems)
def test_an_annotation_is_one_command(problem: Problem) -> None:
    line = annotation(problem)
    assert len(line.splitlines()) == 1
    match = COMMAND.fullmatch(line)
    assert match is not None
    assert [part.split("=")[0] for part in match[2].split(",")][:3] == ["file", "line", "col"]
    assert all(character.isprintable() or character == "\u3000" for character in line)


@given(hostile.problems)
def test_text_is_no_command_and_each_line_is_told_from_the_next(problem: Problem) -> None:
    for text in (problem_text(problem), finding_text(problem, lambda _path, _line: problem.message)):
        first, *others = text.split("\n")
        assert len(text.splitlines()) == len(text.split("\n"))
        assert not is_command(first)
        assert all(re.match(r"  .|\s*\d* \| ", line) for line in others)
        assert not [line for line in others if is_command(line)]
        assert not LEGACY.search(text)


@given(hostile.problems)
def test_json_is_no_command(problem: Problem) -> None:
    text = to_json({}, [problem])
    assert not LEGACY.search(text)
    assert not [line for line in text.splitlines() if is_command(line)]


def test_what_a_runner_would_obey_is_shown_as_an_escape() -> None:
    assert safe("::error::x") == "\\x3a:error::x"
    assert safe(" \u3000::error::x") == " \u3000\\x3a:error::x"
    assert safe(":error") == "\\x3aerror", "a colon may follow"
    assert safe("a ::b") == "a ::b"
    assert safe("##[x] ## [y] ##x") == "#\\x23[x] ## [y] ##x"
    assert safe_json('"##[x]"') == '"#\\u0023[x]"'


def test_a_line_of_a_source_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("::error::x ##[error]y\n", encoding="utf-8")
    text = finding_text(Problem("D103", Severity.INFO, Span("a.md", 1, 3, 2), "m", ""), lines_of([tmp_path]))
    assert not LEGACY.search(text)
    assert not [line for line in text.splitlines() if is_command(line)]
