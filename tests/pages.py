"""The project's own pages in pieces, for the tests that hold them against the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "guide").glob("*.md"))

_BLOCK = re.compile(
    r"(?ms)^(?:<!-- (?P<mark>[a-z]+)(?:: (?P<value>[^\n]*?))? -->\n)?"
    r"(?P<fence>`{3,})(?P<language>[a-z]*)\n(?P<text>.*?)^(?P=fence)$"
)
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block, and the remark in front of it that says what a test does with it: `<!-- mark: value -->`."""

    language: str
    text: str
    mark: str
    value: str
    start: int  # offset of `text` in the page


def blocks(page: str) -> Iterator[Block]:
    for match in _BLOCK.finditer(page):
        yield Block(match["language"], match["text"], match["mark"] or "", match["value"] or "", match.start("text"))


def prose(page: str) -> str:
    """A page without its fenced blocks."""
    return _BLOCK.sub("", page)


def code(page: str) -> list[str]:
    """What stands in backticks."""
    return _CODE.findall(prose(page))


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    _, found, rest = f"\n{page}".partition(f"\n{heading}\n")
    assert found, heading
    return re.split(rf"(?m)^#{{1,{level}}} ", re.sub(r"(?ms)^(`{3,}).*?^\1$", "", rest))[0]


def first_column(text: str) -> list[str]:
    """What stands in backticks in the first cells of all tables."""
    cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("|"))
    return [name for cell in cells for name in _CODE.findall(cell)]
