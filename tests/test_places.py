"""Locations as printed, and marks that say yes or no."""

import pytest

from docschema.meaning.places import codes_in, mark, places_in
from docschema.model import Place


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("aq-north", ("aq-north",)),
        ("aq-north-2, eu-par01 and osl01", ("aq-north-2", "eu-par01", "osl01")),
        ("Brackwater (aq-north)", ("aq-north",)),
        ("北(aq-north)区", ("aq-north",)),
        ("ferry.aq-north.pebble.example", ()),
        ("https://pebble.example/aq-north/", ()),
        ("<aq-north>", ()),
        ("ferry-boat", ()),
        ("AQ-NORTH", ()),
    ],
)
def test_codes_in_a_text(text: str, codes: tuple[str, ...]) -> None:
    assert codes_in(text) == codes


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("aq-north", [Place("aq-north", None)]),
        ("aq-north, aq-south", [Place("aq-north", None), Place("aq-south", None)]),
        ("Brackwater (aq-north)", [Place("aq-north", "Brackwater")]),
        ("Brackwater（aq-north）", [Place("aq-north", "Brackwater")]),
        ("Old Bay (aq-north, aq-south)", [Place("aq-north", "Old Bay"), Place("aq-south", "Old Bay")]),
        ("(aq-north)", [Place("aq-north", None)]),
        ("Brackwater", [Place(None, "Brackwater")]),
        ("Brackwater D.C.", [Place(None, "Brackwater D.C.")]),
        ("Global", [Place(None, "Global")]),
        ("see aq-north for more", []),
        ("A boat is moored. Then it sails.", []),
        ("A place whose name is much too long for a place on any map", []),
        ("12", []),
        ("", []),
    ],
)  # fmt: skip
def test_places_in_a_cell(text: str, places: list[Place]) -> None:
    assert list(places_in(text)) == places


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", True), ("[Yes]", True), ("yes (in winter)", True), ("✓", True), ("✅", True), ("Checkmark icon", True),
        ("No", False), ("[No]", False), ("✗", False), ("×", False), ("Not available", False), ("Available", True),
        ("Ja", True), ("Nein", False), ("Nicht verfügbar", False), ("Oui", True), ("Non", False), ("Sí", True),
        ("Sì", True), ("Sim", True), ("Não", False), ("はい", True), ("いいえ", False), ("예", True), ("아니오", False),
        ("是", True), ("否", False), ("不可用", False), ("可用", True),
        ("", None), ("-", None), ("Yesterday", None), ("None of them", None), ("aq-north", None), ("Noon", None),
    ],
)  # fmt: skip
def test_marks(text: str, answer: bool | None) -> None:
    assert mark(text) is answer
