"""A row has more cells than the table has columns.

## What it finds

A body row that is longer than the header. In pipe tables most often a `|` in the text of a cell.

## Why it matters

Browsers drop what is beyond the last column: half a description is not shown.

## How to repair

Write `&#124;` for a pipe that belongs to the text, or name the further column in the header.

    | Action              | Description               |
    |---------------------|---------------------------|
    | registry.image.pull | Pull by tag | digest      |     wrong
    | registry.image.pull | Pull by tag &#124; digest |     right
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import counted, named

OBSERVATION = "cells-extra"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"{named('row', observation.text)} has more cells than the table has columns{counted(observation.text)}; "
        "the rest is not shown to readers"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write &#124; for a pipe that belongs to the text, or name the further column in the header"
