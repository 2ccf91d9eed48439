"""A documented action is nowhere in the code.

## What it finds

An action of a service that no file of the scanned code names: neither as a string nor as a member of a generated enum.
Deprecated and renamed actions do not count.

## Why it matters

The docs may promise an event that nobody emits. Or the id is put together when the program runs, which no scan can see:
then its use cannot be checked either.

## How to repair

Emit the event, take its row out of the docs, or write the id in one piece where it is used.

    hidden   emit("registry.image." + verb)
    found    emit({"pull": "registry.image.pull", "push": "registry.image.push"}[verb])
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import aside, quoted

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    service = aside(observation.other and f"of {observation.other}")
    return f"no code that was read uses {quoted(observation.text)}{service}; the docs may promise an event in vain"


def repair(observation: Observation) -> str:
    """What to do."""
    return "emit the event, take the row out, or write the id in one piece where it is used"
