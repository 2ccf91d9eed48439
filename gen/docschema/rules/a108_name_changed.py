"""A public name in generated code would change.

## What it finds

An action, a region or a section that is called otherwise in the generated files on disk than docschema.lock has it now:
the lock was edited, lost, or merged wrongly.

## Why it matters

Programs that use the old name break.

## How to repair

Restore docschema.lock from version control. To rename on purpose remove the service's model.json, then build.

    git checkout docschema.lock
    docschema build
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    before, _, after = observation.other.partition("\n")
    return (
        f"{quoted(observation.text)} is called {before} in generated code and would be called {after}; its users break"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "restore docschema.lock from version control; to rename on purpose remove this file, then build"
