"""An action left the docs, and its name stays in generated code.

## What it finds

An action that earlier builds gave a name to, and that no page documents any more.

## Why it matters

Schemas reject it. Its name stays in generated code, deprecated, so that programs that use it go on compiling.

## How to repair

If the row was lost, put it back. If the action is gone for good and no program needs its name, drop it.

    drop_actions = ["registry.image.inspect"]
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    stays = f"{observation.other} stays in generated code, deprecated"
    return f"no page documents {quoted(observation.text)} any more; {stays}"


def repair(observation: Observation) -> str:
    """What to do."""
    return "put the row back, or name the id under drop_actions in the configuration, and its name leaves the code"
