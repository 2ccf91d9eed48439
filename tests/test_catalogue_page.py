"""The catalogue page in a real browser, opened from disk: what people do with it, and what must never happen in it."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import hostile
import sample_model as sample
from docschema import locales
from docschema.model import Completeness, Envelope, EventField, Section
from docschema.render import RenderOptions, render
from test_emit import HOSTILE

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
    pytest.mark.xdist_group("browser"),
]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PULL = "registry/registry.image.pull"
PHONE = {"width": 360, "height": 740}


# ------------------------------------------------------------------------------------------- a model with everything


def _many() -> tuple[Any, ...]:
    """Enough actions for a list that scrolls, with texts in three languages."""
    verbs, things = ("read", "write", "rotate"), [f"thing{number:03}" for number in range(100)]
    return tuple(
        sample.action(
            f"store.{thing}.{verb}",
            {
                "en": f"The {thing} is met with {verb}.",
                "fr": f"Élément {thing} : {verb}",
                "ja": f"{thing} を確認 ({verb})",
            },
            kind=("data", "management", None)[at % 3],
        )
        for thing in things
        for at, verb in enumerate(verbs)
    )


def _hostile() -> tuple[Any, ...]:
    chance = random.Random(7)
    pieces = ["".join(chance.choices(hostile.PIECES, k=5)).replace("\udc80", "") for _ in range(40)]
    texts = [*(text for text in HOSTILE if "\ud800" not in text), *MARKUP, *filter(str.strip, pieces)]
    return tuple(sample.action(f"hostile.text.t{number:03}", {"en": text}) for number, text in enumerate(texts))


MARKUP = (
    "<img src=x onerror=alert(1)>",
    "<script>window.ran = true</script>",
    "</script><script>window.ran = true</script>",
    "<!--<script>",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
)
FIELDS = (
    EventField("requestData.size", "Number", {"en": "How large.", "fr": "La taille."}, ("1", "2"), (sample.PULL,)),
    EventField("outcome", "String", {"en": "How it ended."}, ("success", "failure")),
)
REGISTRY = replace(
    sample.TWO_DELIVERIES,
    fields=FIELDS,
    completeness=(Completeness("fr", 4, 3, 2, 1),),
    renamed=(("registry.image.fetch", sample.PULL), (sample.PUSH, sample.PULL)),
)
STORE = replace(sample.BARE, name="store", locales=("en", "fr", "ja"), actions=_many(), titles={"en": "Store"})
STORE = replace(STORE, sections=(Section("at_actions", {"en": "What the store does"}),))
HOSTILE_SERVICE = replace(
    sample.BARE,
    name="<b>hostile</b>",
    actions=_hostile(),
    titles={"en": MARKUP[0]},
    sections=(Section("at_actions", {"en": MARKUP[2]}),),
    fields=(EventField(MARKUP[1], MARKUP[0], {"en": MARKUP[2]}, (MARKUP[4],)),),
)
COMMON = (EventField("initiator.id", "String", {"en": "Who did it.", "fr": "Qui l'a fait."}),)
MODEL = replace(sample.model_of(REGISTRY, STORE, HOSTILE_SERVICE), envelope=Envelope("en", ("en", "fr"), COMMON))


@dataclass
class Watched:
    """A page, with what went wrong in it and what it asked for."""

    page: Any
    url: str
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, fragment: str = "") -> None:
        """Open the page anew."""
        if self.requests:
            self.page.goto("about:blank")
        self.page.goto(f"{self.url}#{fragment}")
        self.page.wait_for_selector("html[data-searched]", state="attached")

    def fragment(self) -> dict[str, str]:
        """What the address says, as soon as it does."""
        self.page.wait_for_timeout(300)
        text = str(self.page.evaluate("location.hash.slice(1)"))
        return dict(self.page.evaluate("text => Object.fromEntries(new URLSearchParams(text))", text))

    def search(self, text: str) -> list[str]:
        """The ids in sight after typing."""
        self.page.fill("#search", text)
        return self.ids()

    def ids(self) -> list[str]:
        return list(self.page.eval_on_selector_all(".row", BY_POSITION))

    def text(self, selector: str) -> str:
        return str(self.page.text_content(selector))

    def check(self, facet: str, label: str) -> None:
        """Choose a value of a filter."""
        part = self.page.locator(".facets > details").filter(
            has=self.page.locator("summary", has_text=re.compile(f"^{facet}"))
        )
        if part.get_attribute("open") is None:
            part.locator("summary").click()
        part.locator(".value", has_text=re.compile(f"^{label}")).locator("input").check()


BY_POSITION = (
    """rows => rows.sort((a, b) => a.ariaPosInSet - b.ariaPosInSet).map(row => row.querySelector("code").textContent)"""
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("catalogue") / "index.html"
    made = render(MODEL, RenderOptions(keywords=sample.KEYWORDS, targets=("catalogue.html",)))
    file.write_text(next(artifact.text for artifact in made if artifact.path.endswith(".html")), "utf-8", newline="\n")
    return file.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, url: str) -> Iterator[Callable[..., Watched]]:
    """Opens the page; in the end it has to have been without faults and without requests."""
    contexts, watched = [], []

    def opening(fragment: str = "", **options: Any) -> Watched:
        context = browser.new_context(**{"locale": "en-US", "viewport": {"width": 1400, "height": 900}, **options})
        contexts.append(context)
        one = Watched(context.new_page(), url)
        watched.append(one)

        def dismissed(dialog: Any) -> None:
            one.faults.append("a dialog")
            dialog.dismiss()

        context.on("request", lambda request: one.requests.append(request.url))
        one.page.on(
            "console", lambda message: one.faults.append(message.text) if message.type in ("error", "warning") else None
        )
        one.page.on("pageerror", lambda error: one.faults.append(str(error)))
        one.page.on("dialog", dismissed)
        one.go(fragment)
        return one

    yield opening
    for context in contexts:
        context.close()
    for one in watched:
        assert one.faults == []
        assert {request.split("#")[0] for request in one.requests} == {url}


@pytest.fixture
def page(opened: Callable[..., Watched]) -> Watched:
    return opened()


# ------------------------------------------------------------------------------------------- search and filters


def test_search_finds_ids_first_and_texts_in_every_language(page: Watched) -> None:
    assert page.search("image")[:2] == [sample.PULL, sample.PUSH]
    assert page.search("définit LE plan") == [sample.PLAN]
    assert page.search("DEFINIT") == [sample.PLAN]
    assert "Définit le plan « standard »." in page.text(".row .row-text")
    assert "Found in Français" in page.text(".row .mark")
    assert page.search("image pull")[0] == sample.PULL
    assert page.search("thing042 確認 rotate") == ["store.thing042.rotate"]
    assert page.search("pull pulls extrait") == [sample.PULL]
    assert page.search("nothing like it") == []
    assert page.text(".nothing p") == "No matching actions"
    page.page.click(".nothing button")
    assert len(page.ids()) > 5


def test_typing_and_deleting_give_what_the_whole_word_gives(page: Watched) -> None:
    for text in ("thing04", "rotate write", "image"):
        page.page.fill("#search", "")
        page.page.type("#search", text)
        typed = page.text(".results-count")
        page.page.keyboard.press("Backspace")
        page.page.keyboard.type(text[-1])
        page.page.fill("#search", "")
        page.page.fill("#search", text)
        assert page.text(".results-count") == typed


def test_only_rows_in_sight_are_in_the_page_and_say_where_they_stand(page: Watched) -> None:
    total = sum(len(service.actions) for service in MODEL.services)
    assert page.text(".results-count") == f"Actions: {total}"
    assert 5 < page.page.locator(".row").count() < 40
    page.page.focus("#list")
    page.page.keyboard.press("End")
    last = page.page.locator(f'.row[aria-posinset="{total}"]')
    assert last.get_attribute("aria-setsize") == str(total)
    assert last.get_attribute("aria-selected") == "true"
    assert page.page.get_attribute("#list", "aria-activedescendant") == last.get_attribute("id")
    assert page.page.locator(".row").count() < 40


def test_filters_combine_show_counts_and_are_cleared(page: Watched) -> None:
    page.check("Service", "store")
    assert page.text(".results-count").startswith("Actions: 300 of ")
    page.check("Verb", "rotate")
    page.check("Verb", "read")
    assert page.text(".results-count").startswith("Actions: 200 of ")
    page.check("Kind", "Data")
    assert page.text(".results-count").startswith("Actions: 100 of ")
    counts = {"read": "100", "write": "0", "rotate": "0"}  # rotating is no data event
    for verb, number in counts.items():
        value = page.page.locator(
            ".value", has=page.page.locator('input[name="verb"]'), has_text=re.compile(f"^{verb}")
        )
        sync_api.expect(value.locator(".count")).to_have_text(number)
    assert page.fragment()["service"] == "store"
    page.search("thing01")
    assert page.text(".results-count").startswith("Actions: 10 of ")
    page.page.click("text=Clear filters")
    page.search("")
    assert " of " not in page.text(".results-count")


def test_filters_by_section_place_and_deprecation(page: Watched) -> None:
    page.check("Location", "Sydney")
    assert page.text(".results-count").startswith("Actions: 4 of ")
    page.check("Deprecated", "Deprecated only")
    assert page.ids() == [sample.PUSH]
    page.check("Deprecated", "Without")
    assert sample.PUSH not in page.ids()
    page.check("Deprecated", "All")
    page.check("Section", "Actions that make events")
    assert page.text(".results-count").startswith("Actions: 4 of ")


# ------------------------------------------------------------------------------------------- addresses


def test_an_address_opens_what_it_says(opened: Callable[..., Watched]) -> None:
    page = opened(f"lang=fr&q=image&service=registry&action={PULL}")
    assert page.page.get_attribute("html", "lang") == "fr"
    assert page.page.input_value("#search") == "image"
    assert page.text("#pane-title") == sample.PULL
    assert page.text(".lead") == "Extrait une image."
    assert page.ids() == [sample.PULL, sample.PUSH]
    assert page.page.get_attribute('.row[aria-current="true"]', "aria-posinset") == "1"
    page.go("lang=xx&action=no/such&service=none&about=none")
    assert page.page.get_attribute("html", "lang") == "en"
    assert page.text("#pane-title") == "Overview"


def test_back_and_forward_go_through_what_was_open(page: Watched) -> None:
    page.search("plan")
    page.page.wait_for_timeout(300)
    page.page.click(".row")
    page.page.fill("#search", "image")
    page.page.wait_for_timeout(300)
    page.page.click(".row >> nth=1")
    assert page.text("#pane-title") == sample.PUSH
    page.page.go_back()
    assert page.text("#pane-title") == sample.PLAN
    page.page.go_back()
    assert page.text("#pane-title") == "Overview"
    assert page.page.input_value("#search") == "plan"
    page.page.go_forward()
    assert page.text("#pane-title") == sample.PLAN


def test_links_inside_the_pane_are_entries_of_the_history_too(opened: Callable[..., Watched]) -> None:
    page = opened(f"action=registry/{sample.PUSH}")
    page.page.click(f'.facts a:has-text("{sample.PULL}")')
    assert page.text("#pane-title") == sample.PULL
    page.page.click(".facts a >> nth=0")
    assert page.text("#pane-title") == "registry"
    assert page.fragment()["about"] == "registry"
    page.page.click("text=Show actions: 4")
    assert page.text(".results-count").startswith("Actions: 4 of ")
    page.page.go_back()
    assert page.text("#pane-title") == "registry"


# ------------------------------------------------------------------------------------------- one action


def test_the_pane_tells_all_of_an_action(opened: Callable[..., Watched]) -> None:
    page = opened(f"action={PULL}")
    pane = page.text(".pane-content")
    for piece in (
        "registry.image.fetch",
        "Data events",
        "docs/en/registry.md#at_actions",
        "requestData.size",
        "Number",
        "outcome",
    ):
        assert piece in pane
    for piece in ("Extrait une image.", "Pulls an image from Registry®.", "account domain", "Events for", "ap-north"):
        assert piece in pane
    assert "Global events are stored in" in pane
    assert "Fields of all events" in pane
    assert not page.page.is_visible(".common .fields")
    page.page.click(".common summary")
    assert "Who did it." in page.page.inner_text(".common .fields")
    assert page.page.get_attribute(".descriptions dd >> nth=1", "lang") == "fr"
    names = page.page.eval_on_selector_all(
        ".picture svg", "all => all.map(one => one.querySelector('title').textContent)"
    )
    assert names == ["Region map of registry"] * 2
    described = page.text(".picture svg desc")
    assert "Tokyo (ap-north) → Sydney (ap-south)" in described
    assert "Not available: us-south" in described
    assert page.page.locator(".node.available").count() == 1


def test_the_completeness_of_translations_is_a_picture_and_a_table(opened: Callable[..., Watched]) -> None:
    page = opened("about=registry")
    widths = page.page.eval_on_selector_all(
        ".bars rect", "all => all.map(one => [one.classList[1], one.getBoundingClientRect().width])"
    )
    assert [name for name, _ in widths] == ["translated", "deviating", "there", "missing"]
    assert len({round(width) for _, width in widths}) == 1
    cells = page.page.eval_on_selector_all(
        ".table tbody tr >> nth=0 >> th, td", "all => all.map(one => one.textContent)"
    )
    assert cells[:5] == ["Français", "4", "3", "2", "1"]


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_copying(opened: Callable[..., Watched], has_clipboard: bool) -> None:
    page = opened(f"action={PULL}", permissions=["clipboard-read", "clipboard-write"])
    page.page.evaluate("() => { window.read = () => navigator.clipboard.readText(); }")
    if not has_clipboard:
        page.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    copied = {}
    for name in ("id", "link", "python", "typescript", "json"):
        page.page.click(f'[data-copy="{name}"]')
        page.page.wait_for_selector("#toast.shown:has-text('Copied')")
        copied[name] = str(page.page.evaluate("() => window.read()"))
    assert copied["id"] == sample.PULL
    assert copied["link"] == f"{page.url}#lang=en&action={PULL}"
    assert copied["python"] == "from registry import Action\n\nAction.REGISTRY_IMAGE_PULL\n"
    assert copied["typescript"] == 'import { Action } from "./registry";\n\nAction.REGISTRY_IMAGE_PULL;\n'
    made = json.loads(copied["json"])
    assert (made["id"], made["kind"], made["descriptions"]["fr"]) == (sample.PULL, "data", "Extrait une image.")
    assert page.page.get_attribute("#toast", "role") == "status"


def test_a_pattern_is_copied_as_a_pattern(opened: Callable[..., Watched]) -> None:
    page = opened("action=registry/<service_id>.backup.create", permissions=["clipboard-read", "clipboard-write"])
    page.page.click('[data-copy="python"]')
    page.page.wait_for_selector("#toast.shown:has-text('Copied')")
    text = page.page.evaluate("() => navigator.clipboard.readText()")
    assert text == 'from registry import ACTION_PATTERNS\n\nACTION_PATTERNS["<service_id>.backup.create"]\n'
    assert page.page.locator('[data-copy="typescript"]').count() == 0


# ------------------------------------------------------------------------------------------- languages and looks


def test_the_interface_speaks_ten_languages(page: Watched) -> None:
    page.page.click(".row")
    for code in locales.available():
        page.page.select_option("#language", code)
        words = locales.load(code)
        assert page.page.get_attribute("html", "lang") == code
        assert page.text("h1") == words.strings["index_title"]
        assert page.page.get_attribute("#search", "placeholder") == words.interface["search_hint"]
        assert page.text('[data-copy="id"]') == words.interface["copy_id"]
        page.page.wait_for_selector(f'.facets summary:has-text("{words.interface["verb"]}")')
        for text in page.page.eval_on_selector_all("button, summary, h2, h3", "all => all.map(one => one.textContent)"):
            assert not re.search("[{}]|undefined", text)
    assert page.fragment()["lang"] == "zh-TW"


def test_a_text_in_another_language_says_so(opened: Callable[..., Watched]) -> None:
    page = opened("lang=fr&service=registry")
    rows = page.page.locator(".row")
    assert rows.nth(0).locator(".mark").count() == 0
    assert rows.nth(0).locator(".row-text [lang]").count() == 0
    assert rows.nth(1).locator(".row-text [lang=en]").count() == 1
    assert "English" in str(rows.nth(1).locator(".mark").text_content())


def test_a_chosen_language_and_theme_are_kept(page: Watched) -> None:
    light = page.page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.page.select_option("#theme", "dark")
    dark = page.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.page.select_option("#language", "ko")
    page.go()
    assert page.page.get_attribute("html", "lang") == "ko"
    assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_theme_follows_the_system(opened: Callable[..., Watched]) -> None:
    colours = {
        opened(color_scheme=scheme).page.evaluate("getComputedStyle(document.body).color")
        for scheme in ("light", "dark")
    }
    assert len(colours) == 2


def test_the_language_of_the_reader_comes_first(opened: Callable[..., Watched]) -> None:
    assert opened(locale="pt-PT").page.get_attribute("html", "lang") == "pt-BR"
    assert opened(locale="nl-NL").page.get_attribute("html", "lang") == "en"


# ------------------------------------------------------------------------------------------- keys


def test_all_of_it_goes_by_keys(page: Watched) -> None:
    press = page.page.keyboard.press
    page.page.focus("#list")
    press("/")
    assert page.page.evaluate("document.activeElement.id") == "search"
    page.page.keyboard.type("image p")
    press("ArrowDown")
    press("ArrowDown")
    assert page.page.get_attribute("#search", "aria-activedescendant") == "row-1"
    press("Enter")
    assert page.text("#pane-title") == sample.PUSH
    assert page.page.evaluate("document.activeElement.id") == "pane-title"
    press("Tab")
    assert page.page.evaluate("document.activeElement.dataset.copy") == "id"
    press("Escape")
    assert page.page.evaluate("document.activeElement.id") == "list"
    assert page.text("#pane-title") == "Overview"
    press("/")
    press("Escape")
    assert page.page.input_value("#search") == ""


FOCUSED = """() => {
  const { activeElement: focused } = document;
  return focused === document.body ? "" : focused.id || focused.tagName;
}"""


def test_the_tab_key_leads_through_all_and_out_again(page: Watched) -> None:
    seen = []
    for _ in range(80):
        page.page.keyboard.press("Tab")
        seen.append(page.page.evaluate(FOCUSED))
        if seen[-1] == "" or (seen[-1] == "search" and len(seen) > 3):
            break
    assert seen[-1] in ("", "search")
    assert {"language", "theme", "list", "SUMMARY", "A"} <= set(seen)


# ------------------------------------------------------------------------------------------- safety


def test_texts_are_shown_as_they_are_and_nothing_runs(page: Watched) -> None:
    for number, action in enumerate(HOSTILE_SERVICE.actions):
        if number % 6 == 0 or action.descriptions["en"] in MARKUP:
            page.page.evaluate(
                "key => { location.hash = `action=${encodeURIComponent(key)}`; }", f"{HOSTILE_SERVICE.name}/{action.id}"
            )
            page.page.wait_for_selector(f'#pane-title:has-text("{action.id}")')
            assert page.page.evaluate("document.querySelector('.lead [dir]').textContent") == action.descriptions["en"]
    assert MARKUP[1] in page.text(".fields")
    assert page.page.evaluate("window.ran") is None
    assert page.page.locator("img, iframe, object, script:not([type])").count() == 1
    page.page.evaluate("key => { location.hash = `about=${encodeURIComponent(key)}`; }", HOSTILE_SERVICE.name)
    page.page.wait_for_selector("#pane-title:has-text('<b>hostile</b>')")
    assert page.page.locator("main b, main img").count() == 0
    assert page.search("<script>")


def test_the_policy_holds(opened: Callable[..., Watched]) -> None:
    page = opened()
    tried = page.page.evaluate("""async () => {
      const tries = [
        () => { document.body.innerHTML = "<b>x</b>"; },
        () => fetch("https://example.invalid/"),
        () => { document.body.append(Object.assign(document.createElement("script"), { text: "window.ran = true" })); },
      ];
      const said = [];
      for (const one of tries) {
        try { await one(); said.push("done"); } catch (error) { said.push(error.name); }
      }
      return said;
    }""")
    assert tried == ["TypeError", "TypeError", "TypeError"]
    assert page.page.evaluate("window.ran") is None
    page.page.wait_for_timeout(50)
    assert len(page.faults) >= 3
    page.faults.clear()
    page.requests[:] = [request for request in page.requests if request.startswith("file:")]


# ------------------------------------------------------------------------------------------- phones, and all people


def test_nothing_is_wider_than_a_phone(opened: Callable[..., Watched]) -> None:
    page = opened(viewport=PHONE, has_touch=True)
    for fragment in ("", f"action={PULL}", "about=registry", "about=", "lang=de&q=image", f"lang=ja&action={PULL}"):
        page.go(fragment)
        assert page.page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.page.evaluate(TOO_WIDE) == []
        assert page.page.evaluate(TOO_SMALL) == []


TOO_WIDE = """() => [...document.querySelectorAll("main *, header *")]
  .filter((one) => one.checkVisibility() && !one.closest(".row, .hidden, svg, .table"))
  .filter((one) => one.getBoundingClientRect().right > 361)
  .map((one) => one.outerHTML.slice(0, 90))"""
TOO_SMALL = """() => [...document.querySelectorAll("button, select, input, summary, .row, label.value")]
  .filter((one) => one.checkVisibility() && !one.closest("label") && one.getBoundingClientRect().height < 24)
  .map((one) => one.outerHTML.slice(0, 90))"""


def test_a_phone_shows_one_thing_at_a_time(opened: Callable[..., Watched]) -> None:
    page = opened(viewport=PHONE, has_touch=True)
    page.page.tap(".row")
    assert page.page.is_visible("#pane-title")
    assert not page.page.is_visible("#list")
    page.page.tap("text=Back to the list")
    assert page.page.is_visible("#list")
    page.page.tap("#filters-toggle")
    assert not page.page.is_visible("#list")
    page.check("Kind", "Data")
    page.page.tap(".done")
    assert page.page.is_visible("#list")
    assert page.text("#filters-toggle") == "Filters: 1"


VIEWS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "light": ({}, ("q=image", f"action={PULL}", "q=zzz&about=registry")),
    "dark": ({"color_scheme": "dark"}, (f"lang=fr&q=image&action={PULL}", "about=registry&service=registry")),
    "phone": ({"viewport": PHONE}, ("", f"action={PULL}")),
}
AXE = """() => {
  for (const one of document.querySelectorAll(".pane details")) one.open = true;
  return axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
}"""


@pytest.mark.parametrize("view", list(VIEWS))
def test_there_are_no_barriers(opened: Callable[..., Watched], view: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.base")
    options, fragments = VIEWS[view]
    page = opened(**options)
    for fragment in fragments:
        page.go(fragment)
        page.page.wait_for_selector(".facets summary", state="attached")
        page.page.evaluate(Path(axe.__file__).with_name("axe.min.js").read_text("utf-8"))
        found = page.page.evaluate(AXE)
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
