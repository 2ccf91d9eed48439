"""A cell of an HTML table is not closed.

## What it finds

A `<td>` or `<th>` without its closing tag. docschema ends the cell where the next one begins.

## Why it matters

Nothing is lost in a browser. Programs that match tags put the next cell inside this one.

## How to repair

Write the closing tag at the end of the cell.

    wrong   <td>registry.image.pull<td>Pull an image</td>
    right   <td>registry.image.pull</td><td>Pull an image</td>
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "cell-unclosed"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{named('cell', observation.text)} is not closed; it is read up to where the next one begins"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the closing tag at the end of the cell"
