"""F. M. Liang's patterns for dividing words, as pyphen brings them for many languages.

"Word Hy-phen-a-tion by Com-put-er", thesis, Stanford University (1983). A language has thousands of
patterns and a publication needs few, so each is parsed when a word first asks for it: pyphen's own
parser reads them all, which takes as long as setting a short booklet.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Values: TypeAlias = tuple[float, ...]

_STEP = re.compile(r"(\d?)(\D?)")
_CODE = re.compile(r"\^\^([0-9a-f]{2})")
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")
_SPELT_ANEW = 0.5
"""Added to the value of a place where the word would be spelt anew: then it is not odd. Anything
between 0 and 1 does the same."""


class Patterns:
    """The patterns of one language."""

    def __init__(self, text: str) -> None:
        if "^^" in text:
            text = _CODE.sub(lambda found: chr(int(found[1], 16)), text)
        keys, lines = text.translate(_WITHOUT_DIGITS).splitlines(), text.splitlines()
        self._lines = {key: line for key, line in zip(keys, lines, strict=True) if key != line}
        for key in [key for key in self._lines if "/" in key]:
            self._lines[key.partition("/")[0]] = self._lines.pop(key)
        self._longest = max(map(len, self._lines))
        self._parsed: dict[str, Values] = {}

    def find_places(self, word: str) -> tuple[int, ...]:
        """Places in `word`, in small letters, before which it may be divided as it is spelt."""
        framed = f".{word}."
        values = [0.0] * (len(framed) + 1)
        for start in range(len(framed)):
            longest = min(start + self._longest, len(framed))
            for end in range(start + 1, longest + 1):
                letters = framed[start:end]
                if letters in self._lines:
                    _raise_values(values, start, self._parse(letters))
        return tuple(at - 1 for at in range(2, len(framed) - 1) if values[at] % 2 == 1)

    def _parse(self, letters: str) -> Values:
        """The values before, between and after the letters of a pattern."""
        found = self._parsed.get(letters)
        if found is None:
            found = self._parsed[letters] = _parse_line(self._lines[letters])
        return found


def _raise_values(values: list[float], start: int, others: Values) -> None:
    """Put each of `others` into `values` where it is higher, from `start` on."""
    for at, other in enumerate(others, start):
        values[at] = max(values[at], other)


def _parse_line(line: str) -> Values:
    """`1a2b` has the values 1, 2 and 0; `a1b/ab=c,1,2` says how the place 1 is spelt anew."""
    pattern, _, anew = line.partition("/")
    values = [float(digit or "0") for digit, _ in _STEP.findall(pattern)]
    if "=" not in anew:
        return tuple(values)
    return tuple(value + _SPELT_ANEW if value % 2 else value for value in values)
