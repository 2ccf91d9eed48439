"""What the checks of generated files raise."""

from __future__ import annotations


class WrongError(Exception):
    """What was written is not what was meant."""


def same(what: str, found: object, wanted: object) -> None:
    """Raise where what was found is not what the model has."""
    if found != wanted:
        raise WrongError(f"{what} differ from the model")
