"""The programs that read generated schemas and code, pinned, in a folder that git does not see."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent / ".consumers"
NODE_MODULES = CACHE / "node_modules"
PYTHON = CACHE / "venv" / "bin" / "python"
# Program -> Debian package.
PACKAGES = {
    "node": "nodejs",
    "npm": "npm",
    "javac": "default-jdk-headless",
    "go": "golang-go",
    "chromium": "chromium",
}


class MissingError(Exception):
    """A program that is not there and cannot be installed."""


def run(call: Sequence[object], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program and give back what it printed; MissingError with its last words where it fails."""
    done = subprocess.run([str(part) for part in call], capture_output=True, encoding="utf-8", check=False, cwd=cwd)
    if done.returncode:
        raise MissingError(f"{call[0]} failed:\n{(done.stdout + done.stderr)[-3000:]}")
    return done


def install() -> None:
    """Install what is missing or was installed for other pins."""
    for program, package in PACKAGES.items():
        if shutil.which(program) is None:
            _install_package(program, package)
    CACHE.mkdir(exist_ok=True)
    for name, step in (("package-lock.json", _install_node), ("requirements.txt", _install_python)):
        mark = CACHE / f"{name}.installed"
        if not mark.is_file() or mark.read_bytes() != (HERE / name).read_bytes():
            step()
            mark.write_bytes((HERE / name).read_bytes())


def _install_package(program: str, package: str) -> None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise MissingError(f"{program} is missing: install {package}, then run this again")
    run(["apt-get", "update"])
    run(["apt-get", "install", "--yes", "--no-install-recommends", package])


def _install_node() -> None:
    for name in ("package.json", "package-lock.json", "ajv.mjs", "types.mjs"):
        shutil.copyfile(HERE / name, CACHE / name)
    run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=CACHE)


def _install_python() -> None:
    run([sys.executable, "-m", "venv", "--clear", CACHE / "venv"])
    run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--requirement", HERE / "requirements.txt"])  # fmt: skip


def versions() -> dict[str, str]:
    """Of each program the version in use."""
    found = {"node": run(["node", "--version"]).stdout.strip().lstrip("v")}
    found["javac"] = run(["javac", "-version"]).stdout.split()[-1]
    found["go"] = run(["go", "version"]).stdout.split()[2].removeprefix("go")
    found["chromium"] = run(["chromium", "--version"]).stdout.split()[1]
    for name in json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]:
        found[name] = json.loads((NODE_MODULES / name / "package.json").read_text("utf-8"))["version"]
    lines = (line.partition("==") for line in (HERE / "requirements.txt").read_text("utf-8").splitlines())
    found |= {name: version for name, _, version in lines if name == "check-jsonschema"}
    return dict(sorted(found.items()))
