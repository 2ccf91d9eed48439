"""A code fence is opened and never closed.

## What it finds

A line of three or more backticks (or tildes) that opens a block of code which no such line closes.

## Why it matters

Everything from there to the end of the page is shown as code, and code holds no facts: tables that stand there are
not read.

## How to repair

Close the block with a line of as many backticks as the one that opens it.

    wrong   ```json
            {"action": "registry.image.pull"}

    right   ```json
            {"action": "registry.image.pull"}
            ```
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "fence-unclosed"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "a block of code is opened and never closed; tables below are shown as code and yield no facts"


def repair(observation: Observation) -> str:
    """What to do."""
    return "close the block with a line of as many backticks as the one that opens it"
