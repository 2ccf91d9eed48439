"""The header of a table of actions is an id.

## What it finds

A table whose header has an id alone in the column of the ids, or whose only line it is; in HTML also a row further down
whose cells are all `<th>`. A header documents nothing.

## Why it matters

Most likely the header was lost, and the first row stands in its place, or a row was written in cells of a header: its
action is in no artifact.

## How to repair

Give the table a header of its own, and its rows `<td>`.

    wrong   | `registry.image.pull` | Pull an image |
            |-----------------------|---------------|
            | `registry.image.push` | Push an image |

    right   | Action                | Description   |
            |-----------------------|---------------|
            | `registry.image.pull` | Pull an image |
            | `registry.image.push` | Push an image |
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import quoted

OBSERVATION = "id-in-header"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    name = quoted(observation.text)
    return f"the id {name} stands in the place of a header; no row documents it, and no artifact knows it"


def repair(observation: Observation) -> str:
    """What to do."""
    return (
        "put a header above it (in Markdown with the line of hyphens between the two), or write its row in <td> cells"
    )
