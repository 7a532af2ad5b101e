"""The parts in their order, numbered, drawn and bound into one PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from octavo.booklet.chapters import make_section
from octavo.booklet.leaves import Book, Leaf, paint_furniture
from octavo.booklet.lists import (
    count_contents,
    list_entries,
    make_abbreviations,
    make_contents,
    make_imprint,
    make_photos,
)
from octavo.booklet.posters import make_back_cover, make_cover
from octavo.booklet.template import Part, Template, choose_styles, load_template
from octavo.document import Document, Place
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


def bind(document: Document, library: Library) -> Output:
    """The finished booklet, with where everything stands in it."""
    book = _open_book(document, library)
    leaves = _make_leaves(book)
    _draw(leaves, book)
    _write_outline(book)
    missing = book.desk.canvas.missing()
    if missing:
        shown = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in missing)
        hint = "name a face that has them in templates/theme.yaml, or write it another way"
        message = f"the faces of the theme have no {shown}"
        raise SourceError((error("TYP001", message, None, hint),))
    places = tuple(
        Place(name, str(index)) for index, leaf in enumerate(leaves, 1) for name in leaf.ids
    )
    return Output(book.desk.canvas.finish(), len(leaves), places=places)


def _open_book(document: Document, library: Library) -> Book:
    publication = document.publication
    theme = load_theme(library)
    template = load_template(library, publication.language, theme)
    faces = load_faces(theme)
    words = {kind: template.words[kind].text for kind in ("figure", "table", "section", "about")}
    leads_to = template.words["leads_to"].text.replace("{{ target }}", "{target}")
    setting = Setting(theme, faces, publication.language, Names(words, leads_to))
    canvas = PdfCanvas(theme, faces, _describe(document))
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


def _make_leaves(book: Book) -> tuple[Leaf, ...]:
    """All pages in order; the contents are made last, when the pages are known."""
    leaves: list[Leaf] = []
    at = -1
    element = book.desk.canvas.root
    for part in book.template.parts:
        if part == "sections":
            for section in book.document.sections:
                leaves += make_section(section, book)
        elif part == "contents":
            element = book.desk.canvas.root.add("Sect")
            at = len(leaves)
            leaves += [_blank()] * count_contents(book)
        else:
            if part == "back-cover" and len(leaves) % 2 == 0:
                leaves.append(_blank())
            leaves += MAKERS[part](book)
    if at >= 0:
        pages = {name: str(i) for i, leaf in enumerate(leaves, 1) for name in leaf.ids}
        contents = make_contents(book, pages, element)
        leaves[at : at + len(contents)] = [replace(contents[0], running_head=""), *contents[1:]]
    return tuple(leaves)


def _blank() -> Leaf:
    def paint(recto: bool) -> None:
        """Nothing."""

    return Leaf(paint, folio=False)


def _draw(leaves: tuple[Leaf, ...], book: Book) -> None:
    shape, canvas = book.template.shape, book.desk.canvas
    for index, leaf in enumerate(leaves, 1):
        recto = index % 2 == 1
        canvas.begin_page(shape.width, shape.height, str(index))
        leaf.paint(recto)
        paint_furniture(leaf, str(index), recto, book)
        canvas.end_page()


def _write_outline(book: Book) -> None:
    if "contents" in book.template.parts:
        book.desk.canvas.outline(book.say("contents"), 0, "part-contents")
    for entry in list_entries(book):
        title = f"{entry.label}: {entry.title}" if entry.label else entry.title
        numbered = f"{entry.number} {title}" if entry.number else title
        book.desk.canvas.outline(numbered, 0, entry.id)


__all__ = ["bind"]


def describe_template(template: Template) -> str:
    """How large the page is and how much stands on it, for `--verbose`."""
    shape = template.shape
    return f"{shape.width:.0f} × {shape.height:.0f} pt, {shape.lines} lines"
