"""How a section opens: a band of art with numeral and title, the standfirst, the key messages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.artwork.orbits import draw_orbits
from octavo.booklet.leaves import Book
from octavo.document import Inlines, Orbits, Section
from octavo.drawing import Drawing
from octavo.length import Length
from octavo.pdf.tags import Element, numbering
from octavo.typeset.desk import Slot
from octavo.typeset.flow import Row, whole_lines
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.paragraphs import set_text
from octavo.typeset.pieces import Lines
from octavo.typeset.text import Style, set_words

BAND_KINDS = frozenset({"chapter", "panel", "conclusion"})
"""Kinds of section that open under a band of art."""
LEAST_LINES = 7
"""Lines of text that make it worth beginning on the opener's page."""


@dataclass(frozen=True, slots=True)
class Opener:
    """The head of a section's first page."""

    rows: tuple[Row, ...]
    top: Length
    """From the head of the text area to where its rows begin; negative is above."""
    height: Length
    """From the head of the text area to where text may begin, in whole lines."""


def make_opener(section: Section, element: Element, book: Book) -> Opener:
    """The opener of `section`: under a band of art for chapters and panels, quieter otherwise."""
    banded = section.kind in BAND_KINDS
    head = _make_band(section, element, book) if banded else _make_head(section, element, book)
    rows = [head]
    rows += _set_standfirst(section.standfirst, element, book)
    rows += _set_points(section, element, book)
    shape = book.template.shape
    top = -shape.head if banded else 0.0
    used = top + sum(row.height + row.above for row in rows)
    grid = shape.leading
    height = max(whole_lines(used + grid * 0.9, grid), 0.0)
    return Opener(tuple(rows), top, height)


def _make_band(section: Section, element: Element, book: Book) -> Row:
    """Ink and orbits from edge to edge, with the numeral, the label and the title on it."""
    shape, desk = book.template.shape, book.desk
    scale = desk.setting.theme.scale
    styles = _on_ink(book)
    size = scale.opener if len(section.title) < 34 else scale.opener * 0.8
    title_style = replace(styles.title, size=size, leading=size * 1.12)
    title = set_words(section.title, title_style, shape.measure * 0.93, desk.setting)
    label = set_words(section.label.upper(), styles.label, shape.measure, desk.setting)
    numeral = str(section.number) if section.number else ""
    number = set_words(numeral, styles.numeral, shape.measure, desk.setting)
    height = max(shape.height * 0.33, 96 + len(title) * title_style.leading + scale.numeral)
    heading = element.add("H1")

    def paint(x: Length, top: Length) -> None:
        canvas = desk.canvas
        page_left = 0.0
        with canvas.artifact("Background"):
            art = draw_orbits(_art(book), shape.width, height, desk.setting.theme, "band")
            canvas.paint(art, page_left, top - height)
        at = top - height + 26 + (len(title) - 1) * title_style.leading
        above = at + title_style.size * 1.05
        if label:
            paint_line(canvas, label[0], x, above, InnerElements(heading))
            above += styles.label.leading + 4
        if number:
            with canvas.artifact("Layout"):
                paint_line(canvas, number[0], x, above + 2, None)
        for line in title:
            paint_line(canvas, line, x, at, InnerElements(heading))
            at -= title_style.leading

    return Row(height, paint)


def _art(book: Book) -> Orbits:
    cover = book.document.publication.cover
    return cover if isinstance(cover, Orbits) else Orbits()


@dataclass(frozen=True, slots=True)
class _OnInk:
    """Styles on a dark ground."""

    title: Style
    label: Style
    numeral: Style


def _on_ink(book: Book) -> _OnInk:
    scale = book.desk.setting.theme.scale
    return _OnInk(
        Style(scale.opener, 33, "display", "paper", "left", hyphenate=False, features=("lnum",)),
        Style(
            scale.small,
            11,
            "sans-bold",
            "glow",
            "left",
            hyphenate=False,
            features=("lnum",),
            tracking=90,
        ),
        Style(scale.numeral, 64, "display", "glow", "left", features=("lnum",)),
    )


def _make_head(section: Section, element: Element, book: Book) -> Row:
    """The title on white, under a short rule of gold."""
    shape, desk = book.template.shape, book.desk
    scale = desk.setting.theme.scale
    style = Style(scale.opener, 33, "display", "ink", "left", hyphenate=False, features=("lnum",))
    heading = element.add("H1")
    lines: Lines = set_words(section.title, style, shape.measure, desk.setting)
    height = whole_lines(len(lines) * style.leading + 20, shape.leading)

    def paint(x: Length, top: Length) -> None:
        with desk.canvas.artifact("Layout"):
            desk.canvas.rectangle(x, top - 2, shape.leading * 3, 2, "gold")
        at = top - 8 - style.size
        for line in lines:
            paint_line(desk.canvas, line, x, at, InnerElements(heading))
            at -= style.leading

    return Row(height, paint)


def _set_standfirst(standfirst: Inlines, element: Element, book: Book) -> list[Row]:
    if not standfirst:
        return []
    desk, shape = book.desk, book.template.shape
    style = Style(13.4, 17.6, "display-italic", "ink", "left", hyphenate=False, features=("onum",))
    rows = set_text(standfirst, style, element.add("P"), desk, Slot(shape.measure, element))
    return [replace(rows[0], above=18.0), *rows[1:]]


def _set_points(section: Section, element: Element, book: Book) -> list[Row]:
    """The key messages, each after a tick of gold."""
    points = [point for point in section.points if point.key]
    if not points:
        return []
    desk, shape = book.desk, book.template.shape
    scale = desk.setting.theme.scale
    eyebrow = Style(
        scale.note,
        10,
        "sans-bold",
        "signal",
        "left",
        hyphenate=False,
        features=("lnum",),
        tracking=80,
    )
    said = book.say("key_messages").upper()
    head = set_text_words(said, eyebrow, element.add("P"), book)
    rows = [replace(head[0], above=17.0, height=head[0].height + 3)]
    listing = element.add("L", attributes=numbering("Disc"))
    style = Style(8.8, 11.7, "sans", "text", "left", hyphenate=False, features=("lnum",))
    inset = 15.0
    for point in points:
        item = listing.add("LI")
        body = item.add("LBody")
        slot = Slot(shape.measure - inset, body, inset)
        lines = set_text(point.children, style, body, desk, slot)
        rows.append(replace(_tick(lines[0], style, book), above=4.4))
        rows.extend(lines[1:])
    return rows


def _tick(row: Row, style: Style, book: Book) -> Row:
    canvas = book.desk.canvas

    def paint(x: Length, top: Length) -> None:
        with canvas.artifact("Layout"):
            canvas.rectangle(x, top - style.leading * 0.52, 8, 1.4, "gold")
        row.paint(x, top)

    return replace(row, paint=paint)


def set_text_words(text: str, style: Style, element: Element, book: Book) -> tuple[Row, ...]:
    """The rows of a plain string across the measure."""
    from octavo.document import Text

    slot = Slot(book.template.shape.measure, element)
    return set_text((Text(text),), style, element, book.desk, slot)


def draw_ground(book: Book, composition: str) -> Drawing:
    """The cover art over the whole page."""
    shape = book.template.shape
    theme = book.desk.setting.theme
    if composition == "back":
        return draw_orbits(_art(book), shape.width, shape.height, theme, "back")
    return draw_orbits(_art(book), shape.width, shape.height, theme)
