"""The order of a file: what is read by its tags, and what is read as it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest
from pikepdf import Array, Dictionary, Name, Object

from booklet.making import Made
from booklet.publications import list_publications, make_publication
from pdf.reading import open_pdf

APART = frozenset({"Note", "Aside", "Figure", "Table", "Caption"})
"""What may stand elsewhere than where it is written: at the foot of the page, or afloat."""


class Piece(NamedTuple):
    """Marked content of a page."""

    page: int
    number: int
    inside: tuple[str, ...]
    """Roles from the root inwards."""


def list_pieces(data: bytes) -> list[Piece]:
    """All marked content of a PDF in the order of its tags."""
    with open_pdf(data) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return list(_walk(pdf.Root.StructTreeRoot.K, None, (), numbers))


def _walk(
    node: Object, page: Object | None, above: tuple[str, ...], numbers: dict[tuple[int, int], int]
) -> Iterator[Piece]:
    page, inside = node.get("/Pg", page), (*above, str(node.S)[1:])
    kids = node.get("/K", Array([]))
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary):
            assert page is not None
            yield Piece(numbers[page.objgen], int(kid), inside)
        elif kid.get("/Type") == Name.MCR:
            yield Piece(numbers[kid.Pg.objgen], int(kid.MCID), inside)
        elif "/S" in kid:
            yield from _walk(kid, page, inside, numbers)


def list_turns(data: bytes) -> list[tuple[Piece, Piece]]:
    """Where the tags go back on a page, or to an earlier one, but for what may stand elsewhere."""
    pieces = [one for one in list_pieces(data) if not APART & set(one.inside)]
    pieces = [one for one in pieces if one.inside != ("Document", "P")]  # the marking, on each page
    return [(one, other) for one, other in pairwise(pieces) if other[:2] < one[:2]]


def test_words_are_drawn_in_the_order_of_their_tags(small: Made) -> None:
    """So programs that know no tags, such as pdf.js and pypdf, read them in that order too."""
    assert list_turns(small.data) == []


@pytest.mark.slow
def test_so_they_are_in_publications_of_every_kind(proceedings: Made) -> None:
    made = [make_publication(name) for name in list_publications()]
    assert [list_turns(one.data) for one in (proceedings, *made)] == [[]] * (len(made) + 1)
