"""Property tests whose single example is dear: they try a share of what the profile says (see conftest.py)."""

from __future__ import annotations

from hypothesis import settings


def one_in(number: int) -> settings:
    """A setting for one example where others have `number`."""
    return settings(max_examples=max(1, settings().max_examples // number))
