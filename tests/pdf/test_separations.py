"""The plates of a press, made by Ghostscript: what is on them, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import pikepdf
import pytest

from booklet.making import CONTENT, SMALL, read_folder
from judges.ghostscript import INKS, Plates, separate
from octavo.booklet import BookletOptions, generate
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.painted import FilledShape, PaintedThing, ShownText, find_ground, list_painted
from octavo.pdf.standards import PRINT
from pdf.pressed import PAGE, PRESS
from pdf.reading import open_pdf
from pdf.sample import FACES, METADATA, THEME, say

pytestmark = pytest.mark.slow

Corners: TypeAlias = tuple[float, float, float, float]
COLOURED = ("Cyan", "Magenta", "Yellow")
LIMIT = 3.0
"""All inks together: 300 %, as the built-in profile is made for."""
STEP = 0.035
"""By how much a sum of inks may be measured too high: two steps of its sixtieths."""


@dataclass(frozen=True)
class Separated:
    """An edition, its plates, and what is painted on each page."""

    plates: list[Plates]
    painted: tuple[tuple[PaintedThing, ...], ...]
    trims: list[Corners]
    bleeds: list[Corners]


def take_apart(ghostscript: str, data: bytes) -> Separated:
    """The plates of all pages."""
    with open_pdf(data) as pdf:
        painted = list_painted(pdf)
        boxes = [[_read(page.obj[key]) for page in pdf.pages] for key in ("/TrimBox", "/BleedBox")]
    return Separated(separate(ghostscript, data), painted, *boxes)


def _read(box: pikepdf.Object) -> Corners:
    left, bottom, right, top = (float(str(value)) for value in list(box))
    return left, bottom, right, top


@pytest.fixture(scope="module", params=[CONTENT, SMALL], ids=["proceedings", "small"])
def printed(request: pytest.FixtureRequest, ghostscript: str) -> Separated:
    """The print edition of a publication, as plates."""
    document, library = read_folder(request.param)
    return take_apart(
        ghostscript, generate(document, BookletOptions(edition="print"), library).data
    )


@pytest.fixture(scope="module")
def folded(ghostscript: str) -> Separated:
    """The proceedings on sheets, as plates."""
    document, library = read_folder(CONTENT)
    return take_apart(
        ghostscript, generate(document, BookletOptions(edition="imposed"), library).data
    )


def test_running_text_and_all_that_is_smaller_is_on_the_black_plate_alone(
    printed: Separated,
) -> None:
    size = THEME.scale.text + 0.01
    looked_at = 0
    for plates, things in zip(printed.plates, printed.painted, strict=True):
        for place, thing in enumerate(things):
            if not isinstance(thing, ShownText) or thing.paint.is_registration:
                continue
            if thing.size > size or find_ground(things, place).inks:
                continue
            x, y = thing.at
            around = (x - 1, y - 0.2 * thing.size, x + 4, y + 0.4 * thing.size)
            if _has_art(things, around) or "Yellow" in dict(thing.paint.inks or ()):
                continue  # gold numbers of lists, from 9 points on, keep their colour
            looked_at += plates.measure("Black", around) > 0.5  # else it is a space
            assert [plates.measure(ink, around) for ink in COLOURED] == [0, 0, 0], plates.number
    assert looked_at > 100


def _has_art(things: tuple[PaintedThing, ...], box: Corners) -> bool:
    shapes = (one for one in things if isinstance(one, FilledShape) and one.paint.inks)
    boxes = (own for one in shapes for own in one.boxes)
    return any(
        x1 < box[2] and x2 > box[0] and y1 < box[3] and y2 > box[1] for x1, y1, x2, y2 in boxes
    )


def test_nothing_takes_more_ink_than_paper_holds(printed: Separated) -> None:
    for plates, bleed in zip(printed.plates, printed.bleeds, strict=True):
        assert plates.measure_total(bleed) <= LIMIT + STEP, plates.number


def test_nothing_on_sheets_takes_more_ink_than_paper_holds(folded: Separated) -> None:
    for plates, bleed in zip(folded.plates, folded.bleeds, strict=True):
        assert plates.measure_total(bleed) <= LIMIT + STEP, plates.number


@pytest.mark.parametrize("side", range(4))
def test_the_cover_fills_the_bleed_on_every_plate(
    printed: Separated, folded: Separated, side: int
) -> None:
    for edition in (printed, folded):
        plates, strip = edition.plates[0], list(edition.bleeds[0])
        strip[(side + 2) % 4] = strip[side] + (2 if side < 2 else -2)
        box = (strip[0], strip[1], strip[2], strip[3])
        bare = [plates.measure_bare(ink, box) for ink in INKS]
        assert max(bare) < 0.1, bare  # but for stars and the lines of orbits


def test_every_plate_shows_the_marks(folded: Separated) -> None:
    plates, trim = folded.plates[0], folded.trims[0]
    target = (0, (trim[1] + trim[3]) / 2 - 9, trim[0] - 10, (trim[1] + trim[3]) / 2 + 9)
    assert [plates.measure(ink, target) for ink in INKS] == [1, 1, 1, 1]


def test_black_text_leaves_the_ground_below_it_whole(ghostscript: str) -> None:
    plates = press(ghostscript, "text")
    assert plates.crop("Cyan", GROUND).getextrema() == (245, 245)
    assert plates.measure("Black", GROUND) == 1


def test_grey_text_is_left_out_of_the_ground_below_it(ghostscript: str) -> None:
    assert press(ghostscript, "quiet").crop("Cyan", GROUND).getextrema() == (245, 255)


GROUND = (PRESS.slug + 32, PRESS.slug + 182, PRESS.slug + 78, PRESS.slug + 218)


def press(ghostscript: str, colour: str) -> Plates:
    """The plates of a page with words on a tint."""
    canvas = PdfCanvas(THEME, FACES, METADATA, PRINT, PRESS)
    canvas.begin_page(*PAGE, "1")
    with canvas.artifact("Background"):
        canvas.rectangle(30, 180, 50, 40, "mist")
    canvas.text([say("one", size=20)._replace(colour=colour)], 35, 195, canvas.root.add("P"))
    canvas.end_page()
    (plates,) = separate(ghostscript, canvas.finish())
    return plates
