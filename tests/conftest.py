"""For all tests: docschema is watched (`watched/watch.py`), in this process and in those that tests start.

HYPOTHESIS_PROFILE=fuzz has property tests try 1,000 examples each, 50 without it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import watch

WATCHED = Path(watch.__file__).parent
_LOG = Path(tempfile.mkstemp(prefix="docschema-watch-")[1])
settings.register_profile("gate", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("gate"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))

_START = subprocess.Popen.__init__


def _start(self: Any, *arguments: Any, **options: Any) -> None:
    """Start a process with the watch on its path, also where a test takes all variables away."""
    env = dict(os.environ if options.get("env") is None else options["env"])
    path = [env["PYTHONPATH"]] if env.get("PYTHONPATH") else []
    env |= {"PYTHONPATH": os.pathsep.join([*path, str(WATCHED)]), watch.LOG: str(_LOG)}
    _START(self, *arguments, **{**options, "env": env})


def pytest_configure() -> None:
    subprocess.Popen.__init__ = _start  # type: ignore[method-assign]
    watch.install(str(_LOG))


def pytest_unconfigure() -> None:
    _LOG.unlink(missing_ok=True)


def violations() -> str:
    """What was noted since this was last asked."""
    if not _LOG.stat().st_size:
        return ""
    text = _LOG.read_text("utf-8")
    os.truncate(_LOG, 0)
    return text


@pytest.fixture(autouse=True)
def _watched() -> Iterator[None]:
    """Fail the test in which docschema did what it never does."""
    yield
    noted = violations()
    assert not noted, noted
