"""A table stands directly below a line of text.

## What it finds

A pipe table whose header follows a line of text without a blank line between them. docschema reads the table.

## Why it matters

Many renderers take the table for the rest of the paragraph and show its pipes to the reader.

## How to repair

Leave a blank line above the table.

    wrong   These are the events:
            | Action              | Description   |
            |---------------------|---------------|
            | registry.image.pull | Pull an image |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "blank-line-missing"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "a table stands directly below a line of text; many renderers show its pipes instead of a table"


def repair(observation: Observation) -> str:
    """What to do."""
    return "leave a blank line above the table"
