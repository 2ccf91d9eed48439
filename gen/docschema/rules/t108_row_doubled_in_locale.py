"""A translation has a row twice that the source language has once.

## What it finds

A second row of an id, in a translation, without a second row in the source language.

## Why it matters

One of the two rows is probably another action whose id was overwritten.

## How to repair

Write the id that is meant, or take the row out.

    | registry.image.pull | ... |
    | registry.image.pull | ... |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the row of {quoted(observation.text)} stands twice in this translation and once in the source language"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the id that is meant, or take the row out"
