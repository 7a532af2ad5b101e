"""Fields of a Word file: what its instructions say, such as `REF`, `HYPERLINK` or `XE`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CONTENTS = frozenset({"TOC", "INDEX", "TOA"})
"""Fields whose result is made anew from the text: contents, lists of figures, indexes."""
REFERENCES = frozenset({"REF", "PAGEREF", "NOTEREF"})
_TOKENS = re.compile(r'["“”„]([^"“”]*)["“”]|(\\\S)|([^\s"“”\\]+)')
_PARTS = re.compile(r"(?<!\\):")


@dataclass(slots=True)
class WordField:
    """A field that is being read."""

    instruction: str = ""
    shown: bool = False
    """Whether its result has begun."""
    words: list[str] = field(default_factory=list[str])
    """Of its result, as far as they are not text."""
    begun: int = 0
    """How many letters its paragraph had before its result."""

    @property
    def kind(self) -> str:
        """Its name in capitals."""
        return self.instruction.strip().partition(" ")[0].upper()


def read_target(instruction: str) -> str:
    """The bookmark that a reference leads to."""
    plain = [
        word for quoted, switch, word in _split(instruction) if word or (quoted and not switch)
    ]
    return plain[1] if len(plain) > 1 else ""


def read_address(instruction: str) -> str:
    """Where a `HYPERLINK` leads: an address, or `#` and a bookmark."""
    address, anchor, before = "", "", ""
    for quoted, switch, word in _split(instruction)[1:]:
        text = quoted or word
        if before == "\\l":
            anchor = text
        elif not switch and before not in _WITH_WORDS:
            address = address or text
        before = switch
    return f"{address}#{anchor}" if anchor else address


_WITH_WORDS = frozenset({"\\o", "\\t"})
"""Switches of `HYPERLINK` with words after them that lead nowhere: a tip and a window."""


def read_entry(instruction: str) -> tuple[str, ...]:
    """The entry of the index that an `XE` makes, main entry first."""
    for quoted, switch, word in _split(instruction)[1:]:
        text = quoted or word
        if not switch and text:
            parts = (part.replace("\\:", ":").strip() for part in _PARTS.split(text))
            return tuple(part for part in parts if part)
    return ()


def _split(instruction: str) -> list[tuple[str, str, str]]:
    """Its words, each as one of what is quoted, a switch or a plain word."""
    return [(one[0], one[1], one[2]) for one in _TOKENS.findall(instruction)]
