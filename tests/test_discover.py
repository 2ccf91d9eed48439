"""Which files are read, what they are called, and what becomes of those that cannot be read."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from docschema.config import Limits
from docschema.discover import Found, discover, load


def write(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text", encoding="utf-8")


def paths(*given: str, root: Path | None = None) -> list[str]:
    found, problems = discover(given, root)
    assert problems == ()
    return [item.path for item in found]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_searched_for_markdown_in_order(here: Path) -> None:
    write(here, ["docs/b.md", "docs/a/z.MD", "docs/a.markdown", "docs/a.txt", "docs/readme"])
    assert paths("docs") == ["docs/a/z.MD", "docs/a.markdown", "docs/b.md"]


def test_paths_are_as_given(here: Path) -> None:
    write(here, ["docs/a.md"])
    assert paths("./docs") == ["./docs/a.md"]
    assert paths("docs/") == ["docs/a.md"]
    assert paths(".") == ["./docs/a.md"]
    assert paths("docs/../docs/a.md") == ["docs/../docs/a.md"]
    assert paths(str(here / "docs")) == [f"{here.as_posix()}/docs/a.md"]


def test_paths_of_a_configuration_start_at_its_folder(here: Path) -> None:
    write(here, ["project/docs/a.md"])
    found, _ = discover(["docs"], here / "project")
    assert found == (Found("docs/a.md", here / "project/docs/a.md", named=False),)


def test_a_file_is_read_whatever_its_name_and_once(here: Path) -> None:
    write(here, ["docs/a.md", "notes.txt"])
    assert paths("notes.txt", "docs/a.md", "docs", "./docs") == ["notes.txt", "docs/a.md"]


def test_folders_of_others_are_left_alone(here: Path) -> None:
    write(here, ["a.md", ".git/b.md", ".hidden/b.md", "node_modules/p/b.md", "env/b.md", "env/pyvenv.cfg", ".#a.md"])
    assert paths(".") == ["./a.md"]
    assert paths("node_modules") == ["node_modules/p/b.md"], "unless they are asked for"


def test_links_are_followed_and_circles_end(here: Path) -> None:
    write(here, ["docs/a/x.md", "elsewhere/y.md"])
    (here / "docs/a/up").symlink_to(here / "docs", target_is_directory=True)
    (here / "docs/other").symlink_to(here / "elsewhere", target_is_directory=True)
    assert paths("docs") == ["docs/a/x.md", "docs/other/y.md"]


def test_a_path_that_leads_nowhere_is_an_error_of_the_user() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        discover(["nowhere.md"])


def test_the_content_of_a_file(here: Path) -> None:
    (here / "a.md").write_bytes(b"\xff\x00")
    assert load(Found("a.md", here / "a.md")) == (b"\xff\x00", ())


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    (found,), _ = discover(["-"])
    assert found == Found("-", None)
    assert load(found) == (b"text", ())


def test_a_link_that_leads_nowhere_is_a_finding(here: Path) -> None:
    write(here, ["docs/a.md"])
    (here / "docs/b.md").symlink_to("gone.md")
    found, _ = discover(["docs"])
    data, (problem,) = load(found[1])
    assert data is None
    assert (problem.span.path, problem.span.line, problem.code) == ("docs/b.md", 1, "D001")
    assert "no such file" in problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(here: Path) -> None:
    write(here, ["docs/a.md"])
    os.mkfifo(here / "docs/b.md")
    assert paths("docs") == ["docs/a.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_must_not_be_read_is_a_finding(here: Path) -> None:
    write(here, ["docs/a.md", "docs/closed/b.md"])
    (here / "docs/a.md").chmod(0)
    (here / "docs/closed").chmod(0)
    try:
        found, (problem,) = discover(["docs"])
        assert (problem.code, problem.span.path) == ("D001", "docs/closed")
        assert [item.code for item in load(found[0])[1]] == ["D001"]
    finally:
        (here / "docs/closed").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_a_finding(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, ["docs/a.md", "docs/closed/b.md"])
    scandir = os.scandir

    def refuse(path: str) -> object:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found, (problem,) = discover(["docs"])
    assert [item.path for item in found] == ["docs/a.md"]
    assert (problem.code, problem.span.path) == ("D001", "docs/closed")


def test_a_file_beyond_all_measure_is_a_finding(here: Path) -> None:
    limits = Limits(file_size=10)
    (here / "a.md").write_bytes(b"x" * 10)
    (here / "b.md").write_bytes(b"x" * 11)
    assert load(Found("a.md", here / "a.md"), limits)[0] == b"x" * 10
    data, (problem,) = load(Found("b.md", here / "b.md"), limits)
    assert (data, problem.code) == (None, "D002")
    assert "larger than 10 bytes" in problem.message
    assert "file_size" in problem.help
