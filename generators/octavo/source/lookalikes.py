"""Words that look like the mark-up of other writers of Markdown, and are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Something among words that looks like mark-up."""

    text: str
    what: str
    """What it looks like: `a formula`."""
    message: str
    hint: str


_ESCAPE = "put a backslash before a sign that is meant as such"
_MARKUP = (
    (r"\[-?@[^\[\]]+\]", "a citation"),
    (r"\$\$[^$]+\$\$|(?<![\w$])\$(?=[^\s$])[^$\n]*(?<=[^\s$])\$(?![\w$])", "a formula"),
    (r"(?<!~)~~(?=[^\s~])[^~]*~~(?!~)", "words struck out"),
    (r"(?<=\w)~[^\s~]+~(?!~)", "an inferior"),
    (r"(?<=\w)\^[^\s^]+\^", "a superior"),
    (r"(?<![={\w])==(?=[^\s=])[^=]*==(?![=}])", "highlighted words"),
    (r"(?<![+\w])\+\+(?=\w)[^+]*\+\+(?!\+)", "inserted words"),
    (r"\[\[[^\[\]]+\]\]", "a link within a wiki"),
    (r"\[[^\[\]]+\] \( ", "a link with a space before its address"),
    (r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", "an emoji by its name"),
)
_PATTERNS = tuple((re.compile(pattern), what) for pattern, what in _MARKUP)
_PRODUCT = re.compile(r"(?<=\w)\*+(?=\w)")
_REST = re.compile(
    r"(?<![\w*])\*+(?=[^\s*])|(?<=[^\s*])\*+(?![\w*])|\A\*+|\*+\Z"
    r"|(?<![\w\u200b\u2060])_{1,3}(?=\w)|(?<=\w)_{1,3}(?![\w\u200b\u2060])|\]\(|\]\["
)


_READ = (
    (r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*]*(?<=[^\s*])\1(?![\w*])", "stressed words"),
    (r"(?<![\w_])(_{1,3})(?=[^\s_])[^_]*(?<=[^\s_])\1(?![\w_])", "stressed words"),
    (r"(?<!`)(`+)(?!`)[^`]+(?<!`)\1(?!`)", "code"),
    (r"\[[^\[\]]+\]\([^()\s]+\)", "a link"),
    (r"\[\^[^\[\]\s]+\]", "the call of a note"),
)
"""What is mark-up in a text, and none in a value that is printed as it stands."""
_READ_PATTERNS = tuple((re.compile(pattern), what) for pattern, what in _READ)


def find_markup_in_value(value: str) -> Iterator[Lookalike]:
    """What in a value without mark-up would be mark-up in a text, or looks like it."""
    for pattern, what in (*_READ_PATTERNS, *_PATTERNS):
        for found in pattern.finditer(value):
            hint = "take its signs out: this value has no mark-up"
            yield replace(_describe(found[0].strip(), what), hint=hint)


def find_markup(typed: str) -> Iterator[Lookalike]:
    """What in `typed`, without code, addresses and escaped signs, others would read as mark-up."""
    for pattern, what in _PATTERNS:
        for found in pattern.finditer(typed):
            yield _describe(found[0].strip(), what)
    for found in _PRODUCT.finditer(typed):
        words = typed[found.start() - 1 : found.end() + 1]
        message = f"the sign in `{words}` can begin or end stressed words, or be a sign of its own"
        yield Lookalike(
            words, "a product", message, "put a backslash before it to have it printed, or write ×"
        )


def find_rest(text: str) -> Iterator[Lookalike]:
    """The signs that are left in `text` when all that is marked has been read."""
    for found in _REST.finditer(text):
        what = "part of a link" if "]" in found[0] else "the beginning or end of marked words"
        yield _describe(found[0], what)


def _describe(text: str, what: str) -> Lookalike:
    return Lookalike(
        text, what, f"`{text}` looks like {what}, and is printed as it stands", _ESCAPE
    )
