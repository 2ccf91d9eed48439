from __future__ import annotations

import keyword
import random
import re
from collections.abc import Sequence
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docschema.rendering import emit
from docschema.rendering.namelock import Lock, LockError, assign, dump, load, member_name, module_name, type_name

values = st.one_of(st.text(), st.text(st.sampled_from("aA.-_ 1éß"), max_size=5))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("container-registry.image.pull", "CONTAINER_REGISTRY_IMAGE_PULL"),
        ("us-south", "US_SOUTH"),
        ("name", "NAME"),
        ("mro", "MRO"),
        ("_ignore_", "IGNORE"),
        ("__init__", "INIT"),
        ("class", "CLASS"),
        ("None", "NONE"),
        ("3d.scan", "V_3D_SCAN"),
        ("São Paulo", "SAO_PAULO"),
        ("東京", "U6771_U4EAC"),
        ("ｉｍａｇｅ．ｐｕｌｌ", "IMAGE_PULL"),
        ("", "V_E3B0C442"),
        ("---", "V_CB3F91D5"),
    ],
)
def test_names_come_from_the_value(value: str, name: str) -> None:
    assert member_name(value) == name


@given(values)
def test_a_name_is_always_fit_for_an_enum(value: str) -> None:
    name = member_name(value)
    assert re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", name)
    assert not keyword.iskeyword(name)
    assert module_name(value).isidentifier()
    assert not keyword.iskeyword(module_name(value))
    assert type_name(value).isidentifier()


def test_module_names() -> None:
    assert module_name("container-registry") == "container_registry"
    assert module_name("class") == "class_"
    assert module_name("match") == "match_"
    assert module_name("switch") == "switch_"
    assert module_name("typeof") == "typeof_"
    assert " ".join(map(module_name, ("re", "enum", "typing", "os", "java"))) == "re_ enum_ typing_ os_ java_"
    assert module_name("res") == "res"


def test_a_name_of_a_file_is_never_too_long() -> None:
    long, other = "x" * 300, "x" * 299 + "y"
    for name in (module_name, type_name):
        assert len(name(long)) < 120
        assert name(long) != name(other) != name("x" * 100)
        assert name(long) == name(long)
    assert module_name("x" * 100) == "x" * 100


LOOK_ALIKES = (
    "groß",
    "gross",
    "ﬁle",
    "file",
    "\u212ain",
    "Kin",
    "kin",
    "ıd",
    "id",
    "İd",
    "а.b",
    "a.b",
    "ο",
    "o",
    "a．b",
)


@pytest.mark.parametrize("order", [LOOK_ALIKES, LOOK_ALIKES[::-1], sorted(LOOK_ALIKES)])
def test_letters_that_fold_into_each_other_get_names_of_their_own(order: Sequence[str]) -> None:
    names = assign(order, {})
    assert names == assign(LOOK_ALIKES, {})
    assert len({name.casefold() for name in names.values()}) == len(LOOK_ALIKES)
    assert all(name.isascii() for name in names.values())
    assert names["a.b"].startswith("A_B_")  # another id asks for the same name, so neither has it


WORDS = "mro name value _ignore_ __x _value_ _missing_ _generate_next_value_ class match None 9lives __init__ __class__"


@pytest.mark.parametrize("word", [*WORDS.split(), "", "\u200b"])
def test_a_member_is_never_a_word_of_the_language_or_of_enums(word: str) -> None:
    name = member_name(word)
    assert emit.identifier(name) == name
    members = StrEnum("Made", {name: word, "OTHER": "other"})  # type: ignore[misc]
    assert [(member.name, member.value) for member in members] == [(name, word), ("OTHER", "other")]


def test_type_names() -> None:
    assert type_name("container-registry") == "ContainerRegistry"
    assert type_name("action") == "ActionEvents"
    assert type_name("con") == "ConEvents"
    assert type_name("1st") == "V_1st"


def test_values_that_ask_for_one_name_all_get_digits_of_their_own() -> None:
    names = assign(["zones.activation_check", "zones_activation_check", "zones.list"], {})
    assert names["zones.list"] == "ZONES_LIST"
    assert len(set(names.values())) == 3
    assert all(re.fullmatch("ZONES_ACTIVATION_CHECK_[0-9A-F]{4}", names[v]) for v in names if v != "zones.list")


def test_a_name_once_given_stays_with_its_value() -> None:
    first = assign(["a.b"], {})
    second = assign(["a_b", "a.b"], first)
    assert second["a.b"] == "A_B"
    assert second["a_b"].startswith("A_B_")
    assert assign(["a_b"], second) == second  # the value is gone, its name is not free
    assert assign(["a.b"], {"a.b": "OLD_NAME"}) == {"a.b": "OLD_NAME"}


@given(st.lists(values, max_size=8), st.lists(values, max_size=4), st.randoms())
def test_names_are_distinct_and_order_does_not_matter(new: list[str], old: list[str], shuffle: random.Random) -> None:
    previous = assign(old, {})
    names = assign(new, previous)
    assert len(set(names.values())) == len(names) == len({*new, *old})
    assert {value: names[value] for value in previous} == previous
    shuffle.shuffle(new)
    assert list(assign(new, previous).items()) == list(names.items())


@given(st.lists(values, max_size=8), st.lists(values, max_size=4))
def test_a_lock_file_reads_back(ids: list[str], files: list[str]) -> None:
    names = {"b": {"Action": assign(ids, {})}, "a": {"Region": assign(["x"], {})}}
    lock = load(dump(Lock(names, tuple(files))))
    assert lock.files == tuple(sorted(files))
    assert lock.of("b", "Action") == names["b"]["Action"]
    assert lock.of("b", "Region") == {}
    assert dump(lock) == dump(Lock(names, tuple(files)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<<<<<<< ours", "no JSON"),
        ("[]", "version"),
        ('{"version": 2}', "version"),
        ('{"version": 1, "files": [1]}', "files"),
        ('{"version": 1, "names": []}', "names"),
        ('{"version": 1, "names": {"s": []}}', "names of 's'"),
        ('{"version": 1, "names": {"s": {"Action": []}}}', "names of s Action"),
        ('{"version": 1, "names": {"s": {"Action": {"a": "__a"}}}}', "cannot be a member"),
        ('{"version": 1, "names": {"s": {"Action": {"a": "A", "b": "A"}}}}', "two values"),
        ('{"version": 1, "names": {"s": {"Action": {"a": "A", "a": "B"}}}}', "twice"),
    ],
)
def test_a_lock_file_that_cannot_be_used(text: str, message: str) -> None:
    with pytest.raises(LockError, match=message):
        load(text)
