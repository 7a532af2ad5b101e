"""The booklet for a preview: each part in a file of its own, drawn again only when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from octavo.artwork.figure_data import list_undrawable
from octavo.booklet.assembly import (
    PageCount,
    choose_sections,
    draw,
    draw_page,
    make_part,
    open_book,
    paint_nothing,
    plan_pages,
)
from octavo.booklet.chapters import make_section
from octavo.booklet.contents import ListedSection, list_section
from octavo.booklet.editions import BookletOptions
from octavo.booklet.full_bleed import list_misplaced
from octavo.booklet.page_plan import Plan, SectionDraft, SectionPlan, prepare_section
from octavo.booklet.pages import BookContext, BookPage, find_pages
from octavo.booklet.template import Part
from octavo.document import Document, Place, Section
from octavo.document.kept_values import KeptValues, Placed
from octavo.document.problem import Problem, SourceError
from octavo.files.library import Library
from octavo.fonts.coverage import list_missing
from octavo.generator import PartFile, PreviewOutput
from octavo.pdf.canvas import PdfCanvas
from octavo.typeset.context import NoteNumbers
from octavo.typeset.tokens import MENTIONS

Value = TypeVar("Value")
REGISTERS = ("part-photos", "part-abbreviations", "part-index")
"""How the other parts are called that the contents list."""


@dataclass(frozen=True, slots=True)
class _DrawnPart:
    """A part as it was drawn."""

    file: PartFile
    pages: tuple[BookPage, ...]
    """What each is, with nothing left to draw."""
    count: PageCount
    """At its end."""
    note: int
    """The number of the first note after it."""
    missing: tuple[str, str] = ("", "")
    """Characters that the faces of text, and those of code, do not have."""
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Noted(Generic[Value]):
    """What was made, and the files that it was made from."""

    value: Value
    read: Mapping[str, bytes | None]


def draw_kept(
    document: Document, options: BookletOptions, library: Library, kept: KeptValues
) -> PreviewOutput:
    """The pages of the booklet, of which those of parts are drawn that have changed.

    On paper, where the text tells page numbers, all are drawn. Raises `SourceError`.
    """
    if options.edition != "screen":
        output = draw(document, options, library)
        return PreviewOutput((PartFile(output.data, output.origins),), output.places)
    book = open_book(document, options, library, {})
    drawing = _KeptBooklet(book, kept)
    parts = drawing.draw_all()
    _raise_faults(document, parts)
    pages = find_pages(drawing.done)
    places = tuple(Place(*place) for place in pages.items() if MENTIONS not in place[0])
    return PreviewOutput(tuple(part.file for part in parts if part.file.data), places)


def _raise_faults(document: Document, parts: Iterable[_DrawnPart]) -> None:
    parts = tuple(parts)
    faults = tuple(dict.fromkeys(fault for part in parts for fault in part.faults))
    if faults:
        raise SourceError(faults)
    text, code = ("".join(sorted({*"".join(said)})) for said in _list_missing(parts))
    if text or code:
        raise SourceError(list_missing(document, text, code))


def _list_missing(parts: Sequence[_DrawnPart]) -> Iterator[list[str]]:
    yield [part.missing[0] for part in parts]
    yield [part.missing[1] for part in parts]


class _KeptBooklet:
    """A booklet while its parts are drawn or found among those that are kept."""

    def __init__(self, book: BookContext, kept: KeptValues) -> None:
        self._book = book
        self._kept = kept
        self._plan: Plan = {}
        document, context = book.document, book.typeset
        heads = tuple(map(_behead, document.sections))
        self._frame = Placed(replace(document, sections=heads, facts=()))
        """All that a part may know of what stands in others. Facts stand in the text already."""
        self._setting = book.template, context.text, context.styles, tuple(context.names.items())
        self.done: list[BookPage] = []
        """The pages so far; in the end all of them."""
        self._count = PageCount()
        self._note = 1
        self._names: set[object] = set()

    def draw_all(self) -> tuple[_DrawnPart, ...]:
        """All parts in their order; those that tell the pages of others are drawn last."""
        if self._book.template.total:
            self._plan = plan_pages(self._book, self._find_draft)
        parts: list[_DrawnPart | None] = []
        late: list[tuple[int, PageCount]] = []
        for part in self._book.template.parts:
            if part in {"sections", "foreword"}:
                parts += map(self._find_section, choose_sections(part, self._book))
            elif part == "contents":
                late.append((len(parts), self._count))
                parts.append(None)
                self._reserve_contents()
            else:
                parts.append(self._find_part(part))
        for place, count in late:
            parts[place] = self._find_contents(count)
        self._kept.forget_others(frozenset(self._names))
        return tuple(part for part in parts if part)

    def _find_draft(self, section: Section, note: int) -> SectionDraft:
        untitled = replace(self._frame.node.publication, title="")
        frame = replace(self._frame.node, publication=untitled)

        def make(library: Library) -> SectionDraft:
            book = self._renew(self._show(section), library)
            return prepare_section(book, section, note)

        made_from = section, note, frame, self._setting
        return self._keep_noted(("draft", section.id), made_from, make)

    def _show(self, section: Section) -> Document:
        """The document with the whole of one section."""
        sections = tuple(
            section if one is section else head
            for one, head in zip(
                self._book.document.sections, self._frame.node.sections, strict=True
            )
        )
        return replace(self._frame.node, sections=sections)

    def _find_section(self, section: Section) -> _DrawnPart:
        plan = self._plan.get(section.id)
        document = self._show(section)
        made_from = Placed(section), plan
        make = partial(_make_section, section, plan, self._count.all)
        return self._go_on(self._find(("section", section.id), made_from, document, make))

    def _find_part(self, part: Part) -> _DrawnPart:
        done = tuple(self.done)
        leads = tuple((page.entries, page.label) for page in done) if part == "index" else ()

        def make(book: BookContext) -> Iterable[BookPage]:
            return make_part(part, book, done)

        return self._go_on(self._find(("part", part), leads, self._frame.node, make))

    def _reserve_contents(self) -> None:
        """Count the pages of the contents, which are as many whatever they say."""

        def make() -> tuple[BookPage, ...]:
            made = make_part("contents", self._renew(self._book.document), ())
            return tuple(replace(page, paint=paint_nothing) for page in made)

        made_from = self._listed(), self._frame, self._setting
        pages = self._keep(("reserved",), made_from, make)
        for page in pages:
            numbered, self._count = self._count.go_on(page, self._book)
            self.done.append(numbered)

    def _find_contents(self, count: PageCount) -> _DrawnPart:
        done, listed = tuple(self.done), self._listed()
        ids = {*REGISTERS, *(id for section in listed for id in section.ids)}
        pages = tuple(place for place in find_pages(done).items() if place[0] in ids)

        def make(book: BookContext) -> Iterable[BookPage]:
            whole = replace(book, document=self._book.document)
            return make_part("contents", whole, done)

        self._count = count
        return self._find(("part", "contents"), (listed, pages), self._frame.node, make)

    def _listed(self) -> tuple[ListedSection, ...]:
        return tuple(
            self._keep(("listed", one.id), (one,), partial(list_section, one, self._book))
            for one in self._book.document.sections
        )

    def _go_on(self, drawn: _DrawnPart) -> _DrawnPart:
        self.done += drawn.pages
        self._count, self._note = drawn.count, drawn.note
        return drawn

    def _find(
        self,
        name: tuple[str, str],
        made_from: tuple[object, ...],
        document: Document,
        make: Callable[[BookContext], Iterable[BookPage]],
    ) -> _DrawnPart:
        """The part of that name, drawn if anything of what it is made from has changed."""
        before = self._count, self._note

        def draw_part(library: Library) -> _DrawnPart:
            return _draw_part(make, self._renew(document, library), before)

        return self._keep_noted(name, (*made_from, self._frame, self._setting, before), draw_part)

    def _keep_noted(
        self,
        name: tuple[str, ...],
        made_from: tuple[object, ...],
        make: Callable[[Library], Value],
    ) -> Value:
        """What `make` gives, made again too when a file has changed that it was made from."""
        library, read = self._book.typeset.library, dict[str, bytes | None]()
        noted = _NotedLibrary(library, read)
        last = self._kept.find_last(name)
        known = tuple(last.read.items()) if isinstance(last, _Noted) else ()
        again = any(_read(library, file) != data for file, data in known)
        return self._keep(name, made_from, lambda: _Noted(make(noted), read), again).value

    def _renew(self, document: Document, library: Library | None = None) -> BookContext:
        """The book with an empty file to be drawn into, which shows the document."""
        context = self._book.typeset
        old = context.canvas
        canvas = PdfCanvas(old.theme, old.faces, old.metadata, old.standard, old.press)
        own = replace(
            context,
            canvas=canvas,
            library=library or context.library,
            notes=NoteNumbers(self._note),
            faults=[],
        )
        return replace(self._book, document=document, typeset=own, marking=canvas.root.add("P"))

    def _keep(
        self,
        name: tuple[str, ...],
        made_from: tuple[object, ...],
        make: Callable[[], Value],
        again: bool = False,
    ) -> Value:
        self._names.add(name)
        return self._kept.find(name, made_from, make, again)


def _behead(section: Section) -> Section:
    """Of a section, what others may know."""
    return Section(section.id, "", section.kind, (), number=section.number)


def _make_section(
    section: Section, plan: SectionPlan | None, before: int, book: BookContext
) -> Iterable[BookPage]:
    return make_section(section, book, before, plan)


def _draw_part(
    make: Callable[[BookContext], Iterable[BookPage]],
    book: BookContext,
    before: tuple[PageCount, int],
) -> _DrawnPart:
    """The pages that `make` gives, drawn into the file of `book`."""
    count, _ = before
    faults = (*list_undrawable(book.document), *list_misplaced(book.document))
    if faults:
        return _DrawnPart(PartFile(b"", ()), (), *before, faults=faults)
    pages: list[BookPage] = []
    for page in make(book):
        recto = count.all % 2 == 0
        numbered, count = count.go_on(page, book)
        draw_page(numbered, len(pages), book, recto)
        pages.append(replace(numbered, paint=paint_nothing))
    canvas, context = book.typeset.canvas, book.typeset
    data = canvas.finish(tagged=False) if pages else b""
    return _DrawnPart(
        PartFile(data, tuple(page.spans for page in canvas.layout)),
        tuple(pages),
        count,
        context.notes.take(0),
        (canvas.missing(), canvas.missing(code=True)),
        tuple(context.faults),
    )


def _read(library: Library, name: str) -> bytes | None:
    """The bytes of a file; `None` when it cannot be read."""
    try:
        return library.read(name)
    except (OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _NotedLibrary:
    """A library that notes what is read from it."""

    library: Library
    noted: dict[str, bytes | None]

    def read(self, name: str) -> bytes:
        """The bytes of `name`. Raises as the library does."""
        self.noted[name] = _read(self.library, name)
        return self.library.read(name)
