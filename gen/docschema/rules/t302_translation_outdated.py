"""A translation gives an older date than its source.

## What it finds

A `lastupdated` in the front matter that is before that of the source language.

## Why it matters

Rows that changed in between may be stale; `docschema check --history` tells which.

## How to repair

Bring the translation up to date, with its date.

    en   lastupdated: "2026-03-01"
    fr   lastupdated: "2025-11-20"
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    ours, source = quoted(observation.text), quoted(observation.other)
    return f"the translation is of {ours}, the source language of {source}; rows may be stale"


def repair(observation: Observation) -> str:
    """What to do."""
    return "bring the translation and its date up to date; docschema check --history tells which rows changed"
