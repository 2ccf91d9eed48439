"""Two ids ask for one name in generated code.

## What it finds

Two ids of a service that differ only in characters which no name can hold, as `zones.activation_check` and
`zones_activation_check`. The later one, or both, get a few digits behind their names.

## Why it matters

One of the two is often a misprint. If both are right, programs use a name that does not explain itself; it is kept in
docschema.lock and stays as it is.

## How to repair

Correct the id that is wrong. If both are right there is nothing to do.

    [corrections]
    "zones_activation_check" = "zones.activation_check"
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    other, _, name = observation.other.partition("\n")
    called = f"; this one is called {name}" if name else ""
    return f"{quoted(observation.text)} and {quoted(other)} ask for one name in code{called}"


def repair(observation: Observation) -> str:
    """What to do."""
    return "correct the id that is wrong; if both are right there is nothing to do"
