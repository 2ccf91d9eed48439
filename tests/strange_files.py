"""Docs as strangers send them: any bytes, anything nested, nothing closed. Each name stands for the bytes of a file."""

from __future__ import annotations

HEAD = "# Events\n\n| Action | Description |\n|---|---|\n"
ROW = "| `ferry.boat.moor` | A boat is moored. |\n"
PAGE = HEAD + ROW + "| `ferry.boat.cast` | A boat is cast off. |\n"
TABLE = "<table>\n<tr><th>Action</th><th>Text</th></tr>\n<tr><td>ferry.pier.open</td><td>Opens.</td></tr>\n</table>\n"
FIELDS = "\n## Fields\n\n| Field | Type | Description |\n|---|---|---|\n"
MANY = 10_000
MIB = 1 << 20

YAML_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name}\n  <<: [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def _nested_json(levels: int) -> str:
    return "\n```json\n" + '{"a":' * levels + "1" + "}" * levels + "\n```\n"


_TEXTS = {
    "empty": "",
    "one-null": "\0",
    "blank-lines": "\n" * MANY,
    "null-bytes": PAGE.replace("boat", "bo\0at"),
    "cr-only": PAGE.replace("\n", "\r"),
    "mixed-line-ends": PAGE.replace("\n", "\r\n\r\r\n\n"),
    "other-line-ends": PAGE.replace(" ", "\u2028").replace("|\n", "|\x85\x0b\x0c\n"),
    "control-characters": "".join(map(chr, range(1, 160))) + PAGE,
    "right-to-left": PAGE.replace("moored", "\u202emoored\u2066"),
    "private-use": PAGE.replace("boat", "bo\ue000at \ue000"),
    "no-characters": PAGE.replace("moored", "\ufdd0\ufffe\U0010ffff"),
    "yaml-bomb": f"---\n{YAML_BOMB}---\n{PAGE}",
    "front-matter-of-tags": f"---\ntitle: !!python/object/apply:os.system [id]\n? [a]\n: b\nlang: !!set\n---\n{PAGE}",
    "front-matter-too-large": "---\n" + "".join(f"key{n}: value\n" for n in range(MANY)) + f"---\n{PAGE}",
    "front-matter-unclosed": f"---\nlang: en\n{PAGE}",
    "service-name-long": f"---\nsubcollection: {'ferry' * 1000}\n---\n{PAGE}",
    "service-name-of-dots": f"---\nsubcollection: ../../../../{'../' * 300}etc/passwd\n---\n{PAGE}",
    "language-long": f"---\nlang: en-{'x' * 5000}\n---\n{PAGE}",
    "quotes": ">" * MANY + " a\n\n" + PAGE,
    "quotes-over-lines": "".join(f"{'> ' * n}a\n" for n in range(300)) + "\n" + PAGE,
    "list-items": "- " * MANY + "a\n\n" + PAGE,
    "list-items-over-lines": "".join(f"{'  ' * n}- a\n" for n in range(300)) + "\n" + PAGE,
    "quotes-in-lists": "- > 1. " * 3000 + "a\n\n" + PAGE,
    "spans": "<span>" * MANY + "a" + "</span>" * MANY + "\n\n" + PAGE,
    "spans-in-a-cell": HEAD + f"| {'<b>' * MANY}`ferry.boat.moor`{'</b>' * MANY} | A boat. |\n",
    "tables-in-tables": "<table><tr><td>" * MANY + "ferry.boat.moor" + "</td></tr></table>" * MANY + "\n",
    "tables-unclosed": "<table><tr><td>a\n" * 1000,
    "tables-in-sequence": TABLE * 300,
    "cells-in-a-row": "<table><tr>" + "<td>ferry.boat.moor</td>\n" * MANY + "</tr></table>\n",
    "spans-of-cells": "<table>\n" + "<tr><td rowspan=99999 colspan=99999>ferry.a.b</td></tr>\n" * 200 + "</table>\n",
    "columns": HEAD + "|" + " ferry.boat.moor |" * MANY + "\n",
    "header-columns": "|" + " Action |" * 2000 + "\n|" + "---|" * 2000 + "\n|" + " ferry.boat.moor |" * 2000 + "\n",
    "brackets": "[" * MANY + "a" + "]" * MANY + "\n\n" + PAGE,
    "brackets-in-a-cell": HEAD + f"| `ferry.boat.moor` | {'[' * MANY}a{'](x)' * MANY} |\n",
    "parentheses": "[a](" + "(" * MANY + ")" * MANY + ")\n\n" + PAGE,
    "emphasis": "*" * MANY + "a" + "*" * MANY + " " + "_a " * MANY + "\n\n" + PAGE,
    "emphasis-in-a-cell": HEAD + f"| `ferry.boat.moor` | {'**a _b ' * 2000} |\n",
    "backticks": "".join("`" * n + " a " for n in range(150)) + "\n\n" + PAGE,
    "braces": "{" * MANY + "}" * MANY + "{{site.data.keyword." * 2000 + "\n\n" + PAGE,
    "attribute-lists": "{: #a" * 3000 + "\n" + "{: .b}\n" * 3000 + PAGE,
    "fences-unclosed": "```json\n" + PAGE + "~~~\n" * 2000,
    "comments-unclosed": "<!--" * MANY + "\n" + PAGE,
    "code-unclosed": HEAD + "| `ferry.boat.moor | A `boat` is ``moored. |\n" * 300,
    "tags-unclosed": HEAD + "| <code>ferry.boat.moor | <a href='x <b c=\"d | \n" * 300 + "<table" * 300 + "<tr<td<",
    "references": "".join(f"[a{n}]: <x" for n in range(MANY)) + "\n\n" + PAGE,
    "entities": "&amp;" * MANY + "&#x110000;&#0;&#xd800;" * 1000 + "\n\n" + PAGE,
    "backslashes": "\\" * MANY + "\n\n" + HEAD + "| `ferry.boat.moor` | " + "\\|" * MANY + " |\n",
    "headings": "".join(f"{'#' * (n % 7)} heading {n}\n" for n in range(2000)) + PAGE,
    "headings-underlined": "a\n=\nb\n-\n" * 1000 + PAGE,
    "json-nested": PAGE + _nested_json(MANY),
    "json-of-long-numbers": PAGE + "\n```json\n[" + "9" * 5000 + "]\n```\n",
    "id-of-many-parts": HEAD + f"| `ferry{'.boat' * 5000}.moor` | A boat. |\n" + ROW,
    "id-of-many-letters": HEAD + f"| `ferry.{'boat' * 5000}.moor` | A boat. |\n" + ROW,
    "id-at-the-limit": HEAD + f"| `ferry.{'b' * 245}.moor` | A boat. |\n" + f"| `ferry{'.b' * 120}.moor` | B. |\n",
    "id-of-placeholders": HEAD + f"| `ferry.{'<a>' * 2000}.moor` | A boat. |\n| `<a>.{'<b>.' * 60}moor` | B. |\n",
    "id-of-dots": HEAD + f"| `{'.' * MANY}` | A. |\n| `{'a,b.' * 2000}c` | A. |\n" + ROW,
    "field-of-many-parts": PAGE + FIELDS + f"| `requestData{'.x' * 1000}` | String | X. |\n",
    "field-at-the-limit": PAGE + FIELDS + f"| `requestData{'.x' * 99}` | String | X. |\n| `requestData.y` | | Y. |\n",
    "field-of-indices": PAGE + FIELDS + f"| `requestData.{'x[0]' * 50}` | array of strings | X. |\n",
    "field-of-reserved-names": PAGE + FIELDS + "| `requestData.__proto__` | | X. |\n| `requestData.class` | | Y. |\n",
    "values-many": PAGE + "\n## Values\n\n| Field | Type | Values |\n|---|---|---|\n"
    + f"| `requestData.x` | String | {', '.join(f'`v{n}`' for n in range(3000))} |\n",
    "region-codes-long": PAGE + f"\n| Location | Available |\n|---|---|\n| Brackwater (`{'aq-' * 3000}north`) | Yes |\n"
    + f"| {'B' * MANY} (`aq-south`) | Yes |\n",
    "region-sentences": PAGE + "\n" + "Events for `aq-north` show in `aq-south`, except " * 1000 + ".\n",
    "sections-nested": "".join(f"{'#' * (1 + n % 6)} Part {n}\n\n{PAGE if n % 50 == 0 else ''}" for n in range(300)),
    "injection-markers": PAGE + "<!-- docschema:begin x -->\n" * 300 + "<!-- docschema:end -->\n" * 300,
    "suppressions": PAGE + "<!-- docschema: ignore " + "D101 " * 3000 + "-->\n" * 300,
    "words-doubled": HEAD + "| `ferry.boat.moor` | " + "the the " * MANY + " |\n",
    "breaks-broken": HEAD + "| `ferry.boat.moor` | " + "a</br>" * 3000 + " |\n",
    "renames-in-a-ring": PAGE + "\n| Old event name | New event name |\n|---|---|\n"
    + "".join(f"| `ferry.a{n}.b` | `ferry.a{(n + 1) % 300}.b` |\n" for n in range(300)),
    "descriptions-long": HEAD + f"| `ferry.boat.moor` | {'moored ' * 20_000} |\n" + ROW,
}  # fmt: skip

SMALL: dict[str, bytes] = {name: text.encode("utf-8") for name, text in _TEXTS.items()} | {
    "utf-16-with-mark": PAGE.encode("utf-16"),
    "utf-16-le": PAGE.encode("utf-16-le"),
    "utf-16-be": PAGE.encode("utf-16-be"),
    "utf-16-odd": PAGE.encode("utf-16")[:-1],
    "utf-32": PAGE.encode("utf-32"),
    "utf-8-mark": PAGE.encode("utf-8-sig"),
    "utf-8-marks": b"\xef\xbb\xbf" * 3 + PAGE.encode(),
    "latin-1": PAGE.replace("moored", "amarr\xe9").encode("latin-1"),
    "surrogates": PAGE.replace("moored", "\ud800\udc00").encode("utf-8", "surrogatepass"),
    "all-bytes": bytes(range(256)) * 40 + PAGE.encode(),
    "overlong": b"\xc0\xaf\xe0\x80\xaf\xf4\x90\x80\x80" + PAGE.encode(),
    "cut-off": PAGE.replace("moored", "amarr\u00e9").encode()[: PAGE.index("moored") + 6],
    "executable": b"\x7fELF\x02\x01\x01" + b"\0\x90\xff" * 3000 + PAGE.encode(),
}
