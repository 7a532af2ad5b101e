"""The parts that Octavo makes by itself: imprint, contents, photo register, abbreviations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.booklet.leaves import Book, Leaf, make_text_leaf
from octavo.booklet.openers import set_text_words
from octavo.dates import format_dates
from octavo.document import Emphasis, Photo, Section, Term, Text
from octavo.length import Length
from octavo.pdf.tags import Element, numbering
from octavo.phrases import say
from octavo.typeset.desk import Slot
from octavo.typeset.flow import Column, Frame, Row, fill
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.paragraphs import drop, paint_all, set_text
from octavo.typeset.pieces import Mark
from octavo.typeset.text import Style, set_words


def make_imprint(book: Book) -> tuple[Leaf, ...]:
    """The imprint, at the foot of its page: what this is, who publishes it, on what terms."""
    element = book.desk.canvas.root.add("Sect")
    scale = book.desk.setting.theme.scale
    style = Style(scale.small, 11.4, "sans", "quiet", "left", False, ("lnum",))
    strong = replace(style, role="sans-bold", colour="ink")
    rows: list[Row] = []
    for said, bold in _imprint_lines(book):
        made = set_text_words(said, strong if bold else style, element.add("P"), book)
        rows.extend((replace(made[0], above=5.4), *made[1:]))
    shape = book.template.shape
    height = sum(row.height + row.above for row in rows)
    leaf = make_text_leaf(fill(rows, Frame(1e6))[0], "", book, shape.column - height)
    return (replace(leaf, running_head="", folio=False),)


def _imprint_lines(book: Book) -> list[tuple[str, bool]]:
    publication = book.document.publication
    imprint, event, words = publication.imprint, publication.event, book.template.words
    title = ": ".join(part for part in (publication.title, publication.subtitle) if part)
    when = format_dates(event, publication.language)
    held = ", ".join(part for part in (event.name, event.place, when) if part)
    given = {"publisher": imprint.publisher, "place": imprint.place, "year": imprint.year}
    numbers = [
        f"{say(words, 'kinds.isbn')} {one.isbn} ({one.format})" for one in imprint.identifiers
    ]
    said = [
        (title, True),
        (". ".join(part for part in (publication.kind, held) if part), False),
        (say(words, "published", given), False),
        (imprint.edition, False),
        (imprint.copyright, False),
        (imprint.licence, False),
        *((number, False) for number in numbers),
        (f"{say(words, 'kinds.doi')} {imprint.doi}" if imprint.doi else "", False),
        (imprint.disclaimer, False),
        *((note, False) for note in imprint.notes),
        (say(words, "contact", {"contact": imprint.contact}) if imprint.contact else "", False),
        (say(words, "address", {"address": imprint.address}) if imprint.address else "", False),
    ]
    return [(text, bold) for text, bold in said if text]


# ---------------------------------------------------------------------------------- contents


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    id: str
    title: str
    number: str
    label: str


def list_entries(book: Book) -> tuple[Entry, ...]:
    """What the contents list: every section and the registers at the end."""
    document = book.document
    entries = [_make_entry(section) for section in document.sections]
    if "photos" in book.template.parts and document.photos:
        entries.append(Entry("part-photos", book.say("photos"), "", ""))
    if "abbreviations" in book.template.parts and document.abbreviations:
        entries.append(Entry("part-abbreviations", book.say("abbreviations"), "", ""))
    return tuple(entries)


def _make_entry(section: Section) -> Entry:
    number = str(section.number) if section.number else ""
    return Entry(section.id, section.title, number, section.label)


def count_contents(book: Book) -> int:
    """How many pages the contents take, whatever the page numbers are."""
    return len(_fill_contents(book, {}, Element("Artifact")))


def make_contents(book: Book, pages: dict[str, str], element: Element) -> tuple[Leaf, ...]:
    """The contents with the page of each entry, as content of `element`."""
    columns = _fill_contents(book, pages, element)
    return tuple(make_text_leaf(column, book.say("contents"), book) for column in columns)


def _fill_contents(book: Book, pages: dict[str, str], element: Element) -> tuple[Column, ...]:
    rows = list(_make_title(book.say("contents"), "part-contents", element, book))
    table = element.add("TOC")
    for entry in list_entries(book):
        rows.extend(_set_entry(entry, pages.get(entry.id, "000"), table, book))
    return fill(rows, Frame(book.template.shape.column))


def _make_title(title: str, name: str, element: Element, book: Book) -> tuple[Row, ...]:
    """The title of a part, as quiet as the heads of the front matter."""
    scale, shape = book.desk.setting.theme.scale, book.template.shape
    style = Style(scale.opener, 33, "display", "ink", "left", False, ("lnum",))
    canvas = book.desk.canvas
    row = set_text_words(title, style, element.add("H1"), book)[0]

    def paint(x: Length, top: Length) -> None:
        canvas.destination(name, shape.height)
        with canvas.artifact("Layout"):
            canvas.rectangle(x, top - 2, shape.leading * 3, 2, "gold")
        row.paint(x, top - 8)

    return (Row(shape.leading * 5, paint, holds=True, ids=(name,)),)


NUMBER_WIDTH = 22.0
"""Of the column of chapter numbers, in points."""
PAGE_WIDTH = 26.0
"""Of the column of page numbers."""


def _set_entry(entry: Entry, page: str, table: Element, book: Book) -> list[Row]:
    """A line or more for one entry: number, title, leaders, page; a link as a whole."""
    desk, shape = book.desk, book.template.shape
    scale = desk.setting.theme.scale
    style = Style(10.2, shape.leading, "text", "text", "left", False, ("lnum",))
    small = Style(scale.small, shape.leading, "sans-bold", "signal", "left", False, ("lnum",))
    number = set_words(entry.number, small, NUMBER_WIDTH, desk.setting)
    label = set_words(entry.label, replace(small, size=scale.note), 200, desk.setting)
    measure = shape.measure - NUMBER_WIDTH - PAGE_WIDTH
    title = set_words(entry.title, style, measure, desk.setting)
    folio = set_words(page, replace(style, align="right", role="sans"), PAGE_WIDTH, desk.setting)
    item = table.add("TOCI")
    link = InnerElements(item.add("Reference").add("Link"))
    rows: list[Row] = []
    if label:
        rows.append(_line_row(book, [(label[0], NUMBER_WIDTH)], link, small))
    for index, line in enumerate(title):
        parts = [(line, NUMBER_WIDTH)]
        if index == 0 and number and not label:
            parts.insert(0, (number[0], 0.0))
        rows.append(_line_row(book, parts, link, style))
    if label and number:
        rows[0] = _line_row(book, [(number[0], 0.0), (label[0], NUMBER_WIDTH)], link, small)
    end = NUMBER_WIDTH + title[-1].width
    rows[-1] = _close_entry(rows[-1], entry, (end, folio[0].width), book, link, style, folio[0])
    held = [replace(row, holds=True) for row in rows[:-1]]
    made = [*held, rows[-1]]
    made[0] = replace(made[0], above=shape.leading / 2)
    return made


def _line_row(
    book: Book, parts: Sequence[tuple[object, Length]], link: InnerElements, style: Style
) -> Row:
    from octavo.typeset.pieces import Line

    def paint(x: Length, top: Length) -> None:
        for line, offset in parts:
            if isinstance(line, Line):
                paint_line(book.desk.canvas, line, x + offset, top - _base(style), link)

    return Row(style.leading, paint)


def _base(style: Style) -> Length:
    return style.leading - drop(style)


def _close_entry(
    row: Row,
    entry: Entry,
    ends: tuple[Length, Length],
    book: Book,
    link: InnerElements,
    style: Style,
    folio: object,
) -> Row:
    from octavo.typeset.pieces import Line

    canvas, measure = book.desk.canvas, book.template.shape.measure

    def paint(x: Length, top: Length) -> None:
        row.paint(x, top)
        baseline = top - _base(style)
        left, right = x + ends[0] + 5, x + measure - ends[1] - 5
        with canvas.artifact("Layout"):
            dot = x + measure - ends[1] - 5
            while dot > left:
                canvas.rectangle(dot - 0.4, baseline, 0.8, 0.8, "quiet", 1.0)
                dot -= 4.4
        del right
        if isinstance(folio, Line):
            paint_line(canvas, folio, x + measure - PAGE_WIDTH, baseline, link)
        mark = Mark("reference", f"#{entry.id}", entry.title)
        box = (x, baseline - 3.2, x + measure, baseline + 9.2)
        canvas.link(
            link.outer,
            box,
            mark.target,
            book.desk.setting.names.leads_to.format(target=entry.title),
        )

    return replace(row, paint=paint)


# ---------------------------------------------------------------------------------- registers


def make_photos(book: Book) -> tuple[Leaf, ...]:
    """The photo register: number, caption and credit of each."""
    photos = book.document.photos
    if not photos:
        return ()
    element = book.desk.canvas.root.add("Sect")
    rows = list(_make_title(book.say("photos"), "part-photos", element, book))
    missing = any(not photo.file for photo in photos)
    note = say(book.template.words, "photos_note", {"missing": missing})
    style = book.desk.styles.caption
    if note:
        rows += set_text_words(note, style, element.add("P"), book)
    listing = element.add("L", attributes=numbering("Decimal"))
    for photo in photos:
        rows += _set_photo(photo, listing, book)
    return _fill_part(rows, book.say("photos"), book)


def _set_photo(photo: Photo, listing: Element, book: Book) -> list[Row]:
    shape = book.template.shape
    style = Style(9.0, 12.0, "sans", "text", "left", False, ("lnum",))
    item = listing.add("LI")
    number = replace(style, role="sans-bold", colour="signal", features=("lnum", "tnum"))
    said = (Text(str(photo.number)),)
    label = set_text(said, number, item.add("Lbl"), book.desk, Slot(NUMBER_WIDTH, item))
    body = item.add("LBody")
    slot = Slot(shape.measure - NUMBER_WIDTH, body, NUMBER_WIDTH)
    listed = (Text(f"{photo.caption}. "), Emphasis((Text(photo.credit),)))
    rows = list(set_text(listed, style, body, book.desk, slot))
    return _join_rows(label[0], rows, 6.0)


def _join_rows(label: Row, rows: list[Row], above: Length) -> list[Row]:
    """The rows, the first beside its label, none parted from the next."""
    first = rows[0]
    beside = replace(first, paint=paint_all(label.paint, first.paint), above=above)
    joined = [beside, *rows[1:]]
    return [replace(row, holds=True) for row in joined[:-1]] + joined[-1:]


def make_abbreviations(book: Book) -> tuple[Leaf, ...]:
    """The abbreviations that the text uses, with what they stand for."""
    terms = book.document.abbreviations
    if not terms:
        return ()
    element = book.desk.canvas.root.add("Sect")
    rows = list(_make_title(book.say("abbreviations"), "part-abbreviations", element, book))
    listing = element.add("L", attributes=numbering("Description"))
    for term in terms:
        rows += _set_term(term, listing, book)
    return _fill_part(rows, book.say("abbreviations"), book)


SHORT_WIDTH = 66.0
"""Of the column of short forms, in points."""


def _set_term(term: Term, listing: Element, book: Book) -> list[Row]:
    shape = book.template.shape
    style = Style(9.4, shape.leading, "sans", "text", "left", False, ("lnum",))
    item = listing.add("LI")
    bold = replace(style, role="sans-bold", colour="ink")
    label = Slot(SHORT_WIDTH, item)
    short = set_text((Text(term.short),), bold, item.add("Lbl"), book.desk, label)
    slot = Slot(shape.measure - SHORT_WIDTH, item.add("LBody"), SHORT_WIDTH)
    rows = list(set_text((Text(term.expansion),), style, slot.parent, book.desk, slot))
    return _join_rows(short[0], rows, shape.leading / 4)


def _fill_part(rows: list[Row], head: str, book: Book) -> tuple[Leaf, ...]:
    columns = fill(rows, Frame(book.template.shape.column))
    leaves = [make_text_leaf(column, head, book) for column in columns]
    return (replace(leaves[0], running_head=""), *leaves[1:])
