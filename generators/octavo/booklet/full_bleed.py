"""Full pages of ink and orbits: the cover, the theme, the back cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from octavo.artwork.barcode import draw_barcode
from octavo.booklet.cover_picture import prepare_picture
from octavo.booklet.logo import prepare_logo
from octavo.booklet.openers import draw_ground, find_art
from octavo.booklet.pages import BookContext, BookPage
from octavo.document import (
    Document,
    Inlines,
    Motif,
    Note,
    Orbits,
    Paragraph,
    Picture,
    Section,
    Text,
)
from octavo.document.length import Length
from octavo.document.problem import Problem, Span
from octavo.document.walk import query
from octavo.files.source_file import error, warning
from octavo.fonts.faces import CAPITALS
from octavo.pdf.tags import Role, StructureElement
from octavo.style.contrast import CLEAR, VEIL, veil_opacity
from octavo.style.dates import format_dates, keep_days
from octavo.style.phrases import say
from octavo.style.theme import COVER_SIZES
from octavo.typeset.display import balance_inlines, count_divided
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.reversed_text import reverse_out
from octavo.typeset.text import TextStyle, add_space, set_inlines

MARGIN = 36.0
"""From the edge of the page to the words, in points: 12.7 mm, a twelfth of A5's width, so that a
cut a millimetre off is not seen. At half the words seem to fall off the page."""
LOWER = 0.52
"""Part of the width that the words at the foot may take, clear of the art, whose planet rises from
the right. On A5 these are 181 points, seven or eight words of the sans; at 1 they would run over
the planet's limb."""


@dataclass(frozen=True, slots=True)
class CoverText:
    """Something said on a poster, and the space below it."""

    inlines: Inlines
    style: TextStyle
    role: Role = "P"
    below: Length = 8.0


def make_cover(book: BookContext) -> tuple[BookPage, ...]:
    """The front cover: what it is, its title and theme, the event."""
    publication = book.document.publication
    scale = book.typeset.text.theme.scale
    event = publication.event
    edition = ", ".join(filter(None, (publication.imprint.edition, publication.imprint.year)))
    plain = not publication.designation
    when = keep_days(format_dates(event, book.typeset.text.language.locale))
    upper = (
        _eyebrow(publication.kind, book, 26.0),
        CoverText(
            (Text(publication.title),),
            TextStyle(
                scale.poster, scale.poster * 1.01, "display", "paper", "left", False, ("lnum",)
            ),
            "H1",
            16.0,
        ),
        CoverText(
            (Text(publication.subtitle),),
            TextStyle(scale.head, 18.6, "display-italic", "paper", "left", False, ("onum",)),
        ),
    )
    lower = (
        CoverText((Text(event.name),), _sans(book, "sans-bold", "paper", scale.lead), below=2.0),
        CoverText(
            (Text(", ".join(part for part in (event.place, when) if part)),),
            _sans(book, "sans", "paper", scale.lead),
            below=14.0,
        ),
        CoverText(
            (Text(publication.imprint.publisher),),
            _sans(book, "sans", "glow", scale.listing),
            below=2.0,
        ),
        CoverText(
            (Text(edition),),
            _sans(book, "sans", "paper", scale.listing),
            below=0 if plain else 10.0,
        ),
        *(
            CoverText((Text(line),), _sans(book, "sans", "paper", scale.listing), below=0)
            for line in publication.designation
        ),
    )
    element = book.typeset.canvas.root.add("Sect")
    element.span = publication.span
    return (_make_page("cover", upper, lower, element, book),)


def make_theme_page(
    section: Section, element: StructureElement, book: BookContext
) -> tuple[BookPage, ...]:
    """The page of a theme: its standfirst large, its text small below."""
    scale = book.typeset.text.theme.scale
    upper = [
        _eyebrow(section.title, book, 22.0, "H1"),
        CoverText(
            section.standfirst,
            TextStyle(scale.opener, 36, "display", "paper", "left", False, ("lnum",)),
            below=24.0,
        ),
    ]
    upper += [
        CoverText(block.children, _sans(book, "text", "paper", scale.text, 14.2))
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    upper += [
        CoverText((Text(words),), _sans(book, "sans-bold", "glow", scale.listing), below=2.0)
        for author in section.authors
        for words in (author.name, author.affiliation)
    ]
    names = [block.id for block in section.blocks]
    return (_make_page("theme", upper, (), element, book, (section.id, *names)),)


def list_misplaced(document: Document) -> tuple[Problem, ...]:
    """What stands in a theme and has no place on its page, which shows paragraphs alone."""
    themes = [section for section in document.sections if section.kind == "theme"]
    blocks = (block for section in themes for block in section.blocks)
    message = "the page of a theme shows paragraphs without notes, and nothing else"
    hint = "write it as a paragraph, or make the section a `chapter`"
    odd = [b for b in blocks if not isinstance(b, Paragraph) or any(query(b, Note))]
    points = [point for section in themes for point in section.points if point.key]
    return tuple(error("OUT007", message, one.span, hint) for one in (*odd, *points))


def list_unshown(document: Document) -> tuple[Problem, ...]:
    """A cover that is drawn, but no orbits: the booklet has these; the Word version shows it."""
    if isinstance(document.publication.cover, Motif | Orbits | Picture | None):
        return ()
    message = "the booklet has lines on its cover, and does not show this"
    hint = "write a motif, `orbits`, `none` or a `picture`, or leave it to the Word version"
    found = warning("OUT008", message, Span("publication.yaml", 1), hint)
    return (replace(found, sought="cover:"),)


def make_back_cover(book: BookContext) -> tuple[BookPage, ...]:
    """The back cover: title, description, publisher, contact and address."""
    publication = book.document.publication
    imprint, scale = publication.imprint, book.typeset.text.theme.scale
    element = book.typeset.canvas.root.add("Sect")
    upper = (
        CoverText(
            (Text(publication.title),),
            TextStyle(scale.title, 24, "display", "paper", "left", False, ("lnum",)),
            below=8.0,
        ),
        CoverText((Text(publication.description),), _sans(book, "text", "paper", scale.text, 14.2)),
    )
    contact, small = imprint.contact.splitlines(), _sans(book, "sans", "paper", scale.small)
    lower = (
        CoverText((Text(imprint.publisher),), _sans(book, "sans-bold", "glow", scale.listing)),
        *(
            CoverText((Text(line),), small, below=0.0 if at < len(contact) else 8.0)
            for at, line in enumerate(contact, 1)
        ),
        CoverText((Text(imprint.address),), small),
    )
    return (_make_page("back", upper, lower, element, book),)


def _sans(
    book: BookContext, role: str, colour: str, size: Length, leading: Length | None = None
) -> TextStyle:
    own = TextStyle(size, leading or size * 1.36, role, colour, "left", False, ("lnum",))
    return reverse_out(own)


MOST_TRACKING = 95
"""Of words in capitals, in thousandths of the type size: from 100 on Poppler and others that tell
words apart by the space between letters read each letter as a word."""


def _eyebrow(text: str, book: BookContext, below: Length, role: Role = "P") -> CoverText:
    size = book.typeset.text.theme.scale.small
    style = TextStyle(
        size, 12, "sans-bold", "glow", "left", False, ("lnum", CAPITALS), tracking=MOST_TRACKING
    )
    return CoverText((Text(text),), reverse_out(style), role, below)


LARGE = 12.0
"""From which size on, in points, words on a full page are display type, which may be set smaller:
what is less is the size of text or below, and would not be read."""
APART = 24.0
"""Between the words at the head of a full page and those at its foot, in points: two lines at
least, so that they are not read as one."""
SHOWN = (0.4, 0.3, 0.2)
"""Parts of the height of a cover that a picture has for itself, between the words at head and foot:
the first where the title can be set small enough, on A5 a landscape photograph in its own shape;
else the next, and at last whatever is left. With the first alone a title of 200 letters stood in
large type and left a strip of the picture."""
ON_PICTURE = (*COVER_SIZES, 0.4, 0.34)
"""Parts of its size in which a title over a picture is tried: down to 18 points on A5, which is
still half as large again as the subtitle, and gives the picture a tenth of the page more."""
OPEN = {"cover": CLEAR, "theme": 0.5}
"""Part of the height above which the art is but single lines, which words may cross. The theme has
the art larger, and its planet lower."""
HEAD, FOOT = 58.0, MARGIN + 4
"""From the edges of the page to the words at its head and at its foot, in points: the first line of
50 points then begins about as far from the edge as its left margin."""


@dataclass(frozen=True, slots=True)
class _FullPage:
    """What a full page says at its head and its foot, in sizes for which it has room."""

    upper: Sequence[CoverText]
    lower: Sequence[CoverText]
    excess: Length
    """By how much it is too high all the same, in points; 0 when it fits."""


def _fit(
    upper: Sequence[CoverText],
    lower: Sequence[CoverText],
    distances: Sequence[Length],
    sizes: Sequence[float],
    book: BookContext,
) -> _FullPage:
    """The words, the display type among them as small as it has to be.

    Head and foot stand as far apart as the first of the `distances` that allows it. Words are
    divided only where none of the `sizes` is small enough, and then as few as can be.
    """
    shape = book.template.shape
    measure = shape.width - 2 * MARGIN
    room = shape.height - HEAD - FOOT - _measure(lower, measure * LOWER, book)
    tried = [_scale(upper, part, hyphenate) for hyphenate in (False, True) for part in sizes]
    for apart in distances:
        best: tuple[int, Sequence[CoverText]] | None = None
        for said in tried:
            divided = sum(_count_divided(words, measure, book) for words in said)
            allowed = divided == 0 or said[0].style.hyphenate
            if not allowed or (best and best[0] <= divided):
                continue
            if _measure(said, measure, book) <= room - (apart if lower else 0.0):
                best = divided, said
        if best:
            return _FullPage(best[1], lower, 0.0)
    said, apart = tried[-1], distances[-1] if lower else 0.0
    return _FullPage(said, lower, _measure(said, measure, book) - room + apart)


def _scale(said: Sequence[CoverText], part: float, hyphenate: bool) -> tuple[CoverText, ...]:
    """The words, the large ones among them in a part of their size."""
    return tuple(replace(words, style=_scale_style(words.style, part, hyphenate)) for words in said)


def _scale_style(style: TextStyle, part: float, hyphenate: bool) -> TextStyle:
    own = min(max(part, LARGE / style.size), 1.0)
    hyphenates = style.hyphenate or hyphenate
    return replace(style, size=style.size * own, leading=style.leading * own, hyphenate=hyphenates)


def _count_divided(words: CoverText, measure: Length, book: BookContext) -> int:
    """How many lines end inside a word of the author's."""
    return count_divided(set_inlines(words.inlines, words.style, measure, book.typeset.text))


def _make_page(
    composition: str,
    upper: Sequence[CoverText],
    lower: Sequence[CoverText],
    element: StructureElement,
    book: BookContext,
    ids: tuple[str, ...] = (),
) -> BookPage:
    shape, canvas = book.template.shape, book.typeset.canvas
    pictured = composition == "cover" and isinstance(book.document.publication.cover, Picture)
    shown = [shape.height * part for part in SHOWN] if pictured else []
    page = _fit(upper, lower, (*shown, APART), ON_PICTURE if pictured else COVER_SIZES, book)
    measure = shape.width - 2 * MARGIN
    height = _measure(page.lower, measure * LOWER, book)
    ground = _prepare_ground(composition, page, book)

    shows_logo = composition in ("cover", "back")
    code = _prepare_barcode(element, book) if composition == "back" else None
    raised = code.height + APART / 2 if code else 0.0
    corner = shape.width - MARGIN, FOOT
    emblem = prepare_logo(corner[0], FOOT + raised, element, book) if shows_logo else _leave
    ruled = bool(page.lower) and book.document.publication.cover is None

    def paint(recto: bool) -> None:
        with canvas.artifact("Background"):
            ground()
            if ruled:
                canvas.rectangle(MARGIN, FOOT + height + APART / 2, shape.leading * 3, 2, "gold")
        canvas.add_frame((MARGIN, MARGIN, shape.width - MARGIN, shape.height - MARGIN))
        for name in ids:
            canvas.destination(name, shape.height)
        _paint_words(page.upper, shape.height - HEAD, measure, element, book)
        _paint_words(page.lower, FOOT + height, measure * LOWER, element, book)
        emblem()
        if code:
            code.paint(*corner)

    return BookPage(paint, ids, folio=False, dark=(True, True), excess=page.excess)


@dataclass(frozen=True, slots=True)
class _Barcode:
    """The code of an ISBN before it has its place."""

    height: Length
    paint: Callable[[Length, Length], None]
    """Paints it with its lower right corner there."""


def _prepare_barcode(element: StructureElement, book: BookContext) -> _Barcode | None:
    """The barcode of the ISBN that the printed edition has; `None` on screens, and without one."""
    canvas, setting = book.typeset.canvas, book.typeset.text
    identifiers = book.document.publication.imprint.identifiers
    isbn = next((one.isbn for one in identifiers if one.format.casefold() == PRINT), "")
    if canvas.press is None or not isbn:
        return None
    title = f"{say(book.template.words, 'kinds.isbn')} {isbn}"
    drawing = draw_barcode(isbn, title, setting.theme, setting.faces)

    def paint(right: Length, bottom: Length) -> None:
        left = right - drawing.width
        canvas.add_frame((left, bottom, right, bottom + drawing.height))
        with canvas.marked(element.add("Figure", alternative=title)):
            canvas.paint(drawing, left, bottom)

    return _Barcode(drawing.height, paint)


PRINT = "print"
"""How an author calls the format of the edition for a printer, of which the barcode is."""


def _leave() -> None:
    """Paint nothing."""


def _prepare_ground(composition: str, page: _FullPage, book: BookContext) -> Callable[[], None]:
    """How what lies behind the words is painted: the picture of the cover, else orbits."""
    shape, canvas = book.template.shape, book.typeset.canvas
    cover = book.document.publication.cover if composition == "cover" else None
    measure = shape.width - 2 * MARGIN
    upper = shape.height - HEAD - _measure(page.upper, measure, book)
    if isinstance(cover, Picture):
        lower = FOOT + _measure(page.lower, measure * LOWER, book)
        return prepare_picture(cover, upper, lower, book)
    open_above = OPEN.get(composition, 0.0) * shape.height
    lowered = min(max(open_above - upper, 0.0), LOWERED * shape.height)
    lowered = lowered if composition == "cover" else 0.0
    art, over = draw_ground(book, composition, lowered), canvas.bleed
    veiled = bool(find_art(book.document)) and upper < open_above - lowered
    opacity = veil_opacity(book.typeset.text.theme)

    def paint() -> None:
        canvas.paint(art, -over, -over)
        if veiled:
            width, height = shape.width + 2 * over, shape.height + 2 * over
            canvas.rectangle(-over, -over, width, height, VEIL, opacity)

    return paint


LOWERED = 0.24
"""How much lower the art of a cover may stand below a long title, as part of the page's height: its
focus is then near the foot of the page. Where that is not enough, a veil lies over all of it."""


def _measure(said: Sequence[CoverText], measure: Length, book: BookContext) -> Length:
    """How high the words are, over so wide a measure."""
    total = 0.0
    for words in said:
        lines = balance_inlines(words.inlines, words.style, measure, book.typeset.text)
        total += len(lines) * words.style.leading + (words.below if lines else 0.0)
    return total


def _paint_words(
    said: Sequence[CoverText],
    top: Length,
    measure: Length,
    parent: StructureElement,
    book: BookContext,
) -> None:
    """Draw the words from `top` down.

    A space ends each text: pypdf, which measures lines by the size of their type, takes what
    stands closely below a large title for its next word.
    """
    context = book.typeset
    for words in said:
        lines = balance_inlines(words.inlines, words.style, measure, context.text)
        if not lines:
            continue
        inner = InnerElements(parent.add(words.role))
        for line in (*lines[:-1], add_space(lines[-1])):
            baseline = top - words.style.size * 0.92
            paint_line(context.canvas, line, MARGIN, baseline, inner)
            top -= words.style.leading
        top -= words.below
