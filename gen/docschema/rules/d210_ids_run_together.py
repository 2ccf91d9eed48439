"""Two ids in a cell are separated by a blank only.

## What it finds

Several ids in one cell with nothing but a blank between them. Each is read as an id of its own.

## Why it matters

On a narrow screen and in a copy they look like one id that was torn apart.

## How to repair

Separate them by `<br>` or a comma, or give each its own row.

    wrong   registry.image.pull registry.image.push
    right   registry.image.pull<br>registry.image.push
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "ids-run-together"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the ids {quoted(observation.text)} are separated by a blank only; they are read as several"


def repair(observation: Observation) -> str:
    """What to do."""
    return "separate the ids by <br>, or give each its own row"
