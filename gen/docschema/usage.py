"""Where a code base uses ids: what to look at, and what was found there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from docschema.directive import Directive
from docschema.problem import Problem


class Scope(Struct, frozen=True):
    """The code to look at. `exclude` are patterns as in .gitignore, relative to `home`."""

    paths: tuple[str, ...]
    root: Path = field(default_factory=Path)  # where relative paths start
    exclude: tuple[str, ...] = ()
    home: Path = field(default_factory=Path)
    min_coverage: float = 0.0  # percent of the documented actions of each service


class Coverage(Struct, frozen=True):
    """How much of what a service documents its code uses. Deprecated and renamed actions do not count."""

    service: str
    documented: int
    used: int
    missing: tuple[str, ...]  # ids, in document order

    @property
    def percent(self) -> float:
        """The share of used actions; 100 where nothing is documented."""
        return 100 * self.used / self.documented if self.documented else 100.0

    @property
    def shown_percent(self) -> int:
        """The share as a whole number that is 0 or 100 only where nothing or everything is used."""
        if self.used in (0, self.documented):
            return int(self.percent)
        return min(99, max(1, round(self.percent)))


class Usage(Struct, frozen=True):
    """What a scan found. `passed_over` counts files, and ignored folders, by the reason why they were not read."""

    files: int
    passed_over: Mapping[str, int]
    coverage: tuple[Coverage, ...]  # one for each service with actions, sorted by name
    problems: tuple[Problem, ...]
    directives: tuple[Directive, ...] = ()  # suppressions in the code
