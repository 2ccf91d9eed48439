"""The code uses too few of the documented actions.

## What it finds

A service of which the scanned code uses a smaller share of the documented actions than `min_coverage` in `[scan]`, or
`--min-coverage`, asks for. Deprecated and renamed actions do not count.

## Why it matters

Docs and code grow apart: the docs promise more and more events that nobody emits.

## How to repair

`docschema scan` lists the actions that are not used. Emit them, take them out of the docs, or lower the bar.

    docschema scan src --min-coverage 80
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import aside

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    asked = f"the {observation.other} asked for" if observation.other else "what was asked for"
    return (
        f"the code uses less of the documented actions{aside(observation.text)} than {asked}; docs and code grow apart"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "emit the actions that C104 names, take them out of the docs, or ask for less"
