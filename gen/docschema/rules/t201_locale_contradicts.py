"""The words of a page contradict the language of its folder.

## What it finds

A page in the folder of one language that is written in another one.

## Why it matters

Its descriptions land in the generated docs of the wrong language.

## How to repair

Translate the page, or move it to the folder of its language.

    docs/fr/at_events.md    written in English
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "locale-contradicts"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the page stands for {quoted(observation.other)} and is written in {quoted(observation.text)}; its texts "
        "land in docs of the wrong language"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "translate the page, or move it to the folder of its language"
