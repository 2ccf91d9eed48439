"""A translation has its rows in another order.

## What it finds

Rows that stand in another order than in the source language, in the same section.

## Why it matters

Nothing is lost. Rows in the same order are easier to compare, and a row that moved is often one that was pasted.

## How to repair

Put the row where the source language has it.

    en   a.image.pull, a.image.push
    fr   a.image.push, a.image.pull
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the row of {quoted(observation.text)} stands elsewhere than in the source "
        f"language{given(', where it follows {}', observation.other)}"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "put the row where the source language has it"
