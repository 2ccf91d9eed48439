"""Two actions have the same description.

## What it finds

The same description for two actions of one table.

## Why it matters

One of them was copied and not changed. Readers cannot tell the two actions apart.

## How to repair

Say what is different about each.

    | registry.image.pull | Pull an image |
    | registry.image.push | Pull an image |     "Push an image" is meant
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "description-repeated"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the action {quoted(observation.text)} has the same description as "
        f"{given('{}', observation.other, 'another one')}; readers cannot tell them apart"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "say what is different about each of them"
