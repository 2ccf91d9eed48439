"""The same docs give the same bytes, wherever and however often, and drift of any kind is found and repaired."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from docschema.config import load
from docschema.pipeline import Job, Result, build, check
from docschema.sync import State

ROOT = Path(__file__).parents[1]
PAGE = "docs/en/registry_at_events.md"
SERVICE = "schemas/registry"
LOCALES = ("de", "en", "fr", "ja")
FILES = 33  # that the example docs make in these
LOCK = "docschema.lock"


def copied(folder: Path) -> None:
    """The example docs in some languages, and their configuration."""
    for locale in LOCALES:
        shutil.copytree(ROOT / "docs" / locale, folder / "docs" / locale)
    shutil.copy(ROOT / "docs/keywords.yml", folder / "docs")
    shutil.copy(ROOT / "docschema.toml", folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example docs with their configuration, nothing built yet."""
    copied(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("master")
    copied(folder)
    built(folder)
    return folder


@pytest.fixture
def finished(master: Path, tmp_path: Path) -> Path:
    """The example docs with all that is made of them."""
    shutil.copytree(master, tmp_path, dirs_exist_ok=True)
    return tmp_path


def job(project: Path) -> Job:
    config = load(project, project / "docschema.toml")
    assert config is not None
    return Job(config.docs, config.root, config, config.root / config.output)


def built(project: Path) -> Result:
    result = build(job(project))
    assert result.written is not None
    assert result.written.failed == ()
    return result


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def artifacts(project: Path) -> dict[str, bytes]:
    """What a build writes: the folder of artifacts and the lock of names."""
    return contents(project / "schemas") | {LOCK: (project / LOCK).read_bytes()}


def drift(project: Path) -> dict[str, State]:
    result = check(job(project))
    assert result.drift is not None
    changed = {change.file: change.state for change in result.drift.changes if change.state is not State.UNCHANGED}
    return {file.relative_to(project).as_posix(): state for file, state in changed.items()}


def run(cwd: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    command = [sys.executable, "-m", "docschema", *arguments]
    path = {"PYTHONPATH": str(ROOT / "gen"), "PYTHONDONTWRITEBYTECODE": "1"}
    env = inherited | path | environment
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False, umask=0o077)


# ------------------------------------------------------------------------------------------- the same bytes

WAYS: Mapping[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "seed": (".", ("build",), {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8"}),
    "no locale": (
        ".",
        ("build",),
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"},
    ),
    "from elsewhere": ("..", ("build", "--config", "{project}/docschema.toml"), {"PYTHONHASHSEED": "8"}),
    "relative path": (
        "..",
        ("build", "--config", "{name}/docschema.toml"),
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "9"},
    ),
}


@pytest.mark.parametrize("way", [pytest.param(way, marks=[] if way == "seed" else [pytest.mark.slow]) for way in WAYS])
def test_the_same_bytes_in_another_process(project: Path, master: Path, way: str) -> None:
    folder, command, environment = WAYS[way]
    arguments = [part.format(project=project, name=project.name) for part in command]
    done = run(project / folder, *arguments, **environment)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert artifacts(project) == artifacts(master)
    assert len(artifacts(project)) == FILES
    if os.name != "nt":
        assert {file.stat().st_mode & 0o777 for file in (project / "schemas").rglob("*") if file.is_file()} == {0o600}


@pytest.mark.slow
def test_the_same_bytes_however_the_disk_lists_files(
    project: Path, master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir, listdir = os.scandir, os.listdir

    class Backwards:
        def __init__(self, *path: str) -> None:
            with scandir(*path) as found:
                self.found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            return self.found

        def __next__(self) -> os.DirEntry[str]:
            return next(self.found)

        def __enter__(self) -> Backwards:
            return self

        def __exit__(self, *error: object) -> None:
            self.close()

        def close(self) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    monkeypatch.setattr(os, "listdir", lambda *path: sorted(listdir(*path), reverse=True))
    assert next((project / "docs").iterdir()).name == "keywords.yml"
    built(project)
    monkeypatch.undo()
    assert artifacts(project) == artifacts(master)


@pytest.mark.slow
def test_the_findings_are_the_same_in_another_process(project: Path) -> None:
    first, second = (run(project, "check", "--output-format", "json", **WAYS[way][2]) for way in ("seed", "no locale"))
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)
    assert len(json.loads(first.stdout)["problems"]) > 25


def test_another_folder_gives_the_same_bytes(project: Path, master: Path) -> None:
    elsewhere = project / "é b" / "deep"
    shutil.copytree(master / "docs", elsewhere / "docs")
    shutil.copy(master / "docschema.toml", elsewhere)
    built(elsewhere)
    assert artifacts(elsewhere) == artifacts(master)
    for text in artifacts(elsewhere).values():
        assert str(project).encode() not in text


# ------------------------------------------------------------------------------------------- build, check, edit


@pytest.mark.slow
def test_building_twice_changes_nothing_and_says_so(project: Path) -> None:
    first = run(project, "build")
    stamps = {file: file.stat().st_mtime_ns for file in (project / "schemas").rglob("*")}
    second = run(project, "build")
    assert b"%d files written, 0 unchanged" % FILES in first.stdout
    assert b"0 files written, %d unchanged" % FILES in second.stdout
    assert {file: file.stat().st_mtime_ns for file in (project / "schemas").rglob("*")} == stamps


@pytest.mark.slow
def test_check_is_clean_after_build(project: Path) -> None:
    assert len(drift(project)) == FILES
    built(project)
    assert drift(project) == {}
    assert run(project, "check").returncode == 0


def test_an_edit_that_changes_no_fact_changes_no_artifact(finished: Path) -> None:
    page = finished / PAGE
    text = page.read_text("utf-8")
    prose = "A call of the registry API is recorded as one of the following actions."
    assert prose in text
    page.write_text(text.replace(prose, f"Five new lines.\n\n{prose}\n\nAnd a word more.\n"), "utf-8", newline="\n")
    assert drift(finished) == {}


def test_an_edit_that_changes_a_fact_changes_what_holds_it(finished: Path) -> None:
    page = finished / PAGE
    page.write_text(
        page.read_text("utf-8").replace("Revokes a registry token.", "Ends a token."), "utf-8", newline="\n"
    )
    code = ("Registry.java", "registry.py", "registry.ts", "registry_gen.go")
    names = ("actions.schema.json", "docs/en.md", "event.schema.json", "model.json", *code)
    catalogue = {f"schemas/catalogue/{name}" for name in ("actions.schema.json", "event.schema.json", "index.html")}
    changed = {f"{SERVICE}/{name}" for name in names} | catalogue
    assert drift(finished) == dict.fromkeys(changed, State.STALE)


def test_line_ends_change_nothing(finished: Path) -> None:
    for page in (finished / "docs").rglob("*.md"):
        data = page.read_bytes()
        page.write_bytes(data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n"))
    assert drift(finished) == {}


# ------------------------------------------------------------------------------------------- drift


@pytest.mark.slow
def test_hand_edited_missing_and_orphaned_artifacts_are_drift_and_are_repaired(finished: Path) -> None:
    good = artifacts(finished)
    edited, lost = finished / SERVICE / "registry.py", finished / SERVICE / "docs/ja.md"
    edited.write_bytes(edited.read_bytes() + b"X = 1\n")
    lost.unlink()
    shutil.copytree(finished / SERVICE, finished / "schemas/older")
    lock = finished / LOCK
    known = json.loads(lock.read_text("utf-8"))
    known["files"] = sorted([*known["files"], "older/model.json"])
    lock.write_text(json.dumps(known), "utf-8")
    found = drift(finished)
    assert found.pop(f"{SERVICE}/registry.py") is State.STALE
    assert found.pop(f"{SERVICE}/docs/ja.md") is State.MISSING
    assert found.pop(LOCK) is State.STALE
    assert found.pop("schemas/older/model.json") is State.ORPHANED
    assert set(found.values()) <= {State.ORPHANED}
    built(finished)
    assert drift(finished) == {}
    assert artifacts(finished) == good


def test_check_writes_nothing(project: Path) -> None:
    before = contents(project)
    assert run(project, "check").returncode == 1
    assert contents(project) == before


@pytest.mark.slow
def test_a_locale_that_is_gone_leaves_an_orphan(finished: Path) -> None:
    shutil.rmtree(finished / "docs/ja")
    found = drift(finished)
    assert found[f"{SERVICE}/docs/ja.md"] is found["schemas/index.ja.md"] is State.ORPHANED
    built(finished)
    assert not (finished / SERVICE / "docs/ja.md").exists()
    assert drift(finished) == {}
