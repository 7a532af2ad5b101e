"""What a printing press needs to know of a page: its profile, its boxes, how far art runs over."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.document.length import Length, mm
from octavo.pdf.tags import Corners

PROFILE = "assets/colour/fogra39-derived.icc"
"""Offset printing on coated paper, used where a publication names no other profile."""
CONDITION = "FOGRA39"
"""What `PROFILE` describes, by its name in the registry of characterisations."""
_LEAST_HEADER = 128
"""Bytes of the header of an ICC profile (ISO 15076-1, 7.2): what is shorter is none."""
_BLEED, _SLUG = mm(3), mm(12)
"""3 mm of bleed is what printers ask for: cuts are off by one at most. The slug is 12 mm: bleed,
gap, 7 mm of marks, gap. Larger ones make sheets larger; below 10 mm marks would touch the bleed."""
_PAPER = mm(0.1)
"""Office paper of 80 to 90 g/m² is 0.1 mm thick, and so is coated paper of 115 g/m²."""


@dataclass(frozen=True, slots=True)
class Press:
    """For which press a PDF is made, and what surrounds its pages there."""

    profile: bytes
    """ICC profile from and to the four process inks."""
    condition: str = ""
    """Name of the printing condition in the registry of characterisations; empty for one that is
    not in it."""
    description: str = ""
    """What the profile says of itself."""
    ink_limit: int = 300
    """How much ink the paper holds, all inks together, in per cent. The built-in profile is made
    for 300, as coated paper from sheets takes; newsprint takes 240."""
    bleed: Length = _BLEED
    """How far art runs over the edge of the page, to be cut off."""
    slug: Length = _SLUG
    """From the edge of the page to that of the sheet: room for the bleed, then for the marks."""
    thickness: Length = _PAPER
    """Of a sheet, by which pages inside others are moved towards the fold."""
    reserve: Length = 0.0
    """By how much more art runs over, where pages are moved towards the fold of a sheet."""

    @property
    def reach(self) -> Length:
        """How far art runs over the edge of a page: at most to the edge of its sheet."""
        return min(self.bleed + self.reserve, self.slug)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page, one inside the other."""

    media: Corners
    bleed: Corners
    trim: Corners


def read_press(profile: bytes, condition: str = "", ink_limit: int = 300) -> Press:
    """The press that `profile` describes.

    Raises `ValueError` when that is no profile of a printer with cyan, magenta, yellow and black,
    or of a version of ICC that PDF/X-4 does not know.
    """
    from io import BytesIO

    from PIL import ImageCms

    if len(profile) < _LEAST_HEADER or profile[36:40] != b"acsp":
        raise ValueError("it is not an ICC profile")
    kind, space, version = profile[12:16], profile[16:20], profile[8]
    if (kind, space) != (b"prtr", b"CMYK"):
        found = f"{kind.decode('ascii', 'replace')}, {space.decode('ascii', 'replace').strip()}"
        raise ValueError(f"it is not the profile of a CMYK printer, but `{found}`")
    if version > 4:
        raise ValueError(f"it follows version {version} of ICC; PDF/X-4 goes up to 4")
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile))
        description = ImageCms.getProfileDescription(opened).strip()
    except (OSError, ImageCms.PyCMSError) as fault:
        raise ValueError(f"it cannot be read: {fault}") from fault
    return Press(profile, condition, description, ink_limit)


def measure_boxes(width: Length, height: Length, press: Press) -> Boxes:
    """The boxes of a page of that size on a sheet whose corner is the origin."""
    slug, bleed = press.slug, press.reach
    return Boxes(
        (0.0, 0.0, width + 2 * slug, height + 2 * slug),
        (slug - bleed, slug - bleed, slug + width + bleed, slug + height + bleed),
        (slug, slug, slug + width, slug + height),
    )
