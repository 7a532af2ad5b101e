"""The bars of an ISBN."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from drawn import collisions, read, strays
from octavo.artwork.barcode import draw_barcode, encode
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme


def decode(modules: str) -> str:
    """The digits that a scanner reads: by the widths of bars and spaces alone."""
    left, right = modules[3:45], modules[50:92]
    read_left = [_read(left[at : at + 7]) for at in range(0, 42, 7)]
    parity = "".join(form for _, form in read_left)
    first = FIRST.index(parity)
    digits = [digit for digit, _ in read_left]
    digits += [_read(right[at : at + 7])[0] for at in range(0, 42, 7)]
    return f"{first}{''.join(map(str, digits))}"


RUNS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""The widths of the four runs of each digit, from the standard's table."""
FIRST = (
    *("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE"),
    *("OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"),
)


def _read(pattern: str) -> tuple[int, str]:
    runs = [1]
    for before, after in pairwise(pattern):
        if before == after:
            runs[-1] += 1
        else:
            runs.append(1)
    said = "".join(map(str, runs))
    if said in RUNS and pattern.count("1") % 2:
        return RUNS.index(said), "O"
    even = pattern[0] == "0"
    return RUNS.index(said[::-1] if even else said), "E"


@given(digits=st.text("0123456789", min_size=13, max_size=13))
def test_a_scanner_reads_what_was_written(digits: str) -> None:
    modules = encode(digits)

    assert len(modules) == 95
    assert (modules[:3], modules[45:50], modules[92:]) == ("101", "01010", "101")
    assert decode(modules) == digits


@pytest.mark.parametrize("isbn", ["978-0-306-40615-7", "9783161484100"])
def test_a_barcode_has_its_words_and_digits_on_its_plate(
    isbn: str, theme: Theme, faces: Faces
) -> None:
    drawing = draw_barcode(isbn, f"ISBN {isbn}", theme, faces)
    digits = isbn.replace("-", "")

    assert strays(drawing, faces, 0.01) == []
    assert collisions(drawing, faces) == []
    assert f"{digits[0]} {digits[1:7]} {digits[7:]}" in read(drawing, faces)
