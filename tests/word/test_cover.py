"""The cover of the Word version: words on a picture can be read."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from octavo.document import Picture
from octavo.docx.layout import load_layout
from octavo.docx.pictures import Veil, crop_picture
from octavo.files.library import Memory
from octavo.style.theme import COVER_SIZES, load_theme
from octavo.word import WordOptions, generator
from octavo.word.cover import choose_title_part
from word.sample import DOCUMENT, LIBRARY


def paint(size: tuple[int, int]) -> bytes:
    """A white picture."""
    kept = BytesIO()
    Image.new("RGB", size, "white").save(kept, "PNG")
    return kept.getvalue()


def test_a_veil_covers_head_and_foot_of_a_picture() -> None:
    veiled = crop_picture(paint((90, 60)), "a.png", 0.5, Veil(0.2, 0.1, (0, 0, 0), 0.75))
    with Image.open(BytesIO(veiled)) as image:
        shades = [image.convert("L").getpixel((5, y)) for y in range(image.height)]

    assert shades == [63] * 12 + [255] * 42 + [63] * 6


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Space", "What space asks of all nations that depend on it"])
def test_words_on_a_picture_stand_on_its_veils(title: str) -> None:
    publication = replace(DOCUMENT.publication, cover=Picture("white.png"), title=title)
    files = {"images/dot.png": LIBRARY.read("images/dot.png"), "white.png": paint((600, 900))}
    document = replace(DOCUMENT, publication=publication)
    made = generator.generate(document, WordOptions(embed_fonts=False), Memory(files)).data
    with ZipFile(BytesIO(made)) as package:
        (cover,) = [name for name in package.namelist() if "media/cover" in name]
        with Image.open(BytesIO(package.read(cover))) as image:
            shades = [image.convert("L").getpixel((5, y)) for y in range(image.height)]
    light = [place for place, shade in enumerate(shades) if shade == 255]

    assert light == list(range(light[0], light[-1] + 1))
    assert light[0] > len(shades) * 0.25
    assert light[-1] < len(shades) * 0.9


@pytest.mark.parametrize(
    ("words", "parts"),
    [(3, {1.0}), (15, {0.86, 0.74, 0.64}), (25, {0.55, 0.47}), (400, {COVER_SIZES[-1]})],
)
def test_a_title_is_as_small_as_its_cover_needs_it(words: int, parts: set[float]) -> None:
    publication = replace(DOCUMENT.publication, title="financing " * words)
    theme, layout = load_theme(LIBRARY), load_layout(LIBRARY)

    assert choose_title_part(publication, theme, layout, "en_GB") in parts


def test_a_title_is_set_in_the_size_that_was_chosen_for_it() -> None:
    def read_size(title: str) -> int:
        document = replace(DOCUMENT, publication=replace(DOCUMENT.publication, title=title))
        made = generator.generate(document, WordOptions(embed_fonts=False), LIBRARY).data
        with ZipFile(BytesIO(made)) as package:
            styles = package.read("word/styles.xml").decode()
        style = styles[styles.index('w:styleId="Title"') :]
        return int(style[style.index("<w:sz ") :].split('"')[1])

    assert read_size("Space") > read_size("What space asks of nations " * 6)


@pytest.mark.slow
def test_a_cover_without_art_is_plain_ink() -> None:
    document = replace(DOCUMENT, publication=replace(DOCUMENT.publication, cover=None))
    files = {"images/dot.png": LIBRARY.read("images/dot.png")}
    made = generator.generate(document, WordOptions(embed_fonts=False), Memory(files)).data
    with ZipFile(BytesIO(made)) as package:
        name = next(n for n in package.namelist() if "media/cover" in n and n.endswith(".png"))
        with Image.open(BytesIO(package.read(name))) as image:
            colours = image.convert("RGB").getcolors()

    assert colours == [(image.width * image.height, (11, 27, 51))]
