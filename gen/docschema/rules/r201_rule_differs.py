"""A translation states another region rule than the source language.

## What it finds

A rule about regions (where events are found, an exception, a route, an availability) that one locale states and the
source language does not, or the other way round.

## Why it matters

The source language decides. Readers of the translation look for events in the wrong place.

## How to repair

State the same rule as the source language.

    en   Events for `ap-north` are shown in `ap-south`.
    fr   Les événements pour `ap-north` apparaissent dans `us-south`.
"""

from __future__ import annotations

from docschema.model import Observation
from docschema.problem import Severity
from docschema.rules.wording import given

SEVERITY = Severity.WARNING


def message(observation: Observation) -> str:
    """What stands there, and what follows from it."""
    return (
        f"the region rule{given(' {}', observation.text)} differs from the source "
        f"language{given(', which says {}', observation.other)}; readers look for events in the wrong place"
    )


def repair(observation: Observation) -> str:
    """What to do."""
    return "state the rule as the source language does"
