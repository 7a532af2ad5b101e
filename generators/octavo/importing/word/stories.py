"""The paragraphs, tables and boxes of a story of a Word file, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from octavo.docx.elements import XmlElement, attribute, child, is_on, name_of, value
from octavo.docx.house.package import Relation
from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignDivider,
    ForeignFigure,
    ForeignInline,
    ForeignPicture,
    ForeignRun,
)
from octavo.importing.word.arranging import arrange
from octavo.importing.word.fields import CONTENTS
from octavo.importing.word.numbering import ListLabel
from octavo.importing.word.paragraphs import StoryItem, WordParagraph, plain_text
from octavo.importing.word.reading import RIGHT_TO_LEFT, Reading, report_unknown
from octavo.importing.word.runs import PAGE_BREAK, WordInlines, read_inlines
from octavo.importing.word.styles import settle_look
from octavo.importing.word.tables import read_table
from octavo.importing.word.wording import choose, first_words, words_of

_PARAGRAPH, _TABLE, _CONTROL = name_of("w:p"), name_of("w:tbl"), name_of("w:sdt")
_WRAPPERS = frozenset(
    map(name_of, ("w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:sdtContent"))
)
_ALTERNATES, _BOOKMARK, _CHUNK = (
    name_of("mc:AlternateContent"),
    name_of("w:bookmarkStart"),
    name_of("w:altChunk"),
)
_BLOCKS = (_PARAGRAPH, _TABLE)
_SILENT = frozenset(map(name_of, ("w:tcPr", "w:sectPr", "w:sdtPr")))
_GALLERIES = ("Table of Contents", "Table of Figures")
_HIDDEN = "Word hides these words, so that whoever sent the file may not know of them"
_PLACEHOLDER = "Word shows them where nothing was filled in"
_MADE_ANEW = "contents, lists and indexes are made anew from the text"
_CHUNK_REASON = "text of another format inside the file: open it in Word and save it once"


def read_blocks(reading: Reading, elements: Iterable[XmlElement]) -> tuple[ForeignBlock, ...]:
    """What stands inside something else, as blocks: of a note, a cell, a text box."""
    return arrange(list(read_items(reading, elements)), reading, whole=False)


def read_items(reading: Reading, elements: Iterable[XmlElement]) -> Iterator[StoryItem]:
    """The paragraphs and blocks of a story in their order, not yet arranged."""
    joined: list[XmlElement] = []
    for element in list_blocks(elements, reading):
        if element.tag == _PARAGRAPH:
            joined.append(element)
            if not _mark_is_deleted(element):
                yield from _read_paragraph(joined, reading)
                joined = []
        elif element.tag == _TABLE:
            if joined:
                yield from _read_paragraph(joined, reading)
                joined = []
            yield from read_table(element, reading)
    if joined:
        yield from _read_paragraph(joined, reading)


def list_blocks(elements: Iterable[XmlElement], reading: Reading) -> Iterator[XmlElement]:
    """The paragraphs and tables among `elements`, whatever wraps them."""
    for element in elements:
        tag = element.tag
        if tag in _BLOCKS:
            yield element
        elif tag == _CONTROL:
            yield from _list_control(element, reading)
        elif tag in _WRAPPERS:
            yield from list_blocks(element, reading)
        elif tag == _ALTERNATES:
            yield from list_blocks(choose(element), reading)
        elif tag == _BOOKMARK:
            reading.anchors.append(attribute(element, "w:name"))
        elif tag == _CHUNK:
            related: Relation | None = reading.relations.get(attribute(element, "r:id"))
            words = related.target.rpartition("/")[2] if related else ""
            reading.report("not imported", "parts of other formats", words, _CHUNK_REASON)
        elif len(element) and tag not in _SILENT:
            report_unknown(element, reading)


def _list_control(control: XmlElement, reading: Reading) -> Iterator[XmlElement]:
    properties = child(control, "w:sdtPr")
    if child(properties, "w:showingPlcHdr") is not None:
        reading.report("not imported", "placeholders", words_of(control), _PLACEHOLDER)
        return
    gallery = value(child(properties, "w:docPartObj"), "w:docPartGallery")
    content = child(control, "w:sdtContent")
    if gallery in _GALLERIES:
        kind = "tables of contents and indexes"
        reading.report("not imported", kind, words_of(control), _MADE_ANEW)
    elif content is not None:
        yield from list_blocks(content, reading)


def _mark_is_deleted(paragraph: XmlElement) -> bool:
    mark = child(child(paragraph, "w:pPr"), "w:rPr")
    return child(mark, "w:del") is not None


def _read_paragraph(joined: list[XmlElement], reading: Reading) -> Iterator[StoryItem]:
    """The lines of paragraphs that are one, and what floats beside them."""
    properties = child(joined[-1], "w:pPr")
    look = settle_look(reading.document.sheet, properties)
    if look.outline:
        _end_contents(reading)
    reading.counts["paragraph"] += 0 if reading.place else len(joined)
    whole = reading.place
    inlines = WordInlines(look, anchors=reading.anchors)
    reading.anchors = []
    if not whole:
        reading.place = _name_place(joined, reading)
    reading.begin_paragraph()
    for paragraph in joined:
        read_inlines(paragraph, reading, inlines)
    if "".join(inlines.hidden).strip():
        reading.report("not imported", "hidden text", "".join(inlines.hidden), _HIDDEN)
    if inlines.right_to_left * 2 > inlines.letters:
        reading.counts[RIGHT_TO_LEFT] += 1
    place = reading.place
    if is_on(properties, "w:pageBreakBefore"):
        yield ForeignDivider(place=place)
    yield from _make_lines(inlines, properties, reading)
    yield from _make_boxes(inlines, place)
    reading.place = whole


def _end_contents(reading: Reading) -> None:
    """Close contents that no mark ends, at the first heading after them: else all would be lost."""
    if any(one.kind in CONTENTS for one in reading.fields):
        for one in reading.fields:
            if one.kind in CONTENTS:
                kind = "tables of contents and indexes"
                reading.report("not imported", kind, "".join(one.words), _MADE_ANEW)
        reading.fields.clear()


def _name_place(joined: list[XmlElement], reading: Reading) -> str:
    words = first_words(words_of(*joined), 6)
    place = f"paragraph {reading.counts['paragraph']}"
    return f"{place}, “{words}”" if words else place


def _make_lines(
    inlines: WordInlines, properties: XmlElement | None, reading: Reading
) -> Iterator[StoryItem]:
    """The text of a paragraph, in as many lines as page breaks make of it, or its pictures."""
    pieces = list(_divide(inlines.found))
    anchors = tuple(inlines.anchors)
    drawn = child(properties, "w:pBdr") is not None
    # a paragraph without words counts as well
    label = reading.document.numbering.label(inlines.look, value(properties, "w:pStyle"))
    for at, piece in enumerate(pieces):
        if at:
            yield ForeignDivider(place=reading.place)
        if _has_words(piece):
            line = _make_line(piece, anchors, inlines, reading, None if at else label)
            anchors = ()
            yield from _part_pictures(line) if line.outline else (line,)
        else:
            figures = list(_make_figures(piece, anchors, reading.place))
            yield from figures
            anchors = () if figures else anchors
    if not any(pieces) and drawn:
        yield ForeignDivider(place=reading.place)
    if anchors:
        reading.anchors = [*anchors, *reading.anchors]


def _make_figures(
    piece: list[ForeignInline], anchors: tuple[str, ...], place: str
) -> Iterator[ForeignFigure]:
    """The pictures of a paragraph that has nothing else; what leads to it leads to the first."""
    pictures = (one for one in piece if isinstance(one, ForeignPicture))
    for at, picture in enumerate(pictures):
        yield ForeignFigure(place=place, anchors=() if at else anchors, picture=picture)


def _part_pictures(line: WordParagraph) -> Iterator[StoryItem]:
    """A heading without its pictures, which follow it."""
    words = tuple(one for one in line.text if not isinstance(one, ForeignPicture))
    yield replace(line, text=words)
    yield from _make_figures([*line.text], (), line.place)


def _make_line(
    piece: list[ForeignInline],
    anchors: tuple[str, ...],
    inlines: WordInlines,
    reading: Reading,
    label: ListLabel | None,
) -> WordParagraph:
    look, letters = inlines.look, inlines.letters
    return WordParagraph(
        place=reading.place,
        text=tuple(piece),
        anchors=anchors,
        style=look.style.casefold(),
        names=look.names,
        outline=look.outline if len(plain_text(tuple(piece)).strip()) else 0,
        label=label,
        indent=label.indent if label else look.indent or 0,
        centred=look.alignment == "center",
        bold=bool(letters) and inlines.bold == letters,
        italic=bool(letters) and inlines.italic == letters,
        caps=bool(letters) and inlines.caps == letters,
        size=max(inlines.sizes, default=0),
        counted=inlines.counted,
    )


def _divide(found: list[ForeignInline]) -> Iterator[list[ForeignInline]]:
    """The inlines between page breaks."""
    piece: list[ForeignInline] = []
    for one in found:
        if not isinstance(one, ForeignRun) or PAGE_BREAK.text not in one.text:
            piece.append(one)
            continue
        first, *others = one.text.split(PAGE_BREAK.text)
        piece += _run(first, one)
        for text in others:
            yield piece
            piece = list(_run(text, one))
    yield piece


def _run(text: str, like: ForeignRun) -> Iterator[ForeignRun]:
    if text:
        yield ForeignRun(text, like.emphasis, like.language, like.link)


def _has_words(piece: list[ForeignInline]) -> bool:
    """Whether there is more than pictures and space."""
    return any(
        one.text.strip() if isinstance(one, ForeignRun) else not isinstance(one, ForeignPicture)
        for one in piece
    )


def _make_boxes(inlines: WordInlines, place: str) -> Iterator[ForeignBlock]:
    for one in inlines.boxes:
        if isinstance(one, ForeignPicture):
            yield ForeignFigure(place=place, picture=one)
        elif not isinstance(one, tuple):
            yield one
        elif len(one) == 1 and isinstance(one[0], ForeignFigure):
            yield one[0]
        elif one:
            yield ForeignAside(place=f"{place}, a text box", blocks=one)
