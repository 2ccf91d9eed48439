"""Pages that define the event: which ones count, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from docschema.config import Config, EventNames
from docschema.extract import extract
from docschema.link import link
from docschema.model import Document, Model
from docschema.read import read

EVENT = """# Fields of an event

## action (string)

What happened.

## outcome (string)

How it went.

## target.id (string)

What it happened to.
"""
EVENT_FR = EVENT.replace("What happened.", "Ce qui s'est passé.").replace(
    "# Fields of an event", "# Zones d'un événement"
)
ACTIONS = "# Events\n\n| Action | Description |\n|---|---|\n| `parcels.parcel.send` | Hands a parcel over. |\n"
FEW = "# Fields\n\n## action (string)\n\nWhat happened.\n"


def linked(pages: dict[str, str], config: Config | None = None) -> tuple[Model, list[tuple[str, str]]]:
    documents: list[Document] = [extract(read(path, text.encode())) for path, text in pages.items()]
    model, problems = link(documents, config or Config())
    return model, [(found.code, found.span.path) for found in problems if found.code == "S102"]


def test_a_page_that_defines_an_event_is_no_service() -> None:
    pages = {"docs/en/event.md": EVENT, "docs/fr/event.md": EVENT_FR, "docs/en/parcels.md": ACTIONS}
    model, problems = linked(pages)
    assert [service.name for service in model.services] == ["parcels"]
    assert model.envelope is not None
    assert (model.envelope.source_locale, model.envelope.locales) == ("en", ("en", "fr"))
    assert [field.name for field in model.envelope.fields] == ["action", "outcome", "target.id"]
    assert model.envelope.fields[0].descriptions == {"en": "What happened.", "fr": "Ce qui s'est passé."}
    assert model.envelope.sources == {"en": ("docs/en/event.md",), "fr": ("docs/fr/event.md",)}
    assert problems == []


@pytest.mark.parametrize("page", [ACTIONS, FEW, EVENT.replace("## action", "## act"), EVENT + ACTIONS])
def test_other_pages_are_services(page: str) -> None:
    model, problems = linked({"docs/en/event.md": page})
    assert [service.name for service in model.services] == ["event"]
    assert model.envelope is None
    assert problems == []


def test_the_action_may_be_called_otherwise() -> None:
    pages = {"docs/en/event.md": EVENT.replace("## action", "## act")}
    assert linked(pages, Config(event=EventNames(action="act")))[0].envelope is not None


def test_of_two_none_is_taken_and_both_are_told() -> None:
    pages = {"docs/en/event.md": EVENT, "docs/en/parcels.md": ACTIONS, "old/en/event.md": EVENT}
    model, problems = linked(pages)
    assert model.envelope is None
    assert [service.name for service in model.services] == ["parcels"]
    assert problems == [("S102", "docs/en/event.md"), ("S102", "old/en/event.md")]


def test_the_configuration_says_which_one_counts() -> None:
    pages = {"docs/en/event.md": EVENT, "old/en/event.md": EVENT.replace("How it went", "How"), "docs/en/few.md": FEW}
    model, problems = linked(pages, Config(root=Path(), event=EventNames(docs=("docs/*/event.md",))))
    assert model.envelope is not None
    assert model.envelope.sources == {"en": ("docs/en/event.md",)}
    assert problems == []


def test_the_later_of_two_versions_counts() -> None:
    dated = '---\nlastupdated: "{}"\n---\n' + EVENT
    pages = {"docs/en/event.md": dated.format("2020-01-01"), "docs/en-old/event.md": dated.format("2019-01-01")}
    model, _ = linked(pages, Config(event=EventNames(docs=("docs",))))
    assert model.envelope is not None
    assert model.envelope.sources == {"en": ("docs/en/event.md",)}
