"""A translation laid beside its source: which row belongs to which, and what is said of the rest."""

from __future__ import annotations

import time
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from docschema.linking.agreement import agreement, lost_sections
from docschema.linking.alignment import align, anchor, keys_of, section_keys
from docschema.model import ActionFact, Document, Group
from docschema.problem import Problem, Severity, Span
from linking import document, sectioned, told

MISSING, EXTRA, DIFFERS, ORDER, SECTION, DOUBLED = "T101", "T102", "T103", "T104", "T106", "T108"
A, B, C, D = "reg.image.pull", "reg.image.push", "reg.plan.set", "reg.quota.get"


def english(*ids: str) -> Document:
    return document("en/page.md", "en", ids)


def french(*ids: str) -> Document:
    return document("fr/page.md", "fr", ids)


def findings(source: Document, translation: Document) -> list[Problem]:
    pairs = {translation.locale: align(source, translation)}
    return list(agreement(source, {translation.locale: translation}, pairs, source_decides=True))


def compared(ours: list[str], theirs: list[str]) -> list[tuple[str, str, int]]:
    return told(findings(english(*ours), french(*theirs)))


# ------------------------------------------------------------------------------------------- one difference


def test_nothing_differs() -> None:
    assert compared([A, B, C], [A, B, C]) == []
    assert compared([], []) == []


def test_a_missing_row_stands_at_the_row_before_it_else_at_the_one_after() -> None:
    assert compared([A, B, C], [A, C]) == [(MISSING, B, 10)]
    assert compared([A, B, C], [B, C]) == [(MISSING, A, 10)]
    assert compared([A], []) == [(MISSING, A, 1)]
    assert compared([A, B, C], [A]) == [(MISSING, B, 10), (MISSING, C, 10)]
    (found,) = findings(english(A, B), french(A))
    assert (found.severity, found.span.path) == (Severity.WARNING, "fr/page.md")
    assert f"{B} in en" in found.help


def test_an_extra_row() -> None:
    assert compared([A, C], [A, B, C]) == [(EXTRA, B, 11)]
    assert compared([], [A]) == [(EXTRA, A, 10)]


def test_an_id_that_changed_in_its_place_is_one_finding() -> None:
    assert compared([A, B, C], [A, "reg.image.pusch", C]) == [(DIFFERS, "reg.image.pusch", 11)]
    assert compared([A, B, C], [A, "reg.abbild.schieben", C]) == [(DIFFERS, "reg.abbild.schieben", 11)]
    (found,) = findings(english(A, B), french(A, "reg.image.pusch"))
    assert B in found.message


def test_an_id_that_the_source_itself_has_wrong_is_no_fault_of_the_translation() -> None:
    broken = Document(
        "en/page.md", "en", "gfm", actions=(ActionFact("reg,pull", Span("en/page.md"), faults=("comma",)),)
    )
    assert findings(broken, french(A)) == []


def test_a_row_that_moved_is_one_finding() -> None:
    assert compared([A, B, C, D], [A, C, D, B]) == [(ORDER, B, 13)]
    assert compared([A, B], [B, A]) == [(ORDER, A, 11)]
    (found,) = findings(english(A, B), french(B, A))
    assert found.severity is Severity.INFO


# ------------------------------------------------------------------------------------------- several at once


def test_several_differences_at_once() -> None:
    assert compared([A, B, C, D], [A, "reg.image.pusch", "reg.new.get", D, "reg.other.get"]) == [
        (DIFFERS, "reg.image.pusch", 11),
        (DIFFERS, "reg.new.get", 12),
        (EXTRA, "reg.other.get", 14),
    ]


def test_a_changed_id_next_to_a_missing_row() -> None:
    assert compared([A, B, C, D], [A, "reg.plan.sett", D]) == [(DIFFERS, "reg.plan.sett", 11), (MISSING, B, 10)]


def test_a_changed_id_next_to_an_extra_row() -> None:
    assert compared([A, B, D], [A, "reg.scan.run", "reg.image.pusch", D]) == [
        (DIFFERS, "reg.image.pusch", 12),
        (EXTRA, "reg.scan.run", 11),
    ]


def test_a_row_put_in_where_another_one_moved_away_is_not_taken_for_it() -> None:
    assert compared([A, B, C], [A, D, C, B]) == [(EXTRA, D, 11), (ORDER, B, 13)]


def test_a_moved_row_and_a_changed_one() -> None:
    assert sorted(compared([A, B, C, D], [D, A, "reg.image.pusch", C])) == [
        (DIFFERS, "reg.image.pusch", 12),
        (ORDER, D, 10),
    ]


def test_repeated_ids() -> None:
    assert compared([A, B, A], [A, B, A]) == []
    assert compared([A, B, A], [A, B]) == [(MISSING, A, 11)]
    assert compared([A, B], [A, B, A]) == [(DOUBLED, A, 12)]
    assert compared([A, A, A], [A, A]) == [(MISSING, A, 11)]


# ------------------------------------------------------------------------------------------- sections

PULLS, PLANS = Group("Pulls", "pulls"), Group("Plans", "plans")


def test_section_ids_align_sections_whatever_their_order() -> None:
    source = sectioned("en/page.md", "en", {PULLS: [A, B], PLANS: [A, C]})
    other = sectioned("fr/page.md", "fr", {Group("Offres", "plans"): [A, C], Group("Images", "pulls"): [A, B]})
    pairs = align(source, other)
    assert all(p.source and p.translation and p.source.id == p.translation.id for p in pairs)
    assert {(p.source.group.id, p.translation.group.id) for p in pairs if p.source and p.translation} == {
        ("pulls", "pulls"),
        ("plans", "plans"),
    }
    assert [found.code for found in findings(source, other)] == [ORDER]


def test_without_ids_the_position_aligns_sections() -> None:
    source = sectioned("en/page.md", "en", {Group("Pulls"): [A, B], Group("Plans"): [A, C]})
    other = sectioned("fr/page.md", "fr", {Group("Images"): [A, B], Group("Offres"): [C]})
    assert section_keys(source, other) == {Group(""): "", Group("Images"): "pulls", Group("Offres"): "plans"}
    assert told(findings(source, other)) == [(MISSING, A, 12)]


def test_an_id_that_the_source_lacks_does_not_count() -> None:
    source = sectioned("en/page.md", "en", {PULLS: [A], PLANS: [C]})
    other = sectioned("fr/page.md", "fr", {Group("Images", "pools"): [A], Group("Offres", "plans"): [C]})
    assert section_keys(source, other)[Group("Images", "pools")] == "pulls"


def test_without_ids_and_with_other_sections_the_ids_align_rows() -> None:
    source = sectioned("en/page.md", "en", {Group("Pulls"): [A, B], Group("Plans"): [C]})
    other = sectioned("fr/page.md", "fr", {Group("Tout"): [A, B, C]})
    assert findings(source, other) == []


def test_a_missing_row_stands_in_its_section() -> None:
    source = sectioned("en/page.md", "en", {PULLS: [A, B], PLANS: [C, D]})
    assert told(findings(source, sectioned("fr/page.md", "fr", {PULLS: [A, B], PLANS: [D]}))) == [(MISSING, C, 12)]
    assert told(findings(source, sectioned("fr/page.md", "fr", {PULLS: [A, B]}))) == [(SECTION, "plans", 1)]


def test_a_row_that_moved_to_another_section() -> None:
    source = sectioned("en/page.md", "en", {PULLS: [A, B], PLANS: [C]})
    other = sectioned("fr/page.md", "fr", {PULLS: [A], PLANS: [C, B]})
    assert told(findings(source, other)) == [(ORDER, B, 12)]


def test_keys_of_sections() -> None:
    groups = {Group("Where {{site.data.keyword.at}} events show, exactly?"): [A], Group("A b"): [B], Group("A, b"): [C]}
    keys = keys_of(sectioned("en/page.md", "en", {**groups, Group("Any", "a-b"): [D], Group("!"): [D]}))
    assert list(keys.values()) == ["", "where-events-show-exactly", "a-b-1", "a-b-2", "a-b", "section"]
    assert anchor("イベントの 場所") == "イベントの-場所"


# ------------------------------------------------------------------------------------------- whatever the docs are

IDS = st.lists(st.sampled_from([A, B, C, D, "reg.image.pusch", "reg,plan"]), max_size=12)
GROUPS = st.sampled_from([Group(""), PULLS, PLANS, Group("Pulls"), Group("Offres")])


@st.composite
def documents(draw: st.DrawFn, path: str = "en/page.md") -> Document:
    groups = draw(st.lists(GROUPS, max_size=3, unique=True))
    return sectioned(path, path[:2], {group: draw(IDS) for group in groups})


@given(documents())
def test_a_doc_agrees_with_itself(source: Document) -> None:
    pairs = align(source, source)
    assert all(pair.source is pair.translation for pair in pairs)
    assert findings(source, source) == []


@given(documents(), documents("fr/page.md"))
def test_every_row_is_in_one_pair(source: Document, translation: Document) -> None:
    pairs = align(source, translation)
    assert Counter(id(p.source) for p in pairs if p.source) == Counter(map(id, source.actions))
    assert Counter(id(p.translation) for p in pairs if p.translation) == Counter(map(id, translation.actions))
    assert all(pair.source or pair.translation for pair in pairs)
    found = findings(source, translation)
    extra = [pair for pair in pairs if pair.source is None]
    assert sum(item.code in (EXTRA, DOUBLED) for item in found) == len(extra)
    lost = lost_sections(source, translation, pairs)
    keys = keys_of(source)
    missing = [p for p in pairs if p.source and p.translation is None and keys[p.source.group] not in lost]
    assert sum(item.code == MISSING for item in found) == len(missing)
    assert sum(item.code == SECTION for item in found) == len(lost)


@given(IDS, IDS)
def test_no_id_is_both_missing_and_extra(ours: list[str], theirs: list[str]) -> None:
    told_of = compared(ours, theirs)
    missing = {subject for code, subject, _ in told_of if code == MISSING}
    assert not missing & {subject for code, subject, _ in told_of if code == EXTRA}


def test_many_rows_of_one_id_take_no_time_to_speak_of() -> None:
    begin = time.process_time()
    assert len(align(english(*[A] * 8000), french(*[A] * 7000))) == 8000
    assert time.process_time() - begin < 5
