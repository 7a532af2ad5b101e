"""The faces that travel with a Word file: cut as its readers' programs can use them."""

from __future__ import annotations

from typing import Any, cast

import pytest
import uharfbuzz

from octavo.docx.faces import FaceChoice, choose_faces, cut_face, families
from octavo.docx.metrics import find_face, load_metrics, measure_word
from octavo.files.library import Memory
from octavo.fonts.faces import load_faces
from octavo.style.theme import load_theme

THEME = load_theme(Memory({}))
WORDS = ("AVOWAL", "l’été", "Political", "Toulouse", "efficient")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_as_wide_as_in_the_pdf_at_the_same_optical_size(word: str) -> None:
    engine, metrics = load_faces(THEME), load_metrics(THEME, 10)
    for role, family, size in zip(
        ("text", "display", "sans"), families(THEME), (10, 60, 10), strict=True
    ):
        wide = measure_word(find_face(metrics, family, False, False), word)
        assert wide == pytest.approx(engine.face(role, size).shape(word).width / 1000, abs=0.003)


@pytest.mark.parametrize(("one", "other"), [("lnum", "onum"), ("pnum", "tnum")])
def test_a_face_has_the_figures_that_styles_ask_for(one: str, other: str) -> None:
    for _, choice in choose_faces(THEME, 10):
        assert shape(choice, one) != shape(choice, other)


def shape(choice: FaceChoice, feature: str) -> list[int]:
    """The glyphs of some figures."""
    harfbuzz = cast(Any, uharfbuzz)
    buffer = harfbuzz.Buffer()
    buffer.add_str("1234")
    buffer.guess_segment_properties()
    harfbuzz.shape(harfbuzz.Font(harfbuzz.Face(cut_face(choice))), buffer, {feature: True})
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize(("size", "name"), [(24.0, "Subhead"), (60.0, "Display")])
def test_the_cut_for_titles_has_the_name_that_its_makers_gave_it(size: float, name: str) -> None:
    assert families(THEME, size)[1] == f"Source Serif 4 {name}"
