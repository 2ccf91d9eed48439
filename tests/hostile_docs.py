"""Docs as an attacker would write them: hostile texts in every place, names of services and files included."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docschema.model import Model

PAYLOADS = (
    'evil0 """ evil0() """',
    "evil1 \\",
    'evil2"\nEVIL = evil2()\nx = "',
    "evil3\r\nEVIL\rx\u2028EVIL\u2029x\x85EVIL\x0cEVIL\x0bEVIL",
    "\\N{BULLET} \\x41 \\u000a evil4();",
    "{{ evil5 }} {% include 'evil5' %} {# evil5 #} {{{{ 7 * 7 }}}}",
    "evil6 {: #evil6 onclick=evil6() } {#evil6} {.evil6}",
    "evil7 `evil7` ``evil7`` ```evil7",
    "</script><script>evil8()</script><img src=x onerror=evil8()><!-- -->",
    "[evil9](javascript:evil9()) ![x](http://evil9) <javascript:evil9()>",
    "# evil10 #",
    "- evil11",
    "1. evil12",
    "    evil13",
    "| evil14 | --- | \\| evil14",
    "::error file=evil15::x",
    "##[error]evil16 ##vso[task.setvariable]x ##teamcity[x]",
    "# coding: evil17",
    "=evil18+1",
    "@evil19 -evil19",
    "*/ evil20(); /* evil20",
    "--> evil21 <!-- -->",
    "\x1b[31mevil22\x1b]0;evil22\x07 \x9b31m",
    "%%{init: {}}%% click A evil23 end",
    "$(evil24) `evil24` ${evil24} ; evil24 & | evil24",
    "__proto__ constructor evil25",
    "\u202e evil26 \u2066 \u200b \ufeff \u3164 \U000e0041",
    "\U0001f600 \u6f22\u5b57 \u00e9 evil27",
    "\x00 evil28 \x7f",
    "evil29\n---\nevil29: x\n---",
    "*evil30* _evil30_ **evil30** ~~evil30~~ ***",
    "&lt;evil31&gt; &amp; &#96; &#x1b;",
    "!!! evil32",
    '"evil33": "x", "evil33"',
)
"""Each holds a word of its own that begins with "evil", and does something only if a text becomes more than a text."""

FILES = (
    b"x\n::error::evil_events.md",
    b'q"""\\N{x}--> evil.md',
    b"::error::evil.md",
    b"##[error]evil.md",
    b"\xff\xfe\x9b_evil.md",
    b"\x1b[31mevil\x07.md",
    "\u202edm.live\u2066.md".encode(),
    b"-evil $(evil) `evil` ;evil.md",
    b"[evil](javascript:evil).md",
    b"{{ evil }}{% evil %}.md",
)


def entities(text: str) -> str:
    """The text for a cell of an HTML table, so that nothing in it is markup."""
    return "".join(f"&#{ord(c)};" if not c.isalnum() or not c.isascii() else c for c in text)


def pipe(text: str) -> str:
    """The text for a cell of a pipe table, as it is but for what ends the cell."""
    return " ".join(text.replace("\0", "").replace("|", "\\|").split())


def page(service: str, texts: Sequence[str]) -> str:
    """A page with these texts in all of its places."""
    first = texts[0]
    return "\n".join(
        (
            "---",
            f"subcollection: {json.dumps(service)}",
            f"title: {json.dumps(first)}",
            "---",
            "",
            f"# Events of {pipe(first)}",
            "",
            *(line for number, text in enumerate(texts) for line in _section(number, text)),
            "## Fields",
            "",
            "| Field | Type | Description |",
            "| --- | --- | --- |",
            *(f"| `requestData.f{n}` | {pipe(text)} | One of `{pipe(text)}` or `b`. |" for n, text in enumerate(texts)),
            *(f"| `requestData.{pipe(text)}` | String | {pipe(text)} |" for text in texts),
            "",
        )
    )


def _section(number: int, text: str) -> Iterator[str]:
    yield f"## Part {number} {pipe(text)}"
    yield f"{{: #part{number}}}"
    yield ""
    yield "<table>"
    yield "<tr><th>Action</th><th>Description</th></tr>"
    yield f"<tr><td><code>parcels.html{number}.get</code></td><td>{entities(text)}</td></tr>"
    yield "</table>"
    yield ""
    yield "| Action | Description |"
    yield "| --- | --- |"
    yield f"| `parcels.pipe{number}.get` | {pipe(text)} |"
    yield f"| `parcels.slot{number}.<{''.join(c for c in pipe(text) if c not in '<>.`|')}>.get` | {pipe(text)} |"
    yield f"| `parcels.key{number}.get` | {{{{site.data.keyword.k{number}}}}} |"
    yield f'{{: caption="{number} {pipe(text)}"}}'
    yield f'{{: tab-title="{pipe(text)}"}}'
    yield ""
    yield f"## Where {number} {pipe(text)}"
    yield ""
    yield f"Events for `ap-n{number:02}` show in `ap-s{number:02}`."
    yield ""
    yield "| Location | Available |"
    yield "| --- | --- |"
    yield f"| {pipe(text)} (`eu-d{number:02}`) | Yes |"
    yield f"| {pipe(text)[:30]} | No |"
    yield ""


def project(root: Path, payloads: Sequence[str], names: Sequence[str], files: Sequence[bytes]) -> Path:
    """A folder with such docs: all texts in one service, then services and files that are called so."""
    docs = root / "docs" / "en"
    docs.mkdir(parents=True)
    _write(docs / "all_events.md", page("all", payloads))
    for number, name in enumerate(names):
        _write(docs / f"s{number}_events.md", page(name, [name]))
    for number, file in enumerate(files):
        place = os.fsencode(docs) + b"/" + file
        Path(os.fsdecode(place)).write_bytes(_data(page(f"file{number}", [payloads[number % len(payloads)]])))
    (root / "keywords.json").write_text(json.dumps({f"k{n}": text for n, text in enumerate(payloads)}), "utf-8")
    titles = "".join(
        f"[services.s{n}]\ntitle = {_toml(text)}\ndocs = ['docs/en/s{n}_*.md']\n" for n, text in enumerate(names[:2])
    )
    settings = 'docs = ["docs"]\noutput = "out"\nsource_language = "en"\nkeywords = ["keywords.json"]\n'
    (root / "docschema.toml").write_text(settings + titles, "utf-8")
    return root


def _toml(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007f")


def _data(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _write(file: Path, text: str) -> None:
    file.write_bytes(_data(text))


def shown(text: str) -> str:
    """What a reader takes from a text in an HTML table: white space collapsed, entities decoded."""
    return " ".join(html.unescape(entities(text)).split())


# ------------------------------------------------------------------------------------------- a harmless twin


def twin(model: Model) -> Model:
    """The same model with a harmless word for each text of PAYLOADS, names of services and files included."""
    words: dict[str, str] = {}
    services = [
        replace(_harmless(service, words), name=f"w{n:03}", sources={"en": ("docs/en/w.md",)})
        for n, service in enumerate(model.services)
    ]
    return Model(tuple(services), model.envelope)


def _harmless(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, str):
        return harmless(value, words)
    if isinstance(value, tuple):
        return tuple(_harmless(entry, words) for entry in value)
    if isinstance(value, dict):
        return {key: _harmless(entry, words) for key, entry in value.items()}
    if isinstance(value, Struct):
        return type(value)(**{name: _harmless(getattr(value, name), words) for name in value.__struct_fields__})
    return value


def harmless(text: str, words: dict[str, str]) -> str:
    """A word for a text that is hostile; placeholders stay such, and fields have as many parts."""
    if text.startswith("requestData."):
        return ".".join(["requestData", *(_word(part, words) for part in text.split(".")[1:])])
    if "evil" not in text.casefold():
        return text
    return f"parcels.<{_word(text, words)}>.get" if text.startswith("parcels.") else _word(text, words)


def _word(text: str, words: dict[str, str]) -> str:
    return words.setdefault(text, f"word{len(words)}" if text.isidentifier() else f"word {len(words)}")
