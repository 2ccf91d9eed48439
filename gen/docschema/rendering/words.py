"""Words that cannot be names in generated code, or that it uses for itself."""

from __future__ import annotations

# Written out, as the words of every language: what one version of Python adds must not change what is generated.
PYTHON = frozenset(
    (
        *"False None True and as assert async await break class continue def del elif else except finally for".split(),
        *"from global if import in is lambda nonlocal not or pass raise return try while with yield".split(),
        *"_ case match".split(),
    )
)
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
# A file of such a name would be imported in place of Python's own, by itself; and Java loads no package "java".
MODULES = frozenset(
    (
        *"abc builtins collections contextlib copyreg enum functools java keyword operator os re reprlib sys".split(),
        *"types typing warnings".split(),
    )
)
# Types that generated Java declares inside of the one that is called by the service, or takes from Java.
JAVA_TYPES = frozenset(
    (
        *"Action ActionPattern Boolean Collectors Delivery Deprecated Descriptions Enum Function Generated".split(),
        *"HashMap IllegalArgumentException Integer Kind List Locale Map Match Matcher Math Object Objects".split(),
        *"Optional Override Pattern Record Region Set Stream String System".split(),
    )
)


def is_reserved(name: str) -> bool:
    """Whether Python, Java or TypeScript keeps a word for itself."""
    return name in PYTHON or name in JAVA or name in TYPESCRIPT
