"""What a document wants shown, as pictures that Word can place."""

from __future__ import annotations

from dataclasses import replace

from octavo.document import Artwork, Orbits, Picture
from octavo.docx.ledger import Writing
from octavo.docx.pictures import RESOLUTION, Rendering, crop_picture, read_picture
from octavo.drawing import Close, Drawing, Group, Move, Path, Shape, Straight
from octavo.length import Length
from octavo.problem import Problem, Severity, SourceError, Span

COVER_RESOLUTION = 150
"""Dots per inch of the cover's raster, which is as large as the page."""
PANEL = 0.84
"""Width of a drawing on the cover, in widths of the page."""


def render(
    artwork: Artwork, width: Length, writing: Writing, span: Span | None = None
) -> Rendering:
    """`artwork` at `width`: a picture from the library, or a drawing as SVG and as PNG.

    Raises `SourceError` when a picture is missing or cannot be read, or data cannot be drawn.
    """
    if isinstance(artwork, Picture):
        return read_picture(_read(artwork.file, writing, span), artwork.file, width, span)
    from octavo.artwork.drawings import draw
    from octavo.typeset.fonts import load_faces

    try:
        drawing = draw(artwork, width, writing.theme, load_faces(writing.theme))
    except ValueError as error:
        raise _fail(f"this cannot be drawn: {error}", span) from None
    return render_drawing(drawing, writing, RESOLUTION)


def render_page(artwork: Artwork, writing: Writing) -> Rendering:
    """`artwork` as large as the page, for what lies behind a cover. Raises `SourceError`."""
    layout = writing.layout
    width, height = layout.width, layout.height
    if isinstance(artwork, Picture):
        data = crop_picture(_read(artwork.file, writing, None), artwork.file, width / height)
        return replace(read_picture(data, artwork.file, width), height=height)
    if isinstance(artwork, Orbits):
        from octavo.artwork.orbits import draw_orbits

        drawing = draw_orbits(artwork, width, height, writing.theme)
    else:
        drawing = _on_panel(artwork, writing)
    return render_drawing(drawing, writing, COVER_RESOLUTION)


def render_drawing(drawing: Drawing, writing: Writing, resolution: int) -> Rendering:
    """A drawing as SVG, with a raster of `resolution` dots per inch for who cannot show it."""
    from octavo.artwork.raster import rasterise
    from octavo.artwork.svg import write_svg
    from octavo.typeset.fonts import load_faces

    faces = load_faces(writing.theme)
    raster = rasterise(drawing, writing.theme, faces, resolution)
    vector = write_svg(drawing, writing.theme, faces)
    return Rendering(drawing.width, drawing.height, raster, ".png", vector)


def _on_panel(artwork: Artwork, writing: Writing) -> Drawing:
    """A drawing on a panel of paper in the lower half of a ground of ink."""
    from octavo.artwork.drawings import draw
    from octavo.typeset.fonts import load_faces

    assert not isinstance(artwork, Picture)
    layout = writing.layout
    inner = draw(artwork, layout.width * PANEL, writing.theme, load_faces(writing.theme))
    edge = layout.width * (1 - PANEL) / 4
    left = (layout.width - inner.width) / 2
    panel = _rectangle(left - edge, left - edge, inner.width + 2 * edge, inner.height + 2 * edge)
    ground = _rectangle(0, 0, layout.width, layout.height)
    shapes: tuple[Shape, ...] = (
        Path(ground, fill="ink"),
        Path(panel, fill="paper"),
        Group(inner.shapes, x=left, y=left),
    )
    return Drawing(layout.width, layout.height, shapes)


def _rectangle(
    x: Length, y: Length, width: Length, height: Length
) -> tuple[Move | Straight | Close, ...]:
    right, top = x + width, y + height
    return Move(x, y), Straight(right, y), Straight(right, top), Straight(x, top), Close()


def _read(file: str, writing: Writing, span: Span | None) -> bytes:
    try:
        return writing.library.read(file)
    except (FileNotFoundError, ValueError) as error:
        raise _fail(f"the picture `{file}` cannot be read: {error}", span) from None


def _fail(message: str, span: Span | None) -> SourceError:
    return SourceError((Problem(Severity.ERROR, "WRD002", message, span),))
