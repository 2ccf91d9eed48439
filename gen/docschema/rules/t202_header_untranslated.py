"""The header of a table was not translated.

## What it finds

A header in the words of another language than the page. The column is understood all the same.

## Why it matters

Readers see a foreign word above the column; the header was forgotten or protected when the page was translated.

## How to repair

Translate the header.

    wrong   | Action | 説明 |
    right   | アクション | 説明 |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "header-untranslated"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the header {quoted(observation.text)} is in another language than the page; it is understood, but "
        "readers see a foreign word"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return f"translate the header{given(', for example as {}', observation.other)}"
