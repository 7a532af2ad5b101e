"""How wide words are in the theme's faces, as Word and LibreOffice set them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from octavo.docx.faces import FaceChoice, choose_faces, cut_face
from octavo.length import Length
from octavo.theme import Theme, typeface


@dataclass(frozen=True, slots=True)
class FaceMetrics:
    """One face, ready to measure with."""

    font: Any = field(repr=False)
    """HarfBuzz's font."""
    height: float
    """From the highest to the lowest that lines reserve, in ems."""
    widths: dict[str, float] = field(default_factory=dict[str, float], compare=False, repr=False)
    """Of the words measured so far, in ems: a cache."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The faces by whether they are for labels, bold and italic."""

    faces: dict[tuple[bool, bool, bool], FaceMetrics]
    sans_family: str
    """The family of labels; all other names are measured as the family of text."""


@lru_cache(4)
def load_metrics(theme: Theme, size: Length) -> Metrics:
    """The metrics of the faces of `theme`, at the optical size of running text."""
    sans = typeface(theme, "sans").family
    faces = {
        (choice.family == sans, "Bold" in choice.style, "Italic" in choice.style): _load(choice)
        for _, choice in choose_faces(theme, size)
    }
    return Metrics(faces, sans)


def measure_word(face: FaceMetrics, word: str) -> float:
    """The width of `word` in ems."""
    width = face.widths.get(word)
    if width is None:
        width = face.widths[word] = _shape(face, word)
    return width


def _load(choice: FaceChoice) -> FaceMetrics:
    import uharfbuzz

    harfbuzz = cast(Any, uharfbuzz)
    font = harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob(cut_face(choice))))
    extents = font.get_font_extents("ltr")
    upem = float(font.face.upem)
    height = (extents.ascender - extents.descender + extents.line_gap) / upem
    return FaceMetrics(font, float(height))


def _shape(face: FaceMetrics, word: str) -> float:
    import uharfbuzz

    harfbuzz = cast(Any, uharfbuzz)
    buffer = harfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    harfbuzz.shape(face.font, buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions)
    return float(advance) / float(face.font.face.upem)
