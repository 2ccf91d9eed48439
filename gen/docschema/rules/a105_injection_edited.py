"""A generated part of a page was edited by hand.

## What it finds

A page named under `inject` whose text between two markers is not the one that the checksum in the second marker was
made of.

## Why it matters

Writing the part anew would destroy somebody's work, so nothing is written. Until then, the part is read as any text
of a doc is.

## How to repair

Move the edit out of the markers, or into the docs or a template. Then empty the block, so that only the two markers
are left, and generate again.

    <!-- docschema-begin actions-table.md service=parcels -->
    <!-- docschema-end -->
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    what = quoted(observation.text)
    return f"the part that {what} generates was edited by hand; it is left alone, and nothing is written"


def repair(observation: Observation) -> str:
    """What to do."""
    return "move the edit out of the markers, delete all that stands between them, and run docschema build"
