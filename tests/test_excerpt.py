"""The line of a finding with its span underlined, whatever characters stand before and in it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docschema.judging.source_lines import lines_of
from docschema.problem import Fix, Problem, Related, Severity, Span
from docschema.reporting.excerpt import WIDEST, excerpt, width
from docschema.reporting.text import finding_text


def shown(line: str, part: str) -> list[str]:
    made = excerpt(line, line.index(part) + 1, len(part))
    return [made.text, made.indent + made.mark]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("操作", 4),
        ("ﾊﾝｶｸ", 4),  # half-width
        ("ＡＢ", 4),  # full-width
        ("e\u0301", 1),
        ("パ", 2),
        ("ハ\u309a", 2),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),  # one syllable in three letters
        ("\U0001f600", 2),
        ("a\u200db", 2),
        ("a\xadb", 3),
        ("Überwachung", 11),
    ],
)
def test_cells_of_a_terminal(text: str, cells: int) -> None:
    assert width(text) == cells


def test_a_span_inside_japanese_text() -> None:
    assert shown("| `depot.image.creat` | イメージ（新規）を作成します。 |", "新規") == [
        "| `depot.image.creat` | イメージ（新規）を作成します。 |",
        "                                  ^~~~",
    ]
    assert shown("|操作|`depot.image.creat`|", "depot.image.creat") == [
        "|操作|`depot.image.creat`|",
        "       ^~~~~~~~~~~~~~~~~",
    ]


def test_tabs_are_shown_as_blanks() -> None:
    assert shown("\t<td>\tdepot</td>", "depot") == ["    <td>    depot</td>", "            ^~~~~"]
    assert shown("a\tb", "\t") == ["a   b", " ^~~"]
    assert shown("語\tb", "b") == ["語  b", "    ^"]


def test_marks_take_no_cell_and_controls_are_escaped() -> None:
    assert shown("e\u0301te\u0301 ici", "ici") == ["e\u0301te\u0301 ici", "    ^~~"]
    assert shown("a\x1b[31mb", "b") == ["a\\x1b[31mb", "         ^"]
    assert shown("##[error] x", "x") == ["#\\x23[error] x", "             ^"]


@pytest.mark.parametrize(("column", "length", "mark"), [(1, 0, "^"), (4, 0, "   ^"), (99, 5, "   ^"), (0, 2, "^~")])
def test_empty_spans_and_spans_beyond_the_line(column: int, length: int, mark: str) -> None:
    made = excerpt("abc", column, length)
    assert made.indent + made.mark == mark


def test_a_long_line_is_cut_round_the_span() -> None:
    line = "あ" * 200 + "[ここ]" + "い" * 200
    text, mark = shown(line, "[ここ]")
    assert text.startswith("…あ")
    assert text.endswith("い…")
    assert width(text) <= WIDEST
    assert mark.strip() == "^~~~~~"
    assert width(text[: text.index("[")]) == len(mark) - len(mark.lstrip())


def test_the_end_of_a_long_line_is_shown_to_its_full_width() -> None:
    text, mark = shown("x" * 300 + "end", "end")
    assert (text[0], text[-3:], mark[-3:]) == ("…", "end", "^~~")
    assert width(text) == len(mark) >= WIDEST - 2


def test_a_span_longer_than_the_line_may_be_is_cut() -> None:
    text, mark = shown("a" * 300, "a" * 300)
    assert text.endswith("a…")
    assert len(mark) < len(text) <= WIDEST


@given(st.text(max_size=400), st.integers(0, 450), st.integers(0, 450))
def test_a_mark_stands_within_its_line(line: str, column: int, length: int) -> None:
    made = excerpt(line, column, length)
    assert width(made.text) <= WIDEST
    assert len(made.indent + made.mark) <= max(width(made.text), 0) + 1
    assert not [c for c in made.text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert set(made.mark) <= {"^", "~"}


# ------------------------------------------------------------------------------------------- whole findings


def problem(column: int = 4, fix: Fix | None = None, related: tuple[Related, ...] = ()) -> Problem:
    span = Span("ja.md", 2, column, 5)
    return Problem("T103", Severity.WARNING, span, "the id differs", "write it", "", fix, related)


def test_a_translator_sees_both_cells(tmp_path: Path) -> None:
    (tmp_path / "ja.md").write_text("# 操作\r\n|`depto`|デポ|\r\n", encoding="utf-8-sig", newline="")
    (tmp_path / "en.md").write_text("# Actions\r| `depot` | A depot |\r", encoding="utf-8", newline="")
    related = (Related(Span("en.md", 2, 4, 5), "the source language has"),)
    found = problem(3, Fix(Span("ja.md", 2, 3, 5), "depot"), related)
    assert finding_text(found, lines_of([tmp_path])).splitlines() == [
        "ja.md:2:3: warning T103 the id differs",
        "    2 | |`depto`|デポ|",
        "      |   ^~~~~",
        "  en.md:2:4: the source language has",
        "    2 | | `depot` | A depot |",
        "      |    ^~~~~",
        "  help: write it",
        '  fix: write "depot"',
    ]


def test_a_file_that_is_gone_or_shorter_has_no_excerpt(tmp_path: Path) -> None:
    (tmp_path / "ja.md").write_text("one line", encoding="utf-8")
    (tmp_path / "folder.md").mkdir()
    lines = lines_of([tmp_path])
    assert finding_text(problem(), lines).splitlines() == ["ja.md:2:4: warning T103 the id differs", "  help: write it"]
    assert [lines(path, 1) for path in ("gone.md", "folder.md", "-", "a\0b", "ja.md")] == [None] * 4 + ["one line"]
    assert lines("ja.md", 0) is None


def test_a_finding_about_a_whole_file_has_no_excerpt(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text\n", encoding="utf-8")
    whole = Problem("A101", Severity.ERROR, Span("a.md"), "is stale", "")
    assert finding_text(whole, lines_of([tmp_path])) == "a.md:1:1: error A101 is stale"


def test_many_other_places_are_counted(tmp_path: Path) -> None:
    places = tuple(Related(Span(f"{n}.md", n), "here") for n in range(1, 9))
    assert "  ... and 3 more" in finding_text(problem(related=places), lines_of([tmp_path])).splitlines()


@pytest.mark.parametrize(
    ("length", "replacement", "said"),
    [(3, "x", 'write "x"'), (0, "\r\n  <tr>", 'put in "<tr>"'), (3, "", "take it out"), (1, "y" * 99, "yyy…")],
)
def test_a_repair_is_said_in_short(length: int, replacement: str, said: str) -> None:
    text = finding_text(problem(fix=Fix(Span("ja.md", 2, 1, length), replacement)), lines_of([Path()]))
    assert said in text.splitlines()[-1]
    assert len(text.splitlines()[-1]) < 80
