"""How wide words are in the theme's faces, as Word and LibreOffice set them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from octavo.document.length import Length, add_up
from octavo.docx.faces import (
    FaceChoice,
    choose_code_faces,
    choose_faces,
    cut_face,
    families,
)
from octavo.style.theme import Theme


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
    """The faces of a theme."""

    faces: dict[tuple[str, bool, bool], FaceMetrics]
    """By family, whether bold, whether italic."""
    text: str
    """The family of text, as which all others are measured that are not known."""


@lru_cache(4)
def load_metrics(theme: Theme, size: Length, code: bool = False) -> Metrics:
    """The metrics of the faces of `theme`, at the optical size of running text; perhaps of code."""
    chosen = choose_faces(theme, size) + (choose_code_faces(theme, size) if code else ())
    faces = {
        (choice.family, "Bold" in choice.style, "Italic" in choice.style): _load(choice)
        for _, choice in chosen
    }
    return Metrics(faces, families(theme)[0])


def find_face(metrics: Metrics, family: str, bold: bool, italic: bool) -> FaceMetrics:
    """The face that is asked for, or the nearest there is."""
    text = metrics.text
    wanted = ((family, bold, italic), (family, False, italic), (text, bold, italic))
    return next(metrics.faces[key] for key in wanted if key in metrics.faces)


def measure_lines(face: FaceMetrics, text: str, size: Length, measure: Length) -> int:
    """How many lines `text` takes at `size`, broken where the next word does not fit."""
    count, x, space = 1, 0.0, measure_word(face, " ") * size
    for word in text.split(" "):
        width = measure_word(face, word) * size
        if x > 0 and x + width > measure:
            count, x = count + 1, 0.0
        x += width + space
    return count


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
    advance = add_up(position.x_advance for position in buffer.glyph_positions or ())
    return float(advance) / float(face.font.face.upem)
