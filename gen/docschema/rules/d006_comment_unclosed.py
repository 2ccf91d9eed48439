"""A comment is opened and never closed.

## What it finds

`<!--` without a `-->` after it.

## Why it matters

Browsers hide everything from there to the end of the page. docschema reads on as if the opening mark were text, so
that no row is lost, but readers of the page do not see these rows.

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
    return "a comment is opened and never closed; browsers may hide the rest of the page"


def repair(observation: Observation) -> str:
    """What to do."""
    return "put --> where the comment ends"
