"""A marker of a generated part cannot be followed.

## What it finds

In a page named under `inject`: a marker without its partner, inside another block or beside other text; one that
names a fragment, service, language or parameter that is not there; a page without any marker, or one that cannot be
read.

## Why it matters

What the page promises to show is not kept up to date. Nothing is written.

## How to repair

Write both markers, each alone on its line; what stands behind the name of the fragment says what it shows.

    <!-- docschema-begin actions-table.md service=parcels locale=en -->
    <!-- docschema-end -->
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"nothing can be generated here: {observation.text}; nothing is written"


def repair(observation: Observation) -> str:
    """What to do."""
    return "mend the markers, or take the page off the list of inject; docschema explain A106 shows how they look"
