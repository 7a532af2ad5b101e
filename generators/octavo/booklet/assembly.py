"""The parts in their order, numbered, drawn and bound into one PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from octavo.artwork.figure_data import list_undrawable
from octavo.booklet.attachment import make_attachment
from octavo.booklet.back_matter import make_abbreviations, make_photos
from octavo.booklet.catalogue import write_record
from octavo.booklet.chapters import make_section
from octavo.booklet.contents import ContentsEntry, list_entries, make_contents, order_entries
from octavo.booklet.editions import BookletOptions, choose_press, choose_standard
from octavo.booklet.finishing import DrawnBooklet, finish
from octavo.booklet.full_bleed import (
    list_misplaced,
    make_back_cover,
    make_cover,
    make_theme_page,
)
from octavo.booklet.imprint import make_imprint
from octavo.booklet.index import collect_pages, make_index
from octavo.booklet.openers import make_opener, name_messages
from octavo.booklet.page_plan import Plan, Prepare, plan_sections
from octavo.booklet.pages import (
    BookContext,
    BookPage,
    find_pages,
    judge_marking,
    paint_header_footer,
    paint_marking,
)
from octavo.booklet.resolution import list_coarse_pictures, list_high_drawings
from octavo.booklet.sheets import is_long, judge_sheets
from octavo.booklet.tables import has_doubtful_tables, list_wide_tables
from octavo.booklet.template import Part, choose_styles, load_template
from octavo.document import Block, Document, Heading, Indexed, Place, Section
from octavo.document.length import Length, mm
from octavo.document.problem import Problem, SourceError, Span
from octavo.document.walk import blocks_in, query, text_of
from octavo.files.library import Library
from octavo.files.source_file import error
from octavo.fonts.coverage import find_doubtful, list_missing
from octavo.fonts.faces import load_faces
from octavo.generator import Output
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.imposition import measure_creep
from octavo.pdf.metadata import Metadata, state_terms
from octavo.pdf.visibility import find_unseen
from octavo.style.numbers import write_roman
from octavo.style.theme import load_theme
from octavo.style.words import load_conventions
from octavo.typeset.context import NoteNumbers, PageEdges, TypesetContext
from octavo.typeset.text import TextContext
from octavo.typeset.tokens import MENTIONS, ReferenceNames

MAKERS: dict[Part, Callable[[BookContext], tuple[BookPage, ...]]] = {
    "cover": make_cover,
    "imprint": make_imprint,
    "photos": make_photos,
    "abbreviations": make_abbreviations,
}


FULL_PAGES: dict[Part, Callable[[BookContext], tuple[BookPage, ...]]] = {
    "cover": make_cover,
    "back-cover": make_back_cover,
}
"""The parts that are one page, whatever stands on it."""
UPPER = 2
"""Level of the headings that stand in the outline below the title of their section, which is 1."""
DEEP = 0.4
"""Part of the measure that blocks inside one another may be set in without a look at the pages: ten
levels on A5, below which words of ten letters still have a line."""
MOST_ROUNDS = 5
"""How often a printed booklet is drawn again because page numbers in its text moved its pages. With
1 or 2 rounds the proceedings are the same file: numbers change from one figure to two at most, and
pages then only if a line grew for it. A bound is needed since two states may alternate."""


def assemble(document: Document, options: BookletOptions, library: Library) -> Output:
    """The finished booklet, with where everything stands in it. Raises `SourceError`."""
    drawn = _draw_sound(document, options, library)
    finished = finish(drawn, options)
    return replace(finished, record=write_record(drawn.metadata)) if options.record else finished


def draw(document: Document, options: BookletOptions, library: Library) -> Output:
    """The booklet to be looked at: without structure, on pages even where sheets are asked for.
    Raises `SourceError`.
    """
    return _draw_sound(document, options, library, tagged=False).output


def _draw_sound(
    document: Document, options: BookletOptions, library: Library, tagged: bool = True
) -> DrawnBooklet:
    if faults := (*list_undrawable(document), *list_misplaced(document)):
        raise SourceError(faults)
    return _draw_book(document, options, library, tagged)


def list_faults(
    document: Document, options: BookletOptions, library: Library
) -> tuple[Problem, ...]:
    """What keeps the booklet from being set. Raises `SourceError` for what cannot be read.

    Only where some face lacks a character, where the room for a table is known no sooner, or where
    something is too high for its page, are pages drawn, to see what is missing and does not fit.
    """
    book = open_book(document, options, library, {})
    faults = (*list_undrawable(document), *list_misplaced(document), *judge_marking(book))
    faults += tuple(list_wide_tables(book))
    if not faults:
        faults = tuple(list_high_drawings(book))
    if options.edition != "screen":
        faults += (*_list_undated(document), *list_coarse_pictures(book))
    if options.edition == "imposed" and not faults and is_long(document):
        _, _, count = bind_pages(document, options, library, draws=False)
        faults = tuple(judge_sheets(count, book.template.shape.inner, mm(options.paper)))
    if faults:
        return faults
    said = (phrase.text for phrase in book.template.words.values())
    doubtful = find_doubtful(document, said, load_faces(load_theme(library)))
    if doubtful or has_doubtful_tables(document):
        bound, _, _ = bind_pages(document, options, library)
        canvas = bound.typeset.canvas
        missing = list_missing(document, canvas.missing(), canvas.missing(code=True))
        faults = (*missing, *_list_once(bound))
    return faults if faults or _fits(book) else _list_unseen(document, options, library)


def _fits(book: BookContext) -> bool:
    """Whether all that cannot go on on another page has room on its own: full pages and titles."""
    parts, sections = book.template.parts, book.document.sections
    full = [page for part in parts if part in FULL_PAGES for page in FULL_PAGES[part](book)]
    themes = [section for section in sections if section.kind == "theme"]
    root = book.typeset.canvas.root
    full += [page for section in themes for page in make_theme_page(section, root, book)]
    openers = [
        make_opener(one, root, book.set_columns(one.columns))
        for one in sections
        if one not in themes
    ]
    excess = max((one.excess for one in full), default=0.0)
    narrow = _measure_depth(sections) * book.template.shape.leading
    if narrow > DEEP * book.template.shape.measure:
        return False
    return not excess and not any(one.excess for one in openers)


def _measure_depth(parents: Sequence[Section | Block]) -> int:
    """How deep blocks stand inside one another."""
    inner = [block for parent in parents for block in blocks_in(parent)]
    return 1 + _measure_depth(inner) if inner else 0


def _list_unseen(
    document: Document, options: BookletOptions, library: Library
) -> tuple[Problem, ...]:
    """What is too high for its page, as it is found when the booklet is drawn."""
    drawn = _draw_book(document, options, library)
    return tuple(find_unseen(drawn.output.data, drawn.layout))


def _list_once(book: BookContext) -> tuple[Problem, ...]:
    """What no page had room for, each once: pages may be set several times."""
    return tuple(dict.fromkeys(book.typeset.faults))


def _list_undated(document: Document) -> Iterator[Problem]:
    """A document that no day stands in: a printer's file says when it was made."""
    if _describe(document).date is None:
        hint = "write `start: 2025-04-28`, with its own day, under `event`"
        span = Span("publication.yaml", 1)
        problem = error("PRE022", "the edition for the printer has to say a day", span, hint)
        yield replace(problem, sought="event:")


def _draw_book(
    document: Document, options: BookletOptions, library: Library, tagged: bool = True
) -> DrawnBooklet:
    book, pages, count = bind_pages(document, options, library)
    if book.typeset.faults:
        raise SourceError(_list_once(book))
    canvas = book.typeset.canvas
    blank = options.edition == "imposed" and bool(document.publication.marking)
    if blank:
        draw_page(_blank(), count, book, count % 2 == 0)
    _write_outline(book, pages)
    missing = canvas.missing(), canvas.missing(code=True)
    if any(missing):
        raise SourceError(list_missing(document, *missing))
    if options.attach_source and options.edition == "screen":
        canvas.attach(make_attachment(document, canvas.metadata.date))
    places = tuple(Place(*place) for place in pages.items() if MENTIONS not in place[0])
    origins = tuple(page.spans for page in canvas.layout)
    output = Output(canvas.finish(tagged), count, places=places, origins=origins)
    covered = book.template.parts[-1:] == ("back-cover",)
    return DrawnBooklet(
        output,
        canvas.metadata,
        canvas.theme,
        canvas.faces,
        canvas.standard,
        canvas.press,
        canvas.layout,
        covered,
        book.template.shape.inner,
        blank,
    )


def bind_pages(
    document: Document, options: BookletOptions, library: Library, draws: bool = True
) -> tuple[BookContext, Mapping[str, str], int]:
    """The book with its pages drawn, where everything stands in it, and how many pages it has.

    On paper references tell the page: there pages are counted before they are drawn, and drawn
    again until none of the numbers changes. Without `draws` they are only counted, as often.
    """
    pages: Mapping[str, str] = {}
    rounds, creep = 1, 0.0
    book = open_book(document, options, library, {})
    plan: Plan = plan_pages(book) if book.template.total else {}
    if options.edition != "screen":
        book = open_book(document, options, library, {})
        counted = _make_pages(book, plan, draws=False)
        pages, rounds = find_pages(counted), MOST_ROUNDS
        if options.edition == "imposed":
            creep = measure_creep(len(counted), mm(options.paper))
    while True:
        book = open_book(document, options, library, pages, creep)
        book_pages = _make_pages(book, plan, draws)
        found, rounds = find_pages(book_pages), rounds - 1
        if found == pages or not rounds:
            return book, found, len(book_pages)
        pages = found


def plan_pages(book: BookContext, prepare: Prepare | None = None) -> Plan:
    """Which rows stand on which page; `book` is of no use for anything else then. What `prepare`
    gives takes the place of sections that would be set to be measured."""
    return plan_sections(book, list(_list_parts(book)), prepare)


def _list_parts(book: BookContext) -> Iterator[Section | int]:
    """The sections in order, and how many pages the other parts take but for the back cover."""
    for part in book.template.parts:
        match part:
            case "sections" | "foreword":
                yield from choose_sections(part, book)
            case "contents":
                yield len(make_contents(book, dict))
            case "index":
                yield len(make_index(book, _guess_index(book.document)))
            case "figures" | "back-cover":
                """Pages of their own are none of the plan's."""
            case _:
                yield len(MAKERS[part](book))


def _guess_index(document: Document) -> Mapping[str, tuple[str, ...]]:
    """The entries of the index with a page for each section that they lead to: how many pages it
    takes is known before any page is."""
    found: dict[str, tuple[str, ...]] = {}
    for place, section in enumerate(document.sections, 5):
        for entry in dict.fromkeys(one.entry for one in query(section, Indexed)):
            found[entry] = (*found.get(entry, ()), str(2 * place))
    return found


def make_pages(document: Document, library: Library, total: bool = True) -> list[BookPage]:
    """The pages of the edition for the screen, not drawn; chosen together, or each as full as it
    can be."""
    options = BookletOptions()
    plan: Plan = plan_pages(open_book(document, options, library, {})) if total else {}
    return list(_make_pages(open_book(document, options, library, {}), plan, draws=False))


def open_book(
    document: Document,
    options: BookletOptions,
    library: Library,
    pages: Mapping[str, str],
    reserve: Length = 0.0,
) -> BookContext:
    """What the book is made with; on paper its art runs over the edges by `reserve` more."""
    publication = document.publication
    theme = load_theme(library)
    template = load_template(library, publication.language, theme)
    words = {
        kind: template.words[kind].text for kind in ("figure", "table", "section", "about", "note")
    }
    leads_to = template.words["leads_to"].text.replace("{{ target }}", "{target}")
    on_page = template.words["on_page"].text.replace("{{ page }}", "{page}")
    back = template.words["note_back"].text.replace("{{ note }}", "{note}")
    names = ReferenceNames(
        words, leads_to, pages, back, on_page, small_capitals=theme.small_capitals
    )
    conventions = load_conventions(library, publication.language)
    faces = load_faces(theme, conventions)
    setting = TextContext(theme, faces, conventions, names)
    press = choose_press(options, library)
    press = replace(press, reserve=reserve) if press else None
    canvas = PdfCanvas(
        theme,
        faces,
        _describe(document, "print" if press else "pdf"),
        choose_standard(options),
        press,
    )
    shape = template.shape
    context = TypesetContext(
        canvas,
        setting,
        choose_styles(theme),
        library,
        words,
        NoteNumbers(),
        shape.column,
        [],
        PageEdges(shape.width, shape.height, shape.inner, shape.outer, shape.head),
    )
    return BookContext(document, template, context, canvas.root.add("P"))


def _describe(document: Document, ending: str = "pdf") -> Metadata:
    publication = document.publication
    title = ": ".join(part for part in (publication.title, publication.subtitle) if part)
    return Metadata(
        title=title,
        author=publication.imprint.publisher,
        subject=publication.description or publication.event.name,
        keywords=publication.keywords,
        language=publication.language,
        date=publication.event.end or publication.event.start,
        terms=state_terms(publication.imprint, ending),
        label=publication.label,
    )


def _make_pages(book: BookContext, plan: Plan, draws: bool = True) -> Sequence[BookPage]:
    """All pages in order, drawn one by one.

    What each was drawn from is let go of at once: a long book needs the memory.
    """
    done: list[BookPage] = []
    late: list[tuple[int, BookPage]] = []
    for place, book_page in enumerate(_number(_list_pages(book, plan, done), book)):
        if book_page.late:
            late.append((place, book_page))
        elif draws:
            draw_page(book_page, place, book, place % 2 == 0)
        done.append(replace(book_page, paint=paint_nothing))
    for place, book_page in late if draws else ():
        draw_page(book_page, place, book, place % 2 == 0)
    return done


def _list_pages(book: BookContext, plan: Plan, done: Sequence[BookPage]) -> Iterator[BookPage]:
    """All pages in order; `done` holds those that have been taken so far."""
    for part in book.template.parts:
        if part in {"sections", "foreword"}:
            for section in choose_sections(part, book):
                yield from make_section(section, book, len(done), plan.get(section.id))
        else:
            yield from make_part(part, book, done)


def make_part(part: Part, book: BookContext, done: Sequence[BookPage]) -> Iterable[BookPage]:
    """The pages of a part without sections; `done` holds those before it, and all others when a
    late page is drawn."""
    match part:
        case "contents":
            return make_contents(book, partial(find_pages, done))
        case "index":
            return make_index(book, collect_pages(done))
        case "figures":
            return ()  # they stand with the contents
        case "back-cover":
            return (*[_blank()] * (1 - len(done) % 2), *make_back_cover(book))
        case _:
            return MAKERS[part](book)


def choose_sections(part: Part, book: BookContext) -> tuple[Section, ...]:
    """The sections that stand here: forewords apart when they have a place of their own."""
    apart = "foreword" in book.template.parts
    return tuple(
        section
        for section in book.document.sections
        if not apart or (section.kind == "foreword") == (part == "foreword")
    )


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many pages come before one, and how many of them are front matter."""

    all: int = 0
    front: int = 0
    begun: bool = False
    """Whether a numbered section has begun."""

    def go_on(self, page: BookPage, book: BookContext) -> tuple[BookPage, PageCount]:
        """The page with its printed number, and the count after it: roman before the first chapter
        if the template says so."""
        numbered = {section.id for section in book.document.sections if section.number}
        begun = self.begun or not (book.template.roman and numbered)
        begun = begun or not numbered.isdisjoint(page.ids)
        after = PageCount(self.all + 1, self.front + (not begun), begun)
        label = str(after.all - after.front) if begun else write_roman(after.all)
        return replace(page, label=label), after


def _number(book_pages: Iterable[BookPage], book: BookContext) -> Iterator[BookPage]:
    """Each page with its printed number."""
    count = PageCount()
    for book_page in book_pages:
        numbered, count = count.go_on(book_page, book)
        yield numbered


def _blank() -> BookPage:
    return BookPage(paint_nothing, folio=False)


def paint_nothing(recto: bool) -> None:
    """Leave the page empty, or as it is."""


def draw_page(book_page: BookPage, place: int, book: BookContext, recto: bool) -> None:
    """Draw a page that stands at `place` of its file, counted from 0."""
    shape, canvas = book.template.shape, book.typeset.canvas
    canvas.begin_page(shape.width, shape.height, book_page.label, place)
    canvas.destination(f"page-{book_page.label}", shape.height)
    book_page.paint(recto)
    paint_header_footer(book_page, recto, book)
    paint_marking(book_page, book)
    canvas.end_page()


def _write_outline(book: BookContext, pages: Mapping[str, str]) -> None:
    entries = list_entries(book)
    sections = {one.id: one for one in book.document.sections}
    if "contents" in book.template.parts:
        entries = (ContentsEntry("part-contents", book.say("contents")), *entries)
    for entry in order_entries(entries, pages):
        title = f"{entry.label}: {entry.title}" if entry.label else entry.title
        numbered = f"{entry.number} {title}" if entry.number else title
        book.typeset.canvas.outline(numbered, 0, entry.id)
        section = sections.get(entry.id)
        if section is None:
            continue
        if any(point.key for point in section.points):
            book.typeset.canvas.outline(book.say("key_messages"), 1, name_messages(section.id))
        for heading in _list_headings(section, pages):
            book.typeset.canvas.outline(text_of(heading.children), 1, heading.id)


def _list_headings(section: Section, pages: Mapping[str, str]) -> tuple[Heading, ...]:
    """The headings below the title of a section, as far as they can be led to."""
    blocks = section.blocks
    found = [one for one in blocks if isinstance(one, Heading) and one.level == UPPER]
    return tuple(heading for heading in found if heading.id in pages)
