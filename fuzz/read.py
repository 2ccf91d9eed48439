"""Fuzzes `read`; the law that must hold for any bytes is `laws.reading_is_lawful`."""

from __future__ import annotations

from harness import fuzz, instrumented

with instrumented():
    from laws import reading_is_lawful

if __name__ == "__main__":
    fuzz(reading_is_lawful)
