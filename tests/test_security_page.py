"""What SECURITY.md promises has the tests that it names."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
PROMISES = re.findall(r"(?ms)^(\d+)\. \*\*.*?(?=^\d+\. |^\S|\Z)", PAGE)
TEST = re.compile(r"`(tests/\w+\.py)::(\w+)`")


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def missing(page: str) -> list[str]:
    return [f"{path}::{name}" for path, name in TEST.findall(page) if name not in functions(path)]


def test_every_test_that_is_named_is_there() -> None:
    assert len(TEST.findall(PAGE)) > 30
    assert missing(PAGE) == []


def test_a_test_that_is_gone_is_missed() -> None:
    assert missing("`tests/test_sync.py::test_of_nothing`") == ["tests/test_sync.py::test_of_nothing"]


def test_every_promise_has_a_number_and_a_test() -> None:
    numbers = [int(number) for number in PROMISES]
    assert numbers == list(range(1, len(numbers) + 1))
    parts = re.split(r"(?m)^\d+\. (?=\*\*)", PAGE.partition("## Threats")[0])[1:]
    assert [part for part in parts if not TEST.search(part)] == []


def test_every_promise_answers_a_threat() -> None:
    rows = [line for line in PAGE.partition("## Threats")[2].splitlines() if re.match(r"\| .* \| [\d, ]+ \|$", line)]
    answered = {int(number) for row in rows for number in row.rsplit("|", 2)[1].split(",")}
    assert answered == set(map(int, PROMISES)) - {17}  # the last one is what lets others look
