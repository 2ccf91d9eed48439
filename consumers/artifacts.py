"""The schemas that are tried: of the tests' models, of this project's docs, and of real docs where there are any."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

import sample_model as sample
from docschema.render import RenderOptions, render
from docschema.rendering.json_schema import Shape
from tools import run

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "corpus"
REAL = ("en-head", "fields/atracker/events/event.md", "nl/Registry/2019-08-19-6c8fde84")


@dataclass(frozen=True, slots=True)
class Schemas:
    """What one configuration makes: a folder of schemas, and the shape that they were made with."""

    name: str
    folder: Path
    shape: Shape

    def files(self, pattern: str = "*/*.schema.json") -> list[Path]:
        """The schemas, sorted."""
        return sorted(self.folder.glob(pattern))


def everything(folder: Path) -> Iterator[Schemas]:
    """Make all artifacts below a folder."""
    yield from _of_samples(folder)
    yield _of_docs("docs", folder, [ROOT / "docs"])
    if SHARED.is_dir():
        yield _of_docs("real", folder, [SHARED / path for path in REAL])


def _of_samples(folder: Path) -> Iterator[Schemas]:
    advisor = replace(sample.TWO_DELIVERIES, name="advisor")
    collected = replace(sample.COLLECTED, name="collected", actions=sample.ACTIONS[:3])
    models = {
        "sample": sample.model_of(sample.WITH_FIELDS, advisor, collected, sample.BARE, envelope=sample.ENVELOPE),
        "sample-plain": sample.model_of(collected),
    }
    for name, model in models.items():
        for mode in ("reject", "accept"):
            options = RenderOptions(unknown_actions=mode, keywords=sample.KEYWORDS)
            place = folder / f"{name}-{mode}"
            for artifact in render(model, options):
                (place / artifact.path).parent.mkdir(parents=True, exist_ok=True)
                (place / artifact.path).write_text(artifact.text, "utf-8", newline="\n")
            yield Schemas(place.name, place, options.shape)


def _of_docs(name: str, folder: Path, docs: list[Path]) -> Schemas:
    place = folder / name
    place.mkdir(parents=True)
    call = [sys.executable, "-m", "docschema", "build", "--quiet", "--output", place / "schemas", *docs]
    (place / "docschema.toml").write_text('source_language = "en"\n', "utf-8")
    run([*call, "--config", place / "docschema.toml"], cwd=ROOT)
    return Schemas(name, place / "schemas", Shape())
