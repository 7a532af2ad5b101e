"""The blocks of a Word file, each with the hash of its words: worked out again from the text.

A Word file of ours lists its blocks by hash, so that an edited one can be compared with its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

LENGTH = 16
"""Hexadecimal digits of a hash that the list has."""

_START = re.compile(rb'<w:bookmarkStart w:id="(\d+)" w:name="blk_\w+"/>')
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>[^<]*</w:instrText>")
_MARKUP = re.compile(rb"<[^>]*>")


def hash_blocks(parts: Iterable[bytes]) -> frozenset[str]:
    """The hash of each block in the parts of a Word file."""
    return frozenset(hash for part in parts for hash in _hash_part(part))


def _hash_part(part: bytes) -> Iterator[str]:
    for found in _START.finditer(part):
        end = part.find(b'<w:bookmarkEnd w:id="%s"/>' % found[1], found.end())
        words = _MARKUP.sub(b"", _INSTRUCTION.sub(b"", part[found.end() : end]))
        yield sha256(words).hexdigest()[:LENGTH]
