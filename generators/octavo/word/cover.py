"""The cover and the imprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.document import Identifier, Publication
from octavo.document.length import Length, add_up
from octavo.docx.artwork import read_file, render_page, round_colour
from octavo.docx.faces import families
from octavo.docx.layout import Layout, twips
from octavo.docx.markup import Marks, bound_title, outer_link, paragraph, run, spacing_before
from octavo.docx.metrics import find_face, load_metrics, measure_lines
from octavo.docx.package import HeaderFooter
from octavo.docx.part_state import PartState, WriteContext, link_relationship, name_block
from octavo.docx.pictures import (
    AltText,
    Plate,
    place_at,
    place_behind,
    place_rendering,
    set_on_plate,
)
from octavo.style.dates import format_dates
from octavo.style.theme import COVER_SIZES, Theme
from octavo.word.marking import write_marking

COVER_HEADER = "rIdCoverHeader"
"""The relationship of the head of the cover, which holds the art."""
ON_ART = "#FFFFFF"
"""What colour the letters of a marking have on the art."""
TITLE = 0.05
"""Where the title begins, below what stands above it, in heights of the page: 15 mm on A4, more
than between its own lines, so that series and title are told apart."""
NARROW = 0.7
"""How wide the lines low on the cover are, in widths of the text: the planet of the art lies right
of it. At 1 they run over its limb."""
EDGE = 1.4
"""From the words on a picture to the edge of its veil, in lines of text: Word and LibreOffice set
these a line higher or lower than they are measured."""
LOGO = 0.08
"""How high a logo is at most, in heights of the page: 24 mm on A4. At the double a tall one is the
first thing that is seen of the cover."""
PLATE = 9.0
"""From a logo to the edge of the plate of paper on which it stands on art, in points: at half of
this a square logo seems cut off."""
_FIRST_DRAWING = 900_000
"""Where the numbers of drawings in heads begin, out of the way of those in the text: these are
counted from 1, Word wants all different, and no text has 900,000."""


def write_cover(publication: Publication, writing: WriteContext, art: bool) -> list[str]:
    """The words of the cover: what it is, title, subtitle; low on the page event, place, dates.

    The logo stands beside these where there is art, on a plate; else below them.
    """
    state = writing.state
    title = name_block(state, "publication.title", bound_title(publication.title, 1))
    kind = [publication.kind] if publication.kind else []
    subtitle = [publication.subtitle] if publication.subtitle else []
    low = _list_low(publication, writing.conventions.locale)
    above = twips(writing.layout.height * TITLE)
    between = spacing_before(_space_below(publication, low, writing))
    beside, below = _write_logo(publication, writing, art)
    return [
        *(paragraph("CoverKind", run(line)) for line in kind),
        paragraph("Title", title, spacing_before(above)),
        *(paragraph("Subtitle", run(line)) for line in subtitle),
        *(
            paragraph("CoverText", run(line) + beside * (not place), "" if place else between)
            for place, line in enumerate(low)
        ),
        *([paragraph("CoverText", below)] if below else []),
    ]


def _write_logo(publication: Publication, writing: WriteContext, art: bool) -> tuple[str, str]:
    """The run with the logo: of one beside the words on art, and of one below them without."""
    logo, layout = publication.logo, writing.layout
    if logo is None:
        return "", ""
    data = read_file(logo.picture.file, writing, None)
    room = layout.measure * (1 - NARROW), layout.height * LOGO
    text = AltText("Picture", logo.alternative)
    if not art:
        rendering = set_on_plate(data, logo.picture.file, room, Plate(0.0, (255, 255, 255)))
        return "", place_rendering(rendering, text, writing.state)
    paper = round_colour(writing.theme, "paper")
    rendering = set_on_plate(data, logo.picture.file, room, Plate(PLATE, paper))
    corner = (
        layout.width - layout.right - rendering.width,
        layout.height - layout.bottom - rendering.height,
    )
    return place_at(rendering, text, writing.state, corner), ""


def _list_low(publication: Publication, locale: str) -> list[str]:
    """The lines low on the cover: event, place and dates, publisher."""
    event = publication.event
    dates = format_dates(event, locale)
    when = ", ".join(part for part in (event.place, dates) if part)
    lines = (event.name, when, publication.imprint.publisher, *publication.designation)
    return [line for line in lines if line]


def _space_below(publication: Publication, low: list[str], writing: WriteContext) -> int:
    """Twips between the subtitle and what stands low on the cover, at the foot of its page."""
    theme, layout = writing.theme, writing.layout
    part = choose_title_part(publication, theme, layout, writing.conventions.locale)
    free = layout.height - add_up(_measure_ends(publication, low, theme, layout, part))
    return max(twips(theme.leading), twips(free * layout.trust))


def choose_title_part(publication: Publication, theme: Theme, layout: Layout, locale: str) -> float:
    """In what part of its size the title is set, so that all of the cover stands on one page.

    It is 1 in a house's own template, whose sizes nobody knows here.
    """
    if layout.trust < 1:
        return 1.0
    low = _list_low(publication, locale)
    ends = (
        (part, add_up(_measure_ends(publication, low, theme, layout, part))) for part in COVER_SIZES
    )
    return next((part for part, taken in ends if taken <= layout.height), COVER_SIZES[-1])


def _measure_ends(
    publication: Publication, low: list[str], theme: Theme, layout: Layout, part: float
) -> tuple[Length, Length]:
    """How far the words reach from the upper edge of the page, and from the lower, with the title
    in `part` of its size."""
    scale, (text, display, sans) = layout.scale, families(theme)
    metrics = load_metrics(theme, theme.scale.text * scale)

    def measure(words: str, family: str, size: Length, italic: bool, width: Length) -> Length:
        face = find_face(metrics, family or text, False, italic)
        return measure_lines(face, words, size, width) * max(face.height, 1.4) * size

    above = (
        (publication.title, display, theme.scale.poster * scale * part, False, layout.measure),
        (publication.subtitle, display, theme.scale.title * scale, True, layout.measure),
    )
    lead, narrow = theme.scale.lead * scale, layout.measure * NARROW
    upper = layout.top + layout.height * TITLE + add_up(measure(*words) for words in above)
    lower = layout.bottom + add_up(measure(line, sans, lead, False, narrow) for line in low)
    return upper + theme.leading * scale * 2, lower + theme.leading * scale * 2


def write_bare_cover_head(publication: Publication) -> HeaderFooter:
    """The head of a cover without art: the marking."""
    content = write_marking(publication) + paragraph("Header", "")
    return HeaderFooter("header", COVER_HEADER, content)


def cover_header(publication: Publication, writing: WriteContext) -> HeaderFooter:
    """The head of the cover: the marking, and the art, behind the words, as large as the page."""
    state = PartState(drawings=_FIRST_DRAWING, stem="cover")
    low = _list_low(publication, writing.conventions.locale)
    theme, layout = writing.theme, writing.layout
    part = choose_title_part(publication, theme, layout, writing.conventions.locale)
    upper, lower = _measure_ends(publication, low, theme, layout, part)
    edge = theme.leading * layout.scale * EDGE
    words = upper + edge, lower + edge
    rendering = render_page(publication.cover, replace(writing, state=state), words)
    art = place_behind(rendering, AltText("Cover"), state)
    content = write_marking(publication, ON_ART) + paragraph("Header", art)
    return HeaderFooter("header", COVER_HEADER, content, state.media)


def write_imprint(publication: Publication, writing: WriteContext) -> list[str]:
    """The imprint: who publishes, when and on what terms, at the foot of its page."""
    lines = list(_imprint_lines(publication, writing))
    title = publication.title
    if publication.subtitle:
        title = f"{title}: {publication.subtitle}"
    space = spacing_before(_space_above([words for words, _ in lines], writing))
    head = paragraph("ImprintTitle", run(title), space)
    return [head, *(paragraph("Imprint", content) for _, content in lines)]


def _space_above(lines: list[str], writing: WriteContext) -> int:
    """Twips above the imprint, so that it ends where the page does."""
    theme, layout = writing.theme, writing.layout
    metrics = load_metrics(theme, theme.scale.text * layout.scale)
    face = find_face(metrics, families(theme)[2], False, False)
    size = theme.scale.small * layout.scale
    leading = size * theme.leading / theme.scale.text
    used = theme.leading * layout.scale * 5
    for line in lines:
        used += leading * (measure_lines(face, line, size, layout.measure) + 0.5)
    free = layout.height - layout.top - layout.bottom - used
    return max(0, twips(free * layout.trust))


def _imprint_lines(publication: Publication, writing: WriteContext) -> Iterator[tuple[str, str]]:
    """Words and markup of each line."""
    imprint, words = publication.imprint, writing.words
    event = publication.event
    dates = format_dates(event, writing.conventions.locale)
    yield from _joined(publication.kind, event.name, event.place, dates)
    yield from _joined(imprint.edition, imprint.publisher, imprint.place, imprint.year)
    for identifier in imprint.identifiers:
        yield from _joined(_isbn(identifier, writing))
    if imprint.doi:
        link = _address(f"https://doi.org/{imprint.doi}", imprint.doi, writing)
        yield f"{words.doi} {imprint.doi}", run(f"{words.doi} ") + link
    if imprint.address:
        yield imprint.address, _address(imprint.address, imprint.address, writing)
    further = (imprint.copyright, imprint.licence, imprint.disclaimer)
    for line in (*further, *imprint.contact.splitlines(), *imprint.notes):
        yield from _joined(line)


def _joined(*parts: str) -> Iterator[tuple[str, str]]:
    line = ", ".join(part for part in parts if part)
    if line:
        yield line, run(line)


def _isbn(identifier: Identifier, writing: WriteContext) -> str:
    formats = writing.words.isbn_formats
    name = formats.get(identifier.format, identifier.format)
    return f"{writing.words.isbn} {identifier.isbn} ({name})"


def _address(target: str, words: str, writing: WriteContext) -> str:
    relationship = link_relationship(writing.state, target)
    return outer_link(relationship, target, run(words, Marks(style="Hyperlink")))
