"""Operators that put marks on a page, and the graphics state they leave behind.

An operator that would change nothing is left out.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

from octavo.document.drawing import Drawing, Group, Label, Path, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Face, Faces, ShapedWord
from octavo.pdf.colours import ColourOperators, Colours
from octavo.pdf.fonts import DocumentFont, Operands, write_shown
from octavo.pdf.objects import PdfValue, Stream, array, number
from octavo.pdf.operator_canvas import OperatorCanvas
from octavo.pdf.paths import write_painting, write_rectangle, write_steps, write_stroke
from octavo.pdf.pictures import read_picture
from octavo.pdf.press import Press
from octavo.pdf.tags import Rectangle, StructureElement
from octavo.style.theme import Theme

LARGE = 10_000
"""Bytes of operators from which on a drawing is worth being kept for reuse. The proceedings' screen
edition is as long with 1,000 as with 10,000: only the art and the map are larger, and they come
back. With 1, each diagram costs an object more (0.5 % of the file); with 100,000 the art is written
out at every opener, and the file is a quarter longer."""


HAIRLINE = pt(0.25)
"""Width of the thinnest line that a press holds, which takes the place of thinner ones: 0.09 mm, as
of the marks to cut by. What is thinner breaks up on some plates and is lost on others."""


class PaintedPiece(NamedTuple):
    """Words in a row, in one face, size and colour, with equal spaces between them. A named tuple:
    there are very many."""

    face: Face
    size: Length
    colour: str
    """Name in the palette."""
    words: tuple[ShapedWord, ...]
    gap: Length = 0.0
    """Whole width of a space between the words, as justified."""
    x: Length = 0.0
    """From the start of the line."""
    rise: Length = 0.0
    """Above the baseline."""
    stretch: float = 1.0
    """Horizontal scaling of the glyphs."""
    tracking: Length = 0.0
    """Added after each glyph."""
    element: StructureElement | None = None
    """What these words are, when that is more than part of the line's element: a link, a note's
    mark."""
    trailing_space: bool = False
    """Whether a space follows the last word, so that words can be told apart when read back."""
    leading_space: bool = False
    """Whether a space stands before the first word, for the same. It is shown with the words: of
    several spaces that are shown by themselves PDFium drops all but the first."""


@dataclass(slots=True)
class _WrittenState:
    """What the page's graphics state is at this moment; empty or zero when not known."""

    fill: str = ""
    stroke: str = ""
    style: str = ""
    """The operators for width, ends and dashes."""
    opacity: float = 1.0
    overprint: bool | None = False
    """Whether paint leaves the other inks below it; `None` when that is not known."""
    font: str = ""
    size: Length = 0.0
    stretch: float = 1.0
    tracking: Length = 0.0


class ContentStream:
    """What a page is written with: it knows the state that it left."""

    def __init__(
        self, sheet: OperatorCanvas, theme: Theme, faces: Faces, press: Press | None = None
    ) -> None:
        self.faces = faces
        self.colours = Colours(theme, press is not None)
        self.fonts: dict[Face, DocumentFont] = {}
        self._sheet = sheet
        self._press = press
        self._pen = _WrittenState()
        self._pens: list[_WrittenState] = []
        self._scale = 1.0
        """How large what is drawn comes out on the page."""
        self._pictures: dict[bytes, str] = {}
        self._forms: dict[str, str] = {}
        self._painted: dict[tuple[int, float], tuple[Drawing, str]] = {}
        """By drawing, and on a press by scale, since the inks of a line depend on its width."""

    def clean(self) -> None:
        """Start a page, where nothing is set."""
        self._pen = _WrittenState()

    # --- text

    def show(self, piece: PaintedPiece, right: Length, up: Length) -> None:
        """Show `piece`, moved from where the one before began, inside a text object."""
        font, pen = self._font(piece.face), self._pen
        paint = self.colours.choose_for_type(piece.colour, piece.size * self._scale)
        parts = [self._fade(1), self._overprint(paint.black), self._fill(paint)]
        parts.append(f"{number(right)} {number(up)} Td")
        if (font.label, piece.size) != (pen.font, pen.size):
            pen.font, pen.size = font.label, piece.size
            parts.append(f"/{font.label} {number(piece.size)} Tf")
        if piece.stretch != pen.stretch:
            pen.stretch = piece.stretch
            parts.append(f"{number(piece.stretch * 100)} Tz")
        if piece.tracking != pen.tracking:
            pen.tracking = piece.tracking
            # between letters: a hundredth over forty of them would be half of a tight space
            parts.append(f"{number(piece.tracking, 4)} Tc")
        self._sheet.emit(_join(*parts, self._find_words(piece, font)))

    def _find_words(self, piece: PaintedPiece, font: DocumentFont) -> str:
        """The operators that show the words with their spaces; kept, as documents share lines."""
        spaces = piece.size, piece.gap, piece.stretch, piece.tracking
        row = piece.words, *spaces, piece.trailing_space, piece.leading_space
        found = font.find_written(row)
        if not found:
            found = self._write_words(piece, font)
            font.keep_written(row, found)
        return found

    def _write_words(self, piece: PaintedPiece, font: DocumentFont) -> str:
        natural = (
            piece.face.space + (piece.tracking - piece.gap / piece.stretch) * 1000 / piece.size
        )
        between = write_shown((font.space, natural))
        out = _ShownText(font, piece.size)
        if piece.leading_space:
            out.add(font.space)
        for index, word in enumerate(piece.words):
            if index:
                out.add(between)
            if not word.mixed:
                out.add_all(font.show(word))
                continue
            for substitute, glyphs in word.list_runs():
                if substitute is None:
                    out.add_all(font.show_scaled(glyphs, 1.0))
                else:
                    other = self._font(substitute.face)
                    out.change(other, substitute.scale)
                    out.add_all(other.show_scaled(glyphs, substitute.scale))
                    out.change(font, 1.0)
        if piece.trailing_space:
            out.add(font.space)
        return out.finish()

    def _font(self, face: Face) -> DocumentFont:
        font = self.fonts.get(face)
        if font is None:
            font = self.fonts[face] = DocumentFont(face, f"F{len(self.fonts) + 1}")
        return font

    # --- shapes and pictures

    def fill(
        self,
        area: Rectangle,
        colour: str,
        opacity: float = 1.0,
    ) -> None:
        """Fill a rectangle."""
        chosen = self._overprint(False), self._fill(self.colours.choose(colour))
        self._sheet.emit(_join(self._fade(opacity), *chosen, write_rectangle(*area), "f"))

    def place(self, data: bytes, area: Rectangle) -> None:
        """Show a JPEG or PNG file, stretched to the rectangle. Raises `ValueError`."""
        label, image = self._pictures.get(data), None
        if label is None:
            label = self._pictures[data] = f"Picture{len(self._pictures) + 1}"
            embedded = read_picture(data, self._press.profile if self._press else None)
            image = embedded.image
            if embedded.mask:
                image.entries["SMask"] = self._sheet.document.Reference(embedded.mask)
        x, y, width, height = area
        with self._kept():
            self._sheet.emit(_join(self._fade(1), self._overprint(False)))
            self._sheet.emit(f"{' '.join(map(number, (width, 0, 0, height, x, y)))} cm")
            self._sheet.show_form(label, image)

    def paint(self, drawing: Drawing, x: Length, y: Length, scale: float) -> None:
        """Draw `drawing`. Large art without text is in the file once, however often it is drawn."""
        if has_labels(drawing.shapes):
            self._paint_group(Group(drawing.shapes, x, y, scale))
            return
        code = self._collect(drawing, scale)
        with self._kept():
            self._sheet.emit(_write_matrix(x, y, scale))
            if len(code) < LARGE:
                self._sheet.emit(code)
            else:
                self._show_form(code, drawing)

    def _collect(self, drawing: Drawing, scale: float) -> str:
        """The operators that draw `drawing` at that scale, whatever the state of the page."""
        key = id(drawing), scale if self._press else 1.0
        known = self._painted.get(key)
        if known is not None:
            return known[1]
        before, self._pen = self._pen, _WrittenState(overprint=None)
        with self._sheet.collected() as code, self._scaled(scale):
            self._sheet.emit(self._sheet.opacity(1))
            for shape in drawing.shapes:
                self._paint(shape)
        self._pen = before
        self._painted[key] = drawing, "\n".join(code)
        return self._painted[key][1]

    def _show_form(self, code: str, drawing: Drawing) -> None:
        label, form = self._forms.get(code), None
        if label is None:
            label = self._forms[code] = f"Art{len(self._forms) + 1}"
            width, height = drawing.width, drawing.height
            entries: dict[str, PdfValue] = {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": array(map(number, (-width, -height, 2 * width, 2 * height))),
                "Resources": self._sheet.list_resources(),
            }
            form = Stream(code.encode("ascii"), entries)
        self._sheet.show_form(label, form)

    def _paint(self, shape: Shape) -> None:
        match shape:
            case Path():
                self.paint_path(shape)
            case Label():
                self._paint_label(shape)
            case Group():
                self._paint_group(shape)

    def _paint_group(self, group: Group) -> None:
        with self._kept(), self._scaled(group.scale):
            if (group.x, group.y, group.scale) != (0, 0, 1):
                self._sheet.emit(_write_matrix(group.x, group.y, group.scale))
            if group.clip:
                self._sheet.emit(f"{write_rectangle(*group.clip)} W n")
            for shape in group.shapes:
                self._paint(shape)

    def paint_path(self, path: Path, *, rule: bool = False) -> None:
        """Fill the path, stroke it, or both; a `rule` of text is printed with one ink."""
        outlined = bool(path.stroke) and path.stroke != path.fill
        if outlined and self._press:
            path = _widen(path, self._scale)
        lined = self._choose_stroke(path, rule) if path.stroke else None
        overprints = bool(lined and lined.black and not path.fill and path.opacity == 1)
        parts = [self._fade(path.opacity), self._overprint(overprints)]
        if path.fill:
            parts.append(self._fill(self.colours.choose(path.fill)))
        if lined:
            parts.append(self._stroke(lined))
            style = write_stroke(path)
            parts.append(style if style != self._pen.style else "")
            self._pen.style = style
        self._sheet.emit(_join(*parts, write_steps(path.steps), write_painting(path)))

    def _choose_stroke(self, path: Path, rule: bool) -> ColourOperators:
        """The colour of the path's line; around a shape of the same colour it is part of that."""
        if path.stroke == path.fill or rule:
            return self.colours.choose(path.stroke, fine=rule)
        return self.colours.choose_for_line(path.stroke, path.width * self._scale)

    def _paint_label(self, label: Label) -> None:
        face = self.faces.face(label.role, label.size)
        word = face.shape(label.text, label.features)
        width = word.width * label.size / 1000
        piece = PaintedPiece(face, label.size, label.colour, (word,), trailing_space=True)
        start = label.x - width * label.anchor, label.y
        self._sheet.emit("BT")
        self.show(piece, *start)
        self._sheet.emit("ET")

    @contextmanager
    def turned(self, x: Length, y: Length) -> Generator[None]:
        """What is drawn inside is turned to the left by a quarter, about `(x, y)`."""
        with self._kept():
            self._sheet.emit(f"0 1 -1 0 {number(x)} {number(y)} cm")
            yield

    @contextmanager
    def _kept(self) -> Generator[None]:
        """Afterwards the graphics state is as it was before."""
        self._sheet.saveState()
        self._pens.append(replace(self._pen))
        yield
        self._pen = self._pens.pop()
        self._sheet.restoreState()

    @contextmanager
    def _scaled(self, scale: float) -> Generator[None]:
        """What is drawn inside comes out so much larger."""
        before, self._scale = self._scale, self._scale * scale
        yield
        self._scale = before

    def _overprint(self, wanted: bool) -> str:
        """The operator that lets paint leave the other inks below it, or take their place; empty
        when it is so already, and on a screen."""
        if wanted == self._pen.overprint or self._press is None:
            return ""
        self._pen.overprint = wanted
        return self._sheet.overprint(wanted)

    def _fade(self, opacity: float) -> str:
        """The operator that makes paint as opaque as that; empty when it is so already."""
        if opacity == self._pen.opacity:
            return ""
        self._pen.opacity = opacity
        return self._sheet.opacity(opacity)

    def _fill(self, paint: ColourOperators) -> str:
        """The operator that makes the filling colour `paint`; empty when it is that already."""
        if paint.fill == self._pen.fill:
            return ""
        self._pen.fill = paint.fill
        return paint.fill

    def _stroke(self, paint: ColourOperators) -> str:
        if paint.stroke == self._pen.stroke:
            return ""
        self._pen.stroke = paint.stroke
        return paint.stroke


def _widen(path: Path, scale: float) -> Path:
    """The path with a line that can be printed."""
    least = HAIRLINE / scale
    return path if path.width >= least else replace(path, width=least)


def measure_leading_space(piece: PaintedPiece) -> Length:
    """How far before its place a piece is shown, because of the space before its words."""
    if not piece.leading_space:
        return 0.0
    return (piece.face.space * piece.size / 1000 + piece.tracking) * piece.stretch


def has_labels(shapes: tuple[Shape, ...]) -> bool:
    """Whether there is text among the shapes, which must stay on the page to be read."""
    return any(
        isinstance(shape, Label) or (isinstance(shape, Group) and has_labels(shape.shapes))
        for shape in shapes
    )


def _write_matrix(x: Length, y: Length, scale: float) -> str:
    return f"{scale:.5g} 0 0 {scale:.5g} {number(x)} {number(y)} cm"


def _join(*operators: str) -> str:
    return " ".join(part for part in operators if part)


class _ShownText:
    """The operators that show text in one font, but for what stands in others between."""

    def __init__(self, font: DocumentFont, size: Length) -> None:
        self._size = size
        self._wanted = self._set = font, 1.0
        self._rise = 0.0
        self._out = ["["]

    def change(self, font: DocumentFont, scale: float) -> None:
        """Show what follows in `font`, at `scale` of the size."""
        self._wanted = font, scale

    def add(self, codes: str, rise: float = 0.0) -> None:
        """Show the codes, so far above the baseline in 1/1000 of the size."""
        if self._wanted != self._set or rise != self._rise:
            ended = "]TJ " if len(self._out) > 1 else ""
            self._out = self._out if ended else []
            self._out.append(f"{ended}{self._turn(rise)} [")
        self._out.append(codes)

    def add_all(self, operands: Operands) -> None:
        """Show the codes, each at its height. The next ones may stand at another."""
        for rise, codes in operands:
            self.add(codes, rise)

    def finish(self) -> str:
        """All operators; afterwards the first font is set, on the baseline."""
        turned = self._rise != 0 or self._wanted != self._set
        self._out.append(f"]TJ {self._turn(0.0)}" if turned else "]TJ")
        return "".join(self._out).replace("><", "")

    def _turn(self, rise: float) -> str:
        """The operators that set what is wanted, and not yet so."""
        turns: list[str] = []
        if self._wanted != self._set:
            self._set = font, scale = self._wanted
            turns.append(f"/{font.label} {number(self._size * scale)} Tf")
        if rise != self._rise:
            self._rise = rise
            turns.append(f"{number(rise * self._size / 1000)} Ts")
        return " ".join(turns)
