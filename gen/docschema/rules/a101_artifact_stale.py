"""An artifact differs from what the docs say.

## What it finds

A generated file that is not what docschema makes of the docs as they are: the docs changed, or the file was edited
by hand.

## Why it matters

Programs that use the file work with facts that the docs no longer state.

## How to repair

Generate again and commit the result. What was edited by hand belongs in the docs, in the configuration or in a
template.

    docschema build
    git diff schemas/
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "the file differs from what the docs say; who uses it works with other facts than the docs state"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"run {observation.other} and commit the result"
