from __future__ import annotations

import ast
import html
import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from docschema.rendering import emit

HOSTILE = (
    'ends """ here',
    "\\",
    "\\N{BULLET} \\x41 \\",
    "a\nb\r\nc\rd\x85e\u2028f\u2029g\x0ch",
    "\x00\x1b[31m",
    "{{ 7 * 7 }} {% raw %} {# c #} {: #id} {#id}",
    "a | b || c \\| d",
    "`code` ``more`` ```",
    "</script><!-- --> <b>&amp;&#124;</b>",
    "[x](javascript:alert(1)) ![y](z)",
    "# heading",
    "- item",
    "1. item",
    "    code",
    "\u202egnirts\u2066 \u200b\ufeff\u3164",
    "\U0001f600 \ud800 ﾃ é 漢字",
    "::error::x ##[group]",
    "# coding: latin-1",
)
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(), st.text(st.sampled_from("\\`*_[]<>&|~$#{:}%\n\r\t \"'a1.-\u2028\0"))
)


def inline_text(markdown: str) -> str:
    """What a Markdown reader shows of one line."""
    (token,) = MarkdownIt("commonmark").parseInline(markdown)
    assert {child.type for child in token.children or ()} <= {"text", "text_special", "code_inline", "html_inline"}
    return "".join(child.content for child in token.children or () if child.type != "html_inline")


def is_plain(text: str) -> bool:
    return all(emit.is_shown(c) for c in text) and text == " ".join(text.split())


@given(texts)
def test_python_literals_hold_the_text(text: str) -> None:
    for literal in (emit.py_str(text), emit.py_text(text), emit.py_doc(text)):
        assert ast.literal_eval(literal) == text
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b]", literal)
    assert emit.py_str(text).isascii()


def test_prose_keeps_letters_and_ids_do_not() -> None:
    assert emit.py_text("Événement 漢字") == '"Événement 漢字"'
    assert emit.py_str("іmage.pull") == '"\\u0456mage.pull"'
    assert emit.py_doc('a """ b\\') == '"""a \\"\\"\\" b\\\\"""'


@given(texts)
def test_a_docstring_is_one(text: str) -> None:
    tree = ast.parse(f"class A:\n    {emit.py_doc(text)}\n")
    (node,) = tree.body
    assert isinstance(node, ast.ClassDef)
    assert ast.get_docstring(node, clean=False) == text


@pytest.mark.parametrize("name", ["", "1a", "a b", "class", "match", "__x", "é", "a\n", "a.b", 'a"'])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(emit.EmitError, match="cannot be a name"):
        emit.identifier(name)


def test_a_name_stays() -> None:
    assert emit.identifier("IMAGE_PULL") == "IMAGE_PULL"


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "-->", "*/", "#}", "coding: x", "é", "a\u2028b"])
def test_a_comment_takes_nothing_that_ends_it(text: str) -> None:
    with pytest.raises(emit.EmitError, match="comment"):
        emit.comment(text)


@pytest.mark.parametrize("value", [True, "1", 1.5, None])
def test_a_number_is_one(value: object) -> None:
    with pytest.raises(emit.EmitError, match="whole number"):
        emit.number(value)
    assert emit.number(3) == "3"


@pytest.mark.parametrize("value", [1, "x", None])
def test_a_truth_is_one(value: object) -> None:
    with pytest.raises(emit.EmitError, match="neither"):
        emit.py_bool(value)
    assert emit.py_bool(False) == "False"


@given(st.dictionaries(texts, texts))
def test_json_holds_the_text(data: dict[str, str]) -> None:
    shown = emit.json(data, 2)
    assert json.loads(shown) == data
    assert list(json.loads(shown)) == list(data)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", shown)
    assert "\n" not in emit.json_line(data)


def test_json_beyond_the_first_plane() -> None:
    assert emit.json("\U0001f600") == '"\\ud83d\\ude00"'


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_yaml_holds_the_text(text: str) -> None:
    assert yaml.safe_load(emit.yaml_str(text)) == text


@given(texts)
def test_markdown_text_is_text(text: str) -> None:
    for shown in (emit.md_inline(text), emit.md_text(text), emit.md_heading(text)):
        assert "\n" not in shown
        assert "\r" not in shown
        assert "|" not in shown
        if is_plain(text):
            assert inline_text(shown) == text
            assert html.unescape(shown) == text


@given(texts)
def test_markdown_text_opens_no_block(text: str) -> None:
    for filter_, kinds in ((emit.md_text, ["paragraph_open"]), (lambda t: f"# {emit.md_heading(t)}", ["heading_open"])):
        tokens = MarkdownIt("commonmark").enable("table").parse(filter_("x" if not text.strip() else text))
        assert [token.type for token in tokens if token.level == 0 and token.nesting == 1] == kinds


@given(texts)
def test_a_code_span_holds_the_text(text: str) -> None:
    shown = emit.md_code(text)
    assert "|" not in shown
    assert "\n" not in shown
    if is_plain(text):
        assert inline_text(shown) == text


def test_code_spans() -> None:
    assert emit.md_code("<service_id>.a.b") == "`<service_id>.a.b`"
    assert emit.md_code("a`b|c") == "<code>a&#96;b&#124;c</code>"
    assert emit.md_code("") == ""


def test_variables_and_words_stay_readable() -> None:
    text = "{{site.data.keyword.registry_long}} {{ site.data.keyword.a_ }} - snake_case 50%"
    assert emit.md_text(text) == emit.md_heading(text) == text
    assert emit.md_code("{{site.data.keyword.x}}.a") == "`{{site.data.keyword.x}}.a`"
    assert emit.md_text("{: #id}") == "&#123;: #id}"
    assert emit.md_heading("a #") == "a &#35;"


@pytest.mark.parametrize(
    "text", ["a {onclick=x}", "{.b #c}", "{% d %}", "{{ e }}", "{{{site.data.keyword.f}}}", "{role}`g`"]
)
def test_a_brace_begins_no_attributes_and_no_tag(text: str) -> None:
    for shown in (emit.md_text(text), emit.md_inline(text), emit.md_heading(text)):
        assert "{" not in re.sub(r"\{\{site\.data\.keyword\.f\}\}", "", shown)
        assert html.unescape(shown) == text
    assert re.search(r"\{[{%:#]", re.sub(r"\{\{site\.data\.keyword\.f\}\}", "", emit.md_code(text))) is None


@pytest.mark.parametrize("text", ["!!! note", "??? note", "% comment", "+ item", "= line"])
def test_a_line_begins_no_block_of_any_flavour(text: str) -> None:
    assert emit.md_text(text) != text
    assert html.unescape(emit.md_text(text)) == text
    assert emit.md_text(f"a {text}") == f"a {text}"


@given(texts)
def test_a_link_target_names_no_scheme_and_ends_nothing(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]*", emit.md_link(text))
    assert not emit.md_link(f"//{text}").startswith("/")  # which would name a host


@given(texts)
def test_an_id_ends_no_attribute(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.&#;-]*", emit.html_id(text))


def test_sentences() -> None:
    places = [{"code": "ap-north", "name": "Tokyo"}, {"code": None, "name": "a|b"}]
    assert emit.sentence("In {x}: {n}.", ", ", x=places, n=3) == "In `ap-north`, a&#124;b: 3."
    assert emit.sentence("{x}", x="{n}`") == "<code>&#123;n}&#96;</code>"
    with pytest.raises(emit.EmitError, match="no value"):
        emit.sentence("{x}")
    with pytest.raises(emit.EmitError, match="cannot stand"):
        emit.sentence("{x}", x=None)


def test_places() -> None:
    place = {"code": "eu-de", "name": "Frankfurt", "names": {"fr": "Francfort"}}
    assert emit.md_place(place, "fr") == "Francfort (`eu-de`)"
    assert emit.md_place(place, "de") == "Frankfurt (`eu-de`)"
    assert emit.md_place({"code": "x", "name": "x", "names": {}}, "de") == "`x`"
    assert emit.md_place({"code": None, "name": "A | B", "names": {}}, "de") == "A &#124; B"
