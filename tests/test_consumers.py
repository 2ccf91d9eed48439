"""The runner of consumers/: when it has to run again. That its record may be old is no failure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pages import ROOT

RUN = ROOT / "consumers" / "run.py"
sys.path.insert(0, str(RUN.parent))

import run as consumers  # noqa: E402
from digest import digest  # noqa: E402
from tools import MissingError  # noqa: E402


def checkout(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    return folder


def test_the_digest_follows_what_schemas_and_code_come_from(tmp_path: Path) -> None:
    files = {"templates/a.j2": b"a\n", "gen/docschema/render.py": b"b\n", "README.md": b"c\n"}
    first = digest(checkout(tmp_path / "one", files))
    assert digest(checkout(tmp_path / "two", files | {"README.md": b"d\n"})) == first
    assert digest(checkout(tmp_path / "three", files | {"templates/a.j2": b"a\r\n"})) == first
    assert digest(checkout(tmp_path / "four", files | {"templates/a.j2": b"b\n"})) != first
    assert digest(checkout(tmp_path / "five", files | {"schemas/x.json": b"{}"})) != first
    (tmp_path / "one" / "templates" / "untracked.j2").write_bytes(b"x")
    assert digest(tmp_path / "one") == first


@pytest.mark.parametrize("same", [True, False])
def test_nothing_is_done_where_nothing_changed(
    same: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "consumers.json"
    record.write_text(json.dumps({"digest": digest(ROOT) if same else "old"}), "utf-8")
    asked = []

    def install() -> None:
        asked.append(1)
        raise MissingError("a program is missing")

    monkeypatch.setattr(consumers, "RECORD", record)
    monkeypatch.setattr(consumers, "install", install)
    assert consumers.main(["--if-changed"]) == (0 if same else 2)
    assert bool(asked) is not same
    assert ("nothing changed" in capsys.readouterr().out) is same
    assert consumers.main([]) == 2
