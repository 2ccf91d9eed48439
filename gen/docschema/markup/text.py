"""From bytes to the text that is parsed: decoded, and with everything that holds no facts blanked.

Blanking puts a space for each character and keeps line ends, so that an offset into the parsed text is an offset
into the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from docschema.config import Limits
from docschema.dialects import Dialect, Found, dialect_of
from docschema.page import Oddity

_LONE_RETURN = re.compile(r"\r(?!\n)")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_FRONT = re.compile(r"\s*?^(?P<indent>[ \t]*)---[ \t]*\r?$", re.MULTILINE)
_FRONT_END = re.compile(r"^[ \t]*(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_LIMITS = Limits()
_CODE_SPAN_LIMIT = 4096  # characters in which a code span has to close to hide what looks like a comment
_KEY = re.compile(
    r"^(?P<indent>[ \t]*)(?P<key>[A-Za-z][\w-]*):[ \t]*+(?P<value>(?:[^ \t\r\n]|[ \t]++(?![ \t\r\n]|\Z))*+)[ \t]*+\r?$",
    re.MULTILINE,
)
_FIRST_KEY = re.compile(r"\s*+(?:#[^\r\n]*+\s*+)*+[A-Za-z][\w-]*+:")
_QUOTE = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?)++")
_OPENING = re.compile(
    r"(?m)^[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<fence>`{3,}+(?=[^`\r\n]*+\r?$)|~{3,}+)(?P<info>[^\r\n]*)"
    r"|(?P<comment><!--)"
    r"|(?P<code>(?<!`)`{1,2}+(?!`))"
)


class Fence(Struct, frozen=True):
    """A fenced block of code: its info string and its content."""

    info: str
    start: int
    end: int


class Text(Struct, frozen=True):
    """A doc, ready to be parsed. `parsed` is as long as the source text."""

    parsed: str
    dialect: Dialect
    attributes: tuple[Found, ...]
    fences: tuple[Fence, ...]
    front_matter: Mapping[str, str]
    oddities: tuple[Oddity, ...]


def decode(data: bytes) -> tuple[str, tuple[Oddity, ...]]:
    """The text of a file, a byte order mark taken off. What is no UTF-8 is replaced, and told."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").removeprefix("\ufeff"), (Oddity("not-utf8", 0, text="UTF-16"),)
    try:
        return _checked(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "replace")
        place = len(data[: error.start].decode("utf-8-sig", "replace"))
        return text, (Oddity("not-utf8", place, text=f"0x{data[error.start]:02x}"),)


def _checked(text: str) -> tuple[str, tuple[Oddity, ...]]:
    null = text.find("\0")
    return text, (Oddity("null-bytes", null),) if null >= 0 else ()


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans blanked; spans may not overlap."""
    parts, at = [], 0
    for start, end in sorted(spans):
        parts += [text[at:start], _NOT_LINE_END.sub(" ", text[max(at, start) : end])]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def prepare(text: str, limits: Limits = _LIMITS) -> Text:
    """Take off front matter, comments, fenced code, quote marks and attribute lists."""
    text = _LONE_RETURN.sub("\n", text)  # so that all that reads lines knows one line end, at the same offsets
    dialect = dialect_of(text)
    front, matter, front_oddities = _front_matter(text, limits.front_matter)
    parsed = blank(text, [front])
    hidden, fences, code_oddities = _hidden(parsed)
    parsed = blank(parsed, hidden)
    attributes = dialect.attribute_lists(parsed)
    odd = tuple(dialect.oddities(parsed, attributes))
    parsed = blank(parsed, [(found.attributes.start, found.end) for found in attributes])
    parsed = _QUOTE.sub(lambda m: " " * len(m[0]), parsed).replace("\0", "\ufffd")
    return Text(parsed, dialect, attributes, fences, matter, front_oddities + code_oddities + odd)


def comments(text: str, limits: Limits = _LIMITS) -> tuple[tuple[int, int], ...]:
    """The spans of the comments of a doc, those in front matter and in code left out."""
    spans, _, _ = _hidden(blank(text, [_front_matter(text, limits.front_matter)[0]]))
    return tuple((start, end) for start, end in spans if text.startswith("<!--", start))


def _front_matter(text: str, longest: int) -> tuple[tuple[int, int], Mapping[str, str], tuple[Oddity, ...]]:
    """The span of the front matter, its plain top-level values, and what is odd about it.

    Only lines `key: value` count: nothing of what else YAML can do is needed, and nothing of it can harm. What is
    longer than `longest` characters is read as text of the page.
    """
    begin = _FRONT.match(text, 0, 4096)
    if begin is None:
        return (0, 0), {}, ()
    end = _FRONT_END.search(text, begin.end())
    if end is not None and end.start() - begin.end() > longest:
        if _FIRST_KEY.match(text, begin.end()):
            return (0, 0), {}, (Oddity("front-matter-too-large", begin.start("indent"), text=f"{longest:,}"),)
        end = None
    if end is None or not _KEY.search(text, begin.end(), end.start()):
        return (0, 0), {}, (Oddity("front-matter-broken", begin.start(), text="unclosed"),) if end is None else ()
    body = text[begin.end() : end.start()]
    keys = [m for m in _KEY.finditer(body) if m["indent"] == begin["indent"] and m["value"]]
    values = {m["key"]: m["value"].strip("\"'") for m in keys}
    odd = (Oddity("front-matter-broken", begin.start("indent"), text="indented"),) if begin["indent"] else ()
    return (0, end.end()), values, odd


def _hidden(text: str) -> tuple[list[tuple[int, int]], tuple[Fence, ...], tuple[Oddity, ...]]:
    """The spans of comments and fenced code, found from left to right: neither begins inside the other."""
    spans: list[tuple[int, int]] = []
    fences: list[Fence] = []
    oddities: list[Oddity] = []
    no_comment_end = text.rfind("-->") < 0
    at = 0
    while match := _OPENING.search(text, at):
        if match["fence"]:
            end, inner = _fence_end(text, match)
            if inner is None:
                oddities.append(Oddity("fence-unclosed", match.start("fence"), len(match["fence"])))
            fences.append(Fence(match["info"].strip(), match.end(), inner if inner is not None else end))
            spans.append((match.start("fence"), end))
        elif match["comment"]:
            end = -1 if no_comment_end else text.find("-->", match.end())
            if end >= 0:
                end += 3
                spans.append((match.start(), end))
            elif text[: match.start()].rpartition("\n")[2].strip() == "":
                oddities.append(Oddity("comment-unclosed", match.start(), 4))
                spans.append((match.start(), len(text)))
                end = len(text)
            else:
                end = match.end()
        else:
            end = _code_span_end(text, match)
        at = end
    return spans, tuple(fences), tuple(oddities)


def _fence_end(text: str, opening: re.Match[str]) -> tuple[int, int | None]:
    """Where a fence ends, and where its content ends (None where it is never closed)."""
    mark = opening["fence"]
    pattern = _closing_fence(mark[0], len(mark))
    close = pattern.search(text, opening.end())
    return (close.end(), close.start()) if close else (len(text), None)


def _closing_fence(mark: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"(?m)^[ \t>]*+{re.escape(mark)}{{{length},}}+[ \t]*\r?$")


def _code_span_end(text: str, opening: re.Match[str]) -> int:
    """Behind a code span that closes on its line, else behind the backticks that open nothing."""
    mark = opening["code"]
    line_end = text.find("\n", opening.end())
    line_end = min(len(text) if line_end < 0 else line_end, opening.end() + _CODE_SPAN_LIMIT)
    for close in re.finditer(r"`++", text[opening.end() : line_end]):
        if len(close[0]) == len(mark):
            return opening.end() + close.end()
    return opening.end()
