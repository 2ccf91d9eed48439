"""A field lacks the first part that its neighbours have.

## What it finds

A field without a dot in a table where most names begin with `requestData.` or the like.

## Why it matters

Nobody can tell in which part of the event the field stands.

## How to repair

Write the whole name.

    wrong   | feature |
    right   | requestData.feature |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "field-prefix-missing"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the field {quoted(observation.text)} lacks the first part that its neighbours have"
        f"{given(' ({})', observation.other)}; its place in the event is unknown"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the whole name of the field"
