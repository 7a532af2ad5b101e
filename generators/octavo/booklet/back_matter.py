"""The registers at the end: photographs and abbreviations."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.pages import BookContext, BookPage, make_text_page, make_title, set_words_in
from octavo.document import Emphasis, Photo, Term, Text
from octavo.document.length import Length, add_up
from octavo.files.pixels import crop_picture, fit_inside, read_size
from octavo.pdf.tags import StructureElement, numbering
from octavo.style.phrases import say
from octavo.typeset.context import Region
from octavo.typeset.flow import (
    FlowItem,
    ItemPainter,
    PageGeometry,
    fill,
    hold_together,
    paint_before,
)
from octavo.typeset.paragraphs import set_text
from octavo.typeset.text import TextStyle

NUMBER_WIDTH = 22.0
"""Of the column of numbers, in points: `100` takes 13.4 in 9 pt, and a gap as wide as an em
follows. At half, `100` overlaps the words."""


THUMBNAIL = (54.0, 40.0)
"""How wide and high a picture of the register is at most, in points: 19 by 14 mm, as on a contact
sheet, by which one finds a photograph again; three lines of caption are as high."""


def make_photos(book: BookContext) -> tuple[BookPage, ...]:
    """The photo register: number, picture, caption and credit of each."""
    photos = book.document.photos
    if not photos:
        return ()
    element = book.typeset.canvas.root.add("Sect")
    rows = list(make_title(book.say("photos"), "part-photos", element, book))
    missing = any(not photo.file for photo in photos)
    note = say(book.template.words, "photos_note", {"missing": missing})
    style = book.typeset.styles.caption
    if note:
        rows += set_words_in(element.add("P"), note, style, book)
    listing = element.add("L", attributes=numbering("Decimal"))
    for photo in photos:
        rows += _set_photo(photo, listing, book)
    return _fill_part(rows, book.say("photos"), book)


def _set_photo(photo: Photo, listing: StructureElement, book: BookContext) -> list[FlowItem]:
    shape = book.template.shape
    size = book.typeset.text.theme.scale.listing
    style = TextStyle(size, 12.0, "sans", "text", "left", False, ("lnum",))
    item = listing.add("LI")
    picture = _set_thumbnail(photo, item, book)
    inset = NUMBER_WIDTH + (THUMBNAIL[0] + THUMBNAIL_GAP if picture else 0.0)
    number = replace(style, role="sans-bold", colour="signal", features=("lnum", "tnum"))
    said = (Text(str(photo.number)),)
    label = set_text(said, number, item.add("Lbl"), book.typeset, Region(NUMBER_WIDTH, item))
    body = item.add("LBody")
    region = Region(shape.measure - inset, body, inset)
    listed = (Text(f"{photo.caption}. "), Emphasis((Text(photo.credit),)))
    rows = _join_rows(label[0], list(set_text(listed, style, body, book.typeset, region)), 6.0)
    if picture is None:
        return rows
    first = replace(paint_before(rows[0], picture), space_before=12.0)
    lacking = max(THUMBNAIL[1] + 4.0 - add_up(row.height for row in rows), 0.0)
    held = [first, *rows[1:]]
    held[-1] = replace(held[-1], height=held[-1].height + lacking)
    return held


THUMBNAIL_GAP = 12.0
"""Between a picture of the register and its words, in points: a line of them."""


def _set_thumbnail(photo: Photo, item: StructureElement, book: BookContext) -> ItemPainter | None:
    """How the picture of a photograph is painted beside its words; `None` without one."""
    if not photo.file:
        return None
    data = book.typeset.library.read(photo.file)
    size = fit_inside(read_size(data), *THUMBNAIL)
    element = item.add("Figure", alternative=photo.caption)

    def paint(x: Length, top: Length) -> None:
        left, bottom = x + NUMBER_WIDTH, top - size[1] - THUMBNAIL_DROP
        element.cover((left, bottom, *size))
        with book.typeset.canvas.marked(element):
            cut = crop_picture(data, size, RESOLUTION)
            book.typeset.canvas.picture(cut, left, bottom, *size)

    return paint


THUMBNAIL_DROP = 2.5
"""How far a picture of the register begins below the head of its first line, in points: at the
height of its capitals."""
RESOLUTION = 300
"""Pixels to the inch of such a picture: what printers ask for; a whole photograph in the place of a
stamp would make the file ten times as long."""


def _join_rows(label: FlowItem, rows: list[FlowItem], above: Length) -> list[FlowItem]:
    """The rows, the first beside its label, none parted from the next."""
    first = rows[0]
    beside = replace(paint_before(first, label.paint), space_before=above)
    joined = [beside, *rows[1:]]
    return [replace(row, keep_with_next=True) for row in joined[:-1]] + joined[-1:]


def make_abbreviations(book: BookContext) -> tuple[BookPage, ...]:
    """The abbreviations that the text uses, with what they stand for: beside them, or below those
    that are too long for their column."""
    terms = book.document.abbreviations
    if not terms:
        return ()
    element = book.typeset.canvas.root.add("Sect")
    rows = list(make_title(book.say("abbreviations"), "part-abbreviations", element, book))
    listing = element.add("L", attributes=numbering("Description"))
    for term in terms:
        rows += _set_term(term, listing, book)
    return _fill_part(rows, book.say("abbreviations"), book)


SHORT_WIDTH = 66.0
"""Of the column of short forms, in points, a fifth of the measure on A5. UNCOPUOS takes 46 in 9.4
pt; ten of the widest capitals take 68, and two lines. At the double explanations lose a quarter of
theirs."""


def _set_term(term: Term, listing: StructureElement, book: BookContext) -> list[FlowItem]:
    shape = book.template.shape
    size = book.typeset.text.theme.scale.text
    style = TextStyle(size, shape.leading, "sans", "text", "left", False, ("lnum",))
    item = listing.add("LI")
    bold = replace(style, role="sans-bold", colour="ink")
    said, element = (Text(term.short),), item.add("Lbl")
    short = set_text(said, bold, element, book.typeset, Region(SHORT_WIDTH, item))
    body = item.add("LBody")
    region = Region(shape.measure - SHORT_WIDTH, body, SHORT_WIDTH)
    rows = list(set_text((Text(term.expansion),), style, body, book.typeset, region))
    if len(short) == 1:
        return _join_rows(short[0], rows, shape.leading / 4)
    above = set_text(said, bold, element, book.typeset, Region(shape.measure, item))
    first = replace(above[0], space_before=shape.leading / 4)
    return list(hold_together((first, *above[1:], *rows)))


def _fill_part(rows: list[FlowItem], head: str, book: BookContext) -> tuple[BookPage, ...]:
    columns = fill(rows, PageGeometry(book.template.shape.column))
    book_pages = [make_text_page((column,), head, book) for column in columns]
    return (replace(book_pages[0], running_head=""), *book_pages[1:])
