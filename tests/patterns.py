"""Every pattern of the package, found in its modules, and texts that are made to be hard for it.

Nothing here lists the patterns: a new one is found by walking, whether it stands at the head of a module, in a tuple or
mapping there, as a literal in a function, or is made of the words of a locale.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from msgspec.structs import fields

import docschema
from docschema import locales
from docschema.meaning.sentences import Names

CALLS = frozenset(f"re.{name}" for name in "compile search match fullmatch split findall finditer sub subn".split())
_parser: Any = importlib.import_module("re._parser")


def _function(name: str) -> Callable[..., re.Pattern[str]]:
    module, _, function = name.rpartition(".")
    made: Callable[..., re.Pattern[str]] = getattr(importlib.import_module(module), function)
    return made


def _lists_of_words() -> Iterator[tuple[tuple[str, ...]]]:
    for code in locales.available():
        locale = locales.load(code)
        yield from ((words,) for words in (locale.common, *locale.words.values()))
    yield from ((locales.everywhere("words", key),) for key in locales.load("en").words)


# What makes patterns, and what a test gives it: whatever it makes has to be linear.
MADE: Mapping[str, Callable[[], Iterable[tuple[object, ...]]]] = {
    "docschema.locales.pattern": _lists_of_words,
    "docschema.meaning.places._whole": lambda: [("yes",), ("no",)],
    "docschema.judging.severities._compiled": lambda: [
        (glob,) for glob in ("a", "a/b", "a/**/b/*.md", "**/a/**/*?.md", "*a*b*")
    ],
    "docschema.scanning.literals._scanner": lambda: [(ending,) for ending in "py ts tf sql xml other".split()],
    "docschema.markup.text._closing_fence": lambda: [("`", 3), ("~", 3), ("`", 50)],
}


@cache
def modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(docschema.__path__, "docschema.")
    return tuple(importlib.import_module(module.name) for module in found if not module.name.endswith("__main__"))


@cache
def all_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name of the place and pattern, each pattern once."""
    found: dict[re.Pattern[str], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in _in_value(value):
                found.setdefault(pattern, f"{module.__name__}.{name}")
    known = {pattern.pattern for pattern in found}
    for module in modules():
        for line, pattern in _literals(module):
            if pattern.pattern not in known:
                found.setdefault(pattern, f"{module.__name__}:{line}")
    for maker, arguments in MADE.items():
        for pattern in itertools.starmap(_function(maker), arguments()):
            found.setdefault(pattern, maker)
    for code in locales.available():
        words = locales.load(code).words
        names = Names.of(*(words[key] for key in ("region", "and", "within")))
        for field in fields(names):
            found.setdefault(getattr(names, field.name), f"docschema.meaning.sentences.{field.name}")
    return tuple((name, pattern) for pattern, name in found.items())


def _in_value(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _in_value(tuple(value.values()))
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from _in_value(item)


def _literals(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns written as literals in calls of `re`, with the name of the call and its line."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        call = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and call in CALLS and isinstance(node.args[0], ast.Constant):
            yield f"{node.lineno} {call}", re.compile(str(node.args[0].value))


_RUNS: Mapping[str, Callable[[re.Pattern[str], str], object]] = {
    "search": lambda pattern, text: pattern.search(text),
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "finditer": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
}
_IMPORT = re.compile(r"(?m)^(?:from [\w.]+ )?import (?:\([^()]*\)|[^\n(]*)$")
_RUN_OF = {"compile": "finditer", "findall": "finditer", "sub": "finditer", "subn": "finditer", "split": "finditer"}


@cache
def _source(module: ModuleType) -> str:
    return _IMPORT.sub("", inspect.getsource(module))


@cache
def runs(name: str) -> tuple[Callable[[re.Pattern[str], str], object], ...]:
    """The ways in which the code uses the pattern of a place; all of them where it does not say."""
    if ":" in name:
        call = name.rpartition(".")[2]
        return (_RUNS[_RUN_OF.get(call, call)],)
    module, _, variable = name.rpartition(".")
    places = [_source(found) for found in modules() if module == found.__name__ or variable[:1] != "_"]
    places = [place for place in places if variable in place]
    used = {call for place in places for call in re.findall(rf"(?<!\w){variable}\.([a-z]+)\(", place)}
    ways = {_RUN_OF.get(call, call) for call in used}
    bare = any(re.search(rf"(?<![\w.]){variable}(?![\w.]| *=|: )", place) for place in places)
    return tuple(run for way, run in _RUNS.items() if not ways or bare or way in ways)


def makers() -> Iterator[str]:
    """The names of all functions that say they return a pattern."""
    for module in modules():
        for name, value in vars(module).items():
            function = inspect.unwrap(value) if callable(value) else None
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and "re.Pattern" in str(getattr(function, "__annotations__", {}).get("return")):
                yield f"{module.__name__}.{name}"


# --- texts that are hard for a pattern -------------------------------------------------------------------------------

GENERAL = (
    " ", "\n", "\n\n", "\r\n", "\t", "a", "A", "0", ".", ",", "-", "_", "*", "`", "``", "|", "\\", "/", "<", ">", "{",
    "{{", "{:", "{: ", "}", "[", "](", "(", ")", "<a ", "<!--", "<td ", "\"", "'", "=", "#", ":", "*a ", "_a", "a.",
    "a.b.c ", "a, ", "a and ", "A A", "A, ", "é", "東", "\uff08", "\u3002", "\u00a0", "&", "\ue000", "<a>", "`a` ",
    "```",
)  # fmt: skip
_SAMPLES = "a A0 \n.-_\"'é東<>(){}[]`*|\\/,:;=#&\t\r~\u00a0$!x"


Unit = tuple[str, str]  # what stands in front, and what is repeated


def own_units(pattern: re.Pattern[str]) -> tuple[Unit, ...]:
    """What the pattern itself repeats, and the beginnings that lead there."""
    found: dict[Unit, None] = {}
    for before, body in _repeats(_parser.parse(pattern.pattern, pattern.flags), ""):
        found |= dict.fromkeys([(before, body), ("", before + body), ("", body), ("", before)])
    return tuple((before, unit) for before, unit in found if unit)


def all_units(pattern: re.Pattern[str]) -> tuple[Unit, ...]:
    """What the pattern repeats, pairs of that, and general pieces."""
    own = own_units(pattern)
    short = list(dict.fromkeys(unit for _, unit in own if len(unit) < 12))[:12]
    pairs = (("", one + other) for one, other in itertools.permutations(short, 2))
    return tuple(dict.fromkeys([*own, *pairs, *(("", piece) for piece in GENERAL)]))


def _repeats(tree: Sequence[tuple[Any, Any]], before: str) -> Iterator[tuple[str, str]]:
    """An example of what stands before each repetition in a pattern, and examples of what it repeats."""
    for name, value in tree:
        for part in _parts(name, value):
            yield from _repeats(part, before)
            if str(name).endswith("REPEAT") and value[1] > 8:
                yield from ((before, body) for body in _examples(part) if body)
        before += next(iter(_examples([(name, value)])), "")


def _parts(name: object, value: Any) -> Iterator[Any]:
    """The patterns inside of one element of a pattern."""
    match str(name):
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            yield value[2]
        case "SUBPATTERN":
            yield value[3]
        case "BRANCH":
            yield from value[1]
        case "ATOMIC_GROUP":
            yield value
        case "ASSERT" | "ASSERT_NOT":
            yield value[1]


def _examples(tree: Sequence[tuple[Any, Any]]) -> list[str]:
    """A few texts that the pattern, or most of it, matches."""
    found = [""]
    for name, value in tree:
        found = [start + end for start in found for end in _of_one(str(name), value)][:6]
    return found


def _of_one(name: str, value: Any) -> list[str]:
    match name:
        case "LITERAL":
            return [chr(value)]
        case "NOT_LITERAL" | "ANY" | "IN":
            single = re.compile(_class(name, value), re.DOTALL)
            return [char for char in _SAMPLES if single.match(char)][:6] or [_first_of(value)]
        case "BRANCH":
            return list(dict.fromkeys(itertools.chain.from_iterable(map(_examples, value[1]))))[:6]
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [text * max(1, min(value[0], 60)) for text in _examples(value[2])][:6]
        case "SUBPATTERN" | "ATOMIC_GROUP":
            return _examples(next(_parts(name, value)))
    return [""]


def _first_of(value: Any) -> str:
    """The first character of a class that has no common one."""
    kind, item = next((kind, item) for kind, item in value if str(kind) in ("LITERAL", "RANGE"))
    return chr(item if str(kind) == "LITERAL" else item[0])


_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


def _class(name: str, value: Any) -> str:
    if name == "ANY":
        return "."
    if name == "NOT_LITERAL":
        return f"[^{re.escape(chr(value))}]"
    parts = []
    for kind, item in value:
        match str(kind):
            case "NEGATE":
                parts.append("^")
            case "LITERAL":
                parts.append(re.escape(chr(item)))
            case "RANGE":
                parts.append(f"{re.escape(chr(item[0]))}-{re.escape(chr(item[1]))}")
            case "CATEGORY":
                parts.append(_CATEGORIES[str(item)])
    return f"[{''.join(parts)}]"
