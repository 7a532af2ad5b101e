"""Drawing pages of a tagged PDF: everything on them is an element's content or an artifact.

Points, from the lower left corner of the page, y upwards. Colours are names in the palette. What
is drawn first lies below; what is read first is settled by the structure tree (`octavo.pdf.tags`).
The result is PDF/A-2a and PDF/UA-1, and the same bytes for the same calls.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby

from reportlab.pdfbase import pdfdoc

from octavo.drawing import Drawing, Group, Label, Path, Shape
from octavo.length import Length
from octavo.library import read_builtin
from octavo.pdf.fonts import DocumentFont
from octavo.pdf.metadata import Metadata, describe, write_xmp
from octavo.pdf.navigation import (
    name_missing,
    write_address,
    write_labels,
    write_link,
    write_place,
    write_places,
)
from octavo.pdf.objects import Registry, Stream, Value, array, dictionary, name, number, string
from octavo.pdf.paths import write_painting, write_rectangle, write_steps, write_stroke
from octavo.pdf.pictures import PROFILE, read_picture
from octavo.pdf.sheet import Sheet
from octavo.pdf.structure import write_structure
from octavo.pdf.tags import Annotation, Content, Corners, Element, Rectangle
from octavo.pdf.writer import write_file
from octavo.theme import Theme, colour
from octavo.typeset.fonts import Face, Faces, Word

FIGURES = frozenset({"Figure", "Formula"})
"""Roles that say which part of the page they cover."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row, in one face, size and colour, with equal spaces between them."""

    face: Face
    size: Length
    colour: str
    """Name in the palette."""
    words: tuple[Word, ...]
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
    element: Element | None = None
    """What these words are, when that is more than part of the line's element: a link, a note's
    mark."""
    trailing_space: bool = False
    """Whether a space follows the last word, so that words can be told apart when read back."""


@dataclass(slots=True)
class _Pen:
    """What the page's graphics state is at this moment; empty or zero when not known."""

    fill: str = ""
    stroke: str = ""
    font: str = ""
    size: Length = 0.0
    stretch: float = 1.0
    tracking: Length = 0.0


class PdfCanvas:
    """A PDF while it is drawn."""

    def __init__(self, theme: Theme, faces: Faces, metadata: Metadata) -> None:
        self.theme = theme
        self.faces = faces
        self.metadata = metadata
        self.root = Element("Document")
        self._sheet = Sheet(metadata.language)
        self._size: tuple[Length, Length] | None = None
        self._labels: list[str] = []
        self._fonts: dict[Face, DocumentFont] = {}
        self._colours: dict[str, str] = {}
        self._pen = _Pen()
        self._pens: list[_Pen] = []
        self._scope: Element | str | None = None
        self._lingering: Element | None = None
        self._contents: list[Element] = []
        self._parents: list[Sequence[Element] | Element] = []
        self._places: dict[str, tuple[int, Length]] = {}
        self._targets: list[tuple[pdfdoc.PDFDictionary, str]] = []
        self._outline: list[tuple[str, int, str]] = []
        self._pictures: dict[bytes, str] = {}

    # --- pages

    def begin_page(self, width: Length, height: Length, label: str) -> None:
        """Start a page whose printed or spoken number is `label`."""
        assert self._size is None, "the page before is not ended"
        self._size = width, height
        self._labels.append(label)
        self._pen = _Pen()

    def end_page(self) -> None:
        """Finish the page."""
        assert self._size is not None, "no page is begun"
        assert self._scope is None, "an artifact or element is still open"
        self._settle()
        width, height = self._size
        key = len(self._parents) if self._contents else None
        if self._contents:
            self._parents.append(tuple(self._contents))
        self._contents.clear()
        self._sheet.close_page(width, height, key)
        self._size = None

    def finish(self) -> bytes:
        """The PDF. Raises `LookupError` when a link or an outline entry leads nowhere."""
        assert self._size is None, "the last page is not ended"
        self._aim_links()
        for title, level, id in self._outline:
            page, y = self._places[id]
            self._sheet.add_entry(title, level, id, write_place(page, y))
        document = self._sheet.document
        root = self._sheet.close_document(self._catalogue(document))
        self._sheet.set_fonts({f.label: f.register(document) for f in self._fonts.values()})
        return write_file(document, root, describe(self.metadata))

    def missing(self) -> str:
        """The characters that were to be shown and that their faces do not have, each once."""
        return "".join(sorted({c for font in self._fonts.values() for c in font.missing}))

    # --- text

    def text(
        self, pieces: Sequence[Piece], x: Length, y: Length, element: Element | None = None
    ) -> None:
        """Show `pieces` on the baseline at `y`, as content of `element`.

        A piece's own element goes before; without any, an artifact or an element must be open.
        """
        runs = [
            (owner, tuple(run)) for owner, run in groupby(pieces, lambda p: p.element or element)
        ]
        if not runs:
            return
        if len(runs) == 1:
            self._linger(runs[0][0])
        else:
            self._settle()
        self._sheet.emit("BT")
        at = 0.0, 0.0
        for owner, run in runs:
            if len(runs) > 1:
                self._open(owner)
            for piece in run:
                start = x + piece.x, y + piece.rise
                self._sheet.emit(self._write_piece(piece, start[0] - at[0], start[1] - at[1]))
                at = start
                self._cover(owner, piece, start)
            if len(runs) > 1:
                self._sheet.emit("EMC")
        self._sheet.emit("ET")

    def _write_piece(self, piece: Piece, right: Length, up: Length) -> str:
        """The operators that show `piece`, moved from where the one before began."""
        font, pen = self._font(piece.face), self._pen
        parts = [self._fill(piece.colour), f"{number(right)} {number(up)} Td"]
        if (font.label, piece.size) != (pen.font, pen.size):
            pen.font, pen.size = font.label, piece.size
            parts.append(f"/{font.label} {number(piece.size)} Tf")
        if piece.stretch != pen.stretch:
            pen.stretch = piece.stretch
            parts.append(f"{number(piece.stretch * 100)} Tz")
        if piece.tracking != pen.tracking:
            pen.tracking = piece.tracking
            parts.append(f"{number(piece.tracking)} Tc")
        parts.append(_write_words(piece, font))
        return " ".join(part for part in parts if part)

    def _cover(self, owner: Element | None, piece: Piece, start: tuple[Length, Length]) -> None:
        owner = owner or (self._scope if isinstance(self._scope, Element) else None)
        if owner and owner.role in FIGURES:
            width = sum(word.width for word in piece.words) * piece.size / 1000
            bottom = start[1] + piece.face.descent * piece.size / 1000
            owner.cover((start[0], bottom, width, piece.size))

    # --- marking

    @contextmanager
    def artifact(self, kind: str = "", subtype: str = "") -> Generator[None]:
        """What is drawn inside is not part of the document: `Pagination` with `Header` or
        `Footer`, `Layout`, `Page`, `Background`."""
        properties = f"/Type /{kind}" if kind else ""
        properties += f" /Subtype /{subtype}" if subtype else ""
        if kind == "Background" and self._size:
            properties += f" /BBox [0 0 {' '.join(map(number, self._size))}]"
        self._enter("artifact")
        self._sheet.emit(f"/Artifact <<{properties}>> BDC" if properties else "/Artifact BMC")
        yield
        self._leave()

    @contextmanager
    def marked(self, element: Element) -> Generator[None]:
        """What is drawn inside is content of `element`."""
        self._enter(element)
        self._mark(element)
        yield
        self._leave()

    def _enter(self, scope: Element | str) -> None:
        assert self._size is not None, "no page is begun"
        assert self._scope is None, "an artifact or element is open already"
        self._settle()
        self._scope = scope

    def _leave(self) -> None:
        self._scope = None
        self._sheet.emit("EMC")

    def _open(self, owner: Element | None) -> None:
        assert owner is not None, "text needs an element, or an artifact around it"
        assert self._scope is None, "text of an element inside an artifact or another element"
        self._mark(owner)

    def _linger(self, owner: Element | None) -> None:
        """Make `owner` the element whose content follows; it stays open for the next line."""
        if owner is None:
            assert self._scope is not None, "text needs an element, or an artifact around it"
        elif owner is not self._lingering:
            self._settle()
            self._open(owner)
            self._lingering = owner

    def _settle(self) -> None:
        """Close the element that was left open for the next line."""
        if self._lingering is not None:
            self._sheet.emit("EMC")
            self._lingering = None

    def _mark(self, element: Element) -> None:
        assert self._size is not None, "no page is begun"
        count = len(self._contents)
        self._sheet.emit(f"{name(element.role)} <</MCID {count}>> BDC")
        self._contents.append(element)
        element.hold(Content(self._sheet.page, count))

    # --- shapes and pictures

    def paint(self, drawing: Drawing, x: Length, y: Length, scale: float = 1.0) -> None:
        """Draw `drawing` with its lower left corner at `(x, y)`, inside what is open."""
        self._claim((x, y, drawing.width * scale, drawing.height * scale))
        self._paint(Group(drawing.shapes, x, y, scale))

    def rectangle(
        self,
        x: Length,
        y: Length,
        width: Length,
        height: Length,
        colour: str,
        opacity: float = 1.0,
    ) -> None:
        """Fill a rectangle, inside what is open."""
        self._claim((x, y, width, height))
        outline = write_rectangle(x, y, width, height)
        if opacity == 1:
            self._sheet.emit(f"{self._fill(colour)} {outline} f".lstrip())
            return
        with self._kept():
            self._sheet.setFillAlpha(opacity)
            self._sheet.emit(f"{self._fill(colour)} {outline} f".lstrip())

    def rule(
        self, x1: Length, y1: Length, x2: Length, y2: Length, width: Length, colour: str
    ) -> None:
        """Draw a straight line, inside what is open."""
        self._claim((min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)))
        points = " ".join(map(number, (x1, y1))), " ".join(map(number, (x2, y2)))
        style = "0 J [] 0 d"
        stroke = self._stroke(colour)
        self._sheet.emit(
            f"{stroke} {number(width)} w {style} {points[0]} m {points[1]} l S".lstrip()
        )

    def picture(self, data: bytes, x: Length, y: Length, width: Length, height: Length) -> None:
        """Show a JPEG or PNG file, stretched to the rectangle, inside what is open.

        Raises `ValueError` when it cannot be read.
        """
        self._claim((x, y, width, height))
        label, form = self._pictures.get(data), None
        if label is None:
            label = self._pictures[data] = f"Picture{len(self._pictures) + 1}"
            figure = read_picture(data)
            form = figure.image
            if figure.mask:
                form.entries["SMask"] = self._sheet.document.Reference(figure.mask)
        with self._kept():
            matrix = " ".join(map(number, (width, 0, 0, height, x, y)))
            self._sheet.emit(f"{matrix} cm")
            self._sheet.show_form(label, form)

    def _claim(self, rectangle: Rectangle) -> None:
        assert self._scope is not None, "shapes need an artifact or an element around them"
        if isinstance(self._scope, Element) and self._scope.role in FIGURES:
            self._scope.cover(rectangle)

    def _paint(self, shape: Shape) -> None:
        match shape:
            case Path():
                self._paint_path(shape)
            case Label():
                self._paint_label(shape)
            case Group():
                self._paint_group(shape)

    def _paint_group(self, group: Group) -> None:
        with self._kept():
            if (group.x, group.y, group.scale) != (0, 0, 1):
                scale = f"{group.scale:.5f}"
                place = f"{number(group.x)} {number(group.y)}"
                self._sheet.emit(f"{scale} 0 0 {scale} {place} cm")
            if group.clip:
                self._sheet.emit(f"{write_rectangle(*group.clip)} W n")
            for shape in group.shapes:
                self._paint(shape)

    def _paint_path(self, path: Path) -> None:
        if path.opacity < 1:
            with self._kept():
                self._sheet.setFillAlpha(path.opacity)
                self._sheet.setStrokeAlpha(path.opacity)
                self._paint_path(replace(path, opacity=1.0))
            return
        parts = [
            self._fill(path.fill) if path.fill else "",
            f"{self._stroke(path.stroke)} {write_stroke(path)}".lstrip() if path.stroke else "",
            write_steps(path.steps),
            write_painting(path),
        ]
        self._sheet.emit("\n".join(part for part in parts if part))

    def _paint_label(self, label: Label) -> None:
        face = self.faces.face(label.role, label.size)
        word = face.shape(label.text, label.features)
        width = word.width * label.size / 1000
        piece = Piece(face, label.size, label.colour, (word,))
        start = label.x - width * label.anchor, label.y
        self._sheet.emit(f"BT {self._write_piece(piece, *start)} ET")

    # --- ways

    def destination(self, id: str, y: Length) -> None:
        """Call the height `y` of this page `id`, for links to lead there."""
        assert self._size is not None, "no page is begun"
        assert id not in self._places, f"`{id}` names two places"
        self._places[id] = self._sheet.page, y

    def link(self, element: Element, area: Corners, target: str, contents: str) -> None:
        """Make `area` of the page lead to `target`: an address, or `#` and the id of a place.

        `element` is what the words in the area are; when it is no `Link`, one is made inside it.
        `contents` says where the link leads.
        """
        assert self._size is not None, "no page is begun"
        element = element if element.role == "Link" else _link_in(element)
        annotation = write_link(area, contents, len(self._parents))
        self._parents.append(element)
        registered = self._sheet.annotate(annotation)
        element.hold(Annotation(self._sheet.page, registered))
        if target.startswith("#"):
            self._targets.append((annotation, target[1:]))
        else:
            annotation["A"] = write_address(target)

    def outline(self, title: str, level: int, id: str) -> None:
        """Add a line to the outline, `level` counted from 0, that leads to the place `id`."""
        self._outline.append((title, level, id))

    def _aim_links(self) -> None:
        wanted = {id for _, id in self._targets} | {id for _, _, id in self._outline}
        unknown = sorted(wanted - self._places.keys())
        if unknown:
            raise LookupError(name_missing(unknown, tuple(self._places)))
        for annotation, id in self._targets:
            annotation["Dest"] = write_place(*self._places[id])

    # --- state

    @contextmanager
    def _kept(self) -> Generator[None]:
        """Afterwards the graphics state is as it was before."""
        self._sheet.saveState()
        self._pens.append(replace(self._pen))
        yield
        self._pen = self._pens.pop()
        self._sheet.restoreState()

    def _font(self, face: Face) -> DocumentFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = DocumentFont(face, f"F{len(self._fonts) + 1}")
        return font

    def _fill(self, colour: str) -> str:
        """The operator that makes the filling colour `colour`; empty when it is that already."""
        if colour == self._pen.fill:
            return ""
        self._pen.fill = colour
        return f"{self._components(colour)} rg"

    def _stroke(self, colour: str) -> str:
        if colour == self._pen.stroke:
            return ""
        self._pen.stroke = colour
        return f"{self._components(colour)} RG"

    def _components(self, called: str) -> str:
        found = self._colours.get(called)
        if found is None:
            red, green, blue = colour(self.theme, called).rgb
            found = self._colours[called] = f"{red:.4g} {green:.4g} {blue:.4g}"
        return found

    # --- the end

    def _catalogue(self, document: Registry) -> dict[str, Value]:
        """What the catalogue says, but for the pages and the outline."""
        profile = Stream(read_builtin(PROFILE), {"N": 3})
        intent: dict[str, Value] = {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": string("sRGB"),
            "Info": string("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
        packet = {"Type": name("Metadata"), "Subtype": name("XML")}
        tree = write_structure(self.root, self._parents, document)
        entries: dict[str, Value] = {
            "Lang": string(self.metadata.language),
            "MarkInfo": dictionary({"Marked": "true"}),
            "Metadata": document.Reference(Stream(write_xmp(self.metadata), packet, packed=False)),
            "OutputIntents": array([dictionary(intent)]),
            "PageLabels": write_labels(self._labels),
            "StructTreeRoot": document.Reference(tree),
            "ViewerPreferences": dictionary({"DisplayDocTitle": "true"}),
        }
        if self._places:
            entries["Names"] = write_places(self._places)
        return entries


def _write_words(piece: Piece, font: DocumentFont) -> str:
    """The operators that show the words with their spaces."""
    natural = piece.face.space + (piece.tracking - piece.gap / piece.stretch) * 1000 / piece.size
    between = font.space + (number(natural) if abs(natural) >= 0.05 else "")
    out = ["["]
    rise = 0.0
    for index, word in enumerate(piece.words):
        if index:
            out.append(between)
        for up, codes in font.show(word):
            if up != rise:
                out.append(f"]TJ {number(up * piece.size / 1000)} Ts [")
                rise = up
            out.append(codes)
    if piece.trailing_space:
        out.append(font.space)
    out.append("]TJ" if rise == 0 else "]TJ 0 Ts")
    return "".join(out).replace("><", "")


def _link_in(element: Element) -> Element:
    """The link inside `element`, made when there is none yet."""
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role == "Link":
            return kid
    return element.add("Link")
