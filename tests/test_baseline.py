"""Baselines: what they list, that they hold when lines move, and what is said of entries that are old."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from docschema import pipeline
from docschema.config import Config, ConfigError
from docschema.judging.baseline import Baseline, Entry, load, to_text
from docschema.judging.verdict import Case, judge
from docschema.pipeline import Job
from docschema.problem import Problem, Span
from docschema.rules import problem
from test_cli import FRENCH, HEAD, PULL, PUSH, UNDESCRIBED, run, tree

CASES = sorted(Path(__file__).parent.joinpath("cases").glob("*/*.md"))
TAG = UNDESCRIBED.replace("push", "tag")


def empty(subject: str, line: int = 1, path: str = "a.md") -> Problem:
    return problem("description-empty", Span(path, line, 1), subject)


def judged(baseline: Baseline, *found: Problem, **more: object) -> list[tuple[str, int]]:
    settings: dict[str, object] = {"complete": True, "judged": lambda _code: True, "baseline": baseline, **more}
    return [(item.code, item.span.line) for item in judge(found, Case(Config(), **settings)).shown]  # type: ignore[arg-type]


def written(folder: Path, *found: Problem) -> Baseline:
    file = folder / "baseline.json"
    file.write_text(to_text(found), encoding="utf-8")
    return load(file)


# ------------------------------------------------------------------------------------------- the file


def test_a_baseline_has_a_line_for_each_finding(tmp_path: Path) -> None:
    found = [empty("b", 9), empty("a", 3), empty("b", 4), empty("a", 1, "Z.md"), empty("é\x1b\0x", 1)]
    text = to_text(found)
    assert text == to_text(found[::-1]), "in any order"
    content = json.loads(text)
    assert [(item["path"], item["about"], item["count"]) for item in content["findings"]] == [
        ("Z.md", "a", 1), ("a.md", "a", 1), ("a.md", "b", 2), ("a.md", "é\x1b x", 1)
    ]  # fmt: skip
    assert list(content["findings"][0]) == ["path", "code", "about", "fingerprint", "count"]
    lines = text.splitlines()
    assert len(lines) == 4 + 4 + 2
    assert [entry.line for entry in written(tmp_path, *found).entries] == [5, 6, 7, 8]
    assert json.loads(to_text([]))["findings"] == []


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"findings": []}', '{"kind": "docschema baseline", "schema_version": 1, "findings": [1]}',
     '{"kind": "docschema baseline", "schema_version": 9, "findings": []}', "[" * 100_000,
     '{"kind": "docschema baseline", "findings": []}', '{"kind": "docschema baseline", "schema_version": 1}'],
)  # fmt: skip
def test_what_is_no_baseline(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(ConfigError, match=r"b\.json: .*expected a file that docschema check --write-baseline made"):
        load(tmp_path / "b.json")


def test_a_baseline_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "gone.json")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="no valid JSON"):
        load(tmp_path / "b.json")


# ------------------------------------------------------------------------------------------- what it hides


def test_so_many_findings_as_it_says_are_hidden(tmp_path: Path) -> None:
    baseline = written(tmp_path, empty("a", 1), empty("a", 2))
    assert judged(baseline, empty("a", 8), empty("a", 9)) == []
    assert judged(baseline, empty("a", 7), empty("a", 8), empty("a", 9)) == [("D301", 9)]
    assert judged(baseline, empty("a", 8), empty("a", 9), empty("b", 9)) == [("D301", 9)]
    verdict = judge([empty("a"), empty("c")], Case(Config(), baseline=baseline))
    assert (verdict.in_baseline, verdict.suppressed, len(verdict.shown)) == (1, 0, 1)


def test_s202_fires_for_entries_that_are_gone(tmp_path: Path) -> None:
    baseline = written(tmp_path, empty("a", 1), empty("a", 2), empty("b", 3))
    verdict = judge([empty("a", 5)], Case(Config(), baseline=baseline, complete=True, judged=lambda _code: True))
    assert [(found.code, found.span.line) for found in verdict.shown] == [("S202", 5), ("S202", 6)]
    assert verdict.shown[0].message == 'the baseline lists a finding "D301 in a.md" that is gone (1 of 2)'
    assert verdict.shown[0].span.path == (tmp_path / "baseline.json").as_posix()


def test_s202_stays_quiet_where_all_are_there_or_nobody_can_tell(tmp_path: Path) -> None:
    baseline = written(tmp_path, empty("a"))
    assert judged(baseline, empty("a")) == []
    assert judged(baseline, judged=lambda _code: False) == []
    assert judged(baseline, complete=False) == []
    assert judged(baseline, complete=False, read=("other.md",)) == []
    assert judged(baseline, complete=False, read=("a.md",)) == [("S202", 5)]


def test_an_error_in_the_baseline_is_remembered() -> None:
    error = problem("source-too-large", Span("a.md"))
    entries = (Entry("a.md", "D002", "", error.fingerprint, 1),)
    verdict = judge([error], Case(Config(), baseline=Baseline("b.json", entries)))
    assert (verdict.shown, verdict.hidden_errors) == ((), (error,))


# ------------------------------------------------------------------------------------------- real edits


def fingerprints(text: str) -> Counter[tuple[str, str]]:
    job = Job(("docs/en/page.md",), texts={"docs/en/page.md": text.encode("utf-8", "surrogateescape")})
    found = pipeline.documents(job).problems
    return Counter((item.code, item.fingerprint) for item in found)


@pytest.mark.slow
@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_fingerprints_stay_when_lines_move(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if text.startswith("\udcff\udcfe"):
        pytest.skip("lines of UTF-16 are other bytes")
    (tmp_path / "docs/en").mkdir(parents=True)
    (tmp_path / "docs/en/page.md").write_text("")
    monkeypatch.chdir(tmp_path)
    head = re.match(r"(?s)---\r?\n.*?\r?\n---\r?\n", text)
    at = head.end() if head else 0
    if text[:at] == "" and text.lstrip().startswith("---"):
        pytest.skip("what stands in front of front matter ends it")
    moved = f"{text[:at]}\n\n\n\n{text[at:]}"
    assert fingerprints(moved) == fingerprints(text)


def test_lines_that_move_on_disk_change_nothing(tmp_path: Path) -> None:
    page = tmp_path / "docs/en/events.md"
    page.parent.mkdir(parents=True)
    page.write_text(HEAD + PULL + UNDESCRIBED + TAG, encoding="utf-8")
    assert run(tmp_path, "check", "docs", "--write-baseline", "b.json").returncode == 0
    page.write_text("# New\n\nA paragraph.\n\n" + HEAD + TAG + PULL + UNDESCRIBED, encoding="utf-8")
    done = run(tmp_path, "check", "docs", "--baseline", "b.json")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    page.write_text(HEAD + PULL + UNDESCRIBED + TAG + TAG.replace("image", "layer"), encoding="utf-8")
    done = run(tmp_path, "check", "docs", "--baseline", "b.json")
    assert done.returncode == 1
    assert [line.split(":")[1] for line in done.stdout.splitlines() if "D301" in line] == ["11"]


# ------------------------------------------------------------------------------------------- on the command line


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {"docs/en/events.md": HEAD + PULL + UNDESCRIBED, "docs/fr/events.md": FRENCH}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "docschema.toml").write_text('docs = ["docs"]\noutput = "out"\n[baseline]\nfile = "b.json"\n')
    return tmp_path


def test_from_many_findings_to_none(project: Path) -> None:
    done = run(project, "check", "--write-baseline", "b.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"\d+ findings? written to b\.json", done.stderr)
    assert "A102" not in (project / "b.json").read_text(), "build repairs missing artifacts"
    assert run(project, "build").returncode == 0
    done = run(project, "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"not shown: \d+ findings? in the baseline", done.stderr)
    made = json.loads(run(project, "check", "--output-format", "json").stdout)
    assert made["problems"] == []
    assert made["hidden"]["baseline"] >= 1
    assert run(project / "docs/en", "check").returncode == 0, "from a folder below"
    assert run(project, "lint", "docs/en/events.md").returncode == 0, "some of the docs"
    assert run(project, "lint", str(project / "docs/en")).returncode == 0, "by another path"

    (project / "docs/en/events.md").write_text(HEAD + PULL + PUSH, encoding="utf-8")
    done = run(project, "check")
    assert "b.json:5:1: info S202" in done.stdout
    assert run(project, "check", "--write-baseline", "b.json").returncode == 0
    assert "S202" not in run(project, "check").stdout


def test_a_baseline_that_is_missing_or_none_ends_with_2(project: Path) -> None:
    done = run(project, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "b.json: cannot be read" in done.stderr
    (project / "mine.json").write_text("{}")
    before = tree(project)
    done = run(project, "check", "--write-baseline", "mine.json")
    assert done.returncode == 2
    assert "mine.json: is no baseline" in done.stderr
    assert tree(project) == before, "files of others are left alone"
