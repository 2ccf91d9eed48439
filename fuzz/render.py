"""Fuzzes `render`; the law that must hold for any bytes is `laws.rendering_is_lawful`."""

from __future__ import annotations

from harness import fuzz, instrumented

with instrumented():
    from laws import rendering_is_lawful

if __name__ == "__main__":
    fuzz(rendering_is_lawful)
