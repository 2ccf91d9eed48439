"""Markup is nested deeper than it can be read.

## What it finds

Lists, quotes or tables that stand in more than a hundred others, or in more than `nesting` under `[limits]` says. A
list or a table that stands there is not read.

## Why it matters

The model may lack what stands there, so nothing is written. The ledger counts the rows of such tables as reported.

## How to repair

Take the text or the table out of what is around it, or raise the limit.

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
    return "the markup is nested too deep to be read; what stands there is missing from the model"


def repair(observation: Observation) -> str:
    """What to do."""
    return "take it out of the lists, quotes or tables around it, or raise nesting under [limits] in the configuration"
