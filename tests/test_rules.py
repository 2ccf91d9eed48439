"""Every rule is documented, has a code of its own, and says what it says in a form that people can use."""

from __future__ import annotations

import re
import types

import pytest

from docschema import lint
from docschema.model import Document, Observation
from docschema.problem import Severity, Span
from docschema.rules import Rule, find, is_rule, problem, rule_from, rules

SECTIONS = ("## What it finds", "## Why it matters", "## How to repair")
SPAN = Span("docs/fr/at_events.md", 7, 3, 4)


def named(rule: Rule) -> str:
    return rule.name


@pytest.mark.parametrize("rule", rules(), ids=named)
def test_a_rule_is_documented_with_an_example(rule: Rule) -> None:
    text = rule.documentation
    assert re.fullmatch(r"[A-Z].*\.", rule.summary)
    assert [line for line in text.splitlines() if line.startswith("#")] == list(SECTIONS)
    last = text.partition(SECTIONS[2])[2]
    assert re.search(r"^    \S", last, re.MULTILINE), "an example, indented, ends the documentation"
    assert all(part.strip() for part in re.split("^## .*$", text, flags=re.MULTILINE))


@pytest.mark.parametrize("rule", rules(), ids=named)
def test_a_rule_is_named_by_its_file(rule: Rule) -> None:
    assert re.fullmatch(r"[DTRACS]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    assert isinstance(rule.severity, Severity)


@pytest.mark.parametrize("other", ["", "b.image.pull"], ids=["without", "with"])
@pytest.mark.parametrize("text", ["", "a.image.pull"], ids=["bare", "told"])
@pytest.mark.parametrize("rule", rules(), ids=named)
def test_a_message_states_a_fact_and_a_way_out(rule: Rule, text: str, other: str) -> None:
    found = rule.problem(Observation(rule.name, SPAN, text, other))
    assert (found.code, found.severity, found.span) == (rule.code, rule.severity, SPAN)
    for said in (found.message, found.help):
        assert said == said.strip()
        assert not said.endswith(".")
        assert "\n" not in said
        assert not re.search(r"\bline 7\b|[{}]", said)


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.name for rule in rules()}) == len(rules())
    assert [rule.code for rule in rules()] == sorted(rule.code for rule in rules())
    kinds = [rule.observation for rule in rules() if rule.observation]
    assert len(kinds) == len(set(kinds))


def test_long_text_is_shortened_and_stays_on_one_line() -> None:
    message = problem("row-unexplained", SPAN, text="first\n" + "word " * 100 + "last").message
    assert "first word" in message
    assert "... " in message
    assert "last" in message
    assert len(message) < 200


def test_a_rule_is_found_by_code_and_by_name() -> None:
    assert find("d103") is find("row-start-missing") is find(" D103 ")
    assert find("D999") is None
    with pytest.raises(LookupError, match="no-such-rule"):
        problem("no-such-rule", SPAN)


def test_the_fingerprint_stays_when_lines_move_and_tells_subjects_apart() -> None:
    first = problem("id-misspelt", SPAN, text="a.b.c")
    assert first.fingerprint == problem("id-misspelt", Span(SPAN.path, 99, 1), text="a.b.c").fingerprint
    assert first.fingerprint != problem("id-misspelt", SPAN, text="a.b.d").fingerprint
    assert first.fingerprint != problem("id-misspelt", SPAN, text="a.b.c", subject="another row").fingerprint


def test_only_files_named_as_rules_are_rules() -> None:
    assert is_rule("d103_row_start_missing")
    assert not is_rule("wording")
    with pytest.raises(ValueError, match="named as rules are"):
        rule_from(types.ModuleType("docschema.rules.wording"))


def test_lint_makes_findings_of_observations_in_order() -> None:
    late, early = Span("a.md", 9), Span("a.md", 2)
    seen = (
        Observation("row-start-missing", late, "x"),
        Observation("comma-in-id", early, "a,b"),
        Observation("of-no-rule", early),
        Observation("comma-in-id", early, "a,b"),
    )
    found = lint.lint([Document("a.md", "en", "gfm", observations=seen)])
    assert [(item.code, item.span.line) for item in found] == [("D201", 2), ("D103", 9)]


def test_lint_is_quiet_about_a_document_without_observations() -> None:
    assert lint.lint([Document("a.md", "en", "gfm")]) == ()


def test_what_a_rule_observes_is_called_as_the_rule_is() -> None:
    """So the rule of an observation is found without loading the others."""
    assert {rule.name: rule.observation for rule in rules() if rule.observation not in (None, rule.name)} == {}
