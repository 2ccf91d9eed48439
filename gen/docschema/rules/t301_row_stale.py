"""A row of the source language changed after its translation.

## What it finds

A description whose source text was changed in a later commit than the translation (`check --history`).

## Why it matters

The translation may say what the service did before.

## How to repair

Read the source again and bring the translation up to date; any change of the row settles it.

    en   2026-03-01   Pulls an image, or a part of it.
    fr   2025-11-20   Extrait une image.
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the source language changed to {quoted(observation.text)} after this translation was written"


def repair(observation: Observation) -> str:
    """What to do."""
    return "bring the translation up to date"
