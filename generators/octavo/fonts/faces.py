"""Faces shaped by HarfBuzz: how wide a word is, which glyphs it takes, what they look like.

Each distinct (face, word) is shaped once and kept. Metrics are in 1/1000 of the type size. What a
face lacks is shaped by the faces that stand in for it (`substitutes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, islice, pairwise
from typing import NamedTuple, TypeAlias

import uharfbuzz as hb

from octavo.document.drawing import Close, Curve, Move, Step, Straight
from octavo.document.length import Length, add_up
from octavo.document.problem import SourceError
from octavo.fonts.font_files import read_font
from octavo.fonts.segments import split_segments
from octavo.style.theme import CODE, CODE_BOLD, Theme, Typeface, list_substitutes, typeface
from octavo.style.words import Conventions

OPTICAL_STEPS: tuple[float, ...] = (8, 10, 12, 16, 24, 32, 48, 60)
"""Optical sizes in use, in points: the nearest one is taken. Each is a cut of the face with a
subset of its own: with every point from 8 to 60 the proceedings' file is 8 % longer, with four
steps 11 % shorter, with one 22 %. With few steps titles get the coarse cut of text, or notes the
thin one of titles."""

Features: TypeAlias = tuple[str, ...]
Axes: TypeAlias = tuple[tuple[str, float], ...]
Cuts: TypeAlias = tuple[tuple[str, float], ...]
"""Roles, without their stress, whose optical size is the same for type of all sizes: that size."""


class Glyph(NamedTuple):
    """One glyph of a shaped word; lengths in 1/1000 of the type size. A named tuple: a publication
    has tens of thousands, made in a third of the time."""

    id: int
    text: str
    """The characters it stands for; empty for the later glyphs of a cluster."""
    advance: float
    """How far it moves on, kerning included."""
    x: float
    """Offset from where it would stand."""
    y: float
    substitute: Substitute | None = None
    """The face it is of, when the one that was asked for lacks the characters."""


class Substitute(NamedTuple):
    """A face that stands in for another."""

    face: Face
    scale: float
    """Its size against the other's, so that their small letters are equally high."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapedWord:
    """Shaped characters. Each is shaped once and equal to itself only, and so is found fast."""

    text: str
    width: float
    """In 1/1000 of the type size."""
    glyphs: tuple[Glyph, ...]
    mixed: bool = False
    """Whether some glyphs are of substitutes."""

    def list_runs(self) -> Iterator[tuple[Substitute | None, tuple[Glyph, ...]]]:
        """The glyphs in a row that are of one face, with the substitute if they are of one."""
        for substitute, glyphs in groupby(self.glyphs, lambda glyph: glyph.substitute):
            yield substitute, tuple(glyphs)


class Face:
    """One face at one weight and optical size.

    Vertical metrics are in 1/1000 of the type size; `missing` collects the characters that it was
    asked for and that neither it nor a substitute has.
    """

    def __init__(
        self, name: str, data: bytes, axes: Axes, substitutes: tuple[Typeface, ...] = ()
    ) -> None:
        self.name = name
        """Unique in a theme, and fit for a PDF name."""
        self.axes = axes
        """Variation axes and where on them this face stands."""
        self.hb_face = hb.Face(data)
        self.hb_font = hb.Font(self.hb_face)
        if axes:
            self.hb_font.set_variations(dict(axes))
        self.per_em = 1000 / self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.per_em
        self.descent = extents.descender * self.per_em
        self.cap_height = self._height_of("H")
        self.x_height = self._height_of("x")
        self.missing: set[str] = set()
        self._substitutes = substitutes
        self._words: dict[tuple[str, Features], ShapedWord] = {}
        self._bounds: dict[int, tuple[float, float]] = {}
        self.space = self.shape(" ").width
        """Width of the space between words."""

    def shape(self, text: str, features: Features = ()) -> ShapedWord:
        """`text`, shaped from left to right with `features` on (`onum`) or off (`-liga`)."""
        key = text, features
        word = self._words.get(key)
        if word is None:
            word = self._words[key] = self._shape(text, features)
        return word

    def width(self, text: str, size: Length, features: Features = ()) -> Length:
        """How wide `text` is at `size`."""
        return self.shape(text, features).width * size / 1000

    def reach(self, text: str, features: Features = ()) -> tuple[float, float]:
        """How far the ink of `text` stands above and below the baseline, in 1/1000 of its size."""
        above = below = 0.0
        for glyph in self.shape(text, features).glyphs:
            face, scale = glyph.substitute or Substitute(self, 1.0)
            top, bottom = face.find_bounds(glyph.id)
            above, below = max(above, glyph.y + top * scale), max(below, -glyph.y - bottom * scale)
        return above, below

    def find_bounds(self, glyph: int) -> tuple[float, float]:
        """The upper and the lower end of a glyph's ink, in 1/1000 of the type size."""
        found = self._bounds.get(glyph)
        if found is None:
            extents = self.hb_font.get_glyph_extents(glyph)
            top, tall = (extents.y_bearing, extents.height) if extents else (0, 0)
            found = self._bounds[glyph] = top * self.per_em, (top + tall) * self.per_em
        return found

    def outline(self, text: str, features: Features = ()) -> tuple[Step, ...]:
        """The contours of `text` in 1/1000 of the type size, from the origin, y upwards."""
        steps: list[Step] = []
        x = 0.0
        for glyph in self.shape(text, features).glyphs:
            face, scale = glyph.substitute or Substitute(self, 1.0)
            steps.extend(face.contours(glyph.id, x + glyph.x, glyph.y, scale))
            x += glyph.advance
        return tuple(steps)

    def advance(self, glyph: int) -> float:
        """The width of a glyph alone, without kerning."""
        return float(self.hb_font.get_glyph_h_advance(glyph)) * self.per_em

    def has(self, character: str) -> bool:
        """Whether it or a substitute has the character."""
        faces = (self, *(substitute.face for substitute in self.substitutes))
        return not all(face.lacks(character) for face in faces)

    def lacks(self, character: str) -> bool:
        """Whether it has neither the character nor another to show it by, such as a space."""
        if self.hb_font.get_nominal_glyph(ord(character)) is not None:
            return False
        return _find_gaps(self.shape_alone(character, ()))

    @cached_property
    def substitutes(self) -> tuple[Substitute, ...]:
        """The faces that stand in for it, in the order in which they are tried."""
        faces = [_make_substitute(spec) for spec in self._substitutes]
        return tuple(
            Substitute(face, self.x_height / face.x_height if face.x_height else 1.0)
            for face in faces
        )

    def _shape(self, text: str, features: Features) -> ShapedWord:
        if CAPITALS in features:
            others = tuple(feature for feature in features if feature != CAPITALS)
            return _read_as(text, self.shape(text.upper(), others))
        glyphs = self.shape_alone(text, features)
        mixed = bool(self._substitutes) and _find_gaps(glyphs)
        if mixed:
            glyphs = [
                glyph
                for substitute, part in self.share(text, features)
                for glyph in self._shape_part(substitute, part, features)
            ]
        self.missing.update(*(glyph.text for glyph in glyphs if glyph.id == 0))
        mixed = mixed and any(glyph.substitute for glyph in glyphs)
        return ShapedWord(text, add_up([glyph.advance for glyph in glyphs]), tuple(glyphs), mixed)

    def shape_alone(self, text: str, features: Features) -> list[Glyph]:
        """The glyphs of `text` in this face alone; those of what it lacks have the number 0."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer, _switch(features))
        infos, k = buffer.glyph_infos, self.per_em
        parts = _share_out(text, [info.cluster for info in infos])
        glyphs: list[Glyph] = []
        for info, part, position in zip(infos, parts, buffer.glyph_positions or (), strict=True):
            advance, x, y = position.x_advance, position.x_offset, position.y_offset
            glyphs.append(Glyph(info.codepoint, part, advance * k, x * k, y * k))
        return glyphs

    def share(self, text: str, features: Features = ()) -> list[tuple[Substitute | None, str]]:
        """The text in parts, each with the substitute that shapes it; `None` for the face itself.

        A word is wholly of the first face that has all of it.
        """
        chosen: list[tuple[Substitute | None, str]] = []
        for segment in split_segments(text):
            choice: Substitute | None = None
            if _find_gaps(self.shape_alone(segment, features)):
                having = (
                    one
                    for one in self.substitutes
                    if not _find_gaps(one.face.shape_alone(segment, ()))
                )
                choice = next(having, None)
            if chosen and chosen[-1][0] is choice:
                segment = chosen.pop()[1] + segment
            chosen.append((choice, segment))
        return chosen

    def _shape_part(
        self, substitute: Substitute | None, text: str, features: Features
    ) -> list[Glyph]:
        if substitute is None:
            return self.shape_alone(text, features)
        face, k = substitute
        return [
            Glyph(glyph.id, glyph.text, glyph.advance * k, glyph.x * k, glyph.y * k, substitute)
            for glyph in face.shape_alone(text, features)
        ]

    def _height_of(self, letter: str) -> float:
        glyph = self.hb_font.get_nominal_glyph(ord(letter))
        extents = self.hb_font.get_glyph_extents(glyph) if glyph is not None else None
        return float(extents.y_bearing) * self.per_em if extents else 0.0

    def contours(self, glyph: int, x: float, y: float, scale: float) -> list[Step]:
        """The contours of a glyph at `scale`, moved by `x` and `y`."""
        pen = _ContourPen(x, y, self.per_em * scale)
        self.hb_font.draw_glyph_with_pen(glyph, pen)
        return pen.steps


def _read_as(text: str, shown: ShapedWord) -> ShapedWord:
    """The word as it is shown, read back as `text`; as shown where capitals are more letters."""
    letters = iter(text)
    if len(text) != len(shown.text):
        return shown
    glyphs = [
        glyph._replace(text="".join(islice(letters, len(glyph.text)))) for glyph in shown.glyphs
    ]
    return replace(shown, text=text, glyphs=tuple(glyphs))


def _find_gaps(glyphs: list[Glyph]) -> bool:
    return any(glyph.id == 0 for glyph in glyphs)


@lru_cache(64)
def _switch(features: Features) -> dict[str, bool]:
    """Which features are on and which are off."""
    return {feature.removeprefix("-"): not feature.startswith("-") for feature in features}


def _share_out(text: str, clusters: list[int]) -> list[str]:
    """The characters of each glyph, by where its cluster starts: the first of a cluster has all."""
    if clusters == list(range(len(text))):
        return list(text)
    starts = sorted(set(clusters))
    ends = dict(pairwise([*starts, len(text)]))
    parts: list[str] = []
    for start in clusters:
        parts.append(text[start : ends.pop(start)] if start in ends else "")
    return parts


class _ContourPen:
    """Collects a glyph's contours as drawing steps; quadratic curves become cubic ones."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        self.steps: list[Step] = []
        self._x, self._y, self._scale = x, y, scale
        self._at = (0.0, 0.0)

    def _to(self, point: tuple[float, float]) -> tuple[float, float]:
        return self._x + point[0] * self._scale, self._y + point[1] * self._scale

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  HarfBuzz calls it so
        self.steps.append(Move(*self._to(point)))
        self._at = point

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  HarfBuzz calls it so
        self.steps.append(Straight(*self._to(point)))
        self._at = point

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802  HarfBuzz calls it so
        (cx, cy), end = points
        (ax, ay), (ex, ey) = self._at, end
        first = ax + 2 / 3 * (cx - ax), ay + 2 / 3 * (cy - ay)
        second = ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey)
        self.curveTo(first, second, end)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802  HarfBuzz calls it so
        first, second, end = points
        self.steps.append(Curve(*self._to(first), *self._to(second), *self._to(end)))
        self._at = end

    def closePath(self) -> None:  # noqa: N802  HarfBuzz calls it so
        self.steps.append(Close())

    def endPath(self) -> None:  # noqa: N802  HarfBuzz calls it so
        """Nothing: an open contour stays open."""


class Faces:
    """The faces of a theme, made when they are first asked for."""

    def __init__(self, theme: Theme, cuts: Cuts = (), language: Conventions | None = None) -> None:
        self.theme = theme
        self.language = language
        """Of the words in drawings, which are divided as it divides them."""
        self._cuts = dict(cuts)
        self._made: dict[tuple[str, float], Face] = {}

    def face(self, role: str, size: Length) -> Face:
        """The face of `role` for text of `size`. Raises `LookupError` for an unknown role."""
        cut = self._cuts.get(role.partition("-")[0]) if self._cuts else None
        optical = cut or min(OPTICAL_STEPS, key=lambda step: abs(step - size))
        key = role, optical
        if key not in self._made:
            others = list_substitutes(self.theme, role)
            self._made[key] = _make(typeface(self.theme, role), optical, others)
        return self._made[key]

    def list_code(self) -> tuple[Face, ...]:
        """Those of them that code is set in."""
        return tuple(face for (role, _), face in self._made.items() if is_code(role))

    def made(self) -> tuple[Face, ...]:
        """The faces asked for so far, in that order."""
        return tuple(dict.fromkeys(self._made.values()))


def emphasised(role: str, bold: bool, italic: bool) -> str:
    """The role for stressed words inside text of `role`: `text` gives `text-bold-italic`."""
    base, *styles = role.split("-")
    bold, italic = bold or "bold" in styles, italic or "italic" in styles
    if base == "display":
        bold = False
    return "-".join([base, *(["bold"] if bold else []), *(["italic"] if italic else [])])


CAPITALS = "capitals"
"""Beside the features of a face: letters are shown as capitals and read back as they are written,
so that a search finds them and they are not spelt out."""
CODE_FEATURES: Features = ("-liga", "-calt")
"""No sign of code is drawn together with another: faces for programmers make one arrow of `->`."""


def code_role(role: str) -> str:
    """The role for code inside text of `role`: as bold, and upright among italics too."""
    return CODE_BOLD if "bold" in role.split("-") else CODE


def is_code(role: str) -> bool:
    """Whether text of the role is code."""
    return role in {CODE, CODE_BOLD}


@lru_cache(8)
def load_faces(theme: Theme, language: Conventions | None = None, cuts: Cuts = ()) -> Faces:
    """The faces of `theme` for words of `language`, kept with all they have shaped."""
    return Faces(theme, cuts, language)


@lru_cache(64)
def _make(spec: Typeface, optical: float, substitutes: tuple[Typeface, ...] = ()) -> Face:
    axes = _axes(spec, optical)
    place = "-".join(f"{tag}{value:g}" for tag, value in axes)
    name = f"{spec.family.replace(' ', '')}{'-Italic' if spec.italic else ''}-{place}"
    return _open_face(name, spec.family, spec.italic, axes, substitutes)


def _make_substitute(spec: Typeface) -> Face:
    """The face as it is for text, upright where the family has no italics."""
    try:
        return _make(spec, OPTICAL_STEPS[1])
    except SourceError:
        if not spec.italic:
            raise
        return _make(replace(spec, italic=False), OPTICAL_STEPS[1])


@lru_cache(64)
def _open_face(
    name: str, family: str, italic: bool, axes: Axes, substitutes: tuple[Typeface, ...]
) -> Face:
    return Face(name, read_font(family, italic), axes, substitutes)


def _axes(spec: Typeface, optical: float) -> Axes:
    face = hb.Face(read_font(spec.family, spec.italic))
    known = {info.tag: info for info in face.axis_infos}
    wanted = {"opsz": optical, "wght": float(spec.weight)}
    return tuple(
        (tag, min(max(value, known[tag].min_value), known[tag].max_value))
        for tag, value in wanted.items()
        if tag in known
    )
