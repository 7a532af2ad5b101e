"""What a figure shows: a picture, or the data from which it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from octavo.document.problem import Span


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file of the publication."""

    file: str
    """Name in the publication's folder."""
    focus: tuple[float, float] = (0.5, 0.5)
    """What must be seen when it is cropped: parts of its width from the left, and of its height
    from the top."""


Placement: TypeAlias = Literal["column", "page", "bleed", "spread"]
"""Where a picture stands: in the text, in place of a page's text, on a page to its edges, or on two
facing pages to theirs."""


@dataclass(frozen=True, slots=True)
class DiagramPart:
    """One thing in a diagram."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Things and how they stand to each other, drawn from words."""

    kind: Literal["pillars", "imperatives", "architecture", "sequence"]
    """`pillars`: columns that carry `title`; `imperatives`: forces that meet in `title`;
    `architecture`: rings that overlap, with `title` where all do; `sequence`: steps to `title`."""
    parts: tuple[DiagramPart, ...]
    """In reading order; two to six."""
    title: str = ""
    """What the parts make together."""
    ground: str = ""
    """What all of it stands on; empty for none."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A marked place on a map."""

    name: str
    latitude: float
    """Degrees, north positive."""
    longitude: float
    """Degrees, east positive."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The land of the world, with countries brought out and places marked."""

    countries: tuple[str, ...] = ()
    """ISO 3166-1 numeric codes, three digits, of the countries brought out."""
    places: tuple[MapPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Orbits:
    """The cover art: inclined ellipses and points of light, made from geometry."""

    seed: int = 2040


MotifKind: TypeAlias = Literal["contours", "waves", "dots", "arcs", "facets", "strata"]
"""Lines of equal height, a swell, a raster, discs around one middle, a folded plane, hills."""


@dataclass(frozen=True, slots=True)
class Motif:
    """Art for a cover that stands for nothing in particular, made from geometry."""

    kind: MotifKind = "contours"
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a chart."""

    label: str
    """Empty at the further values of the same label, which stand after the first."""
    value: float
    text: str
    """The value as it is printed."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Chart:
    """Values that can be compared."""

    kind: Literal["bar", "column", "line", "share"]
    bars: tuple[Bar, ...]
    """With several series one of each for every label, in their order."""
    unit: str = ""
    series: tuple[str, ...] = ()
    """Names of the series; empty when there is only one."""

    @property
    def groups(self) -> tuple[tuple[Bar, ...], ...]:
        """The values of each label."""
        size = max(1, len(self.series))
        return tuple(self.bars[at : at + size] for at in range(0, len(self.bars), size))


Artwork: TypeAlias = Picture | Diagram | WorldMap | Orbits | Chart
"""What a figure shows."""
CoverArt: TypeAlias = Artwork | Motif
"""What a cover shows."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The emblem of whoever publishes, for covers and briefings."""

    picture: Picture
    alternative: str
    """What is read aloud in its place; the publisher's name unless the source says otherwise."""
