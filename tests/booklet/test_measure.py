"""How long lines are on each format, what goes over the margin that they leave, and that every size
of type is a step of the scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import pairwise

import pytest

from booklet.kinds import HEAD, Writer, list_kinds, read_kind
from booklet.making import SMALL, change_style, make, read_files, read_folder
from booklet.pages import Page, Run, read_pages
from octavo.booklet.openers import LONG_TITLE_SIZES, TITLE_SIZES
from octavo.document import Document
from octavo.files.library import Library
from octavo.style.contrast import LEAST_REVERSED
from octavo.style.theme import COVER_SIZES, Scale, load_theme
from octavo.typeset.tokens import CODE_SIZE, SUPERIOR_SIZE

PAPERS = ("A5", "B5", "A4", "letter")
BODY = 9.6


def print_text(paper: str, body: str, columns: int = 1) -> tuple[Page, ...]:
    """The pages of a publication of one section."""
    files = {
        "publication.yaml": HEAD.format(language="en-GB", sections="a.md").encode(),
        "a.md": (
            f"---\nid: a\ntitle: One\nkind: chapter\ncolumns: {columns}\n---\n\n{body}\n"
        ).encode(),
        **change_style(page=paper).files,
    }
    return read_pages(make(*read_files(files)).data).pages


def list_lines(pages: Iterable[Page]) -> list[str]:
    """The full lines of running text: those that another one of the paragraph follows."""
    lines: list[str] = []
    for page in pages:
        body = [run for run in page.runs if run.size == BODY and run.role == "P"]
        for run, below in pairwise(body):
            if abs(run.y - below.y - 13.2) < 0.1 and abs(run.x - below.x) < 0.1:
                lines.append(run.text)
    return lines


@pytest.mark.parametrize("paper", PAPERS)
def test_lines_of_one_column_have_58_to_70_characters_on_each_format(paper: str) -> None:
    writer = Writer("en-GB", 1)
    lines = list_lines(print_text(paper, "\n\n".join(writer.paragraph(9) for _ in range(24))))
    assert len(lines) > 60
    assert 58 <= sum(map(len, lines)) / len(lines) <= 70


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_two_columns_take_what_one_leaves(paper: str) -> None:
    writer = Writer("en-GB", 1)
    body = "\n\n".join(writer.paragraph(9) for _ in range(24))
    lines = list_lines(print_text(paper, body, columns=2))
    assert 42 <= sum(map(len, lines)) / len(lines) <= 60


CELLS = " | ".join(["responsibility"] * 7)
HEADS = " | ".join(f"Considerable head {number}" for number in range(7))
WIDE = f"| {HEADS} |\n{'|---' * 7}|\n" + f"| {CELLS} |\n" * 4 + "Table: Wide {#tab-wide}\n"


@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("before", [2, 12])
def test_a_wide_table_goes_over_the_outer_margin_on_either_side(paper: str, before: int) -> None:
    writer = Writer("en-GB", 2)
    body = "\n\n".join(writer.paragraph(9) for _ in range(before))
    for page in print_text(paper, f"{body}\n\n{WIDE}\n{writer.paragraph()}"):
        cells = [run for run in page.runs if run.role in {"TD", "TH"}]
        if not cells:
            continue
        recto = page.number % 2 == 1
        assert min(run.x for run in cells) >= (48 if recto else 57)
        assert max(map(find_end, cells)) <= page.width - (57 if recto else 48)
        assert max(map(find_end, cells)) - min(run.x for run in cells) > 330


def find_end(run: Run) -> float:
    """Where a run ends."""
    return run.x + run.width


def list_sizes(scale: Scale) -> set[float]:
    """The steps of the scale, and what is made of them: parts for titles that are too long, numbers
    of notes, code among text, and the least size of words on dark ground."""
    steps = [float(getattr(scale, field.name)) for field in fields(scale)]
    made = [step * part for step in steps for part in (1.0, SUPERIOR_SIZE, CODE_SIZE)]
    made += [scale.opener * part for part in (*TITLE_SIZES, *LONG_TITLE_SIZES)]
    made += [scale.poster * part for part in COVER_SIZES]
    return {round(size, 1) for size in (*made, LEAST_REVERSED)}


THEME = "templates/theme.yaml"
LARGER = {
    THEME: b"scale: {note: 8, small: 8.7, listing: 9.3, text: 10.3, lead: 12, standfirst: 14.5, "
    b"head: 15.5, quote: 18.5, title: 22, opener: 33, poster: 50, numeral: 70}\nleading: 14\n"
}


@pytest.mark.parametrize("own", [{}, LARGER], ids=["built-in", "larger"])
@pytest.mark.parametrize(
    "publication", [None, *(pytest.param(kind, marks=pytest.mark.slow) for kind in (0, 7, 13, 15))]
)
def test_no_size_of_type_stands_outside_the_scale(
    publication: int | None, own: dict[str, bytes]
) -> None:
    """But in art: numerals that are as large as their place allows."""
    document, library = read_publication(publication)
    themed = Themed(library, own)
    allowed = list_sizes(load_theme(themed).scale)
    odd = {
        (round(run.size, 1), run.role, run.text)
        for page in read_pages(make(document, themed).data).pages
        for run in page.runs
        if run.role not in {"Figure", "Layout"} and round(run.size, 1) not in allowed
    }
    assert odd == set()


def read_publication(place: int | None) -> tuple[Document, Library]:
    """The small publication, or one of another kind."""
    return read_folder(SMALL) if place is None else read_kind(*list_kinds(20)[place])


class Themed:
    """A library with files of its own before those of another."""

    def __init__(self, library: Library, own: dict[str, bytes]) -> None:
        self.library, self.own = library, own

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return self.own[name] if name in self.own else self.library.read(name)
