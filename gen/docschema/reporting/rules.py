"""The rules, as `explain` and `rules` print them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from docschema.report import to_json
from docschema.rules import Rule, rules


def rule_text(rule: Rule) -> str:
    """One rule with its documentation."""
    return f"{rule.code} {rule.name} ({rule.severity.value})\n\n{rule.documentation}"


def table_text(chosen: Sequence[Rule]) -> str:
    """A line per rule: code, severity, name, summary."""
    width = max((len(rule.name) for rule in chosen), default=0)
    return "\n".join(f"{rule.code}  {rule.severity.value:7}  {rule.name:{width}}  {rule.summary}" for rule in chosen)


def rules_json(chosen: Sequence[Rule]) -> str:
    """Rules as one JSON object."""
    return to_json({"rules": [_rule_json(rule) for rule in chosen]}, ())


def _rule_json(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "documentation": rule.documentation,
    }


def unknown_text(code: str) -> str:
    """What to say of a code that no rule has."""
    known = [key for rule in rules() for key in (rule.code, rule.name)]
    near = difflib.get_close_matches(code.upper(), known, 3) or difflib.get_close_matches(code.lower(), known, 3)
    return f"no rule is called {code!r}" + (f"; did you mean {' or '.join(near)}?" if near else "; see docschema rules")
