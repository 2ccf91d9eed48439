"""An attribute name is defined twice with different values.

## What it finds

Two definitions `{:name: ...}` of one name that say different things.

## Why it matters

Only one of them counts, and which one depends on the tool.

## How to repair

Keep one of them.

    {:java: .ph data-hd-programlang="java"}
    {:java: data-hd-programlang="java"}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "attribute-defined-twice"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the attribute name {quoted(observation.text)} is defined before with other values; only one of the two counts"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "keep one of the two definitions"
