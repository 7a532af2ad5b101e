"""Quotes, dashes and ellipses as the language wants them, from what is typed plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import assert_never

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Break,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.style.words import LanguageWords

EN_DASH, EM_DASH = "\u2013", "\u2014"
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|(?<!\S)[^\s@]+@\S+")
_OPENERS = frozenset(" \t\n\u00a0\u202f([{</-\u2013\u2014")
_PLAIN = re.compile(r"---|--|\.\.\.|[\"']")
_DIGIT_APOSTROPHE = re.compile(r"[0-9]{2}s?\b")


@dataclass
class _Before:
    """What has been set so far: the last character, and how many quotes are open."""

    last: str = " "


def polish(inlines: Inlines, words: LanguageWords) -> Inlines:
    """`inlines` with typographic quotes, dashes and ellipses.

    Addresses stay as they are, and so do notes, which are set when they are read.
    """
    return _polish_all(inlines, words, _Before())


def polish_text(text: str, words: LanguageWords) -> str:
    """`text` with typographic quotes, dashes and ellipses."""
    return _polish_text(text, words, _Before())


def _polish_all(inlines: Inlines, words: LanguageWords, before: _Before) -> Inlines:
    return tuple(_polish_one(inline, words, before) for inline in inlines)


def _polish_one(inline: Inline, words: LanguageWords, before: _Before) -> Inline:
    match inline:
        case Text():
            return Text(_polish_text(inline.text, words, before))
        case Strong() | Emphasis() | Link() | Reference() | Indexed() | Foreign() | AuthorQuery():
            return replace(inline, children=_polish_all(inline.children, words, before))
        case Note():
            return inline
        case Abbreviation() | Mention():
            before.last = inline.text[-1:] or before.last
            return inline
        case Break():
            before.last = " "
            return inline
        case _:
            assert_never(inline)


def _polish_text(text: str, words: LanguageWords, before: _Before) -> str:
    parts: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        parts.append(_polish_plain(text[end : address.start()], words, before))
        parts.append(address[0])
        before.last = address[0][-1]
        end = address.end()
    parts.append(_polish_plain(text[end:], words, before))
    return "".join(parts)


def _polish_plain(text: str, words: LanguageWords, before: _Before) -> str:
    def change(match: re.Match[str]) -> str:
        start = match.start()
        previous = text[start - 1] if start else before.last
        following = text[match.end() : match.end() + 4]
        return _choose(match[0], previous, following, words)

    done = _PLAIN.sub(change, text)
    if words.space_before:
        done = re.sub(f"[ \u00a0]([{re.escape(words.space_before)}])", "\u202f\\1", done)
    before.last = done[-1:] or before.last
    return done


def _choose(plain: str, previous: str, following: str, words: LanguageWords) -> str:
    match plain:
        case "---":
            return EM_DASH
        case "--":
            return EN_DASH
        case "...":
            return "…"
        case '"':
            opening = _opens(previous, following)
            return words.double[0] if opening else words.double[1]
        case _:
            if not _opens(previous, following) or _DIGIT_APOSTROPHE.match(following):
                closes = previous in ".,;:!?…" or not previous.isalnum()
                return words.single[1] if closes else words.apostrophe
            return words.single[0]


def _opens(previous: str, following: str) -> bool:
    """Whether a quote after `previous` is an opening one."""
    if previous in "\"'\u201c\u2018":
        return following[:1].isalnum()
    return previous in _OPENERS and not following[:1].isspace()
