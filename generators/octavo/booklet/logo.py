"""The publisher's logo, on a plate at the foot of the covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from octavo.booklet.pages import BookContext
from octavo.document.length import Length, mm
from octavo.document.problem import Problem, Span
from octavo.files.pixels import crop_picture, fit_inside, read_size
from octavo.pdf.preflight import judge_resolution
from octavo.pdf.tags import StructureElement

PLATE = 9.0
"""From the logo to the edge of the plate of paper on which it stands, in points: houses ask for
about half the height of a letter of theirs, and at half of this a square logo seems cut off."""
HIGHEST = 0.09
"""How high a logo is at most, in heights of the page: 19 mm on A5, as large as a thumb. At the
double a tall one is the first thing that is seen of the cover."""
WIDEST = 0.36
"""How wide it is at most, in widths of the page: beside the words at the foot, which take half of
the text's width."""
RESOLUTION = 600
"""Pixels to the inch that it has at most: twice as many as a photograph, for its edges are sharp,
and at 300 steps are seen on paper."""


def measure_logo(book: BookContext) -> tuple[Length, Length]:
    """How wide and high the logo is; nothing without one."""
    logo, shape = book.document.publication.logo, book.template.shape
    if logo is None:
        return 0.0, 0.0
    size = read_size(book.typeset.library.read(logo.picture.file))
    return fit_inside(size, shape.width * WIDEST - 2 * PLATE, shape.height * HIGHEST)


def prepare_logo(
    right: Length, bottom: Length, parent: StructureElement, book: BookContext
) -> Callable[[], None]:
    """How the logo is painted on its plate, whose lower right corner is given."""
    logo, canvas = book.document.publication.logo, book.typeset.canvas
    if logo is None:
        return lambda: None
    width, height = measure_logo(book)
    data = book.typeset.library.read(logo.picture.file)
    opaque = crop_picture(data, (width, height), RESOLUTION)
    left = right - width - 2 * PLATE

    def paint() -> None:
        with canvas.artifact("Background"):
            canvas.rectangle(left, bottom, width + 2 * PLATE, height + 2 * PLATE, "paper")
        with canvas.marked(parent.add("Figure", alternative=logo.alternative)):
            canvas.picture(opaque, left + PLATE, bottom + PLATE, width, height)

    return paint


def list_coarse_logo(book: BookContext) -> Iterator[Problem]:
    """What the preflight of the edition for the printer would say of the logo."""
    logo = book.document.publication.logo
    if logo is None:
        return
    size = read_size(book.typeset.library.read(logo.picture.file))
    found = size[0] * mm(25.4) / measure_logo(book)[0]
    span = Span("publication.yaml", 1)
    if problem := judge_resolution(size, found, printed=True, span=span):
        yield replace(problem, sought=logo.picture.file)
