"""A row of a table that no rule knows.

## What it finds

A body row that holds no fact which docschema can read, in a table that no rule passes over. Every row of every
table is either read, passed over by a rule that has a name, or reported here.

## Why it matters

The row may document an action. As long as nobody knows, the model may lack it, so nothing is written.

## How to repair

Look at the row: mend the id in it, or name the column by a word that the locale file knows under `[headers]`. Where
the table has nothing to do with events, list it under `ignore` in docschema.toml. `--max-unexplained N` lets N such
rows pass.

    | Action              | Description      |
    |---------------------|------------------|
    | see the other page  | Pull an image    |     no id in the column of actions
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import rows

OBSERVATION = "row-unexplained"
SEVERITY = Severity.ERROR


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return f"no rule knows {rows(observation.text)}; if an action is documented there, the model lacks it"


def repair(observation: Observation) -> str:
    """What to do."""
    return (
        "mend the row, name its column by a word under [headers] of the locale file, or list the table under "
        "ignore in docschema.toml"
    )
