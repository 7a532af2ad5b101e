"""Display type: words stay whole, and one line says when it leaves words out."""

from __future__ import annotations

import pytest

from octavo.files.library import Memory
from octavo.fonts.faces import load_faces
from octavo.style.theme import load_theme
from octavo.style.words import find_conventions
from octavo.typeset.display import balance_words, count_divided, set_on_one_line
from octavo.typeset.pieces import Line
from octavo.typeset.text import TextContext, TextStyle
from octavo.typeset.tokens import ReferenceNames

THEME = load_theme(Memory({}))
SETTING = TextContext(THEME, load_faces(THEME), find_conventions("en-GB"), ReferenceNames({}))
STYLE = TextStyle(20.0, 24.0, "display", "ink", "left", False)


def read(line: Line) -> str:
    """The words of a line."""
    return " ".join(word.text for piece in line.pieces for word in piece.words)


def test_lines_are_made_even_only_as_long_as_no_word_is_divided() -> None:
    lines = balance_words("Small Municipalities to 2050", STYLE, 140.0, SETTING)

    assert [read(line) for line in lines] == ["Small", "Municipalities", "to 2050"]
    assert count_divided(lines) == 0


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (400.0, "On the Finances, and on Towns"),
        (200.0, "On the Finances …"),
        (100.0, "On the …"),
    ],
)
def test_a_running_head_that_leaves_words_out_ends_in_an_ellipsis(
    measure: float, said: str
) -> None:
    line = set_on_one_line("On the Finances, and on Towns", STYLE, measure, SETTING)

    assert line is not None
    assert read(line) == said


def test_no_words_make_no_line() -> None:
    assert set_on_one_line("", STYLE, 100.0, SETTING) is None
