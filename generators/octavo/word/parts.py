"""The parts of the book after the imprint: contents, sections, photographs, abbreviations."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.document import Photo, Point, Section, Term
from octavo.docx.blocks import BlockContext, write_blocks
from octavo.docx.contents import captions_list, contents_list, index_list
from octavo.docx.identity import heading_name, label_name
from octavo.docx.inlines import write_inlines
from octavo.docx.layout import twips
from octavo.docx.markup import Marks, TableCell, TableMarkup, comment, paragraph, run, table
from octavo.docx.part_state import (
    ListEntry,
    WriteContext,
    ask,
    name_block,
    name_place,
    number_title,
)
from octavo.docx.sections import separate_tables
from octavo.docx.widths import letter_width, share_width


def write_contents(writing: WriteContext) -> list[str]:
    """The contents, the list of figures and the list of tables, from what has been written."""
    words, entries = writing.words, writing.state.entries
    headings = [entry for entry in entries if not entry.list]
    written = [contents_list(words.contents, headings, writing, "<w:pageBreakBefore/>")]
    for title, label in ((words.figures, words.figure), (words.tables, words.table)):
        lines = captions_list(label, [entry for entry in entries if entry.list == label], writing)
        if lines:
            written += [paragraph("ListHeading", run(title)), *lines]
    return written


def write_section(section: Section, writing: WriteContext) -> list[str]:
    """One section: label, title, authors, standfirst, key messages, text."""
    state, written = writing.state, list[str]()
    state.turned = False
    if section.label:
        label = name_place(state, label_name(section.id), run(section.label))
        written.append(paragraph("Eyebrow", label))
    written.append(_write_title(section, writing))
    written += _write_authors(section, writing)
    if section.standfirst:
        standfirst = write_inlines(section.standfirst, writing, Marks(slanted=True))
        named = name_block(state, f"{section.id}/standfirst", standfirst)
        written.append(paragraph("Standfirst", named))
    messages = [point for point in section.points if point.key]
    written += _write_key_messages(messages, writing)
    titled = not section.standfirst and not messages
    place = BlockContext(section.id, turns=True, below_title=titled)
    written += write_blocks(section.blocks, place, writing)
    return separate_tables(written, writing.theme.leading)


def write_photographs(photos: Sequence[Photo], writing: WriteContext) -> list[str]:
    """The register of photographs; nothing without any."""
    if not photos:
        return []
    words = writing.words
    written = [_write_heading(words.photographs, "photographs", writing)]
    if not all(photo.file for photo in photos):
        written.append(paragraph("BodyText", run(words.photographs_not_supplied)))
    header = (words.photograph_number, words.photograph_caption, words.photograph_credit)
    rows = [(str(photo.number), photo.caption, photo.credit) for photo in photos]
    written.append(_write_register("photographs", words.photographs, [header, *rows], writing))
    return written


def write_abbreviations(terms: Sequence[Term], writing: WriteContext) -> list[str]:
    """The list of abbreviations; nothing without any."""
    if not terms:
        return []
    words = writing.words
    header = (words.short_form, words.meaning)
    rows = [header, *((term.short, term.expansion) for term in terms)]
    return [
        _write_heading(words.abbreviations, "abbreviations", writing),
        _write_register("abbreviations", words.abbreviations, rows, writing),
    ]


def write_index(writing: WriteContext) -> list[str]:
    """The index of what has been written; nothing without entries."""
    lines = index_list(writing.state.index, writing.conventions.alphabet)
    if not lines:
        return []
    return [_write_heading(writing.words.index, "index", writing), *lines]


def _write_title(section: Section, writing: WriteContext) -> str:
    state = writing.state
    properties, label = number_title(state, section.number)
    name = heading_name(section.id)
    state.entries.append(ListEntry("", 1, label.text, section.title, name, label.follow))
    title = run(section.title)
    if not section.label:
        title = name_place(state, label_name(section.id), title)
    elif state.definitions.looks.breaks:
        properties = f'<w:pageBreakBefore w:val="0"/>{properties}'  # the label has begun the page
    title = name_block(state, section.id, name_place(state, name, title))
    for query in section.queries:
        title = comment(ask(state, query.text), title)
    return paragraph("Heading1", title, properties)


def _write_authors(section: Section, writing: WriteContext) -> list[str]:
    """Who signs the section, one line each, with a line of space below the last."""
    after = f'<w:spacing w:after="{twips(writing.theme.leading * writing.layout.scale)}"/>'
    last = len(section.authors) - 1
    written: list[str] = []
    for place, author in enumerate(section.authors):
        words = run(author.name, Marks(bold=True))
        words += run(f", {author.affiliation}" if author.affiliation else "")
        written.append(paragraph("Signature", words, after if place == last else "<w:keepNext/>"))
    return written


def _write_heading(title: str, id: str, writing: WriteContext) -> str:
    """The title of a part that the source does not have as a section."""
    state = writing.state
    properties, _ = number_title(state, 0)
    state.entries.append(ListEntry("", 1, "", title, heading_name(id)))
    return paragraph("Heading1", name_place(state, heading_name(id), run(title)), properties)


def _write_key_messages(points: Sequence[Point], writing: WriteContext) -> list[str]:
    if not points:
        return []
    after = f'<w:spacing w:after="{twips(writing.theme.leading * writing.layout.scale)}"/>'
    last = len(points) - 1
    return [
        paragraph("KeyMessageHeading", run(writing.words.key_messages)),
        *(
            paragraph(
                "KeyMessage",
                name_block(writing.state, point.id, write_inlines(point.children, writing)),
                after if place == last else "<w:keepNext/>",
            )
            for place, point in enumerate(points)
        ),
    ]


def _write_register(
    id: str, title: str, rows: Sequence[Sequence[str]], writing: WriteContext
) -> str:
    columns = share_width(rows, twips(writing.layout.measure), letter_width(writing.layout))
    cells = [
        [
            TableCell(
                paragraph(
                    "TableText",
                    name_block(writing.state, f"{id}.{count}", run(text))
                    if not place
                    else run(text),
                )
            )
            for place, text in enumerate(row)
        ]
        for count, row in enumerate(rows)
    ]
    banded = writing.state.definitions.looks.banded
    return table(TableMarkup("HouseTable", columns, heads=1, title=title, banded=banded), cells)
