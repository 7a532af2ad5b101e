"""What a point was approved on: the words of the paragraph it rests on, as one short hash."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from octavo.document import Inline, Inlines, Paragraph, Point, Reference, Section
from octavo.document.walk import query, rewrite_inlines, text_of

LENGTH = 16
"""Hexadecimal digits that the source keeps of a hash: 64 bits. Nobody gains by forging one, so that
only chance matters: among a million paragraphs two are alike with a probability of 3 in 100
million. What is kept may be longer."""


def hash_paragraph(paragraph: Paragraph) -> str:
    """The SHA-256 of the paragraph's words: not of its marking, nor of the numbers of references.

    So it is the same in the draft and in what each audience gets, and when figures are renumbered.
    """
    words = text_of(rewrite_inlines(paragraph.children, _forget_number))
    return sha256(words.removeprefix(paragraph.mark).encode()).hexdigest()


def _forget_number(inline: Inline) -> Inlines:
    return inline.children if isinstance(inline, Reference) else (inline,)


def is_current(approved: str, paragraph: Paragraph) -> bool:
    """Whether the paragraph still says what it said when its hash began with `approved`."""
    return bool(approved) and hash_paragraph(paragraph).startswith(approved)


def list_pending(sections: tuple[Section, ...], named: tuple[str, ...]) -> dict[Point, str]:
    """The points that are not approved as their paragraphs stand, each with the hash to keep.

    With `named`, only those. Raises `LookupError` when one of these is no point.
    """
    points = {point.id: point for section in sections for point in section.points}
    for name in named:
        if name not in points:
            raise LookupError(f"this publication has no point `{name}`")
    paragraphs = {found.id: found for found in query(sections, Paragraph)}
    return {
        point: hash_paragraph(paragraphs[point.rests_on])[:LENGTH]
        for point in points.values()
        if (not named or point.id in named)
        and not is_current(point.approved, paragraphs[point.rests_on])
    }


def write_approvals(text: str, approved: Mapping[int, str]) -> str:
    """A section's source with the hashes in `approved`, by the line on which a point begins.

    The hash stands after `rests_on`, in place of an older one; all else stays as it is. Raises
    `LookupError` for a point in which no plain `rests_on` can be found.
    """
    lines = text.splitlines(keepends=True)
    for first in sorted(approved, reverse=True):
        last = _find_end(lines, first - 1)
        point = "".join(lines[first - 1 : last])
        lines[first - 1 : last] = [_write_approval(point, approved[first])]
    return "".join(lines)


_OLDER = re.compile(r"""(?:,|\r?\n)[ ]*approved:[ ]*["']?\w+["']?(?=[ ]*[,}\r\n])""")
_BLOCK = re.compile(r"^([ ]*(?:-[ ]+)?)rests_on:[ ]*[^\r\n]+", re.MULTILINE)
_FLOW = re.compile(r"""[{,]\s*rests_on:[ ]*["']?[\w-]+["']?(?=[ ]*[,}\r\n])""")


def _write_approval(point: str, hash: str) -> str:
    """The source of one point with the hash in it. In quotes, as it may look like a number."""
    flow = point.lstrip(" -").startswith("{")
    bare = _OLDER.sub("", point)
    found = (_FLOW if flow else _BLOCK).search(bare)
    if found is None:
        raise LookupError(point.strip())
    end = "\r\n" if "\r\n" in bare else "\n"
    before = ", " if flow else end + " " * len(found[1])
    return f'{bare[: found.end()]}{before}approved: "{hash}"{bare[found.end() :]}'


def _find_end(lines: list[str], first: int) -> int:
    """The line after the point's last one: that of the next point, or of a key further left."""
    dash = lines[first].index("-")
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if line.strip() and len(line) - len(line.lstrip()) <= dash:
            return at
    return len(lines)
