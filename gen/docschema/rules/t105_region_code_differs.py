"""A translation prints another region code than the source language.

## What it finds

A code of a region that differs from the one which the source language prints in the same place.

## Why it matters

The source language decides. Readers of the translation look for events in another region.

## How to repair

Write the code as the source language has it; codes are never translated.

    en   `us-south`
    fr   `us-sud`
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the region code {quoted(observation.text)} differs from the source language, which has "
        f"{given('{}', observation.other, 'another one')}"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {given('{}', observation.other, 'the code as the source language has it')}"
