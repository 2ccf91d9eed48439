"""`docschema templates` as users call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docschema.rendering import templating
from test_cli import project, run, tree

__all__ = ["project"]  # a fixture

MINE = '{#\nabout = "ids"\neach = "service"\npath = "{service}/ids.txt"\nparameters = { mark = "*" }\n#}\nx\n'


def configured(folder: Path, text: str = "", mine: str = MINE) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "ids.txt.j2").write_text(mine, encoding="utf-8")
    (folder / "docschema.toml").write_text(f'templates = "mine"\n{text}', encoding="utf-8")


def test_all_are_listed(tmp_path: Path) -> None:
    done = run(tmp_path, "templates", "list")
    assert done.returncode == 0
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert {name for name, template in templating.load().items() if template.each} <= lines.keys()
    assert "{service}/{module}.py" in lines["service.py"]
    assert "yours" not in done.stdout


def test_ones_own_are_marked(tmp_path: Path) -> None:
    configured(tmp_path)
    assert "ids (yours)" in run(tmp_path, "templates", "list").stdout
    data = json.loads(run(tmp_path, "templates", "list", "--output-format", "json").stdout)
    entry = next(entry for entry in data["templates"] if entry["name"] == "ids.txt")
    assert entry == {
        "name": "ids.txt",
        "about": "ids",
        "each": "service",
        "path": "{service}/ids.txt",
        "parameters": {"mark": "*"},
        "builtin": False,
    }


@pytest.mark.parametrize("name", ["service.py", "service.py.j2", "_regions.md"])
def test_one_is_shown_as_it_is(tmp_path: Path, name: str) -> None:
    text = (templating.builtin_folder() / f"{name.removesuffix('.j2')}.j2").read_text(encoding="utf-8")
    assert run(tmp_path, "templates", "show", name).stdout == text


def test_json_says_which_parameters_are_set(tmp_path: Path) -> None:
    configured(tmp_path, '[parameters."ids.txt"]\nmark = "+"\n')
    data = json.loads(run(tmp_path, "templates", "show", "ids.txt", "--output-format", "json").stdout)
    assert (data["parameters"], data["given"], data["text"]) == ({"mark": "*"}, {"mark": "+"}, MINE)


def test_a_name_that_is_none_is_told_what_there_is(tmp_path: Path) -> None:
    done = run(tmp_path, "templates", "show", "servce.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean service.py" in done.stderr


def test_a_copy_takes_the_place_of_ours(project: Path) -> None:
    done = run(project, "templates", "copy", "service.py")
    assert done.returncode == 0
    assert 'set templates = "templates" in docschema.toml' in done.stderr
    copy = project / "templates" / "service.py.j2"
    assert copy.read_bytes() == (templating.builtin_folder() / copy.name).read_bytes()
    (project / "docschema.toml").write_text('templates = "templates"\ntargets = ["service.py"]\n', encoding="utf-8")
    copy.write_text(copy.read_text("utf-8").replace('"""The places', '"""All places'), encoding="utf-8")
    assert run(project, "build").returncode == 0
    assert '"""All places' in (project / "schemas" / "events" / "events.py").read_text(encoding="utf-8")


def test_a_copy_goes_to_the_folder_that_the_configuration_names(project: Path) -> None:
    configured(project)
    done = run(project, "templates", "copy", "model.json")
    assert "next: docschema build --diff" in done.stderr
    assert (project / "mine" / "model.json.j2").is_file()
    data = json.loads(run(project, "templates", "copy", "index.md", "--output-format", "json").stdout)
    assert data["path"] == "mine/index.md.j2"


def test_a_copy_overwrites_nothing_unless_asked(project: Path) -> None:
    configured(project, mine=MINE)
    (project / "mine" / "model.json.j2").write_text("{# mine #}", encoding="utf-8")
    (project / "docschema.toml").unlink()
    before = tree(project)
    done = run(project, "templates", "copy", "model.json", "--to", "mine")
    assert done.returncode == 2
    assert "exists already; --force" in done.stderr
    assert tree(project) == before
    assert run(project, "templates", "copy", "model.json", "--to", "mine", "--force").returncode == 0
    assert (project / "mine" / "model.json.j2").read_bytes() != b"{# mine #}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[parameters."ids.txt"]\nmrk = "+"\n', "ids.txt.j2: there is no parameter 'mrk'; there are: mark"),
        ('[parameters."ids.txt"]\nmark = true\n', "the parameter mark is True, and has to be a text"),
        ('[parameters."id.txt"]\nmark = "+"\n', "id.txt: parameters are set for it, but there is no such template"),
        ('[parameters."ids.txt"]\nmark = 1.5\n', "expected a text, a whole number, true or false"),
    ],
)
def test_wrong_parameters_end_with_2(project: Path, text: str, said: str) -> None:
    configured(project, text)
    done = run(project, "build")
    assert done.returncode == 2
    assert said in done.stderr


def test_parameters_reach_the_template(project: Path) -> None:
    configured(
        project, '[parameters."ids.txt"]\nmark = "+"\n', MINE.replace("\nx\n", "\n{{ parameters.mark | json }}\n")
    )
    assert run(project, "build").returncode == 0
    assert (project / "schemas" / "events" / "ids.txt").read_text(encoding="utf-8") == '"+"\n'
