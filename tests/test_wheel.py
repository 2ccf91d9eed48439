"""The wheel in an empty environment, outside the checkout: what a user gets from `pip install docschema`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from docschema import __version__

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

ROOT = Path(__file__).resolve().parent.parent
# Whatever would let the installed program see the checkout or the environment that runs the tests.
LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH")
NOT_IN_GIT = (".git", ".venv", ".consumers", ".hypothesis", "*_cache", "__pycache__", "build", "dist")
BUILD = (sys.executable, "-m", "build", "--sdist", "--wheel", "--no-isolation")


def run(*command: str | Path, cwd: Path, umask: int = -1, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in LEAKS} | more
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False,
        umask=umask,
    )  # fmt: skip


def succeeded(*command: str | Path, cwd: Path, umask: int = -1, **more: str) -> str:
    result = run(*command, cwd=cwd, umask=umask, **more)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    succeeded(*BUILD, "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def docschema(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel with its dependencies in an environment of its own."""
    folder = tmp_path_factory.mktemp("environment")
    succeeded(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    succeeded(binaries / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return binaries / "docschema"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path


def test_the_wheel_holds_templates_locales_and_schemas(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [path for path in (ROOT / "templates").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {f"docschema/{path.relative_to(ROOT).as_posix()}" for path in data}
    package = ROOT / "gen" / "docschema"
    wanted |= {path.relative_to(ROOT / "gen").as_posix() for path in package.rglob("*.toml")}
    wanted |= {path.relative_to(ROOT / "gen").as_posix() for path in package.rglob("*.schema.json")}
    assert wanted
    assert wanted - names == set()
    assert "docschema/py.typed" in names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"docschema"}
    assert [name for name in names if "__pycache__" in name] == []


def test_another_folder_time_and_umask_give_the_same_files(wheel: Path, tmp_path: Path) -> None:
    place, out = tmp_path / "another place", tmp_path / "out"
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_IN_GIT))
    for path in place.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)  # as a checkout under this umask
        os.utime(path, (10**9, 10**9))
    succeeded(*BUILD, "--outdir", out, place, cwd=tmp_path, umask=0o077, TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    built = files(out)
    assert {Path(name).suffix for name in built} == {".gz", ".whl"}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in built.items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files(wheel.parent).items()
    }


def test_version_is_the_projects(docschema: Path, tmp_path: Path) -> None:
    assert f"docschema {__version__}" in succeeded(docschema, "--version", cwd=tmp_path)


def test_version_is_that_of_the_wheel(wheel: Path) -> None:
    assert wheel.name.startswith(f"docschema-{__version__}-")


def test_init_build_check(docschema: Path, project: Path) -> None:
    succeeded(docschema, "init", cwd=project)
    assert (project / "docschema.toml").is_file()
    succeeded(docschema, "build", cwd=project)
    built = files(project / "schemas")
    assert built
    succeeded(docschema, "build", cwd=project)
    assert files(project / "schemas") == built
    succeeded(docschema, "check", cwd=project)


def test_the_installed_program_writes_what_is_committed(docschema: Path, project: Path) -> None:
    shutil.copy(ROOT / "docschema.toml", project)
    succeeded(docschema, "build", cwd=project)
    assert files(project / "schemas") == files(ROOT / "schemas")


def test_check_finds_an_edited_artifact(docschema: Path, project: Path) -> None:
    succeeded(docschema, "init", cwd=project)
    succeeded(docschema, "build", cwd=project)
    artifact = min((project / "schemas").rglob("*.md"))
    artifact.write_text(artifact.read_text(encoding="utf-8") + "edited by hand\n", encoding="utf-8")
    result = run(docschema, "check", cwd=project)
    assert result.returncode == 1
    assert artifact.name in result.stdout + result.stderr
