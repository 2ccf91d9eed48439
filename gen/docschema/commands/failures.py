"""Exit codes, and what becomes of an error that is no fault of a doc."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from docschema.commands.console import fall_silent, print_to, speak_utf8

FINDINGS, USAGE = 1, 2
_NO_DRIFT = "\nthe generator failed: nothing was compared or written, so this says nothing about drift"
INTERRUPTED, READER_GONE = 130, 141  # 128 + the number of the signal, as shells count


class Failure(click.ClickException):
    """Something outside of the docs stands in the way: configuration, templates, files, the system."""

    exit_code = USAGE

    def format_message(self) -> str:
        """The message, safe for a terminal; a message of several lines keeps them."""
        from docschema.terminal import safe

        return "\n".join(map(safe, self.message.split("\n")))


def complain(error: click.ClickException) -> None:
    """Print an error on standard error, safe for a terminal: click's own messages quote words of the command line,
    and a shell makes such words of the names of files."""
    from docschema.terminal import safe

    said = io.StringIO()
    error.show(said)
    for line in said.getvalue().removesuffix("\n").split("\n"):
        print_to(sys.stderr, safe(line))


class Commands(click.Group):
    """The commands; what they raise about the environment becomes a message and exit code 2."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command."""
        speak_utf8()
        try:
            return super().invoke(context)
        except BrokenPipeError:
            fall_silent()
            context.exit(READER_GONE)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise Failure(f"{place}{error.strerror or error}") from error
        except Exception as error:
            if not _is_ours(error):
                raise
            raise Failure(f"{error}{_NO_DRIFT}" if _is_of_templates(error) else str(error)) from error


def _is_of_templates(error: Exception) -> bool:
    from docschema.render import TemplateError

    return isinstance(error, TemplateError)


def _is_ours(error: Exception) -> bool:
    """Whether an error is one whose text was written for users. Imports here: `--version` needs none of this."""
    from docschema.config import ConfigError
    from docschema.linking.history import HistoryError
    from docschema.render import TemplateError
    from docschema.rendering.namelock import LockError

    return isinstance(error, ConfigError | HistoryError | LockError | TemplateError)
