"""Pixels: a drawing as a PNG file, for programs that cannot show vectors."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Protocol, assert_never, cast

from PIL.Image import Image

from octavo.artwork.outlines import outline_labels
from octavo.document.drawing import (
    Close,
    Curve,
    Drawing,
    Group,
    Label,
    Move,
    Path,
    Shape,
    Step,
    Straight,
)
from octavo.document.length import Length
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme, colour

DPI = 300
"""Pixels in an inch, for print: what printers ask for pictures. Below 200 `octavo.pdf.preflight`
calls a picture soft; at 600 a file is four times as large, and no eye sees it."""


class _Bitmap(Protocol):
    def to_pil(self) -> Image: ...


class _PdfiumPage(Protocol):
    def render(
        self, scale: float, *, fill_color: tuple[int, int, int, int], maybe_alpha: bool
    ) -> _Bitmap: ...


class _Pdf(Protocol):
    def __getitem__(self, index: int) -> _PdfiumPage: ...

    def close(self) -> None: ...


class _Pdfium(Protocol):
    """What is used of pypdfium2, which has no types of its own."""

    def PdfDocument(self, data: bytes) -> _Pdf: ...  # noqa: N802  its name there


def rasterise(
    drawing: Drawing, theme: Theme, faces: Faces, dpi: float = DPI, paper: bool = True
) -> bytes:
    """The drawing as a PNG file of so many pixels an inch, on paper or transparent.

    The same drawing gives the same bytes. Raises `ValueError` when it would have no pixel.
    """
    if drawing.width * dpi < 72 or drawing.height * dpi < 72:
        raise ValueError("the drawing is smaller than a pixel")
    pdfium = cast(_Pdfium, import_module("pypdfium2"))  # late: `octavo --help` does without it
    pdf = pdfium.PdfDocument(_write_pdf(drawing, theme, faces))
    ground = (255, 255, 255, 255 if paper else 0)
    bitmap = pdf[0].render(dpi / 72, fill_color=ground, maybe_alpha=not paper)
    image = bitmap.to_pil().convert("RGB" if paper else "RGBA")
    pdf.close()
    data = BytesIO()
    image.save(data, "PNG", dpi=(dpi, dpi), compress_level=9)
    return data.getvalue()


# --------------------------------------------------------------------- a page for the renderer


def _write_pdf(drawing: Drawing, theme: Theme, faces: Faces) -> bytes:
    """One page that shows the drawing and nothing else: no fonts, no dates."""
    outlined = outline_labels(drawing, faces)
    states: dict[float, str] = {}
    content = "\n".join(
        line for shape in outlined.shapes for line in _shape(shape, theme, states)
    ).encode()
    graphics = "".join(
        f"/{name}<</ca {_number(opacity)}/CA {_number(opacity)}>>"
        for opacity, name in states.items()
    )
    box = _numbers(0, 0, drawing.width, drawing.height)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R"
        f"/Resources<</ExtGState<<{graphics}>>>>>>".encode(),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
    )
    return _assemble(objects)


def _assemble(objects: tuple[bytes, ...]) -> bytes:
    """Numbered objects between a header and a table of where they stand."""
    data = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(data)


def _shape(shape: Shape, theme: Theme, states: dict[float, str]) -> Iterator[str]:
    match shape:
        case Path():
            yield f"q {_path(shape, theme, states)} Q"
        case Group():
            yield f"q {_numbers(shape.scale, 0, 0, shape.scale, shape.x, shape.y)} cm"
            if shape.clip:
                yield f"{_numbers(*shape.clip)} re W n"
            for inner in shape.shapes:
                yield from _shape(inner, theme, states)
            yield "Q"
        case Label():
            raise TypeError("labels become outlines before they are painted")
        case _:
            assert_never(shape)


def _path(path: Path, theme: Theme, states: dict[float, str]) -> str:
    ends = 1 if path.round_ends else 0
    parts = [f"{ends} J {ends} j {_number(path.width)} w [{_numbers(*path.dash)}] 0 d"]
    if path.opacity < 1:
        parts.append(f"/{states.setdefault(path.opacity, f'S{len(states)}')} gs")
    if path.fill:
        parts.append(f"{_numbers(*colour(theme, path.fill).rgb)} rg")
    if path.stroke:
        parts.append(f"{_numbers(*colour(theme, path.stroke).rgb)} RG")
    parts += map(_step, path.steps)
    parts.append(
        {(True, True): "B", (True, False): "f", (False, True): "S"}.get(
            (bool(path.fill), bool(path.stroke)), "n"
        )
    )
    return " ".join(parts)


def _step(step: Step) -> str:
    match step:
        case Move():
            return f"{_numbers(step.x, step.y)} m"
        case Straight():
            return f"{_numbers(step.x, step.y)} l"
        case Curve():
            return f"{_numbers(step.x1, step.y1, step.x2, step.y2, step.x, step.y)} c"
        case Close():
            return "h"
        case _:
            assert_never(step)


def _numbers(*values: Length) -> str:
    return " ".join(map(_number, values))


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
