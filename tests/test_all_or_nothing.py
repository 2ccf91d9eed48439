"""Whatever stops a run, each file is the old one or the new one, the message says what to do, the next run mends it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from docschema import atomic
from test_cli import HEAD, PULL, PUSH, Done, project, run

__all__ = ["project"]

ROOT = Path(__file__).parents[1]
BROKEN = HEAD + "| `depot.image,pull` | Pull an image. |\n" + PUSH
LIMITED = """import resource, sys
from docschema.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
sys.argv[1:] = ["build"]
main()
"""
posix = pytest.mark.skipif(os.name == "nt", reason="needs signals, limits and users of POSIX")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def left_over(folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in folder.rglob(".docschema-*")]


@pytest.fixture
def small(project: Path) -> Path:
    (project / "docschema.toml").write_text('docs = ["docs"]\noutput = "out"\nsource_language = "en"\n', "utf-8")
    return project


# ------------------------------------------------------------------------------------------- a build


@posix
@pytest.mark.slow
def test_a_build_killed_at_any_step_leaves_old_or_new_and_the_next_one_mends_it() -> None:
    """A sample; `make kills` takes every step of four scenes, and random moments."""
    call = [sys.executable, str(ROOT / "fuzz/kills.py"), "--every", "20", "--random", "1", "--scene", "after an edit"]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "in between" in done.stdout


@pytest.mark.slow
@posix
def test_a_disk_that_takes_no_more(small: Path) -> None:
    assert run(small, "build").returncode == 0
    before = contents(small)
    (small / "docs/en/events.md").write_text(HEAD + PULL.replace("Pull", "Fetch") + PUSH, "utf-8")
    code = LIMITED.format(6000)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "gen"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=small, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"out/events/Events.java: File too large\n" in done.stderr
    assert done.stderr.endswith(b"these files are as they were; mend that, then run docschema build\n")
    now = contents(small)
    assert left_over(small) == []
    assert now.keys() == before.keys()
    assert now != before
    assert run(small, "build").returncode == 0
    after = contents(small)
    assert all(data in (before[path], after[path]) for path, data in now.items())
    assert run(small, "check", "--fail-on", "error").returncode == 0


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[Path]:
    """A folder in which this test is no root, whom no permission stops."""
    folder = Path(tempfile.mkdtemp(prefix="docschema-test-"))
    folder.chmod(0o755)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


def _as_nobody(folder: Path, *arguments: str) -> Done:
    if os.geteuid():
        return run(folder, *arguments)
    os.seteuid(65534)
    try:
        return run(folder, *arguments)
    finally:
        os.seteuid(0)


@posix
def test_a_folder_that_may_not_be_written(small: Path, nobody: Path) -> None:
    assert run(small, "build").returncode == 0, "all modules are loaded by now"
    place = nobody / "project"
    shutil.copytree(small, place)
    (place / "docs/en/events.md").write_text(HEAD + PULL.replace("Pull", "Fetch") + PUSH, "utf-8")
    before = contents(place)
    folders = [place, *(folder for folder in place.rglob("*") if folder.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    done = _as_nobody(place, "build")
    assert done.returncode == 2
    assert "out/events/model.json: Permission denied" in done.stderr
    assert "mend that, then run docschema build" in done.stderr
    assert contents(place) == before
    assert _as_nobody(place, "check", "--fail-on", "error").returncode == 1, "who may not write may look"
    for folder in folders:
        folder.chmod(0o755)
    assert run(place, "build").returncode == 0
    assert run(place, "check", "--fail-on", "error").returncode == 0


@posix
def test_an_output_folder_that_may_not_be_made(small: Path, nobody: Path) -> None:
    assert run(small, "build", "--dry-run").returncode == 0
    place = nobody / "project"
    shutil.copytree(small, place)
    place.chmod(0o555)
    before = contents(place)
    done = _as_nobody(place, "build")
    assert (done.returncode, contents(place)) == (2, before)
    assert "out: Permission denied" in done.stderr


def test_a_page_that_somebody_edits_meanwhile_keeps_the_edit(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = small / "README.md"
    page.write_text("<!-- docschema-begin actions-table.md -->\n<!-- docschema-end -->\n", "utf-8")
    real = atomic.write_bytes

    def edit(file: Path, data: bytes) -> None:
        page.write_text("mine", "utf-8")
        real(file, data)

    monkeypatch.setattr("docschema.sync.write_bytes", edit)
    done = run(small, "build", "--inject", "README.md")
    assert done.returncode == 2
    assert "README.md: the file changed in the meantime" in done.stderr
    assert page.read_text("utf-8") == "mine"


# ------------------------------------------------------------------------------------------- other writers


@pytest.fixture
def no_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)


@pytest.mark.usefixtures("no_rename")
@pytest.mark.parametrize(
    "command",
    [("init",), ("check", "docs", "--write-baseline", "b.json"), ("templates", "copy", "model.json"),
     ("lint", "--fix", "docs")],
    ids=lambda command: command[0],
)  # fmt: skip
def test_other_writers_leave_what_was_there(project: Path, command: tuple[str, ...]) -> None:
    (project / "docs/en/events.md").write_text(BROKEN, "utf-8")
    before = contents(project)
    done = run(project, *command)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert contents(project) == before


@pytest.mark.parametrize(
    ("command", "folder"),
    [(("init",), "."), (("check", "docs", "--write-baseline", "b.json"), "."),
     (("templates", "copy", "model.json"), "templates"), (("lint", "--fix", "docs"), "docs/en")],
    ids=lambda words: words[0],
)  # fmt: skip
def test_other_writers_sweep_what_a_killed_one_left(project: Path, command: tuple[str, ...], folder: str) -> None:
    (project / "docs/en/events.md").write_text(BROKEN, "utf-8")
    (project / folder).mkdir(exist_ok=True)
    for name in (".docschema-1.tmp", "docschema-1.tmp"):
        (project / folder / name).write_text("x", "utf-8")
    run(project, *command)
    assert left_over(project) == []
    assert (project / folder / "docschema-1.tmp").exists()


def test_init_puts_nothing_in_the_place_of_a_link(project: Path) -> None:
    (project / "docschema.toml").symlink_to("nowhere")
    done = run(project, "init")
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (project / "docschema.toml").is_symlink()
