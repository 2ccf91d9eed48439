"""Runs the property tests with 1,000 examples each, and the second reader over real docs where they are; says how many.

python fuzz/properties.py [--workers 2] [options of pytest]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared/corpus"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", default="2")
    options, more = parser.parse_known_args()
    command = ["pytest", "-q", "-m", "hypothesis", "-n", options.workers, "--hypothesis-show-statistics", *more]
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "fuzz"}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout[-20_000:], done.stderr, sep="\n")
    counts = re.findall(r"(\d+) passing[a-z ]*, (\d+) failing", done.stdout)
    passing, failing = (sum(int(pair[n]) for pair in counts) for n in (0, 1))
    print(f"properties: {passing + failing:,} inputs, {failing} of them broke a law")
    print(done.stdout.rstrip().rpartition("\n")[2])
    corpus = 0
    if CORPUS.is_dir():
        corpus = subprocess.run([sys.executable, str(ROOT / "tests/test_oracle.py")], cwd=ROOT, check=False).returncode
    return int(bool(done.returncode or corpus))


if __name__ == "__main__":
    sys.exit(main())
