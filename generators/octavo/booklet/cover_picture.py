"""A picture as the ground of the cover, with veils on which words can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from octavo.booklet.pages import BookContext
from octavo.document import Picture
from octavo.document.length import Length, mm
from octavo.document.problem import Problem, Span
from octavo.files.pixels import crop_picture, measure_crop, read_size
from octavo.pdf.preflight import judge_resolution
from octavo.style.contrast import VEIL, veil_opacity

RESOLUTION = 300
"""Pixels to the inch that a cover has at most: what printers ask for. A photograph of 40 million
pixels would else make the file of a booklet ten times as long, and nobody sees a difference."""
EDGE = 16.0
"""Points from the words to the edge of their veil: a line of text below the last of the title. At
half, the descenders seem to stand on the picture."""


def prepare_picture(
    picture: Picture, upper: Length, lower: Length, book: BookContext
) -> Callable[[], None]:
    """How the picture is painted over the page and its bleed, under veils.

    `upper` and `lower` say how high the words at the head and the foot of the page stand: down to
    `upper` and up to `lower`, from the lower edge of the page.
    """
    shape, canvas, theme = book.template.shape, book.typeset.canvas, book.typeset.text.theme
    over = canvas.bleed
    width, height = shape.width + 2 * over, shape.height + 2 * over
    data = book.typeset.library.read(picture.file)
    cut = crop_picture(data, (width, height), RESOLUTION, picture.focus)
    opacity = veil_opacity(theme)
    veils = place_veils(upper - EDGE, lower + EDGE, -over, shape.height + over)

    def paint() -> None:
        canvas.picture(cut, -over, -over, width, height)
        for bottom, top in veils:
            canvas.rectangle(-over, bottom, width, top - bottom, VEIL, opacity)

    return paint


def place_veils(
    upper: Length, lower: Length, bottom: Length, top: Length
) -> tuple[tuple[Length, Length], ...]:
    """From where to where veils lie: from `upper` to the `top`, and from the `bottom` to `lower`;
    a single one over all where they meet."""
    if upper <= lower:
        return ((bottom, top),)
    return ((upper, top), (bottom, lower))


def list_coarse_cover(book: BookContext) -> Iterator[Problem]:
    """What the preflight of the edition for the printer would say of the cover's picture."""
    cover = book.document.publication.cover
    if not isinstance(cover, Picture):
        return
    shape, over = book.template.shape, book.typeset.canvas.bleed
    page = shape.width + 2 * over, shape.height + 2 * over
    across, down = measure_crop(read_size(book.typeset.library.read(cover.file)), page)
    found = min(across * mm(25.4) / page[0], RESOLUTION)
    span = Span("publication.yaml", 1)
    if problem := judge_resolution((across, down), found, printed=True, span=span):
        yield replace(problem, sought=cover.file)
