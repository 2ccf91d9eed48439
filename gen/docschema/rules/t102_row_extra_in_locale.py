"""A translation has a row that the source language lacks.

## What it finds

An action that a translation documents and the source language does not.

## Why it matters

The source language decides: the action is in no artifact. Most often it was taken out of the source language, or
its id was changed there, after the translation was made.

## How to repair

Take the row out, or give it the id that the source language has now.

    en   no such row
    fr   | registry.image.scan | Analyse une image |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the source language has no row of {quoted(observation.text)}; the action is in no artifact"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"take the row out, or write the id that the source language has{given(', perhaps {}', observation.other)}"
