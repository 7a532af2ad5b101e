"""How a section opens: a band of art with numeral and title, the standfirst, the key messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import accumulate

from octavo.artwork.cover_art import draw_cover_art
from octavo.booklet.pages import BookContext, set_words_in
from octavo.document import (
    ART,
    Author,
    Document,
    Inlines,
    Motif,
    OpenerKind,
    Orbits,
    Picture,
    Section,
    Strong,
    Text,
)
from octavo.document.drawing import Drawing, Group, Path, draw_rectangle
from octavo.document.length import Length
from octavo.files.pixels import tone_picture
from octavo.fonts.faces import CAPITALS
from octavo.pdf.tags import StructureElement, numbering
from octavo.style.contrast import measure_contrast, opacity_for
from octavo.style.theme import Theme, colour
from octavo.typeset.context import Region
from octavo.typeset.display import balance_words, count_divided
from octavo.typeset.flow import FlowItem, whole_lines
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.paragraphs import set_text
from octavo.typeset.reversed_text import reverse_out
from octavo.typeset.text import TextStyle, add_space, set_words

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
    kind: OpenerKind = "quiet"


def choose_opener(section: Section, book: BookContext) -> OpenerKind:
    """How the section opens: as the publication says for its kind, else as the template does."""
    said = dict(book.document.publication.openers)
    return said.get(section.kind) or book.template.openers.get(section.kind, "quiet")


def make_opener(section: Section, element: StructureElement, book: BookContext) -> Opener:
    """The opener of `section`: with a page or a band of art, or quiet.

    What has no room on a page of art opens under a band, and goes on overleaf.
    """
    kind = choose_opener(section, book)
    if kind == "page":
        for part in PAGE_BANDS:
            trial = _stack_opener(kind, part, section, StructureElement("Sect"), book)
            if not (trial.rest or trial.excess):
                return _stack_opener(kind, part, section, element, book)
        kind = "band"
    return _stack_opener(kind, BAND, section, element, book)


def _stack_opener(
    kind: OpenerKind, part: float, section: Section, element: StructureElement, book: BookContext
) -> Opener:
    """The opener with art as high as that part of the page."""
    dark = kind == "page"
    if kind == "quiet":
        head = _make_head(section, element, book)
    else:
        head = _make_band(kind, part, section, element, book)
    rows = [head]
    rows += _set_authors(section.authors, element, book, dark)
    rows += _set_standfirst(section.standfirst, element, book, dark)
    rows += _set_points(section, element, book, dark)
    shape = book.template.shape
    top = 0.0 if kind == "quiet" else -shape.head
    ends = [top + end for end in accumulate(row.height + row.space_before for row in rows)]
    room = shape.top - DARK_FOOT if dark else shape.column
    count = 1 + sum(end <= room for end in ends[1:])
    while 1 < count < len(rows) and rows[count - 1].keep_with_next:
        count -= 1
    grid = shape.leading
    height = max(whole_lines(ends[count - 1] + grid * 0.9, grid), 0.0)
    excess = max(ends[0] - shape.column, 0.0)
    used = shape.column if dark else height
    return Opener(tuple(rows[:count]), top, used, tuple(rows[count:]), excess, kind)


BAND = 0.215
"""Height of the band of art, as part of the page's: 45 mm on A5, a fifth. At 0.11 the numeral no
longer stands on it with air around it; at 0.3 there is no room for text below on most openers, and
the conclusion takes a page more."""


def _make_band(
    kind: OpenerKind, part: float, section: Section, element: StructureElement, book: BookContext
) -> FlowItem:
    """Art from edge to edge with the numeral on it, the label and the title below; all of it on a
    page of ink for a section that opens with a page.

    A numeral that the label says too, as that of `Panel 1`, is for the eye and not read aloud.
    From one section to the next the art is cropped anew and grows.
    """
    shape, context = book.template.shape, book.typeset
    scale, dark = context.text.theme.scale, kind == "page"
    size = scale.numeral * (part / BAND)
    numeral = TextStyle(size, size, "display", "glow", "left", features=("lnum",))
    number = set_words(find_numeral(section), numeral, shape.measure, context.text)
    band = shape.height * part
    heading = InnerElements(element.add("H1"))
    title = _set_title(section, heading, book, dark)
    over = context.canvas.bleed
    ground = _prepare_band(section, (shape.width + 2 * over, band + over), book)

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Background"):
            if dark:
                edges = shape.width + 2 * over, shape.height + 2 * over
                context.canvas.rectangle(-over, -over, *edges, "ink")
            ground(-over, top - band)
        said = find_own_number(section)
        with context.canvas.artifact("Layout") if said else nullcontext():
            for line in map(add_space, number):  # so that pypdf does not join it to the label
                place = x - 3, top - band + 20
                paint_line(context.canvas, line, *place, None if said else heading)
        title.paint(x, top - band - 20)

    return FlowItem(band + 20 + title.height, paint)


def find_numeral(section: Section) -> str:
    """The one number that the section opens with: the one its label ends in, as that of `Panel 1`,
    else its own; empty for sections without."""
    if not section.number:
        return ""
    return find_own_number(section) or str(section.number)


def find_own_number(section: Section) -> str:
    """The number that the label of the section ends in; empty where there is none."""
    own = re.search(r"\d+$", section.label.strip())
    return own[0] if own else ""


def _prepare_band(
    section: Section, size: tuple[Length, Length], book: BookContext
) -> Callable[[Length, Length], None]:
    """How the art of an opener is painted from its lower left corner on."""
    canvas, theme = book.typeset.canvas, book.typeset.text.theme
    cover, growth = book.document.publication.cover, measure_way(section, book.document)

    def paint(left: Length, bottom: Length) -> None:
        if art := find_art(book.document):
            canvas.paint(draw_cover_art(art, *size, theme, "band", growth), left, bottom)
        elif isinstance(cover, Picture):
            data = book.typeset.library.read(cover.file)
            near, tones = NEAREST**growth, _choose_tones(theme)
            cut = tone_picture(data, size, RESOLUTION, cover.focus, near, tones)
            canvas.picture(cut, left, bottom, *size)
        else:
            canvas.rectangle(left, bottom, *size, "ink")
            canvas.rectangle(left, bottom - RULE, size[0], RULE, "gold")

    return paint


def _choose_tones(theme: Theme) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """The darkest and the lightest colour of a picture on which a numeral can be read."""
    most = measure_contrast(theme, "glow", "ink") / READABLE_NUMERAL
    light = opacity_for(theme, "paper", "ink", max(most, 1.0))
    ink, paper = colour(theme, "ink").rgb, colour(theme, "paper").rgb
    mixed = [a + (b - a) * light for a, b in zip(ink, paper, strict=True)]
    dark, lighter = ([round(255 * part) for part in one] for one in (ink, mixed))
    return (dark[0], dark[1], dark[2]), (lighter[0], lighter[1], lighter[2])


def measure_way(section: Section, document: Document) -> float:
    """How far into the numbered sections of the document this one is: 0 the first, 1 the last."""
    last = max((each.number for each in document.sections), default=0)
    return max(section.number - 1, 0) / (last - 1) if last > 1 else 0.0


PAGE_BANDS = (0.42, 0.36, 0.3, 0.25)
"""Heights of the art on a page that a section opens with, as parts of the page's: the first below
which all of the opener has room. Lower ones would be those of a band; the numeral, which is as high
in proportion, is twice that of a band at most."""
DARK_FOOT = 34.0
"""From the lower edge of such a page to its last line, in points: as far as folios stand on other
pages, as it has none."""
RESOLUTION = 220
"""Pixels to the inch of a picture in two tones: above the 200 that are sharp in print; nobody looks
for detail in it, and at 300 nine openers would make the file twice as long."""
NEAREST = 1.7
"""How much larger the picture is on the last opener than on the first: each shows another detail of
it, and none is a blur."""
READABLE_NUMERAL = 3.2
"""The contrast of a numeral with the lightest tone under it: WCAG asks 3 of large type."""


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


def _style_title(size: Length, dark: bool) -> TextStyle:
    colour = "paper" if dark else "ink"
    return TextStyle(size, size * 1.13, "display", colour, "left", False, ("lnum",))


def _choose_title_style(title: str, book: BookContext, dark: bool) -> TextStyle:
    def count(style: TextStyle) -> tuple[int, int]:
        lines = set_words(title, style, shape.measure, context.text)
        return count_divided(lines), len(lines)

    context, shape = book.typeset, book.template.shape
    opener = context.text.theme.scale.opener
    usual = [_style_title(opener * part, dark) for part in TITLE_SIZES]
    smaller = [_style_title(opener * part, dark) for part in LONG_TITLE_SIZES]
    styles = [min(usual, key=count), *smaller]
    most = shape.column * MOST_TITLE
    fits = [style for style in styles if count(style)[1] * style.leading <= most]
    whole = [style for style in fits if not count(style)[0]]
    return next(iter((*whole, *fits)), styles[-1])


def _set_title(
    section: Section, heading: InnerElements, book: BookContext, dark: bool = False
) -> FlowItem:
    """The label, when there is one, over the title."""
    shape, context = book.template.shape, book.typeset
    scale = context.text.theme.scale
    style = _choose_title_style(section.title, book, dark)
    eyebrow = TextStyle(
        scale.small,
        13,
        "sans-bold",
        "glow" if dark else "signal",
        "left",
        False,
        ("lnum", CAPITALS),
        tracking=90,
    )
    eyebrow = reverse_out(eyebrow, dark)
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


def find_art(document: Document) -> Motif | Orbits | None:
    """The art of the cover, which goes on where sections open; `None` for a house without.

    A drawing that the booklet does not show gives way to the usual art.
    """
    cover = document.publication.cover
    if cover is None or isinstance(cover, Picture):
        return None
    return cover if isinstance(cover, Orbits | Motif) else ART


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
    authors: tuple[Author, ...], element: StructureElement, book: BookContext, dark: bool
) -> list[FlowItem]:
    """Who signs, each on lines of their own: the name in bold."""
    context, shape = book.typeset, book.template.shape
    scale = context.text.theme.scale
    style = TextStyle(
        scale.text,
        shape.leading,
        "sans",
        "paper" if dark else "quiet",
        "left",
        False,
        ("lnum",),
        strong_colour="glow" if dark else "ink",
    )
    rows: list[FlowItem] = []
    for author in authors:
        words: Inlines = (Strong((Text(author.name),)),)
        if author.affiliation:
            words += (Text(f", {author.affiliation}"),)
        region = Region(shape.measure, element)
        set_in = reverse_out(style, dark)
        rows.extend(set_text(words, set_in, element.add("P"), context, region))
    return [replace(row, space_before=0.0 if at else 10.0) for at, row in enumerate(rows)]


def _set_standfirst(
    standfirst: Inlines, element: StructureElement, book: BookContext, dark: bool
) -> list[FlowItem]:
    if not standfirst:
        return []
    context, shape = book.typeset, book.template.shape
    style = TextStyle(
        context.text.theme.scale.standfirst,
        17.6,
        "display-italic",
        "paper" if dark else "ink",
        "left",
        hyphenate=False,
        features=("onum",),
    )
    rows = set_text(standfirst, style, element.add("P"), context, Region(shape.measure, element))
    return [replace(rows[0], space_before=14.0), *rows[1:]]


def _set_points(
    section: Section, element: StructureElement, book: BookContext, dark: bool
) -> list[FlowItem]:
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
        "glow" if dark else "signal",
        "left",
        hyphenate=False,
        features=("lnum", CAPITALS),
        tracking=80,
    )
    head = set_words_in(
        element.add("H2"), book.say("key_messages"), reverse_out(eyebrow, dark), book
    )
    rows = [replace(row, keep_with_next=True) for row in head]
    rows[0] = replace(_arrive(rows[0], name_messages(section.id), book), space_before=16.0)
    rows[-1] = replace(rows[-1], height=rows[-1].height + 3)
    listing = element.add("L", attributes=numbering("Disc"))
    colour = "paper" if dark else "text"
    usual = TextStyle(scale.listing, 11.7, "sans", colour, "left", False, features=("lnum",))
    style = reverse_out(usual, dark)
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


def name_messages(section: str) -> str:
    """What the place of a section's key messages is called."""
    return f"messages-{section}"


def _arrive(row: FlowItem, name: str, book: BookContext) -> FlowItem:
    """The row, which the outline leads to by `name`."""

    def paint(x: Length, top: Length) -> None:
        book.typeset.canvas.destination(name, top)
        row.paint(x, top)

    return replace(row, paint=paint)


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


def draw_ground(book: BookContext, composition: str, lowered: Length = 0.0) -> Drawing:
    """The cover art over the whole page and its bleed; for the theme larger, and cut to it.

    On the cover it stands so much lower.
    """
    shape, over = book.template.shape, 2 * book.typeset.canvas.bleed
    theme = book.typeset.text.theme
    width, height = shape.width + over, shape.height + over
    art = find_art(book.document)
    if art is None:
        return Drawing(width, height, (Path(draw_rectangle(0, 0, width, height), fill="ink"),))
    if composition == "back":
        return draw_cover_art(art, width, height, theme, "back")
    if composition != "theme":
        return draw_cover_art(art, width, height, theme, lowered=lowered)
    large = draw_cover_art(art, width * THEME_SCALE, height * THEME_SCALE, theme)
    left, bottom = THEME_CORNER[0] * shape.width, THEME_CORNER[1] * shape.height
    cut = Group(large.shapes, -left, -bottom, clip=(left, bottom, width, height))
    return Drawing(width, height, (cut,))
