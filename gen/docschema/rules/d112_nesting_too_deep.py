"""Markup is nested deeper than it can be read.

## What it finds

A table inside so many lists, quotes or elements that a reader of Markdown or HTML gives up.

## Why it matters

Rows that stand there are not read, so the model may lack their actions and nothing is written.

## How to repair

Take the table out of the lists around it.

    wrong   > > > > > > > > > > > > | registry.image.pull | Pull an image |
    right   | registry.image.pull | Pull an image |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "nesting-too-deep"
SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "the markup is nested too deep to be read; rows that stand there are missing from the model"


def repair(observation: Observation) -> str:
    """What to do."""
    return "take the table out of the lists, quotes or elements around it"
