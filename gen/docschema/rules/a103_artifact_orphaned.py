"""A generated file is left over.

## What it finds

A file that docschema generated earlier and that the docs no longer ask for: a service, a language or a target is
gone.

## Why it matters

Programs go on using facts that nothing documents any more.

## How to repair

Generate again, which takes the file away, and commit that.

    docschema build
    git status schemas/
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        "nothing in the docs asks for this generated file any more; who uses it works with facts that nobody documents"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return f"run {observation.other} and commit the result"
