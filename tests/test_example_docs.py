"""The project's own example docs: ten languages, the same facts. Plain text checks, without docschema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
NAME = "registry_at_events.md"
LOCALES = ["de", "en", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW"]
HTML = {"de", "fr", "ja", "ko", "zh-CN"}
CRLF = {"de", "fr", "ja", "zh-CN"}
IDS = [
    "container-registry.exemption.create",
    "container-registry.exemption.delete",
    "container-registry.image.build",
    "container-registry.image.delete",
    "container-registry.image.inspect",
    "container-registry.image.list",
    "container-registry.image.pull",
    "container-registry.image.push",
    "container-registry.image.rm",
    "container-registry.image.tag",
    "container-registry.image.untag",
    "container-registry.namespace.create",
    "container-registry.namespace.delete",
    "container-registry.namespace.list",
    "container-registry.quota.get",
    "container-registry.quota.set",
    "container-registry.registrytoken.delete",
    "container-registry.registrytoken.get",
    "container-registry.registrytoken.list",
    "container-registry.registrytokens.delete",
    "container-registry.plan.get",
    "container-registry.plan.set",
]
VARIABLE = re.compile(r"\{\{site\.data\.keyword\.(\w+)\}\}")
HTML_ROW = re.compile(r"(?P<start> *<tr>\n)? *<td>`(?P<id>[^`]+)`</td>\n *<td>(?P<text>.+)</td>\n *</tr>\n")
PIPE_ROW = re.compile(r"^\| ?`(?P<id>[^`]+)` *\| ?(?P<text>.+?) ?\|$", re.MULTILINE)
REGION = re.compile(r"\b[a-z]{2}-(?:north|south|east|west|central|[a-z]{2,3})\b")

each_locale = pytest.mark.parametrize("locale", LOCALES)


def raw(locale: str) -> str:
    return (DOCS / locale / NAME).read_bytes().decode("utf-8")


def text(locale: str) -> str:
    return raw(locale).replace("\r\n", "\n")


def rows(locale: str) -> list[tuple[str, str]]:
    pattern = HTML_ROW if locale in HTML else PIPE_ROW
    return [(match["id"], match["text"]) for match in pattern.finditer(text(locale))]


def test_there_are_ten_docs() -> None:
    assert sorted(path.parent.name for path in DOCS.glob(f"*/{NAME}")) == LOCALES


@each_locale
def test_ids_are_the_same_in_the_same_order(locale: str) -> None:
    assert [identifier for identifier, _ in rows(locale)] == IDS
    assert re.findall(r"container-registry\.[\w.]+", text(locale)) == IDS


@each_locale
def test_variables_are_the_same_in_each_row(locale: str) -> None:
    found = [sorted(VARIABLE.findall(description)) for _, description in rows(locale)]
    assert found == [sorted(VARIABLE.findall(description)) for _, description in rows("en")]
    assert any(found)
    assert not all(found)


@each_locale
def test_each_doc_uses_the_same_variables(locale: str) -> None:
    assert sorted(VARIABLE.findall(text(locale))) == sorted(VARIABLE.findall(text("en")))


@each_locale
def test_descriptions_are_translated(locale: str) -> None:
    descriptions = [description for _, description in rows(locale)]
    assert len(set(descriptions)) == len(IDS)
    if locale != "en":
        assert not set(descriptions) & {description for _, description in rows("en")}


@each_locale
def test_regions_are_named_in_one_paragraph_only(locale: str) -> None:
    section = text(locale).split("{: #at_ui}\n")[1]
    rule, advisor = section.strip().split("\n\n")
    assert re.findall(r"`([^`]+)`", rule) == ["ap-north", "ap-north", "ap-south"]
    assert "Vulnerability Advisor" in advisor
    assert "**" in rule
    body = text(locale).split("---\n", 2)[2].replace(rule, "")
    assert not REGION.findall(body)


def test_half_of_the_docs_have_html_tables() -> None:
    assert {locale for locale in LOCALES if "<table>" in text(locale)} == HTML


@each_locale
def test_form_of_the_table(locale: str) -> None:
    doc = text(locale)
    if locale in HTML:
        without = [match["id"] for match in HTML_ROW.finditer(doc) if match["start"] is None]
        assert without == ["container-registry.image.rm"]
        assert doc.count("<tr>") == len(IDS)  # the head has one, the row of image.rm none
        assert doc.count("</tr>") == len(IDS) + 1
        assert re.search(r"<table>\n *<caption>[^<]+</caption>\n", doc)
        assert not re.search(r"^\|", doc, re.MULTILINE)
    else:
        assert re.search(r'\|\n\{: caption="[^"]+" caption-side="top"\}\n', doc)
        assert len(re.findall(r"^\|.*\|$", doc, re.MULTILINE)) == len(IDS) + 2
        assert not re.search(r"</?t[rdh]>", doc)


@each_locale
def test_line_ends(locale: str) -> None:
    doc = raw(locale)
    assert doc.count("\r\n" if locale in CRLF else "\n") == len(doc.splitlines())
    assert ("\r" in doc) == (locale in CRLF)
    assert doc.endswith("\r\n" if locale in CRLF else "\n")
    assert not [line for line in text(locale).split("\n") if line != line.rstrip()]


@each_locale
def test_section_ids_and_front_matter(locale: str) -> None:
    doc = text(locale)
    assert re.findall(r"^#+ .+\n\{: #(\w+)\}$", doc, re.MULTILINE) == ["at_events", "at_actions", "at_ui"]
    front = re.match(r"---\n(.*?)\n---\n", doc, re.DOTALL)
    assert front
    assert re.search(r"^copyright:\n  years: \d{4}", front[1], re.MULTILINE)
    for key in ("lastupdated", "keywords", "subcollection"):
        assert re.search(rf"^{key}: \S", front[1], re.MULTILINE), key
    assert "subcollection: registry\n" in front[1]


def test_keywords_are_exactly_those_used() -> None:
    lines = (DOCS / "keywords.yml").read_text(encoding="utf-8").splitlines()
    names = [line.split(":")[0] for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"\w+: \S.*", line) for line in lines if line and not line.startswith("#"))
    used = {name for locale in LOCALES for name in VARIABLE.findall(text(locale))}
    assert names == sorted(used)
