"""Drawing pages of a tagged PDF: everything on them is an element's content or an artifact.

Points, from the lower left corner of the page, y upwards. Colours are names in the palette. What
is drawn first lies below; what is read first is settled by the structure tree (`octavo.pdf.tags`).
The result is PDF/A-2a and PDF/UA-1, unless another standard is asked for, and the same bytes for
the same calls. For a press, colours are inks, pages have marks around them, and nothing is a link.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import groupby
from textwrap import shorten

from reportlab.pdfbase import pdfdoc

from octavo.document.drawing import Drawing, Move, Path, Straight
from octavo.document.length import Length, add_up
from octavo.fonts.faces import Faces
from octavo.pdf.attachments import Attachment, write_attachment, write_names
from octavo.pdf.content_stream import ContentStream, PaintedPiece, measure_leading_space
from octavo.pdf.expansions import keep_first_expansions
from octavo.pdf.intents import write_intents
from octavo.pdf.marks import draw_marks, draw_sheet_marks
from octavo.pdf.metadata import Metadata, describe, stamp_instance, write_xmp
from octavo.pdf.navigation import (
    name_missing,
    relate,
    write_address,
    write_labels,
    write_link,
    write_place,
    write_places,
)
from octavo.pdf.objects import PdfValue, Registry, Stream, array, dictionary, name, number, string
from octavo.pdf.operator_canvas import OperatorCanvas
from octavo.pdf.press import Press, measure_boxes
from octavo.pdf.standards import TAGGED, Standard
from octavo.pdf.structure import write_structure
from octavo.pdf.tags import ROLES, Annotation, Content, Corners, Rectangle, StructureElement
from octavo.pdf.visibility import KnownPage
from octavo.pdf.writer import write_file
from octavo.style.theme import Theme

JOINING = frozenset("-\u00ad\u2010\u2011\u2013\u2014/")
"""After these at the end of a line no space is read."""
FIGURES = frozenset({"Figure", "Formula"})
"""Roles that say which part of the page they cover."""
LINE = 48
"""Characters of the title in the slug line. It has half the page's width less the bleed, 57 mm on
A5: 48 letters of 5.5 pt fill it, and what is more would be cut by the clip in the middle of a
letter instead of at a word."""


__all__ = ["Attachment", "Metadata", "PaintedPiece", "PdfCanvas", "StructureElement"]


class PdfCanvas:
    """A PDF while it is drawn."""

    def __init__(
        self,
        theme: Theme,
        faces: Faces,
        metadata: Metadata,
        standard: Standard = TAGGED,
        press: Press | None = None,
    ) -> None:
        self.theme = theme
        self.faces = faces
        self.metadata = metadata
        self.root = StructureElement("Document")
        self.standard = standard
        self.bleed: Length = press.reach if press else 0.0
        """How far art must run over the edge of a page."""
        self.press = press
        """What it is printed on; `None` for a screen."""
        self._origin: Length = press.slug if press else 0.0
        """Where on its sheet the lower left corner of a page is, from the left and from below."""
        self._sheet = OperatorCanvas(metadata.language)
        self._brush = ContentStream(self._sheet, theme, faces, press)
        self._sheet.add_spaces(self._brush.colours.spaces)
        self._size: tuple[Length, Length] | None = None
        self._turn: tuple[Length, Length, Length] | None = None
        """The point about which is turned what is drawn, and the height that links to it have."""
        self._place = 0
        """Where the page that is being drawn stands among those drawn before."""
        self._label = ""
        """Its number, as printed or spoken."""
        self._folded = False
        """Whether it is a sheet that is folded in the middle."""
        self._labels: list[str] = []
        self._scope: StructureElement | str | None = None
        self._lingering: StructureElement | None = None
        self._unparted: StructureElement | None = None
        self._contents: list[StructureElement] = []
        self._frames: list[Corners] = []
        """Where the text of the page belongs that is being drawn."""
        self._layout: list[KnownPage] = []
        self._parents: list[Sequence[StructureElement] | StructureElement] = []
        self._places: dict[str, tuple[int, Length]] = {}
        self._arrivals: dict[str, int] = {}
        """For each place on this page, how many contents came before it."""
        self._goals: dict[str, StructureElement] = {}
        """The element that each place leads to: the one that is drawn next."""
        self._attachments: list[Attachment] = []
        self._targets: list[tuple[pdfdoc.PDFDictionary, str]] = []
        self._calls: list[tuple[StructureElement, str]] = []
        """The links that lead to places, and where."""
        self._outline: list[tuple[str, int, str]] = []

    # --- pages

    def begin_page(
        self,
        width: Length,
        height: Length,
        label: str,
        place: int | None = None,
        *,
        folded: bool = False,
    ) -> None:
        """Start a page whose printed or spoken number is `label`.

        It stands at `place` among those drawn before, counted from 0; without, after them all. One
        that is `folded` in its middle is marked as a sheet of two pages.
        """
        assert self._size is None, "the page before is not ended"
        self._size = width, height
        self._place = len(self._labels) if place is None else place
        self._label, self._folded = label, folded
        self._labels.insert(self._place, label)
        self._brush.clean()
        if self._origin:
            self._sheet.emit(f"1 0 0 1 {number(self._origin)} {number(self._origin)} cm")

    def end_page(self) -> None:
        """Finish the page."""
        assert self._size is not None, "no page is begun"
        assert self._scope is None, "an artifact or element is still open"
        self._settle()
        width, height = self._size
        if self.press:
            self._mark_sheet(width, height, self.press)
        for id, count in self._arrivals.items():
            following = self._contents[count:] or self._contents[-1:]
            self._goals[id] = following[0] if following else self.root
        self._arrivals.clear()
        key = len(self._parents) if self._contents else None
        if self._contents:
            self._parents.append(tuple(self._contents))
        spans = tuple(element.find_span() for element in self._contents)
        self._layout.insert(self._place, KnownPage(tuple(self._frames), spans))
        self._contents.clear()
        self._frames.clear()
        boxes = measure_boxes(width, height, self.press) if self.press else None
        self._sheet.close_page(width, height, key, boxes, self._place)
        self._size = None

    def _mark_sheet(self, width: Length, height: Length, press: Press) -> None:
        title = shorten(self.metadata.title, LINE, placeholder=" …")
        line = f"{self._label}  {title}"
        with self.artifact("Page"):
            draw = draw_sheet_marks if self._folded else draw_marks
            self._brush.paint(draw(width, height, press, line), 0.0, 0.0, 1.0)

    def add_frame(self, frame: Corners) -> None:
        """Say that text of this page belongs inside `frame`, or inside another one of the page.

        On a page without frames text belongs anywhere.
        """
        self._frames.append(frame)

    @property
    def layout(self) -> tuple[KnownPage, ...]:
        """Of each page that is ended, in order: where text belongs, and from where content is."""
        return tuple(self._layout)

    def finish(self, tagged: bool = True) -> bytes:
        """The PDF. Raises `LookupError` when a link or an outline entry leads nowhere.

        One that is not `tagged` looks the same and can only be looked at: its links lead nowhere.
        """
        assert self._size is None, "the last page is not ended"
        if tagged:
            self._aim_links()
            for title, level, id in self._outline:
                self._sheet.add_entry(title, level, self._aim(id))
        document = self._sheet.document
        root = self._sheet.close_document(self._catalogue(document) if tagged else {})
        self._sheet.set_fonts({f.label: f.register(document) for f in self._brush.fonts.values()})
        data = write_file(document, root, self._inform(), self.standard.version)
        return stamp_instance(data)

    def _inform(self) -> dict[str, PdfValue]:
        """The information dictionary, which PDF 2.0 does without."""
        if self.standard.modern:
            return {}
        said: dict[str, PdfValue] = {k: string(v) for k, v in describe(self.metadata).items()}
        return said | ({"Trapped": name("False")} if self.standard.exchange else {})

    def missing(self, code: bool = False) -> str:
        """The characters that were to be shown and that their faces do not have, each once: faces
        of `code`, or the others."""
        fonts = self._brush.fonts
        own = {id(face) for face in self._brush.faces.list_code()}
        shown = (font for face, font in fonts.items() if (id(face) in own) == code)
        return "".join(sorted({c for font in shown for c in font.missing}))

    # --- text

    def text(
        self,
        pieces: Sequence[PaintedPiece],
        x: Length,
        y: Length,
        element: StructureElement | None = None,
        parts_word: bool = False,
    ) -> None:
        """Show `pieces` on the baseline at `y`, as content of `element`.

        A piece's own element goes before; without any, an artifact or an element must be open.
        Words of one element are read apart from those shown before, unless these end in a hyphen
        or a dash, or the line `parts_word`: where no space was asked for, one is put in that
        changes no place.
        """
        runs = _part_runs(pieces, element)
        if not runs:
            return
        if len(runs) == 1:
            self._linger(runs[0][0])
        else:
            self._settle()
        self._sheet.emit("BT")
        at = 0.0, 0.0
        owed = False
        for owner, run in runs:
            if len(runs) > 1:
                self._open(owner)
            if owed:
                run = (run[0]._replace(leading_space=True), *run[1:])
            owed = bool(owner and owner.expansion and run[-1].trailing_space)
            owed = owed and run is not runs[-1][1]
            if owed:  # no part of what has the long form
                run = (*run[:-1], run[-1]._replace(trailing_space=False))
            if self._unparted is not None and self._unparted is (element or owner):
                space = run[0].face.space * run[0].size / 1000
                at = x + run[0].x - space, y
                self._brush.show(run[0]._replace(words=(), trailing_space=True), *at)
            self._unparted = None
            for piece in run:
                start = x + piece.x, y + piece.rise
                shown = x + piece.x - measure_leading_space(piece), y + piece.rise
                self._brush.show(piece, shown[0] - at[0], shown[1] - at[1])
                at = shown
                self._cover(owner, piece, start)
            if len(runs) > 1:
                self._sheet.emit("EMC")
        self._sheet.emit("ET")
        parted = parts_word or _is_parted(pieces[-1])
        self._unparted = None if parted else element or runs[-1][0]

    def _cover(
        self, owner: StructureElement | None, piece: PaintedPiece, start: tuple[Length, Length]
    ) -> None:
        owner = owner or (self._scope if isinstance(self._scope, StructureElement) else None)
        if owner and owner.role in FIGURES:
            width = add_up(word.width for word in piece.words) * piece.size / 1000
            width = width * piece.stretch + piece.gap * (len(piece.words) - 1)
            bottom = start[1] + piece.face.descent * piece.size / 1000
            self._widen(owner, (start[0], bottom, width, piece.size))

    # --- marking

    @contextmanager
    def artifact(self, kind: str = "", subtype: str = "") -> Generator[None]:
        """What is drawn inside is not part of the document: `Pagination` with `Header` or
        `Footer`, `Layout`, `Page`, `Background`."""
        properties = f"/Type /{kind}" if kind else ""
        properties += f" /Subtype /{subtype}" if subtype else ""
        if kind == "Background" and self._size:
            start, over = self._origin - self.bleed, self._origin + self.bleed
            corners = (start, start, self._size[0] + over, self._size[1] + over)
            properties += f" /BBox [{' '.join(map(number, corners))}]"
        self._enter("artifact")
        self._sheet.emit(f"/Artifact <<{properties}>> BDC" if properties else "/Artifact BMC")
        yield
        self._leave()

    @contextmanager
    def marked(self, element: StructureElement) -> Generator[None]:
        """What is drawn inside is content of `element`."""
        self._enter(element)
        self._mark(element)
        yield
        self._leave()

    def _enter(self, scope: StructureElement | str) -> None:
        assert self._size is not None, "no page is begun"
        assert self._scope is None, "an artifact or element is open already"
        self._settle()
        self._scope = scope

    def _leave(self) -> None:
        self._scope = None
        self._sheet.emit("EMC")

    def _open(self, owner: StructureElement | None) -> None:
        assert owner is not None, "text needs an element, or an artifact around it"
        assert self._scope is None, "text of an element inside an artifact or another element"
        self._mark(owner)

    def _linger(self, owner: StructureElement | None) -> None:
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

    def _mark(self, element: StructureElement) -> None:
        assert self._size is not None, "no page is begun"
        count = len(self._contents)
        self._sheet.emit(f"{name(ROLES[element.role].old)} <</MCID {count}>> BDC")
        self._contents.append(element)
        element.hold(Content(self._sheet.page, count))

    # --- turning

    @contextmanager
    def turned(self, x: Length, y: Length, top: Length) -> Generator[None]:
        """What is drawn inside is turned to the left by a quarter, about `(x, y)`.

        There it is drawn as if that were the origin. Links lead to the height `top` of the page.
        """
        assert self._scope is None, "an artifact or element is open already"
        self._settle()
        with self._brush.turned(x, y):
            self._turn = x, y, top
            yield
            self._turn = None
            self._settle()

    def _stand(self, corners: Corners) -> Corners:
        """Where corners are on the page."""
        if self._turn is None:
            return corners
        x, y, _ = self._turn
        left, bottom, right, top = corners
        return x - top, y + left, x - bottom, y + right

    # --- shapes and pictures

    def paint(self, drawing: Drawing, x: Length, y: Length, scale: float = 1.0) -> None:
        """Draw `drawing` with its lower left corner at `(x, y)`, inside what is open.

        Large art that comes again, such as that of the openers, is in the file once.
        """
        self._claim((x, y, drawing.width * scale, drawing.height * scale))
        self._brush.paint(drawing, x, y, scale)

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
        self._brush.fill((x, y, width, height), colour, opacity)

    def rule(
        self, x1: Length, y1: Length, x2: Length, y2: Length, width: Length, colour: str
    ) -> None:
        """Draw a straight line, inside what is open; on a press with one ink."""
        self._claim((min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)))
        line = Path((Move(x1, y1), Straight(x2, y2)), stroke=colour, width=width)
        self._brush.paint_path(line, rule=True)

    def picture(self, data: bytes, x: Length, y: Length, width: Length, height: Length) -> None:
        """Show a JPEG or PNG file, stretched to the rectangle, inside what is open.

        Raises `ValueError` when it cannot be read.
        """
        self._claim((x, y, width, height))
        self._brush.place(data, (x, y, width, height))

    def _claim(self, rectangle: Rectangle) -> None:
        assert self._scope is not None, "shapes need an artifact or an element around them"
        if isinstance(self._scope, StructureElement) and self._scope.role in FIGURES:
            self._widen(self._scope, rectangle)

    def _widen(self, figure: StructureElement, rectangle: Rectangle) -> None:
        x, y, width, height = rectangle
        left, bottom, right, top = self._stand((x, y, x + width, y + height))
        start = left + self._origin, bottom + self._origin
        figure.cover((*start, right - left, top - bottom))

    # --- ways

    def destination(self, id: str, y: Length) -> None:
        """Call the height `y` of this page `id`, for links to lead there.

        What is drawn next is taken for what the place is about.
        """
        assert self._size is not None, "no page is begun"
        assert id not in self._places, f"`{id}` names two places"
        height = self._turn[2] if self._turn else y
        self._places[id] = self._sheet.page, height + self._origin
        self._arrivals[id] = len(self._contents)

    def link(self, element: StructureElement, area: Corners, target: str, contents: str) -> None:
        """Make `area` of the page lead to `target`: an address, or `#` and the id of a place.

        `element` is what the words in the area are; when it is no `Link`, one is made inside it.
        `contents` says where the link leads. On paper nothing leads anywhere: there the words stay.
        """
        assert self._size is not None, "no page is begun"
        if self.press:
            return
        element = element if element.role == "Link" else _link_in(element)
        annotation = write_link(self._stand(area), contents, len(self._parents))
        self._parents.append(element)
        registered = self._sheet.annotate(annotation)
        element.hold(Annotation(self._sheet.page, registered))
        if target.startswith("#"):
            self._targets.append((annotation, target[1:]))
            self._calls.append((element, target[1:]))
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
            annotation["Dest"] = self._aim(id)
        if self.standard.modern:
            relate(self._calls, self._goals)

    def _aim(self, id: str) -> pdfdoc.PDFObject:
        """Where a link to `id` leads: the place; in PDF 2.0 its name, which knows the element."""
        return string(id) if self.standard.modern else write_place(*self._places[id])

    def attach(self, attachment: Attachment) -> None:
        """Put a file into the PDF."""
        self._attachments.append(attachment)

    # --- the end

    def _catalogue(self, document: Registry) -> dict[str, PdfValue]:
        """What the catalogue says, but for the pages and the outline."""
        packet = {"Type": name("Metadata"), "Subtype": name("XML")}
        described = write_xmp(self.metadata, self.standard)
        modern = self.standard.modern
        keep_first_expansions(self.root)
        structure = write_structure(self.root, self._parents, document, modern=modern)
        entries: dict[str, PdfValue] = {
            "Lang": string(self.metadata.language),
            "MarkInfo": dictionary({"Marked": "true"}),
            "Metadata": document.Reference(Stream(described, packet, packed=False)),
            "OutputIntents": write_intents(self.standard, self.press, document),
            "PageLabels": write_labels(self._labels),
            "StructTreeRoot": document.Reference(structure.tree),
            "ViewerPreferences": dictionary(_prefer(self.press)),
        }
        goals = {id: structure.known[goal] for id, goal in self._goals.items()} if modern else {}
        files = [write_attachment(attachment, document) for attachment in self._attachments]
        names: dict[str, PdfValue] = {}
        if self._places:
            names["Dests"] = write_places(self._places, goals)
        if files:
            names["EmbeddedFiles"] = write_names(self._attachments, files)
            entries["AF"] = array(files)
        if names:
            entries["Names"] = dictionary(names)
        return entries


def _prefer(press: Press | None) -> dict[str, PdfValue]:
    """How a file is to be shown, and that proofs of one for a press are printed at its size."""
    shown: dict[str, PdfValue] = {"DisplayDocTitle": "true"}
    return shown | ({"PrintScaling": name("None")} if press else {})


def _part_runs(
    pieces: Sequence[PaintedPiece], element: StructureElement | None
) -> list[tuple[StructureElement | None, tuple[PaintedPiece, ...]]]:
    """Pieces in a row that are content of one element, with that element."""
    if len(pieces) == 1:
        return [(pieces[0].element or element, (pieces[0],))]
    runs = groupby(pieces, lambda piece: piece.element or element)
    return [(owner, tuple(run)) for owner, run in runs]


def _is_parted(piece: PaintedPiece) -> bool:
    """Whether what follows the piece on another line is told apart from it, or belongs to it."""
    glyphs = piece.words[-1].glyphs if piece.words else ()
    return piece.trailing_space or not glyphs or glyphs[-1].text[-1:] in JOINING


def _link_in(element: StructureElement) -> StructureElement:
    """The link inside `element`, made when there is none yet."""
    for child in element.children:
        if isinstance(child, StructureElement) and child.role == "Link":
            return child
    return element.add("Link")
