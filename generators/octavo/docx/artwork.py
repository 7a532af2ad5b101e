"""What a document wants shown, as pictures that Word can place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from octavo.document import (
    Artwork,
    Chart,
    CoverArt,
    Diagram,
    Document,
    Figure,
    Motif,
    Orbits,
    Picture,
    WorldMap,
)
from octavo.document.drawing import Drawing, Group, Path, Shape, draw_rectangle
from octavo.document.length import Length
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.document.walk import query
from octavo.docx.charts import CAPTION
from octavo.docx.part_state import WriteContext
from octavo.docx.pictures import RESOLUTION, Rendering, Veil, crop_picture, read_picture
from octavo.files.pixels import read_size
from octavo.style.contrast import CLEAR, VEIL, veil_opacity
from octavo.style.theme import Theme, colour
from octavo.style.words import Conventions

if TYPE_CHECKING:
    from octavo.fonts.faces import Faces

MOST_OF_PAGE = 0.62
"""Part of a page's height that a picture may take, as in the booklet: an upright one would else
leave no room for its caption, or run off the page."""
DrawnFigure: TypeAlias = Diagram | WorldMap | Orbits | Chart
COVER_RESOLUTION = 150
"""Dots per inch of the cover's raster, which is as large as the page: the art has no letters and
few edges. With 75 the file of the proceedings is 10 % shorter and lines of orbits break into steps
on paper; with 300 it is 29 % longer, and nothing is seen of it."""
PANEL = 0.84
"""Width of a drawing on the cover, in widths of the page: it leaves an edge of a twelfth at each
side, where its panel can be seen as one. At 1 the drawing's outer labels lie where printers do not
print."""


def list_high_drawings(document: Document, writing: WriteContext) -> Iterator[Problem]:
    """The drawings of the document, but for charts, that are higher than a page."""
    from octavo.artwork.drawings import draw
    from octavo.artwork.faults import CannotDrawError
    from octavo.artwork.figure_data import tell
    from octavo.fonts.faces import load_faces

    theme, layout = writing.theme, writing.layout
    faces = load_faces(theme, writing.conventions)
    room = layout.height - layout.top - layout.bottom - CAPTION
    for figure in query(document.sections, Figure):
        if isinstance(figure.artwork, Picture | Chart):
            continue
        try:
            draw(figure.artwork, layout.measure * figure.width, theme, faces, room)
        except CannotDrawError as fault:
            yield tell(figure.title, fault, figure.span)


def render(
    artwork: Artwork, width: Length, writing: WriteContext, span: Span | None = None
) -> Rendering:
    """`artwork` at `width`: a picture from the library, or a drawing as SVG and as PNG.

    Raises `SourceError` when a picture is missing or cannot be read, or data cannot be drawn.
    """
    if isinstance(artwork, Picture):
        layout = writing.layout
        tallest = (layout.height - layout.top - layout.bottom) * MOST_OF_PAGE
        return read_picture(
            read_file(artwork.file, writing, span), artwork.file, width, span, tallest
        )
    try:
        return _render(artwork, width, writing.theme, writing.conventions)
    except ValueError as error:
        raise _fail(f"this cannot be drawn: {error}", span) from None


def read_shape(picture: Picture, writing: WriteContext, span: Span | None) -> float:
    """How wide the picture is, in heights. Raises `SourceError` when it is missing."""
    across, down = read_size(read_file(picture.file, writing, span))
    return across / down


def render_page(
    artwork: CoverArt | None, writing: WriteContext, words: tuple[Length, Length] = (0.0, 0.0)
) -> Rendering:
    """`artwork` as large as the page, for what lies behind a cover. Raises `SourceError`.

    `words` says how far they reach from the upper and from the lower edge: a picture is veiled
    there, so that they can be read on it, and orbits as a whole when words reach into them.
    """
    layout = writing.layout
    width, height = layout.width, layout.height
    if isinstance(artwork, Picture):
        upper, lower = words
        ends = Veil(upper / height, lower / height, *veil_of(writing.theme))
        shape = width / height
        data = crop_picture(read_file(artwork.file, writing, None), artwork.file, shape, ends)
        return replace(read_picture(data, artwork.file, width), height=height)
    veiled = isinstance(artwork, Orbits | Motif) and words[0] > (1 - CLEAR) * height
    return _render_cover(artwork, width, height, writing.theme, writing.conventions, veiled)


def veil_of(theme: Theme) -> tuple[tuple[int, int, int], float]:
    """The colour of what lies over a picture where words stand, and how opaque it is."""
    return round_colour(theme, VEIL), veil_opacity(theme)


def round_colour(theme: Theme, name: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour of the theme, each 0 to 255."""
    red, green, blue = (round(part * 255) for part in colour(theme, name).rgb)
    return red, green, blue


def forget_renderings() -> None:
    """Forget what has been rendered so far, which is kept as long as the process runs."""
    _render.cache_clear()
    _render_cover.cache_clear()


@lru_cache(64)
def _render(artwork: DrawnFigure, width: Length, theme: Theme, language: Conventions) -> Rendering:
    from octavo.artwork.drawings import draw
    from octavo.fonts.faces import load_faces

    faces = load_faces(theme, language)
    return _render_drawing(draw(artwork, width, theme, faces), faces, RESOLUTION)


@lru_cache(8)
def _render_cover(
    artwork: DrawnFigure | Motif | None,
    width: Length,
    height: Length,
    theme: Theme,
    language: Conventions,
    veiled: bool,
) -> Rendering:
    from octavo.artwork.cover_art import draw_cover_art
    from octavo.fonts.faces import load_faces

    faces = load_faces(theme, language)
    if artwork is None:
        drawing = Drawing(width, height, (Path(draw_rectangle(0, 0, width, height), fill="ink"),))
    elif isinstance(artwork, Orbits | Motif):
        drawing = draw_cover_art(artwork, width, height, theme)
    else:
        drawing = _on_panel(artwork, width, height, faces)
    if veiled:
        over = Path(draw_rectangle(0, 0, width, height), fill=VEIL, opacity=veil_opacity(theme))
        drawing = Drawing(width, height, (*drawing.shapes, over))
    return _render_drawing(drawing, faces, COVER_RESOLUTION)


def _render_drawing(drawing: Drawing, faces: Faces, resolution: int) -> Rendering:
    """A drawing as SVG, with a raster of `resolution` dots per inch for who cannot show it."""
    from octavo.artwork.raster import rasterise
    from octavo.artwork.svg import write_svg

    raster = rasterise(drawing, faces.theme, faces, resolution)
    vector = write_svg(drawing, faces.theme, faces)
    return Rendering(drawing.width, drawing.height, raster, ".png", vector)


def _on_panel(artwork: DrawnFigure, width: Length, height: Length, faces: Faces) -> Drawing:
    """A drawing on a panel of paper in the lower half of a ground of ink."""
    from octavo.artwork.drawings import draw

    inner = draw(artwork, width * PANEL, faces.theme, faces)
    edge = width * (1 - PANEL) / 4
    left = (width - inner.width) / 2
    panel = draw_rectangle(
        left - edge, left - edge, inner.width + 2 * edge, inner.height + 2 * edge
    )
    ground = draw_rectangle(0, 0, width, height)
    shapes: tuple[Shape, ...] = (
        Path(ground, fill="ink"),
        Path(panel, fill="paper"),
        Group(inner.shapes, x=left, y=left),
    )
    return Drawing(width, height, shapes)


def read_file(file: str, writing: WriteContext, span: Span | None) -> bytes:
    """The bytes of a picture of the publication's. Raises `SourceError` when there is none."""
    try:
        return writing.library.read(file)
    except (FileNotFoundError, ValueError) as error:
        raise _fail(f"the picture `{file}` cannot be read: {error}", span) from None


def _fail(message: str, span: Span | None) -> SourceError:
    hint = "put it in the publication's folder, as a JPEG or PNG"
    return SourceError((Problem(Severity.ERROR, "WRD002", message, span, hint),))
