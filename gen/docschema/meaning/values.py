"""Values that a text says are all there are: "Valid values are: `a`, `b`, or `c`", or a list below such words.

Only where nothing else is said: a word more may make it an example, a part of the values, or those of one case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docschema import locales
from docschema.markup.inline import plain
from docschema.meaning.sentences import sentences_of
from docschema.page import Block

_CODE = re.compile(r"(?<!`)`++([^`]++)`++|<code>((?:[^<]|<(?!/?code>))*+)</code>", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;:.|/()\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09\u00b7\u30fb]*")


def listed_values(blocks: Sequence[Block], locale: str) -> tuple[str, ...]:
    """The values that the blocks of a section list as all there are; () where none do, or two of them do."""
    found = [values for n in range(len(blocks)) if (values := _at(blocks, n, locale))]
    return found[0] if len(found) == 1 else ()


def _at(blocks: Sequence[Block], n: int, locale: str) -> tuple[str, ...]:
    """The values of the statement that a block makes, or that begins a list at its end."""
    sentences = _joined(blocks[n].raw)
    found = [_codes(sentence) for sentence in sentences if _CODE.search(sentence) and _says_values(sentence, locale)]
    if sentences and not _CODE.search(sentences[-1]) and _says_values(sentences[-1], locale):
        found.append(_items(blocks[n + 1 :]))
    return found[0] if len(found) == 1 else ()


def _joined(raw: str) -> list[str]:
    """The sentences of a block; a colon ends none, and neither does a full stop in a code."""
    codes: list[str] = []

    def hide(match: re.Match[str]) -> str:
        codes.append(match[0])
        return f"`{len(codes) - 1}`"

    joined: list[str] = []
    for sentence in sentences_of(_CODE.sub(hide, raw)):
        if joined and joined[-1].rstrip().endswith((":", "\uff1a")):
            joined[-1] += f" {sentence.raw}"
        else:
            joined.append(sentence.raw)
    return [re.sub(r"`(\d+)`", lambda match: codes[int(match[1])], sentence) for sentence in joined]


def _says_values(sentence: str, locale: str) -> bool:
    """Whether a sentence says "valid values are" and, beside codes, nothing else."""
    lead, *rest = re.split(r"\0", _CODE.sub("\0", sentence))
    words = locales.load(locale)
    named = locales.pattern(words.headers["values"]).search(lead)
    if named is None:
        return False
    filler = locales.pattern((*words.words["values_are"], *words.words["and"]))
    others = [lead[: named.start()], lead[named.end() :], *rest]
    return all(_BETWEEN.fullmatch(filler.sub(" ", plain(text))) for text in others)


def _items(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The codes of the list items that come first, where each is one code and nothing else."""
    found: list[str] = []
    for block in blocks:
        if block.kind != "item":
            break
        codes = _codes(block.raw)
        if len(codes) != 1 or not _BETWEEN.fullmatch(_CODE.sub("", block.raw)):
            return ()
        found += codes
    return tuple(found)


def _codes(raw: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(match[1] or match[2]) for match in _CODE.finditer(raw)))
