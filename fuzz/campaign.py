"""Runs the fuzz targets side by side for some seconds each, and says what they did.

    python fuzz/campaign.py [--seconds 300] [--folder .fuzz] [--jobs 2] [TARGET...]

FOLDER keeps what was found from run to run: `corpus/TARGET/` (inputs that reach new code), `findings/TARGET/` (inputs
that break a law, or take long), `TARGET.log`. Ends with 1 where there are findings. An input that was mended for moves
to `fuzz/cases/TARGET/`, where a test of the gate replays it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from marks import MARKS, WHOLE  # noqa: E402

TARGETS = ("read", "extract", "render")
SHARED = ROOT.parent / "shared/corpus"
MOST = {"read": 2048, "extract": 2048, "render": 3072}  # bytes of one input: small ones are tried often
HANG = 60  # seconds for one input


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*", default=TARGETS)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--folder", type=Path, default=ROOT / ".fuzz")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda target: run(target, options.folder, options.seconds), options.targets))
    print(f"{'target':8} {'executions':>10} {'edges':>7} {'corpus':>7} {'broken':>7} {'slow':>5}")
    for target, figures in zip(options.targets, results, strict=True):
        print("{:8} {:>10} {:>7} {:>7} {:>7} {:>5}".format(target, *figures))
    return int(any(broken or slow for *_, broken, slow in results))


def run(target: str, folder: Path, seconds: int) -> tuple[int, int, int, int, int]:
    """One target: executions, edges covered, size of the corpus, broken laws, slow inputs."""
    corpus, seeds, findings = (folder / kind / target for kind in ("corpus", "seeds", "findings"))
    for made in (corpus, seeds, findings):
        made.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds_of(target)):
        (seeds / f"{number:04}").write_bytes(seed)
    dictionary = folder / "marks.dict"
    dictionary.write_text("".join(f'"{quoted(mark.encode())}"\n' for mark in dict.fromkeys((*MARKS, *WHOLE))))
    command = [
        sys.executable, str(ROOT / f"fuzz/{target}.py"), str(findings), str(corpus), str(seeds),
        f"-dict={dictionary}", f"-max_total_time={seconds}", f"-max_len={MOST[target]}", f"-timeout={HANG}",
        "-rss_limit_mb=4096", "-print_final_stats=1", "-reload=0", "-detect_leaks=0", f"-artifact_prefix={findings}/",
    ]  # fmt: skip
    log = folder / f"{target}.log"
    with log.open("wb") as stream:
        ended = subprocess.run(command, stdout=stream, stderr=subprocess.STDOUT, check=False).returncode
    text = log.read_text("utf-8", "replace")
    made_here = [path for path in findings.iterdir() if path.suffix != ".txt"]
    slow = sum(path.name.startswith("slow") for path in made_here)
    broken = len(made_here) - slow
    if ended and not broken:
        print(f"{target} ended with {ended}; see {log}", file=sys.stderr)
        broken = 1
    return (
        _last(r"stat::number_of_executed_units: (\d+)", text),
        _last(r"\bcov: (\d+)", text),
        len(list(corpus.iterdir())),
        broken,
        slow,
    )


def _last(pattern: str, text: str) -> int:
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def quoted(mark: bytes) -> str:
    """A mark as an entry of a dictionary of libFuzzer."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'\\"' else f"\\x{byte:02x}" for byte in mark)


def seeds_of(target: str) -> Iterator[bytes]:
    """The inputs that a run begins with: pages, and large ones in pieces."""
    pages = [*sorted((ROOT / "tests/cases").glob("*/input.md")), *sorted((ROOT / "fuzz/cases").glob("*/*"))]
    yield from (data for page in pages if len(data := page.read_bytes()) <= MOST[target])
    for page in sorted((ROOT / "docs/en").glob("*.md")):
        yield from _translated(page, MOST[target]) if target == "render" else pieces(page.read_bytes(), MOST[target])
    for page in sorted(SHARED.rglob("*.md")) if target != "render" else ():
        yield from list(pieces(page.read_bytes(), MOST[target]))[1:3]


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    """A page in pieces of whole lines."""
    lines = data.splitlines(keepends=True)
    while lines:
        piece = b""
        while lines and len(piece) + len(lines[0]) <= size:
            piece += lines.pop(0)
        yield piece or lines.pop(0)[:size]


def _translated(page: Path, size: int) -> Iterator[bytes]:
    """A piece of a page, then the like in two other languages."""
    files = (page, ROOT / "docs/fr" / page.name, ROOT / "docs/ja" / page.name)
    yield from map(b"\f".join, zip(*(pieces(file.read_bytes(), size // 3) for file in files), strict=False))


if __name__ == "__main__":
    sys.exit(main())
