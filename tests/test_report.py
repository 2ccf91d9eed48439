"""What is printed: findings, facts and balances, as text and as JSON, with nothing that a terminal would obey."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from docschema import model, report
from docschema.model import Document, Group, Place, TableLedger
from docschema.problem import Problem, Severity, Span
from docschema.reporting import facts as report_facts
from docschema.terminal import safe, safe_json, wants_colour

PATH = "docs/fr/at_events.md"
SECTION = Group("Emplacements", "locations")
PROBLEM = Problem("D103", Severity.INFO, Span(PATH, 66, 3, 4), "a row lacks its <tr>", "write <tr>", "a.b.c")
DOCUMENT = Document(
    PATH,
    "fr",
    "ibm-cloud",
    actions=(
        model.ActionFact("a.image.pull", Span(PATH, 57, 5), "Extrait une image", "data"),
        model.ActionFact("<service>.image.push", Span(PATH, 58, 5), placeholders=("service",)),
    ),
    renamed=(model.RenameFact("old.id", "new.id", Span(PATH, 12)),),
    availability=(
        model.AvailabilityFact(Place("us-south", "Dallas"), True, SECTION, Span(PATH, 40)),
        model.AvailabilityFact(Place(None, "Tokio"), False, SECTION, Span(PATH, 41)),
    ),
    routes=(model.RouteFact(Place("ap-north", None), Place(None, "Sydney"), SECTION, Span(PATH, 134)),),
    fixed=(model.FixedFact("global", Place("eu-de", "Frankfurt"), SECTION, Span(PATH, 33)),),
    defaults=(
        model.DefaultFact(SECTION, Span(PATH, 140)),
        model.DefaultFact(SECTION, Span(PATH, 134), exceptions=("ap-north",)),
    ),
    fields=(model.FieldFact("requestData.x", Span(PATH, 300), "String", actions=("a.image.pull",)),),
    ledger=(
        TableLedger(34, "html", 22, 22, 0, 0),
        TableLedger(99, "pipe", 5, 2, 2, 1, {"severities": 2}),
    ),
)


def test_a_finding_as_text() -> None:
    assert report.problem_text(PROBLEM) == (
        "docs/fr/at_events.md:66:3: info D103 a row lacks its <tr>\n  help: write <tr>"
    )
    assert report.problem_text(replace(PROBLEM, help="")).count("\n") == 0


def test_a_finding_in_colour_says_the_same() -> None:
    painted = report.problem_text(PROBLEM, colour=True)
    assert "\x1b[36minfo\x1b[0m" in painted
    assert "\x1b" not in report.problem_text(PROBLEM)


def test_findings_as_json() -> None:
    made = json.loads(report.to_json({"extra": 1}, [PROBLEM]))
    assert list(made) == ["schema_version", "extra", "problems"]
    assert made["schema_version"] == 1
    assert made["problems"] == [
        {
            "code": "D103",
            "severity": "info",
            "path": PATH,
            "line": 66,
            "column": 3,
            "message": "a row lacks its <tr>",
            "help": "write <tr>",
            "fingerprint": PROBLEM.fingerprint,
        }
    ]


def test_facts_as_json_are_as_agreed() -> None:
    made = json.loads(report_facts.facts_json([DOCUMENT], [PROBLEM]))
    assert [problem["code"] for problem in made["problems"]] == ["D103"]
    assert made["documents"] == [
        {
            "path": PATH,
            "locale": "fr",
            "dialect": "ibm-cloud",
            "actions": [
                {
                    "id": "a.image.pull",
                    "line": 57,
                    "description": "Extrait une image",
                    "kind": "data",
                    "placeholders": [],
                    "tags": [],
                },
                {
                    "id": "<service>.image.push",
                    "line": 58,
                    "description": None,
                    "kind": None,
                    "placeholders": ["service"],
                    "tags": [],
                },
            ],
            "renamed": [{"from": "old.id", "to": "new.id", "line": 12}],
            "availability": [
                {"location": "us-south", "name": "Dallas", "available": True, "delivery": "Emplacements", "line": 40},
                {"location": None, "name": "Tokio", "available": False, "delivery": "Emplacements", "line": 41},
            ],
            "routes": [{"from": "ap-north", "to": "Sydney", "delivery": "Emplacements", "line": 134}],
            "fixed": [{"scope": "global", "location": "eu-de", "name": "Frankfurt", "line": 33}],
            "default_same_region": 134,
            "fields": [{"field": "requestData.x", "type": "String", "actions": ["a.image.pull"], "line": 300}],
            "ledger": [
                {"line": 34, "form": "html", "rows": 22, "extracted": 22, "ignored": 0, "reported": 0, "reasons": {}},
                {
                    "line": 99,
                    "form": "pipe",
                    "rows": 5,
                    "extracted": 2,
                    "ignored": 2,
                    "reported": 1,
                    "reasons": {"severities": 2},
                },
            ],
        }
    ]


def test_a_document_without_facts() -> None:
    made = report_facts.document_json(Document("a.md", "en", "gfm"))
    assert made["default_same_region"] is None
    assert [made[key] for key in ("actions", "renamed", "availability", "routes", "fixed", "fields", "ledger")] == [
        []
    ] * 7


def test_facts_as_text() -> None:
    assert report_facts.facts_text([DOCUMENT]).splitlines() == [
        "docs/fr/at_events.md: 27 rows: 24 extracted, 2 ignored (severities), 1 unexplained",
        "  fr, ibm-cloud",
        "     12  renamed old.id -> new.id",
        "     33  global events are in Frankfurt (eu-de)",
        "     40  events available in Dallas (us-south)",
        "     41  events not available in Tokio",
        "     57  action a.image.pull [data]: Extrait une image",
        "     58  action <service>.image.push: (no description)",
        "    134  events are in the region where they are generated, except ap-north",
        "    134  events of ap-north are in Sydney",
        "    140  events are in the region where they are generated",
        "    300  field requestData.x (String)",
    ]


def test_the_balance_is_not_made_to_fit() -> None:
    lost = Document("a.md", "en", "gfm", ledger=(TableLedger(1, "pipe", 9, 2, 1, 0),))
    assert report.balance(lost) == {"rows": 9, "extracted": 2, "ignored": 1, "reported": 0}


@pytest.mark.parametrize(("number", "line"), [(1, "1 file is no event page"), (11, "11 files are no event pages")])
def test_pages_without_events_are_counted_in_one_line(number: int, line: str) -> None:
    assert report.left_out_text(number) == line


def test_findings_are_counted_by_severity() -> None:
    error, warning = replace(PROBLEM, severity=Severity.ERROR), replace(PROBLEM, severity=Severity.WARNING)
    assert report.severities_text([warning, PROBLEM, error, PROBLEM]) == "1 error, 1 warning, 2 notes"
    assert report.severities_text([]) == "no findings"


HOSTILE = "\x1b]0;x\x07\x9b31m\u202egnp\u2028\udc80\r\n\x7f"


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    problem = replace(PROBLEM, span=Span(HOSTILE), message=HOSTILE, help=HOSTILE)
    document = replace(
        DOCUMENT,
        path=HOSTILE,
        locale=HOSTILE,
        actions=(model.ActionFact(HOSTILE, Span(HOSTILE, 1), HOSTILE, HOSTILE),),
        routes=(model.RouteFact(Place(HOSTILE, HOSTILE), Place(HOSTILE, None), SECTION, Span(HOSTILE, 2)),),
    )
    for text in (report.problem_text(problem), report_facts.facts_text([document]), report.balance_text(document)):
        assert all(character.isprintable() or character == "\n" for character in text)
        assert "\\x1b]0;x\\x07\\x9b31m\\u202egnp\\u2028\\udc80\\x0d\\x0a\\x7f" in text
    printed = report_facts.facts_json([document], [problem])
    assert all(character.isprintable() or character == "\n" for character in printed)
    assert json.loads(printed)["documents"][0]["actions"][0]["id"] == HOSTILE


def test_letters_of_all_languages_are_printed_as_they_are() -> None:
    text = "レジストリー 레지스트리 区域 Überwachung \U0001f600"
    assert safe(text) == safe_json(text) == text


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {}, True, False),
    ],
)
def test_colours(choice: str, environment: dict[str, str], is_terminal: bool, expected: bool) -> None:
    assert wants_colour(choice, environment, is_terminal=is_terminal) is expected
