"""A translation prints another id than the source language.

## What it finds

A row that stands where the source language documents an action and prints an id of its own: a letter lost, a word
translated.

## Why it matters

No event carries the id that the translation prints. Who copies it into a rule waits for an event that never comes.

## How to repair

Write the id as the source language has it; ids are never translated.

    en   registry.image.create
    fr   registry.image.creat
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the id {quoted(observation.text)} differs from the source language, which has "
        f"{given('{}', observation.other, 'another one')}; no event carries it"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {given('{}', observation.other, 'the id as the source language has it')}"
