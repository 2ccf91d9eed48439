"""The link stage: what the sources of a service say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace

from docschema.config import Config, ServiceConfig, default
from docschema.model import (
    ActionFact,
    AvailabilityFact,
    Completeness,
    DefaultFact,
    Document,
    EventField,
    FieldFact,
    FixedFact,
    Group,
    Location,
    Model,
    Observation,
    Place,
    RenameFact,
    Route,
    RouteFact,
    Section,
    Service,
)
from docschema.problem import Fix, Span
from linking import DOCS, document, linked, of_text, read_folder, sectioned, service, told
from test_example_docs import IDS, LOCALES, NAME, rows

# ------------------------------------------------------------------------------------------- the example docs


@pytest.fixture(scope="module")
def example() -> Service:
    model, problems = linked(*read_folder(DOCS))
    assert problems == ()
    (found,) = (service for service in model.services if service.name == "registry")
    return found


def test_the_docs_of_the_registry_are_one_service(example: Service) -> None:
    assert (example.name, example.source_locale, example.prefix) == ("registry", "en", "container-registry")
    assert example.locales == ("en", *(code for code in LOCALES if code != "en"))
    assert example.sources == {code: (f"{code}/{NAME}",) for code in LOCALES}
    assert set(example.titles) == set(LOCALES)
    assert (example.fields, example.renamed) == ((), ())


def test_their_actions(example: Service) -> None:
    assert [action.id for action in example.actions] == IDS
    assert {action.section for action in example.actions} == {"at_actions"}
    assert not any(action.deprecated or action.kind or action.tags or action.placeholders for action in example.actions)


@pytest.mark.parametrize("locale", LOCALES)
def test_their_descriptions(example: Service, locale: str) -> None:
    assert [(action.id, action.descriptions[locale]) for action in example.actions] == rows(locale)
    for action in example.actions:
        (row,) = (row for row in action.rows if row.locale == locale)
        assert (row.span.path, row.description, row.alone) == (f"{locale}/{NAME}", action.descriptions[locale], True)


def test_their_region_rules(example: Service) -> None:
    (delivery,) = example.deliveries
    assert (delivery.key, delivery.same_region, delivery.domain) == ("at_ui", True, "account")
    assert delivery.exceptions == ("ap-north",)
    assert delivery.routes == (Route("ap-north", "ap-south"),)
    assert (delivery.fixed, delivery.availability) == ((), ())
    assert [(location.key, location.code) for location in example.locations] == [("ap-north",) * 2, ("ap-south",) * 2]


def test_their_sections(example: Service) -> None:
    assert [section.key for section in example.sections] == ["at_actions", "at_ui"]
    assert all(set(section.headings) == set(LOCALES) for section in example.sections)
    assert example.sections[1].headings["en"] == "Where you find the events"


# ------------------------------------------------------------------------------------------- which row counts

PULL, PUSH = "reg.image.pull", "reg.image.push"


def with_facts(locale: str, *facts: ActionFact, **other: object) -> Document:
    placed = tuple(replace(fact, span=Span(f"{locale}/page.md", line)) for line, fact in enumerate(facts, 10))
    return replace(document(f"{locale}/page.md", locale), actions=placed, **other)


def fact(name: str, text: str | None = None, **other: object) -> ActionFact:
    return replace(ActionFact(name, Span(""), text), **other)


def test_the_source_language_decides() -> None:
    model, problems = linked(document("en/page.md", "en", [PULL]), document("fr/page.md", "fr", [PULL, PUSH]))
    assert [action.id for action in model.services[0].actions] == [PULL]
    assert told(problems) == [("T102", PUSH, 11)]
    model, problems = linked(
        document("en/page.md", "en", [PULL]),
        document("fr/page.md", "fr", [PULL, PUSH]),
        config=Config(source_language="fr"),
    )
    assert [action.id for action in model.services[0].actions] == [PULL, PUSH]
    assert [(found.code, found.span.path) for found in problems] == [("T101", "en/page.md")]


def test_a_family_without_the_source_language() -> None:
    found = service(document("de/page.md", "de", [PULL]), document("fr/page.md", "fr", [PULL]))
    assert (found.source_locale, found.locales) == ("de", ("de", "fr"))
    assert dict(found.actions[0].descriptions) == {"de": f"{PULL} in de", "fr": f"{PULL} in fr"}


def test_a_text_of_a_row_with_another_id_belongs_to_the_action() -> None:
    found = service(document("en/page.md", "en", [PULL, PUSH]), document("fr/page.md", "fr", [PULL, "reg.image.pusch"]))
    assert found.actions[1].descriptions["fr"] == "reg.image.pusch in fr"


def test_a_missing_row_has_no_text() -> None:
    found = service(document("en/page.md", "en", [PULL, PUSH]), document("fr/page.md", "fr", [PULL]))
    assert set(found.actions[1].descriptions) == {"en"}


def test_the_first_row_in_which_an_id_stands_alone_counts() -> None:
    both = fact(PULL, "Pulls and pushes", alone=False), fact(PUSH, "Pulls and pushes", alone=False)
    french = with_facts("fr", fact(PULL, "Tire"), fact(PULL, "Tire encore"))
    found = service(with_facts("en", *both, fact(PULL, "Pulls"), fact(PULL, "Pulls again")), french)
    texts = [action.descriptions["en"] for action in found.actions]
    assert [action.id for action in found.actions] == [PULL, PUSH]
    assert texts == ["Pulls", "Pulls and pushes"]
    assert [row.description for row in found.actions[0].rows if row.locale == "en"] == [
        "Pulls and pushes",
        "Pulls",
        "Pulls again",
    ]


# ------------------------------------------------------------------------------------------- broken ids, corrections

BROKEN = "reg.image,pull"


def corrected(*pairs: tuple[str, str]) -> Config:
    return replace(default(), corrections=pairs)


def test_a_broken_id_is_in_no_model() -> None:
    found = service(with_facts("en", fact(BROKEN, "Pulls", faults=("comma-in-id",)), fact(PUSH)))
    assert [action.id for action in found.actions] == [PUSH]


def test_a_correction_brings_it_back_in_its_place() -> None:
    english = with_facts("en", fact(BROKEN, "Pulls", faults=("comma-in-id",)), fact(PUSH))
    french = with_facts("fr", fact(PULL, "Tire"), fact(PUSH))
    model, problems = linked(english, french, config=corrected((BROKEN, PULL)))
    assert problems == ()
    assert [(action.id, dict(action.descriptions)) for action in model.services[0].actions] == [
        (PULL, {"en": "Pulls", "fr": "Tire"}),
        (PUSH, {}),
    ]


def test_a_correction_holds_in_translations_and_wherever_the_id_is_named() -> None:
    span = Span("en/page.md")
    english = with_facts(
        "en",
        fact(BROKEN),
        renamed=(RenameFact("reg.pull", BROKEN, span), RenameFact("reg.push", PUSH, span)),
        fields=(FieldFact("requestData.tag", span, actions=(BROKEN, PUSH)),),
    )
    model, problems = linked(english, with_facts("fr", fact(BROKEN)), config=corrected((BROKEN, PULL)))
    (found,) = model.services
    assert problems == ()
    assert (found.renamed, found.actions[0].renamed_from) == (
        (("reg.pull", PULL), ("reg.push", PUSH)),
        ("reg.pull",),
    )
    assert found.fields[0].actions == (PULL, PUSH)


def test_a_correction_may_have_placeholders() -> None:
    right = "<service_id>.image.pull"
    (action,) = service(with_facts("en", fact(BROKEN)), config=corrected((BROKEN, right))).actions
    assert (action.id, action.placeholders) == (right, ("service_id",))


# ------------------------------------------------------------------------------------------- what is said of actions


@pytest.mark.parametrize(
    ("tags", "deprecated"),
    [(("deprecated",), True), (("veraltet",), True), (("no", "longer", "supported"), True), (("experimental",), False)],
)
def test_deprecated(tags: tuple[str, ...], deprecated: bool) -> None:
    (action,) = service(with_facts("en", fact(PULL, tags=tags))).actions
    assert (action.tags, action.deprecated) == (tags, deprecated)


def test_renames() -> None:
    span = Span("en/page.md")
    pairs = [RenameFact(old, new, span) for old, new in (("a.b", PULL), ("a.b", PUSH), ("c.d", PULL), ("a.b", PULL))]
    found = service(with_facts("en", fact(PULL), fact(PUSH), renamed=tuple(pairs)))
    assert found.renamed == (("a.b", PULL), ("a.b", PUSH), ("c.d", PULL))
    assert [action.renamed_from for action in found.actions] == [("a.b", "c.d"), ("a.b",)]


def test_fields() -> None:
    def doc(locale: str, *texts: str) -> Document:
        names = ("requestData.tag", "requestData.tag", "target.id")
        ids = (PULL,), (PUSH,), ()
        spans = [Span(f"{locale}/page.md", line) for line in (30, 31, 32)]
        return with_facts(
            locale, fact(PULL), fields=tuple(map(FieldFact, names, spans, ("String",) * 3, texts, (("x",),) * 3, ids))
        )

    found = service(doc("en", "One", "Two", "Three"), doc("fr", "Un", "Deux", "Trois"))
    assert found.fields == (
        EventField("requestData.tag", "String", {"en": "One", "fr": "Un"}, ("x",), (PULL,)),
        EventField("requestData.tag", "String", {"en": "Two", "fr": "Deux"}, ("x",), (PUSH,)),
        EventField("target.id", "String", {"en": "Three", "fr": "Trois"}, ("x",), ()),
    )


def test_kinds_and_placeholders_and_sections_come_from_the_page() -> None:
    page = """# Events
## Data events
| Action | Description |
|---|---|
| `<service_id>.backup.create` | Backs up. |
"""
    found = service(of_text(page))
    (action,) = found.actions
    assert (action.kind, action.placeholders, action.section) == ("data", ("service_id",), "data-events")
    assert found.sections == (Section("data-events", {"en": "Data events"}),)


# ------------------------------------------------------------------------------------------- several pages


def test_pages_without_events_make_no_service() -> None:
    assert linked(Document("en/page.md", "en", "gfm")) == (Model(()), ())
    assert linked() == (Model(()), ())


def test_services_are_sorted_by_name() -> None:
    model, _ = linked(*(document(f"docs/{name}.md") for name in ("zeta", "alpha")))
    assert [found.name for found in model.services] == ["alpha", "zeta"]


def test_several_pages_make_one_service_where_the_configuration_says_so() -> None:
    group = Group("Events", "at")
    docs = [
        replace(document(f"docs/{locale}/{page}.md", locale, [f"reg.{page}.get", PULL]), groups=(group,))
        for locale in ("en", "fr")
        for page in ("a", "b")
    ]
    config = replace(default(), services=(ServiceConfig("registry", ("docs",), "The registry"),))
    model, problems = linked(*docs, config=config)
    (found,) = model.services
    assert problems == ()
    assert [action.id for action in found.actions] == ["reg.a.get", PULL, "reg.b.get"]
    assert found.titles["en"] == "The registry"
    assert found.sources == {code: (f"docs/{code}/a.md", f"docs/{code}/b.md") for code in ("en", "fr")}
    assert [row.span.path for row in found.actions[1].rows] == [
        f"docs/{locale}/{page}.md" for locale in ("en", "fr") for page in ("a", "b")
    ]


def test_the_order_of_the_sources_does_not_matter() -> None:
    documents = read_folder(DOCS)
    assert linked(*documents) == linked(*reversed(documents))


def test_facts_of_all_kinds_come_from_all_pages_of_a_locale() -> None:
    config = replace(default(), services=(ServiceConfig("registry", ("docs",)),))
    docs = [everything(page, code) for page, code in (("a", "aq-north"), ("b", "lu-west"))]
    model, problems = linked(*docs, config=config)
    (found,) = model.services
    assert [problem.span.path for problem in problems] == []
    assert [section.key for section in found.sections] == ["a", "b"]
    assert [action.renamed_from for action in found.actions] == [("old.a.get",), ("old.b.get",)]
    assert [field.name for field in found.fields] == ["requestData.a", "requestData.b"]
    assert [location.key for location in found.locations] == ["aq-north", "hub", "lu-west"]
    for delivery, code in zip(found.deliveries, ("aq-north", "lu-west"), strict=True):
        assert (delivery.same_region, delivery.exceptions) == (True, (code,))
        assert delivery.routes == (Route(code, "hub"),)
        assert [fixed.location for fixed in delivery.fixed] == ["hub"]
        assert [(one.location, one.available) for one in delivery.availability] == [(code, True)]


def everything(page: str, code: str) -> Document:
    path, group = f"docs/en/{page}.md", Group(f"Events of {page}", page)
    span, place, hub = Span(path, 9), Place(code, None), Place("hub", None)
    return Document(
        path, "en", "gfm", actions=(ActionFact(f"reg.{page}.get", span, group=group),),
        renamed=(RenameFact(f"old.{page}.get", f"reg.{page}.get", span),),
        availability=(AvailabilityFact(place, True, group, span),), routes=(RouteFact(place, hub, group, span),),
        fixed=(FixedFact(None, hub, group, span),), defaults=(DefaultFact(group, span, (code,), None),),
        fields=(FieldFact(f"requestData.{page}", span),), groups=(group,), group_spans=(span,),
    )  # fmt: skip


def two_pages(locale: str, groups: Mapping[str, Sequence[Group]], **of_b: object) -> list[Document]:
    """Pages a and b of a locale, with an action in each section, and the heading of section n on line 10 n."""
    docs = []
    for page, sections in groups.items():
        path = f"docs/{locale}/{page}.md"
        doc = sectioned(path, locale, {group: [f"reg.{group.id}.get"] for group in sections})
        spans = tuple(Span(path, 10 * n) for n, _ in enumerate(sections, 1))
        docs.append(replace(doc, group_spans=spans, **(of_b if page == "b" else {})))
    return docs


def test_a_lost_section_is_told_at_the_heading_before_it_on_the_right_page() -> None:
    one, two, three = Group("One", "one"), Group("Two", "two"), Group("Three", "three")
    english = two_pages("en", {"a": [one], "b": [two, three]})
    french = two_pages("fr", {"a": [one], "b": [two]})
    _, problems = linked(*english, *french, config=BOTH)
    assert [(found.code, found.span) for found in problems] == [("T106", Span("docs/fr/b.md", 10))]


def test_a_translated_code_is_mended_on_whatever_page_it_stands() -> None:
    one, two, path = Group("One", "one"), Group("Two", "two"), "docs/fr/b.md"
    there = Span("docs/en/b.md", 20, 3)
    route = RouteFact(Place("aq-north", None, there), Place("aq-south", None, replace(there, column=9)), two, there)
    seen = Observation("code-translated", Span(path, 20, 3, 3), "sud", subject="sud\0aq-north")
    english = two_pages("en", {"a": [one], "b": [two]}, routes=(route,))
    french = two_pages("fr", {"a": [one], "b": [two]}, observations=(seen,))
    _, problems = linked(*english, *french, config=BOTH)
    assert [(found.span, found.fix) for found in problems if found.code == "R102"] == [
        (seen.span, Fix(seen.span, "aq-south"))
    ]


BOTH = replace(default(), services=(ServiceConfig("registry", ("docs",)),))

# ------------------------------------------------------------------------------------------- locales beside each other


def test_titles_come_from_the_configuration_the_pages_or_the_name() -> None:
    english, french = document("docs/en/page.md", ids=[PULL]), document("docs/fr/page.md", "fr", [PULL])
    config = replace(default(), services=(ServiceConfig("registry", ("docs",), "The registry"),))
    titled = replace(english, title="Registry"), replace(french, title="Registre")
    assert service(english, french).titles == {"en": "page"}
    assert service(*titled).titles == {"en": "Registry", "fr": "Registre"}
    assert service(*titled, config=config).titles == {"en": "The registry", "fr": "Registre"}


def test_a_locale_that_the_configuration_names_and_no_page_speaks() -> None:
    docs = document("en/page.md", ids=[PULL]), document("fr/page.md", "fr", [PULL])
    _, problems = linked(*docs, config=replace(default(), locales=("en", "de", "fr", "ja")))
    assert [(found.code, found.span, found.subject) for found in problems] == [
        ("T303", Span("en/page.md"), "de"),
        ("T303", Span("en/page.md"), "ja"),
    ]
    assert "de" in problems[0].message


@pytest.mark.parametrize(
    ("source", "translation", "outdated"),
    [
        ("2024-02-01", "2024-01-31", True),
        ("2024-02-01", "2024-02-01", False),
        ("2024-02-01", "2024-03-01", False),
        ("2024-02-01", "", False),
        ("", "2024-02-01", False),
    ],
)
def test_a_translation_that_is_older_than_its_source(source: str, translation: str, outdated: bool) -> None:
    english = document("en/page.md", ids=[PULL], lastupdated=source)
    _, problems = linked(english, document("fr/page.md", "fr", [PULL], lastupdated=translation))
    assert [(found.code, found.span) for found in problems] == [("T302", Span("fr/page.md"))] * outdated
    assert all(source in found.message and translation in found.message for found in problems)


@pytest.mark.parametrize(
    ("translation", "missing"),
    [
        ("2024-03-01", ["en/page.md"]),
        ("2024-02-15", ["en-src-2/page.md"]),
        ("2024-02-01", ["en-src-2/page.md"]),
        ("2024-01-15", ["en-src-1/page.md"]),
        ("2023-01-01", ["en/page.md"]),  # older than all: held against the one that decides
        ("", ["en/page.md"]),
    ],
)
def test_a_translation_is_held_against_the_source_that_it_was_made_from(translation: str, missing: list[str]) -> None:
    """Each source has an id of its own, which tells by its absence which source was looked at."""
    dates = {"en": "2024-03-01", "en-src-1": "2024-01-01", "en-src-2": "2024-02-01"}
    sources = [
        document(f"{folder}/page.md", "en", [PULL, f"reg.{folder}.get"], lastupdated=date)
        for folder, date in dates.items()
    ]
    model, problems = linked(*sources, document("fr/page.md", "fr", [PULL], lastupdated=translation))
    (found,) = model.services
    assert [action.id for action in found.actions] == [PULL, "reg.en.get"]
    lacking = [problem for problem in problems if problem.code == "T101"]
    assert [related.span.path for problem in lacking for related in problem.related] == missing


def test_ids_that_all_translations_print_alike_are_right() -> None:
    docs = (
        with_facts("en", fact("reg.image.pul", "Pulls"), fact(PUSH, "Pushes")),
        with_facts("de", fact(PULL, "Zieht"), fact(PUSH, "Schiebt")),
        with_facts("fr", fact(PULL, "Tire"), fact(PUSH, "Pousse")),
    )
    model, problems = linked(*docs)
    assert [(action.id, dict(action.descriptions)) for action in model.services[0].actions] == [
        (PULL, {"en": "Pulls", "de": "Zieht", "fr": "Tire"}),
        (PUSH, {"en": "Pushes", "de": "Schiebt", "fr": "Pousse"}),
    ]
    assert [(found.code, found.span.path) for found in problems] == [("T103", "en/page.md")]
    model, problems = linked(*docs, config=replace(default(), source_language="en"))
    assert [action.id for action in model.services[0].actions] == ["reg.image.pul", PUSH]
    assert [(found.code, found.span.path) for found in problems] == [("T107", "en/page.md")]


def test_how_far_translations_have_come() -> None:
    found = service(
        with_facts("en", fact(PULL, "Pulls"), fact(PUSH, "Pushes")),
        with_facts("fr", fact(PULL, "Tire")),
        with_facts("de", fact(PULL, "Zieht"), fact(PUSH)),
    )
    assert found.completeness == (Completeness("de", 2, 2, 1, 0), Completeness("fr", 2, 1, 1, 0))


def test_a_text_of_another_row_stands_in_where_the_chosen_row_has_none() -> None:
    english = with_facts("en", fact(PULL, "Pulls first", alone=False), fact(PULL, "Pulls"))
    found = service(english, with_facts("fr", fact(PULL, "Tire")), with_facts("de", fact(PULL)))
    (action,) = found.actions
    assert action.descriptions == {"en": "Pulls", "fr": "Tire"}
    assert [(row.locale, row.description) for row in action.rows] == [
        ("en", "Pulls first"),
        ("en", "Pulls"),
        ("de", None),
        ("fr", "Tire"),
    ]


def test_a_text_of_the_chosen_row_goes_before_those_of_others() -> None:
    english = with_facts("en", fact(PULL, "Pulls and pushes", alone=False), fact(PULL, "Pulls"))
    french = with_facts("fr", fact(PULL, "Tire et pousse", alone=False), fact(PULL, "Tire"))
    assert service(english, french).actions[0].descriptions == {"en": "Pulls", "fr": "Tire"}


def test_tags_of_all_rows_count_once_each() -> None:
    rows = fact(PULL, tags=("a", "deprecated")), fact(PULL, tags=("b", "a"))
    (action,) = service(with_facts("en", *rows)).actions
    assert (action.tags, action.deprecated) == (("a", "deprecated", "b"), True)


def test_sections_without_actions_and_rules_are_in_no_model_and_headings_go_by_place() -> None:
    here, there, other = Group("Actions"), Group("Actions en français"), Group("Prix")
    found = service(
        with_facts("en", fact(PULL, group=here), groups=(here, Group("Prices"))),
        with_facts("fr", fact(PULL, group=there), groups=(there, other)),
        with_facts("de", fact(PULL), groups=(Group("Aktionen"), Group("Preise"), Group("Mehr"))),
    )
    assert found.sections == (Section("actions", {"en": "Actions", "fr": "Actions en français"}),)
    assert found.actions[0].section == "actions"
    (action,) = service(with_facts("en", fact(PULL, group=Group("In no list")))).actions
    assert action.section == "In no list"


def test_a_broken_field_is_in_no_model_and_hides_none() -> None:
    names = FieldFact("a,b", Span(""), faults=("field-broken",)), FieldFact("b", Span(""))
    assert [field.name for field in service(with_facts("en", fact(PULL), fields=names)).fields] == ["b"]


def test_places_have_their_names_in_all_locales() -> None:
    docs = [
        with_facts(
            locale, fact(PULL), availability=(AvailabilityFact(Place("eu-de", name), True, Group(""), Span("")),)
        )
        for locale, name in (("en", "Frankfurt"), ("fr", "Francfort"), ("it", "Francoforte"))
    ]
    names = {"en": "Frankfurt", "fr": "Francfort", "it": "Francoforte"}
    assert service(*docs).locations == (Location("eu-de", "eu-de", names),)


def test_a_text_of_a_field_is_that_in_its_place_or_of_its_name_and_actions() -> None:
    def doc(locale: str, *fields: tuple[str, str | None, tuple[str, ...]]) -> Document:
        facts = (FieldFact(name, Span(""), description=text, actions=actions) for name, text, actions in fields)
        return with_facts(locale, fact(PULL), fields=tuple(facts))

    found = service(
        doc("en", ("a", "A", ()), ("b", "B", ()), ("b", "B of pull", (PULL,)), ("c", None, ()), ("d", "D", ())),
        doc("fr", ("a", "A fr", (PUSH,)), ("b", "B pull fr", (PULL,)), ("x", "X fr", ()), ("b", "B fr", ())),
        doc("de", ("d", "D de", ()), ("c", "C de", ()), ("a", None, ())),
    )
    assert [(field.name, dict(field.descriptions)) for field in found.fields] == [
        ("a", {"en": "A", "fr": "A fr"}),
        ("b", {"en": "B", "fr": "B pull fr"}),  # what stands in its place goes first
        ("b", {"en": "B of pull", "fr": "B pull fr"}),
        ("c", {"de": "C de"}),
        ("d", {"en": "D", "de": "D de"}),
    ]
