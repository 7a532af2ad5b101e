"""A picture on the cover: it fills the page, and words can be read on it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, strategies as st
from PIL import Image
from pypdfium2 import PdfDocument

from booklet.making import make, read_files
from octavo.booklet import BookletOptions, check, generate
from octavo.booklet.cover_picture import place_veils
from octavo.booklet.openers import find_art
from octavo.document import Document
from octavo.files.library import Library, Memory
from octavo.files.pixels import crop_picture
from octavo.pdf.usage import list_usage
from octavo.style.contrast import ON_VEIL, READABLE, VEIL, veil_opacity
from octavo.style.theme import colour, load_theme

PUBLICATION = """title: {title}
subtitle: How to see it
language: en-GB
event: {{name: Autumn meeting, start: 2026-10-03}}
imprint: {{publisher: The Society}}
cover: {{picture: a.png}}
sections: [01-one.md]
outputs: [booklet]
"""
SECTION = b"---\nid: one\ntitle: The first section\nkind: chapter\n---\n\nText.\n"
TITLES = ("Space", "Space in 2040 and what it asks of all the nations that depend on it " * 3)


def read_cover(
    shade: str, title: str = "Space", size: tuple[int, int] = (900, 600)
) -> tuple[Document, Library]:
    """A publication with a cover of one colour."""
    kept = BytesIO()
    Image.new("RGB", size, shade).save(kept, "PNG")
    publication = PUBLICATION.format(title=title).encode()
    return read_files(
        {"publication.yaml": publication, "01-one.md": SECTION, "a.png": kept.getvalue()}
    )


def show(data: bytes) -> Image.Image:
    """The cover, a pixel for each point."""
    return PdfDocument(data)[0].render().to_pil().convert("RGB")


@pytest.mark.parametrize("title", TITLES, ids=["short", "long"])
@pytest.mark.parametrize("size", [(900, 600), (600, 900), (600, 600)], ids=str)
def test_a_picture_fills_the_cover_between_two_veils(title: str, size: tuple[int, int]) -> None:
    cover = show(make(*read_cover("white", title, size)).data)
    edge = [cover.getpixel((2, y)) for y in range(cover.height)]
    shown = sum(pixel == (255, 255, 255) for pixel in edge)

    assert shown / cover.height >= 0.3
    assert edge[0] == edge[-1] != (255, 255, 255)


def test_no_word_of_a_long_title_over_a_picture_is_divided() -> None:
    title = (
        "The Deterrence, Security, Interoperability and Technological Innovation of the "
        "Donaudampfschifffahrtsgesellschaft in the Twenty-first Century and Beyond, Proceedings "
        "of the Forty-seventh Intergovernmental Conference"
    )
    made = make(*read_cover("white", title))
    said = PdfDocument(made.data)[0].get_textpage().get_text_bounded().replace("\x02", "-")

    assert " ".join(said.split()).startswith(title)


def test_the_longest_titles_leave_as_much_of_a_picture_as_they_can() -> None:
    cover = show(make(*read_cover("white", "Space and what it asks of us " * 14)).data)
    shown = [cover.getpixel((2, y)) == (255, 255, 255) for y in range(cover.height)]

    assert sum(shown) / cover.height >= 0.1


def test_only_what_is_seen_of_the_picture_is_in_the_file() -> None:
    made = make(*read_cover("white"))
    with pikepdf.open(BytesIO(made.data)) as pdf:
        (picture,) = list_usage(pdf)[0].pictures

    assert picture.columns / picture.rows == pytest.approx(420 / 595, abs=0.01)


def test_a_picture_on_the_cover_reaches_into_the_bleed() -> None:
    document, library = read_cover("red", size=(1500, 2100))
    data = generate(document, BookletOptions(edition="print"), library).data
    image = show(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        left, _, right, _ = (float(edge) for edge in list(pdf.pages[0].BleedBox))
    row = image.crop((0, image.height // 2, image.width, image.height // 2 + 1)).convert("L")
    inked = [x for x in range(image.width) if row.getpixel((x, 0)) != 255]

    assert {round(left) + 1, round(right) - 2} <= set(inked)


def test_a_coarse_cover_is_told_before_it_is_printed() -> None:
    document, library = read_cover("red", size=(300, 420))
    (found,) = check(document, BookletOptions(edition="print"), library)

    assert (found.code, found.sought) == ("PRE009", "a.png")


@given(ground=st.tuples(*[st.floats(0, 1)] * 3), front=st.sampled_from(ON_VEIL))
def test_words_can_be_read_on_a_veil_over_any_colour(
    ground: tuple[float, float, float], front: str
) -> None:
    theme = load_theme(Memory({}))
    opacity = veil_opacity(theme)
    veil = colour(theme, VEIL).rgb
    mixed = [a * (1 - opacity) + b * opacity for a, b in zip(ground, veil, strict=True)]
    lights = [luminance(list(colour(theme, front).rgb)), luminance(mixed)]

    assert (max(lights) + 0.05) / (min(lights) + 0.05) >= READABLE


def luminance(rgb: list[float]) -> float:
    """Relative luminance, by WCAG 2."""
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_veils_that_meet_are_one() -> None:
    assert len(place_veils(300, 200, 0, 600)) == 2
    assert place_veils(200, 300, 0, 600) == ((0, 600),)


@given(
    size=st.tuples(st.integers(1, 400), st.integers(1, 400)),
    shape=st.tuples(st.floats(50, 900), st.floats(50, 900)),
)
def test_a_cut_picture_has_the_shape_asked_for(
    size: tuple[int, int], shape: tuple[float, float]
) -> None:
    kept = BytesIO()
    Image.new("L", size).save(kept, "PNG")
    across, down = Image.open(BytesIO(crop_picture(kept.getvalue(), shape, 300))).size

    assert across <= size[0]
    assert down <= size[1]
    assert (
        abs(across - down * shape[0] / shape[1]) <= 1 + shape[0] / shape[1]
        or min(across, down) == 1
    )


def test_a_house_without_art_has_plain_ink_on_cover_and_openers() -> None:
    files = {
        "publication.yaml": PUBLICATION.format(title="Space").replace("{picture: a.png}", "none"),
        "01-one.md": SECTION.decode(),
    }
    made = make(*read_files({name: text.encode() for name, text in files.items()})).data
    theme = load_theme(Memory({}))
    ink = tuple(round(255 * part) for part in colour(theme, "ink").rgb)
    pages = [page.render().to_pil().convert("RGB") for page in PdfDocument(made)]
    banded = next(page for page in pages[1:-1] if page.getpixel((2, 2)) == ink)

    for page, lowest in ((pages[0], 590), (pages[-1], 590), (banded, 125)):
        assert {page.getpixel((x, y)) for x in (2, 415) for y in range(2, lowest)} == {ink}
    assert banded.getpixel((2, 200)) == (255, 255, 255)


def test_a_picture_on_the_cover_brings_no_orbits_to_the_openers() -> None:
    plain, _ = read_cover("white")

    assert find_art(plain) is None
