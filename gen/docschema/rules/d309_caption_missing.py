"""A table has no caption, nearly all others have one.

## What it finds

A table without a caption on a page where at least four of five tables have one.

## Why it matters

Generated docs and readers of screens have no name for the table.

## How to repair

Add a caption under the table.

    | Action | Description |
    | --- | --- |
    | ... | ... |
    {: caption="Image events"}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "caption-missing"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "the table has no caption, nearly all others of the page have one; nothing names it"


def repair(observation: Observation) -> str:
    """What to do."""
    return "add a caption under the table"
