"""A word is written twice in a row.

## What it finds

The same word twice in a description, one directly after the other.

## Why it matters

The word lands twice in the generated enums, schemas and pages.

## How to repair

Delete one of the two.

    wrong   Pull an an image
    right   Pull an image
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "word-doubled"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the word {quoted(observation.text)} is written twice in a row; it stands like that in the generated docs"


def repair(observation: Observation) -> str:
    """What to do."""
    return "delete one of the two"
