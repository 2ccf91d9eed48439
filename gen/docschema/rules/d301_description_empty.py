"""An action has no description.

## What it finds

A row that documents an action and whose description is empty.

## Why it matters

Generated enums, schemas and pages have nothing to say about this action.

## How to repair

Describe when the event is generated.

    wrong   | registry.image.pull |               |
    right   | registry.image.pull | Pull an image |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "description-empty"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the action {quoted(observation.text)} has no description; the generated docs have nothing to say about it"


def repair(observation: Observation) -> str:
    """What to do."""
    return "describe when the event is generated"
