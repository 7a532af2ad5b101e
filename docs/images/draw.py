"""The pictures in the README, drawn from what `make` has built: `make pictures`.

LibreOffice shows the Word version; without it that picture stays as it is.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

IMAGES = Path(__file__).resolve().parent
BUILT = IMAGES.parents[1] / "build" / "space-2040"
DESK = (226, 230, 236)
"""The colour of what the pages lie on."""
GAP = 14
"""Pixels between pages."""


def main() -> None:
    """Draw every picture of which the file is there."""
    booklet = render(BUILT / "space-2040.pdf", 190)
    save(arrange(join(booklet), 4), "booklet.png")
    briefings = [render(path, 420)[0] for path in sorted(BUILT.glob("*-briefing-*.pdf"))]
    save(arrange(briefings[:3], 3), "briefing.png")
    digest = render(BUILT / "space-2040-digest-political.pdf", 420)
    save(arrange(digest, 3), "digest.png")
    command = shutil.which("soffice")
    if command:
        with tempfile.TemporaryDirectory() as folder:
            word = convert(command, BUILT / "space-2040.docx", Path(folder))
            save(arrange(render(word, 300)[:8], 4), "word.png")


def render(file: Path, width: int) -> list[Image.Image]:
    """The pages of a PDF as pictures of `width` pixels."""
    with pypdfium2.PdfDocument(file) as document:
        return [draw_page(page, width) for page in document]


def draw_page(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    """One page, `width` pixels wide; drawn larger and made smaller, so that thin lines stay."""
    return page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB").reduce(2)


def convert(command: str, file: Path, folder: Path) -> Path:
    """A Word file as the PDF that LibreOffice makes of it, in `folder`."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run([command, profile, *arguments], check=True, capture_output=True)
    return folder / f"{file.stem}.pdf"


def join(pages: Sequence[Image.Image]) -> list[Image.Image]:
    """The pages as they lie in an open book: the first alone on the right, then in pairs."""
    width, height = pages[0].size
    spreads: list[Image.Image] = []
    for place in range(-1, len(pages), 2):
        spread = Image.new("RGB", (2 * width, height), DESK)
        for side in (0, 1):
            if 0 <= place + side < len(pages):
                spread.paste(pages[place + side], (side * width, 0))
        spreads.append(spread)
    return spreads


def arrange(pages: Sequence[Image.Image], columns: int) -> Image.Image:
    """The pages side by side, in rows of `columns`."""
    width, height = pages[0].width + GAP, pages[0].height + GAP
    rows = -(-len(pages) // columns)
    sheet = Image.new("RGB", (min(columns, len(pages)) * width + GAP, rows * height + GAP), DESK)
    for place, page in enumerate(pages):
        row, column = divmod(place, columns)
        sheet.paste(page, (column * width + GAP, row * height + GAP))
    return sheet


def save(picture: Image.Image, name: str) -> None:
    """Write a picture with few colours, so that it stays small."""
    few = picture.quantize(96, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    main()
