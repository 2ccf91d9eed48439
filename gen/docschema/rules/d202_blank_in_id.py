"""An id has a blank in it.

## What it finds

`registry.image. pull`: an id that is torn apart by a blank.

## Why it matters

No event carries this id, so it is kept out of the artifacts until the doc is mended or configuration corrects it.
Searching the page for the id does not find it.

## How to repair

Delete the blank.

    wrong   registry.image. pull
    right   registry.image.pull
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "blank-in-id"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"the id {quoted(observation.text)} has a blank in it; it is kept out of the artifacts"


def repair(observation: Observation) -> str:
    """What to do."""
    return f"write {quoted(observation.other or ''.join(observation.text.split()))}"
