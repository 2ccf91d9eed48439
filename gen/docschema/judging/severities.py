"""What the configuration says about single rules: how heavy their findings are, and where they do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec.structs import replace

from docschema.config import Config, ConfigError
from docschema.conform import dotted, quoted
from docschema.problem import Problem, Severity
from docschema.rules import find, get, nearest

OFF = "off"
_GLOB = re.compile(r"\*\*/|\*\*|\*|\?")
_PARTS: Mapping[str, str] = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def severities(config: Config) -> dict[str, Severity | None]:
    """The severities of the configuration by code; None where a rule is off."""
    chosen = ((get(key).code, value) for key, value in config.rules)
    return {code: None if value == OFF else Severity(value) for code, value in chosen}


def check_rules(config: Config) -> None:
    """Raises ConfigError where the configuration names a rule that is none, or one rule twice."""
    said = [_unknown(dotted("rules", key), key) for key, _ in config.rules if not find(key)]
    for pattern, keys in config.per_path_ignores:
        place = dotted("per-path-ignores", pattern)
        said += [_unknown(f"{place}[{number}]", key) for number, key in enumerate(keys) if not find(key)]
    known = [(key, get(key).code) for key, _ in config.rules if find(key)]
    twice = [key for key, code in known if sum(code == other for _, other in known) > 1]
    said += [f"{dotted('rules', key)}: found the rule of another key too, expected each rule once" for key in twice]
    if said:
        raise ConfigError("\n".join(f"{config.path}: {line}" for line in said))


def _unknown(place: str, key: str) -> str:
    near = nearest(key)
    hint = f'; did you mean "{near}"?' if near else "; docschema rules lists them"
    return f"{place}: found {quoted(key)}, expected the code or name of a rule{hint}"


def weighed(problems: Iterable[Problem], chosen: Mapping[str, Severity | None]) -> tuple[Problem, ...]:
    """The findings with the severities that were chosen; those of rules that are off are left out."""
    heard = ((problem, chosen.get(problem.code, problem.severity)) for problem in problems)
    return tuple(replace(problem, severity=severity) for problem, severity in heard if severity is not None)


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern means a path. `*` stays in a folder, `**` does not; a folder means everything in it; a pattern
    without `/` means files of that name anywhere."""
    return _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    plain = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
    parts, at = [], 0
    for match in _GLOB.finditer(plain):
        parts += [re.escape(plain[at : match.start()]), _PARTS[match[0]]]
        at = match.end()
    anywhere = "" if "/" in plain else "(?:.*/)?"
    return re.compile(f"{anywhere}{''.join(parts)}{re.escape(plain[at:])}(?:/.*)?", re.DOTALL)
