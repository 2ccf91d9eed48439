"""An id is documented twice in one section.

## What it finds

The same id in two rows of one section, or twice in one cell.

## Why it matters

One of the two rows was copied and not changed: the id that it was meant to document is missing.

## How to repair

Write the id that is meant, or delete the row.

    | registry.image.pull | Pull an image |
    | registry.image.pull | Push an image |     registry.image.push is meant
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "id-repeated"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the id {quoted(observation.text)} stands twice in this section; another id may be missing"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the id that is meant, or delete one of the rows"
