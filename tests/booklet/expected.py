"""What a booklet should say, block by block, worked out from its document alone (in English)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeAlias, assert_never

from booklet.reading import Said, tidy
from nodes import list_texts
from octavo.booklet.openers import find_numeral, find_own_number
from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Block,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Document,
    Emphasis,
    Figure,
    FigureGroup,
    Foreign,
    Heading,
    Indexed,
    Inline,
    Inlines,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    Picture,
    PullQuote,
    Reference,
    Section,
    Signature,
    Statistic,
    Statistics,
    Strong,
    Table,
    Text,
)
from octavo.document.grid import list_covered
from octavo.document.walk import blocks_in, text_of
from octavo.style.dates import format_dates, keep_days
from octavo.typeset.table_layout import names_rows

KINDS = {"figure": "Figure", "table": "Table", "section": "Section"}

Saying: TypeAlias = Iterator[Said]


class _Notes:
    """Counts the notes as they are called, or gives each the number that it has on its page."""

    def __init__(self, numbers: Sequence[str] = ()) -> None:
        self.numbers = numbers
        self.last = 0

    def name(self, count: int) -> str:
        """The number of a note, counted from 1 in the order of the text."""
        return self.numbers[count - 1] if count <= len(self.numbers) else str(count)


def expect_sections(document: Document, numbers: Sequence[str] = ()) -> list[Said]:
    """What the sections say, one block after the other; `numbers` are those of their notes in the
    order of the text, which are others than 1, 2, 3 where a figure stands on a later page."""
    notes = _Notes(numbers)
    said = (one for section in document.sections for one in _expect_section(section, notes))
    return _tidy(said)


def expect_opening(document: Document) -> list[Said]:
    """What the cover and the imprint say."""
    return _tidy((*_expect_cover(document), *_expect_imprint(document)))


def expect_photos(document: Document) -> list[Said]:
    """What the photo register says."""
    return _tidy(_expect_photos(document))


def expect_abbreviations(document: Document) -> list[Said]:
    """What the list of abbreviations says."""
    return _tidy(_expect_abbreviations(document))


def expect_back(document: Document) -> list[Said]:
    """What the back cover says."""
    publication = document.publication
    imprint = publication.imprint
    texts = (publication.title, publication.description, imprint.publisher)
    return _tidy(tuple(("P", text) for text in (*texts, imprint.contact, imprint.address)))


def _tidy(said: Iterator[Said] | tuple[Said, ...]) -> list[Said]:
    kept = ((role, tidy(text)) for role, text in said)
    return [(role, text) for role, text in kept if text or role in {"TD", "TH", "Figure"}]


# ------------------------------------------------------------------------------ parts


def _expect_cover(document: Document) -> Saying:
    publication = document.publication
    event = publication.event
    yield "P", publication.kind
    yield "H1", publication.title
    yield "P", publication.subtitle
    yield "P", event.name
    dates = keep_days(format_dates(event, publication.language))
    yield "P", ", ".join(filter(None, (event.place, dates)))
    yield "P", publication.imprint.publisher
    yield "P", ", ".join(filter(None, (publication.imprint.edition, publication.imprint.year)))


def _expect_imprint(document: Document) -> Saying:
    publication = document.publication
    event, imprint = publication.event, publication.imprint
    yield "P", ": ".join(filter(None, (publication.title, publication.subtitle)))
    dates = format_dates(event, publication.language)
    held = ", ".join(filter(None, (event.name, event.place, dates)))
    yield "P", ". ".join(filter(None, (publication.kind, held)))
    yield (
        "P",
        "Publisher: " + ", ".join(filter(None, (imprint.publisher, imprint.place, imprint.year))),
    )
    for text in (imprint.edition, imprint.copyright, imprint.licence):
        yield "P", text
    for one in imprint.identifiers:
        yield "P", f"ISBN {one.isbn} ({one.format})"
    yield "P", f"DOI {imprint.doi}" if imprint.doi else ""
    for text in (imprint.disclaimer, *imprint.notes):
        yield "P", text
    yield "P", f"Contact: {imprint.contact}" if imprint.contact else ""
    yield "P", f"Full text: {imprint.address}" if imprint.address else ""


def _expect_photos(document: Document) -> Saying:
    yield "H1", "Photographs"
    missing = "Photographs listed without a picture in this edition were not supplied to it. "
    stated = "Captions and credits are those given by the photographs’ owner."
    yield "P", (missing if any(not photo.file for photo in document.photos) else "") + stated
    for photo in document.photos:
        yield "Lbl", str(photo.number)
        yield "LBody", f"{photo.caption}. {photo.credit}"


def _expect_abbreviations(document: Document) -> Saying:
    yield "H1", "Abbreviations"
    for term in document.abbreviations:
        yield "Lbl", term.short
        yield "LBody", term.expansion


# ------------------------------------------------------------------------------ sections


def _expect_section(section: Section, notes: _Notes) -> Saying:
    if section.kind == "theme":
        yield "H1", section.title
        yield "P", say(section.standfirst, notes)
        yield from expect_blocks(section.blocks, notes)
        return
    number = "" if find_own_number(section) else find_numeral(section)
    yield "H1", " ".join((number, section.label, section.title))
    yield "P", say(section.standfirst, notes)
    points = [point for point in section.points if point.key]
    if points:
        yield "H2", "Key messages"
    for point in points:
        yield "LBody", say(point.children, notes)
    yield from expect_blocks(section.blocks, notes)


def expect_blocks(blocks: Blocks, notes: _Notes) -> Saying:
    """What `blocks` say; of a pull quote nothing when a paragraph says it."""
    said = " ".join(text_of(block.children) for block in blocks if isinstance(block, Paragraph))
    for block in blocks:
        if isinstance(block, PullQuote) and text_of(block.children).rstrip(".") in said:
            continue
        yield from _expect_block(block, notes)


def _expect_block(block: Block, notes: _Notes) -> Saying:
    match block:
        case Heading():
            yield from _expect_text(f"H{min(block.level, 4)}", block.children, notes)
        case Listing():
            yield from _expect_list(block, notes)
        case Definitions():
            for one in block.items:
                yield from _expect_text("Lbl", one.term, notes)
                yield from expect_blocks(one.blocks, notes)
        case CodeBlock():
            yield "P", " ".join(line.expandtabs(4) for line in block.text.split("\n"))
        case Signature():
            yield from (("P", line) for line in block.lines)
        case Table():
            yield from _expect_table(block, notes)
        case FigureGroup():
            for part in block.parts:
                yield "Figure", part.alternative
                yield from _expect_caption(part, part.label, notes)
            yield from _expect_caption(block, _label(block.number), notes)
        case Figure():
            beside = isinstance(block.artwork, Picture)  # the credit goes up the picture's edge
            yield "Figure", block.alternative
            said = replace(block, credit="") if beside else block
            yield from _expect_caption(said, _label(block.number), notes)
            if beside and block.credit:
                yield "P", block.credit
        case Statistics():
            yield "Figure", "; ".join(_say_fact(one) for one in block.items)
            yield from _expect_caption(block, _label(block.number), notes)
        case _:
            for field, text in list_texts(block):
                yield from _expect_text("P" if field == "children" else "Caption", text, notes)
            yield from expect_blocks(blocks_in(block), notes)


def _expect_list(listing: Listing, notes: _Notes) -> Saying:
    for number, item in enumerate(listing.items, listing.start):
        yield "Lbl", f"{number}." if listing.ordered else "•"
        yield from expect_blocks(item.blocks, notes)


def _expect_table(table: Table, notes: _Notes) -> Saying:
    if table.caption:
        caption = (Text(f"Table {table.number} "), *table.caption)
        yield from _expect_text("Caption", caption, notes)
    covered = set(list_covered(table))
    for number, row in enumerate(table.all_rows):
        head = number < len(table.heads)
        if head or any(cell.children for cell in row.cells):
            for place, cell in enumerate(row.cells):
                named = not place and (names_rows(table) or row.group)
                role = "TH" if head or named else "TD"
                seen = () if (number, place) in covered else (cell,)
                yield from _expect_cells(role, seen, notes)
    if table.source:
        yield from _expect_text("P", table.source, notes)


def _expect_cells(role: str, cells: tuple[Cell, ...], notes: _Notes) -> Saying:
    for cell in cells:
        yield from _expect_text(role, cell.children, notes)


def _label(number: int) -> str:
    return f"Figure {number}" if number else ""


def _expect_caption(figure: Figure | FigureGroup | Statistics, label: str, notes: _Notes) -> Saying:
    caption = say(figure.caption, _Notes())
    stop = "" if caption.rstrip().endswith((".", "!", "?")) or not caption else "."
    credit = f"{stop} {figure.credit}." if figure.credit else ""
    beginning = Text(f"{label} " if label else "")
    yield from _expect_text("Caption", (beginning, *figure.caption, Text(credit)), notes)


def _say_fact(fact: Statistic) -> str:
    return f"{'about ' if fact.approximate else ''}{fact.value} {fact.label}".strip()


# ------------------------------------------------------------------------------ inlines


def _expect_text(role: str, inlines: Inlines, notes: _Notes) -> Saying:
    """The words, then the notes that they call."""
    first = notes.last + 1
    yield role, say(inlines, notes)
    for number, note in enumerate(_find_notes(inlines), first):
        yield "Lbl", notes.name(number)
        yield "Note", say(note.children, notes)


def _find_notes(inlines: Inlines) -> Iterator[Note]:
    for inline in inlines:
        if isinstance(inline, Note):
            yield inline
        elif isinstance(
            inline, Strong | Emphasis | Link | Reference | Indexed | Foreign | AuthorQuery
        ):
            yield from _find_notes(inline.children)


def say(inlines: Inlines, notes: _Notes) -> str:
    """The words of `inlines`, notes as their numbers."""
    return "".join(_say(inline, notes) for inline in inlines)


def say_opening(inlines: Inlines) -> str:
    """The words of `inlines` before the first note."""
    return say(tuple(takewhile(lambda inline: not isinstance(inline, Note), inlines)), _Notes())


def _say(inline: Inline, notes: _Notes) -> str:
    match inline:
        case Text() | Mention() | Abbreviation() | Code():
            return inline.text
        case Strong() | Emphasis() | Link() | Indexed() | Foreign() | AuthorQuery():
            return say(inline.children, notes)
        case Reference():
            return say(inline.children, notes) or _name(inline)
        case Note():
            notes.last += 1
            return notes.name(notes.last)
        case Break():
            return " "
        case _:
            assert_never(inline)


def _name(reference: Reference) -> str:
    if not reference.number[:1].isdigit():
        return reference.number
    return f"{KINDS[reference.kind]}\N{NO-BREAK SPACE}{reference.number}"
