"""Two statements of a section send the events of a place to different ones.

## What it finds

A route in prose or in a table, and another one of the same section, with the same place of origin and another target.

## Why it matters

Nobody can tell where the events are; the artifacts follow the statement that comes first.

## How to repair

Correct the one that is wrong.

    Clusters in Montreal forward all events to Dallas.
    | Montreal | Washington |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "route-contradicts"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    here, there = quoted(observation.text), quoted(observation.other)
    return f"{here} is said here, {there} elsewhere in the section; the first one counts"


def repair(observation: Observation) -> str:
    """What to do."""
    return "correct the one that is wrong"
