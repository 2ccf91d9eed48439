"""A field is written with other capitals than elsewhere.

## What it finds

The name of an event field whose first part the page writes with other capitals more often.

## Why it matters

Names of fields distinguish case: a filter that is copied from here finds nothing.

## How to repair

Write the name as the other places have it.

    wrong   RequestData.requestId
    right   requestData.requestId
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "field-case-differs"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the field {quoted(observation.text)} is written with other capitals elsewhere; a search for it finds nothing"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {given('{}', observation.other, 'the name as the other places have it')}"
