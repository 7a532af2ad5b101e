"""The publisher's logo, on a plate in the band at the head."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.briefing.layout.boxes import Background, Box, Glue, LogoPicture
from octavo.document import Publication
from octavo.document.length import Length
from octavo.files.library import Library
from octavo.files.pixels import crop_picture, fit_inside, read_size

PLATE = 6.0
"""From the logo to the edge of the plate of paper on which it stands, in points: half of what the
band keeps free above and below its text."""
ROOM = 96.0, 30.0
"""How wide and high it is at most, in points: with its plate two thirds of the height of a band of
62, and half as wide as what is said beside it."""
APART = 14.0
"""Between the plate and what is said at its left, in points, and as much as the plate is high would
be too much: a line and a half of the small type there."""
RESOLUTION = 600
"""Pixels to the inch that it has at most: its edges are sharp, and at 300 steps are seen on
paper."""


@dataclass(frozen=True, slots=True)
class HeadLogo:
    """A logo at the size that it has in a band."""

    data: bytes
    alternative: str
    width: Length
    height: Length

    @property
    def room(self) -> Length:
        """What it takes of the width, with what keeps it apart."""
        return self.width + 2 * PLATE + APART


def read_logo(publication: Publication, library: Library) -> HeadLogo | None:
    """The logo of the publication; `None` without one."""
    logo = publication.logo
    if logo is None:
        return None
    data = library.read(logo.picture.file)
    size = fit_inside(read_size(data), *ROOM)
    return HeadLogo(crop_picture(data, size, RESOLUTION), logo.alternative, *size)


def set_logo(logo: HeadLogo, right: Length, middle: Length) -> Box:
    """The logo on its plate, which ends at `right`, its middle so far down the band."""
    width, height = logo.width + 2 * PLATE, logo.height + 2 * PLATE
    plate = Background(0, Glue(), width, Glue(height), "paper")
    picture = LogoPicture(logo.data, PLATE, Glue(PLATE), logo.width, logo.height)
    return Box(
        "Figure",
        (plate, picture),
        Glue(height),
        right - width,
        Glue(middle - height / 2),
        alternative=logo.alternative,
    )
