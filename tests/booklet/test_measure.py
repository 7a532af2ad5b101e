"""How long lines are on each format, and what goes over the margin that they leave."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from booklet.kinds import HEAD, Writer
from booklet.making import change_style, make, read_files
from booklet.pages import Page, Run, read_pages

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
