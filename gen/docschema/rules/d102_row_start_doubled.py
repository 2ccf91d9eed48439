"""A row of an HTML table has two opening `<tr>`.

## What it finds

`<tr><tr>`: browsers make an empty row of the first one. docschema drops it.

## Why it matters

Nothing is lost. Tools that count rows find one too many.

## How to repair

Delete one of the two.

    wrong   <tr><tr><td>registry.image.pull</td><td>Pull an image</td></tr>
    right   <tr><td>registry.image.pull</td><td>Pull an image</td></tr>
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import named

OBSERVATION = "row-start-doubled"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{named('row', observation.text)} has two opening <tr>; it is read as one row"


def repair(observation: Observation) -> str:
    """What to do."""
    return "delete one of the two <tr>"
