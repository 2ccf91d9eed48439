"""A comment is opened and never closed.

## What it finds

`<!--` without a `-->` after it.

## Why it matters

Everything from there to the end of the page belongs to the comment: readers do not see it, and docschema takes no
fact from it.

## How to repair

Close the comment where it was meant to end.

    wrong   <!-- to be reviewed
    right   <!-- to be reviewed -->
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "comment-unclosed"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "a comment is opened and never closed; the rest of the page belongs to it and gives no fact"


def repair(observation: Observation) -> str:
    """What to do."""
    return "put --> where the comment ends"
