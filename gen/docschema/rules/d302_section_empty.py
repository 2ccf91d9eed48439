"""A heading has nothing below it.

## What it finds

A heading that is followed by another one of the same or a higher level, with no text between them.

## Why it matters

A table or paragraph may have been lost, often when a translation was put together.

## How to repair

Write what belongs there, or delete the heading.

    wrong   ## Image events

            ## Namespace events
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "section-empty"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the section {quoted(observation.text)} has nothing in it; a table or paragraph may have been lost"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write what belongs there, or delete the heading"
