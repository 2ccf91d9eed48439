"""A page has more rows than are read.

## What it finds

The first row behind 100,000 others, or behind as many as `rows` under `[limits]` says; the rows of all tables of a page
count together. It is not read, nor are those behind it. A row of more than ten cells counts as several.

## Why it matters

The model lacks what these rows document, so nothing is written. The ledger counts them as reported.

## How to repair

Split the page, or raise the limit.

    [limits]
    rows = 500000
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "rows-too-many"
SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"this row stands behind {observation.text} others, up to which the rows of a page are read; what it and the "
        "rows behind it document is missing from the model"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "split the page, or raise rows under [limits] in the configuration"
