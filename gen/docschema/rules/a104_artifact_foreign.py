"""A file that docschema did not make stands where an artifact belongs.

## What it finds

A file, folder or link in the place of an artifact that neither the lock file nor a remark at its head calls
generated.

## Why it matters

Writing the artifact would destroy somebody's work, so nothing is written.

## How to repair

Move the file away, or choose another output folder.

    git mv schemas/registry/registry.py src/
    docschema build
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        "a file that docschema did not make stands where an artifact belongs; it is left alone, and the artifact "
        "is missing"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "move it away, or choose another output folder"
