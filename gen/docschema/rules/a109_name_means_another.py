"""A public name in generated code would mean something else.

## What it finds

A name that stands for one action, region or section in the generated files on disk, and for another one by
docschema.lock as it is now: the lock was edited, lost, or merged wrongly.

## Why it matters

Programs that use the name go on running, and mean another action than their authors did.

## How to repair

Restore docschema.lock from version control.

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
        f"the name {observation.text} stands for {quoted(before)} in generated code and would stand for "
        f"{quoted(after)}; programs that use it would mean another thing"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "restore docschema.lock from version control"
