"""A row has fewer cells than the table has columns.

## What it finds

A body row that is shorter than the header. The cells that are there are read from left to right.

## Why it matters

The description may be the one that is missing; or a cell in the middle, so that the text of one column stands in
another.

## How to repair

Write the missing cells, empty ones where there is nothing to say.

    | Action              | Kind | Description   |
    |---------------------|------|---------------|
    | registry.image.pull | Pull an image        |     wrong
    | registry.image.pull | data | Pull an image |     right
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import counted, named

OBSERVATION = "cells-missing"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"{named('row', observation.text)} has fewer cells than the table has columns{counted(observation.text)}; "
        "text may stand in the wrong column"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the missing cells, empty ones where there is nothing to say"
