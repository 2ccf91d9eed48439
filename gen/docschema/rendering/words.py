"""Words that cannot be names in generated code, or that it uses for itself."""

from __future__ import annotations

import keyword

JAVA = frozenset(
    (
        *"abstract assert boolean break byte case catch char class const continue default do double else enum".split(),
        *"extends final finally float for goto if implements import instanceof int interface long native new".split(),
        *"package private protected public return short static strictfp super switch synchronized this throw".split(),
        *"throws transient try void volatile while true false null _".split(),
    )
)
TYPESCRIPT = frozenset(
    (
        *"arguments await break case catch class const continue debugger default delete do else enum eval".split(),
        *"export extends false finally for function if implements import in instanceof interface let new".split(),
        *"null package private protected public return static super switch this throw true try typeof".split(),
        *"undefined var void while with yield".split(),
    )
)
# Types that generated Java declares inside of the one that is called by the service, or takes from Java.
JAVA_TYPES = frozenset(
    (
        *"Action ActionPattern Boolean Delivery Deprecated Descriptions Enum Function Generated Kind".split(),
        *"IllegalArgumentException Integer List Locale Map Match Math Object Objects Optional Override Pattern".split(),
        *"Record Region Set Stream String System".split(),
    )
)


def is_reserved(name: str) -> bool:
    """Whether Python, Java or TypeScript keeps a word for itself."""
    return keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in JAVA or name in TYPESCRIPT
