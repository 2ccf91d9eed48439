"""A row of a pipe table lacks its closing pipe.

## What it finds

A row that does not end with `|` in a table whose other rows do.

## Why it matters

The row is read. A reader cannot tell a forgotten pipe from a row that was cut off.

## How to repair

Write the closing pipe.

    wrong   | registry.image.pull | Pull an image
    right   | registry.image.pull | Pull an image |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "pipe-missing"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{named('row', observation.text)} lacks its closing pipe; it is read, but it may have been cut off"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write | at the end of the row"
