"""An asterisk stands behind an id.

## What it finds

`registry.image.pull*`: an asterisk that points to a note, or what is left of an emphasis mark.

## Why it matters

Who copies the cell copies the asterisk, and no event carries it.

## How to repair

Put the note in the description, or the mark outside of the code.

    wrong   `registry.image.pull*`
    right   `registry.image.pull` *
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "star-in-id"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"an asterisk stands behind the id {quoted(observation.text)}; who copies the id copies the asterisk"


def repair(observation: Observation) -> str:
    """What to do."""
    return "put the note in the description, or the mark outside of the code"
