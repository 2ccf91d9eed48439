"""Fuzzes `extract`; the law that must hold for any bytes is `laws.extracting_is_lawful`."""

from __future__ import annotations

from harness import fuzz, instrumented

with instrumented():
    from laws import extracting_is_lawful

if __name__ == "__main__":
    fuzz(extracting_is_lawful)
