"""A line break is written as `</br>`.

## What it finds

`</br>` where `<br>` was meant. docschema reads it as a line break.

## Why it matters

Browsers are kind to it, strict converters are not: two ids that it separates become one word.

## How to repair

Write `<br>`.

    wrong   registry.image.pull</br>registry.image.push
    right   registry.image.pull<br>registry.image.push
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "broken-break"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "a line break is written as </br>; it is read as a break, but strict converters join what it separates"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write <br>"
