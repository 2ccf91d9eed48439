"""Who is at work: builds of one folder take turns, a check waits for a build, and nobody waits for ever."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from docschema import claims
from docschema.claims import claim, claimed, is_claimed
from test_cli import HEAD, PULL, PUSH, project, run, start

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such claims")
__all__ = ["project"]

CONFIG = 'docs = ["docs"]\noutput = "out"\nsource_language = "en"\n'


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "PATIENCE", 0)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def held(project: Path) -> Iterator[Path]:
    """A project, built, at whose artifacts somebody is at work."""
    (project / "docschema.toml").write_text(CONFIG, "utf-8")
    assert run(project, "build").returncode == 0
    with claimed(project / "out"):
        yield project


@pytest.mark.usefixtures("hasty")
def test_a_claim_is_for_one_and_shared_ones_go_together(tmp_path: Path) -> None:
    with claimed(tmp_path), pytest.raises(TimeoutError), claimed(tmp_path):
        pass
    with claimed(tmp_path), pytest.raises(TimeoutError), claimed(tmp_path, shared=True):
        pass
    with claimed(tmp_path, shared=True), claimed(tmp_path, shared=True), pytest.raises(TimeoutError), claimed(tmp_path):
        pass
    with claimed(tmp_path):
        assert list(tmp_path.iterdir()) == [], "nothing is left behind"


@pytest.mark.usefixtures("hasty")
def test_what_is_not_there_is_nobodys(tmp_path: Path) -> None:
    with claimed(tmp_path / "a"), claimed(tmp_path / "a"):
        pass
    assert is_claimed(tmp_path / "a") is None


def test_a_file_is_claimed_until_it_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "a"
    with file.open("wb") as stream:
        assert is_claimed(file) is False
        claim(stream.fileno())
        assert is_claimed(file) is True
    assert is_claimed(file) is False


def test_a_folder_that_was_made_anew_while_one_waited_is_claimed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def anew(seconds: float) -> None:
        others.close()
        shutil.rmtree(folder)
        folder.mkdir()

    with ExitStack() as others:
        others.enter_context(claimed(folder))
        monkeypatch.setattr(time, "sleep", anew)
        with claimed(folder):
            monkeypatch.setattr(claims, "PATIENCE", 0)
            with pytest.raises(TimeoutError), claimed(folder):
                pass


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("command", ["build", "check"])
def test_nobody_waits_for_ever(held: Path, command: str) -> None:
    before = tree(held)
    done = run(held, command)
    assert (done.returncode, done.stdout) == (2, "")
    assert "out: another docschema has been at work here for 0 s; wait for it or end it" in done.stderr
    assert tree(held) == before


@pytest.mark.usefixtures("hasty")
def test_who_writes_nothing_there_waits_for_nobody(held: Path) -> None:
    for command in (["build", "--dry-run"], ["lint"], ["build", "--output", "elsewhere"], ["check", "docs"]):
        assert run(held, *command).returncode == 0, command


def test_a_check_waits_for_a_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "docschema.toml").write_text(CONFIG, "utf-8")
    run(project, "build")
    artifact = next((project / "out").rglob("model.json"))
    good = artifact.read_bytes()
    artifact.unlink()  # half of a build

    def complete(seconds: float) -> None:
        artifact.write_bytes(good)
        at_work.close()

    monkeypatch.setattr(time, "sleep", complete)
    with ExitStack() as at_work:
        at_work.enter_context(claimed(project / "out"))
        assert run(project, "check", "--fail-on", "error").returncode == 0


def test_a_build_that_waited_reads_the_docs_as_they_are_then(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(seconds: float) -> None:
        (held / "docs/en/events.md").write_text(HEAD + PULL.replace("Pull", "Fetch") + PUSH, "utf-8")
        at_work.close()

    with ExitStack() as at_work:
        monkeypatch.setattr(time, "sleep", edit)
        (held / "b").mkdir()
        at_work.enter_context(claimed(held / "b"))
        assert run(held, "build", "--output", "b").returncode == 0
    assert b"Fetch an image." in next((held / "b").rglob("model.json")).read_bytes()


@pytest.mark.slow
def test_two_builds_at_once_are_as_one_after_the_other(project: Path) -> None:
    (project / "docschema.toml").write_text(f'{CONFIG}targets = ["model.json", "service.py"]\n', "utf-8")
    for name, text in (("a", PULL), ("b", PULL + PUSH)):
        shutil.copytree(project, project / name, ignore=shutil.ignore_patterns("a", "b"))
        (project / name / "docs/en/events.md").write_text(HEAD + text, "utf-8")

    def ends(order: str) -> dict[str, bytes]:
        out = project / order
        for name in order:
            assert run(project, "build", "--output", str(out), "--config", f"{name}/docschema.toml").returncode == 0
        return tree(out)

    both = project / "both"
    commands = [("build", "--output", str(both), "--config", f"{name}/docschema.toml") for name in "ab"]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda words: start(project, *words), commands))
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert tree(both) in (ends("ab"), ends("ba"))
