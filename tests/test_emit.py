from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Callable

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
    with pytest.raises(emit.EmitError, match=re.escape("no value for {x} in '{x}'")):
        emit.sentence("{x}")
    with pytest.raises(emit.EmitError, match="cannot stand"):
        emit.sentence("{x}", x=None)


def test_places() -> None:
    place = {"code": "eu-de", "name": "Frankfurt", "names": {"fr": "Francfort"}}
    assert emit.md_place(place, "fr") == "Francfort (`eu-de`)"
    assert emit.md_place(place, "de") == "Frankfurt (`eu-de`)"
    assert emit.md_place({"code": "x", "name": "x", "names": {}}, "de") == "`x`"
    assert emit.md_place({"code": None, "name": "A | B", "names": {}}, "de") == "A &#124; B"


@pytest.mark.parametrize("character", " ~aé漢-")
def test_letters_and_signs_show(character: str) -> None:
    assert emit.is_shown(character)


@pytest.mark.parametrize(
    "character",
    ["\x1f", "\x7f", "\xa0", "\u034f", "\u180b", "\u180e", "\u2028", "\u202e", "\u3164", "\ue000", "\ufe00", "\ufe0f"],
)
def test_what_cannot_be_seen_does_not_show(character: str) -> None:
    assert not emit.is_shown(character)


def test_an_escape_of_python_is_as_short_as_the_character_allows() -> None:
    assert emit.py_str("\x00\x7f\xff\u0100\uffff\U00010000") == r'"\x00\x7f\xff\u0100\uffff\U00010000"'
    assert emit.py_str('\\ " \n \r \t ~ é') == r'"\\ \" \n \r \t ~ \xe9"'
    assert emit.py_text("é\x85") == r'"é\x85"'
    assert emit.py_doc("é\x85") == r'"""é\x85"""'


@pytest.mark.parametrize("name", ["class", "__x"])
def test_a_reserved_name_is_said_to_be_one(name: str) -> None:
    with pytest.raises(emit.EmitError, match=f"'{name}' cannot be a name in code: .* reserves it"):
        emit.identifier(name)


def test_a_message_about_a_name_shows_the_first_60_characters() -> None:
    with pytest.raises(emit.EmitError, match=f"'{'é' * 60}' cannot be a name in code: it may hold ASCII letters"):
        emit.identifier("é" * 60)
    with pytest.raises(
        emit.EmitError, match=re.escape(f"'{'é' * 60}...' cannot stand in a comment: it may hold ASCII")
    ):
        emit.comment("é" * 61)


def test_capitals_in_mixed_case() -> None:
    assert [emit.pascal(name) for name in ("A", "IMAGE_PULL", "A_1", "A1", "V2_3B_C")] == [
        "A", "ImagePull", "A_1", "A1", "V2_3bC",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "a", "A__B", "_A", "A_", "1A", "A\n", "É"])
def test_what_is_no_name_in_capitals_is_refused(name: str) -> None:
    with pytest.raises(emit.EmitError, match="no name in capitals"):
        emit.pascal(name)


def test_a_comment_and_a_truth_stay() -> None:
    assert emit.comment("Made from a {b}, ~ 100 %.") == "Made from a {b}, ~ 100 %."
    assert emit.py_bool(True) == "True"


@pytest.mark.parametrize("text", ["--!>", "coding=x", "\x7f", "\x1f"])
def test_other_ways_to_end_a_comment(text: str) -> None:
    with pytest.raises(emit.EmitError, match="comment"):
        emit.comment(text)


def test_escapes_of_utf16() -> None:
    assert [emit.utf16_escape(c) for c in "\x00\uffff\U00010000\U0010ffff"] == [
        r"\u0000", r"\uffff", r"\ud800\udc00", r"\udbff\udfff",
    ]  # fmt: skip


def test_layout_of_json() -> None:
    assert emit.json({"b": ["é\u202e"], "a": 1}) == '{\n  "b": [\n    "é\\u202e"\n  ],\n  "a": 1\n}'
    assert emit.json([1], 2) == "[\n      1\n    ]"
    assert emit.json_line({"b": [1, 2], "a": "\n"}) == '{"b": [1, 2], "a": "\\n"}'


def test_json_in_a_page_holds_no_markup() -> None:
    data = {"é": ["</script><!-- & \u2028\U000e0001", 1]}
    shown = emit.json_html(data)
    assert shown == r'{"é":["\u003c/script\u003e\u003c!-- \u0026 \u2028\udb40\udc01",1]}'
    assert json.loads(shown) == data


@pytest.mark.parametrize("write", [emit.json, emit.json_line, emit.json_html])
def test_json_takes_plain_data_only(write: Callable[[object], str]) -> None:
    with pytest.raises(emit.EmitError, match=r"<object .*> is no plain data"):
        write([object()])
    with pytest.raises(ValueError, match="Out of range float"):
        write(float("nan"))


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\t", "&#9;"),
        ("\n", "&#10;"),
        ("\r", "&#13;"),
        ("\x00", "&#92;u0000"),
        ("\x1f", "&#92;u001f"),
        ("\x7f", "&#92;u007f"),
        ("\x9f", "&#92;u009f"),
        ("\xa0", "&#160;"),
        ("\ud800", "&#92;ud800"),
        ("\udfff", "&#92;udfff"),
        ("\ue000", "&#57344;"),
        ("\ufdcf", "&#64975;"),
        ("\ufdd0", "&#92;ufdd0"),
        ("\ufdef", "&#92;ufdef"),
        ("\ufff0", "&#65520;"),
        ("\ufffe", "&#92;ufffe"),
        ("\U0001ffff", "&#92;u1ffff"),
    ],
)
def test_what_does_not_show_is_an_entity_or_its_code_where_entities_may_not_stand_for_it(
    character: str, shown: str
) -> None:
    assert emit.md_inline(character) == emit.html_text(character) == emit.html_id(character) == shown


def test_signs_of_markdown_are_entities() -> None:
    assert emit.md_inline("&<>|`\\_ a_b {: x # -") == "&amp;&lt;&gt;&#124;&#96;&#92;&#95; a_b &#123;: x # -"
    assert emit.md_heading("# &") == "&#35; &amp;"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# a", "&#35; a"),
        ("+ a_", "&#43; a&#95;"),
        ("12. a", "12&#46; a"),
        ("1) a", "1&#41; a"),
        ("\ta", "&#9;a"),
        ("a - b", "a - b"),
        ("1234567890. a", "1234567890. a"),
        ("", ""),
    ],
)
def test_the_sign_that_opens_a_block_is_an_entity(text: str, shown: str) -> None:
    assert emit.md_text(text) == shown


@pytest.mark.parametrize("text", ["a{: b", "a {# b", "{:", "é", " a", "a "])
def test_code_that_backticks_cannot_hold_is_an_element(text: str) -> None:
    assert emit.md_code(text) == f"<code>{emit.md_inline(text)}</code>"


def test_targets_of_links() -> None:
    assert emit.md_link("../a-b_c~.d/é ?#:\\\ud800") == "../a-b_c~.d/%C3%A9%20%3F%23%3A%5C%ED%A0%80"
    assert emit.md_link("//a/b") == "%2F/a/b"  # the name of no host


def test_text_of_pages() -> None:
    assert emit.html_text("<a href=\"x\" id='y'>&é") == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;é"
    assert emit.html_id('aZ09_.-é" ') == "aZ09_.-&#233;&#34;&#32;"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ab 9 (eu-de)", "Ab 9 (eu-de)"),
        ("-a b- --", "#45;a b#45; #45;#45;"),
        ("é漢\u0661", "é漢\u0661"),
        ('"#;|_', "#34;#35;#59;#124;#95;"),
        ("\t\n\r", "#9;#10;#13;"),
        ("\x00\x1f\x7f\x9f\ud800\udfff", "#92;u0000#92;u001f#92;u007f#92;u009f#92;ud800#92;udfff"),
        ("\xa0\ue000", "#160;#57344;"),
        ("\u3164", "#12644;"),  # a letter that shows nothing
    ],
)
def test_text_of_figures(text: str, shown: str) -> None:
    assert emit.mermaid_text(text) == shown


def test_places_of_figures() -> None:
    place = {"code": "eu-de", "name": "Frankfurt", "names": {"fr": "Francfort|"}}
    assert emit.mermaid_place(place, "fr") == "Francfort#124; (eu-de)"
    assert emit.mermaid_place(place, "de") == "Frankfurt (eu-de)"
    assert emit.mermaid_place({"code": None, "name": "A", "names": {}}, "de") == "A"
    assert emit.mermaid_place({"code": "x", "name": "x", "names": {}}, "de") == "x"


def test_places_in_sentences() -> None:
    milan = {"code": None, "name": "Milan_", "names": {"it": "Milano_"}}
    assert emit.sentence("In {x}", locale="it", x=milan) == "In **Milano&#95;**"
    assert emit.sentence("In {x}", locale="de", x=[milan, ({"code": "c"}, "d")]) == "In **Milan&#95;**, `c`, `d`"
    assert emit.sentence("{x}{n}", "、", "it", x=[milan, milan], n=[1, 2]) == "**Milano&#95;**、**Milano&#95;**1、2"
    with pytest.raises(emit.EmitError, match="True is no whole number"):
        emit.sentence("{x}", x=[True])


def test_a_name_that_ends_with_a_full_stop_ends_the_sentence() -> None:
    capital = {"code": None, "name": "Washington, D.C."}
    assert emit.sentence("In {x}.", x=capital) == "In Washington, D.C."
    assert emit.sentence("In {x}.", x={**capital, "names": {}}) == "In **Washington, D.C.**"
    assert emit.sentence("In {x}", x=capital) == "In Washington, D.C."
