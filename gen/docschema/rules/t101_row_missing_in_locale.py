"""A translation lacks a row of the source language.

## What it finds

An action that the source language documents and a translation does not.

## Why it matters

Readers of the translation do not learn of this action. The generated docs of that language show the text of the
source language in its place.

## How to repair

Translate the row and add it.

    en   | registry.image.rm | Remove an image |
    fr   no such row
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the row of {quoted(observation.text)} is missing in this translation; its readers do not learn of the action"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return f"add the row{given('; the source language says {}', observation.other)}"
