"""How often each rule found something: `--statistics`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docschema.problem import Problem, Severity
from docschema.rules import find


def by_code(problems: Iterable[Problem]) -> dict[str, int]:
    """The number of findings by code, sorted by code."""
    return dict(sorted(Counter(problem.code for problem in problems).items()))


def tally_text(problems: Iterable[Problem]) -> str:
    """A line for each code: number, severity, code, name; the most frequent first."""
    counted = Counter((problem.code, problem.severity) for problem in problems)
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    digits = max((len(str(number)) for number in counted.values()), default=0)
    return "\n".join(_line(code, severity, f"{number:>{digits}}") for (code, severity), number in rows)


def _line(code: str, severity: Severity, number: str) -> str:
    rule = find(code)
    return f"{number}  {severity.value:7}  {code}  {rule.name if rule else ''}".rstrip()
