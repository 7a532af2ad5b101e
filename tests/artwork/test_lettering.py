"""Words broken into lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from octavo.artwork.lettering import depth, letter, letter_all, rise
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

SIZES = (11.5, 9.6, 7.6)


def test_words_that_fit_stay_on_one_line(faces: Faces) -> None:
    assert letter("Education and Training", "sans", SIZES, 200, faces).lines == (
        "Education and Training",
    )


def test_lines_are_of_even_length(faces: Faces) -> None:
    lettering = letter("Education and Training for all", "sans", SIZES, 140, faces)
    assert lettering.lines == ("Education and", "Training for all")


def test_a_long_word_is_set_smaller_before_it_is_broken(faces: Faces) -> None:
    lettering = letter("Internationalisation", "sans", SIZES, 66, faces)
    assert (lettering.lines, lettering.size) == (("Internationalisation",), 7.6)


def test_a_word_too_long_at_any_size_is_broken(faces: Faces) -> None:
    assert letter("Internationalisation", "sans", SIZES, 45, faces).lines == (
        "International-",
        "isation",
    )


def test_fewer_lines_are_worth_a_smaller_size(faces: Faces) -> None:
    text = "Concept Development and Experimentation"
    assert letter(text, "sans", SIZES, 90, faces).size == 11.5
    assert letter(text, "sans", SIZES, 90, faces, most_lines=2).size == 9.6


def test_neighbours_share_one_size(faces: Faces) -> None:
    short, long = letter_all(("Act", "Internationalisation"), "sans", SIZES, 66, faces)
    assert (short.size, long.size) == (7.6, 7.6)


def test_no_text_has_no_lines(faces: Faces) -> None:
    assert letter("", "sans", SIZES, 100, faces).lines == ()


@given(text=st.text("abc defghi jklm nop", max_size=80), measure=st.floats(24, 300))
@settings(max_examples=80, deadline=None)
def test_no_line_is_longer_than_the_measure(
    text: str, measure: float, theme: Theme, faces: Faces
) -> None:
    lettering = letter(text, "sans", (theme.scale.note,), measure, faces)
    assert lettering.width == pytest.approx(min(lettering.width, measure))
    letters = "".join(lettering.lines).replace("-", "").replace(" ", "")
    assert letters == text.replace(" ", "")


@pytest.mark.parametrize("text", ["Élan", "Ķīpsala", "Ångström", "Nghiệp", "falls"])
def test_the_room_of_words_holds_their_accents(text: str, faces: Faces) -> None:
    lettering = letter(text, "display", (64.0,), 900, faces)
    above, below = faces.face("display", 64.0).reach(text)

    assert rise(lettering) >= above * 0.064 - 1e-6
    assert depth(lettering) >= below * 0.064 - 1e-6


def test_lines_without_accents_are_equally_high(faces: Faces) -> None:
    assert rise(letter("new", "sans", SIZES, 200, faces)) == rise(
        letter("an", "sans", SIZES, 200, faces)
    )
