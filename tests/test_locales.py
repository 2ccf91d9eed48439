"""Locale files: one shape in every language, and generated sentences that the same file's words recognise."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "gen" / "docschema" / "locales"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
LOCALES = ["de", "en", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW"]
WITHOUT_BLANKS = {"ja", "ko", "zh-CN", "zh-TW"}  # an entry matches anywhere in the text
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SAME_REGION = ["same_region", "same_region_account", "same_region_except", "same_region_account_except"]

each_locale = pytest.mark.parametrize("locale", LOCALES)


def load(locale: str) -> dict[str, Any]:
    return tomllib.loads(FILES[locale].read_text(encoding="utf-8"))


def matches(locale: str, entry: str, text: str) -> bool:
    stem, text = entry.casefold(), text.casefold()
    if locale in WITHOUT_BLANKS:
        return stem in text
    end = "" if stem.endswith("*") else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(stem.removesuffix('*'))}{end}", text) is not None


def found(locale: str, table: str, key: str, text: str) -> list[str]:
    return [entry for entry in load(locale)[table][key] if matches(locale, entry, text)]


def lists(locale: str) -> list[tuple[str, list[str]]]:
    data = load(locale)
    return [(f"{table}.{key}", entries) for table in ("headers", "words") for key, entries in data[table].items()]


def test_there_is_one_file_for_each_locale() -> None:
    assert sorted(FILES) == LOCALES


# Where nothing behind the words can make another thing of them, the list is empty.
MAY_BE_EMPTY = "kind_subject_after"


@each_locale
def test_keys_are_those_of_english(locale: str) -> None:
    data, english = load(locale), load("en")
    assert list(data) == list(english) == ["name", "common", "headers", "words", "strings", "interface"]
    for table in ("headers", "words", "strings", "interface"):
        assert list(data[table]) == list(english[table])


each_table_of_texts = pytest.mark.parametrize("table", ["strings", "interface"])


@each_locale
@each_table_of_texts
def test_placeholders_are_those_of_english(locale: str, table: str) -> None:
    strings, english = load(locale)[table], load("en")[table]
    for key, text in english.items():
        assert sorted(PLACEHOLDER.findall(strings[key])) == sorted(PLACEHOLDER.findall(text)), key
        assert "{" not in PLACEHOLDER.sub("", strings[key]), key


@each_locale
@each_table_of_texts
def test_strings_are_not_empty_and_trimmed(locale: str, table: str) -> None:
    for key, text in load(locale)[table].items():
        assert text.strip(), key
        assert key == "list_separator" or text == text.strip(), key
        assert "\n" not in text, key


@each_locale
def test_interface_and_strings_have_no_key_in_common(locale: str) -> None:
    """A page gets both as one table."""
    data = load(locale)
    assert not {*data["interface"], "language_name"} & {*data["strings"]}


@each_locale
def test_the_interface_is_translated(locale: str) -> None:
    """What is the same in English is so in few words: names of things that have that name in both languages."""
    texts, english = load(locale)["interface"], load("en")["interface"]
    same = [key for key in english if texts[key] == english[key]]
    assert len(same) == len(english) if locale == "en" else len(same) <= 8, same


@each_locale
def test_lists_hold_short_trimmed_entries(locale: str) -> None:
    for key, entries in lists(locale):
        assert entries or key.endswith(MAY_BE_EMPTY), key
        for entry in entries:
            assert entry.removesuffix("*").strip() == entry.removesuffix("*") != "", (key, entry)
            assert "*" not in entry.removesuffix("*"), (key, entry)
            assert len(entry.split()) <= 5, (key, entry)
            assert len(entry) <= (16 if locale in WITHOUT_BLANKS - {"ko"} else 40), (key, entry)
            assert not re.search(r"[.!?。！？{}]", entry), (key, entry)


@each_locale
def test_lists_hold_no_entry_twice(locale: str) -> None:
    for key, entries in lists(locale):
        folded = [entry.casefold() for entry in entries]
        assert sorted(folded) == sorted(set(folded)), key


@each_locale
def test_yes_and_no_have_nothing_in_common(locale: str) -> None:
    words, strings = load(locale)["words"], load(locale)["strings"]
    yes, no = ({entry.casefold() for entry in words[key]} for key in ("yes", "no"))
    assert not yes & no
    assert strings["yes"].casefold() in yes
    assert strings["no"].casefold() in no


@each_locale
@pytest.mark.parametrize("key", SAME_REGION)
def test_same_region_sentences_are_recognised(locale: str, key: str) -> None:
    text = load(locale)["strings"][key]
    for word in ("event", "available", "region", "generated"):
        assert found(locale, "words", word, text), (word, text)
    assert bool(found(locale, "words", "except", text)) == key.endswith("_except"), text
    assert bool(found(locale, "words", "account_domain", text)) == ("account" in key), text
    assert ("{regions}" in text) == key.endswith("_except")
    assert text.count("**") == (2 if "account" in key else 0)


@each_locale
def test_route_and_fixed_sentences_are_recognised(locale: str) -> None:
    strings = load(locale)["strings"]
    route = strings["route"]
    assert found(locale, "words", "event", route)
    assert found(locale, "words", "shown", route)
    assert route.index("{source}") < route.index("{target}")
    for key in ("fixed_all", "fixed_global"):
        assert found(locale, "words", "event", strings[key])
        assert found(locale, "words", "stored", strings[key])
        assert bool(found(locale, "words", "global", strings[key])) == (key == "fixed_global")
    for key in ("route", "fixed_all", "fixed_global"):
        for word in ("generated", "same", "except"):
            assert not found(locale, "words", word, strings[key]), (key, word)


@each_locale
@pytest.mark.parametrize(
    ("string", "header"),
    [
        ("action", "action"),
        ("description", "description"),
        ("field", "field"),
        ("type", "type"),
        ("values", "values"),
        ("availability", "available"),
        ("location", "place"),
        ("route_source", "place"),
        ("route_target", "place"),
        ("old_id", "old"),
        ("new_id", "new"),
    ],
)
def test_table_heads_are_recognised(locale: str, string: str, header: str) -> None:
    assert found(locale, "headers", header, load(locale)["strings"][string])


@each_locale
def test_table_heads_are_told_apart(locale: str) -> None:
    strings = load(locale)["strings"]
    for key in ("kind", "code", "used_by", "placeholders"):
        heads = [head for head in load(locale)["headers"] if found(locale, "headers", head, strings[key])]
        assert not heads, (key, heads)
    for key in ("route_source", "route_target"):
        assert found(locale, "words", "region", strings[key])
    assert found(locale, "words", "generated", strings["route_source"])
    assert not found(locale, "words", "generated", strings["route_target"])
    assert found(locale, "words", "event", strings["route_target"])
    assert not found(locale, "headers", "old", strings["new_id"])
    assert not found(locale, "headers", "new", strings["old_id"])


@each_locale
def test_kinds_are_recognised_and_told_apart(locale: str) -> None:
    strings = load(locale)["strings"]
    for kind, other in (("management", "data"), ("data", "management")):
        assert found(locale, "words", f"{kind}_events", strings[f"kind_{kind}"])
        assert not found(locale, "words", f"{other}_events", strings[f"kind_{kind}"])
    assert found(locale, "words", "deprecated", strings["deprecated"])


@each_locale
def test_words_read_the_example_doc(locale: str) -> None:
    """The sentence on regions in the project's own docs says what the generated one says."""
    doc = FOLDER.parents[2] / "docs" / locale / "registry_at_events.md"
    text = doc.read_text(encoding="utf-8").split("{: #at_ui}\n")[1]
    rule, rest = text.strip().split("\n\n")
    for word in ("event", "available", "region", "generated", "except", "account_domain", "shown"):
        assert found(locale, "words", word, rule), word
    for word in ("generated", "except", "shown"):
        assert not found(locale, "words", word, rest), word
