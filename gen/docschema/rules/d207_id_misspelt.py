"""An id is spelt unlike the ids around it.

## What it finds

An id with a segment that differs in a letter or two from the one that nearly all its neighbours have.

## Why it matters

If it is a slip, no event carries this id, and a rule that waits for it never fires.

## How to repair

Compare with what the service sends. If the id is right, say so under `corrections` in docschema.toml.

    wrong   regsitry.image.pull      among registry.image.push, registry.image.list
    right   registry.image.pull
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "id-misspelt"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the id {quoted(observation.text)} is spelt unlike those around it; if it is a slip, no event carries it"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"compare with the events themselves{given('; perhaps {} is meant', observation.other)}"
