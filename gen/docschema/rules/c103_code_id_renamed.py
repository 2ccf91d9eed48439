"""Code uses the old name of an id.

## What it finds

A string in code, or a member of a generated enum, for an id that has another name by now, as a table of old and new
names in the docs says.

## Why it matters

Events carry the new id: a search for the old one finds nothing.

## How to repair

Write the new id.

    wrong   emit("registry.token.delete")          in the docs: old name
    right   emit("registry.registrytoken.delete")  in the docs: new name
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    new = given("; its name is {} now", observation.other)
    return f"{quoted(observation.text)} is the old name of an action{new}, and events carry the new one"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {given('{}', observation.other, 'the new id')}"
