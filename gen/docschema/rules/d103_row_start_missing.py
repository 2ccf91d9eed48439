"""A row of an HTML table lacks its opening `<tr>`.

## What it finds

Cells that follow a closed row without a `<tr>` before them. docschema starts the row where its first cell stands,
as browsers do.

## Why it matters

Browsers show the row, but many programs that read HTML drop it in silence, and the action in it with it.

## How to repair

Write the missing `<tr>` in front of the first cell.

    wrong   </tr>
            <td>registry.image.pull</td><td>Pull an image</td></tr>
    right   </tr>
            <tr><td>registry.image.pull</td><td>Pull an image</td></tr>
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "row-start-missing"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{named('row', observation.text)} lacks its opening <tr>; it is read, but other programs drop it"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write <tr> in front of the first cell of the row"
