"""An HTML table is not closed.

## What it finds

A `<table>` without its `</table>`. docschema ends the table where the text that follows can no longer be part of
it.

## Why it matters

Browsers move the text behind the table in front of it, or into its last cell; where the table ends is a guess.

## How to repair

Write `</table>` behind the last row.

    wrong   <tr><td>registry.image.pull</td><td>Pull an image</td></tr>

            ## Where events appear
    right   <tr><td>registry.image.pull</td><td>Pull an image</td></tr>
            </table>

            ## Where events appear
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "table-unclosed"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"{named('table', observation.text)} is not closed; where it ends is a guess, and text behind it may be "
        "taken for a cell"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write </table> behind the last row"
