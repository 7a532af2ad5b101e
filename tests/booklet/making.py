"""Booklets made for tests: from folders, from strings, with another page or another order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from octavo.booklet import BookletOptions, generate
from octavo.document import Document
from octavo.files.library import Folder, Library, Memory, read_builtin
from octavo.selection.audience import select
from octavo.source.draft import read

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content" / "space-2040"
SMALL = ROOT / "tests" / "publications" / "small"
STYLE = "templates/booklet/style.yaml"


@dataclass(frozen=True)
class Made:
    """A booklet with what it was made from."""

    document: Document
    data: bytes = field(repr=False)
    pages: int
    labels: dict[str, str]
    """The printed page on which each section, paragraph, figure and table begins."""


def make(document: Document, library: Library) -> Made:
    """The booklet of `document`."""
    output = generate(document, BookletOptions(), library)
    labels = {place.id: place.page for place in output.places}
    return Made(document, output.data, output.pages, labels)


def read_folder(folder: Path) -> tuple[Document, Library]:
    """What the general reader reads of the publication in `folder`, and its files."""
    library = Folder(folder)
    return select(read(folder), None), library


def read_files(files: Mapping[str, bytes], name: str = "tests") -> tuple[Document, Library]:
    """What the general reader reads of a publication held in memory, and its files."""
    library = Memory(files)
    return select(read(library, name), None), library


def change_style(**changes: str) -> Memory:
    """A library in which lines of the booklet's `style.yaml` say something else."""
    lines = read_builtin(STYLE).decode().splitlines()
    for name, value in changes.items():
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{name}:"))
        lines[at] = f"{name}: {value}"
    return Memory({STYLE: "\n".join(lines).encode()})


def draw_picture(width: int = 240, height: int = 160, form: str = "PNG") -> bytes:
    """A picture file with stripes of colour."""
    image = Image.new("RGB", (width, height), "#1F5FA8")
    for x in range(0, width, 16):
        image.paste((200, 40 + x % 200, 90), (x, 0, x + 8, height))
    data = BytesIO()
    image.save(data, form)
    return data.getvalue()
