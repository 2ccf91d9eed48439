"""The header of a column says one thing, its cells another.

## What it finds

A column that the header calls actions and that holds event fields (`requestData.x`), or the other way round. The
cells decide.

## Why it matters

A reader looks for actions there and takes the names of fields for them.

## How to repair

Mend the header, or move the rows to the table where they belong.

    | Action           | Description        |
    |------------------|--------------------|
    | requestData.name | Name of the image  |     a field, no action
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "header-contradicts"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the column {quoted(observation.text)} does not hold what its header "
        f"says{given(': {} is something else', observation.other)}; the cells decide"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "name the column by what stands in it"
