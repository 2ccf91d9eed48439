"""How a doc is marked up: the text that is parsed, blocks, inline text, pipe and HTML tables."""
