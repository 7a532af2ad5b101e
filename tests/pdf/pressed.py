"""Print editions small enough for tests, pictures for them, and ways to spoil them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from pikepdf import Pdf
from PIL import Image

from octavo.files.library import read_builtin
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.imposition import Imposed, impose
from octavo.pdf.metadata import write_xmp
from octavo.pdf.press import CONDITION, PROFILE, Press, read_press
from octavo.pdf.standards import IMPOSED, PRINT
from octavo.style.theme import Theme
from pdf.reading import open_pdf
from pdf.sample import FACES, METADATA, THEME, say

PRESS = read_press(read_builtin(PROFILE), CONDITION)
PAGE = 200.0, 300.0


def print_pages(
    texts: tuple[str, ...] = ("one",),
    picture: bytes = b"",
    theme: Theme = THEME,
    press: Press = PRESS,
    colour: str = "gold",
) -> bytes:
    """A print edition with a page for each text, art over its edge, and a picture on the first."""
    canvas = PdfCanvas(theme, FACES, METADATA, PRINT, press)
    for number, text in enumerate(texts, 1):
        canvas.begin_page(*PAGE, str(number))
        over = canvas.bleed
        with canvas.artifact("Background"):
            canvas.rectangle(-over, PAGE[1] - 40, PAGE[0] + 2 * over, 40 + over, colour)
        canvas.text([say(text)], 30, 200, canvas.root.add("P"))
        if picture and number == 1:
            with canvas.marked(canvas.root.add("Figure", alternative="A picture")):
                canvas.picture(picture, 30, 100, 72, 72)
        canvas.end_page()
    return canvas.finish()


def on_sheets(pages: bytes, press: Press = PRESS, *, cover_last: bool = True) -> Imposed:
    """Pages of a print edition on sheets, two by two."""
    canvas = PdfCanvas(THEME, FACES, METADATA, IMPOSED, replace(press, reserve=0.0))
    return impose(pages, canvas, write_xmp(METADATA, IMPOSED), cover_last=cover_last)


def draw_square(side: int = 300, mode: str = "RGB", form: str = "PNG") -> bytes:
    """A picture file of one inch at `side` pixels: dark and light stripes."""
    image = Image.new(mode, (side, side), "#101840")
    for x in range(0, side, 20):
        image.paste("#D03020", (x, 0, x + 10, side))
    data = BytesIO()
    image.save(data, form)
    return data.getvalue()


def change(data: bytes, alter: Callable[[Pdf], None], **saving: object) -> bytes:
    """The PDF after `alter` was done to it."""
    with open_pdf(data) as pdf:
        alter(pdf)
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False, **saving)  # type: ignore[arg-type]  # pikepdf has many keywords
    return out.getvalue()


def with_spot(name: str = "PANTONE 871 C") -> Theme:
    """The theme, its gold an ink of its own."""
    gold = replace(THEME.palette.gold, spot=name)
    return replace(THEME, palette=replace(THEME.palette, gold=gold))
