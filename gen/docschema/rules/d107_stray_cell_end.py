"""A cell of an HTML table is closed that is not open.

## What it finds

A `</td>` or `</th>` with no open cell before it.

## Why it matters

Nothing is lost where the tag is only doubled. Where an opening tag was meant, text stands outside of all cells.

## How to repair

Delete the tag, or write the opening tag that belongs to it.

    wrong   <td>registry.image.pull</td></td>
    right   <td>registry.image.pull</td>
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given

OBSERVATION = "stray-cell-end"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"a cell is closed that is not open{given(', in the row {}', observation.text)}; the tag is passed over"


def repair(observation: Observation) -> str:
    """What to do."""
    return "delete the closing tag, or write the opening tag that belongs to it"
