"""A `<tr>` stands where a `</tr>` belongs.

## What it finds

A row that is followed by an opening tag where its closing tag was meant. Browsers open an empty row there;
docschema reads the tag as the end of the row.

## Why it matters

Nothing is lost, but programs that count rows find one too many.

## How to repair

Add the slash.

    wrong   <tr><td>registry.image.pull</td><td>Pull an image</td><tr>
    right   <tr><td>registry.image.pull</td><td>Pull an image</td></tr>
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "row-start-for-end"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{named('row', observation.text)} ends with <tr> where </tr> belongs; it is read as if it were closed"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write </tr> in place of this <tr>"
