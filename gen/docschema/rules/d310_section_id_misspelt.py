"""A section id looks misspelt.

## What it finds

A word of a section id that is one letter away from a word of the heading or of the other section ids.

## Why it matters

Links and translations use the id; whoever spells the word right misses the section.

## How to repair

Correct the id, and the links that use it.

    ## Usage reports
    wrong   {: #usage_reporst}
    right   {: #usage_reports}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "section-id-misspelt"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the section id {quoted(observation.text)} looks misspelt{given('; the heading says {}', observation.other)}"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "correct the id and the links that use it"
