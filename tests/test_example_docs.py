"""The project's own example docs: the same facts in all their languages. Plain text checks, without docschema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
NAME = "registry_at_events.md"
EVENT = "event.md"
BUILDS = "builds_at_events.md"
LOCALES = ["de", "en", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW"]
HTML = {"de", "fr", "ja", "ko", "zh-CN"}
CRLF = {"de", "fr", "ja", "zh-CN"}
BUILDS_LOCALES = ["en", "fr", "ja"]  # few of ten, so that missing translations show
PAGES = {NAME: LOCALES, EVENT: LOCALES, BUILDS: BUILDS_LOCALES}
ALL = [(name, locale) for name, locales in PAGES.items() for locale in locales]
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
EVENT_FIELDS = [
    "action",
    "eventTime",
    "correlationId",
    "dataEvent",
    "region",
    "eventRegion",
    "initiator.id",
    "initiator.name",
    "initiator.host.address",
    "target.id",
    "target.name",
    "target.typeURI",
    "outcome",
    "reason.reasonCode",
    "severity",
    "requestData",
    "responseData",
    "message",
]
BUILDS_IDS = [
    "builds.project.create",
    "builds.project.update",
    "builds.project.delete",
    "builds.trigger.create",
    "builds.trigger.delete",
    "builds.secret.rotate",
    "builds.token.create",
    "builds.run.start",
    "builds.run.cancel",
    "builds.run.read",
    "builds.log.read",
    "builds.<stage>.finish",
]
VARIABLE = re.compile(r"\{\{site\.data\.keyword\.(\w+)\}\}")
HTML_ROW = re.compile(r"(?P<start> *<tr>\n)? *<td>`(?P<id>[^`]+)`</td>\n *<td>(?P<text>.+)</td>\n *</tr>\n")
PIPE_ROW = re.compile(r"^\| ?`(?P<id>[^`]+)` *\| ?(?P<text>.+?) ?\|$", re.MULTILINE)
REGION = re.compile(r"\b[a-z]{2}-(?:north|south|east|west|central|[a-z]{2,3})\b")

DEFINITION = re.compile(
    r"^## ([\w.]+) \(([^()\n]+)\)\n\{: #([\w.]+)\}\n\n(.+?)(?=\n\n## |\n\Z)", re.MULTILINE | re.DOTALL
)
CODE = re.compile(r"`([^`]+)`")

each_locale = pytest.mark.parametrize("locale", LOCALES)
each_page = pytest.mark.parametrize(("name", "locale"), ALL)
each_builds = pytest.mark.parametrize("locale", BUILDS_LOCALES)


def raw(locale: str, name: str = NAME) -> str:
    return (DOCS / locale / name).read_bytes().decode("utf-8")


def text(locale: str, name: str = NAME) -> str:
    return raw(locale, name).replace("\r\n", "\n")


def rows(locale: str) -> list[tuple[str, str]]:
    pattern = HTML_ROW if locale in HTML else PIPE_ROW
    return [(match["id"], match["text"]) for match in pattern.finditer(text(locale))]


def definitions(locale: str) -> dict[str, tuple[str, list[str]]]:
    """Of the page that defines the event: the type and the paragraphs of each field."""
    return {m[1]: (m[2], m[4].strip().split("\n\n")) for m in DEFINITION.finditer(text(locale, EVENT))}


def tables(locale: str) -> list[list[list[str]]]:
    """The cells of the tables of the page about builds, heads and rules left out."""
    found = re.findall(r"(?:^\|.*\|\n)+", text(locale, BUILDS), re.MULTILINE)
    return [[[cell.strip() for cell in row.strip("|").split("|")] for row in t.splitlines()[2:]] for t in found]


def test_the_pages_are_there_in_their_languages() -> None:
    found = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.glob("*/*"))
    assert found == sorted(f"{locale}/{name}" for name, locale in ALL)


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


@each_page
def test_each_doc_uses_the_same_variables(name: str, locale: str) -> None:
    assert sorted(VARIABLE.findall(text(locale, name))) == sorted(VARIABLE.findall(text("en", name)))


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


@each_page
def test_line_ends(name: str, locale: str) -> None:
    doc = raw(locale, name)
    assert doc.count("\r\n" if locale in CRLF else "\n") == len(doc.splitlines())
    assert ("\r" in doc) == (locale in CRLF)
    assert doc.endswith("\r\n" if locale in CRLF else "\n")
    assert not [line for line in text(locale, name).split("\n") if line != line.rstrip()]


@each_page
def test_front_matter(name: str, locale: str) -> None:
    front = re.match(r"---\n(.*?)\n---\n", text(locale, name), re.DOTALL)
    assert front
    assert re.search(r"^copyright:\n  years: \d{4}", front[1], re.MULTILINE)
    for key in ("lastupdated", "keywords"):
        assert re.search(rf"^{key}: \S", front[1], re.MULTILINE), key
    subcollection = {NAME: "registry", EVENT: "activity-events", BUILDS: "builds"}[name]
    assert f"subcollection: {subcollection}\n" in front[1]


@each_page
def test_section_ids(name: str, locale: str) -> None:
    ids = {
        NAME: ["at_events", "at_actions", "at_ui"],
        EVENT: ["event", *EVENT_FIELDS],
        BUILDS: [f"builds_{part}" for part in ("events", "management", "data", "fields", "renamed", "regions")],
    }
    assert re.findall(r"^#+ .+\n\{: #([\w.]+)\}$", text(locale, name), re.MULTILINE) == ids[name]


def test_keywords_are_exactly_those_used() -> None:
    lines = (DOCS / "keywords.yml").read_text(encoding="utf-8").splitlines()
    names = [line.split(":")[0] for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"\w+: \S.*", line) for line in lines if line and not line.startswith("#"))
    used = {variable for name, locale in ALL for variable in VARIABLE.findall(text(locale, name))}
    assert names == sorted(used)


# ------------------------------------------------------------------------------ the page that defines the event


@each_locale
def test_the_event_has_the_same_fields_in_the_same_order(locale: str) -> None:
    found = definitions(locale)
    assert list(found) == EVENT_FIELDS
    assert [match[3] for match in DEFINITION.finditer(text(locale, EVENT))] == EVENT_FIELDS
    assert found["dataEvent"][0] not in {found["action"][0], found["reason.reasonCode"][0]}
    assert found["requestData"][0] == "JSON"


@each_locale
def test_each_field_has_one_paragraph_and_two_have_values_beside_it(locale: str) -> None:
    more = {name: paragraphs[1:] for name, (_, paragraphs) in definitions(locale).items() if paragraphs[1:]}
    values = {name: [CODE.findall(paragraph) for paragraph in rest] for name, rest in more.items()}
    assert values == {"outcome": [["success", "pending", "failure"]], "severity": [["normal", "warning", "critical"]]}


@each_locale
def test_the_definitions_are_translated(locale: str) -> None:
    own, english = ({n: p for n, (_, p) in definitions(code).items()} for code in (locale, "en"))
    assert len({paragraphs[0] for paragraphs in own.values()}) == len(EVENT_FIELDS)
    assert [CODE.findall(" ".join(p)) for p in own.values()] == [CODE.findall(" ".join(p)) for p in english.values()]
    if locale != "en":
        assert not {line for p in own.values() for line in p} & {line for p in english.values() for line in p}


@each_locale
def test_the_page_that_defines_the_event_documents_nothing_else(locale: str) -> None:
    assert not re.search(r"^\||<table", text(locale, EVENT), re.MULTILINE)
    assert not REGION.findall(text(locale, EVENT).split("---\n", 2)[2])


# -------------------------------------------------------------------------------------------- the page about builds


@each_builds
def test_the_actions_of_builds_are_those_of_two_sections(locale: str) -> None:
    management, data = tables(locale)[:2]
    assert [CODE.findall(row[0])[0] for row in management + data] == BUILDS_IDS
    assert (len(management), len(data)) == (7, 5)
    assert [row[0].partition(" ")[0] for row in management if row[0].endswith("]{: tag-red}")] == [
        "`builds.token.create`"
    ]


@each_builds
def test_what_builds_has_in_code_marks_is_the_same(locale: str) -> None:
    assert [[CODE.findall(" ".join(row)) for row in table] for table in tables(locale)] == [
        [CODE.findall(" ".join(row)) for row in table] for table in tables("en")
    ]
    last = text(locale, BUILDS).strip().rsplit("\n\n", 1)[1]
    assert CODE.findall(last) == ["jp-tok", "au-syd"]


@each_builds
def test_builds_names_fields_renames_and_places(locale: str) -> None:
    fields, renames, places = tables(locale)[2:]
    assert [CODE.findall(row[2]) for row in fields] == [[], [], ["linux/amd64", "linux/arm64", "linux/s390x"], []]
    assert {CODE.findall(row[1])[0] for row in renames} <= set(BUILDS_IDS)
    assert not {CODE.findall(row[0])[0] for row in renames} & set(BUILDS_IDS)
    assert [CODE.findall(row[0])[0] for row in places] == ["us-south", "eu-de", "au-syd", "jp-tok"]
    marks = [row[1] for row in places]
    assert marks == [marks[0]] * 3 + [marks[3]] != [marks[0]] * 4


@each_builds
def test_builds_is_translated(locale: str) -> None:
    own, english = ([row[-1] for table in tables(code)[:3] for row in table] for code in (locale, "en"))
    assert len(set(own)) == len(BUILDS_IDS) + 4
    if locale != "en":
        assert not set(own) & set(english)
