"""The source language deviates from all its translations.

## What it finds

An id that all translations print alike, and the source language otherwise. The source language still decides.

## Why it matters

Either all translators were wrong in the same way, or, more likely, the source was changed or mistyped after they
copied it: the artifacts follow the source.

## How to repair

Correct the source, or all translations.

    en   registry.image.creat
    de   registry.image.create
    fr   registry.image.create
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the id {quoted(observation.text)} differs from all translations, which have {quoted(observation.other)}; "
        "the artifacts have it as it stands here"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the id that the service sends, here or in all translations"
