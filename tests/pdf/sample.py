"""A document of two pages with everything that the structure tree can hold, and broken ones."""

from __future__ import annotations

from datetime import date
from typing import Literal

from octavo.document.drawing import Close, Drawing, Group, Label, Move, Path, Straight
from octavo.document.length import Length
from octavo.files.library import Memory
from octavo.fonts.faces import CODE_FEATURES, load_faces
from octavo.pdf.attachments import Attachment
from octavo.pdf.canvas import PaintedPiece, PdfCanvas
from octavo.pdf.metadata import Metadata
from octavo.pdf.standards import MODERN_WITH_FILES, TAGGED, TAGGED_WITH_FILES, Standard
from octavo.pdf.tags import Role, StructureElement, numbering, scope
from octavo.style.theme import load_theme

THEME = load_theme(Memory({}))
FACES = load_faces(THEME)
METADATA = Metadata(
    title="Space & time",
    author="A centre",
    subject="What is said of it",
    keywords=("space", "time"),
    language="en-GB",
    date=date(2025, 4, 28),
)
WIDTH, HEIGHT = 300.0, 400.0
NOTES = Attachment("notes.txt", b"Words.", "text/plain", "What was noted", date(2025, 4, 28))
Broken = Literal["", "paint without a tag", "a level left out", "a link that says nothing"]

ARROW = Drawing(
    60,
    40,
    (
        Path((Move(0, 0), Straight(60, 0), Straight(60, 40), Close()), fill="gold", opacity=0.5),
        Group((Path((Move(0, 0), Straight(9, 9)), stroke="signal", dash=(2, 1)),), 5, 5, 2),
        Label("office", 30, 10, 8, anchor=0.5, features=("smcp",)),
    ),
)


def new_canvas(metadata: Metadata = METADATA, standard: Standard = TAGGED) -> PdfCanvas:
    """A canvas with a page begun on it."""
    canvas = PdfCanvas(THEME, FACES, metadata, standard)
    canvas.begin_page(WIDTH, HEIGHT, "1")
    return canvas


def say(
    text: str,
    x: Length = 0.0,
    element: StructureElement | None = None,
    *,
    role: str = "text",
    size: Length = 10.0,
    features: tuple[str, ...] = (),
) -> PaintedPiece:
    """The words of `text` as a piece of a line, with a space after them."""
    face = FACES.face(role, size)
    words = tuple(face.shape(word, features) for word in text.split())
    gap = face.space * size / 1000
    return PaintedPiece(face, size, "text", words, gap, x, element=element, trailing_space=True)


def close(canvas: PdfCanvas) -> bytes:
    """The PDF when the page is ended."""
    canvas.end_page()
    return canvas.finish()


def make_sample(broken: Broken = "", standard: Standard = TAGGED) -> bytes:
    """The document; with one fault when `broken` names it, with a file where files may be."""
    canvas = new_canvas(METADATA, standard)
    if standard in {TAGGED_WITH_FILES, MODERN_WITH_FILES}:
        canvas.attach(NOTES)
    _start(canvas, broken)
    paragraph = canvas.root.add("P")
    canvas.text([say("A paragraph that goes over")], 30, 320, paragraph)
    canvas.text([say("two pages and")], 30, 307, paragraph)
    code = canvas.root.add("P").add("Code")
    canvas.text([say("octavo check", role="code", features=CODE_FEATURES)], 30, 294, code)
    _add_list(canvas)
    _add_table(canvas)
    canvas.end_page()
    canvas.begin_page(WIDTH, HEIGHT, "2")
    with canvas.artifact("Pagination", "Header"):
        canvas.text([say("Space & time")], 30, 380)
    canvas.text([say("ends here.")], 30, 340, paragraph)
    _add_links(canvas, broken)
    _add_figure(canvas)
    return close(canvas)


def _start(canvas: PdfCanvas, broken: Broken) -> None:
    if broken == "paint without a tag":
        canvas._sheet.emit("0 0 9 9 re f")  # pyright: ignore[reportPrivateUsage]  nobody else can
    with canvas.artifact("Background"):
        canvas.rectangle(0, 350, WIDTH, 50, "sand", 0.6)
    canvas.destination("top", HEIGHT)
    canvas.outline("Office fjords", 0, "top")
    canvas.text([say("Office fjords", role="display", size=20)], 30, 360, canvas.root.add("H1"))
    level: Role = "H3" if broken == "a level left out" else "H2"
    canvas.destination("waffles", 345)
    canvas.text([say("Waffles", role="sans-bold", size=12)], 30, 335, canvas.root.add(level))
    canvas.outline("Waffles", 1, "waffles")


def _add_list(canvas: PdfCanvas) -> None:
    listing = canvas.root.add("L", attributes=numbering("Decimal"))
    for number, text in enumerate(("first thing", "second thing"), 1):
        item = listing.add("LI")
        y = 280.0 - 13 * number
        canvas.text([say(f"{number}.")], 30, y, item.add("Lbl"))
        canvas.text([say(text)], 45, y, item.add("LBody").add("P"))


def _add_table(canvas: PdfCanvas) -> None:
    table = canvas.root.add("Table")
    head = table.add("THead").add("TR")
    canvas.text([say("Thing")], 30, 220, head.add("TH", attributes=scope()))
    canvas.text([say("Count")], 130, 220, head.add("TH"))
    row = table.add("TBody").add("TR")
    canvas.text([say("Orbits")], 30, 207, row.add("TH", attributes=scope("Row")))
    row.add("TD")
    with canvas.artifact("Layout"):
        canvas.rule(30, 216, 200, 216, 0.5, "line")


def _add_links(canvas: PdfCanvas, broken: Broken) -> None:
    line = canvas.root.add("P")
    link, call = line.add("Link"), line.add("Reference").add("Link")
    pieces = [say("See the"), say("web page", 40, link), say("1", 90, call), say("again.", 97)]
    canvas.text(pieces, 30, 320, line)
    contents = "" if broken == "a link that says nothing" else "Leads to example.org"
    canvas.link(link, (70, 317, 115, 330), "https://example.org/a(b)", contents)
    canvas.link(call, (120, 317, 126, 330), "#note", "Note 1")
    note = canvas.root.add("Note", id="note-1")
    canvas.destination("note", 50)
    canvas.text([say("1", role="sans", size=7)], 30, 40, note.add("Lbl"))
    canvas.text([say("A note at the foot.", size=7)], 38, 40, note.add("P"))


def _add_figure(canvas: PdfCanvas) -> None:
    box = canvas.root.add("Aside")
    figure = box.add("Figure", alternative="A triangle with a word on it")
    with canvas.marked(figure):
        canvas.paint(ARROW, 30, 200)
    canvas.text([say("Figure 1", role="sans", size=8)], 30, 190, box.add("Caption"))
    canvas.root.add("Sect").add("P")
