"""Templates of users read no files but those of their folder, and write no text that a filter did not see last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import code_samples
import sample_model as sample
from docschema.model import Model
from docschema.render import RenderOptions, TemplateError, prepare, render, turns
from docschema.rendering import templating
from docschema.rendering.templating import Template

HEAD = '{#\neach = "service"\npath = "{service}/x.txt"\n#}\n'
UNFILTERED, STATEMENT, OWN_NAME = "without a filter", "has no place in a template", "a meaning of its own"


def template(text: str, name: str = "mine.txt") -> Template:
    return Template(name, "service", "{service}/x.txt", HEAD + text, builtin=False)


def environment(*templates: Template) -> Any:
    return templating.environment({**templating.load(), **{t.name: t for t in templates}})


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    press = prepare(Model((sample.WITH_FIELDS,)), RenderOptions())
    (turn,) = turns(template(""), press, {})
    return {**turn.context, "strings": {"route": "a {x}"}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% call service.name.format() %}{% endcall %}", STATEMENT),
        ("{% macro m() %}{{ caller() | json }}{% endmacro %}{% call m() %}x{% endcall %}", STATEMENT),
        ("{% autoescape true %}{{ service.name | json }}{% endautoescape %}", STATEMENT),
        ("{% filter replace('a', service.name) | indent %}x{% endfilter %}", UNFILTERED),
        ("{% filter indent(service.name) %}a\nb{% endfilter %}", UNFILTERED),
        ("{% filter indent(width=service.name) %}a\nb{% endfilter %}", UNFILTERED),
        ("{% filter indent(*[service.name]) %}a\nb{% endfilter %}", UNFILTERED),
        ("{% filter upper %}x{% endfilter %}", UNFILTERED),
        ("{% set loop = {'index': service.name} %}{{ loop.index }}", OWN_NAME),
        ("{% with loop = {'index': service.name} %}{{ loop.index }}{% endwith %}", OWN_NAME),
        ("{% macro loop() %}{% endmacro %}", OWN_NAME),
        ("{% macro m(strings) %}{{ strings.x | sentence }}{% endmacro %}", OWN_NAME),
        ("{% set strings = {'x': service.name} %}", OWN_NAME),
        ("{% for strings in services %}{% endfor %}", OWN_NAME),
        ('{% import "_actions.md.j2" as strings %}', OWN_NAME),
        ('{% from "_actions.md.j2" import x as strings %}', OWN_NAME),
        ("{{ service.name | sentence }}", "sentence is for"),
        ("{{ (strings.a if service else service.name) | sentence }}", "sentence is for"),
        ("{{ strings[service.name].x | sentence }}", "sentence is for"),
        ("{{ strings.a | sentence(service.name, x=[1]) }}", "sentence is for"),
        ("{{ strings.a | sentence(separator=service.name, x=[1]) }}", "sentence is for"),
        ("{{ strings.a | sentence(*[service.name]) }}", UNFILTERED),
        ("{{ 'x' | ts_doc(**{service.name: 'x'}) }}", UNFILTERED),
        ("{% set m %}{{ service.name }}{% endset %}", UNFILTERED),
        ("{% block b %}{{ service.name }}{% endblock %}{{ self.b() }}", UNFILTERED),
        ("{% macro m() %}x{% endmacro %}{{ m() }}", UNFILTERED),
        ("{{ 'a' ~ service.name }}", UNFILTERED),
        ("{{ 'a%s' % service.name }}", UNFILTERED),
        ("{{ '{}'.format(service.name) }}", UNFILTERED),
        ("{{ service.name | json | indent(2) }}", UNFILTERED),
        ("{{ service.name | safe }}", UNFILTERED),
        ("{% print service.name %}", UNFILTERED),
        ("{{ service.name if true else 'x' }}", UNFILTERED),
    ],
)  # fmt: skip
def test_what_would_write_a_value_as_it_is_is_refused(text: str, message: str) -> None:
    mine = template(text)
    with pytest.raises(TemplateError, match=message) as caught:
        templating.check(environment(mine), (mine,))
    assert caught.value.line


@pytest.mark.parametrize(
    "text",
    [
        "{% filter indent %}{{ service.name | json }}{% endfilter %}",
        "{% filter indent(4, first=true) %}{{ service.name | json }}{% endfilter %}",
        "{% for s in services %}{{ loop.index }}{% endfor %}",
        "{{ strings.route | sentence(', ', x=service.name) }}",
        "{{ strings['route' if service else 'rout'] | sentence(x=service.name) }}",
        "{{ 'In {x}.' | sentence(x=service.name) }}",
        "{% set x %}{{ service.name | json }}{% endset %}{{ x | json }}",
        "{% with a = service.name %}{{ a | json }}{% endwith %}",
        "{{ service.name | json if service else '' }}",
    ],
)
def test_what_is_filtered_last_is_not(text: str, context: dict[str, Any]) -> None:
    mine = template(text)
    env = environment(mine)
    assert templating.faults(env, mine) == ()
    assert templating.run(env, mine, context)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ service.name.__class__ | json }}", "unsafe"),
        ("{{ (service.name | attr('__class__')) | json }}", "unsafe"),
        ("{{ ([service.name] | map(attribute='__class__') | list) | json }}", "plain data|unsafe"),
        ("{{ '{0.__class__.__mro__}'.format(service.name) | json }}", "unsafe"),
        ("{{ ('%s' | format(range.__self__)) | json }}", "unsafe|undefined|no attribute"),
        ("{{ range(10 ** 9) | list | json }}", "(?i)range too big"),
        ("{{ (9 ** (9 ** 9)) | number }}", "too large"),
        ("{{ ('a' * 10 ** 9) | json }}", "too large"),
        ("{{ ([1] * 10 ** 9) | json }}", "too large"),
        ("{{ lipsum() | json }}", "undefined"),
        ("{{ cycler(1).next() | json }}", "undefined"),
        ("{{ joiner()() | json }}", "undefined"),
        ("{{ namespace.__init__ | json }}", "unsafe|plain data"),
        pytest.param(
            "{% macro m() %}{% set x = m() %}{% endmacro %}{{ m() | json }}", "recursion", marks=pytest.mark.slow
        ),
        ("{{ services.__setitem__ | json }}", "unsafe|no attribute"),
        ("{{ service.update({'name': 'x'}) | json }}", "unsafe"),
        ("{{ service.sources.clear() | json }}", "unsafe"),
        ('{% include "mine.txt.j2" %}', "recursion"),
        ('{% include "../../../etc/passwd" %}', "no such template"),
        ('{% include "/etc/passwd" %}', "no such template"),
        ('{% import "../secret.j2" as x %}', "no such template"),
        ('{% extends "../secret.j2" %}', "no such template"),
        ("{% include service.name %}", "no such template"),
    ],
)  # fmt: skip
def test_the_sandbox_says_what_is_wrong(text: str, message: str, context: dict[str, Any]) -> None:
    mine = template(text)
    with pytest.raises(TemplateError, match=message):
        templating.run(environment(mine), mine, context)


def plain(value: object) -> Iterator[type]:
    """The types of all that hangs together with a value."""
    yield type(value)
    if isinstance(value, dict | MappingProxyType):
        for pair in value.items():
            for part in pair:
                yield from plain(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from plain(part)


def test_templates_see_plain_data_alone() -> None:
    services = (code_samples.FULL, sample.TWO_DELIVERIES)
    press = prepare(Model(services, sample.ENVELOPE), RenderOptions())
    found: set[type] = set()
    for name, made in press.templates.items():
        for turn in turns(made, press, {}) if made.each else ():
            found |= set(plain(dict(turn.context)))
        assert name
    assert found <= {str, int, float, bool, type(None), tuple, list, dict, MappingProxyType}


def test_a_link_out_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.txt.j2").write_text(HEAD, "utf-8")
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("part.j2", "_asset.css"):
        (folder / name).symlink_to(tmp_path / "secret.txt.j2")
        with pytest.raises(TemplateError, match=f"{name}: it is a link that leads out of the folder"):
            templating.load((folder,)) if name.endswith(".j2") else templating.assets((folder,))
        (folder / name).unlink()
    (folder / "a.txt.j2").write_text(HEAD, "utf-8")
    (folder / "b.txt.j2").symlink_to(folder / "a.txt.j2")  # stays inside
    assert {"a.txt", "b.txt"} <= templating.load((folder,)).keys()


# ------------------------------------------------------------------------------------------- where a template writes


def written(folder: Path, *paths: str) -> None:
    for number, path in enumerate(paths):
        head = f"{{#\neach = 'once'\npath = {json.dumps(path)}\n#}}\n"
        (folder / f"t{number}.j2").write_text(f"{head}x", "utf-8")
    targets = tuple(f"t{number}" for number in range(len(paths)))
    render(sample.MODEL, RenderOptions(targets=targets, template_folders=(folder,)))


OUTSIDE = "no path of a file inside the output folder"


REFUSED = {
    OUTSIDE: (
        *("../x", "a/../../x", "/etc/x", "a//x", "./x", "a/", "..", "~/x", "~root/x", "..\\x", "a\\..\\..\\x"),
        *("\\\\host\\x", "C:\\x", "c:x", "x:stream", "a?", "a*", "a<b", 'a"', "a\nb", "a\rb", "a\0b", "a\x1b[31m"),
        *("a\x7f", "a\x9b", "a\u202eb", "a\u200bb", "a\u2028b", "a\u00a0"),
    ),
    "is a device": ("CON", "a/nul.txt", "Com1", "lpt\u00b9", "COM\u00b2.txt", "con .txt", "CONIN$", "aux.a.b"),
    "drop the end": ("a.", "a ", "a./b", "b /c", "a/b..."),
    "is hidden": (".git/hooks/x", "a/.x", ".x", "..."),
    "docschema's own": ("docschema.lock", "Docschema.LOCK", "a/docschema.lock", "docschema.lock/x"),
    "bytes, and most disks take 255": ("a" * 256, "\u00e9" * 128, f"a/{'b' * 300}/c"),
}


@pytest.mark.parametrize(("path", "message"), [(path, said) for said, paths in REFUSED.items() for path in paths])
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, path: str, message: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)) as caught:
        written(tmp_path, path)
    assert (caught.value.template, caught.value.line) == ("t0.j2", 1)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "path", ["a.txt", "a/b/c-d_e.f", "content.txt", "com10", "nulx", "\u00e9.txt", "a b", "a~b", "é" * 127]
)
def test_a_plain_path_is_not(tmp_path: Path, path: str) -> None:
    written(tmp_path, path)


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("Registry.json", "registry.json", "is the same file as"),
        ("\u00e9.txt", "e\u0301.txt", "is the same file as"),
        ("\u00c9.txt", "e\u0301.txt", "is the same file as"),
        ("a", "A/b", "in a folder that is a file too"),
        ("e\u0301/x", "\u00e9", "in a folder that is a file too"),
        ("a/b", "a/b", "is written twice"),
    ],
)
def test_two_files_that_are_one_on_some_disk_are_refused(tmp_path: Path, one: str, other: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        written(tmp_path, one, other)
