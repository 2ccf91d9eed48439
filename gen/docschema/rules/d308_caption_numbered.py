"""A caption has a number, most others have none.

## What it finds

A caption that begins with a word and a number, where most captions of the page have no number.

## Why it matters

The number is left over from an older version of the page and points nowhere.

## How to repair

Take the number off.

    wrong   {: caption="Table 3a. Bucket events"}
    right   {: caption="Bucket events"}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "caption-numbered"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the caption {quoted(observation.text)} is numbered, most others are not; the number is probably left over"


def repair(observation: Observation) -> str:
    """What to do."""
    return "take the number off the caption"
