"""Reference pages as people see them: what a Markdown renderer makes of them, and Mermaid of their figures."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example as including
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

import sample_model as sample
from budget import one_in
from docschema import locales
from docschema.extract import extract
from docschema.model import Completeness, Delivery, Envelope, EventField, Location, Model, Route, Service
from docschema.read import read
from docschema.render import RenderOptions, render
from docschema.rendering import emit
from test_emit import HOSTILE
from test_example_docs import LOCALES

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
FRAME = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
CHROMIUM = Path("/usr/bin/chromium")
MERMAID = Path(os.environ.get("DOCSCHEMA_NODE_MODULES", "")) / "mermaid/dist/mermaid.min.js"
BOTH = RenderOptions(targets=("reference.md", "event.md", "index.md"))


def pages(model: Model) -> dict[str, str]:
    made = {artifact.path: artifact.text for artifact in render(model, BOTH)}
    return {path: FRAME.sub("", text) for path, text in made.items() if path.endswith(".md")}


def told(texts: list[str]) -> Model:
    """A service whose every text is one of these."""
    (service,) = sample.with_texts(texts).services
    first, *others = (action.id for action in service.actions)
    fields = [EventField(text or "x", text, {"en": text}, (text,)) for text in texts]
    service = replace(
        service,
        sections=tuple(replace(section, headings={"en": texts[0]}) for section in service.sections),
        locations=tuple(Location(p.key, p.code, {"en": texts[n % len(texts)]}) for n, p in enumerate(sample.LOCATIONS)),
        fields=(*fields, EventField("own", None, {"en": texts[-1]}, (), (first,))),
        renamed=tuple((text, first) for text in texts if text) + tuple((old, first) for old in others[:1]),
        completeness=(Completeness("fr", 4, 3, 2, 1),),
    )
    return Model((service,), Envelope("en", ("en",), tuple(fields), {"en": ("docs/en/event.md",)}))


# ------------------------------------------------------------------------------------------- tables, links


def assert_is_shown_right(text: str) -> None:
    tokens = MARKDOWN.parse(text)
    tables = [token.map for token in tokens if token.type == "table_open" and token.map]
    lines = text.split("\n")
    for first, last in tables:
        assert len({line.count("|") for line in lines[first:last]}) == 1
    covered = {number for first, last in tables for number in range(first, last)}
    assert [line for number, line in enumerate(lines) if line.startswith("|") and number not in covered] == []
    shown = MARKDOWN.render(text)
    anchors = re.findall(r'<a id="([^"]*)"', shown)
    assert len(set(anchors)) == len(anchors)
    assert {html.unescape(target) for target in re.findall(r'href="#([^"]*)"', shown)} <= {
        emit.md_link(html.unescape(anchor)) for anchor in anchors
    }
    assert set(re.findall(r"<(\w+)", shown)) <= {
        *("h1", "h2", "p", "a", "em", "strong", "code", "pre", "blockquote", "ul", "li"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }


TEXTS = st.lists(st.text(max_size=12) | st.sampled_from(HOSTILE), min_size=2, max_size=5)


@pytest.mark.slow
@one_in(2)
@given(TEXTS)
@including([*HOSTILE])
def test_tables_links_and_anchors_hold_whatever_the_texts(texts: list[str]) -> None:
    found = pages(told(texts))
    assert set(found) == {"registry/docs/en.md", "registry/docs/fr.md", "event.en.md", "index.en.md", "index.fr.md"}
    for path, text in found.items():
        if not path.startswith("index"):
            assert_is_shown_right(text)


def test_a_page_links_its_sections_only_where_there_are_many() -> None:
    assert "](#" not in pages(sample.MODEL)["registry/docs/en.md"]
    several = tuple(replace(a, section=f"s{n}") for n, a in enumerate(sample.ACTIONS))
    text = pages(Model((replace(sample.SERVICE, actions=several),)))["registry/docs/en.md"]
    assert "(#ui)" in text
    assert [fact.id for fact in extract(read("a.md", text.encode())).actions] == [action.id for action in several]


def test_a_link_to_a_section_says_nothing_of_its_own() -> None:
    """A heading that reads like a rule, or like an action, is none once more in the list of sections."""
    list_of = "- [Events for `ap-north` show in `ap-south`](#a)\n- [`x.y.create`: Creates a y](#b)\n"
    assert not extract(read("a.md", f"# Events\n\n{list_of}".encode())).routes
    assert not extract(read("a.md", f"# Events\n\n{list_of}".encode())).actions
    said = list_of.replace("(#", "(other.md#")
    document = extract(read("a.md", f"# Events\n\n{said}".encode()))
    assert len(document.routes) == len(document.actions) == 1


def test_old_ids_stand_beside_new_ones_and_link_to_them() -> None:
    plain = pages(Model((replace(sample.SERVICE, renamed=()),)))["registry/docs/en.md"]
    assert "Old event name" not in plain
    text = pages(Model((replace(sample.SERVICE, renamed=((sample.PUSH, sample.PULL),)),)))["registry/docs/en.md"]
    assert f"`{sample.PULL}` | `{sample.PUSH}` |" in text
    assert f"- `{sample.PUSH}` → [`{sample.PULL}`](#{sample.PULL})\n" in text


# ------------------------------------------------------------------------------------------- the event


FIELDS = (
    EventField("action", "string", {"en": "What happened.", "fr": "Ce qui s'est passé."}),
    EventField("outcome", "string", {"en": "How it ended."}, ("success", "failure")),
    EventField("target.id", None, {}),
)
ENVELOPE = Envelope("en", ("en", "fr"), FIELDS, {"en": ("docs/en/event.md",), "fr": ("docs/fr/event.md",)})


def test_the_event_has_a_page_in_each_of_its_languages() -> None:
    found = pages(Model((sample.SERVICE, sample.BARE), ENVELOPE))
    assert "(../../event.fr.md)" in found["registry/docs/fr.md"]
    assert "[English](event.en.md)" in found["event.fr.md"]
    assert "](event.fr.md)" in found["index.fr.md"]
    for locale in ("en", "fr"):
        document = extract(read(f"event.{locale}.md", found[f"event.{locale}.md"].encode()))
        assert [(f.name, f.type, f.values) for f in document.fields] == [(f.name, f.type, f.values) for f in FIELDS]
        assert document.fields[0].description == FIELDS[0].descriptions[locale]
        assert not document.actions
        assert sum(table.reported for table in document.ledger) == 0
    assert "How it ended. _(Pas encore traduit)_" in found["event.fr.md"]


def test_a_language_without_that_page_links_to_the_source_language() -> None:
    german = replace(sample.SERVICE, locales=("en", "de"))
    assert "(../../event.en.md)" in pages(Model((german,), ENVELOPE))["registry/docs/de.md"]


def test_without_a_page_that_defines_the_event_there_is_none() -> None:
    found = pages(sample.MODEL)
    assert not [path for path in found if path.startswith("event.")]
    assert "event." not in found["registry/docs/en.md"]


# ------------------------------------------------------------------------------------------- completeness


@pytest.mark.parametrize("locale", LOCALES)
def test_the_table_of_translations_is_accounted_for(locale: str) -> None:
    service = replace(
        sample.SERVICE,
        locales=("en", locale) if locale != "en" else ("en",),
        completeness=(Completeness(locale, 4, 3, 2, 1),),
    )
    text = pages(Model((service,)))[f"registry/docs/{locale}.md"]
    assert f"| {locales.load(locale).name} | 4 | 3 | 2 | 1 |" in text
    document = extract(read("page.md", text.encode()))
    assert document.ledger[-1].ignored == 1
    assert dict(document.ledger[-1].reasons) == {"no-id-in-table": 1}


# ------------------------------------------------------------------------------------------- figures


def figures(text: str) -> list[str]:
    return [html.unescape(token.content) for token in MARKDOWN.parse(text) if token.info == "mermaid"]


def test_a_figure_shows_the_routes_and_nothing_without_them() -> None:
    (figure,) = figures(pages(sample.MODEL)["registry/docs/fr.md"])
    assert figure == 'flowchart LR\n    region_AP_NORTH["Tokyo (ap-north)"] --> region_AP_SOUTH["Sydney (ap-south)"]\n'
    assert figures(pages(Model((sample.COLLECTED,)))["registry/docs/en.md"]) == []


def drawn(sources: list[str]) -> Iterator[tuple[str, list[str]]]:
    """What Mermaid says to each figure ("" for nothing), and the texts of its nodes."""
    from playwright.sync_api import sync_playwright

    program = """async ([source, name]) => {
        try {
            const {svg} = await mermaid.render(name, source)
            document.body.innerHTML = svg
            const texts = [...document.querySelectorAll('.nodeLabel')].map(node => node.textContent)
            return ['', texts, document.body.querySelectorAll('a, script, img, i').length]
        } catch (error) { return [String(error), [], 0] }
    }"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content("<body></body>")
        page.add_script_tag(path=str(MERMAID))
        page.evaluate("mermaid.initialize({startOnLoad: false})")
        for number, source in enumerate(sources):
            error, texts, others = page.evaluate(program, [source, f"figure{number}"])
            assert not others
            yield error, texts
        browser.close()


NAMES = (
    *('"', "end", "x y", "`a`", "1. a", "- a", "[x](y)", "<b>a</b>", "a & b", "#35;", "&amp;", "$$x$$", "fa:fa-car"),
    *("%%{init: {}}%%", "São Paulo", "東京", "a]b", "a}b", "-->", "**a**", "http://a.example", "```", "subgraph"),
    *("{{x}}", "click a", "a;b", "a|b", "\\n", "@{ shape: x }", "classDef a", ":::b", "~~~", "(a)", "a--b"),
    *("a\"]; b[\"c",),
)  # fmt: skip


@pytest.mark.skipif(not (MERMAID.is_file() and CHROMIUM.is_file()), reason="needs mermaid and a browser")
def test_mermaid_shows_any_name_as_it_is() -> None:
    sources = []
    for name in NAMES:
        places = (Location("aa-one", "aa-one", {"en": name}), Location("end", None, {"en": "End"}))
        delivery = Delivery("ui", routes=(Route("aa-one", "end"),))
        service: Service = replace(sample.SERVICE, locations=places, deliveries=(delivery,))
        sources += figures(pages(Model((service,)))["registry/docs/en.md"])
    found = list(drawn(sources))
    assert [error for error, _ in found if error] == []
    assert [sorted(texts) for _, texts in found] == [sorted([f"{name} (aa-one)", "End"]) for name in NAMES]
