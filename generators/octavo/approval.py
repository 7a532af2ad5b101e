"""What a point was approved on: the words of the paragraph it rests on, as one short hash."""

from __future__ import annotations

from hashlib import sha256

from octavo.document import Inline, Inlines, Paragraph, Reference
from octavo.walk import rewrite_inlines, text_of

LENGTH = 16
"""Hexadecimal digits that the source keeps; what is kept may be longer."""


def hash_paragraph(paragraph: Paragraph) -> str:
    """The SHA-256 of the paragraph's words: not of their marks, nor of the numbers of references.

    So it is the same in the draft and in what each audience gets, and when figures are renumbered.
    """
    words = text_of(rewrite_inlines(paragraph.children, _forget_number))
    return sha256(words.encode()).hexdigest()


def _forget_number(inline: Inline) -> Inlines:
    return inline.children if isinstance(inline, Reference) else (inline,)


def is_current(approved: str, paragraph: Paragraph) -> bool:
    """Whether the paragraph still says what it said when its hash began with `approved`."""
    return bool(approved) and hash_paragraph(paragraph).startswith(approved)
