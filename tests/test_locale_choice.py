"""Which language a page is in: configuration, path, front matter, words, in this order."""

from __future__ import annotations

import pytest

from docschema.extract import extract
from docschema.locales import locale_of_path, locale_of_words
from docschema.read import read

FRENCH = "# Bateaux\n\nLes bateaux sont dans le port, et une barque est amarrée pour la nuit.\n"
ENGLISH = "# Boats\n\nThe boats are in the harbour, and a barge is moored to the pier.\n"


@pytest.mark.parametrize(
    ("path", "locale"),
    [
        ("docs/fr/boats.md", "fr"),
        ("docs/pt_BR/boats.md", "pt-BR"),
        ("docs/pt/BR/boats.md", "pt-BR"),
        ("docs/zh/CN/boats.md", "zh-CN"),
        ("docs/ZH-tw/boats.md", "zh-TW"),
        ("boats.fr.md", "fr"),
        ("docs/de/boats.fr.md", "fr"),
        ("en/ferry/ja/boats.md", "ja"),
        ("boats.md", None),
        ("docs/boats.md", None),
        ("docs/nl/boats.md", None),
        ("fr.md", None),
        ("docs/french/boats.md", None),
    ],
)
def test_the_path_names_a_locale(path: str, locale: str | None) -> None:
    assert locale_of_path(path) == locale


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        (FRENCH, "fr"),
        (ENGLISH, "en"),
        ("Das Boot wird in der Nacht und am Tag mit der Leine vertäut.", "de"),
        ("El barco se amarra para que los niños lo vean.", "es"),
        ("Il battello viene legato per la notte nella baia della città.", "it"),
        ("ボートは夜に港に係留されます。", "ja"),
        ("배는 밤에 항구에 있습니다. 이벤트를 봅니다.", "ko"),
        ("O barco não é amarrado para uma noite.", "pt-BR"),
        ("这条船将在夜里停在区域的码头。", "zh-CN"),
        ("這條船將在夜裡停在區域的碼頭。", "zh-TW"),
        ("ferry.boat.moor", None),
        ("", None),
    ],
)
def test_the_words_tell_the_locale(text: str, locale: str | None) -> None:
    assert locale_of_words(text) == locale


def chosen(path: str, text: str, configured: str | None = None) -> tuple[str, list[str]]:
    """The locale of a page, and what was said against it."""
    document = extract(read(path, text.encode(), configured))
    return document.locale, [item.text for item in document.observations if item.kind == "locale-contradicts"]


def test_configuration_comes_before_the_path() -> None:
    assert chosen("docs/de/boats.md", FRENCH, "fr") == ("fr", [])


def test_the_path_comes_before_the_words_and_the_contradiction_is_told() -> None:
    assert chosen("docs/fr/boats.md", ENGLISH) == ("fr", ["en"])
    assert chosen("docs/fr/boats.md", FRENCH) == ("fr", [])


def test_the_front_matter_comes_before_the_words() -> None:
    assert chosen("boats.md", "---\nlang: pt-BR\n---\n\n# x\n") == ("pt-BR", [])
    assert chosen("boats.md", f"---\nlocale: fr\n---\n\n{ENGLISH}") == ("fr", ["en"])
    assert chosen("boats.md", f"---\nlang: klingon\n---\n\n{FRENCH}") == ("fr", [])


def test_the_words_decide_where_nothing_else_does_and_english_is_the_rest() -> None:
    assert chosen("boats.md", FRENCH) == ("fr", [])
    assert chosen("boats.md", "# x\n") == ("en", [])


def test_a_few_words_are_no_contradiction() -> None:
    assert chosen("docs/fr/boats.md", "# Boats of the crew\n") == ("fr", [])
