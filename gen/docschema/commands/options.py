"""Options that several commands share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from docschema.commands.console import Console
from docschema.severity import Severity

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., None]


class FilePath(click.Path):
    """A path, as `pathlib` has it; what that needs is loaded when one is given, and not for a page of help."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path of a word of the command line."""
        from pathlib import Path

        return Path(os.fsdecode(super().convert(value, param, ctx)))


_QUIET = click.option("--quiet", "-q", is_flag=True, help="Print results and findings only.")
_COLOR = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour; NO_COLOR counts as never.",
)

config = click.option(
    "--config",
    type=FilePath(),
    metavar="FILE",
    help="The configuration. Without it docschema.toml or pyproject.toml here or in a folder above.",
)
output = click.option("--output", type=FilePath(), metavar="DIR", help="The folder of the generated files.")
inject = click.option(
    "--inject",
    type=FilePath(dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="A page written by hand whose parts between markers are generated; may be repeated.",
)
max_unexplained = click.option(
    "--max-unexplained",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="How many rows that no rule knows may pass.",
)
fix = click.option("--fix", is_flag=True, help="Repair what can be repaired for certain, in the docs themselves.")
diff = click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
fail_on = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.WARNING.value,
    show_default=True,
    callback=lambda _context, _option, value: Severity(value),
    help="The lightest finding that makes the command exit with 1.",
)
min_coverage = click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="How many of the documented actions of each service the code has to use.",
)

statistics = click.option("--statistics", is_flag=True, help="Count the findings of each rule; as text, only that.")
baseline = click.option(
    "--baseline",
    type=FilePath(dir_okay=False),
    metavar="FILE",
    help="Do not show findings that this file lists. Without it the file that the configuration names.",
)


def paths(*, required: bool = False) -> Callable[[Command], Command]:
    """The argument PATH...: files, folders, or `-` for standard input."""
    return click.argument("paths", nargs=-1, required=required, metavar="PATH..." if required else "[PATH]...")


def printing_as(*formats: str) -> Callable[[Command], Command]:
    """The options that say how to print; the command gets them as a `Console`, its first argument."""
    choice = click.option(
        "--output-format", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print."
    )

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def run(output_format: str, quiet: bool, color: str, **others: Any) -> None:
            command(Console(output_format, quiet, color), **others)

        return choice(_QUIET(_COLOR(run)))

    return decorate


printing = printing_as("text", "json")
printing_findings = printing_as("text", "json", "sarif", "github")
