"""What `check` says of artifacts that differ: which, how, and what to run; and what it says if they cannot be made."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docschema.cli import commands
from docschema.reporting.drift import artifacts_json, drift_text
from docschema.sync import Change, Drift, State

DOC = "# Audit events\n\n| Action | Description |\n|---|---|\n| `depot.image.pull` | Pulls an image. |\n"


def run(cwd: Path, *arguments: str) -> Result:
    with contextlib.chdir(cwd):
        return CliRunner().invoke(commands, arguments, prog_name="docschema")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs/en").mkdir(parents=True)
    (tmp_path / "docs/en/events.md").write_text(DOC, "utf-8")
    (tmp_path / "docschema.toml").write_text('docs = ["docs"]\noutput = "out"\n', "utf-8")
    assert run(tmp_path, "build").exit_code == 0
    return tmp_path


def change(path: str, state: State, old: bytes | None = None, new: bytes | None = None) -> Change:
    return Change(path, Path("out", path), state, old, new)


DRIFT = Drift(
    Path("out"),
    (
        change("a.txt", State.STALE, b"one\n", b"two\n"),
        change("b.txt", State.MISSING, None, b"new\n"),
        change("c.txt", State.ORPHANED, b"old\n", None),
        change("d.txt", State.FOREIGN, b"x\n", b"y\n"),
        change("e.txt", State.UNCHANGED, b"x\n", b"x\n"),
    ),
)


def test_every_file_is_listed_with_its_state_the_difference_and_the_command() -> None:
    text = drift_text(DRIFT, "docschema build").splitlines()
    assert text[:5] == [
        "5 artifacts: 1 stale, 1 missing, 1 orphaned, 1 in the way, 1 up to date",
        "  stale      out/a.txt",
        "  missing    out/b.txt",
        "  orphaned   out/c.txt",
        "  in the way out/d.txt",
    ]
    assert text[5:9] == ["--- a/a.txt", "+++ b/a.txt", "@@ -1 +1 @@", "-one"]
    assert text[-1] == "to repair these files: docschema build"


def test_files_in_the_way_are_no_matter_of_building() -> None:
    text = drift_text(Drift(Path("out"), DRIFT.changes[3:]), "docschema build")
    assert "to repair" not in text
    assert "---" not in text


def test_a_long_difference_is_cut_unless_all_of_it_is_wanted() -> None:
    old, new = (b"".join(b"%d%s\n" % (n, mark) for n in range(300)) for mark in (b"", b"x"))
    drift = Drift(Path("out"), (change("a.txt", State.STALE, old, new),))
    short = drift_text(drift, "docschema build")
    assert "more lines: docschema check --diff shows all" in short
    assert len(short.splitlines()) < 210
    whole = drift_text(drift, "docschema build", whole=True)
    assert "+299x" in whole
    assert "shows all" not in whole


def test_text_of_artifacts_and_their_names_are_safe_for_a_terminal() -> None:
    drift = Drift(Path("out"), (change("a\x1b[2J.txt", State.STALE, b"\x1b[31m\n", b"\n"),))
    assert "\x1b" not in drift_text(drift, "docschema build")


def test_json_has_the_state_of_every_file() -> None:
    assert artifacts_json(None) is None
    found = artifacts_json(DRIFT)
    assert found is not None
    assert [entry["state"] for entry in found] == ["stale", "missing", "orphaned", "foreign", "unchanged"]


def test_check_tells_staleness_with_a_command_that_repairs_it(project: Path) -> None:
    (project / "docs/en/events.md").write_text(DOC.replace("Pulls", "Fetches"), "utf-8")
    done = run(project, "check")
    assert done.exit_code == 1
    assert "to repair these files: docschema build" in done.stdout
    assert "-" in done.stdout
    assert "generator failed" not in done.output
    assert run(project, "build").exit_code == 0
    assert run(project, "check").exit_code == 0


def test_check_tells_a_generator_that_fails_from_drift(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/broken.txt.j2").write_text(
        '{#-\ntarget = "broken"\neach = "model"\npath = "broken.txt"\n-#}\n{{ nothing.at.all }}\n', "utf-8"
    )
    with (project / "docschema.toml").open("a", encoding="utf-8") as stream:
        stream.write('templates = "templates"\n')
    done = run(project, "check")
    assert done.exit_code == 2
    assert "the generator failed: nothing was compared or written, so this says nothing about drift" in done.stderr
    assert "A101" not in done.output
