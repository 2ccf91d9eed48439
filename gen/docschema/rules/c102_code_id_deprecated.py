"""Code uses an id that the docs call deprecated.

## What it finds

A string in code, or a member of a generated enum, for an action that its doc marks as deprecated.

## Why it matters

The event goes away one day: code that emits it works against the docs, and code that waits for it stops to see
anything.

## How to repair

Use the action that takes its place; the description in the docs often names it.

    wrong   emit("registry.image.rm")       in the docs: deprecated
    right   emit("registry.image.delete")
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the docs call {quoted(observation.text)} deprecated; the event goes away one day"


def repair(observation: Observation) -> str:
    """What to do."""
    return "use the action that takes its place, or none"
