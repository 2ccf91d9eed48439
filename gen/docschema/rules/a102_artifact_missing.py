"""An artifact is missing.

## What it finds

A file that docschema makes of the docs and that is not there.

## Why it matters

Programs that need the file fail, or go without its facts.

## How to repair

Generate it and commit it.

    docschema build
    git add schemas/
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "the file is missing; the docs ask for it"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"run {observation.other} and commit the result"
