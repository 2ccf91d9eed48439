"""The catalogue page without a browser: its data, how it gets into the page, and what is held against the model."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import hostile
import sample_model as sample
from budget import one_in
from docschema.model import Completeness, EventField, Model
from docschema.render import OutputError, RenderOptions, TemplateError, render
from docschema.rendering import emit, templating
from docschema.rendering.catalogue import catalogue
from docschema.rendering.context import service_data
from docschema.rendering.page import Page
from docschema.rendering.templating import content_hash
from docschema.rendering.view import names_of
from test_emit import HOSTILE

OPTIONS = RenderOptions(keywords=sample.KEYWORDS, targets=("catalogue.html",))
FIELDS = (
    EventField("requestData.size", "Number", {"en": "How large."}, ("1", "2"), (sample.PULL, "gone.id")),
    EventField("outcome", None, {}),
)
FULL = replace(sample.TWO_DELIVERIES, fields=FIELDS, completeness=(Completeness("fr", 4, 3, 2, 1),))
ADVISOR = replace(
    sample.SERVICE,
    name="advisor",
    actions=(
        sample.action("advisor.a.pull", {"en": "Pulls."}),
        sample.action("advisor.a_pull", {"en": "Is pulled."}),
        sample.action("advisor.old.pull", {"en": "Was pulled."}),
    ),
    renamed=(("advisor.old.pull", "advisor.a.pull"),),
)


def data(*services: Any, language: str | None = None) -> dict[str, Any]:
    made = [service_data(service, OPTIONS, names_of(service, OPTIONS.lock)) for service in services]
    return catalogue(made, language)


def page(model: Model, options: RenderOptions = OPTIONS) -> str:
    (text,) = (made.text for made in render(model, options) if made.path == "catalogue/index.html")
    return text


# ------------------------------------------------------------------------------------------- the data


def test_columns_and_tables_say_what_the_services_say() -> None:
    core = data(ADVISOR, FULL)["core"]
    assert core["ids"] == [action.id for service in (ADVISOR, FULL) for action in service.actions]
    sections = [core["sections"][section] for section in core["section"]]
    assert [core["services"][service]["name"] for service, *_ in sections] == ["advisor"] * 3 + ["registry"] * 4
    assert sections[0] == [0, "at_actions", {"en": "Actions that make events", "fr": "Actions"}]
    assert [core["kinds"][kind] for kind in core["kind"]] == ["", "", "", "data", "data", "management", ""]
    assert [core["verbs"][verb] for verb in core["verb"]] == ["pull", "a_pull", "pull", "pull", "push", "set", "create"]
    assert core["deprecated"] == [4]
    assert {core["sources"][source] for source in core["source"]} == {"docs/en/registry.md#at_actions"}
    assert [service["actions"] for service in core["services"]] == [[0, 3], [3, 7]]


def test_a_string_that_many_actions_share_is_there_once() -> None:
    text = emit.json_html(data(ADVISOR, FULL)["core"])
    assert text.count('"docs/en/registry.md#at_actions"') == 1
    assert text.count('"pull"') == 1
    assert text.count('"data"') == 1


def test_what_few_actions_have_is_there_for_them_only() -> None:
    core = data(ADVISOR, FULL)["core"]
    assert core["renamed_to"] == {"2": "advisor.a.pull"}
    assert core["renamed_from"] == {"0": ("advisor.old.pull",), "3": ("registry.image.fetch",)}
    assert list(core["patterns"]) == ["6"]
    assert core["tags"] == {}


def test_names_are_there_where_they_are_not_the_id_in_capitals() -> None:
    core = data(ADVISOR, FULL)["core"]
    assert sorted(core["names"]) == ["0", "1"]  # the two that ask for one name
    assert all(name.startswith("ADVISOR_A_PULL_") for name in core["names"].values())


def test_texts_are_those_of_the_actions_and_the_first_language_comes_first() -> None:
    made = data(FULL)
    assert list(made["texts"]) == ["en", "fr"]
    assert made["texts"]["fr"] == ["Extrait une image.", "", "Définit le plan « standard ».", ""]
    assert list(data(FULL, language="fr")["texts"]) == ["fr", "en"]
    assert data(FULL, language="ko")["language"] == "en"


def test_regions_fields_and_completeness_refer_by_number() -> None:
    (service,) = data(FULL)["core"]["services"]
    keys = [place["key"] for place in service["places"]]
    ui, scan = service["deliveries"]
    assert [[keys[at] for at in pair] for pair in ui["routes"]] == [["ap-north", "ap-south"]]
    assert [keys[at] for at in ui["exceptions"]] == ["ap-north"]
    assert [[keys[at], is_available] for at, is_available in ui["availability"]] == [
        ["eu-de", True],
        ["us-south", False],
    ]
    assert [[scope, keys[at]] for scope, at in scan["fixed"]] == [["global", "eu-de"]]
    assert [(field["actions"], field["general"]) for field in service["fields"]] == [([0], False), ([], True)]
    assert service["completeness"] == ({"locale": "fr", "rows": 4, "there": 3, "translated": 2, "deviating": 1},)


def test_one_place_for_all_events_is_a_move_from_everywhere_else() -> None:
    (service,) = data(sample.COLLECTED)["core"]["services"]
    keys = [place["key"] for place in service["places"]]
    moves = [[keys[at] for at in pair] for pair in service["deliveries"][0]["moves"]]
    assert moves == [[key, "eu-de"] for key in ("ap-north", "ap-south", "us-south")]


def test_there_is_no_page_without_a_service() -> None:
    assert [made.path for made in render(Model(()), OPTIONS)] == ["docschema.lock"]
    assert page(Model((sample.BARE,)))


# ------------------------------------------------------------------------------------------- text is data

texts = st.one_of(hostile.texts, st.sampled_from(HOSTILE), st.text())


@given(texts)
def test_json_in_a_page_holds_the_text_and_no_markup(text: str) -> None:
    written = emit.json_html({"key": [text]})
    assert json.loads(written) == {"key": [text]}
    assert not set(written) & {"<", ">", "&", "\u2028", "\u2029", "\u202e", "\n", "\r", "\0"}


@given(texts)
def test_text_in_a_page_is_text(text: str) -> None:
    assert not set(emit.html_text(text)) & {"<", ">", '"', "'", "\n", "\0"}


def test_letters_of_all_languages_stay_as_they_are() -> None:
    assert emit.json_html(["é", "画像", 1, None]) == '["é","画像",1,null]'
    assert emit.html_text("été & 画像") == "été &amp; 画像"
    with pytest.raises(emit.EmitError):
        emit.json_html({1, 2})


@one_in(3)
@given(st.lists(texts.filter(bool), min_size=1, max_size=3))
def test_texts_survive_in_the_page(found: list[str]) -> None:
    parsed = Page(page(sample.with_texts(found)))
    assert parsed.texts == {"en": found, "fr": [""] * len(found)}
    assert parsed.strange == []


# ------------------------------------------------------------------------------------------- the page


def test_the_policy_names_the_one_script_and_the_one_style() -> None:
    parsed = Page(page(sample.MODEL))
    assert len(parsed.hashes) == 2
    assert parsed.policy is not None
    rules = dict(rule.split(" ", 1) for rule in parsed.policy.split("; "))
    assert {rules["script-src"], rules["style-src"]} == set(parsed.hashes)
    assert (rules["default-src"], rules["base-uri"], rules["form-action"]) == ("'none'",) * 3
    assert rules["require-trusted-types-for"] == "'script'"


def test_scripts_make_elements_and_no_markup() -> None:
    scripts = {name: text for name, text in templating.assets().items() if name.endswith(".js")}
    assert len(scripts) > 8
    for name, text in scripts.items():
        assert text.startswith('"use strict";\n//'), name
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|fetch\(", text
        ), name


def test_ids_and_texts_are_found_again_and_their_language_is_named() -> None:
    parsed = Page(page(Model((FULL,))))
    assert parsed.data["core"]["ids"][0] == sample.PULL
    assert parsed.texts["fr"][0] == "Extrait une image."
    assert sorted(parsed.data["interface"]) == ["de", "en", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW"]
    assert parsed.data["interface"]["ja"]["language_name"] == "日本語"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<body>", "<body><b>bold</b>"),
        ("<body>", '<body onload="x()">'),
        ("<body>", "<body><script>alert(1)</script>"),
        ("<body>", "<body><style>*{}</style>"),
        ("{{ scripts | asset }}", "{{ scripts | asset }} "),
        ("{{ texts | json_html }}", "{{ [] | json_html }}"),
        ("{{ texts | json_html }}", "[1,"),
        ("{{ catalogue.core | json_html }}", "{{ dict | json_html }}"),
        ("; style-src {{", "; x-src {{ scripts | asset_hash }}{# {{"),
        ('http-equiv="Content-Security-Policy"', 'name="policy"'),
    ],
)
def test_a_page_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    templates = dict(templating.load())
    text = templates["catalogue.html"].text
    assert text.count(old) == 1
    text = text.replace(old, new).replace("{# {{", "{#").replace('{#  "_catalogue.css" | asset_hash }}', "{# #}")
    templates["catalogue.html"] = replace(templates["catalogue.html"], text=text)
    monkeypatch.setattr(templating, "load", lambda _folders: templates)
    with pytest.raises(TemplateError) as caught:
        page(sample.MODEL)
    assert isinstance(caught.value, OutputError) or "undefined" in str(caught.value) or "end of" in str(caught.value)


# ------------------------------------------------------------------------------------------- scripts and styles


def test_an_asset_of_the_same_name_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "_catalogue.css").write_bytes(b"/* mine */\r\n")
    text = page(sample.MODEL, replace(OPTIONS, template_folders=(tmp_path,)))
    assert "<style>/* mine */\n</style>" in text
    assert content_hash("/* mine */\n") in text
    assert "/* mine */" not in page(sample.MODEL)


@pytest.mark.parametrize("text", ["a </SCRIPT b", "</style", "<!-- ", "\0", "a\rb"])
def test_an_asset_that_would_not_stand_as_it_is_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "_x.js").write_bytes(f"\n{text}".encode())
    with pytest.raises(TemplateError, match=r"_x\.js:2: .* cannot stand in a script"):
        templating.assets((tmp_path,))


def test_an_asset_out_of_the_folder_or_without_a_name_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.js").write_text("secret")
    (folder / "_secret.js").symlink_to(tmp_path / "secret.js")
    (folder / "_bad.css").write_bytes(b"\xff")
    with pytest.raises(TemplateError, match="no UTF-8"):
        templating.assets((folder,))
    (folder / "_bad.css").unlink()
    with pytest.raises(TemplateError, match="a link that leads out"):
        templating.assets((folder,))
    (folder / "_secret.js").unlink()
    (folder / "x.txt.j2").write_text('{# each = "once"\npath = "x.txt" #}\n{{ "_secret.js" | asset }}')
    with pytest.raises(TemplateError, match=r"there is no script or style '_secret\.js'"):
        render(sample.MODEL, replace(OPTIONS, targets=("x.txt",), template_folders=(folder,)))
