"""A row of an HTML table lacks its closing `</tr>`.

## What it finds

A row that ends where the next one begins, or with the table, without a `</tr>`.

## Why it matters

Nothing is lost: HTML lets the closing tag go. Where the opening tag of the next row is lost as well, the two rows
run together, so it is better to write it.

## How to repair

Write `</tr>` behind the last cell.

    wrong   <tr><td>registry.image.pull</td><td>Pull an image</td>
    right   <tr><td>registry.image.pull</td><td>Pull an image</td></tr>
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "row-end-missing"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{named('row', observation.text)} lacks its closing </tr>; it is read up to where the next row begins"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write </tr> behind the last cell of the row"
