"""Art from geometry: the same each time, calm where words stand, and further on in each opener."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from octavo.artwork.cover_art import draw_cover_art
from octavo.artwork.motifs import MotifView
from octavo.document import Motif, MotifKind, Orbits
from octavo.document.drawing import Drawing, Group, Path
from octavo.document.length import mm
from octavo.style.contrast import measure_contrast
from octavo.style.theme import Theme

KINDS: tuple[MotifKind, ...] = get_args(MotifKind)
WIDTH, HEIGHT = mm(154), mm(216)


def list_paths(drawing: Drawing) -> list[Path]:
    """The paths on the ground of ink."""
    (group,) = drawing.shapes
    assert isinstance(group, Group)
    assert group.clip == (0, 0, drawing.width, drawing.height)
    return [shape for shape in group.shapes if isinstance(shape, Path)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["cover", "band", "back"])
def test_a_motif_is_the_same_each_time(kind: MotifKind, view: MotifView, theme: Theme) -> None:
    once, again = (draw_cover_art(Motif(kind, seed), WIDTH, HEIGHT, theme, view) for seed in (7, 7))

    assert once == again


@pytest.mark.parametrize("kind", KINDS)
def test_another_seed_gives_another_form(kind: MotifKind, theme: Theme) -> None:
    one, other = (draw_cover_art(Motif(kind, seed), WIDTH, HEIGHT, theme) for seed in (1, 2))

    assert one != other


@pytest.mark.parametrize("kind", KINDS)
def test_every_opener_shows_another_crop(kind: MotifKind, theme: Theme) -> None:
    growths = [at / 8 for at in range(9)]
    bands = [draw_cover_art(Motif(kind), WIDTH, mm(48), theme, "band", at) for at in growths]

    assert all(one != other for one, other in pairwise(bands))
    assert all(len(list_paths(band)) > 2 for band in bands)


@pytest.mark.parametrize("art", [*(Motif(kind) for kind in KINDS), Orbits()])
def test_the_art_is_small_enough_for_every_opener(art: Motif | Orbits, theme: Theme) -> None:
    band = draw_cover_art(art, WIDTH, mm(48), theme, "band", 0.5)

    assert sum(len(path.steps) for path in list_paths(band)) < 6000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["cover", "band", "back"])
def test_words_can_be_read_on_what_is_filled(
    kind: MotifKind, view: MotifView, theme: Theme
) -> None:
    drawing = draw_cover_art(Motif(kind), WIDTH, HEIGHT, theme, view)
    signal = [path for path in list_paths(drawing) if path.fill == "signal"]

    assert measure_contrast(theme, "glow", "signal") >= 3 or not signal
    assert all(path.fill in {"", "ink", "signal", "glow"} for path in list_paths(drawing))
