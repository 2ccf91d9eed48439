from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from msgspec.structs import replace

import sample_model as sample
from budget import one_in
from docschema import locales
from docschema.extract import extract
from docschema.model import ActionRow, Model
from docschema.read import read
from docschema.render import OutputError, RenderOptions, TemplateError, render
from docschema.rendering import namelock, templating
from docschema.rendering.namelock import Lock
from docschema.rendering.shown import folder_name, id_expression, id_parts, id_pattern, resolve, shown_path, unsafe_path
from test_emit import HOSTILE

GOLDEN = Path(__file__).parent / "golden"
OPTIONS = RenderOptions(keywords=sample.KEYWORDS)


def rendered(model: Model, options: RenderOptions = OPTIONS) -> dict[str, str]:
    return {artifact.path: artifact.text for artifact in render(model, options)}


def targets(*names: str) -> RenderOptions:
    return replace(OPTIONS, targets=names)


# ------------------------------------------------------------------------------------------- what is written


def test_goldens() -> None:
    """With DOCSCHEMA_UPDATE set, the expected files are written anew."""
    found = rendered(sample.model_of(sample.SERVICE, replace(sample.TWO_DELIVERIES, name="advisor")))
    if os.environ.get("DOCSCHEMA_UPDATE"):
        for path, text in found.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(text, "utf-8", newline="\n")
    files = {file.relative_to(GOLDEN).as_posix(): file for file in GOLDEN.rglob("*") if file.is_file()}
    assert sorted(found) == sorted(files)
    for path, file in files.items():
        assert found[path] == file.read_bytes().decode(), path


def test_the_model_follows_its_published_schema() -> None:
    schema = json.loads((Path(templating.__file__).parents[1] / "model.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for service in (sample.SERVICE, sample.TWO_DELIVERIES, sample.COLLECTED, sample.BARE):
        text = rendered(Model((service,)), targets("model.json"))[f"{service.name}/model.json"]
        Draft202012Validator(schema).validate(json.loads(text))


def test_no_services_make_no_artifacts_but_the_lock() -> None:
    assert list(rendered(Model(()))) == ["docschema.lock"]


def test_an_edit_above_a_row_changes_nothing() -> None:
    moved = replace(sample.SERVICE, actions=tuple(replace(a, rows=_shifted(a.rows)) for a in sample.ACTIONS))
    assert rendered(Model((moved,))) == rendered(sample.MODEL)


def _shifted(rows: tuple[ActionRow, ...]) -> tuple[ActionRow, ...]:
    return tuple(replace(row, span=replace(row.span, line=row.span.line + 7)) for row in rows)


@pytest.mark.slow
def test_hash_seed_and_folder_change_no_byte(tmp_path: Path) -> None:
    program = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:]; import sample_model as s\n"
        "from docschema.render import RenderOptions, render\n"
        "made = render(s.model_of(s.SERVICE, s.BARE), RenderOptions(keywords=s.KEYWORDS))\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    call = [sys.executable, "-c", program, str(here), str(here.parent / "gen")]
    runs = [
        subprocess.run(
            call, capture_output=True, check=True, cwd=folder, env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        ).stdout
        for seed, folder in (("1", tmp_path), ("2", here))
    ]
    assert runs[0] == runs[1] != b""


# ------------------------------------------------------------------------------------------- text is data


@one_in(2)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1)), min_size=1, max_size=4))
def test_texts_survive_everywhere(texts: list[str]) -> None:
    files = rendered(
        sample.with_texts(texts), targets("model.json", "actions.schema.json", "service.py", "reference.md")
    )
    model = json.loads(files["registry/model.json"])
    assert [action["descriptions"]["en"] for action in model["actions"]] == texts
    known = json.loads(files["registry/actions.schema.json"])["oneOf"]
    assert [entry["description"] for entry in known if "x-renamed-to" not in entry] == texts
    assert docstrings(files["registry/registry.py"]) == texts
    assert table_rows(files["registry/docs/en.md"])[0] == len(texts)


def docstrings(module: str) -> list[object]:
    actions = next(n for n in ast.parse(module).body if isinstance(n, ast.ClassDef) and n.name == "Action")
    values = [node.value for node in actions.body[1:] if isinstance(node, ast.Expr)]
    return [value.value for value in values if isinstance(value, ast.Constant)]


def table_rows(page: str) -> list[int]:
    """The number of body rows of each table."""
    types = [token.type for token in MarkdownIt("commonmark").enable("table").parse(page)]
    bodies = " ".join(types).split("tbody_open")[1:]
    return [body.partition("tbody_close")[0].count("tr_open") for body in bodies]


def test_no_text_stands_in_a_comment() -> None:
    model = sample.with_texts(["a unique sentence"])
    for path, text in rendered(model).items():
        comments = [line for line in text.splitlines() if line.lstrip().startswith(("#", "<!--"))]
        assert not any("unique" in line for line in comments), path


@pytest.mark.parametrize("name", ["../../etc", "/root", "con", "a/b", ".hidden", 'x"y', "{{ 7 }}", "é", "x" * 300, ""])
def test_a_service_stays_in_its_folder(name: str) -> None:
    service = replace(sample.SERVICE, name=name)
    for path, text in rendered(Model((service,))).items():
        assert not unsafe_path(path)
        if path.endswith("model.json"):
            assert json.loads(text)["service"] == name


# ------------------------------------------------------------------------------------------- reference pages


@pytest.mark.parametrize("locale", locales.available())
def test_pages_read_back_to_the_same_facts(locale: str) -> None:
    service = replace(sample.SERVICE, locales=tuple(dict.fromkeys(("en", locale))))
    page = rendered(Model((service,)))[f"registry/docs/{locale}.md"]
    document = extract(read("page.md", page.encode()))
    assert document.locale == locale
    assert [fact.id for fact in document.actions] == [action.id for action in sample.ACTIONS]
    assert [fact.kind for fact in document.actions] == [action.kind for action in sample.ACTIONS]
    if locale in ("en", "fr"):
        assert document.actions[2].description == sample.ACTIONS[2].descriptions[locale]
    assert {(fact.source.code, fact.target.code) for fact in document.routes} == {("ap-north", "ap-south")}
    assert [(fact.domain, fact.exceptions) for fact in document.defaults] == [("account", ("ap-north",))]
    available = [(fact.place.code, fact.available) for fact in document.availability]
    assert available == [("eu-de", True), ("us-south", False)]
    assert {(fact.old, fact.new) for fact in document.renamed} == {("registry.image.fetch", sample.PULL)}
    assert sum(ledger.reported for ledger in document.ledger) == 0


@pytest.mark.parametrize("locale", locales.available())
def test_fixed_places_read_back(locale: str) -> None:
    service = replace(sample.TWO_DELIVERIES, locales=tuple(dict.fromkeys(("en", locale))))
    document = extract(read("page.md", rendered(Model((service,)))[f"registry/docs/{locale}.md"].encode()))
    assert [(fact.scope, fact.place.code) for fact in document.fixed] == [("global", "eu-de")]


def test_a_missing_translation_is_marked_and_falls_back() -> None:
    page = rendered(sample.MODEL)["registry/docs/fr.md"]
    assert "see &#91;docs&#93;. _(Pas encore traduit)_ |" in page
    assert "Pas encore traduit" not in rendered(sample.MODEL)["registry/docs/en.md"]


def test_a_page_links_its_other_languages() -> None:
    assert "[Français](fr.md)" in rendered(sample.MODEL)["registry/docs/en.md"]
    assert "](registry/docs/fr.md)" in rendered(sample.MODEL)["index.fr.md"]


def test_a_title_takes_the_place_of_the_name() -> None:
    page = rendered(sample.MODEL, replace(OPTIONS, titles={"registry": "Image | Registry"}))["registry/docs/en.md"]
    assert "# Audit events of Image &#124; Registry\n" in page


def test_variables_are_resolved_where_known() -> None:
    assert (
        resolve("{{site.data.keyword.a}} {{ site.data.keyword.b }}", {"a": "A&reg;"}) == "A® {{ site.data.keyword.b }}"
    )
    assert resolve("{{site.data.keyword.a}}", {"a": "{{site.data.keyword.a}}"}) == "{{site.data.keyword.a}}"


# ------------------------------------------------------------------------------------------- names and paths


def test_names_of_earlier_builds_are_kept() -> None:
    lock = Lock(
        {
            "registry": {"Action": {sample.PULL: "FETCH", "gone.id": "REGISTRY_PLAN_SET"}},
            "other": {"Action": {"a": "A"}},
        }
    )
    files = rendered(sample.MODEL, replace(OPTIONS, lock=lock))
    assert '    FETCH = "registry.image.pull"' in files["registry/registry.py"]
    assert "    REGISTRY_PLAN_SET_" in files["registry/registry.py"]
    kept = namelock.load(files["docschema.lock"])
    assert kept.of("registry", "Action")["gone.id"] == "REGISTRY_PLAN_SET"
    assert kept.of("other", "Action") == {"a": "A"}
    assert set(kept.files) == set(files) - {"docschema.lock"}


def test_a_source_is_named_without_the_machine() -> None:
    assert shown_path("docs/fr/a.md", "") == "docs/fr/a.md"
    assert shown_path("./docs//a.md", "") == "docs/a.md"
    assert shown_path("../x/docs/a.md", "") == "x/docs/a.md"
    assert shown_path("/home/me/docs/a.md", "/home/me") == "docs/a.md"
    assert shown_path("/home/me/p/docs/fr/a.md", "") == "docs/fr/a.md"


def test_folder_names() -> None:
    assert folder_name("container-registry") == "container-registry"
    assert folder_name("a b") == "a%20b"
    assert folder_name("aux") == "%61ux"
    assert folder_name("..") == "%2E%2E"


def test_id_patterns() -> None:
    assert id_pattern("<service_id>.backup.create") == r"^[^.\s<>]+\.backup\.create$"
    assert id_pattern("a+b.<x>-c.<y>-<z>") == r"^a\+b\.[^.\s<>]+-c\.[^.\s<>]+$"
    assert id_pattern("<a.b>.c") == r"^[^.\s<>]+\.c$"


def test_the_parts_of_ids() -> None:
    assert id_parts("a.b") == (("a.b",), ())
    assert id_parts("<service_id>.backup.create") == (("", ".backup.create"), ("service_id",))
    assert id_parts("a.<x>-c.<y>-<z>.<x>") == (("a.", "-c.", ".", ""), ("x", "<y>-<z>", "x_2"))
    assert id_parts("<a.b>.c") == (("", ".c"), ("a.b",))
    assert id_expression(("a+", "", "b"), groups=True) == r"^a\+([^.\s<>]+)([^.\s<>]+)b$"


# ------------------------------------------------------------------------------------------- templates


def own(folder: Path, name: str, text: str, **options: object) -> dict[str, str]:
    (folder / f"{name}.j2").write_text(text, "utf-8")
    chosen = replace(targets(name), template_folders=(folder,), **options)
    return rendered(sample.MODEL, chosen)


HEAD = '{#\neach = "service"\npath = "{service}/x.txt"\n#}\n'


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    files = own(tmp_path, "ids.txt", HEAD + "{% for action in service.actions %}\n{{ action.id | json }}\n{% endfor %}")
    assert files["registry/x.txt"] == '"registry.image.pull"\n"registry.image.push"\n"registry.plan.set"\n'


def test_a_template_of_the_same_name_replaces_ours(tmp_path: Path) -> None:
    files = own(tmp_path, "model.json", '{# each = "once"\npath = "all.json" #}\n{{ services | length | number }}\n')
    assert files["all.json"] == "1\n"
    assert "registry/model.json" not in files


def test_a_part_is_included_and_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "_part.txt.j2").write_text("{{ service.name | json }}", "utf-8")
    assert own(tmp_path, "a.txt", HEAD + '{% include "_part.txt.j2" %}')["registry/x.txt"] == '"registry"'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("no head", 1, "has to begin"),
        ("{# each = #}", 1, "no TOML"),
        ('{# each = "page"\npath = "x" #}', 1, "each = 'page'"),
        ('{# each = "once"\npath = "" #}', 1, "path in the head"),
        ('{# each = "once"\nabout = 1 #}', 1, "about in the head is a text"),
        ('{# each = "once"\nparameters = 1 #}', 1, "parameters in the head is a table"),
        ('{# each = "once"\nparameters = { A = 1 } #}', 1, "no name of small letters"),
        ('{# each = "once"\nparameters = { a = 1.5 } #}', 1, "a text, a whole number, true or false"),
        ('{# each = "once"\npath = "x"\nfoo = 1 #}', 1, "'foo'"),
        ('{# each = "once"\npath = "../x" #}', 1, "no path of a file inside"),
        ('{# each = "once"\npath = "/x" #}', 1, "no path of a file inside"),
        ('{# each = "once"\npath = "nul.txt" #}', 1, "'nul.txt' is a device"),
        ('{# each = "once"\npath = "docschema.lock" #}', 1, "docschema's own"),
        ('{# each = "once"\npath = "{service}" #}', 1, "slot {service}"),
        ('{# each = "locale"\npath = "x" #}', 1, "path needs another slot"),
        (HEAD + "\n{{ missing | json }}", 6, "'missing' is undefined"),
        (HEAD + "\n{{ service.nothing | json }}", 6, "has no attribute 'nothing'"),
        (HEAD + "{{ service.name }}", 5, "without a filter"),
        (HEAD + "{{ service.name | json | upper }}", 5, "without a filter"),
        (HEAD + "{{ service.name | json ~ service.name }}", 5, "without a filter"),
        (HEAD + "{% filter upper %}{{ service.name | json }}{% endfilter %}", 5, "without a filter"),
        (HEAD + "\n\n{% if %}", 7, "Expected an expression"),
        (HEAD + "{{ service.name | shout }}", 5, "no filter 'shout'"),
        (HEAD + '{{ "a b" | identifier }}', 5, "cannot be a name"),
        (HEAD + "{{ service.__class__.__mro__ | json }}", 5, "unsafe"),
        (HEAD + "{{ services.append(1) | json }}", 5, "no attribute"),
        (HEAD + '{% include "../secret.j2" %}', 5, "secret"),
        (HEAD + "{{ 1 // 0 | number }}", 5, "filter"),
        (HEAD + "{{ (1 // 0) | number }}", 5, "zero"),
    ],
)
def test_errors_name_template_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        own(tmp_path, "mine.txt", text)
    assert (caught.value.template, caught.value.line) == ("mine.txt.j2", line)
    assert message in caught.value.message


def test_other_ways_a_template_can_be_wrong(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="there is no such template; there are actions"):
        rendered(sample.MODEL, targets("nothing"))
    with pytest.raises(TemplateError, match="no such folder"):
        rendered(sample.MODEL, replace(OPTIONS, template_folders=(tmp_path / "none",)))
    with pytest.raises(TemplateError, match=r"'registry/x\.json' is wrong"):
        own(tmp_path, "bad.json", '{#\neach = "service"\npath = "{service}/x.json"\n#}\n{"a": 1, "a": 2}')
    with pytest.raises(TemplateError, match=r"'registry/x\.py' is wrong"):
        own(tmp_path, "bad.py", '{#\neach = "service"\npath = "{service}/x.py"\n#}\ndef')


def test_a_schema_has_to_follow_the_meta_schema(tmp_path: Path) -> None:
    head = '{#\neach = "service"\npath = "{service}/x.schema.json"\n#}\n'
    assert own(tmp_path, "x.schema.json", head + '{"type": "object"}')["registry/x.schema.json"]
    with pytest.raises(TemplateError, match="no valid JSON Schema: type: 'objekt' is not valid"):
        own(tmp_path, "x.schema.json", head + '{"type": "objekt"}')


def test_a_link_out_of_the_folder_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text(HEAD, "utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "secret.j2").symlink_to(tmp_path / "secret.j2")
    with pytest.raises(TemplateError, match="a link that leads out"):
        templating.load((tmp_path / "mine",))
    (tmp_path / "secret.j2").unlink()  # a link to nothing is no template, and nor is one to itself
    (tmp_path / "mine" / "self.j2").symlink_to(tmp_path / "mine" / "self.j2")
    assert "secret" not in templating.load((tmp_path / "mine",))


@pytest.mark.parametrize("name", list(templating.load()))
def test_every_value_in_our_templates_passes_a_filter(name: str) -> None:
    templates = templating.load()
    assert templating.faults(templating.environment(templates), templates[name]) == ()


def test_services_that_differ_in_case_only_are_refused() -> None:
    with pytest.raises(TemplateError, match="the same file as"):
        rendered(sample.model_of(sample.SERVICE, replace(sample.SERVICE, name="Registry")))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("service.py", "{{ action.id | py_str }}", '{{ "x" | py_str }}'),
        ("service.py", '| select | join(" ") | py_doc }}', '| select | join("  x") | upper | py_doc }}'),
        ("service.ts", "{{ text | ts_text }}", '{{ "x" | ts_text }}'),
        ("service.java", "{{ place.key | java_str }}", '{{ "x" | java_str }}'),
        ("service.py", "from enum import", "from os import"),
        ("service.py", "_REGIONS.get(region)", "eval(region)"),
        ("service.py", "known = _REGIONS", "known = lambda: _REGIONS"),
        ("service.py", "{{ text | py_text }}", '{{ "x" | py_text }}'),
        ("model.json", "{{ action.descriptions | json(3) }}", "{}"),
        ("actions.schema.json", "service.action_schema", '{"type": "string"}'),
        ("event.schema.json", "service.event_schema", '{"$defs": {"action": {"type": "string"}}}'),
        ("event.schema.json", "{{ value | json(1) }}", '{{ ({} if keyword == "properties" else value) | json(1) }}'),
    ],
)
def test_what_is_written_is_held_against_the_model(
    monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str
) -> None:
    templates = dict(templating.load())
    assert old in templates[name].text
    templates[name] = replace(templates[name], text=templates[name].text.replace(old, new))
    monkeypatch.setattr(templating, "load", lambda _folders: templates)
    with pytest.raises(OutputError, match="is wrong"):
        rendered(sample.MODEL, targets(name))
