"""What README.md and the other pages say is tried: commands, their output, files, configuration, links.

The remark in front of a block says what is done with it. In the order of README.md, in one folder: `file` writes the
block, `edit` changes a file as the difference says, `run` runs the commands and compares what they print (the value is
the exit code, 0 without one), `script` and `printed` do the same for Python, `shows` shows a file, and `tree` names the
generated ones.
`DOCSCHEMA_UPDATE=1` writes what is printed into README.md.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

import click
import pytest
import yaml
from click.testing import CliRunner

from docschema import config
from docschema.cli import commands
from docschema.commands import console
from docschema.rendering import templating
from pages import PAGES, ROOT, Block, blocks, code, first_column, prose, section

README = ROOT / "README.md"
UPDATE = bool(os.environ.get("DOCSCHEMA_UPDATE"))
COMMAND = re.compile(r"docschema (?!\w+:)[a-z-]+(?: [^`#\n]*)?")
LINK = re.compile(r"\]\(([^()\s]+)\)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def print_at_once(stream: TextIO, text: str) -> None:
    stream.write(f"{text}\n")
    stream.flush()


def docschema(folder: Path, *arguments: str) -> tuple[str, int]:
    """What a terminal shows, with both streams in the order of what was written, and the exit code."""
    with contextlib.chdir(folder), patch.object(console, "print_to", print_at_once):
        done = CliRunner().invoke(commands, arguments, prog_name="docschema")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output, done.exit_code


# ------------------------------------------------------------------------------------------- the first five minutes


class Reader:
    """Somebody who does what README.md says, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = ""

    def do(self, block: Block) -> str:
        """What the block should hold."""
        action = getattr(self, block.mark, None)
        return str(action(block)) if action else block.text

    def file(self, block: Block) -> str:
        path = self.folder / block.value
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8", newline="\n")
        return block.text

    def edit(self, block: Block) -> str:
        path = self.folder / block.value
        old, new = ("".join(f"{x[1:]}\n" for x in block.text.splitlines() if x[0] == sign) for sign in "-+")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
        return block.text

    def run(self, block: Block) -> str:
        shown = []
        for line in block.text.splitlines():
            if line.startswith("$ "):
                program, *arguments = shlex.split(line[2:])
                assert program == "docschema", line
                output, exit_code = docschema(self.folder, *arguments)
                assert exit_code == int(block.value or 0), output
                shown.append(f"{line}\n{output}")
        return "".join(shown)

    def script(self, block: Block) -> str:
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", block.text], cwd=self.folder, capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        self.said = done.stdout.decode()
        return block.text

    def shows(self, block: Block) -> str:
        return (self.folder / block.value).read_text(encoding="utf-8")

    def tree(self, block: Block) -> str:
        listed = [line.split(maxsplit=1)[0] for line in block.text.splitlines()]
        found = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()]
        assert sorted(listed) == sorted(path for path in found if path.startswith(("schemas/", "docschema.lock")))
        return block.text


def test_the_first_five_minutes_are_as_written(tmp_path: Path) -> None:
    page, reader, replaced = text_of(README), Reader(tmp_path), []
    for block in blocks(page):
        wanted = reader.said if block.mark == "printed" else reader.do(block)
        if not UPDATE:
            assert block.text == wanted
        replaced.append((block, wanted))
    for block, wanted in reversed(replaced):
        page = page[: block.start] + wanted + page[block.start + len(block.text) :]
    if UPDATE:
        README.write_text(page, encoding="utf-8", newline="\n")


def test_the_picture_shows_what_is_made(tmp_path: Path) -> None:
    picture, reader = next(blocks(text_of(README))).text, Reader(tmp_path)
    for block in blocks(text_of(README)):
        if block.mark == "file":
            reader.do(block)
    docschema(tmp_path, "build", "docs", "--output", "schemas")
    made = "\n".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.*") if path.is_file())
    shown = [line[29:] if line[:29].strip() else line.strip() for line in picture.splitlines()]
    pieces = [piece for line in shown for piece in re.findall(r'\|.*\||PARCELS.*|""".*|"const": "[^"]*"', line)]
    assert len(pieces) == 7
    flat = " ".join(made.split())
    assert not [piece for piece in pieces if " ".join(piece.split()) not in flat]


def test_the_hooks_exist_and_refuse_the_broken_translation(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for block in blocks(text_of(README)):
        reader.do(block)
        if block.mark == "edit":
            break
    shipped = {hook["id"]: hook["entry"] for hook in yaml.safe_load(text_of(ROOT / ".pre-commit-hooks.yaml"))}
    (config_of_hooks,) = [yaml.safe_load(b.text) for b in blocks(text_of(README)) if b.text.startswith("repos:")]
    exit_codes = {}
    for hook in reversed(config_of_hooks["repos"][0]["hooks"]):
        program, *arguments = shlex.split(shipped[hook["id"]]) + hook.get("args", [])
        assert program == "docschema"
        _, exit_codes[hook["id"]] = docschema(tmp_path, *arguments)
    # Pages say how many rows of a translation deviate, so the broken row changes them.
    assert exit_codes == {"docschema-check": 1, "docschema-build": 1, "docschema-lint": 0}
    assert docschema(tmp_path, "build", "--fail-on-change")[1] == 1
    assert docschema(tmp_path, "check")[1] == 0


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    action = yaml.safe_load(text_of(ROOT / "action.yml"))
    (workflow,) = [yaml.safe_load(b.text) for b in blocks(text_of(README)) if b.text.startswith("name: docs")]
    (step,) = [s for s in workflow["jobs"]["docschema"]["steps"] if s["uses"].startswith("OWNER/docschema@")]
    assert set(step["with"]) <= set(action["inputs"])
    command = commands.commands[step["with"]["command"]]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in step["with"]["args"].split() if word.startswith("-")} <= options


# ------------------------------------------------------------------------------------------- configuration


def test_the_example_of_a_configuration_is_one(tmp_path: Path) -> None:
    (block,) = [block for block in blocks(text_of(README)) if block.mark == "config"]
    (tmp_path / "docschema.toml").write_text(block.text, encoding="utf-8")
    loaded = config.load(tmp_path)
    assert loaded is not None
    assert set(loaded.targets) - templating.load().keys() == {"ids.txt"}  # the one of guide/templates.md


# ------------------------------------------------------------------------------------------- all pages


def commands_of(page: str) -> Iterator[list[str]]:
    texts = [*code(page), *(line for block in blocks(page) for line in block.text.splitlines())]
    for text in texts:
        line = re.sub(r"^(\s*- run: |\s*entry: |\$ |\t|@?\.venv/bin/)", "", text).strip()
        if COMMAND.fullmatch(line.split("#")[0].strip()):
            yield shlex.split(line, comments=True)[1:]


@each_page
def test_commands_and_their_options_exist(page: Path) -> None:
    for name, *arguments in commands_of(text_of(page)):
        command = commands.commands.get(name)
        assert command is not None or name == "COMMAND", name
        options = {option for parameter in command.params for option in parameter.opts} if command else {"--help"}
        used = {argument.split("=")[0] for argument in arguments if argument.startswith("--")}
        assert used <= options | {"--help"}, (name, used)


@each_page
def test_options_named_alone_belong_to_some_command(page: Path) -> None:
    known = {option for command in commands.commands.values() for item in command.params for option in item.opts}
    known |= {"--help", "--version"}
    assert {text.split()[0] for text in code(text_of(page)) if text.startswith("--")} <= known


@each_page
def test_choices_exist(page: Path) -> None:
    choices = {
        (option, choice)
        for command in commands.commands.values()
        for item in command.params
        if isinstance(item.type, click.Choice)
        for option in item.opts
        for choice in item.type.choices
    }
    used = re.findall(r"(--fail-on|--output-format|--color)[ =]([a-z]+)", text_of(page))
    assert {pair for pair in used if pair not in choices} == set()


def test_every_command_stands_in_the_table() -> None:
    table = section(text_of(README), "## Commands")
    assert [name.split()[1] for name in first_column(table) if name.startswith("docschema ")] != []
    assert {name.split()[1] for name in first_column(table)} == set(commands.commands)
    for name in first_column(table):
        listed, metavar = name.split()[1], " ".join(name.split()[2:])
        usage = commands.commands[listed].get_usage(click.Context(commands.commands[listed], info_name=listed))
        assert usage.endswith(f"[OPTIONS] {metavar}".rstrip()), usage


@each_page
def test_targets_of_make_exist(page: Path) -> None:
    made = "".join(text_of(ROOT / name) for name in ("Makefile", "docschema.mk"))
    known = set(re.findall(r"(?m)^([a-z-]+):", made))
    lines = [line for block in blocks(text_of(page)) for line in block.text.splitlines()]
    used = re.findall(r"(?m)^\s*make ([a-z-]+)", "\n".join([*code(text_of(page)), *lines]))
    assert set(used) <= known


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(text_of(page))):
        if not target.startswith(("http:", "https:")):
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.is_file(), target
            assert file.is_relative_to(ROOT), target
            assert not anchor or anchor in anchors(text_of(file)), target


def anchors(page: str) -> set[str]:
    heads = re.findall(r"(?m)^#+ (.*)$", prose(page))
    return {re.sub(r"[^\w\s-]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@each_page
def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    assert not re.findall(r"/(?:home|root|Users|tmp|work|opt)/", text_of(page))


@each_page
def test_python_blocks_are_python(page: Path) -> None:
    for block in blocks(text_of(page)):
        if block.language == "python":
            compile(block.text, page.name, "exec")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("make") is None, reason="make is needed")
def test_the_makefile_of_the_readme_is_one(tmp_path: Path) -> None:
    (block,) = [block for block in blocks(text_of(README)) if block.language == "make"]
    (tmp_path / "Makefile").write_text(block.text, encoding="utf-8")
    shutil.copy(ROOT / "docschema.mk", tmp_path)
    targets = ["generate", "check-docs", "fix-docs"]
    assert not [name for name in targets if f"`make {name}`" not in text_of(README)]
    done = subprocess.run(
        ["make", "--no-print-directory", "-n", *targets], cwd=tmp_path, capture_output=True, check=True
    )
    printed = [line.strip() for line in done.stdout.decode().splitlines()]
    assert printed == ["docschema build", "docschema check", "docschema lint --fix"]
