"""A text holds a character that nobody sees.

## What it finds

In tables of events, fields and regions, and in code: blanks of no width, fillers, tags, and controls that turn the
direction in which a line is written. Characters that some language needs (joiners, marks of direction, soft hyphens,
no-break spaces) are none of them.

## Why it matters

What a reader sees is not what stands there: a search does not find it, a code that is copied does not work, and a line
that is written backwards can say one thing to people and another one to programs.

## How to repair

Take the character out; the finding says which one it is.

    wrong   Pulls U+200B an image.
    right   Pulls an image.
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import aside, given

OBSERVATION = "hidden-character"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    where = given("the text {}", observation.other, "the text")
    return f"{where} holds what nobody sees{aside(observation.text)}; what is read is not what stands there"


def repair(observation: Observation) -> str:
    """What to do."""
    return "take it out"
