"""A location code looks unlike all others.

## What it finds

A code with a digit among codes without, as that of a data center among those of regions.

## Why it matters

Events may carry the code of the region, not this one.

## How to repair

Write the code that the events carry.

    wrong   Paris (eu-par01), among us-south, eu-de, jp-tok
    right   the code of the region
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "code-unlike-others"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the code {quoted(observation.text)} looks unlike the others of the page; events may carry another one"


def repair(observation: Observation) -> str:
    """What to do."""
    return "check that events carry this code"
