"""Characters that deceive a reader: nobody sees them, they turn the direction of writing, they look like others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Within square brackets of a pattern. All that takes no room on a screen: soft hyphen, zero-width blanks and joiners,
# marks and overrides of direction, fillers, variation selectors, tags.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_MOST = 3  # characters that a message names

# Those of them that no text needs: joiners shape letters of some scripts, marks of direction stand beside Hebrew and
# Arabic, a soft hyphen is a hint, variation selectors choose a picture or a letter, tags make flags of a black one.
_HIDDEN = re.compile(
    "[\u034f\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
    "|(?<![\U0001f3f4\U000e0001-\U000e007f])[\U000e0000-\U000e007f]"
)
# Letters of two alphabets in one word: a Latin one beside a Cyrillic or Greek one. Greek letters that are used as signs
# of units and quantities stand beside Latin ones for good reasons.
_OTHER = "\u0370-\u0393\u0395-\u03a8\u03aa-\u03bb\u03bd-\u03bf\u03c1-\u03c8\u03ca-\u03ff\u0400-\u052f\u1f00-\u1fff"
_WORD = re.compile(f"[A-Za-z0-9_{_OTHER}]+")  # no hyphen: "IP-" stands before words of any language
_LATIN, _FOREIGN = re.compile("[A-Za-z]"), re.compile(f"[{_OTHER}]")


def called(characters: str) -> str:
    """The numbers and names of those characters of a text that are not ASCII: `U+0430 CYRILLIC SMALL LETTER A`."""
    found = list(dict.fromkeys(c for c in characters if not c.isascii()))
    names = [f"U+{ord(c):04X} {unicodedata.name(c, '')}".rstrip() for c in found[:_MOST]]
    return ", ".join([*names, *(["..."] if len(found) > _MOST else [])])


def hidden(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that nobody sees and that no text needs."""
    return _HIDDEN.finditer(text)


def mixed(text: str) -> Iterator[tuple[int, str, str]]:
    """The words that hold letters of two alphabets: offset, word, and the letters that are not Latin."""
    for word in _WORD.finditer(text):
        foreign = _FOREIGN.findall(word[0])
        if foreign and _LATIN.search(word[0]):
            yield word.start(), word[0], "".join(foreign)
