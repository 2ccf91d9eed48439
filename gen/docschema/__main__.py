"""`docschema` and `python -m docschema`: where the program starts.

What needs no command line to be read is answered here, with next to no import: loading click takes four times as
long as starting Python, and `__future__` a third of it.
"""

import sys


def main() -> None:
    """The program."""
    if not _is_answered(sys.argv[1:]):
        from docschema.cli import main as run

        run()


def _is_answered(words: list[str]) -> bool:
    """Whether the words ask for the version or the help, and this was printed."""
    if words == ["--version"]:
        from docschema import __version__

        return _is_printed(f"docschema {__version__}\n")
    return words in (["--help"], ["-h"]) and _is_printed(_help())


def _help() -> str:
    """What click says, kept in a file; "" where there is none."""
    try:
        with open(f"{__file__.removesuffix('__main__.py')}help.txt", encoding="utf-8") as file:  # noqa: PTH123 - slow
            return file.read()
    except OSError:
        return ""


def _is_printed(text: str) -> bool:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, UnicodeError):  # the rest of the program knows how to answer this
        return False
    return bool(text)


if __name__ == "__main__":
    main()
