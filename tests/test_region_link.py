"""Region rules of all locales as one, and where a translation says something else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from docschema.linking.regions import (
    deliveries_of,
    locations_of,
    named_places,
    rule_disagreements,
    translated_places,
)
from docschema.model import (
    AvailabilityFact,
    DefaultFact,
    Delivery,
    Document,
    Fixed,
    FixedFact,
    Group,
    Place,
    Route,
    RouteFact,
)
from docschema.problem import Span
from linking import document, told, translated

RULE, CODE = "R201", "T105"
UI, SCAN = Group("Where", "ui"), Group("Scans", "scan")


def place(text: str) -> Place:
    """`us-south`, `Dallas (us-south)` or `Dallas`."""
    name, _, code = text.rstrip(")").rpartition("(")
    is_code = code == code.lower() and "-" in code
    return Place(code, name.strip() or None) if is_code else Place(None, text)


class Rules:
    """A doc under construction: one rule a line, from line 20."""

    def __init__(self, locale: str = "en", *groups: Group) -> None:
        self.line = 19
        groups = groups or (UI,)
        self.group = groups[0]
        self.doc = replace(document(f"{locale}/page.md", locale, ["a.b.get"]), groups=groups)

    def span(self) -> Span:
        self.line += 1
        return Span(self.doc.path, self.line, 3)

    def under(self, group: Group) -> Rules:
        self.group = group
        return self

    def default(self, *exceptions: str, domain: str | None = None) -> Rules:
        fact = DefaultFact(self.group, self.span(), exceptions, domain)
        self.doc = replace(self.doc, defaults=(*self.doc.defaults, fact))
        return self

    def route(self, source: str, target: str) -> Rules:
        fact = RouteFact(place(source), place(target), self.group, self.span())
        self.doc = replace(self.doc, routes=(*self.doc.routes, fact))
        return self

    def fixed(self, where: str, scope: str | None = None) -> Rules:
        self.doc = replace(self.doc, fixed=(*self.doc.fixed, FixedFact(scope, place(where), self.group, self.span())))
        return self

    def yes(self, where: str, available: bool = True) -> Rules:
        fact = AvailabilityFact(place(where), available, self.group, self.span())
        self.doc = replace(self.doc, availability=(*self.doc.availability, fact))
        return self

    def no(self, where: str) -> Rules:
        return self.yes(where, available=False)


def compared(source: Rules, translation: Rules) -> list[tuple[str, str, int]]:
    return told(list(rule_disagreements(source.doc, translation.doc)))


def names(source: Rules, translation: Rules) -> dict[str, dict[str, str]]:
    found = [*named_places([source.doc], "en"), *translated_places(source.doc, translation.doc)]
    return {location.key: dict(location.names) for location in locations_of(found)}


def english(*groups: Group) -> Rules:
    return Rules("en", *groups)


def french(*groups: Group) -> Rules:
    return Rules("fr", *groups)


# ------------------------------------------------------------------------------------------- deliveries


def test_all_rules_of_a_section_are_one_delivery() -> None:
    doc = english().default("ap-north", domain="account").route("ap-north", "ap-south").fixed("eu-de", "global")
    doc.yes("us-south").no("Lyon").route("ap-north", "ap-south")
    (delivery,) = deliveries_of(doc.doc)
    assert delivery == Delivery(
        "ui", True, "account", ("ap-north",), (Route("ap-north", "ap-south"),), (Fixed("global", "eu-de"),),
        delivery.availability,
    )  # fmt: skip
    assert [(entry.location, entry.available) for entry in delivery.availability] == [
        ("us-south", True),
        ("Lyon", False),
    ]


def test_deliveries_stand_in_document_order_under_the_keys_of_sections() -> None:
    plain = Group("Where they are")
    doc = english(UI, SCAN, plain).under(SCAN).route("a-b", "c-d").under(plain).default().under(UI).default()
    assert [delivery.key for delivery in deliveries_of(doc.doc)] == ["scan", "where-they-are", "ui"]


def test_sections_of_one_id_are_one_delivery() -> None:
    again = Group("Where, too", "ui")
    (delivery,) = deliveries_of(english(UI, again).default().under(again).route("ap-north", "ap-south").doc)
    assert (delivery.key, delivery.same_region, len(delivery.routes)) == ("ui", True, 1)


def test_availability_alone_is_a_delivery_without_a_rule() -> None:
    (delivery,) = deliveries_of(english().yes("us-south").no("eu-de").doc)
    assert (delivery.same_region, delivery.routes, delivery.fixed, len(delivery.availability)) == (False, (), (), 2)


def test_a_doc_without_rules_has_no_delivery() -> None:
    assert deliveries_of(english().doc) == ()


# ------------------------------------------------------------------------------------------- names of places


def test_names_of_places_in_each_locale() -> None:
    source = english().yes("Dallas (us-south)").yes("Frankfurt (eu-de)").yes("Lyon")
    other = french().yes("Dallas (us-south)").yes("Francfort (eu-de)").yes("Lyon-Sud")
    assert names(source, other) == {
        "us-south": {"en": "Dallas", "fr": "Dallas"},
        "eu-de": {"en": "Frankfurt", "fr": "Francfort"},
        "Lyon": {"en": "Lyon", "fr": "Lyon-Sud"},
    }


def test_codes_count_whatever_the_order() -> None:
    source = english().yes("Dallas (us-south)").yes("Frankfurt (eu-de)")
    other = french().yes("Francfort (eu-de)").yes("Dallas du Sud (us-south)")
    assert names(source, other)["eu-de"]["fr"] == "Francfort"
    assert names(source, other)["us-south"]["fr"] == "Dallas du Sud"


def test_the_name_printed_most_often_counts() -> None:
    source = english().route("ap-south", "Tokyo (jp-tok)").route("ap-north", "Tokyo (jp-tok)")
    other = Rules("zh-CN").route("ap-south", "Tokyo (jp-tok)").route("ap-south", "东京 (jp-tok)")
    other.route("ap-north", "东京 (jp-tok)")
    assert names(source, other)["jp-tok"]["zh-CN"] == "东京"


def test_a_code_of_the_translation_alone_is_no_place() -> None:
    assert names(english().yes("us-south"), french().yes("Oslo (no-osl)")) == {"us-south": {}}


def test_places_by_name_are_known_by_where_they_stand_even_if_a_row_is_too_many() -> None:
    source = english().route("eu-central", "eu-de").route("Global", "us-south")
    other = french().route("美国南部", "us-south").route("欧洲中部", "eu-de").route("Mondial", "us-south")
    assert names(source, other)["Global"] == {"en": "Global", "fr": "Mondial"}
    assert names(source, other)["eu-central"] == {}  # a translated code is no name


# ------------------------------------------------------------------------------------------- agreement


def full(locale: str) -> Rules:
    doc = Rules(locale, UI, SCAN).default("ap-north", domain="account").route("ap-north", "ap-south")
    return doc.under(SCAN).fixed("eu-de", "global").yes("us-south").no("Lyon")


def test_the_same_rules() -> None:
    assert compared(full("en"), full("fr")) == []
    assert compared(english(), french()) == []


def test_the_order_of_rules_does_not_matter() -> None:
    source = english().route("us-east", "us-south").route("ap-north", "ap-south").yes("eu-de").no("eu-gb")
    assert (
        compared(source, french().no("eu-gb").yes("eu-de").route("ap-north", "ap-south").route("us-east", "us-south"))
        == []
    )


def test_names_in_another_language_are_no_difference() -> None:
    source = english().yes("Frankfurt").no("London").route("Milan", "Frankfurt")
    assert compared(source, french().yes("Francfort").no("Londres").route("Milan", "Francfort")) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (english().default(), french(), (RULE, "ui", 10)),
        (english(), french().default(), (RULE, "ui", 20)),
        (english().default("ap-north"), french().default(), (RULE, "ui", 20)),
        (english().default(), french().default("ap-north"), (RULE, "ui", 20)),
        (english().default("ap-north"), french().default("ap-south"), (CODE, "ap-south", 20)),
        (english().default().route("ap-north", "eu-de"), french().default(), (RULE, "ui", 20)),
        (english().default(), french().default().route("ap-north", "eu-de"), (RULE, "ui", 21)),
        (english().route("ap-north", "eu-de"), french().route("ap-north", "eu-gb"), (CODE, "eu-gb", 20)),
        (english().route("ap-north", "eu-de"), french().route("ap-south", "eu-de"), (CODE, "ap-south", 20)),
        (english().fixed("eu-de"), french().fixed("eu-gb"), (CODE, "eu-gb", 20)),
        (english().fixed("eu-de", "global"), french().fixed("eu-de"), (RULE, "ui", 20)),
        (english().yes("eu-de").yes("eu-gb"), french().yes("eu-de").no("eu-gb"), (RULE, "ui", 21)),
        (english().yes("eu-de").yes("eu-gb"), french().yes("eu-de"), (RULE, "ui", 20)),
        (english().yes("eu-de").yes("eu-gb"), french().yes("eu-de").yes("eu-gr"), (CODE, "eu-gr", 21)),
        (english().yes("eu-de"), french().yes("Francfort"), (CODE, "Francfort", 20)),
    ],
)  # fmt: skip
def test_one_difference_is_one_finding(ours: Rules, theirs: Rules, expected: tuple[str, str, int]) -> None:
    source = replace(ours.doc, groups=(Group(""), UI))
    translation = replace(theirs.doc, groups=(Group(""), UI))
    assert told(list(rule_disagreements(source, translation))) == [expected]


def test_a_finding_says_what_differs() -> None:
    source = english().default("ap-north", domain="account").route("ap-north", "ap-south").yes("eu-gb")
    (found,) = rule_disagreements(source.doc, french().default("ap-north").route("ap-north", "ap-south").doc)
    assert "no such rule" in found.message
    assert '"available in eu-gb"' in found.message
    (found,) = rule_disagreements(source.doc, french().default().route("ap-north", "ap-south").no("eu-gb").doc)
    assert '"not available in eu-gb"' in found.message
    assert '"available in eu-gb; except ap-north"' in found.message


def test_a_lost_section_stands_at_the_last_place_before_it() -> None:
    source = english(UI, SCAN).default().under(SCAN).fixed("eu-de")
    assert compared(source, french(UI).default()) == [(RULE, "scan", 20)]
    assert told(list(rule_disagreements(source.doc, Document("fr/page.md", "fr", "gfm")))) == [
        (RULE, "ui", 1),
        (RULE, "scan", 1),
    ]


def test_a_rule_with_a_translated_code_is_told_of_elsewhere_and_the_others_here() -> None:
    source = english(UI, SCAN).route("us-south", "eu-de").under(SCAN).default()
    other = french(UI, SCAN).route("sud", "eu-de").route("nord", "eu-de").under(SCAN)
    other.doc = replace(other.doc, observations=(translated("sud", 20),))
    assert compared(source, other) == [(RULE, "ui", 21), (RULE, "scan", 21)]


def test_sections_without_ids_are_held_together_by_position() -> None:
    source = english(Group("Actions"), Group("Where")).under(Group("Where")).default()
    other = french(Group("Actions"), Group("Où")).under(Group("Où")).default()
    assert compared(source, other) == []
