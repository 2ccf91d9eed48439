"""Every rule fires somewhere in these tests: in a case folder, or in a test that names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docschema.rules import Rule, rules

TESTS = Path(__file__).parent


def fired() -> set[str]:
    files = (TESTS / "cases").glob("*/expected.json")
    docs = (doc for file in files for doc in json.loads(file.read_text(encoding="utf-8")).values())
    return {name for doc in docs for _, name in doc.get("findings", ())}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_case(rule: Rule) -> None:
    texts = (file.read_text(encoding="utf-8") for file in TESTS.glob("test_*.py") if file.name != Path(__file__).name)
    assert rule.name in fired() or any(rule.code in text or rule.name in text for text in texts)
