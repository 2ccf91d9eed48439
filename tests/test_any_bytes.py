"""Whatever bytes the docs are: each command gives a result or findings, and every finding has a place."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docschema.cli import commands
from docschema.config import ConfigError, read_keywords
from strange_files import PAGE, SMALL, YAML_BOMB

ROOT = Path(__file__).parents[1]
PLACED = re.compile(r"^\S[^\n]*?:\d+:(?:\d+:)? (?:error|warning|info) [A-Z]\d{3} ", re.MULTILINE)

CHEAP = [name for name, data in SMALL.items() if len(data) < 4000]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    """A command in this process: what it raises is an error of the test, also where the program would say so nicely."""
    result = CliRunner().invoke(commands, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in (0, 1, 2), words
    assert "Traceback" not in result.output
    assert "internal" not in result.stderr.lower()
    if result.exit_code == 2:
        assert result.stderr.strip()
    return result


def each_command(docs: str) -> Iterator[Result]:
    """All commands, fed with docs, in an order in which each finds work."""
    yield run("lint", docs, "--output-format", "json")
    yield run("check", docs, "--output", "out", "--output-format", "json")
    yield run("build", docs, "--output", "out", "--output-format", "json")
    yield run("check", docs, "--output", "out", "--output-format", "json")
    yield run("scan", docs, "--docs", docs, "--output-format", "json")
    yield run("lint", docs, "--fix", "--output-format", "json")
    yield run("init", ".", "--output-format", "json")


def assert_placed_and_counted(said: str) -> None:
    found = json.loads(said)
    for problem in found["problems"]:
        assert problem["path"]
        assert problem["line"] >= 1
        assert problem["column"] >= 1
    for document in found.get("documents", ()):
        for entry in document["ledger"]:
            assert entry["rows"] == entry["extracted"] + entry["ignored"] + entry["reported"], entry


def fed(here: Path, name: str) -> None:
    (here / "docs").mkdir()
    (here / "docs" / "ferry_events.md").write_bytes(SMALL[name])


@pytest.mark.parametrize(
    "name", [*CHEAP, *(pytest.param(name, marks=pytest.mark.slow) for name in SMALL if name not in CHEAP)]
)
def test_any_bytes_are_read_and_accounted_for(here: Path, name: str) -> None:
    fed(here, name)
    assert_placed_and_counted(run("extract", "docs", "--output-format", "json").stdout)


@pytest.mark.slow
@pytest.mark.skipif("DOCSCHEMA_HOSTILE" not in os.environ, reason="takes minutes: make hostile")
@pytest.mark.parametrize("name", SMALL)
def test_any_bytes_are_fed_to_every_command(here: Path, name: str) -> None:
    fed(here, name)
    for result in each_command("docs"):
        if result.exit_code != 2:
            assert_placed_and_counted(result.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("words", [
    *(["extract", "docs", "--output-format", form] for form in ("text", "jsonl", "csv")),
    ["extract", "docs", "--ledger"],
    *(["lint", "docs", "--output-format", form] for form in ("text", "sarif", "github")),
    ["lint", "docs", "--diff"], ["lint", "docs", "--statistics"],
    *(["check", "docs", "--output-format", form] for form in ("text", "sarif", "github")), ["init", "."],
    ["scan", "docs", "--docs", "docs"],
], ids=" ".join)  # fmt: skip
def test_a_folder_of_any_bytes_is_told_of_in_every_format(here: Path, words: list[str]) -> None:
    for name in CHEAP:
        (here / "docs" / name).mkdir(parents=True)
        (here / "docs" / name / "ferry_events.md").write_bytes(SMALL[name])
    result = run(*words)
    if words in (["lint", "docs", "--output-format", "text"], ["check", "docs", "--output-format", "text"]):
        assert len(PLACED.findall(result.stdout)) > 10


# ------------------------------------------------------------------------------------------- YAML that grows


def test_front_matter_that_would_grow_is_lines_and_nothing_else(here: Path) -> None:
    assert len(YAML_BOMB) < 500
    fed(here, "yaml-bomb")
    found = json.loads(run("extract", "docs", "--output-format", "json").stdout)
    assert [action["id"] for action in found["documents"][0]["actions"]] == ["ferry.boat.moor", "ferry.boat.cast"]


@pytest.mark.parametrize("suffix", ["yml", "yaml"])
def test_keyword_files_that_would_grow_are_refused_at_the_first_anchor(here: Path, suffix: str) -> None:
    file = here / f"keywords.{suffix}"
    file.write_text(YAML_BOMB)
    with pytest.raises(ConfigError, match=r"keywords\.ya?ml:1: found the anchor or alias"):
        read_keywords([file])
    file.write_text("a:\n  <<: {b: c}\n")
    with pytest.raises(ConfigError, match=r"keywords\.ya?ml:2: found the merge key"):
        read_keywords([file])
    (here / "docschema.toml").write_text(f'keywords = ["keywords.{suffix}"]\n')
    fed(here, "utf-8-mark")
    result = run("check")
    assert result.exit_code == 2
    assert f"keywords.{suffix}:2: found the merge key" in result.stderr


# ------------------------------------------------------------------------------------------- files that are none


def test_a_folder_in_place_of_a_file_is_searched(here: Path) -> None:
    (here / "x.md").mkdir()
    (here / "x.md" / "ferry_events.md").write_text(PAGE)
    for words in (["extract", "x.md"], ["extract", "."], ["lint", "x.md"]):
        assert "ferry_events.md" in run(*words, "--output-format", "json").stdout or words[0] == "lint"


def unread(*words: str) -> tuple[int, list[tuple[str, str, int]]]:
    result = run(*words, "--output-format", "json")
    found = json.loads(result.stdout)["problems"]
    return result.exit_code, [(p["code"], p["path"], p["line"]) for p in found if p["code"] in ("D001", "D002")]


@pytest.mark.parametrize("command", ["extract", "lint", "check"])
def test_links_that_lead_nowhere_are_findings(here: Path, command: str) -> None:
    (here / "docs").mkdir()
    (here / "docs" / "ferry_events.md").write_text(PAGE)
    (here / "docs" / "gone.md").symlink_to("nowhere.md")
    (here / "docs" / "round.md").symlink_to("round.md")
    (here / "docs" / "up").symlink_to("..", target_is_directory=True)
    assert unread(command, "docs") == (1, [("D001", "docs/gone.md", 1), ("D001", "docs/round.md", 1)])


@pytest.mark.parametrize("command", ["extract", "lint", "check"])
def test_a_named_pipe_is_a_finding_and_does_not_wait(here: Path, command: str) -> None:
    os.mkfifo(here / "pipe.md")
    assert unread(command, "pipe.md") == (1, [("D001", "pipe.md", 1)])


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_named_pipe_in_a_folder_or_as_a_page_does_not_wait(here: Path, command: str) -> None:
    fed(here, "utf-8-mark")
    os.mkfifo(here / "docs" / "pipe.md")
    os.mkfifo(here / "page.md")
    result = run(command, "docs", "--output", "out", "--inject", "page.md")
    assert "page.md" in result.output
    assert "pipe.md:" not in result.output


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
@pytest.mark.parametrize("command", ["extract", "lint"])
def test_an_endless_file_is_a_finding(here: Path, command: str) -> None:
    (here / "endless.md").symlink_to("/dev/zero")
    (here / "docschema.toml").write_text("[limits]\nfile_size = 1000\n")
    assert unread(command, "endless.md") == (1, [("D002", "endless.md", 1)])


AS_NOBODY = """
import contextlib, io, os, sys
from docschema.cli import main
sys.argv = ["docschema", sys.argv[1], "docs/ferry_events.md", "--output-format", "json"]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()  # imports all that is needed: the interpreter may be closed to others
if os.getuid() == 0:
    os.setuid(65534)
sys.argv[2] = "docs"
main()
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="this system has no users of that kind")
@pytest.mark.parametrize("command", ["extract", "lint", "check"])
def test_a_file_that_nobody_may_read_is_a_finding(here: Path, command: str) -> None:
    fed(here, "utf-8-mark")
    here.chmod(0o755)
    (here / "docschema.toml").touch()
    (here / "docs" / "closed.md").write_text(PAGE)
    (here / "docs" / "closed.md").chmod(0)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "gen"), "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-c", AS_NOBODY, command]
    done = subprocess.run(words, cwd=here, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    problems = json.loads(done.stdout)["problems"]
    assert [(p["path"], p["line"]) for p in problems if p["code"] == "D001"] == [("docs/closed.md", 1)]


# ------------------------------------------------------------------------------------------- names without end


def test_paths_that_no_system_takes_are_told_of(here: Path) -> None:
    for path in ("x" * 300 + ".md", "x/" * 3000, "a\0b.md"):
        for command in ("extract", "lint", "check"):
            result = CliRunner().invoke(commands, [command, path])
            assert isinstance(result.exception, SystemExit), (path[:9], command)
            assert result.exit_code in (1, 2)
            assert result.output.strip()


@pytest.mark.parametrize("name", ["ferry" * 1000, "../" * 300 + "etc", "ä" * 200, "con", "." * 300, "A-" * 400])
def test_a_service_may_be_called_anything(here: Path, name: str) -> None:
    (here / "ferry_events.md").write_text(f"---\nsubcollection: {name}\n---\n{PAGE}")
    assert run("build", "ferry_events.md", "--output", "out").exit_code == 0
    assert run("check", "ferry_events.md", "--output", "out").exit_code == 0
    shutil.rmtree(here / "out")
    assert [path.name for path in here.iterdir()] == ["ferry_events.md"]
    assert not (here.parent / "etc").exists()
