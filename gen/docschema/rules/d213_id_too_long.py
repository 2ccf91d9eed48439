"""An id, or the name of a field, is longer than any that events carry.

## What it finds

An id or a name of more than 256 characters, or of more than `id_length` under `[limits]` says. The name of a field may
have no more parts than `nesting` says.

## Why it matters

It is most likely text that lost its spaces. It is in no artifact: no schema accepts it and no code names it.

## How to repair

Write the id as the service sends it, or raise the limit.

    wrong   `registry.image.pullPullanimagefromtherepository...`
    right   `registry.image.pull`
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "id-too-long"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"{quoted(observation.text)} is longer than ids are ({len(observation.text)} characters); it is in no artifact"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write it as the service sends it, or raise id_length under [limits] in the configuration"
