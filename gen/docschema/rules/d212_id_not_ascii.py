"""An id holds letters that no id has.

## What it finds

Letters outside ASCII in the column of the ids: a translated word, a look-alike letter, a full-width dot,
or a character within an id that nobody sees. The finding names them by their numbers in Unicode.

## Why it matters

No event carries such an id, so it stays out of all artifacts.

## How to repair

Write the id as the service sends it.

    wrong   `registry.画像.pull`
    right   `registry.image.pull`
"""

from __future__ import annotations

from docschema.characters import called
from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "id-not-ascii"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    which = called(observation.text)
    said = f"the id {quoted(observation.text)} has letters outside ASCII"
    return f"{said} ({which}); no event carries it, and it is in no artifact"


def repair(observation: Observation) -> str:
    """What to do."""
    return "write the id as the service sends it"
