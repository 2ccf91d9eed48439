"""A line is longer than any line of documentation.

## What it finds

A line of more than 1,048,576 characters, or of more than `line_length` under `[limits]` says. It is not read; the lines
around it are. The ledger counts the rows in it as reported. A line of a code sample holds no facts, and may be longer.

## Why it matters

What the line documents is missing from the model, so nothing is written.

## How to repair

Break the line, or raise the limit.

    [limits]
    line_length = 4194304
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "line-too-long"
SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the line is longer than {observation.text} characters, up to which lines are read; what it documents is "
        "missing from the model"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "break the line, or raise line_length under [limits] in the configuration"
