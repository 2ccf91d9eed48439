"""The pages in guide/ say what the program does: names from the code, and examples that are run.

Blocks are tried as in README.md, see test_readme.py; `DOCSCHEMA_UPDATE=1` writes what is printed into the pages.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from msgspec.structs import replace

import sample_model as sample
from docschema import render
from docschema.accounting import REASONS
from docschema.ignore import REASON
from docschema.meaning.tables import Subject
from docschema.model import Completeness, Envelope, EventField, Model
from docschema.render import RenderOptions
from docschema.rendering import templating
from docschema.rendering.filters import FILTERS
from docschema.rendering.namelock import Lock
from docschema.rendering.templating import Template
from docschema.reporting import completeness
from docschema.rules import rules
from pages import ROOT, blocks, first_column, section
from test_readme import Reader

GUIDE = ROOT / "guide"
UPDATE = bool(os.environ.get("DOCSCHEMA_UPDATE"))


def page(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(file.name for file in GUIDE.glob("*.md")))
def test_examples_are_as_written(name: str, tmp_path: Path) -> None:
    text, reader = page(name), Reader(tmp_path)
    for found, wanted in reversed([(block, reader.do(block)) for block in blocks(text)]):
        if UPDATE:
            text = text[: found.start] + wanted + text[found.start + len(found.text) :]
        else:
            assert found.text == wanted
    if UPDATE:
        (GUIDE / name).write_text(text, encoding="utf-8", newline="\n")


# ------------------------------------------------------------------------------------------- reading tables


def test_every_reason_to_ignore_a_row_is_named() -> None:
    table = section(page("reading-tables.md"), "### Reasons to ignore a row")
    assert sorted(first_column(table)) == sorted([*REASONS, REASON])


def test_every_subject_is_named_and_drawn() -> None:
    text = page("reading-tables.md")
    subjects = sorted(subject.value for subject in Subject)
    assert sorted(first_column(section(text, "## What each subject gives"))) == subjects
    figure = next(block.text for block in blocks(text) if block.language == "mermaid")
    assert {name for name in re.findall(r"\b(\w+)\[", figure) if name != "table"} == set(subjects)


# ------------------------------------------------------------------------------------------- translations


def test_every_rule_about_translations_is_named() -> None:
    listed = first_column(section(page("translations.md"), "## What is compared"))
    assert len(set(listed)) == len(listed)
    assert set(listed) <= {rule.code for rule in rules()}
    assert {code for code in listed if code[0] == "T"} == {rule.code for rule in rules() if rule.code[0] == "T"}


def test_the_columns_of_the_completeness_table_are_named() -> None:
    listed = first_column(section(page("translations.md"), "## How far a language has come"))
    assert ["locale", *listed] == list(completeness._HEADS)


# ------------------------------------------------------------------------------------------- templates


def test_every_filter_is_named() -> None:
    own = {*FILTERS, *(templating.environment({}).filters.keys() - Environment().filters.keys())}
    assert sorted(first_column(section(page("templates.md"), "## Filters"))) == sorted(own)


def test_every_key_of_a_head_is_named() -> None:
    text = section(page("templates.md"), "## The head")
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", text)) == templating._KEYS
    assert {loop for loop in templating.LOOPS if f'`"{loop}"`' in text} == set(templating.LOOPS)


def test_every_template_that_comes_along_is_named() -> None:
    targets = {name for name, template in templating.load().items() if template.each}
    assert set(first_column(section(page("templates.md"), "## The templates that come with docschema"))) == targets


def contexts() -> dict[str, dict[str, Any]]:
    """What a template of each kind of loop sees."""
    seen: dict[str, dict[str, Any]] = {}
    for loop in templating.LOOPS:
        path = {"once": "a", "service": "{service}", "locale": "{locale}"}.get(loop, "{service}/{locale}")
        template = Template("spy", loop, path, "", builtin=False)
        turn = next(render.turns(template, render.prepare(Model(SERVICES, ENVELOPE), OPTIONS), {}))
        seen[loop] = {**turn.context, "{slots}": turn.slots}
    return seen


FIELD = EventField("requestData.size", "Number", {"en": "How large it is."})
OWN = EventField("responseData.id", "String", {}, actions=(sample.PULL,))
ENVELOPE = Envelope("en", ("en",), (EventField("action", "string", {"en": "What happened."}),))
OLD = Lock({"registry": {"Action": {"registry.image.gone": "REGISTRY_IMAGE_GONE"}}})
DONE = Completeness("fr", 4, 3, 3, 1)
SERVICES = (
    replace(sample.SERVICE, fields=(FIELD, OWN), completeness=(DONE,)),
    replace(sample.TWO_DELIVERIES, name="two"),
    replace(sample.COLLECTED, name="collected"),
)
OPTIONS = RenderOptions(keywords=sample.KEYWORDS, lock=OLD)


def test_what_a_template_sees_is_named() -> None:
    text = page("templates.md")
    seen = contexts()
    listed = set(first_column(section(text, "## What a template sees").partition("\n### ")[0]))
    assert listed == {name for context in seen.values() for name in context if name != "{slots}"}


def test_the_slots_of_each_loop_are_named() -> None:
    rows = re.findall(r'(?m)^\| `"([^"]+)"` \|[^|]*\| ([^|]*) \|$', section(page("templates.md"), "## The head"))
    named = {loop: set(re.findall(r"\{(\w+)\}", slots)) for loop, slots in rows}
    assert named == {loop: set(context["{slots}"]) for loop, context in contexts().items()}


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("### service", ()),
        ("### action", ("all_actions",)),
        ("### place", ("locations",)),
        ("### delivery", ("deliveries",)),
        ("### section", ("sections",)),
        ("### field", ("fields",)),
        ("### field group", ("field_groups",)),
        ("### node", ("event",)),
        ("### payload", ("payloads",)),
        ("### event type", ("event_types",)),
    ],
)
def test_what_a_thing_has_is_named(heading: str, keys: tuple[str, ...]) -> None:
    things: list[dict[str, Any]] = list(contexts()["once"]["services"])
    for key in keys:
        things = [thing for service in things for thing in service[key]]
    assert things
    listed = first_column(section(page("templates.md"), heading))
    assert len(set(listed)) == len(listed)
    assert sorted(listed) == sorted({key for thing in things for key in thing})


def test_what_the_envelope_has_is_named() -> None:
    listed = first_column(section(page("templates.md"), "### envelope"))
    assert sorted(listed) == sorted(contexts()["once"]["envelope"])


# ------------------------------------------------------------------------------------------- pages


def test_every_fragment_is_named() -> None:
    """With the words that a marker may have for it."""
    table = section(page("pages.md"), "## What can be put in")
    fragments = {name: t for name, t in templating.load().items() if t.each and not t.path}
    assert set(first_column(table)) == set(fragments)
    rows = {line.split("`")[1]: set(re.findall(r"`(\w+)`", line)) for line in table.splitlines() if line[:3] == "| `"}
    assert rows == {name: {"service", "locale", *template.parameters} for name, template in fragments.items()}


def test_the_options_are_named() -> None:
    row = next(line for line in page("templates.md").splitlines() if line.startswith("| `options` |"))
    assert set(re.findall(r"`(\w+)`", row)) - {"options"} == set(contexts()["once"]["options"])
