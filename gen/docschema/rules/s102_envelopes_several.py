"""Several docs define the event.

## What it finds

Two docs that each define the fields of an event, the one of the action among them, and document no actions. None of
them is taken.

## Why it matters

The schemas, types and pages of all services lack the fields that every event has.

## How to repair

Say in docschema.toml which doc counts, or leave the others out of `docs`.

    [event]
    docs = ["docs/*/event.md"]
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"this page defines the fields of an event, and so does {quoted(observation.other)}; neither is taken, and "
        "schemas and code lack these fields"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "name the page that counts in docschema.toml: docs under [event]"
