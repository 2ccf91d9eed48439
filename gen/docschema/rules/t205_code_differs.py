"""A description has another code span than in the source language.

## What it finds

A code span that stands in the description of the source language and not in that of the translation, or the other way
round. One in place of another is one finding.

## Why it matters

What stands in code marks is typed by readers and sent by services: it is the same in all languages.

## How to repair

Write the code span as the source language has it.

    en   Set it to `private`.
    fr   Indiquez `privé`.
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    if not observation.text:
        return f"the description lacks the code span {quoted(observation.other)}; it says less than the source language"
    if not observation.other:
        return f"the description has the code span {quoted(observation.text)}, the source language has none there"
    return f"the description has {quoted(observation.text)} where the source language has {quoted(observation.other)}"


def repair(observation: Observation) -> str:
    """What to do."""
    return (
        f"write {quoted(observation.other)}" if observation.other else "take it out, or add it to the source language"
    )
