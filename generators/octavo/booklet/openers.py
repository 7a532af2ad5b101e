"""How a section opens: a band of art with numeral and title, the standfirst, the key messages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from octavo.artwork.orbits import draw_orbits, draw_traveller
from octavo.booklet.pages import BookContext, set_words_in
from octavo.document import Author, Document, Inlines, Orbits, Picture, Section, Strong, Text
from octavo.document.drawing import Drawing, Group, Path, draw_rectangle
from octavo.document.length import Length
from octavo.fonts.faces import CAPITALS
from octavo.pdf.tags import StructureElement, numbering
from octavo.typeset.context import Region
from octavo.typeset.display import balance_words
from octavo.typeset.flow import FlowItem, whole_lines
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.paragraphs import set_text
from octavo.typeset.text import TextStyle, set_words

BAND_KINDS = frozenset({"chapter", "panel", "conclusion"})
"""Kinds of section that open under a band of art."""
LEAST_LINES = 5
"""Lines of text that make it worth beginning on the opener's page. With 2 the keynotes begin with a
tenth of a page under the title, and a panel with two lines (44 pages instead of 46); with 10 two
chapters that have eight or nine lines of room begin overleaf, and the openers stand empty."""


@dataclass(frozen=True, slots=True)
class Opener:
    """The head of a section's first page."""

    rows: tuple[FlowItem, ...]
    top: Length
    """From the head of the text area to where its rows begin; negative is above."""
    height: Length
    """From the head of the text area to where text may begin, in whole lines."""
    rest: tuple[FlowItem, ...] = ()
    """What has no room on its page and stands on the next, before the text."""
    excess: Length = 0.0
    """By how much the title alone is too high for a page, in points."""


def make_opener(section: Section, element: StructureElement, book: BookContext) -> Opener:
    """The opener of `section`: under a band of art for chapters and panels, quieter otherwise."""
    banded = section.kind in BAND_KINDS
    head = _make_band(section, element, book) if banded else _make_head(section, element, book)
    rows = [head]
    rows += _set_authors(section.authors, element, book)
    rows += _set_standfirst(section.standfirst, element, book)
    rows += _set_points(section, element, book)
    shape = book.template.shape
    top = -shape.head if banded else 0.0
    ends = [top + end for end in accumulate(row.height + row.space_before for row in rows)]
    count = 1 + sum(end <= shape.column for end in ends[1:])
    while 1 < count < len(rows) and rows[count - 1].keep_with_next:
        count -= 1
    grid = shape.leading
    height = max(whole_lines(ends[count - 1] + grid * 0.9, grid), 0.0)
    excess = max(ends[0] - shape.column, 0.0)
    return Opener(tuple(rows[:count]), top, height, tuple(rows[count:]), excess)


BAND = 0.215
"""Height of the band of art, as part of the page's: 45 mm on A5, a fifth. At 0.11 the numeral no
longer stands on it with air around it; at 0.3 there is no room for text below on most openers, and
the conclusion takes a page more."""


def _make_band(section: Section, element: StructureElement, book: BookContext) -> FlowItem:
    """Orbits from edge to edge with the numeral on them; the label and the title below.

    From one section to the next the satellite goes on along its orbit.
    """
    shape, context = book.template.shape, book.typeset
    scale = context.text.theme.scale
    numeral = TextStyle(scale.numeral, 64, "display", "glow", "left", features=("lnum",))
    number = set_words(str(section.number or ""), numeral, shape.measure, context.text)
    band = shape.height * BAND
    way = measure_way(section, book.document)
    heading = InnerElements(element.add("H1"))
    title = _set_title(section, heading, book)
    height = band + 20 + title.height

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Background"):
            over = context.canvas.bleed
            size = shape.width + 2 * over, band + over
            if art := find_art(book.document):
                made = art, *size, context.text.theme
                context.canvas.paint(draw_orbits(*made, "band", False), -over, top - band)
                context.canvas.paint(draw_traveller(*made, way), -over, top - band)
            else:
                context.canvas.rectangle(-over, top - band, *size, "ink")
                context.canvas.rectangle(-over, top - band - RULE, size[0], RULE, "gold")
        for line in number:
            paint_line(context.canvas, line, x - 3, top - band + 20, heading)
        title.paint(x, top - band - 20)

    return FlowItem(height, paint)


def measure_way(section: Section, document: Document) -> float:
    """How far into the numbered sections of the document this one is: 0 the first, 1 the last."""
    last = max((each.number for each in document.sections), default=0)
    return (section.number - 1) / (last - 1) if last > 1 else 0.0


TITLE_SIZES = (1.0, 0.92, 0.84)
"""Of a section's title against the scale's `opener`; the largest that needs fewest lines. With the
full size alone the proceedings' scope takes a second page for 0.17 of it. The smallest is 25 of 30
pt, still more than the next step of the scale, 20 pt; a fourth step of 0.7 would be about that."""


LONG_TITLE_SIZES = (0.7, 0.6, 0.5)
"""Of a title that would take more than `MOST_TITLE` of its page; the largest that does not. The
smallest is 15 of 30 pt, half as large again as the text: less would not be seen as its title."""
MOST_TITLE = 0.4
"""Part of a page that a title may take, five lines of 30 pt on A5: the band takes a fifth, and some
text should begin below."""


def _style_title(size: Length) -> TextStyle:
    return TextStyle(size, size * 1.13, "display", "ink", "left", False, ("lnum",))


def _choose_title_style(title: str, book: BookContext) -> TextStyle:
    def count(style: TextStyle) -> int:
        return len(set_words(title, style, shape.measure, context.text))

    context, shape = book.typeset, book.template.shape
    opener = context.text.theme.scale.opener
    usual = [_style_title(opener * part) for part in TITLE_SIZES]
    smaller = [_style_title(opener * part) for part in LONG_TITLE_SIZES]
    styles = [min(usual, key=count), *smaller]
    most = shape.column * MOST_TITLE
    return next((style for style in styles if count(style) * style.leading <= most), styles[-1])


def _set_title(section: Section, heading: InnerElements, book: BookContext) -> FlowItem:
    """The label, when there is one, over the title."""
    shape, context = book.template.shape, book.typeset
    scale = context.text.theme.scale
    style = _choose_title_style(section.title, book)
    eyebrow = TextStyle(
        scale.small, 13, "sans-bold", "signal", "left", False, ("lnum", CAPITALS), tracking=90
    )
    label = set_words(section.label, eyebrow, shape.measure, context.text)
    title = balance_words(section.title, style, shape.measure, context.text)
    height = len(label) * eyebrow.leading + len(title) * style.leading

    def paint(x: Length, top: Length) -> None:
        at = top
        for line in label:
            paint_line(context.canvas, line, x, at - eyebrow.size, heading)
            at -= eyebrow.leading
        for line in title:
            paint_line(context.canvas, line, x, at - style.size * 0.86, heading)
            at -= style.leading

    return FlowItem(height, paint)


RULE = 2.2
"""Height of the gold rule under a band without art, in points: that of the rule in a briefing."""


def find_art(document: Document) -> Orbits | None:
    """The orbits of the cover, which go on where sections open; `None` for a house without.

    A drawing that the booklet does not show gives way to the usual ones.
    """
    cover = document.publication.cover
    if cover is None or isinstance(cover, Picture):
        return None
    return cover if isinstance(cover, Orbits) else Orbits()


def _make_head(section: Section, element: StructureElement, book: BookContext) -> FlowItem:
    """The title on white, under a short rule of gold."""
    shape, canvas = book.template.shape, book.typeset.canvas
    title = _set_title(section, InnerElements(element.add("H1")), book)

    def paint(x: Length, top: Length) -> None:
        with canvas.artifact("Layout"):
            canvas.rectangle(x, top - 2, shape.leading * 3, 2, "gold")
        title.paint(x, top - 16)

    return FlowItem(title.height + 16, paint)


def _set_authors(
    authors: tuple[Author, ...], element: StructureElement, book: BookContext
) -> list[FlowItem]:
    """Who signs, each on lines of their own: the name in bold."""
    context, shape = book.typeset, book.template.shape
    scale = context.text.theme.scale
    style = TextStyle(
        scale.text, shape.leading, "sans", "quiet", "left", False, ("lnum",), strong_colour="ink"
    )
    rows: list[FlowItem] = []
    for author in authors:
        words: Inlines = (Strong((Text(author.name),)),)
        if author.affiliation:
            words += (Text(f", {author.affiliation}"),)
        region = Region(shape.measure, element)
        rows.extend(set_text(words, style, element.add("P"), context, region))
    return [replace(row, space_before=0.0 if at else 10.0) for at, row in enumerate(rows)]


def _set_standfirst(
    standfirst: Inlines, element: StructureElement, book: BookContext
) -> list[FlowItem]:
    if not standfirst:
        return []
    context, shape = book.typeset, book.template.shape
    style = TextStyle(
        13.4, 17.6, "display-italic", "ink", "left", hyphenate=False, features=("onum",)
    )
    rows = set_text(standfirst, style, element.add("P"), context, Region(shape.measure, element))
    return [replace(rows[0], space_before=14.0), *rows[1:]]


def _set_points(section: Section, element: StructureElement, book: BookContext) -> list[FlowItem]:
    """The key messages, each after a tick of gold."""
    points = [point for point in section.points if point.key]
    if not points:
        return []
    context, shape = book.typeset, book.template.shape
    scale = context.text.theme.scale
    eyebrow = TextStyle(
        scale.note,
        10,
        "sans-bold",
        "signal",
        "left",
        hyphenate=False,
        features=("lnum", CAPITALS),
        tracking=80,
    )
    head = set_words_in(element.add("H2"), book.say("key_messages"), eyebrow, book)
    rows = [replace(row, keep_with_next=True) for row in head]
    rows[0] = replace(rows[0], space_before=16.0)
    rows[-1] = replace(rows[-1], height=rows[-1].height + 3)
    listing = element.add("L", attributes=numbering("Disc"))
    style = TextStyle(8.8, 11.7, "sans", "text", "left", hyphenate=False, features=("lnum",))
    inset = 15.0
    for point in points:
        item = listing.add("LI")
        item.span = point.span
        body = item.add("LBody")
        region = Region(shape.measure - inset, body, inset)
        lines = set_text(point.children, style, body, context, region)
        rows.append(replace(_tick(lines[0], style, book), space_before=4.4))
        rows.extend(lines[1:])
    return rows


def _tick(row: FlowItem, style: TextStyle, book: BookContext) -> FlowItem:
    canvas = book.typeset.canvas

    def paint(x: Length, top: Length) -> None:
        with canvas.artifact("Layout"):
            canvas.rectangle(x, top - style.leading * 0.52, 8, 1.4, "gold")
        row.paint(x, top)

    return replace(row, paint=paint)


THEME_SCALE = 2.0
"""How much larger the cover art stands on the page of the theme: at the double its lines are seen
singly, as a detail of the cover. At 1 it is the cover again."""
THEME_CORNER = (0.72, 0.66)
"""Where on the larger art, in widths and heights of a page, the lower left corner is cut: inside
the larger art in both directions (from 0 to 1), right of and above its middle, so that it is seen
as a detail and not as the cover again. At (0.5, 0.5) it is cut in its middle."""


def draw_ground(book: BookContext, composition: str) -> Drawing:
    """The cover art over the whole page and its bleed; for the theme larger, and cut to it."""
    shape, over = book.template.shape, 2 * book.typeset.canvas.bleed
    theme = book.typeset.text.theme
    width, height = shape.width + over, shape.height + over
    art = find_art(book.document)
    if art is None:
        return Drawing(width, height, (Path(draw_rectangle(0, 0, width, height), fill="ink"),))
    if composition == "back":
        return draw_orbits(art, width, height, theme, "back")
    if composition != "theme":
        return draw_orbits(art, width, height, theme)
    large = draw_orbits(art, width * THEME_SCALE, height * THEME_SCALE, theme)
    left, bottom = THEME_CORNER[0] * shape.width, THEME_CORNER[1] * shape.height
    cut = Group(large.shapes, -left, -bottom, clip=(left, bottom, width, height))
    return Drawing(width, height, (cut,))
