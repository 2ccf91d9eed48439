"""The hooks, run by pre-commit from the package index on a temporary repository that takes them from this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from docschema.cli import commands

pytestmark = pytest.mark.xdist_group("hooks")

ROOT = Path(__file__).resolve().parent.parent
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
DOC = "# Audit events\n\n| Action | Description |\n|---|---|\n| `depot.image.pull` | Pulls an image. |\n"
LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


def test_every_hook_runs_a_command_with_options_that_exist() -> None:
    for hook in HOOKS.values():
        program, name, *options = hook["entry"].split()
        known = {word for option in commands.commands[name].params for word in option.opts}
        assert program == "docschema"
        assert set(options) <= known
        assert hook["language"] == "python"
    assert set(HOOKS) == {"docschema-check", "docschema-build", "docschema-lint"}


@dataclass(frozen=True)
class Repository:
    """A repository whose hooks are run."""

    folder: Path
    pre_commit: Path
    home: Path

    def run(self, *command: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name not in LEAKS}
        person = {f"GIT_{who}_{what}": "somebody@docschema.example" for who in ("AUTHOR", "COMMITTER")
                  for what in ("NAME", "EMAIL")}  # fmt: skip
        environment |= {"PRE_COMMIT_HOME": str(self.home), "PRE_COMMIT_COLOR": "never", **person}
        return subprocess.run(list(map(str, command)), cwd=self.folder, env=environment, capture_output=True,
                              encoding="utf-8", check=check)  # fmt: skip

    def commit(self, message: str = "A change") -> None:
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--no-verify", "--message", message)

    def hook(self, name: str) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", "--all")
        return self.run(self.pre_commit, "run", name, "--all-files", "--verbose", check=False)


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pre-commit")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([binaries / "python", "-m", "pip", "install", "--quiet", "pre-commit"], check=True)
    return binaries / "pre-commit"


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, pre_commit: Path) -> Path:
    """A repository with what this checkout holds now, committed or not."""
    folder = tmp_path_factory.mktemp("hooks")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    repository = Repository(folder, pre_commit, folder)
    repository.run("git", "init", "--quiet")
    repository.commit()
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installed, once for all tests."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def repository(tmp_path: Path, pre_commit: Path, hooks: Path, home: Path) -> Repository:
    folder = tmp_path / "repository"
    (folder / "docs/en").mkdir(parents=True)
    (folder / "docs/en/events.md").write_text(DOC, "utf-8")
    (folder / "docschema.toml").write_text('docs = ["docs"]\noutput = "out"\n', "utf-8")
    made = Repository(folder, pre_commit, home)
    revision = Repository(hooks, pre_commit, home).run("git", "rev-parse", "HEAD").stdout.strip()
    used = [{"id": name, **({"args": ["--fix"]} if name == "docschema-lint" else {})} for name in HOOKS]
    config = {"repos": [{"repo": hooks.as_posix(), "rev": revision, "hooks": used}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    made.run("git", "init", "--quiet")
    made.commit()
    return made


@pytest.mark.slow
def test_build_fails_when_it_changed_files_and_passes_after_that(repository: Repository) -> None:
    done = repository.hook("docschema-build")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "the artifacts changed: commit them with the docs" in done.stdout
    assert (repository.folder / "out").is_dir()
    assert repository.hook("docschema-build").returncode == 0
    (repository.folder / "docs/en/events.md").write_text(DOC.replace("Pulls", "Fetches"), "utf-8")
    assert repository.hook("docschema-build").returncode == 1
    assert repository.hook("docschema-build").returncode == 0


@pytest.mark.slow
def test_check_fails_for_drift_and_passes_without(repository: Repository) -> None:
    done = repository.hook("docschema-check")
    assert done.returncode == 1
    assert "to repair these files: docschema build" in done.stdout
    repository.hook("docschema-build")
    done = repository.hook("docschema-check")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_lint_repairs_and_then_passes(repository: Repository) -> None:
    doc = repository.folder / "docs/en/events.md"
    doc.write_text(DOC.replace("depot.image.pull`", "depot.image.pul`l"), "utf-8")
    assert repository.hook("docschema-lint").returncode == 1  # pre-commit fails, as files changed
    assert doc.read_text("utf-8") == DOC
    done = repository.hook("docschema-lint")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_commit_is_stopped_by_the_installed_hook(repository: Repository) -> None:
    repository.hook("docschema-build")
    repository.commit()
    repository.run(repository.pre_commit, "install")
    (repository.folder / "docs/en/events.md").write_text(DOC + "| `depot.image.push` | |\n", "utf-8")
    repository.run("git", "add", "--all")
    done = repository.run("git", "commit", "--message", "A row without a text", check=False)
    assert done.returncode == 1
    assert "D301" in done.stdout + done.stderr
