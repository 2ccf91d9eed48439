"""ARCHITECTURE.md names every module, in the order of the layers, and nothing that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from docschema.rules import is_rule
from pages import ROOT, code, first_column, section

PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "gen" / "docschema"
SOURCES = [ROOT, PACKAGE]


def layers() -> list[list[str]]:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return [re.findall(r"\w+", layer) for layer in contract[0]["layers"]]


def test_every_module_is_named_once_and_exists() -> None:
    """By its path; rules have a table of their own, printed by the program."""
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if not is_rule(path.stem)}
    listed = [*first_column(section(PAGE, "## The modules")), "__main__.py", "__init__.py"]
    assert not [name for name in listed if listed.count(name) > 1]
    assert set(listed) - modules == set()
    assert modules - set(listed) == set()


def test_modules_are_listed_in_the_order_of_the_layers() -> None:
    rank = {name: n for n, names in enumerate(layers()) for name in names}
    listed = [re.split(r"[/.]", name)[0] for name in first_column(section(PAGE, "## The modules"))]
    ranks = [rank[name] for name in listed]
    assert ranks == sorted(ranks)


def test_every_file_that_is_named_exists() -> None:
    named = [text for text in code(PAGE) if re.fullmatch(r"[\w./-]+\.(py|toml|md|lock)|[\w./-]+/", text)]
    examples = {
        "nl.toml",
        "docs/nl/registry_at_events.md",
        "docs/nl/event.md",
        "d315_description_long.py",
        "input.md",
        "clean.md",
    }
    examples |= {"expected.json"}
    assert not [name for name in named if name not in examples and not any((at / name).exists() for at in SOURCES)]


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=]", text)[0] for text in project["dependencies"]}
    rows = re.findall(r"(?m)^\| ([\w-]+) \| [^|]+ \|$", section(PAGE, "## Dependencies"))
    assert set(rows) - {"package"} == names | ({"---"} & set(rows))


def test_every_test_that_is_named_exists() -> None:
    assert not [name for name in re.findall(r"`(tests/[\w./-]+)`", PAGE) if not (ROOT / Path(name)).exists()]
