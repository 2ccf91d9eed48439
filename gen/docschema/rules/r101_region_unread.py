"""A paragraph about regions yields no rule.

## What it finds

A paragraph in a section on regions that names codes of regions and from which docschema reads no rule.

## Why it matters

The paragraph may say where events appear. The generated region rules do not hold it, and nothing is guessed.

## How to repair

Say it in one sentence that names the places where events are generated and where they appear, or add the words it
uses to `[words]` of the locale file.

    Events for `ap-north` are shown in `ap-south`.
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given

OBSERVATION = "region-unread"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the paragraph names {given('{}', observation.text, 'regions')} and yields no rule; the region rules may "
        "lack what it says"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return (
        "say in one sentence where events are generated and where they appear, or add its words to [words] of "
        "the locale file"
    )
