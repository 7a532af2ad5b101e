"""Every page of every finished file on contact sheets, to be looked at: `make look`.

    python tests/bench/look.py [FOLDERS]

Sheets of spreads as they lie in an open book, of each PDF in the folders, and of each Word file
where LibreOffice is; they stand in build/look/. Without folders: what is in build/, and booklets of
six other kinds. Nothing here passes or fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

from booklet.kinds import list_kinds, read_kind
from booklet.making import ROOT
from octavo.booklet import BookletOptions, generate

BUILT, SHEETS = ROOT / "build", ROOT / "build" / "look"
OTHERS = (0, 1, 7, 13, 14, 15)
"""Of the kinds: all five, on A5, B5, A4 and Letter, in English, French and German."""
WIDTH, GAP, DESK = 480, 14, (226, 230, 236)
"""Pixels of a page and between spreads, and the colour of what they lie on."""
ACROSS, DOWN = 2, 2


def main() -> None:
    """Draw the sheets."""
    folders = [Path(name) for name in sys.argv[1:]]
    shutil.rmtree(SHEETS, ignore_errors=True)
    SHEETS.mkdir(parents=True)
    for folder in folders or [BUILT]:
        for file in sorted(folder.rglob("*.pdf")):
            draw(file.stem, file.read_bytes())
        for file in sorted(folder.rglob("*.docx")):
            for data in convert(file):
                draw(f"{file.stem}-word", data)
    for place in () if folders else OTHERS:
        kind = list_kinds(40)[place]
        document, library = read_kind(*kind)
        name = "-".join(map(str, kind)).replace(" ", "-")
        draw(name, generate(document, BookletOptions(), library).data)


def convert(file: Path) -> Iterator[bytes]:
    """A Word file as LibreOffice shows it, where that is."""
    command = shutil.which("soffice")
    if not command:
        return
    with TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        arguments = ["--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run([command, profile, *arguments], check=True, capture_output=True)
        yield (Path(folder) / f"{file.stem}.pdf").read_bytes()


def draw(name: str, data: bytes) -> None:
    """The sheets of a PDF."""
    with PdfDocument(data) as pdf:
        pages = [draw_page(page) for page in pdf]
    spreads = list(join(pages)) if len(pages) > 1 else pages
    for number, start in enumerate(range(0, len(spreads), ACROSS * DOWN), 1):
        sheet = arrange(spreads[start : start + ACROSS * DOWN])
        sheet.save(SHEETS / f"{name}-{number:02d}.png")
    sys.stdout.write(f"{name}: {len(pages)} pages\n")


def draw_page(page: PdfPage) -> Image.Image:
    """One page, drawn larger and made smaller, so that thin lines stay."""
    return page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB").reduce(2)


def join(pages: Sequence[Image.Image]) -> Iterator[Image.Image]:
    """The first page alone on the right, then two that face each other."""
    width, height = pages[0].size
    for place in range(-1, len(pages), 2):
        spread = Image.new("RGB", (2 * width, height), DESK)
        for side in (0, 1):
            if 0 <= place + side < len(pages):
                spread.paste(pages[place + side], (side * width, 0))
        yield spread


def arrange(spreads: Sequence[Image.Image]) -> Image.Image:
    """The spreads in rows."""
    width, height = spreads[0].width + GAP, spreads[0].height + GAP
    rows = -(-len(spreads) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * width + GAP, rows * height + GAP), DESK)
    for place, spread in enumerate(spreads):
        down, across = divmod(place, ACROSS)
        sheet.paste(spread, (across * width + GAP, down * height + GAP))
    return sheet


if __name__ == "__main__":
    main()
