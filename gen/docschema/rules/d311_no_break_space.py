"""A line is indented with no-break spaces.

## What it finds

Lines that begin with U+00A0, as they come from a word processor or a chat.

## Why it matters

To Markdown, YAML and JSON these are letters: a code sample that is copied does not run.

## How to repair

Replace them by ordinary spaces.

    wrong   U+00A0 U+00A0 "id": "1"
    right     "id": "1"
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity

OBSERVATION = "no-break-space"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return "the line is indented with no-break spaces; what is copied from it does not run"


def repair(observation: Observation) -> str:
    """What to do."""
    return "replace them by ordinary spaces"
