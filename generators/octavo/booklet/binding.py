"""The parts in their order, numbered, drawn and bound into one PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from octavo.booklet.attachment import make_attachment
from octavo.booklet.chapters import make_section
from octavo.booklet.contents import (
    Entry,
    count_contents,
    list_entries,
    make_contents,
    order_entries,
)
from octavo.booklet.editions import Options, choose_press, choose_standard
from octavo.booklet.finishing import finish
from octavo.booklet.imprint import make_imprint
from octavo.booklet.index import collect_pages, make_index
from octavo.booklet.leaves import Book, Leaf, paint_furniture, paint_marking
from octavo.booklet.posters import make_back_cover, make_cover
from octavo.booklet.registers import make_abbreviations, make_photos
from octavo.booklet.template import Part, choose_styles, load_template
from octavo.document import Document, Place, Section
from octavo.generator import Output
from octavo.library import Library
from octavo.page import error
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.metadata import Metadata
from octavo.problem import SourceError
from octavo.theme import load_theme
from octavo.typeset.desk import Desk, NoteNumbers
from octavo.typeset.fonts import load_faces
from octavo.typeset.text import Setting
from octavo.typeset.tokens import Names

MAKERS: dict[Part, Callable[[Book], tuple[Leaf, ...]]] = {
    "cover": make_cover,
    "imprint": make_imprint,
    "photos": make_photos,
    "abbreviations": make_abbreviations,
    "back-cover": make_back_cover,
}


MOST_ROUNDS = 5
"""How often a printed booklet is set again because page numbers in its text moved its pages."""


def bind(document: Document, options: Options, library: Library) -> Output:
    """The finished booklet, with where everything stands in it."""
    book, leaves = _set_book(document, options, library)
    _draw(leaves, book)
    _write_outline(book, _find_pages(leaves, book))
    missing = book.desk.canvas.missing()
    if missing:
        shown = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in missing)
        hint = "name a face that has them in templates/theme.yaml, or write it another way"
        message = f"the faces of the theme have no {shown}"
        raise SourceError((error("TYP001", message, None, hint),))
    places = tuple(Place(*place) for place in _find_pages(leaves, book).items())
    if options.attach_source and options.edition == "screen":
        canvas = book.desk.canvas
        canvas.attach(make_attachment(document, canvas.metadata.date))
    output = Output(book.desk.canvas.finish(), len(leaves), places=places)
    return finish(book, options, output)


def _set_book(document: Document, options: Options, library: Library) -> tuple[Book, list[Leaf]]:
    """The pages. On paper references tell the page, so the book is set until none changes."""
    pages: dict[str, str] = {}
    book = _open_book(document, options, library, pages)
    leaves = _make_leaves(book)
    if options.edition == "screen":
        return book, leaves
    for _ in range(MOST_ROUNDS):
        found = _find_pages(leaves, book)
        if found == pages:
            break
        pages = found
        book = _open_book(document, options, library, pages)
        leaves = _make_leaves(book)
    return book, leaves


def _find_pages(leaves: Sequence[Leaf], book: Book) -> dict[str, str]:
    """The printed page of everything that has an id, in reading order."""
    labelled = zip(leaves, label_pages(leaves, book), strict=True)
    return {name: label for leaf, label in labelled for name in leaf.ids}


def _open_book(
    document: Document, options: Options, library: Library, pages: Mapping[str, str]
) -> Book:
    publication = document.publication
    theme = load_theme(library)
    template = load_template(library, publication.language, theme)
    faces = load_faces(theme)
    words = {kind: template.words[kind].text for kind in ("figure", "table", "section", "about")}
    leads_to = template.words["leads_to"].text.replace("{{ target }}", "{target}")
    on_page = template.words["on_page"].text.replace("{{ page }}", "{page}")
    names = Names(words, leads_to, pages, on_page, theme.small_capitals)
    setting = Setting(theme, faces, publication.language, names)
    press = choose_press(options, library)
    canvas = PdfCanvas(theme, faces, _describe(document), choose_standard(options), press)
    desk = Desk(
        canvas,
        setting,
        choose_styles(theme),
        library,
        words,
        NoteNumbers(),
        template.shape.column,
    )
    return Book(document, template, desk)


def _describe(document: Document) -> Metadata:
    publication = document.publication
    title = ": ".join(part for part in (publication.title, publication.subtitle) if part)
    return Metadata(
        title=title,
        author=publication.imprint.publisher,
        subject=publication.description or publication.event.name,
        keywords=publication.keywords,
        language=publication.language,
        date=publication.event.end or publication.event.start,
    )


def _make_leaves(book: Book) -> list[Leaf]:
    """All pages in order; the contents are made last, when the pages are known."""
    leaves: list[Leaf] = []
    at = -1
    element = book.desk.canvas.root
    for part in book.template.parts:
        if part in ("sections", "foreword"):
            for section in _choose_sections(part, book):
                leaves += make_section(section, book)
        elif part == "contents":
            element = book.desk.canvas.root.add("Sect")
            at = len(leaves)
            leaves += [_blank()] * count_contents(book)
        elif part == "index":
            leaves += make_index(book, collect_pages(leaves, label_pages(leaves, book)))
        elif part != "figures":
            if part == "back-cover" and len(leaves) % 2 == 0:
                leaves.append(_blank())
            leaves += MAKERS[part](book)
    if at >= 0:
        contents = make_contents(book, _find_pages(leaves, book), element)
        leaves[at : at + len(contents)] = contents
    return leaves


def _choose_sections(part: Part, book: Book) -> tuple[Section, ...]:
    """The sections that stand here: forewords apart when they have a place of their own."""
    apart = "foreword" in book.template.parts
    return tuple(
        section
        for section in book.document.sections
        if not apart or (section.kind == "foreword") == (part == "foreword")
    )


def label_pages(leaves: Sequence[Leaf], book: Book) -> tuple[str, ...]:
    """The printed number of each page: roman before the first chapter where the template says."""
    numbered = {section.id for section in book.document.sections if section.number}
    start = next((i for i, leaf in enumerate(leaves) if numbered.intersection(leaf.ids)), 0)
    front = start if book.template.roman else 0
    return tuple(
        write_roman(index + 1) if index < front else str(index + 1 - front)
        for index in range(len(leaves))
    )


ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


def write_roman(number: int) -> str:
    """A number from 1 in small roman numerals: `xiv`."""
    text = ""
    for value, numeral in (*ROMAN, (1, "i")):
        while number >= value:
            text += numeral
            number -= value
    return text


def _blank() -> Leaf:
    return Leaf(_paint_nothing, folio=False)


def _paint_nothing(recto: bool) -> None:
    """Leave the page empty, or as it is."""


def _draw(leaves: list[Leaf], book: Book) -> None:
    """Draw the pages, and let go of what each was drawn from: a long book needs the memory."""
    shape, canvas = book.template.shape, book.desk.canvas
    labels = label_pages(leaves, book)
    for index, (leaf, label) in enumerate(zip(leaves, labels, strict=True), 1):
        recto = index % 2 == 1
        canvas.begin_page(shape.width, shape.height, label)
        canvas.destination(f"page-{label}", shape.height)
        leaf.paint(recto)
        paint_furniture(leaf, label, recto, book)
        paint_marking(leaf, book)
        canvas.end_page()
        leaves[index - 1] = replace(leaf, paint=_paint_nothing)


def _write_outline(book: Book, pages: Mapping[str, str]) -> None:
    entries = list_entries(book)
    if "contents" in book.template.parts:
        entries = (Entry("part-contents", book.say("contents")), *entries)
    for entry in order_entries(entries, pages):
        title = f"{entry.label}: {entry.title}" if entry.label else entry.title
        numbered = f"{entry.number} {title}" if entry.number else title
        book.desk.canvas.outline(numbered, 0, entry.id)
