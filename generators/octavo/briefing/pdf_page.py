"""A page as a tagged PDF: the tree of boxes becomes the structure tree, drawn as it is walked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from octavo.briefing.layout.boxes import (
    Background,
    Box,
    Child,
    LogoPicture,
    QrCode,
    TextLines,
    at_glue_ratio,
)
from octavo.briefing.layout.page import BriefingPage
from octavo.briefing.layout.setting import LayoutContext, set_text
from octavo.document import Document
from octavo.document.drawing import Close, Drawing, Move, Path, Straight
from octavo.document.length import Length
from octavo.document.problem import SourceError, Span
from octavo.fonts.coverage import list_missing
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.metadata import Metadata, Terms, state_terms
from octavo.pdf.tags import StructureElement, numbering
from octavo.pdf.visibility import find_unseen
from octavo.style.phrases import say
from octavo.typeset.marking import set_marking
from octavo.typeset.painting import (
    InnerElements,
    PageEnd,
    paint_line,
    paint_marking_line,
)
from octavo.typeset.text import TextStyle

RULE = 2.2
"""Height of the gold rule under the head, in points: seen as a rule, where a hairline would only
look like the edge of the band. Word has it in the picture behind the page, of the same height."""
FOLIO = 60.0
"""Width that is kept free for the folio in a running head, in points: "10 of 12" takes 29, and as
much is space before it."""
LOW = 9.5
"""From the foot of the band to the baseline of a running head, in points: capitals of 9 points, 5.9
high, stand in the middle of a band of 26."""
BESIDE = 28.0
"""From the marking to the edges at its sides, at least, in points: a centimetre, more than any
office printer leaves blank."""


@dataclass(frozen=True, slots=True)
class PaintedPages:
    """Pages as a PDF."""

    data: bytes
    origins: tuple[tuple[Span | None, ...], ...]
    """Of each page, where in the source its marked content stands, by number."""


def paint(
    pages: tuple[BriefingPage, ...], context: LayoutContext, document: Document
) -> PaintedPages:
    """The pages as a PDF.

    Raises `SourceError` when a character is in none of the faces, and for what cannot be seen.
    """
    canvas = PdfCanvas(context.setting.theme, context.setting.faces, describe(context, document))
    marking = canvas.root.add("P")
    spans = find_spans(document)
    for number, page in enumerate(pages, 1):
        canvas.begin_page(page.width, page.height, str(number))
        paint_band(canvas, page)
        if number > 1:
            paint_running_head(canvas, page, context, (number, len(pages)))
        for placed in page.boxes:
            painter = Painter(canvas, page.height, placed.glue_ratio, spans)
            painter.paint(placed.box, canvas.root, 0.0, 0.0)
        paint_marking(canvas, page, context, marking)
        canvas.end_page()
    missing = canvas.missing(), canvas.missing(code=True)
    if any(missing):
        raise SourceError(list_missing(document, *missing))
    data = canvas.finish()
    if unseen := tuple(find_unseen(data, canvas.layout)):
        raise SourceError(unseen)
    return PaintedPages(data, tuple(known.spans for known in canvas.layout))


def find_spans(document: Document) -> dict[str, Span | None]:
    """Where in the source stands what the boxes of a briefing show, by their names.

    Headings are the template's, and stand nowhere in the source.
    """
    spans: dict[str, Span | None] = {fact.id: fact.span for fact in document.facts}
    for section in document.sections:
        spans[section.id] = section.span
        spans |= {point.id: point.span for point in section.points}
    audience = document.audience
    if audience is None or not audience.spans:
        return spans
    parts = ("head", "question", "bottom-line", "timing", "handling")
    so_what, asks = audience.spans[len(parts) :], audience.asks
    spans |= dict(zip(parts, audience.spans, strict=False))
    spans |= {f"so-what-{at}": span for at, span in enumerate(so_what, 1)}
    return spans | {f"ask-{at}": ask.span for at, ask in enumerate(asks, 1)}


def describe(context: LayoutContext, document: Document) -> Metadata:
    """The properties of the PDF: what is known of the publication, and nothing of who made it."""
    publication = document.publication
    terms = state_terms(publication.imprint, "")
    return Metadata(
        title=context.plan.title,
        subject=publication.description,
        keywords=publication.keywords,
        author=publication.imprint.publisher,
        language=publication.language,
        date=publication.event.end or publication.event.start,
        terms=Terms(terms.rights, terms.licence),
        label=publication.label,
    )


def paint_band(canvas: PdfCanvas, page: BriefingPage) -> None:
    """The dark band at the head, and the rule under it."""
    bottom = page.height - page.band
    with canvas.artifact("Background"):
        canvas.rectangle(0, bottom, page.width, page.band, "ink")
        canvas.rectangle(0, bottom - RULE, page.width, RULE, "gold")


def paint_running_head(
    canvas: PdfCanvas, page: BriefingPage, context: LayoutContext, folio: tuple[int, int]
) -> None:
    """What stands at the head of a page after the first: for whom, of what, and which page it is
    of how many."""
    floor, margins, plan = context.format.floor, context.format.margins, context.plan
    style = TextStyle(floor, floor, "sans", "paper", "left", False, ("lnum",))
    measure = page.width - margins.left - margins.right
    number, count = folio
    y = page.height - page.band + LOW
    ends = (
        (plan.running, style, measure - FOLIO),
        (
            say(context.wording, "folio", {"page": number, "pages": count}),
            replace(style, align="right"),
            measure,
        ),
    )
    with canvas.artifact("Pagination", "Header"):
        for text, style, width in ends:
            (line, *_) = set_text(text, style, width, context)
            paint_line(canvas, line, margins.left, y, None)


def paint_marking(
    canvas: PdfCanvas, page: BriefingPage, context: LayoutContext, marking: StructureElement
) -> None:
    """The marking, at head and foot; the first that is drawn is content of `marking`."""
    if not context.plan.marking:
        return
    banner = context.plan.banner
    ends: tuple[tuple[str, PageEnd, Length], ...] = (
        ("glow", "Header", page.height - 4 - banner.size),
        ("text", "Footer", 12.0),
    )
    for colour, end, y in ends:
        style = TextStyle(
            banner.size, banner.size, "sans-bold", banner.colour or colour, banner.align, False
        )
        measure = page.width - 2 * BESIDE
        said = context.plan.marking
        sized, lines = set_marking(said, style, measure, banner.size, context.setting)
        read = marking if marking.is_empty() else end
        for line in lines:
            paint_marking_line(canvas, line, banner.ground, (BESIDE, y), read)
            y -= sized.leading


class Painter:
    """Draws boxes at one glue ratio."""

    def __init__(
        self,
        canvas: PdfCanvas,
        page_height: Length,
        glue_ratio: float,
        spans: Mapping[str, Span | None],
    ) -> None:
        self.canvas = canvas
        self.page_height = page_height
        self.glue_ratio = glue_ratio
        self.spans = spans

    def paint(self, box: Box, parent: StructureElement, x: Length, y: Length) -> None:
        """Draw `box` and what it holds, `(x, y)` being where the box around it begins."""
        left, top = x + box.x, y + at_glue_ratio(box.y, self.glue_ratio)
        element = self._open(box, parent)
        for child in box.children:
            self._paint_child(child, element, left, top)

    def _open(self, box: Box, parent: StructureElement) -> StructureElement:
        attributes = numbering("None") if box.role == "L" else ()
        element = parent.add(box.role, alternative=box.alternative, attributes=attributes)
        element.span = self.spans.get(box.name)
        return element

    def _paint_child(
        self, child: Child, element: StructureElement, left: Length, top: Length
    ) -> None:
        match child:
            case Box():
                self.paint(child, element, left, top)
            case TextLines():
                self._paint_lines(child, element, left + child.x, top)
            case Background():
                height = at_glue_ratio(child.height, self.glue_ratio)
                y = self.page_height - top - at_glue_ratio(child.y, self.glue_ratio) - height
                with self.canvas.artifact("Layout"):
                    self.canvas.rectangle(left + child.x, y, child.width, height, child.colour)
            case LogoPicture():
                y = self.page_height - top - at_glue_ratio(child.y, self.glue_ratio) - child.height
                with self.canvas.marked(element):
                    self.canvas.picture(child.data, left + child.x, y, child.width, child.height)
            case QrCode():
                y = self.page_height - top - at_glue_ratio(child.y, self.glue_ratio) - child.size
                with self.canvas.marked(element):
                    self.canvas.paint(draw_code(child), left + child.x, y)

    def _paint_lines(
        self, lines: TextLines, element: StructureElement, x: Length, top: Length
    ) -> None:
        baseline = self.page_height - top - at_glue_ratio(lines.y, self.glue_ratio)
        inner = InnerElements(element)
        for line in lines.lines:
            paint_line(self.canvas, line, x, baseline, inner)
            baseline -= at_glue_ratio(lines.leading, self.glue_ratio)


def draw_code(code: QrCode) -> Drawing:
    """A QR code, each run of dark modules a rectangle."""
    import segno

    matrix = [list(row) for row in segno.make(code.address, error="m", micro=False).matrix]
    count = len(matrix)
    side = code.size / count
    paths = tuple(
        _fill_run(start * side, (count - 1 - row) * side, length * side, side)
        for row, modules in enumerate(matrix)
        for start, length in _find_runs(modules)
    )
    return Drawing(code.size, code.size, paths)


def _find_runs(modules: list[int]) -> list[tuple[int, int]]:
    """Where the dark modules of a row begin, and how many stand side by side."""
    runs: list[tuple[int, int]] = []
    for at, module in enumerate(modules):
        if not module:
            continue
        start, length = runs[-1] if runs else (-2, 0)
        if start + length == at:
            runs[-1] = (start, length + 1)
        else:
            runs.append((at, 1))
    return runs


def _fill_run(x: Length, y: Length, width: Length, height: Length) -> Path:
    steps = (Move(x, y), Straight(x + width, y), Straight(x + width, y + height))
    return Path((*steps, Straight(x, y + height), Close()), fill="text")
