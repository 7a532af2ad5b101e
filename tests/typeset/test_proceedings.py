"""The proceedings as they are set: how good their lines are, by the figures that were reached."""

from __future__ import annotations

from itertools import pairwise

import pytest

from architecture import ROOT
from octavo.document import Paragraph
from octavo.document.walk import query, text_of
from octavo.files.library import Folder
from octavo.fonts.faces import load_faces
from octavo.selection.audience import select
from octavo.source.draft import read
from octavo.style.theme import load_theme
from octavo.style.words import find_conventions
from octavo.typeset.pieces import Line, Lines
from octavo.typeset.text import EXPANSION, LETTERS, TextContext, TextStyle, set_inlines
from octavo.typeset.tokens import ReferenceNames

PROCEEDINGS = ROOT / "content" / "space-2040"
MEASURES = (313.5, 480.0)
"""Of the booklet, and of a page of A4, in points."""


@pytest.fixture(scope="module")
def paragraphs() -> tuple[Paragraph, ...]:
    """The paragraphs of the proceedings, as the general reader gets them."""
    return tuple(query(select(read(PROCEEDINGS), None).sections, Paragraph))


@pytest.fixture(scope="module", params=MEASURES)
def texts(request: pytest.FixtureRequest, paragraphs: tuple[Paragraph, ...]) -> tuple[Lines, ...]:
    """The lines of each paragraph, at one of the measures."""
    theme = load_theme(Folder(PROCEEDINGS))
    names = ReferenceNames({"figure": "Figure", "table": "Table", "section": "Section"})
    setting = TextContext(theme, load_faces(theme), find_conventions("en-GB"), names)
    style = TextStyle(theme.scale.text, theme.leading, indent=theme.leading)
    measure: float = request.param
    return tuple(set_inlines(each.children, style, measure, setting) for each in paragraphs)


@pytest.fixture(scope="module")
def justified(texts: tuple[Lines, ...]) -> tuple[Line, ...]:
    """Every line but the last of each paragraph."""
    return tuple(line for lines in texts for line in lines if not line.last)


def say(lines: Lines) -> str:
    """What the lines say, without hyphens at their ends and without the numbers of notes."""
    parts: list[str] = []
    for piece in (piece for line in lines for piece in line.pieces):
        if piece.tag is None or piece.tag.kind != "note":
            parts.append(" ".join(word.text for word in piece.words))
        parts.append(" " if piece.trailing_space else "")
    return "".join(parts).replace("\N{SOFT HYPHEN}", "")


def test_every_word_of_the_proceedings_is_set(
    texts: tuple[Lines, ...], paragraphs: tuple[Paragraph, ...]
) -> None:
    written = [text_of(paragraph.children).split() for paragraph in paragraphs]
    assert [say(lines).split() for lines in texts] == written


def test_at_most_four_lines_in_a_hundred_are_loose(justified: tuple[Line, ...]) -> None:
    loose = [line.ratio for line in justified if line.ratio > 1.5]
    assert len(loose) <= 0.04 * len(justified)


def test_no_line_gapes(justified: tuple[Line, ...]) -> None:
    assert max(line.ratio for line in justified) < 2.25


def test_spaces_are_as_wide_as_they_should_be_on_average(justified: tuple[Line, ...]) -> None:
    assert 0.9 <= sum(line.ratio for line in justified) / len(justified) <= 1.15


def test_no_space_is_narrower_than_two_thirds(justified: tuple[Line, ...]) -> None:
    assert min(line.ratio for line in justified) >= 0.68


def test_letters_are_not_seen_to_be_stretched_or_spaced(justified: tuple[Line, ...]) -> None:
    pieces = [piece for line in justified for piece in line.pieces]
    size = max(piece.size for piece in pieces)
    assert (EXPANSION, LETTERS) == (0.02, 0.005)
    assert max(abs(piece.stretch - 1) for piece in pieces) <= EXPANSION + 1e-9
    assert max(abs(piece.tracking) for piece in pieces) <= LETTERS * size + 1e-9


def test_one_line_in_seven_ends_in_a_hyphen_at_most(justified: tuple[Line, ...]) -> None:
    assert sum(line.hyphenated for line in justified) <= len(justified) / 7


def test_three_lines_in_a_row_never_end_in_a_hyphen(texts: tuple[Lines, ...]) -> None:
    for lines in texts:
        assert "---" not in "".join("-" if line.hyphenated else " " for line in lines)


def test_no_last_line_is_only_the_end_of_a_word(texts: tuple[Lines, ...]) -> None:
    for lines in texts:
        for line, last in pairwise(lines):
            assert not (last.last and line.hyphenated and " " not in say((last,)))


def test_no_last_line_is_shorter_than_four_letters(texts: tuple[Lines, ...]) -> None:
    assert min(len(say(lines[-1:])) for lines in texts if len(lines) > 1) > 4
