"""The action and the Makefile fragment for other people's projects, run as they will be run there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")  # as the runner calls it
DOC = "# Audit events\n\n| Action | Description |\n|---|---|\n| `depot.image.pull` | Pulls an image. |\n"

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "work space"
    (folder / "docs/en").mkdir(parents=True)
    (folder / "docs/en/events.md").write_text(DOC, "utf-8")
    (folder / "docschema.toml").write_text('docs = ["docs"]\noutput = "out"\n', "utf-8")
    return folder


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The temporary folder of a runner, with docschema installed as the action's second step leaves it."""
    folder = tmp_path / "runner"
    binaries = folder / "docschema/bin"
    binaries.mkdir(parents=True)
    program = binaries / "docschema"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m docschema "$@"\n', "utf-8")
    program.chmod(0o755)
    return folder


def expanded(value: str, known: dict[str, str]) -> str:
    """A value with its expressions replaced, as the runner does; those that nobody knows are an error."""
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda match: known[match[1]], value)


def step(
    name: str, runner: Path, workspace: Path, inputs: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    known = {f"inputs.{key}": str(entry["default"]) for key, entry in ACTION["inputs"].items()}
    known |= {f"inputs.{key}": value for key, value in (inputs or {}).items()}
    known |= {"github.action_path": str(ROOT), "steps.python.outputs.python-path": sys.executable}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    environment |= {key: expanded(value, known) for key, value in STEPS[name]["env"].items()}
    environment |= {
        "RUNNER_TEMP": str(runner),
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(workspace),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        "PYTHONPATH": str(ROOT / "gen"),
    }
    script = runner / "step.sh"
    script.write_text(STEPS[name]["run"], "utf-8")
    place = workspace / expanded(STEPS[name].get("working-directory", "."), known)
    command = [*BASH, str(script)]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, encoding="utf-8", check=False)


def summary(runner: Path) -> str:
    return (runner / "summary.md").read_text("utf-8")


def build(project: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "gen")}
    subprocess.run([sys.executable, "-m", "docschema", "build", "-q"], cwd=project, env=environment, check=True)


def test_the_action_is_one() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert ACTION["inputs"]["command"]["default"] == "check"
    for entry in STEPS.values():
        assert ("run" in entry) == ("shell" in entry) != ("uses" in entry)


def test_no_input_is_code() -> None:
    assert not [name for name, entry in STEPS.items() if "${{" in entry.get("run", "")]


@needs_bash
@pytest.mark.slow
def test_check_passes_and_says_so(runner: Path, project: Path) -> None:
    build(project)
    done = step("Run docschema", runner, project)
    assert done.returncode == 0, done.stderr
    assert "::" not in done.stdout
    assert "### docschema check: nothing to repair" in summary(runner)
    assert "no findings" in summary(runner)


@needs_bash
@pytest.mark.slow
def test_a_finding_is_an_annotation_and_stands_in_the_summary(runner: Path, project: Path) -> None:
    (project / "docs/en/events.md").write_text(DOC + "| `depot.image.push` | |\n", "utf-8")
    build(project)
    done = step("Run docschema", runner, project)
    assert done.returncode == 1
    assert re.search(r"^::warning .*file=docs/en/events.md,.*line=6", done.stdout, re.MULTILINE)
    assert "### docschema check: something has to be repaired" in summary(runner)
    assert "D301" in summary(runner)


@needs_bash
@pytest.mark.slow
def test_drift_fails_and_names_the_command(runner: Path, project: Path) -> None:
    done = step("Run docschema", runner, project)
    assert done.returncode == 1
    assert "to repair these files: docschema build" in summary(runner)


@needs_bash
@pytest.mark.slow
def test_a_command_with_arguments_in_a_folder(runner: Path, project: Path) -> None:
    inputs = {"command": "lint", "args": "--fail-on error\nevents.md", "working-directory": "docs/en"}
    done = step("Run docschema", runner, project, inputs)
    assert done.returncode == 0, done.stderr
    assert "### docschema lint: nothing to repair" in summary(runner)


@needs_bash
@pytest.mark.slow
def test_build_writes(runner: Path, project: Path) -> None:
    done = step("Run docschema", runner, project, {"command": "build"})
    assert done.returncode == 0, done.stderr
    assert (project / "out").is_dir()


@needs_bash
def test_wrong_usage_says_that_nothing_ran(runner: Path, project: Path) -> None:
    done = step("Run docschema", runner, project, {"args": "--no-such-option"})
    assert done.returncode == 2
    assert "### docschema check did not run" in summary(runner)
    assert "No such option" in summary(runner)


@needs_bash
@pytest.mark.slow
def test_inputs_are_no_code(runner: Path, project: Path) -> None:
    for text in ("$(touch hacked)", "; touch hacked", "`touch hacked`", "> hacked"):
        step("Run docschema", runner, project, {"args": text, "command": "check"})
        step("Run docschema", runner, project, {"command": text})
    assert not list(project.rglob("hacked"))


@needs_bash
@pytest.mark.slow
def test_the_action_installs_itself_and_runs(tmp_path: Path, project: Path) -> None:
    runner = tmp_path / "fresh"
    runner.mkdir()
    done = step("Install docschema", runner, project)
    assert done.returncode == 0, done.stderr
    done = step("Run docschema", runner, project, {"command": "lint"})
    assert done.returncode == 0, done.stderr


# ------------------------------------------------------------ the Makefile fragment


def make(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m docschema"
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    environment |= {"PYTHONPATH": str(ROOT / "gen")}
    command = ["make", f"DOCSCHEMA={program}", *words]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def with_make(project: Path) -> Path:
    shutil.copy(ROOT / "docschema.mk", project)
    (project / "Makefile").write_text("include docschema.mk\n\nall:\n\t@echo my own goal\n", "utf-8")
    return project


@needs_make
@pytest.mark.slow
def test_generate_and_check_docs(with_make: Path) -> None:
    assert make(with_make, "check-docs").returncode != 0
    done = make(with_make, "generate")
    assert done.returncode == 0, done.stderr
    assert (with_make / "out").is_dir()
    assert make(with_make, "check-docs").returncode == 0


@needs_make
@pytest.mark.slow
def test_fix_docs(with_make: Path) -> None:
    doc = with_make / "docs/en/events.md"
    doc.write_text(DOC.replace("depot.image.pull`", "depot.image.pul`l"), "utf-8")
    done = make(with_make, "fix-docs")
    assert done.returncode == 0, done.stderr
    assert doc.read_text("utf-8") == DOC


@needs_make
@pytest.mark.slow
def test_flags_reach_the_program(with_make: Path) -> None:
    make(with_make, "generate")
    (with_make / "docs/en/events.md").write_text(DOC + "| `depot.image.push` | |\n", "utf-8")
    make(with_make, "generate")
    assert make(with_make, "check-docs").returncode != 0
    assert make(with_make, "check-docs", "DOCSCHEMA_FLAGS=--fail-on=error").returncode == 0


@needs_make
def test_the_default_goal_stays_that_of_the_project(with_make: Path) -> None:
    assert make(with_make).stdout.strip() == "my own goal"
    (with_make / "Makefile").write_text("all:\n\t@echo my own goal\n\ninclude docschema.mk\n", "utf-8")
    assert make(with_make).stdout.strip() == "my own goal"
