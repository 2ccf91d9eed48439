"""What a first script would do: import all five packages, parse every file in full, validate, and print it all."""

import json
import sys
from pathlib import Path

import bs4
import click
import jinja2
import jsonschema
from markdown_it import MarkdownIt

SCHEMA = {"type": "object", "required": ["path", "rows"], "properties": {"rows": {"type": "array"}}}
TEMPLATE = jinja2.Template("{{ rows | length }} rows in {{ path }}")


def rows(text: str) -> list[list[str]]:
    """The cells of all rows of all tables."""
    page = bs4.BeautifulSoup(MarkdownIt("commonmark").enable("table").render(text), "html.parser")
    return [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in page.find_all("tr")]


for name in sorted(Path(sys.argv[1]).rglob("*.md")):
    found = {"path": str(name), "rows": rows(name.read_text("utf-8"))}
    jsonschema.validate(found, SCHEMA)
    click.echo(json.dumps({**found, "said": TEMPLATE.render(**found)}))
