"""An attribute definition is malformed.

## What it finds

A definition `{:name value}` without the colon behind the name: it reads as an attribute list, and defines nothing.

## Why it matters

Lists that use the name get nothing from it.

## How to repair

Put the colon behind the name.

    wrong   {:note .note}
    right   {:note: .note}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "attribute-malformed"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the attribute definition {quoted(observation.text)} has no colon behind the name; it defines nothing"


def repair(observation: Observation) -> str:
    """What to do."""
    return "put a colon behind the name"
