"""A column has a header and no content.

## What it finds

A column whose header is filled and whose cells are all empty.

## Why it matters

What the header promises is missing in every row.

## How to repair

Fill the cells, or take the column out.

    wrong   | Resource | Action |
            | --- | --- |
            |  | registry.image.pull |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "column-empty"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the column {quoted(observation.text)} is empty in all rows; what its header promises is missing"


def repair(observation: Observation) -> str:
    """What to do."""
    return "fill the cells, or take the column out"
