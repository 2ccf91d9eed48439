"""An id says its first segment twice.

## What it finds

`registry.registry.image.pull` among ids that begin with `registry.` once.

## Why it matters

No event carries this id, so it is kept out of the artifacts until the doc is mended or configuration corrects it.

## How to repair

Delete one of the two.

    wrong   registry.registry.image.pull
    right   registry.image.pull
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "doubled-prefix"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the id {quoted(observation.text)} says its first segment twice, unlike those around it; it is kept out "
        "of the artifacts"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return (
        f"write {quoted(observation.other or observation.text.partition('.')[2])}, or correct the id in "
        "docschema.toml if it is right"
    )
