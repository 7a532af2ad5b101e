"""How wide words are in a face, and where they may be divided: worked out once for each.

Everything is in 1/1000 of the type size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from octavo.fonts.faces import Face, Features, Glyph, ShapedWord
from octavo.fonts.hyphenation import hyphenate

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
BREAKABLE = re.compile(r"(?<=\w[-–/])(?=\w)|(?<=[\w)]—)(?=\w)|\u200b")
"""After a hyphen, dash or slash inside a word, and at a zero-width space."""

CODE_BREAKABLE = re.compile(
    r"(?<= )(?=[^ ])"
    r"|(?<=[^\W_][/_])(?=[^\W_])|(?<=[^\W_][.-])(?=[^\W\d_])"
)
"""The same in code: after a space, and inside a name after a slash, an underscore, a hyphen or a
full stop; never within `3.11`, `2026-05-04`, `__init__` or `--all`."""

_SENTENCE_END = re.compile(r"[.!?:…][’”»)\]]*$")
_HANGS_RIGHT = {
    **{"-": 0.6, SOFT_HYPHEN: 0.6, ".": 0.6, ",": 0.6, ":": 0.3, ";": 0.3},
    **{"’": 0.5, "”": 0.45, "–": 0.3, "—": 0.2, "!": 0.2, "?": 0.15},
}
"""Which part of a mark at the end of a line stands outside the measure; see below."""
_HANGS_LEFT = {"‘": 0.5, "“": 0.45, "(": 0.1, "–": 0.3, "—": 0.2}
"""Which part of a mark stands outside the measure, so that the edge looks straight: the more, the
less ink it has at that edge. A mark that hangs wholly seems to stand beside the text. If none
hangs, 369 lines of narrow columns are loose instead of 360, and five more are needed."""


@dataclass(frozen=True, slots=True)
class MeasuredWord:
    """A shaped word, and how far its first and last marks hang out at the ends of a line."""

    word: ShapedWord
    hang_left: float
    hang_right: float
    breaks: tuple[int, ...]
    """Places where a line may end without a hyphen being set."""
    ends_sentence: bool


class ShapingKey:
    """A face with a set of features: what words measure in it.

    In code spaces are signs as others are, though at the end of a line they are not seen.
    """

    def __init__(self, face: Face, features: Features, code: bool = False) -> None:
        self.face = face
        self.features = features
        self.code = code
        self._words: dict[str, MeasuredWord] = {}

    def measure(self, text: str) -> MeasuredWord:
        """`text` shaped; a soft hyphen at its end is drawn as a hyphen and read as a soft one."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._measure(text)
        return found

    def _measure(self, text: str) -> MeasuredWord:
        word = self._shape(text)
        if self.code:
            hang = word.glyphs[-1].advance if text.endswith(" ") else 0.0
            return MeasuredWord(word, 0.0, hang, _find_ends(CODE_BREAKABLE, text), False)
        left = _HANGS_LEFT.get(text[:1], 0.0)
        right = _HANGS_RIGHT.get(text[-1:], 0.0)
        return MeasuredWord(
            word,
            left * word.glyphs[0].advance if left else 0.0,
            right * word.glyphs[-1].advance if right else 0.0,
            _find_ends(BREAKABLE, text),
            bool(_SENTENCE_END.search(text)),
        )

    def _shape(self, text: str) -> ShapedWord:
        if not text.endswith(SOFT_HYPHEN):
            return self.face.shape(text, self.features)
        word = self.face.shape(text[:-1] + "-", self.features)
        *glyphs, last = word.glyphs
        hyphen = Glyph(last.id, SOFT_HYPHEN, last.advance, last.x, last.y)
        return ShapedWord(text, word.width, (*glyphs, hyphen))


def _find_ends(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    """Where something that the pattern finds ends, before the end of the text."""
    return tuple(found.end() for found in pattern.finditer(text) if found.end() < len(text))


@lru_cache(1000)
def find_shaping_key(face: Face, features: Features, code: bool = False) -> ShapingKey:
    """The voice of `face` with `features`, kept with all that was measured in it."""
    return ShapingKey(face, features, code)


def find_places(text: str, language: str, opens_sentence: bool) -> tuple[tuple[int, bool], ...]:
    """Where `text` may be divided, and whether a hyphen is set there.

    A word with a hyphen, dash or slash inside is divided nowhere else.
    """
    breaks = _find_ends(BREAKABLE, text)
    if breaks or not language:
        return tuple((place, False) for place in breaks)
    return tuple((place, True) for place in hyphenate(text, language, opens_sentence))
