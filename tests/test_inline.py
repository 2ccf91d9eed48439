"""Plain text of inline Markdown: marks off, everything else as printed."""

import pytest

from docschema.markup.inline import collapse, plain


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ""),
        ("  A   boat\tis\u00a0moored. ", "A boat is moored."),
        ("`ferry.boat.moor`", "ferry.boat.moor"),
        ("``ferry.boat.moor``", "ferry.boat.moor"),
        ("`` a ` b ``", "a ` b"),
        ("`a` and `b`", "a and b"),
        ("**bold**, __strong__, *light*, _thin_", "bold, strong, light, thin"),
        ("snake_case_word and 2 * 3 * 4", "snake_case_word and 2 * 3 * 4"),
        ("[text](https://ferry.pebble.example/a_b \"Title\")", "text"),
        ("[text](/docs?topic=a b)", "text"),
        ("[not a link] (at all)", "[not a link] (at all)"),
        ("![An icon](icon.svg)", "An icon"),
        ("one<br>two</br>three<br />four", "one two three four"),
        ("one \\n two", "one two"),
        ("C:\\new", "C:\\new"),
        ("a &amp; b &lt;c&gt; &#46;", "a & b <c> ."),
        ("`&amp;`", "&amp;"),
        ("a <boat_name> and a <span class=\"x\">ferry</span>", "a <boat_name> and a ferry"),
        ("an <em>old</em><!-- and leaky --> boat", "an old boat"),
        ("pier 1 \\| 2", "pier 1 | 2"),
        ("{{site.data.keyword.ferry_short}} sails", "{{site.data.keyword.ferry_short}} sails"),
        ("unclosed `code and **bold", "unclosed `code and **bold"),
        ("\\*no emphasis\\*", "*no emphasis*"),
        ("first\nsecond\r\nthird", "first second third"),
    ],
)  # fmt: skip
def test_marks_are_dropped_and_text_stays(raw: str, expected: str) -> None:
    assert plain(raw) == expected


def test_in_an_html_cell_entities_count_inside_code_too() -> None:
    assert plain("`&lt;id&gt;.boat.moor`", in_html=True) == "<id>.boat.moor"
    assert plain("`&lt;id&gt;.boat.moor`") == "&lt;id&gt;.boat.moor"


def test_white_space_is_collapsed() -> None:
    assert collapse("\r\n a \u00a0\u2003 b\t") == "a b"
