"""A Yes or No has a note behind it.

## What it finds

A cell of an availability table with something in brackets behind its mark that nothing explains.

## Why it matters

The mark counts as it stands; what the note means is in no artifact.

## How to repair

Say it in a sentence under the table, or take it out.

    wrong   | [Yes]{: tag-green} (`global`) |
    right   | [Yes]{: tag-green} |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "mark-with-note"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"{quoted(observation.text)} stands behind the mark; the mark counts, what the note means is in no artifact"


def repair(observation: Observation) -> str:
    """What to do."""
    return "explain the note in a sentence, or take it out"
