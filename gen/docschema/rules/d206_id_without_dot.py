"""An id has no dot.

## What it finds

A single word in the column of actions, where ids have segments separated by dots.

## Why it matters

The first segments are lost, or the cell holds something else than an id. It is kept out of the artifacts.

## How to repair

Write the whole id.

    wrong   pull
    right   registry.image.pull
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "id-without-dot"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the id {quoted(observation.text)} has no dot, unlike the ids around it; it is kept out of the artifacts"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write the whole id{given(', such as {}', observation.other)}"
