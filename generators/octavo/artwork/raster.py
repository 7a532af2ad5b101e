"""Pixels: a drawing as a PNG file, for programs that cannot show vectors."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from octavo.artwork.outlines import outline_labels
from octavo.drawing import Close, Curve, Drawing, Group, Label, Move, Path, Shape, Straight
from octavo.theme import Theme, colour
from octavo.typeset.fonts import Faces

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

DPI = 300
"""Pixels in an inch, for print."""


def rasterise(
    drawing: Drawing, theme: Theme, faces: Faces, dpi: int = DPI, paper: bool = True
) -> bytes:
    """The drawing as a PNG file of so many pixels an inch, on paper or transparent.

    The same drawing gives the same bytes. Raises `ValueError` when it would have no pixel.
    """
    import pypdfium2  # late: `octavo --help` does without it

    if drawing.width * dpi < 72 or drawing.height * dpi < 72:
        raise ValueError("the drawing is smaller than a pixel")
    with pypdfium2.PdfDocument(_write_pdf(drawing, theme, faces)) as pdf:
        ground = (255, 255, 255, 255) if paper else (255, 255, 255, 0)
        bitmap = pdf[0].render(scale=dpi / 72, fill_color=ground, maybe_alpha=not paper)
        image = bitmap.to_pil().convert("RGB" if paper else "RGBA")
    data = BytesIO()
    image.save(data, "PNG", dpi=(dpi, dpi), optimize=False, compress_level=9)
    return data.getvalue()


def _write_pdf(drawing: Drawing, theme: Theme, faces: Faces) -> bytes:
    """One page that shows the drawing and nothing else; without fonts."""
    from reportlab.pdfgen.canvas import Canvas  # late: it takes long to load

    data = BytesIO()
    canvas = Canvas(data, pagesize=(drawing.width, drawing.height), invariant=1)
    for shape in outline_labels(drawing, faces).shapes:
        _paint(canvas, shape, theme)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _paint(canvas: Canvas, shape: Shape, theme: Theme) -> None:
    canvas.saveState()
    match shape:
        case Path():
            _paint_path(canvas, shape, theme)
        case Group():
            canvas.translate(shape.x, shape.y)
            canvas.scale(shape.scale, shape.scale)
            _clip(canvas, shape)
            for inner in shape.shapes:
                _paint(canvas, inner, theme)
        case Label():
            raise TypeError("labels become outlines before they are painted")
        case _:
            assert_never(shape)
    canvas.restoreState()


def _clip(canvas: Canvas, group: Group) -> None:
    if group.clip is None:
        return
    edge = canvas.beginPath()
    edge.rect(*group.clip)
    canvas.clipPath(edge, stroke=0, fill=0)


def _paint_path(canvas: Canvas, path: Path, theme: Theme) -> None:
    canvas.setFillAlpha(path.opacity)
    canvas.setStrokeAlpha(path.opacity)
    canvas.setLineWidth(path.width)
    canvas.setLineCap(1 if path.round_ends else 0)
    canvas.setLineJoin(1 if path.round_ends else 0)
    if path.dash:
        canvas.setDash(list(path.dash))
    if path.fill:
        canvas.setFillColorRGB(*colour(theme, path.fill).rgb)
    if path.stroke:
        canvas.setStrokeColorRGB(*colour(theme, path.stroke).rgb)
    outline = canvas.beginPath()
    _trace(outline, path)
    canvas.drawPath(outline, stroke=int(bool(path.stroke)), fill=int(bool(path.fill)), fillMode=1)


def _trace(outline: PDFPathObject, path: Path) -> None:
    for step in path.steps:
        match step:
            case Move():
                outline.moveTo(step.x, step.y)
            case Straight():
                outline.lineTo(step.x, step.y)
            case Curve():
                outline.curveTo(step.x1, step.y1, step.x2, step.y2, step.x, step.y)
            case Close():
                outline.close()
            case _:
                assert_never(step)
