"""A JSON sample is not valid JSON.

## What it finds

A block of code that says it is JSON, shows an event, and cannot be read as JSON.

## Why it matters

Who copies the sample into a test gets an error, and the fields in it cannot be compared with the docs.

## How to repair

Mend the sample; a comma behind the last entry and a missing quotation mark are the usual causes.

    wrong   {"action": "registry.image.pull",}
    right   {"action": "registry.image.pull"}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given

OBSERVATION = "sample-broken"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the sample is not valid JSON{given(': {}', observation.text)}; it cannot be compared with the docs"


def repair(observation: Observation) -> str:
    """What to do."""
    return "mend the sample; a comma behind the last entry and a missing quotation mark are the usual causes"
