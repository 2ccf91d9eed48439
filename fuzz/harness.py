"""What the fuzz targets have in common: a mutator that knows of lines, and findings kept without an end to the run.

A target is run as `python fuzz/read.py FOLDER [options of libFuzzer]`; FOLDER is where its findings go. An input that
breaks a law is kept there, a few for each place in the code that it breaks at; so is an input that took long.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "gen"), str(ROOT / "tests")]

SLOW = 500e-6  # seconds of processor time per byte, the watching included; and no less than for 1,000 bytes
_TRACE = 4  # frames that tell one failure from another
_KEPT = 5  # inputs of each failure


def instrumented() -> AbstractContextManager[None]:
    """Everything of docschema that is imported inside is watched for coverage."""
    return atheris.instrument_imports(include=["docschema"])  # type: ignore[no-any-return]


def fuzz(law: Callable[[bytes], None]) -> None:
    """Run a target for as long as libFuzzer's options say. Never returns."""
    findings = Path(sys.argv.pop(1))
    atheris.Setup(sys.argv, _Watch(law, findings), custom_mutator=mutate)
    atheris.Fuzz()


class _Watch:
    """A law, with what breaks it or takes long written to a folder."""

    def __init__(self, law: Callable[[bytes], None], findings: Path) -> None:
        self.law, self.findings = law, findings
        self.kept: Counter[str] = Counter()
        self._timed(b"| Action | Text |\n|---|---|\n| `ferry.boat.moor` | A boat. |\n")  # what is made once is made now

    def __call__(self, data: bytes) -> None:
        limit = SLOW * max(len(data), 1000)
        spent = self._timed(data)
        if spent > limit and (spent := min(spent, self._timed(data))) > limit:
            self._keep("slow", f"{len(data) // 500}", data, json.dumps({"seconds": spent, "bytes": len(data)}))

    def _timed(self, data: bytes) -> float:
        """Seconds of processor time that an input takes."""
        begin = time.process_time()
        try:
            self.law(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what this program is for
            self._keep("broken", _where(error), data, "".join(traceback.format_exception(error)))
        return time.process_time() - begin

    def _keep(self, kind: str, key: str, data: bytes, about: str) -> None:
        name = f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
        self.kept[name] += 1
        if self.kept[name] <= _KEPT:
            name += f"-{self.kept[name]}"
            self.findings.mkdir(parents=True, exist_ok=True)
            (self.findings / name).write_bytes(data)
            (self.findings / f"{name}.txt").write_text(f"{key}\n{about}", "utf-8", "surrogatepass")
            print(f"\n{kind}: {key}", file=sys.stderr, flush=True)


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_TRACE:]
    return " ".join([type(error).__name__, *(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)])


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Half of the time libFuzzer's own mutations, else one of a kind that docs suffer: to lines, and to halves."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        return atheris.Mutate(data, max_size)  # type: ignore[no-any-return]
    lines = data.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(7)
    if way == 0:
        del lines[one]
    elif way == 1:
        lines.insert(other, lines[one])
    elif way == 2:
        lines[one], lines[other] = lines[other], lines[one]
    elif way == 3:
        lines[one] = lines[one].rstrip(b"\r\n")
    elif way == 4:
        lines[one] = lines[one][: chance.randrange(len(lines[one]) + 1)] + b"\n"
    elif way == 5:
        lines[one] = lines[one].replace(chance.choice((b"|", b"`", b"<", b">", b".", b" ")), b"", 1)
    else:
        first, last = sorted((one, other))
        del lines[first:last]
    return b"".join(lines)[:max_size]
