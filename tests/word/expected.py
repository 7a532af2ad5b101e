"""What the Word version of a document must say, worked out from the document alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias, assert_never
from unicodedata import combining, normalize

from nodes import list_texts
from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Block,
    Blocks,
    Break,
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
    Inlines,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    Publication,
    PullQuote,
    Reference,
    Row,
    Section,
    Signature,
    Statistics,
    Strong,
    Table,
    Text,
)
from octavo.document.walk import blocks_in, query
from octavo.docx.words import WordPhrases, load_words
from octavo.files.library import Memory
from octavo.style.dates import format_dates
from word.marked import Span, mark
from word.readback import Line

Captioned: TypeAlias = Figure | FigureGroup | Statistics | Table


def expect_lines(document: Document) -> list[Line]:
    """All paragraphs of the body in order, as `word.marked` reads them."""
    words = load_words(Memory({}), "templates/word", document.publication.language)
    publication, sections = document.publication, document.sections
    return [
        *_cover(publication),
        *_imprint(publication, words),
        *_contents(document, words),
        *(line for section in sections for line in _section(section, words)),
        *_registers(document, words),
    ]


def drop_fillers(lines: Sequence[Line]) -> list[Line]:
    """`lines` without what Word needs between tables and in rows that are not full."""
    return [line for line in lines if line not in FILLERS]


FILLERS = (Line("Normal", ""), Line("Statistic Label", ""))

# ------------------------------------------------------------------------------ front matter


def _cover(publication: Publication) -> Iterator[Line]:
    event = publication.event
    when = _join(event.place, format_dates(event, publication.language))
    yield from _lines("Cover Kind", publication.kind)
    yield Line("Title", publication.title)
    yield from _lines("Subtitle", publication.subtitle)
    yield from _lines("Cover Text", event.name, when, publication.imprint.publisher)


def _imprint(publication: Publication, words: WordPhrases) -> Iterator[Line]:
    imprint, event = publication.imprint, publication.event
    dates, formats = format_dates(event, publication.language), words.isbn_formats
    subtitle = f": {publication.subtitle}" if publication.subtitle else ""
    yield Line("Imprint Title", f"{publication.title}{subtitle}")
    yield from _lines(
        "Imprint",
        _join(publication.kind, event.name, event.place, dates),
        _join(imprint.edition, imprint.publisher, imprint.place, imprint.year),
        *(f"{words.isbn} {one.isbn} ({formats[one.format]})" for one in imprint.identifiers),
        f"{words.doi} {imprint.doi}" if imprint.doi else "",
        imprint.address,
        *(imprint.copyright, imprint.licence, imprint.disclaimer, imprint.contact),
        *imprint.notes,
    )


def _lines(style: str, *texts: str) -> Iterator[Line]:
    """A line for each text that is not empty."""
    yield from (Line(style, text) for text in texts if text)


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _contents(document: Document, words: WordPhrases) -> Iterator[Line]:
    """The lists of contents, figures and tables."""
    yield Line("TOC Heading", words.contents)
    for section in document.sections:
        number = f"{section.number}\t" if section.number else ""
        yield Line("toc 1", f"{number}{section.title}\t#")
        for heading in query(section.blocks, Heading):
            if heading.level == 2:
                yield Line("toc 2", f"{_plain(heading.children, words)}\t#")
    yield from (
        Line("toc 1", f"{line.text}\t#")
        for line in _registers(document, words)
        if line.style == "Heading 1"
    )
    figures: list[Captioned] = [one for one in query(document.sections, Figure) if not one.part]
    figures += query(document.sections, FigureGroup)
    figures += query(document.sections, Statistics)
    tables: list[Captioned] = [*query(document.sections, Table)]
    yield from _captions(words.figures, words.figure, figures, words)
    yield from _captions(words.tables, words.table, tables, words)


def _captions(
    title: str, name: str, blocks: Sequence[Captioned], words: WordPhrases
) -> Iterator[Line]:
    captioned = sorted((one for one in blocks if one.caption), key=lambda one: one.number)
    yield from _lines("List Heading", title if captioned else "")
    for one in captioned:
        label = f"{name}\u00a0{one.number}\u2002"
        yield Line("table of figures", f"{label}{_plain(one.caption, words)}\t#")


def _registers(document: Document, words: WordPhrases) -> Iterator[Line]:
    """What follows the last section: photographs, abbreviations, index."""
    if document.photos:
        yield Line("Heading 1", words.photographs)
        if not all(photo.file for photo in document.photos):
            yield Line("Body Text", words.photographs_not_supplied)
        head = (words.photograph_number, words.photograph_caption, words.photograph_credit)
        yield from _row(*head)
        for photo in document.photos:
            yield from _row(str(photo.number), photo.caption, photo.credit)
    if document.abbreviations:
        yield Line("Heading 1", words.abbreviations)
        yield from _row(words.short_form, words.meaning)
        for term in document.abbreviations:
            yield from _row(term.short, term.expansion)
    entries = {indexed.entry for indexed in query(document.sections, Indexed)}
    if entries:
        yield Line("Heading 1", words.index)
        yield from (Line("index 1", f"{entry}, #") for entry in sorted(entries, key=_fold))


def _fold(entry: str) -> str:
    """What an entry is sorted by: its letters without accents and capitals."""
    return "".join(c for c in normalize("NFD", entry).casefold() if not combining(c))


def _row(*cells: str) -> Iterator[Line]:
    yield from (Line("Table Text", cell) for cell in cells)


# ------------------------------------------------------------------------------ sections


def _section(section: Section, words: WordPhrases) -> Iterator[Line]:
    yield from _lines("Eyebrow", section.label)
    yield Line("Heading 1", section.title)
    if section.standfirst:
        yield Line("Standfirst", _say(section.standfirst, words))
    points = [point for point in section.points if point.key]
    if points:
        yield Line("Key Message Heading", words.key_messages)
    yield from (Line("Key Message", _say(point.children, words)) for point in points)
    yield from _blocks(section.blocks, "Body Text", 0, words)


def _blocks(blocks: Blocks, style: str, level: int, words: WordPhrases) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block, style, level, words)


def _block(block: Block, style: str, level: int, words: WordPhrases) -> Iterator[Line]:
    match block:
        case Paragraph(children):
            yield Line(style, _say(children, words))
        case Heading(depth, children):
            yield Line(f"Heading {depth}", _say(children, words))
        case Listing():
            yield from _listing(block, level, words)
        case Definitions(items):
            for item in items:
                yield from _named(item, level, words)
        case CodeBlock(text):
            yield from (Line("Code", line.expandtabs(4).rstrip()) for line in text.split("\n"))
        case PullQuote(children):
            yield Line("Intense Quote", _say(children, words))
        case Signature(lines):
            yield Line("Signature Name", lines[0])
            yield from (Line("Signature", line) for line in lines[1:])
        case Table():
            yield from _table(block, words)
        case FigureGroup():
            for part in block.parts:
                yield Line("Figure", "")
                label = f"{part.label}\u2002" if part.label else ""
                yield from _lines("Caption", f"{label}{_say(part.caption, words)}")
                yield from _lines("Credit", part.credit)
            yield from _legend(words.figure, block.number, block.caption, block.credit, words)
        case Figure():
            yield Line("Figure", "")
            yield from _legend(words.figure, block.number, block.caption, block.credit, words)
        case Statistics():
            for fact in block.items:
                yield Line("Statistic Number", f"{words.about} " * fact.approximate + fact.value)
                yield Line("Statistic Label", fact.label)
            yield from _legend(words.figure, block.number, block.caption, block.credit, words)
        case _:
            yield from _named(block, level, words)


def _named(node: object, level: int, words: WordPhrases) -> Iterator[Line]:
    """What a node says in styles that are named after it and its fields."""
    kind = type(node).__name__
    for field, text in list_texts(node):
        yield Line(f"{kind} {field.capitalize()}", _say(text, words))
    yield from _blocks(blocks_in(node), kind, level, words)


def _listing(block: Listing, level: int, words: WordPhrases) -> Iterator[Line]:
    end = f" {min(level, 2) + 1}" if level else ""
    name = "List Number" if block.ordered else "List Bullet"
    for item in block.items:
        first, *rest = item.blocks
        assert isinstance(first, Paragraph)
        yield Line(f"{name}{end}", _say(first.children, words))
        yield from _blocks(tuple(rest), f"List Continue{end}", level + 1, words)


def _table(block: Table, words: WordPhrases) -> Iterator[Line]:
    yield from _legend(words.table, block.number, block.caption, "", words)
    rows = block.all_rows
    for number, row in enumerate(rows):
        bold = 0 < number < len(block.heads) or (block.total and number == len(rows) - 1)
        for place, cell in enumerate(row.cells):
            if not any(_goes_over(rows, number, place, above) for above in range(number + 1)):
                said = _embolden(cell.children) if bold else cell.children
                style = "Table Group" if row.group else "Table Text"
                yield Line(style, _say(said, words))
    if block.source:
        yield Line("Credit", _say(block.source, words))


def _embolden(inlines: Inlines) -> Inlines:
    """The inlines in bold, but for the ends of lines."""
    return tuple(one if isinstance(one, Break) else Strong((one,)) for one in inlines)


def _goes_over(rows: tuple[Row, ...], number: int, place: int, above: int) -> bool:
    """Whether a cell to the left goes over the place: one above leaves a paragraph there."""
    return any(
        cell.columns > place - left and cell.rows > number - above
        for left, cell in enumerate(rows[above].cells[:place])
    )


def _legend(
    name: str, number: int, caption: Inlines, credit: str, words: WordPhrases
) -> Iterator[Line]:
    if caption:
        label = Span(f"{name}\u00a0{number}\u2002")
        yield Line("Caption", mark([label, *_spans(caption, words)]))
    yield from _lines("Credit", credit)


# ------------------------------------------------------------------------------ inlines


def _say(inlines: Inlines, words: WordPhrases) -> str:
    return mark(_spans(inlines, words))


def _spans(
    inlines: Inlines, words: WordPhrases, bold: bool = False, stressed: bool = False
) -> Iterator[Span]:
    for inline in inlines:
        match inline:
            case Strong(children):
                yield from _spans(children, words, True, stressed)
            case Emphasis(children):
                yield from _spans(children, words, bold, not stressed)
            case (
                Link(_, children)
                | Indexed(children, _)
                | Foreign(children, _)
                | AuthorQuery(_, children)
            ):
                yield from _spans(children, words, bold, stressed)
            case Reference(_, children) if children:
                yield from _spans(children, words, bold, stressed)
            case Code(text):
                yield Span(text, bold)
            case Note(children):
                yield Span(f"[^{_say(children, words)}]", is_note=True)
            case _:
                yield Span(_word(inline, words), bold, stressed)


def _word(inline: Text | Abbreviation | Mention | Break | Reference, words: WordPhrases) -> str:
    match inline:
        case Text(text) | Abbreviation(text, _) | Mention(_, text):
            return text
        case Break():
            return "\n"
        case Reference():
            return _refer(inline, words)
        case _:
            assert_never(inline)


def _refer(reference: Reference, words: WordPhrases) -> str:
    name = {"figure": words.figure, "table": words.table}.get(reference.kind)
    if name is None and not reference.number.isdigit():
        return reference.number
    return "\u00a0".join([name or words.section] + [reference.number] * bool(reference.number))


def _plain(inlines: Inlines, words: WordPhrases) -> str:
    """The words alone, in one line and without notes, as a list shows them."""
    spans = _spans(inlines, words)
    return "".join(span.text for span in spans if not span.is_note).replace("\n", " ")
