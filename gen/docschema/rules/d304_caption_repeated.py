"""Two tables have the same caption.

## What it finds

A table whose caption stands on another table of the page already.

## Why it matters

The caption was copied: it says of this table what is true of the other one.

## How to repair

Write a caption of its own.

    {: caption="Table 1. Image events"}
    {: caption="Table 1. Image events"}     of the table of namespaces
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "caption-repeated"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the caption {quoted(observation.text)} stands on another table already; one of the two is wrong"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write a caption that says what is in this table"
