"""Text from docs stands in literals and comments of generated code, and nowhere else."""

from __future__ import annotations

import ast
import re
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import code_samples
import hostile
import sample_model as sample
from budget import one_in
from docschema.model import EventField, Location, Section, Service
from docschema.rendering.skeleton import skeleton, strings, tokens
from test_emit import HOSTILE

texts = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1), hostile.texts.filter(bool))


def told(*given: str) -> Service:
    """A service in which all texts that change no name are these, one after the other."""
    endless = cycle(given)

    def said() -> dict[str, str]:
        return {"en": next(endless), "fr": next(endless)}

    return replace(
        code_samples.FULL,
        sections=tuple(Section(section.key, said()) for section in sample.SERVICE.sections),
        actions=tuple(replace(action, descriptions=said()) for action in sample.ACTIONS),
        locations=tuple(Location(place.key, place.code, {"en": f"{next(endless)}!"}) for place in sample.LOCATIONS),
        fields=(EventField("a.b", "String", said(), ("yes", "no")), EventField("2a", "String", said())),
    )


def blanked(target: str, service: Service) -> str:
    (text,) = code_samples.files(target, service).values()
    if target != "service.py":
        return re.sub(r"(?:/\*\*/)+", "/**/", "".join(skeleton(text).split()))  # lines are broken by length
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


@pytest.mark.parametrize("target", ["service.py", "service.ts", "service.java", "service.go"])
def test_the_code_is_the_same_whatever_the_texts(target: str) -> None:
    plain = blanked(target, told("Plain words."))

    @one_in(6)
    @given(texts)
    def holds(text: str) -> None:
        assert blanked(target, told(text)) == plain

    holds()
    for start in range(0, len(HOSTILE), 6):
        assert blanked(target, told(*HOSTILE[start:], *HOSTILE[:start])) == plain
    assert blanked(target, replace(told("Plain words."), renamed=())) != plain


@pytest.mark.parametrize("target", ["service.ts", "service.java"])
def test_nothing_hidden_stands_in_code(target: str) -> None:
    (text,) = code_samples.files(target, code_samples.hostile()).values()
    assert text.isprintable() or all(c == "\n" or c.isprintable() for c in text)
    for kind, part in tokens(text):
        assert kind != "code" or part.isascii()
        assert kind != "comment" or ("\\" not in part and part.count("*/") == part.startswith("/*"))


def test_tokens() -> None:
    text = 'a = "b // \\"c"; /* d "e" */ f`g"${h}` // i\n/ j'
    assert [kind for kind, _ in tokens(text)] == ["code", "string", "code", "comment", "code", "template", "code",
                                                   "comment", "code"]  # fmt: skip
    assert "".join(part for _, part in tokens(text)) == text
    assert skeleton(text) == 'a = ""; /**/ f`` /**/\n/ j'
    assert strings('"\\u0041\\n" "b"') == ["A\n", "b"]


@pytest.mark.parametrize("text", ['"a', '"a\n"', "/* a", "`a"])
def test_a_loose_end_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="does not end"):
        list(tokens(f"x {text}"))
