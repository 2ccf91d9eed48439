"""Suppressions in docs, in code and by path: what they hide, and what is said of those that are of no use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docschema.config import Config
from docschema.judging.severities import matches
from docschema.judging.suppress import directives_in_code, directives_in_doc
from docschema.judging.verdict import Case, Verdict, judge
from docschema.problem import Problem, Span
from docschema.rules import problem
from test_cli import HEAD, PULL, run

DOC = """---
title: "docschema: ignore D301"
---
# Events

{first}

| Action | Description |{beside}
| --- | --- |
| `a.b.c` | |

| Action | Description |
| --- | --- |
| `a.b.d` | |
"""


def lines(text: str, code: str = "D301", *, path: str = "a.md") -> list[int]:
    """The lines for which findings of a rule are hidden."""
    directives, _ = directives_in_doc(path, text)
    count = text.count("\n") + 1
    return [line for line in range(1, count + 1) if any(d.code == code and d.holds_for(line) for d in directives)]


def verdict(text: str, *found: Problem, complete: bool = True) -> Verdict:
    directives, unknown = directives_in_doc("a.md", text)
    case = Case(Config(), directives=directives, read=("a.md",), complete=complete, judged=lambda _code: True)
    return judge((*found, *unknown), case)


def at(line: int, name: str = "description-empty", path: str = "a.md") -> Problem:
    return problem(name, Span(path, line, 1), "x", subject=f"{line}")


def codes(made: Verdict) -> list[tuple[str, int]]:
    return [(found.code, found.span.line) for found in made.shown]


# ------------------------------------------------------------------------------------------- which lines


def test_a_comment_alone_holds_for_the_next_block() -> None:
    assert lines(DOC.format(first="<!-- docschema: ignore D301 -->", beside="")) == [6, 7, 8, 9, 10]
    assert lines("<!-- docschema: ignore D301 -->\n| a |\n| - |\n| b |\n\n| c |\n") == [1, 2, 3, 4]


def test_a_comment_beside_text_holds_for_its_line() -> None:
    assert lines(DOC.format(first="", beside=" <!-- docschema: ignore D301 -->")) == [8]
    assert lines("text <!-- docschema: ignore-next D301 -->\n\nmore\nof it\n\nend\n") == [1, 2, 3, 4]


def test_a_block_that_is_an_html_table_ends_with_it() -> None:
    text = "<!-- docschema: ignore D301 -->\n\n<table>\n\n<tr><td>\n\n</table>\ntext\n"
    assert lines(text) == [1, 2, 3, 4, 5, 6, 7]
    assert lines("<!-- docschema: ignore D301 -->\n<table>\n\nnever closed\n") == [1, 2, 3, 4, 5]


def test_several_comments_hold_for_the_same_block() -> None:
    text = "<!-- docschema: ignore D301 -->\n<!-- docschema: ignore[D305, caption-repeated] why -->\ntext\n\nend\n"
    assert lines(text) == [1, 2, 3]
    assert lines(text, "D305") == lines(text, "D304") == [2, 3]


def test_from_start_to_end() -> None:
    text = "a\n<!-- docschema: ignore-start D301, D305 -->\nb\n\n<!-- docschema: ignore-end D305 -->\nc\n"
    assert lines(text) == [2, 3, 4, 5, 6, 7]
    assert lines(text, "D305") == [2, 3, 4, 5]
    assert lines(text + "<!-- docschema: ignore-end -->\nd\n") == [2, 3, 4, 5, 6, 7]


def test_a_whole_file() -> None:
    assert lines("a\n\n<!-- docschema: ignore-file D301 -->\nb") == [1, 2, 3, 4]


def test_a_comment_over_several_lines() -> None:
    text = "<!--\n  docschema: ignore D301\n  since the vendor says so\n-->\nrow\n\nend\n"
    assert lines(text) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_kinds(end: str) -> None:
    text = "# a\n\n<!-- docschema: ignore D301 -->\nb\nc\n\nd".replace("\n", end)
    directives, _ = directives_in_doc("a.md", text)
    assert [(d.span.line, d.first, d.last) for d in directives] == [(3, 3, 5)]


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- docschema: ignore D301 -->\n```\nrow\n",
        "`<!-- docschema: ignore D301 -->`\n",
        "---\ntitle: x\nx: <!-- docschema: ignore D301 -->\n---\nrow\n",
        "docschema: ignore D301\n",
        "<!-- see docschema: ignore D301 -->\n",
        "<!-- docschema: ignore D301\nnever closed\n",
    ],
)
def test_what_is_no_suppression(text: str) -> None:
    assert lines(text) == [] or text.startswith("<!-- docschema")


# ------------------------------------------------------------------------------------------- what becomes of findings


def test_a_finding_is_hidden_and_others_are_not() -> None:
    text = DOC.format(first="<!-- docschema: ignore D301 -->", beside="")
    made = verdict(text, at(10), at(14), at(10, "word-doubled"))
    assert codes(made) == [("D305", 10), ("D301", 14)]
    assert made.suppressed == 1


def test_s201_fires_for_a_suppression_that_hides_nothing() -> None:
    made = verdict("<!-- docschema: ignore[D301, D305] why -->\nrow\n", at(2))
    (found,) = made.shown
    assert (found.code, found.span) == ("S201", Span("a.md", 1, 1, 42))
    assert '"D305" hides nothing' in found.message


def test_s201_stays_quiet_where_the_suppression_is_used_or_nobody_can_tell() -> None:
    text = "<!-- docschema: ignore D301 -->\nrow\n"
    assert codes(verdict(text, at(2))) == []
    directives, _ = directives_in_doc("a.md", text)
    assert judge((), Case(Config(), directives=directives)).shown == ()
    off = Config(rules=(("D301", "off"),))
    assert judge((at(2),), Case(off, directives=directives, judged=lambda _code: True)).shown == ()


def test_of_two_suppressions_one_is_enough() -> None:
    text = "<!-- docschema: ignore-file D301 -->\n\n<!-- docschema: ignore D301 -->\nrow\n"
    made = verdict(text, at(4))
    assert codes(made) == [("S201", 1)]
    assert codes(verdict(text, at(2), at(4))) == []


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("ignore D999", '"D999", which docschema does not know'),
        ("ignore[caption-repeatd]", 'write "caption-repeated"'),
        ("ignore", "names no rule"),
        ("ignore the next row", '"the", which'),
        ("ignroe D301", 'write "ignore"'),
        ("ignore-al D301", '"ignore-al"'),
    ],
)
def test_s203_fires_for_what_nobody_can_follow(comment: str, said: str) -> None:
    made = verdict(f"<!-- docschema: {comment} -->\nrow\n")
    (found,) = made.shown
    assert found.code == "S203"
    assert said in f"{found.message}; {found.help}"


def test_s203_stays_quiet_about_what_can_be_followed() -> None:
    for comment in ("ignore-end", "ignore d301", "ignore[Description-Empty]", "is a tool", "ignore D301-->\n<!-- x"):
        _, unknown = directives_in_doc("a.md", f"<!-- docschema: {comment} -->\n")
        assert unknown == ()


def test_a_finding_about_a_suppression_can_be_suppressed() -> None:
    text = "<!-- docschema: ignore-file S201 -->\n\n<!-- docschema: ignore D301 -->\nrow\n"
    made = verdict(text)
    assert (codes(made), made.suppressed) == ([], 1)


def test_an_error_that_is_suppressed_is_remembered() -> None:
    text = "<!-- docschema: ignore-file D002 -->\n"
    made = verdict(text, at(1, "source-too-large"))
    assert made.shown == ()
    assert [found.code for found in made.hidden_errors] == ["D002"]


COMMENTS = [f"<!-- docschema: {text} -->" for text in ("ignore D301", "ignore-start D301", "ignore-end")]


@given(st.lists(st.sampled_from([*COMMENTS, "<table>", "</table>", "", "| a |"])))
def test_every_finding_is_shown_or_counted(parts: list[str]) -> None:
    text = "\n".join(parts)
    found = [at(line) for line in range(1, len(parts) + 2)]
    made = verdict(text, *found)
    hidden = lines(text)
    shown = [line for code, line in codes(made) if code == "D301"]
    assert shown == [item.span.line for item in found if item.span.line not in hidden]
    assert made.suppressed == len(found) - len(shown)


@pytest.mark.slow
def test_many_suppressions_and_findings_take_no_long_time() -> None:
    text = "<!-- docschema: ignore-start D301 -->\n<table>\n" * 20_000
    made = verdict(text, *(at(line) for line in range(1, 20_000)))
    assert made.suppressed == 19_999


# ------------------------------------------------------------------------------------------- code


@pytest.mark.slow
def test_many_suppressions_on_one_line_take_no_long_time() -> None:
    directives, _ = directives_in_doc("a.md", "x <!-- docschema: ignore D301 -->" * 50_000)
    assert len(directives) == 50_000
    directives, _ = directives_in_code("a.py", "x # docschema: ignore D301 " * 50_000)
    assert len(directives) == 50_000


@pytest.mark.parametrize("mark", ["#", "//", "--", ";", "/*"])
def test_code_in_any_language(mark: str) -> None:
    beside, alone = f"{mark} docschema: ignore C101 old", f"{mark} docschema: ignore code-id-unknown"
    text = f'send("a.b")  {beside}\nx = 1\n\n{alone}\n\nsend("c")\n'
    directives, unknown = directives_in_code("a.py", text)
    assert unknown == ()
    assert [(d.code, d.first, d.last) for d in directives] == [("C101", 1, 1), ("C101", 4, 6)]


def test_code_says_what_nobody_can_follow() -> None:
    directives, (found,) = directives_in_code("a.py", "x = 1  # docschema: ignore C999\n")
    assert (directives, found.code, found.span.line) == ((), "S203", 1)


# ------------------------------------------------------------------------------------------- by path


@pytest.mark.parametrize(
    ("pattern", "path", "is_meant"),
    [
        ("docs/ja/**", "docs/ja/a.md", True),
        ("docs/ja/**", "docs/ja/x/a.md", True),
        ("docs/ja/**", "docs/jam/a.md", False),
        ("docs/ja", "docs/ja/a.md", True),
        ("docs/ja/", "docs/ja/a.md", True),
        ("./docs/*/a.md", "docs/ja/a.md", True),
        ("docs/*/a.md", "docs/pt/BR/a.md", False),
        ("docs/**/a.md", "docs/a.md", True),
        ("docs/**/a.md", "docs/pt/BR/a.md", True),
        ("*.md", "docs/ja/a.md", True),
        ("a.md", "docs/ja/a.md", True),
        ("a?md", "a.md", True),
        ("a.md", "aXmd", False),
        ("[ab].md", "a.md", False),
    ],
)
def test_patterns(pattern: str, path: str, is_meant: bool) -> None:
    assert matches(pattern, path) is is_meant


def test_findings_by_path_and_paths_that_hide_nothing() -> None:
    config = Config(path="docschema.toml", per_path_ignores=(("docs/ja/**", ("D301", "word-doubled")),))
    case = Case(config, complete=True, judged=lambda _code: True)
    made = judge([at(1, path="docs/ja/a.md"), at(1, path="docs/fr/a.md")], case)
    assert [(found.code, found.span.path) for found in made.shown] == [
        ("D301", "docs/fr/a.md"),
        ("S201", "docschema.toml"),
    ]
    assert '"word-doubled" under "docs/ja/**" hides nothing' in made.shown[1].message
    assert judge([], Case(config, judged=lambda _code: True)).shown == (), "not all docs were read"


def test_paths_start_where_the_configuration_stands(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("")
    config = Config(root=tmp_path, path="docschema.toml", per_path_ignores=(("docs", ("D301",)),))
    for root, path in ((tmp_path, "docs/a.md"), (tmp_path / "docs", "a.md"), (Path(), str(tmp_path / "docs/a.md"))):
        assert judge([at(1, path=path)], Case(config, (root,))).shown == ()


def test_code_that_uses_an_id_on_purpose(tmp_path: Path) -> None:
    for name, text in {
        "docs/en/events.md": HEAD + PULL,
        "src/app.py": 'send("depot.image.pul")  # docschema: ignore C101 on purpose\nsend("depot.image.pull")\n',
        "docschema.toml": 'docs = ["docs"]\n[scan]\npaths = ["src"]\n',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run(tmp_path, "scan")
    assert (done.returncode, "C101" in done.stdout) == (0, False), done.stdout
    assert "not shown: 1 finding suppressed" in done.stderr
    (tmp_path / "src/app.py").write_text('# docschema: ignore C101\nsend("depot.image.pull")\n', encoding="utf-8")
    done = run(tmp_path, "scan")
    assert "src/app.py:1:1: warning S201" in done.stdout


def test_lint_says_nothing_of_suppressions_for_rules_that_compare_docs(tmp_path: Path) -> None:
    (tmp_path / "docs/en").mkdir(parents=True)
    comment = "<!-- docschema: ignore-file[T101, D301] -->\n"
    (tmp_path / "docs/en/events.md").write_text(HEAD + PULL + "\n" + comment, encoding="utf-8")
    lines_said = [line for line in run(tmp_path, "lint", "docs").stdout.splitlines() if "S201" in line]
    assert len(lines_said) == 1
    assert '"D301"' in lines_said[0]
