"""Where text, pictures and drawings stand on the pages of a finished PDF, as PDFium shows them.

PDFium draws PDF in Chromium; no code is shared with what wrote the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from ctypes import c_float, c_int
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, cast

from octavo.pdf.tags import Corners
from octavo.pdf.usage import Matrix, multiply

if TYPE_CHECKING:
    from PIL.Image import Image

ObjectKind: TypeAlias = Literal["text", "path", "picture"]
KINDS: dict[int, ObjectKind] = {1: "text", 2: "path", 3: "picture"}
"""The page objects of PDFium (`FPDF_PAGEOBJ_*`) that show something by themselves."""
FORM = 5
"""The page object that holds others: a form XObject (ISO 32000-1, 8.10)."""


@dataclass(frozen=True, slots=True)
class PlacedObject:
    """What one operator shows."""

    kind: ObjectKind
    box: Corners
    """What its marks cover of the page, in points from the lower left corner of the sheet."""
    clip: Corners | None = None
    """Outside of which nothing of it is seen; `None` for no bounds."""
    number: int = -1
    """Of the marked content that it belongs to; -1 for an artifact."""
    paginated: bool = False
    """Whether it is an artifact that says at which end of the page it stands: a running head."""
    covers: bool = False
    """Whether nothing is seen of what it lies on: pictures and filled rectangles."""


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One page of a finished file."""

    trim: Corners
    """What is left of it when it is cut; the whole page where nothing is."""
    bleed: Corners
    """How far art may run over the edge of the trim."""
    objects: tuple[PlacedObject, ...]
    """In the order in which they are painted."""


PDFIUM = RLock()
"""Held by whoever uses PDFium: it may be used by one thread at a time, as its own notes say."""


def read_placement(data: bytes, only: int | None = None) -> tuple[PlacedPage, ...]:
    """What stands where on each page of the PDF `data`, or `only` on one, counted from 0."""
    pdfium = cast(_PdfiumReader, import_module("pypdfium2"))
    raw = cast(_Raw, import_module("pypdfium2.raw"))  # late: `octavo --help` does without them
    with PDFIUM:
        pdf = pdfium.PdfDocument(data)
        chosen = range(len(pdf)) if only is None else (only,)
        pages = tuple(_PageReader(raw, pdf[index]).read() for index in chosen)
        pdf.close()
    return pages


def render_pages(
    data: bytes, scale: float, pages: Sequence[int] | None = None
) -> Iterator[tuple[int, Image, Corners, Corners]]:
    """Pages in grey, at so many pixels to the point: number from 1, picture, trim and bleed.

    Only `pages`; without, all of them.
    """
    with PDFIUM:
        pdf = cast(_PdfiumReader, import_module("pypdfium2")).PdfDocument(data)
        for number in range(1, len(pdf) + 1) if pages is None else pages:
            page = pdf[number - 1]
            picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
            yield number, picture, page.get_trimbox(), page.get_bleedbox()
        pdf.close()


def quote(data: bytes, page: int, box: Corners) -> str:
    """The words in `box` on the page, counted from 1."""
    with PDFIUM:
        pdf = cast(_PdfiumReader, import_module("pypdfium2")).PdfDocument(data)
        said = pdf[page - 1].get_textpage().get_text_bounded(*box)
        pdf.close()
    return " ".join(said.split())


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What holds for the objects of a form, from the forms around them."""

    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    clip: Corners | None = None
    number: int = -1
    paginated: bool = False


class _PageReader:
    """Reads one page of PDFium."""

    def __init__(self, raw: _Raw, page: _PdfiumLeaf) -> None:
        self._raw = raw
        self._page = page
        self._floats = [c_float() for _ in range(4)]

    def read(self) -> PlacedPage:
        raw, page = self._raw, self._page
        count, get = raw.FPDFPage_CountObjects(page.raw), raw.FPDFPage_GetObject
        found = tuple(self._walk(count, partial(get, page.raw), _Surroundings()))
        return PlacedPage(page.get_trimbox(), page.get_bleedbox(), found)

    def _walk(
        self, count: int, get: Callable[[int], object], around: _Surroundings
    ) -> Iterator[PlacedObject]:
        raw = self._raw
        for item in (get(at) for at in range(count)):
            kind = raw.FPDFPageObj_GetType(item)
            if kind == FORM:
                held = partial(raw.FPDFFormObj_GetObject, item)
                yield from self._walk(
                    raw.FPDFFormObj_CountObjects(item), held, self._enter(item, around)
                )
            elif kind in KINDS:
                yield self._place(item, KINDS[kind], around)

    def _place(self, item: object, kind: ObjectKind, around: _Surroundings) -> PlacedObject:
        self._raw.FPDFPageObj_GetBounds(item, *self._floats)
        left, bottom, right, top = (each.value for each in self._floats)
        box = transform((left, bottom, right, top), around.matrix)
        number, paginated = self._read_marks(item, around)
        covers = kind == "picture" or (kind == "path" and self._is_opaque_rectangle(item))
        return PlacedObject(kind, box, self._clip(item, around), number, paginated, covers)

    def _enter(self, form: object, around: _Surroundings) -> _Surroundings:
        """What holds for the objects of `form`."""
        own = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(form, own)
        matrix = multiply((own.a, own.b, own.c, own.d, own.e, own.f), around.matrix)
        return _Surroundings(matrix, self._clip(form, around), *self._read_marks(form, around))

    def _read_marks(self, item: object, around: _Surroundings) -> tuple[int, bool]:
        """The marked content that `item` belongs to, and whether it is a running head."""
        number = self._raw.FPDFPageObj_GetMarkedContentID(item)
        if number >= 0:
            return number, False
        return around.number, around.paginated or self._is_paginated(item)

    def _is_opaque_rectangle(self, path: object) -> bool:
        """Whether `path` fills an upright rectangle and lets nothing through."""
        raw, mode = self._raw, c_int()
        raw.FPDFPath_GetDrawMode(path, mode, c_int())
        if not mode.value or raw.FPDFPageObj_HasTransparency(path):
            return False
        points = self._read_points(
            raw.FPDFPath_GetPathSegment, raw.FPDFPath_CountSegments(path), path
        )
        return len(points) <= 5 and len({x for x, _ in points}) == len({y for _, y in points}) == 2

    def _is_paginated(self, item: object) -> bool:
        """Whether a mark on `item` has a subtype: `Header` and `Footer` (ISO 32000-1, 14.8.2.2)."""
        raw = self._raw
        for at in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, at)
            if raw.FPDFPageObjMark_GetParamValueType(mark, b"Subtype"):
                return True
        return False

    def _clip(self, item: object, around: _Surroundings) -> Corners | None:
        raw = self._raw
        path = raw.FPDFPageObj_GetClipPath(item)
        clip = around.clip
        for at in range(max(raw.FPDFClipPath_CountPaths(path), 0) if path else 0):
            count = raw.FPDFClipPath_CountPathSegments(path, at)
            if points := self._read_points(raw.FPDFClipPath_GetPathSegment, count, path, at):
                own = transform(bound(points), around.matrix)
                clip = intersect(clip, own) if clip else own
        return clip

    def _read_points(
        self, get: Callable[..., object], count: int, *path: object
    ) -> list[tuple[float, float]]:
        """The points of a path, or of one path of a clip, of which `get` knows the segments."""
        x, y = self._floats[:2]
        points: list[tuple[float, float]] = []
        for step in range(count):
            self._raw.FPDFPathSegment_GetPoint(get(*path, step), x, y)
            points.append((x.value, y.value))
        return points


def transform(box: Corners, matrix: Matrix) -> Corners:
    """The smallest upright box around `box` as `matrix` moves it."""
    a, b, c, d, e, f = matrix
    return bound([(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]])


def bound(points: list[tuple[float, float]]) -> Corners:
    """The smallest upright box around the points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def intersect(one: Corners, other: Corners) -> Corners:
    """What the boxes have in common; its right lies left of its left when that is nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, min(one[2], other[2]), min(one[3], other[3])


# --------------------------------------------------------------- what is used of pypdfium2, untyped


class _TextPage(Protocol):
    def get_text_bounded(self, left: float, bottom: float, right: float, top: float) -> str: ...


class _GreyPage(Protocol):
    def to_pil(self) -> Image: ...


class _PdfiumLeaf(Protocol):
    raw: object

    def get_trimbox(self) -> Corners: ...
    def get_bleedbox(self) -> Corners: ...
    def get_textpage(self) -> _TextPage: ...
    def render(self, *, scale: float, grayscale: bool) -> _GreyPage: ...


class _PdfiumFile(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> _PdfiumLeaf: ...
    def close(self) -> None: ...


class _PdfiumReader(Protocol):
    def PdfDocument(self, data: bytes) -> _PdfiumFile: ...


class _Matrix(Protocol):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


class _Raw(Protocol):
    """The functions of PDFium, by their names there."""

    # ruff: noqa: N802
    def FS_MATRIX(self) -> _Matrix: ...
    def FPDFPage_CountObjects(self, page: object) -> int: ...
    def FPDFPage_GetObject(self, page: object, at: int) -> object: ...
    def FPDFFormObj_CountObjects(self, form: object) -> int: ...
    def FPDFFormObj_GetObject(self, form: object, at: int) -> object: ...
    def FPDFPageObj_GetType(self, item: object) -> int: ...
    def FPDFPageObj_GetBounds(self, item: object, *corners: c_float) -> int: ...
    def FPDFPageObj_GetMatrix(self, item: object, matrix: _Matrix) -> int: ...
    def FPDFPageObj_GetMarkedContentID(self, item: object) -> int: ...
    def FPDFPageObj_CountMarks(self, item: object) -> int: ...
    def FPDFPageObj_GetMark(self, item: object, at: int) -> object: ...
    def FPDFPageObjMark_GetParamValueType(self, mark: object, key: bytes) -> int: ...
    def FPDFPageObj_HasTransparency(self, item: object) -> int: ...
    def FPDFPath_GetDrawMode(self, path: object, filled: c_int, stroked: c_int) -> int: ...
    def FPDFPath_CountSegments(self, path: object) -> int: ...
    def FPDFPath_GetPathSegment(self, path: object, step: int) -> object: ...
    def FPDFPageObj_GetClipPath(self, item: object) -> object: ...
    def FPDFClipPath_CountPaths(self, path: object) -> int: ...
    def FPDFClipPath_CountPathSegments(self, path: object, at: int) -> int: ...
    def FPDFClipPath_GetPathSegment(self, path: object, at: int, step: int) -> object: ...
    def FPDFPathSegment_GetPoint(self, step: object, x: c_float, y: c_float) -> int: ...
