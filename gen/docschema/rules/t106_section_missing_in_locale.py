"""A translation lacks a section of the source language.

## What it finds

A section with actions or region rules whose section id the translation does not have, nor any of its rows.

## Why it matters

Readers of this language do not learn of the actions or rules in it.

## How to repair

Add the section, under the same section id.

    en   ## Image events {: #images}
    fr   (missing)
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    named = given(" ({})", observation.other)
    return f"the section {quoted(observation.text)} of the source language{named} is missing in this translation"


def repair(observation: Observation) -> str:
    """What to do."""
    return "add the section under the same section id"
