"""What a point was approved on: the words of the paragraph it rests on, as one short hash."""

from __future__ import annotations

from hashlib import sha256

from octavo.document import Paragraph
from octavo.walk import text_of

LENGTH = 16
"""Hexadecimal digits that the source keeps; what is kept may be longer."""


def hash_paragraph(paragraph: Paragraph) -> str:
    """The SHA-256 of the paragraph's words, without a look at their marks."""
    return sha256(text_of(paragraph.children).encode()).hexdigest()


def is_current(approved: str, paragraph: Paragraph) -> bool:
    """Whether the paragraph still says what it said when its hash began with `approved`."""
    return bool(approved) and hash_paragraph(paragraph).startswith(approved)
