"""What the checks of generated files raise."""

from __future__ import annotations

import json


class WrongError(Exception):
    """What was written is not what was meant."""


def same(what: str, found: object, wanted: object) -> None:
    """Raise where what was found is not what the model has."""
    if found != wanted:
        raise WrongError(f"{what} differ from the model")


def plain(data: object) -> object:
    """Data as JSON that is read again has it: lists for tuples."""
    return json.loads(json.dumps(data))
