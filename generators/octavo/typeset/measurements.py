"""How wide words are in a face, and where code may be divided: worked out once for each.

Everything is in 1/1000 of the type size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from octavo.fonts.faces import Face, Features, ShapedWord
from octavo.fonts.hyphenation import SOFT_HYPHEN, Places, find_author_places, strip_marks

CODE_BREAKABLE = re.compile(
    r"(?<= )(?=[^ ])"
    r"|(?<=[^\W_][/_])(?=[^\W_])|(?<=[^\W_][.-])(?=[^\W\d_])"
)
"""Where a line of code may end: after a space, and inside a name after a slash, an underscore, a
hyphen or a full stop; never within `3.11`, `2026-05-04`, `__init__` or `--all`."""

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
    places: Places
    """Where a line may end because of what the author typed: at a soft hyphen with a hyphen."""
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
        self._divided: dict[str, MeasuredWord] = {}

    def measure(self, text: str) -> MeasuredWord:
        """`text` shaped, without the soft hyphens and zero-width spaces in it; code as it is."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = (
                self._measure_code(text) if self.code else self._measure(text)
            )
        return found

    def _measure(self, text: str) -> MeasuredWord:
        word = self.face.shape(strip_marks(text), self.features)
        return _measure(word, find_author_places(text))

    def _measure_code(self, text: str) -> MeasuredWord:
        word = self.face.shape(text, self.features)
        hang = word.glyphs[-1].advance if text.endswith(" ") else 0.0
        ends = [found.end() for found in CODE_BREAKABLE.finditer(text)]
        places = tuple((end, False) for end in ends if end < len(text))
        return MeasuredWord(word, 0.0, hang, places, False)

    def measure_divided(self, text: str) -> MeasuredWord:
        """`text` with a hyphen after it, which is read as a soft one."""
        found = self._divided.get(text)
        if found is None:
            shaped = self.face.shape(text + "-", self.features)
            *glyphs, last = shaped.glyphs
            hyphen = last._replace(text=SOFT_HYPHEN)
            word = replace(shaped, text=text + SOFT_HYPHEN, glyphs=(*glyphs, hyphen))
            found = self._divided[text] = _measure(word, ())
        return found


def _measure(word: ShapedWord, places: Places) -> MeasuredWord:
    text = word.text
    left = _HANGS_LEFT.get(text[:1], 0.0)
    right = _HANGS_RIGHT.get(text[-1:], 0.0)
    return MeasuredWord(
        word,
        left * word.glyphs[0].advance if left else 0.0,
        right * word.glyphs[-1].advance if right else 0.0,
        places,
        bool(_SENTENCE_END.search(text)),
    )


@lru_cache(1000)
def find_shaping_key(face: Face, features: Features, code: bool = False) -> ShapingKey:
    """The voice of `face` with `features`, kept with all that was measured in it."""
    return ShapingKey(face, features, code)
