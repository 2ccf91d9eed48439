"""Tries all patterns, those of every language too, on long texts that are hard for them. Takes minutes.

Prints what takes longer than by its text, and ends with 1 where anything does. The gate does the same with short texts.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from patterns import all_patterns, all_units, own_units, runs
from test_patterns import GLOBS, LONG, WORDS, assert_all_linear


def main() -> int:
    """How it ended: 1 where a pattern is steep."""
    steep = 0
    for name, pattern in all_patterns():
        if name == GLOBS:
            continue
        units = own_units(pattern)[:12] if name == WORDS else all_units(pattern)
        try:
            assert_all_linear(pattern, units, runs(name), LONG)
        except AssertionError as error:
            steep += 1
            print(f"{name}: {error}")
    print(f"{len(all_patterns())} patterns, {steep} steep")
    return min(steep, 1)


if __name__ == "__main__":
    sys.exit(main())
