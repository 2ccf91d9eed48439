"""The backticks round an id do not match.

## What it finds

An id in a table of actions with only one of its two backticks, with one of them inside the id, or with more of them on
one side than on the other.

## Why it matters

The id is read, but the published page shows a loose backtick, or sets in code what is none.

## How to repair

Write a backtick in front of the id and one behind it.

    wrong   `registry.image.delet`e
    right   `registry.image.delete`
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "backticks-broken"
SEVERITY = Severity.INFO
REPAIRS_ROW = True


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the backticks of {quoted(observation.text)} do not match; the page shows one of them, or the wrong code"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {given('{}', observation.other, 'one backtick in front of the id and one behind it')}"
