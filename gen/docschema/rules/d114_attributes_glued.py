"""An attribute list is glued to the end of a paragraph.

## What it finds

`{: .note}` or the like on the last line of a paragraph where a line of its own is the rule. docschema takes it off
the text.

## Why it matters

Renderers that want a line of its own show the attribute list to the reader as text.

## How to repair

Put it on a line of its own, directly below the paragraph.

    wrong   Events are kept for a year. {: note}
    right   Events are kept for a year.
            {: note}
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given

OBSERVATION = "attributes-glued"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the attribute list{given(' {}', observation.text)} is glued to the text; some renderers show it to the reader"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "put the attribute list on a line of its own"
