"""A file cannot be read.

## What it finds

A doc file that the system refuses to open or to read: no permission, a broken link, a failing disk. The other files
are read all the same.

## Why it matters

The facts of this file are absent from the model. A service that is documented only there would vanish from the
artifacts, so nothing is written.

## How to repair

Make the file readable, or leave it out of the paths.

    chmod u+r docs/fr/at_events.md
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the file cannot be read{given(' ({})', observation.text)}; what it documents is missing from the model"


def repair(observation: Observation) -> str:
    """What to do."""
    return "make the file readable, or leave it out of the docs"
