"""The code of a region was translated.

## What it finds

Text in a code span where the code of a region belongs, with letters that no code has.

## Why it matters

A code is a value that programs compare. The rule of the source language counts; readers of this translation copy a
value that does not exist.

## How to repair

Write the code as the source language has it.

    wrong   `美国南部`
    right   `us-south`
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "code-translated"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the code {quoted(observation.text)} is translated; readers copy a region that does not exist"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write the code as the source language has it{given(': {}', observation.other)}"
