"""What is generated reads back: a reference page holds the facts of the model, in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example as including
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import sample_model as sample
from budget import one_in
from docschema import locales
from docschema.config import read_keywords
from docschema.extract import extract
from docschema.model import (
    Action,
    Availability,
    Completeness,
    Delivery,
    Document,
    EventField,
    Fixed,
    Location,
    Model,
    Route,
    Section,
    Service,
)
from docschema.read import read
from docschema.render import RenderOptions, render
from docschema.rendering import emit
from docschema.rendering.shown import resolve
from linking import DOCS, linked, read_folder
from test_emit import HOSTILE
from test_example_docs import BUILDS_IDS, BUILDS_LOCALES, IDS, LOCALES

OPTIONS = RenderOptions(targets=("reference.md",))
each_locale = pytest.mark.parametrize("locale", LOCALES)


def pages(service: Service, options: RenderOptions = OPTIONS) -> Mapping[str, Document]:
    """Locale -> the facts of the generated page."""
    made = {artifact.path: artifact.text for artifact in render(Model((service,)), options)}
    texts = {path.rpartition("/")[2].removesuffix(".md"): text for path, text in made.items() if path.endswith(".md")}
    return {locale: extract(read(f"out/{locale}.md", text.encode())) for locale, text in texts.items()}


# ------------------------------------------------------------------------------------------- what a page should hold


def text_of(texts: Mapping[str, str], service: Service, locale: str, options: RenderOptions = OPTIONS) -> str | None:
    """The text of a locale; without one that of the source language, else of any."""
    text = next((texts[code] for code in (locale, service.source_locale, *sorted(texts)) if texts.get(code)), None)
    return resolve(text, options.keywords) if text else None


def marked(texts: Mapping[str, str], service: Service, locale: str, options: RenderOptions) -> str | None:
    """The text of a locale, with a mark where it is that of another one."""
    text = text_of(texts, service, locale, options)
    return f"{text} ({locales.load(locale).strings['untranslated']})" if text and locale not in texts else text


def action_facts(service: Service, locale: str, options: RenderOptions = OPTIONS) -> list[tuple[object, ...]]:
    order = [section.key for section in service.sections]
    facts: list[tuple[object, ...]] = []
    for action in sorted(service.actions, key=lambda action: order.index(action.section)):
        text = marked(action.descriptions, service, locale, options)
        facts.append((action.id, text, action.kind, action.deprecated, action.placeholders))
    return facts


def places(service: Service, locale: str) -> Mapping[str, tuple[str | None, str | None]]:
    """Location.key -> code and name as a page prints them."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for location in service.locations:
        name = location.names.get(locale) or location.names.get(service.source_locale)
        found[location.key] = (location.code, name if location.code else name or location.key)
    return found


def assert_holds(document: Document, service: Service, locale: str, options: RenderOptions = OPTIONS) -> None:
    """That a page holds what the model says, no more and no less."""
    assert document.locale == locale
    assert action_facts_of(document) == action_facts(service, locale, options)
    assert rule_facts_of(document) == rule_facts(service, locale)
    assert {(fact.old, fact.new) for fact in document.renamed} == set(service.renamed)
    assert field_facts_of(document) == field_facts(service, locale, options)
    assert sum(table.reported for table in document.ledger) == 0
    assert [o for o in document.observations if o.kind in ("region-unread", "locale-contradicts")] == []


def action_facts_of(document: Document) -> list[tuple[object, ...]]:
    deprecated = locales.everywhere("words", "deprecated")
    return [
        (fact.id, fact.description, fact.kind, locales.has(" ".join(fact.tags), deprecated), fact.placeholders)
        for fact in document.actions
    ]


def field_facts(service: Service, locale: str, options: RenderOptions = OPTIONS) -> list[tuple[Any, ...]]:
    """The fields, those of the same actions together, in the order of the docs."""
    facts: list[tuple[Any, ...]] = [
        (f.name, f.type, marked(f.descriptions, service, locale, options), f.values, f.actions) for f in service.fields
    ]
    return sorted(facts, key=lambda fact: fact[4])


def field_facts_of(document: Document) -> list[tuple[Any, ...]]:
    facts: list[tuple[Any, ...]] = [(f.name, f.type, f.description, f.values, f.actions) for f in document.fields]
    return sorted(facts, key=lambda fact: fact[4])


def rule_facts(service: Service, locale: str) -> dict[str, object]:
    """The region rules, section by section under the headings of the page."""
    shown = places(service, locale)
    headings = {section.key: text_of(section.headings, service, locale) for section in service.sections}
    told = [(headings[delivery.key], delivery) for delivery in service.deliveries]
    return {
        "default": [(h, d.domain, d.exceptions) for h, d in told if d.same_region],
        "routes": {(h, *shown[route.source], *shown[route.target]) for h, d in told for route in d.routes},
        "fixed": [(h, fixed.scope, shown[fixed.location][0]) for h, d in told for fixed in d.fixed],
        "available": [(h, *shown[a.location], a.available) for h, d in told for a in d.availability],
    }


def rule_facts_of(document: Document) -> dict[str, object]:
    told = {}  # a sentence names less of a place than the table does
    for fact in sorted(document.routes, key=lambda fact: bool(fact.source.name) + bool(fact.target.name)):
        told[fact.source.key, fact.target.key] = fact
    return {
        "default": [(fact.delivery.heading, fact.domain, fact.exceptions) for fact in document.defaults],
        "routes": {
            (f.delivery.heading, f.source.code, f.source.name, f.target.code, f.target.name) for f in told.values()
        },
        "fixed": [(fact.delivery.heading, fact.scope, fact.place.code) for fact in document.fixed],
        "available": [
            (fact.delivery.heading, fact.place.code, fact.place.name, fact.available) for fact in document.availability
        ],
    }


# ------------------------------------------------------------------------------------------- the example docs


@pytest.fixture(scope="module")
def example() -> tuple[Mapping[str, Service], RenderOptions]:
    services = linked(*read_folder(DOCS))[0].services
    return {service.name: service for service in services}, replace(
        OPTIONS, keywords=read_keywords([DOCS / "keywords.yml"])
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "locale"), [("registry", code) for code in LOCALES] + [("builds", code) for code in BUILDS_LOCALES]
)
def test_the_example_docs(example: tuple[Mapping[str, Service], RenderOptions], name: str, locale: str) -> None:
    services, options = example
    page = pages(services[name], options)[locale]
    assert len(page.actions) == len(IDS if name == "registry" else BUILDS_IDS)
    assert_holds(page, services[name], locale, options)
    assert "{{" not in "".join(fact.description or "" for fact in page.actions)


# ------------------------------------------------------------------------------------------- every feature

SECTIONS = (
    Section("at_data", {"en": "Data events of the store", "ja": "ストアのデータ・イベント"}),
    Section("at_plans", {"en": "Changes of plans", "ja": "プランの変更"}),
    Section("ui", {"en": "Where to look", "ja": "探す場所"}),
    Section("advisor", {"en": "Advisor"}),
)


def everything(locale: str) -> Service:
    """A service in which everything is said that a model can say, in English and one more language."""
    speaking = tuple(dict.fromkeys(("en", locale)))
    texts = {code: f"{code}: reads `x` | y." for code in speaking}
    return replace(
        sample.SERVICE,
        locales=speaking,
        sections=SECTIONS,
        actions=(
            Action("store.object.read", "at_data", texts, "data"),
            Action("store.object.write", "at_data", {"en": "Writes."}, "data", deprecated=True, tags=("deprecated",)),
            Action("<service_id>.backup.create", "at_plans", texts, "management", ("service_id",)),
            Action("store.plan_v2.set", "at_plans", {}),
        ),
        locations=(
            *sample.LOCATIONS,
            Location("Oslo", None, {"en": "Oslo", "de": "Oslo (Norwegen)"}),
            Location("Lyon", None, {"en": "Lyon"}),
        ),
        deliveries=(
            Delivery("ui", True, "account", ("ap-north",), (Route("ap-north", "ap-south"),)),
            Delivery(
                "advisor",
                fixed=(Fixed("global", "eu-de"),),
                routes=(Route("us-south", "eu-de"), Route("Oslo", "eu-de")),
                availability=(Availability("eu-de", True), Availability("us-south", False), Availability("Lyon", True)),
            ),
        ),
        fields=(
            EventField("requestData.tag", "String", texts, ("open", "closed")),
            EventField("target.id", None, {}, ()),
            EventField("reason.code", "Number", {"en": "A code."}, ("200",)),
            EventField("requestData.part", "String", texts, (), ("store.object.read",)),
            EventField("requestData.size", None, {}, ("1", "2"), ("<service_id>.backup.create", "store.object.write")),
            EventField("requestData.tag", "String", {"en": "Of a read."}, (), ("store.object.read",)),
        ),
        renamed=(
            *(("store.object.fetch", "store.object.read"), ("store.set", "store.plan_v2.set")),
            ("store.object.write", "store.object.put"),
        ),
        completeness=(Completeness(locale, 4, 3, 2, 1),),
    )


@each_locale
def test_everything_at_once(locale: str) -> None:
    service = everything(locale)
    for code, page in pages(service).items():
        assert_holds(page, service, code)


@each_locale
def test_region_rules(locale: str) -> None:
    excepted: list[tuple[str, ...]] = [(), ("ap-north",), ("ap-north", "us-south")]
    rules = [
        *(Delivery("", True, domain, exceptions) for domain in (None, "account") for exceptions in excepted),
        *(Delivery("", fixed=(Fixed(scope, "eu-de"),)) for scope in (None, "global")),
    ]
    deliveries = tuple(replace(rule, key=f"rule-{n}") for n, rule in enumerate(rules))
    sections = tuple(Section(delivery.key, {locale: delivery.key}) for delivery in deliveries)
    service = replace(
        sample.SERVICE, source_locale=locale, locales=(locale,), sections=sections, actions=(), deliveries=deliveries
    )
    assert rule_facts_of(pages(service)[locale]) == rule_facts(service, locale)


# ------------------------------------------------------------------------------------------- whatever the texts are

PIECES = (
    *("|", "`", "``", "[", "]", "(", ")", "*", "**", "_", "__", "~", "\\", "<", ">", "<x>", "<br>", "</td>", "{{y}}"),
    *("{{site.data.keyword.y}}", "{: #id}", "{%", "{#", "-", "#", "1.", "+", "=", ":", "&amp;", "&#35;", "&", "$", "!"),
    *("<!--", "-->", "\\n", "/n", "a_b", "a*b*c", "https://a.example/b", "---", "...", '"', "'", "\u3001", "日本", "œ"),
    *("store.object.read", "us-south", "Yes", "no", "event", "word", "0", "[Yes]{: tag-green}", "\ue000"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
SEGMENTS = st.sampled_from(["image", "pull", "plan_v2", "Set", "<service_id>", "x-y", "v1"])
ACTION_IDS = st.lists(SEGMENTS, min_size=2, max_size=3).map(lambda parts: ".".join(["store", *parts]))
CODES = st.sampled_from(["ap-north", "ap-south", "eu-de", "us-south"])


def described(draw: st.DrawFn, languages: tuple[str, ...]) -> dict[str, str]:
    return {code: " ".join(draw(TEXTS).split()) for code in languages if draw(st.booleans())}


@st.composite
def deliveries(draw: st.DrawFn, key: str) -> Delivery:
    moves = draw(st.dictionaries(CODES, CODES, max_size=2))
    marks = draw(st.dictionaries(CODES, st.booleans(), max_size=3))
    same = draw(st.booleans())
    return Delivery(
        key,
        same,
        draw(st.sampled_from([None, "account"])) if same else None,
        tuple(draw(st.lists(CODES, max_size=2, unique=True))) if same else (),
        tuple(Route(source, target) for source, target in moves.items() if source != target),
        tuple(Fixed(draw(st.sampled_from([None, "global"])), place) for place in draw(st.lists(CODES, max_size=1))),
        tuple(Availability(place, yes) for place, yes in marks.items()),
    )


@st.composite
def services(draw: st.DrawFn) -> Service:
    languages = tuple(dict.fromkeys(("en", draw(st.sampled_from(LOCALES)))))
    keys = ("at_first", "at_second")
    ids = draw(st.lists(ACTION_IDS, min_size=1, max_size=4, unique=True))
    actions = []
    for number, name in enumerate(ids):
        slots = tuple(re.findall("<([^<>]+)>", name))
        kind, deprecated = draw(st.sampled_from([None, "data", "management"])), draw(st.booleans())
        section = keys[number * 2 // len(ids)]
        actions.append(Action(name, section, described(draw, languages), kind, slots, deprecated=deprecated))
    names = st.sampled_from([None, "Lyon", "Oslo, North", "Saint-Étienne"])
    locations = tuple(
        Location(code, code, {"en": given_name} if (given_name := draw(names)) else {})
        for code in ("ap-north", "ap-south", "eu-de", "us-south")
    )
    fields = tuple(
        EventField(
            f"requestData.f{n}", draw(st.sampled_from([None, "String"])), described(draw, languages), values,
            tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))),
        )
        for n, values in enumerate(draw(st.lists(st.sampled_from([(), ("a",), ("a", "b c")]), max_size=2)))
    )  # fmt: skip
    return Service(
        "store", "en", languages, {}, tuple(Section(key, {"en": key.title()}) for key in (*keys, "ui")),
        tuple(actions), locations, (draw(deliveries("ui")),), fields,
        renamed=(("store.old.name", ids[0]),) if draw(st.booleans()) else (),
    )  # fmt: skip


@pytest.mark.slow
@one_in(2)
@given(services())
def test_any_small_model(service: Service) -> None:
    for locale, page in pages(service).items():
        assert_holds(page, service, locale)


@pytest.mark.slow
@one_in(3)
@given(st.lists(TEXTS | st.text(), max_size=40), st.sampled_from(LOCALES))
@including([*PIECES], "en")
@including([*HOSTILE], "en")
def test_any_descriptions(texts: list[str], locale: str) -> None:
    service = sample.with_texts([" ".join(shown(text).split()) for text in texts]).services[0]
    actions = tuple(replace(action, descriptions={locale: action.descriptions["en"]}) for action in service.actions)
    service = replace(service, source_locale=locale, locales=(locale,), actions=actions, deliveries=(), renamed=())
    assert action_facts_of(pages(service)[locale]) == action_facts(service, locale)


def shown(text: str) -> str:
    """The text with a stand-in for each character that no entity can name, as `&#92;u001b` shows one."""
    return "".join(character if emit.is_shown(character) or character.isspace() else "?" for character in text)
