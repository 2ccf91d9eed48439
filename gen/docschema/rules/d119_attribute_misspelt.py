"""The name in an attribute list looks misspelt.

## What it finds

A name in an attribute list that is one letter away from one that the page uses or defines.

## Why it matters

The list has no effect.

## How to repair

Correct the name.

    wrong   {: shordesc}
    right   {: shortdesc}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "attribute-misspelt"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the attribute {quoted(observation.text)} looks misspelt; it has no effect"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {given('{}', observation.other, 'the name as it is defined')}"
