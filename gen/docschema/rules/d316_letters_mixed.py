"""A word holds letters of two alphabets.

## What it finds

In tables of events, fields and regions, and in code: words of Latin letters with a Cyrillic or Greek one among them.
Greek letters that stand for units and quantities (mu, delta, sigma, omega) do not count. For ids there is D212.

## Why it matters

`us-south` with a Cyrillic letter is another region: nothing that is sent from `us-south` has anything to do with it.

## How to repair

Type the letter again, on a Latin keyboard.

    wrong   `us-ѕouth`
    right   `us-south`
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import aside, named

OBSERVATION = "letters-mixed"
SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    word = named("word", observation.text)
    return f"{word} has letters of two alphabets{aside(observation.other)}; programs take it for another word"


def repair(observation: Observation) -> str:
    """What to do."""
    return "type the word again in Latin letters"
