"""Code has an id that no doc has.

## What it finds

A string in code, or a member of a generated enum, that begins as the documented ids of a service do and has the form of
an id, while no doc of that service has it. Strings with two parts count where the service has such ids, or where they
are nearly the same as a documented one.

## Why it matters

Whoever reads events by the docs does not know this one: rules and reports pass it over. Or the code waits for an event
that never comes.

## How to repair

Write the id as the docs have it, or document it. What is no id is taken out of the scan with `exclude` in `[scan]`.

    wrong   emit("registry.image.pul")
    right   emit("registry.image.pull")
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"no doc has the id {quoted(observation.text)}; who reads events by the docs does not know it"


def repair(observation: Observation) -> str:
    """What to do."""
    suggestion = given("did you mean {}? if not, ", observation.other)
    return f"{suggestion}document the action, or write the id of a documented one"
