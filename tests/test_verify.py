"""Where a filter no longer encodes, what it lets through is seen before anything is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace

import code_samples
from docschema.render import TemplateError
from docschema.rendering import templating
from docschema.rendering.verify import OutputError


def bare_json(value: Any, _level: int = 0) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, dict):
        return f"{{{', '.join(f'{bare_json(key)}: {bare_json(entry)}' for key, entry in value.items())}}}"
    return f"[{', '.join(map(bare_json, value))}]" if isinstance(value, list | tuple) else json.dumps(value)


# What a filter would be like that puts the right marks round a text and encodes nothing.
BARE: dict[str, Callable[..., str]] = {
    **{f"{language}_{kind}": '"{}"'.format for language in ("py", "ts", "java", "go") for kind in ("str", "text")},
    **dict.fromkeys(("ts_key", "html_text", "html_id", "identifier"), str),
    "py_doc": '"""{}"""'.format,
    "go_tag": '`json:"{}"`'.format,
    "go_doc": lambda text, _indent=0: f"// {text}",
    "ts_doc": lambda text, _indent=0, **_tags: f"/** {text} */",
    "java_doc": lambda text, _indent=0, **_tags: f"/** {text} */",
    "ts_template": lambda texts: f"`{'${string}'.join(texts)}`",
    "json": bare_json,
    "json_line": bare_json,
    "json_html": json.dumps,
}  # fmt: skip
TEXTS = (
    'a"\nEVIL: Final = 1\nb = "',
    '"""\n\nAction = Region\n\n"""',
    'a"""\n    EVIL = "b"\n    """c',
    "a */ evil(); /* b",
    "a */\n  EVIL: Action.X,\n /** b",
    "a\n\tevil()\n// b",
    'a"; evil(); var b = "c',
    'a", "b": "c',
    "a`+evil()+`",
    "</script><script>evil()</script>",
    "<!--<script>",
    "a: any; evil",
    "back\\",
)
TARGETS = {
    "service.py": ("py_str", "py_text", "py_doc"),
    "service.ts": ("ts_str", "ts_text", "ts_key", "ts_doc", "ts_template"),
    "service.java": ("java_str", "java_text", "java_doc"),
    "service.go": ("go_str", "go_text", "go_doc", "go_tag"),
    "model.json": ("json", "json_line"),
    "actions.schema.json": ("json",),
    "event.schema.json": ("json",),
    "catalogue-actions.schema.json": ("json",),
    "catalogue-event.schema.json": ("json",),
    "catalogue.html": ("json_html",),
}
PATTERN = "a.<b>.`; evil(); `${c}"


@pytest.fixture
def hostile() -> Any:
    service = code_samples.hostile(TEXTS)
    return replace(service, actions=(*service.actions, replace(service.actions[0], id=PATTERN)))


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    templating._environment.cache_clear()
    yield
    templating._environment.cache_clear()


@pytest.mark.parametrize(("target", "name"), [(target, name) for target, names in TARGETS.items() for name in names])
def test_a_filter_that_encodes_nothing_is_found_out(
    target: str, name: str, hostile: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = templating.environment

    def sabotaged(*given: Any) -> Any:
        env = made(*given)
        env.filters[name] = BARE[name]
        return env

    monkeypatch.setattr(templating, "environment", sabotaged)
    with pytest.raises(OutputError, match="is wrong"):
        code_samples.files(target, hostile)


def test_every_template_that_writes_code_or_data_is_checked() -> None:
    checked = {name for name in templating.load() if name.endswith((".py", ".ts", ".java", ".go", ".json", ".html"))}
    parts = {name for name in checked if name.startswith("_")}
    assert checked - parts == TARGETS.keys()


def test_a_filter_that_is_in_order_is_not(hostile: Any) -> None:
    assert all(code_samples.files(target, hostile) for target in TARGETS)
    assert issubclass(OutputError, TemplateError)
