"""`docschema templates`: which templates there are, what stands in one, and a copy of it to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from docschema.commands import options
from docschema.commands.console import Console
from docschema.commands.failures import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from docschema.config import Config
    from docschema.rendering.templating import Template

_FOLDER = "templates"  # for copies, where the configuration names none


@click.group(short_help="Look at the templates of artifacts, and copy one.")
def templates() -> None:
    """Look at the templates that artifacts are made with, and copy one to change it."""


@templates.command("list")
@options.config
@options.printing
def list_templates(console: Console, config: Path | None) -> None:
    """List all templates: what each makes, how often it is run, and where it writes."""
    from docschema.reporting import templates as report

    found = _load(_configured(config))
    console.data(report.list_json(found.values()) if console.is_json else report.list_text(found.values()))


@templates.command("show")
@click.argument("name")
@options.config
@options.printing
def show_template(console: Console, name: str, config: Path | None) -> None:
    """Print the text of the template NAME; its head says what its parameters are."""
    from docschema.reporting import templates as report

    configured = _configured(config)
    template = _named(_load(configured), name)
    given = dict(dict(configured.parameters).get(template.name, ()))
    console.data(report.show_json(template, given) if console.is_json else report.show_text(template))


@templates.command("copy")
@click.argument("name")
@options.config
@click.option(
    "--to",
    type=options.FilePath(file_okay=False),
    metavar="DIR",
    help="The folder of your templates. Without it what the configuration names, else ./templates.",
)
@click.option("--force", is_flag=True, help="Put the copy in the place of a file that is there.")
@options.printing
def copy_template(console: Console, name: str, config: Path | None, to: Path | None, force: bool) -> None:
    """Copy the template NAME into the folder of your own, where it takes the place of the one it is a copy of."""
    from pathlib import Path

    from docschema.atomic import sweep, write_bytes
    from docschema.report import to_json
    from docschema.terminal import safe

    configured = _configured(config)
    template = _named(_load(configured), name)
    folder = to or (configured.root / configured.templates if configured.templates else Path(_FOLDER))
    file = folder / template.file
    if (file.exists() or file.is_symlink()) and not force:
        raise Failure(f"{file.as_posix()} exists already; --force puts the copy in its place")
    sweep((file.parent,))
    write_bytes(file, template.text.encode())
    if console.is_json:
        console.data(to_json({"path": file.as_posix()}, ()))
    else:
        console.note(f"{safe(file.as_posix())} written; {_next_step(configured, folder)}")


def _next_step(configured: Config, folder: Path) -> str:
    from docschema.terminal import safe

    named = configured.templates and (configured.root / configured.templates).resolve() == folder.resolve()
    if named:
        return "next: docschema build --diff"
    return f'to use it, set templates = "{safe(folder.as_posix())}" in docschema.toml'


def _configured(config: Path | None) -> Config:
    from pathlib import Path

    from docschema.config import default, load

    return load(Path(), config) or default()


def _load(configured: Config) -> Mapping[str, Template]:
    from docschema.rendering import templating

    return templating.load((configured.root / configured.templates,) if configured.templates else ())


def _named(found: Mapping[str, Template], name: str) -> Template:
    """The template of a name, with or without its suffix; a wrong one is told what there is."""
    from docschema.rendering.templating import SUFFIX
    from docschema.reporting.templates import unknown_text

    template = found.get(name.removesuffix(SUFFIX))
    if template is None:
        raise click.UsageError(unknown_text(name, found))
    return template
