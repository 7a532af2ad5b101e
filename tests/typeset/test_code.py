"""Code to lines: what is set is what was typed, no wider than it may be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from octavo.document import Code, CodeBlock, Emphasis, Inlines, Strong, Text
from octavo.document.code import collect_code, list_lines
from octavo.files.library import Memory
from octavo.fonts.faces import CODE_FEATURES, load_faces
from octavo.style.theme import load_theme
from octavo.style.words import find_conventions
from octavo.typeset.code import CodePiece, break_code
from octavo.typeset.pieces import Lines
from octavo.typeset.text import TextContext, TextStyle, set_inlines
from octavo.typeset.tokens import ReferenceNames

THEME = load_theme(Memory({}))
FACES = load_faces(THEME)
SETTING = TextContext(THEME, FACES, find_conventions("en-GB"), ReferenceNames({}))
STYLE = TextStyle(8.0, 11.0, "code", align="left", hyphenate=False, features=CODE_FEATURES)
COLUMN = 0.6 * STYLE.size
FACE = FACES.face("code", STYLE.size)


def cut(text: str, columns: float) -> list[CodePiece]:
    """The pieces of a line of code on so many columns."""
    return list(break_code(text, FACE, STYLE, columns * COLUMN))


# ------------------------------------------------------------------------------ blocks

lines = st.text(st.sampled_from("abc_.(/é -=Жγ"), min_size=1, max_size=200).map(str.rstrip)


@given(lines.filter(bool), st.integers(12, 60))
def test_the_pieces_of_a_line_are_the_line_and_fit(text: str, columns: int) -> None:
    pieces = cut(text, columns)

    said = "".join(piece.text + " " * piece.spaced for piece in pieces)
    assert re.sub(" +", " ", said).strip() == re.sub(" +", " ", text).strip()
    for piece in pieces:
        width = FACE.width(piece.text, STYLE.size, STYLE.features)
        assert piece.indent + width <= columns * COLUMN + 1e-4


@given(lines.filter(bool), st.integers(12, 60))
def test_only_the_rest_of_a_line_is_set_in(text: str, columns: int) -> None:
    first, *rest = cut(text, columns)

    assert first.indent == 0
    assert all(piece.indent > 0 for piece in rest)


def test_a_line_is_broken_at_a_space_and_goes_on_four_columns_further_in() -> None:
    deep, rest = cut("    if one and other:", 16)
    assert (deep.text, rest.text) == ("    if one and", "other:")
    assert rest.indent == pytest.approx(0.4 * 16 * COLUMN)  # of the measure, at most

    _, rest = cut("run --all --verbose", 14)
    assert rest.text == "--verbose"
    assert rest.indent == pytest.approx(4 * COLUMN)


def test_what_has_no_space_is_broken_after_any_character() -> None:
    assert [piece.text for piece in cut("0123456789abcdefghij", 12)] == ["0123456789ab", "cdefghij"]
    assert not cut("0123456789abcdefghij", 12)[0].spaced


def test_signs_are_never_drawn_together() -> None:
    word = FACE.shape("-> != fi ffi", STYLE.features)

    assert [glyph.text for glyph in word.glyphs] == list("-> != fi ffi")


def test_a_tab_goes_to_the_next_column_of_four() -> None:
    block = CodeBlock("a\tb\n\tc  \n\n12345\td")

    assert list_lines(block) == ("a   b", "    c", "", "12345   d")


def test_all_code_of_a_document_is_collected() -> None:
    blocks = (CodeBlock("block"), Text("words"), Strong((Code("line"),)))

    assert set(collect_code(blocks)) == set("blockline")
    assert collect_code((Text("words"),)) == ""


# ------------------------------------------------------------------------------ in a line


def set_ragged(inlines: Inlines, measure: float) -> Lines:
    return set_inlines(inlines, TextStyle(10.0, 13.0, align="left"), measure, SETTING)


def read_lines(found: Lines) -> list[str]:
    return [
        "".join(
            " ".join(word.text for word in piece.words) + " " * piece.trailing_space
            for piece in line.pieces
        ).strip()
        for line in found
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("launch window", ["launch", "window"]),
        ("launch/window", ["launch/", "window"]),
        ("launch_window", ["launch_", "window"]),
        ("launch-window", ["launch-", "window"]),
        ("launch.window", ["launch.", "window"]),
        ("interoperability", ["intero", "perabi", "lity"]),
    ],
)
def test_code_in_a_line_is_broken_without_a_hyphen(code: str, expected: list[str]) -> None:
    found = set_ragged((Code(code),), 0.6 * 10.0 * 0.94 * 7.4)

    assert read_lines(found) == expected
    assert not any(line.hyphenated for line in found)


def test_numbers_and_options_are_not_broken() -> None:
    found = set_ragged((Text("a "), Code("--all"), Text(" and "), Code("3.11.9")), 46.0)

    assert read_lines(found) == ["a --all", "and", "3.11.9"]


def test_words_around_code_are_not_divided_with_it() -> None:
    found = set_ragged((Text("("), Code("interoperability"), Text("),")), 200.0)

    assert read_lines(found) == ["(interoperability),"]


def test_spaces_in_code_are_as_wide_as_its_letters() -> None:
    ((wide, *_),) = [line.pieces for line in set_ragged((Code("a   b"),), 300.0)]

    assert wide.width == pytest.approx(5 * 0.6 * 10.0 * 0.94)


@pytest.mark.parametrize(
    ("inlines", "role"),
    [
        ((Code("x"),), "code"),
        ((Strong((Code("x"),)),), "code-bold"),
        ((Emphasis((Code("x"),)),), "code"),
        ((Strong((Emphasis((Code("x"),)),)),), "code-bold"),
    ],
)
def test_code_is_bold_among_bold_words_and_always_upright(inlines: Inlines, role: str) -> None:
    (line,) = set_ragged(inlines, 300.0)

    assert line.pieces[0].face is FACES.face(role, 10.0)
