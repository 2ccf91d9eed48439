"""Two rows of an HTML table ran together.

## What it finds

One row with twice (or more times) as many cells as the table has columns: the `</tr><tr>` between two rows is lost.
docschema splits the row at the width of the header.

## Why it matters

Browsers show the second action to the right of the first, outside of the columns that the header names; programs
take its cells for further properties of the first action, or drop them.

## How to repair

Write `</tr><tr>` where the second row begins.

    wrong   <tr><td>a.image.pull</td><td>Pull</td> <td>a.image.push</td><td>Push</td></tr>
    right   <tr><td>a.image.pull</td><td>Pull</td></tr>
            <tr><td>a.image.push</td><td>Push</td></tr>
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "rows-run-together"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"{named('row', observation.text)} runs together with the row before it; the two are split at the width "
        "of the header"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write </tr><tr> in front of the first cell of the second row"
