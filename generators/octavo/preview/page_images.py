"""Pages of PDF files as images, each called by what it shows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import Any

from octavo.document.length import Length
from octavo.pdf.placement import PDFIUM

MOST_BYTES = 96_000_000
"""Bytes of images that are kept: some four hundred pages at twice their size in print, so that
turning pages back and forth draws none of them again. Over that, the longest unasked for go."""
QUALITY = 92
"""Of the JPEG: at this no letter shows a trace of it, and encoding a page takes 4 ms; as PNG it
takes 20 to 37."""
SCALES = (0.5, 1.0, 1.5, 2.0, 3.0)
"""Pixels to the point that are drawn: thumbnails, and screens of up to three pixels to one of CSS.
No others, so that nobody can ask for a page of any size."""
LEFT_OUT = frozenset({"/Length", "/Parent", "/StructParent", "/StructParents"})
"""Keys of PDF objects that say nothing of how something looks."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page as it is shown."""

    digest: str
    """The same for pages that look the same."""
    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class _KeptPart:
    data: bytes
    pages: tuple[ShownPage, ...]


def _read_part(data: bytes) -> _KeptPart:
    return _KeptPart(data, tuple(list_pages(data)))


def _list_places(parts: Iterable[_KeptPart]) -> Iterator[tuple[str, tuple[bytes, int]]]:
    """Where each page is drawn from, by its digest."""
    for part in parts:
        for index, page in enumerate(part.pages):
            yield page.digest, (part.data, index)


class PageImages:
    """The pages of the files that are shown now, drawn when they are asked for."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[_KeptPart, ...]] = {}
        self._places: dict[str, tuple[bytes, int]] = {}
        self._images: OrderedDict[tuple[str, float], bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def keep(self, name: str, parts: Iterable[bytes]) -> tuple[ShownPage, ...]:
        """The pages of the PDFs `parts`, which take the place of what was kept under `name`."""
        with self._lock:
            before = self._files.get(name, ())
        known = {id(part.data): part for part in before}
        now = tuple(known.get(id(data)) or _read_part(data) for data in parts)
        with self._lock:
            self._files[name] = now
            for part in before:
                for page in part.pages:
                    self._places.pop(page.digest, None)
            for one in self._files.values():
                self._places.update(_list_places(one))
            self._forget_images()
        return tuple(page for part in now for page in part.pages)

    def forget(self, names: frozenset[str]) -> None:
        """Keep no longer what was kept under other names than these."""
        with self._lock:
            self._files = {name: kept for name, kept in self._files.items() if name in names}
            self._places = {}
            for one in self._files.values():
                self._places.update(_list_places(one))
            self._forget_images()

    def _forget_images(self) -> None:
        """Keep no images of pages that are not shown any more: each change of the source leaves
        one behind, and the browser keeps those that it has."""
        for key in [key for key in self._images if key[0] not in self._places]:
            self._bytes -= len(self._images.pop(key))

    def draw(self, digest: str, scale: float) -> bytes | None:
        """The page as a JPEG of `scale` pixels to the point; `None` when no such page is shown."""
        if scale not in SCALES:
            return None
        key = digest, scale
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
                return self._images[key]
            place = self._places.get(digest)
        if place is None:
            return None
        image = _draw(*place, scale)
        with self._lock:
            if digest not in self._places:  # it has changed meanwhile
                return image
            self._bytes += len(image) - len(self._images.get(key, b""))
            self._images[key] = image
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._images.popitem(last=False)[1])
        return image


def _draw(data: bytes, index: int, scale: float) -> bytes:
    import pypdfium2

    with PDFIUM:
        pdf = pypdfium2.PdfDocument(data)
        bitmap = pdf[index].render(scale=scale, rev_byteorder=True)
        out = BytesIO()
        bitmap.to_pil().convert("RGB").save(out, "JPEG", quality=QUALITY, subsampling=0)
        pdf.close()
    return out.getvalue()


def list_pages(data: bytes) -> Iterator[ShownPage]:
    """The pages of the PDF `data`, each with a digest of all that it draws."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        known: dict[tuple[int, int], bytes] = {}
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            drawn = page.obj.Contents, page.obj.Resources, page.mediabox
            digest = sha256(b"".join(_digest(each, known) for each in drawn)).hexdigest()
            yield ShownPage(digest[:32], right - left, top - bottom)


def _digest(value: object, known: dict[tuple[int, int], bytes]) -> bytes:
    """A digest of a PDF object with all that it leads to."""
    import pikepdf

    place = value.objgen if isinstance(value, pikepdf.Object) and value.is_indirect else None
    if place in known:
        return known[place]
    if place:
        known[place] = b"%d" % place[0]  # for what leads back to itself
    found = sha256(_flatten(value, known)).digest()
    if place:
        known[place] = found
    return found


def _flatten(value: Any, known: dict[tuple[int, int], bytes]) -> bytes:
    import pikepdf

    match value:
        case pikepdf.Stream() | pikepdf.Dictionary():
            parts = [
                key.encode() + _digest(value[key], known)
                for key in sorted(value.keys())
                if key not in LEFT_OUT
            ]
            raw = value.read_raw_bytes() if isinstance(value, pikepdf.Stream) else b""
            return b"{" + b"".join(parts) + sha256(raw).digest()
        case pikepdf.Array():
            return b"[" + b"".join(_digest(each, known) for each in value.as_list())
        case pikepdf.Object():
            return value.unparse()
        case _:  # numbers, names and truth, which pikepdf gives as Python's own
            return repr(value).encode()
