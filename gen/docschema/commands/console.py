"""Where a command prints: data on standard output, messages on standard error, each in UTF-8."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from docschema.problem import Problem


class Console(NamedTuple):
    """How a command prints, as its options say."""

    output_format: str = "text"
    quiet: bool = False
    color: str = "auto"

    @property
    def is_json(self) -> bool:
        """Whether standard output carries one JSON object and nothing else."""
        return self.output_format == "json"

    @property
    def is_text(self) -> bool:
        """Whether people read standard output."""
        return self.output_format == "text"

    def data(self, text: str) -> None:
        """Print what the command was asked for."""
        print_to(sys.stdout, text)

    def write(self, text: str, stream: TextIO) -> None:
        """Print a text on a stream."""
        print_to(stream, text)

    def note(self, text: str) -> None:
        """Print a message, unless `--quiet` asks for none."""
        if not self.quiet:
            print_to(sys.stderr, text)

    def complain(self, text: str) -> None:
        """Print a message that explains an exit code, also with `--quiet`."""
        print_to(sys.stderr, text)

    def findings(self, problems: Iterable[Problem], stream: TextIO) -> None:
        """Print findings as text."""
        from docschema.report import problem_text

        colour = self.colours(stream)
        for problem in problems:
            print_to(stream, problem_text(problem, colour=colour))

    def colours(self, stream: TextIO) -> bool:
        """Whether text on this stream is coloured."""
        from docschema.terminal import wants_colour

        return wants_colour(self.color, os.environ, is_terminal=stream.isatty())


def print_to(stream: TextIO, text: str) -> None:
    """Write a text and a line end."""
    stream.write(f"{text}\n")


def speak_utf8() -> None:
    """Make both streams write UTF-8 whatever the locale; what no encoding can hold is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def fall_silent() -> None:
    """Let what is still to be written go nowhere: the reader of standard output has left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
