"""A description was left in the source language.

## What it finds

A description of three words or more that is, word for word, that of the source language.

## Why it matters

Readers of this language meet a foreign sentence; the generated docs show it as if it were translated.

## How to repair

Translate the description.

    en   | registry.image.pull | Pulls an image from a repository. |
    fr   | registry.image.pull | Pulls an image from a repository. |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the description of {quoted(observation.text)} was left in the source language"


def repair(observation: Observation) -> str:
    """What to do."""
    return "translate the description"
