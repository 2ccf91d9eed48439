"""The measure of linear time tells linear from quadratic."""

from __future__ import annotations

import pytest

from doubling import assert_linear


def test_linear_work_passes() -> None:
    assert_linear(lambda size: sum(range(size * 1000)))


def test_quadratic_work_fails() -> None:
    with pytest.raises(AssertionError, match="times as long"):
        assert_linear(lambda size: [sum(range(size)) for _ in range(size)])
