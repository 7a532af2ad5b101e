"""Author's queries: what words they are about, and the text as it is without them."""

from __future__ import annotations

import re

from octavo.document import AuthorQuery, Break, Inline, Inlines, Text
from octavo.document.walk import join_texts, rewrite_inlines

_LAST_WORD = re.compile(r"\S+\s*$")


def attach_queries(inlines: Inlines) -> Inlines:
    """`inlines` in which each query holds what it is about: what stands right before it.

    Of a text that is its last word. A query with nothing before it stays as it is.
    """
    attached: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, AuthorQuery) and not inline.children and attached:
            before, about = _split_last(attached.pop())
            attached += [*before, AuthorQuery(inline.text, about, inline.span)]
        else:
            attached.append(inline)
    return tuple(attached)


def drop_queries(inlines: Inlines) -> Inlines:
    """`inlines` as if nobody had asked anything; the same object when nobody has."""
    plain = rewrite_inlines(inlines, _drop)
    return inlines if plain is inlines else join_texts(plain)


def _split_last(inline: Inline) -> tuple[Inlines, Inlines]:
    """What a query right after `inline` leaves alone of it, and what it is about."""
    if isinstance(inline, Break):
        return (inline,), ()
    found = _LAST_WORD.search(inline.text) if isinstance(inline, Text) else None
    if not isinstance(inline, Text) or found is None:
        return (), (inline,)
    before = inline.text[: found.start()]
    return ((Text(before),) if before else ()), (Text(found[0]),)


def _drop(inline: Inline) -> Inlines:
    return inline.children if isinstance(inline, AuthorQuery) else (inline,)
