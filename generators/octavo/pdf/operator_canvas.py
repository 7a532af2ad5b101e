"""ReportLab's canvas, taught to keep its hands off fonts and to mark pages as tagged."""

# ReportLab's types leave much open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas

from octavo.document.length import Length
from octavo.pdf.objects import PdfValue, Registry, Stream, array, dictionary, name, number
from octavo.pdf.press import Boxes


class OperatorCanvas(canvas.Canvas):
    """A canvas that is written to operator by operator. All that is private of ReportLab is here.

    `tests/pdf/test_reportlab.py` holds ReportLab to each of the private names in use.
    """

    _code: list[str]
    _doc: Registry
    _formsinuse: list[str]
    _annotationCount: int  # noqa: N815  ReportLab calls it so
    _destinations: dict[str, pdfdoc.PDFObject]

    if TYPE_CHECKING:  # ReportLab's types do not tell of it

        def _addAnnotation(  # noqa: N802  ReportLab calls it so
            self, annotation: pdfdoc.PDFDictionary
        ) -> None: ...

    def __init__(self, language: str) -> None:
        self.states = dictionary()
        """The graphics states of all pages."""
        self.spaces: dict[str, str] = {}
        """The colour spaces of all pages: the names they are registered under, and their labels."""
        super().__init__(
            BytesIO(),
            pagesize=(1, 1),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
        )

    def _make_preamble(self) -> None:
        """Nothing before a page's content: ReportLab would name Helvetica there."""
        self._preamble = ""

    @property
    def document(self) -> Registry:
        """The registry of the PDF's objects."""
        return self._doc

    @property
    def page(self) -> int:
        """Which page is being drawn, from 1, in the order of drawing."""
        return self.getPageNumber()

    def emit(self, operators: str) -> None:
        """Write content-stream operators."""
        self._code.append(operators)

    @contextmanager
    def collected(self) -> Generator[list[str]]:
        """What is emitted inside goes to the list given, and not to the page."""
        page, self._code = self._code, []
        yield self._code
        self._code = page

    def opacity(self, share: float) -> str:
        """The operator that lets as much as `share`, 0 to 1, of the paint show."""
        rounded = round(share, 2)
        label = f"A{round(rounded * 100)}"
        shares: dict[str, PdfValue] = {"ca": rounded, "CA": rounded}
        if label not in self.states:
            self.states[label] = dictionary(shares)
        return f"/{label} gs"

    def overprint(self, wanted: bool) -> str:
        """The operator after which paint leaves the inks below it that it has none of, or not."""
        label = "O1" if wanted else "O0"
        if label not in self.states:
            said = "true" if wanted else "false"
            self.states[label] = dictionary({"op": said, "OP": said, "OPM": int(wanted)})
        return f"/{label} gs"

    def add_spaces(self, spaces: Mapping[str, pdfdoc.PDFArray]) -> None:
        """Give all pages the colour spaces, by label."""
        for label, space in spaces.items():
            self._doc.Reference(space, label)
            self.spaces[label] = label

    def list_resources(self) -> pdfdoc.PDFDictionary:
        """What art that is drawn on several pages may use."""
        listed: dict[str, PdfValue] = {"ExtGState": self._doc.Reference(self.states)}
        if self.spaces:
            spaces = {label: pdfdoc.PDFObjectReference(key) for key, label in self.spaces.items()}
            listed["ColorSpace"] = dictionary(spaces)
        return dictionary(listed)

    def close_page(
        self,
        width: Length,
        height: Length,
        key: int | None,
        boxes: Boxes | None = None,
        place: int | None = None,
    ) -> None:
        """End the page. Under `key` the parent tree knows the elements of its content.

        It stands at `place` among those that are ended, counted from 0; without, after them all.
        With `boxes` it is a page for the press, which mixes transparent paint as inks.
        """
        self.setPageSize((width, height))
        self.showPage()
        pages = cast("list[pdfdoc.PDFPage]", self._doc.Pages.pages)
        page = pages.pop()
        pages.insert(len(pages) if place is None else place, page)
        content = cast("str", page.stream)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs", "Group"]
        page.stream = ""
        entries: dict[str, object] = {
            "Contents": Stream(content.encode("ascii")),
            "ExtGState": self._doc.Reference(self.states),
            "StructParents": key,
            "Tabs": name("S"),
            "Trans": None,
            "_colorsUsed": self.spaces,
            **(_write_boxes(boxes) if boxes else {}),
        }
        for entry, value in entries.items():
            setattr(page, entry, value)

    def show_form(self, label: str, form: Stream | None) -> None:
        """Draw the picture or form called `label`, which is given the first time only."""
        internal = pdfdoc.xObjectName(label)
        if form is not None:
            self._doc.Reference(form, internal)
        if label not in self._formsinuse:
            self._formsinuse.append(label)
        self.emit(f"/{internal} Do")

    def annotate(self, annotation: pdfdoc.PDFDictionary) -> str:
        """The name under which `annotation` is registered, after it was put on the page."""
        self._addAnnotation(annotation)
        return self._doc.annotationName(f"NUMBER{self._annotationCount}")

    def set_fonts(self, fonts: dict[str, PdfValue]) -> None:
        """Name the fonts for all pages."""
        shared = cast("pdfdoc.PDFDictionary", self._doc.idToObject[pdfdoc.BasicFonts])
        for label, font in fonts.items():
            shared[label] = font

    def add_entry(self, title: str, level: int, place: pdfdoc.PDFObject) -> None:
        """Add a line to the outline that leads to `place`."""
        key = f"entry {len(self._destinations)}"
        self._destinations[key] = place
        self.addOutlineEntry(title, key, level)

    def close_document(self, entries: dict[str, PdfValue]) -> pdfdoc.PDFDictionary:
        """The catalogue, with `entries` and the outline."""
        outlines = self._doc.Outlines
        outlines.prepare(self._doc, self)
        pages = self._doc.Reference(self._doc.Pages)
        catalogue: dict[str, PdfValue] = {**entries, "Type": "/Catalog", "Pages": pages}
        if outlines.ready is not None and outlines.ready > 0:
            catalogue |= {"Outlines": self._doc.Reference(outlines), "PageMode": "/UseOutlines"}
        return dictionary(catalogue)


def _write_boxes(boxes: Boxes) -> dict[str, PdfValue]:
    """The entries of a page that say what of it is cut off."""
    corners = {"MediaBox": boxes.media, "CropBox": boxes.media, "BleedBox": boxes.bleed}
    corners["TrimBox"] = boxes.trim
    mixing: dict[str, PdfValue] = {"S": "/Transparency", "CS": "/DeviceCMYK", "Type": "/Group"}
    written: dict[str, PdfValue] = {key: array(map(number, box)) for key, box in corners.items()}
    return written | {"Group": dictionary(mixing)}
