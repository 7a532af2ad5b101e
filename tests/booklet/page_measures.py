"""How good the pages of a booklet are: how full, how level, how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from octavo.booklet.assembly import make_pages
from octavo.booklet.pages import BookPage
from octavo.booklet.template import PageShape, load_template
from octavo.document import Block, Blocks, Document, Figure, Listing, Paragraph
from octavo.files.library import Library
from octavo.style.theme import load_theme
from octavo.typeset.flow import SLIP

SHORT = 3
"""Lines of room that make a page short. Below notes there is none: only a gap above them."""
THIN = 0.4
"""Part of a page that a section's last one fills at least, where it is not shorter itself."""


@dataclass(frozen=True)
class PageMeasures:
    """Counts of one booklet, or of several added up."""

    pages: int = 0
    blank: int = 0
    """After the first section, before the back cover, which stands on a verso."""
    stray: int = 0
    """Of these: elsewhere than right before the back cover."""
    tails: int = 0
    """Last pages of sections that have more than one."""
    thin: int = 0
    """Of these: less than `THIN` full, where more than one page comes before it. To a section of
    hardly more than a page nothing but its opener's page could give lines."""
    full: int = 0
    """Pages of sections that are not their last, and have text."""
    exact: int = 0
    """Of these: without a line of room."""
    short: int = 0
    """Of these: with room for three lines or more."""
    spreads: int = 0
    """Two of these that face each other."""
    level: int = 0
    """Of these: with feet at one height."""

    def __add__(self, other: PageMeasures) -> PageMeasures:
        names = self.__dataclass_fields__
        return PageMeasures(*(getattr(self, name) + getattr(other, name) for name in names))

    def __str__(self) -> str:
        return (
            f"{self.pages:5d} pages, {self.blank} blank, thin tails {self.thin}/{self.tails}, "
            f"exact {self.exact}/{self.full}, short {self.short}/{self.full}, "
            f"level {self.level}/{self.spreads}"
        )


def measure_pages(document: Document, library: Library, total: bool = True) -> PageMeasures:
    """The measures of the booklet of `document`, its pages chosen together or each by itself."""
    language = document.publication.language
    shape = load_template(library, language, load_theme(library)).shape
    return measure(make_pages(document, library, total), shape)


def measure(pages: list[BookPage], shape: PageShape) -> PageMeasures:
    """The measures of pages that have been filled."""
    shorts: dict[int, int] = {}
    thin = tails = 0
    for _, group in groupby(enumerate(pages), key=lambda pair: pair[1].section):
        *whole, (_, last) = group
        if not last.section:
            continue
        for place, page in whole:
            if page.feet:
                short = round((shape.column - min(page.feet)) / shape.leading)
                shorts[place] = 0 if page.noted and short < SHORT else short
        if whole:
            tails += 1
            thin += len(whole) > 1 and sum(last.feet) / len(last.feet) < THIN * shape.column - SLIP
    facing = [
        (short, shorts[place + 1])
        for place, short in shorts.items()
        if place % 2 == 1 and place + 1 in shorts
    ]
    begin = next((place for place, page in enumerate(pages) if page.section), len(pages))
    blank = [place for place, page in enumerate(pages[:-1]) if place > begin and _is_blank(page)]
    return PageMeasures(
        len(pages),
        len(blank),
        sum(place != len(pages) - 2 for place in blank),
        tails,
        thin,
        len(shorts),
        sum(short <= 0 for short in shorts.values()),
        sum(short >= SHORT for short in shorts.values()),
        len(facing),
        sum(one == other for one, other in facing),
    )


def _is_blank(page: BookPage) -> bool:
    return not (page.ids or page.folio or page.section or any(page.dark))


def shorten(document: Document, seed: int) -> Document:
    """The document without up to two paragraphs in each section, chosen at random."""
    random = Random(seed)
    return replace(
        document,
        sections=tuple(
            replace(section, blocks=tuple(_leave_out(section.blocks, random)))
            for section in document.sections
        ),
    )


def _leave_out(blocks: Blocks, random: Random) -> Iterator[Block]:
    """The blocks without up to two paragraphs, none of them all that stands under a heading."""
    around = zip(blocks, blocks[1:], blocks[2:], strict=False)
    places = [
        place
        for place, (above, block, below) in enumerate(around, 1)
        if isinstance(block, Paragraph)
        and isinstance(below, Paragraph)
        and not isinstance(above, Figure | Listing)
    ]
    out = set(random.sample(places, min(random.randint(0, 2), len(places))))
    return (block for place, block in enumerate(blocks) if place not in out)
