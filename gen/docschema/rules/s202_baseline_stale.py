"""A baseline lists a finding that is gone.

## What it finds

An entry of the baseline file whose finding does not turn up any more, or not as often as it says.

## Why it matters

Somebody has mended the doc. As long as the entry stands, the same fault may come back unseen.

## How to repair

Write the baseline anew; it gets shorter.

    docschema check --write-baseline docschema-baseline.json
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import counted, quoted

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the baseline lists a finding {quoted(observation.text)} that is gone{counted(observation.other)}"


def repair(_observation: Observation) -> str:
    """What to do."""
    return "write the baseline anew with docschema check --write-baseline"
