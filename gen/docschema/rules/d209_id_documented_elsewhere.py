"""An id is documented in another section as well.

## What it finds

The same id in two sections of one page. The artifacts take the first row in which it stands alone in its cell.

## Why it matters

The two descriptions may say different things, and a change to one of them is easily forgotten in the other.

## How to repair

Keep one of them, or make sure that both say the same.

    ## Image events
    | registry.image.pull | Pull an image |

    ## Other events
    | registry.image.pull | An image is pulled |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given, quoted

OBSERVATION = "id-documented-elsewhere"
SEVERITY = Severity.INFO


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the id {quoted(observation.text)} is documented "
        f"already{given(' under {}', observation.other, ' further up')}; the two may differ"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "keep one of the two rows"
