"""What docschema reads from the project's own example docs: the fields of all events, and two services."""

from __future__ import annotations

from pathlib import Path

import pytest

from docschema.config import default
from docschema.link import link
from docschema.model import Document, Model, Service
from docschema.pipeline import Job, documents
from docschema.problem import Severity
from docschema.rendering.event_shape import json_type
from test_example_docs import BUILDS, BUILDS_IDS, BUILDS_LOCALES, EVENT, EVENT_FIELDS, IDS, LOCALES

ROOT = Path(__file__).parents[1]
TYPES = dict.fromkeys(EVENT_FIELDS, "string") | {
    "dataEvent": "boolean",
    "reason.reasonCode": "number",
    "requestData": "object",
    "responseData": "object",
}
KINDS = ["management"] * 7 + ["data"] * 5


@pytest.fixture(scope="module")
def pages() -> tuple[Document, ...]:
    return documents(Job(("docs",), ROOT)).documents


@pytest.fixture(scope="module")
def model(pages: tuple[Document, ...]) -> Model:
    return link(pages, default())[0]


def service(model: Model, name: str) -> Service:
    return next(service for service in model.services if service.name == name)


def test_the_page_that_defines_the_event_is_no_service(model: Model) -> None:
    assert [(s.name, [action.id for action in s.actions]) for s in model.services] == [
        ("builds", BUILDS_IDS),
        ("registry", IDS),
    ]


def test_all_events_have_the_fields_of_that_page_in_all_languages(model: Model) -> None:
    assert model.envelope is not None
    assert sorted(model.envelope.sources) == LOCALES
    assert [field.name for field in model.envelope.fields] == EVENT_FIELDS
    for field in model.envelope.fields:
        assert sorted(field.descriptions) == LOCALES
        assert len(set(field.descriptions.values())) == len(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_types_mean_the_same_in_all_languages(locale: str, pages: tuple[Document, ...]) -> None:
    page = next(page for page in pages if page.locale == locale and page.path.endswith(f"/{EVENT}"))
    assert {fact.name: json_type(fact.type) for fact in page.fields} == TYPES
    assert [*page.actions, *page.renamed, *page.routes, *page.fixed, *page.defaults, *page.availability] == []


def test_some_languages_translate_the_types(pages: tuple[Document, ...]) -> None:
    events = [page for page in pages if page.path.endswith(f"/{EVENT}")]
    translated = {page.locale for page in events if page.fields[0].type != "string"}
    assert {"en", "de"}.isdisjoint(translated)
    assert {"fr", "ja"} <= translated


def test_builds_has_kinds_and_an_action_that_is_deprecated(model: Model) -> None:
    actions = service(model, "builds").actions
    assert [action.kind for action in actions] == KINDS
    assert [action.id for action in actions if action.deprecated] == ["builds.token.create"]
    assert [action.placeholders for action in actions if action.placeholders] == [("stage",)]
    assert {tuple(sorted(action.descriptions)) for action in actions} == {tuple(BUILDS_LOCALES)}


def test_builds_has_renamed_actions_and_fields_of_one_action(model: Model) -> None:
    builds = service(model, "builds")
    assert dict(builds.renamed) == {
        "builds.job.start": "builds.run.start",
        "builds.job.cancel": "builds.run.cancel",
        "builds.config.update": "builds.project.update",
    }
    assert {field.actions for field in builds.fields} == {("builds.run.start",)}
    assert [(field.name, json_type(field.type), len(field.values)) for field in builds.fields] == [
        ("requestData.buildId", "string", 0),
        ("requestData.cache", "boolean", 0),
        ("requestData.platform", "string", 3),
        ("responseData.imageId", "string", 0),
    ]


@pytest.mark.parametrize("locale", BUILDS_LOCALES)
def test_builds_has_the_same_kinds_and_places_in_all_languages(locale: str, pages: tuple[Document, ...]) -> None:
    page = next(page for page in pages if page.locale == locale and page.path.endswith(f"/{BUILDS}"))
    assert [fact.kind for fact in page.actions] == KINDS
    assert [(fact.place.code, fact.available) for fact in page.availability] == [
        ("us-south", True),
        ("eu-de", True),
        ("au-syd", True),
        ("jp-tok", False),
    ]
    assert [(route.source.code, route.target.code) for route in page.routes] == [("jp-tok", "au-syd")]
    assert not page.defaults
    assert not page.fixed


def test_the_example_docs_have_notes_only() -> None:
    reading = documents(Job(("docs",), ROOT))
    _, problems = link(reading.documents, default())
    assert {found.severity for found in (*reading.problems, *problems)} == {Severity.INFO}
