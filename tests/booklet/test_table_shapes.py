"""Tables of every shape: each is refused with its line, or built with all of its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import pytest
from hypothesis import given, settings, strategies as st

from booklet.making import make, read_files
from booklet.test_tables import write
from octavo.booklet import BookletOptions, check
from octavo.document.problem import Severity, SourceError
from pdf.reading import read_words

pytestmark = pytest.mark.slow

WORDS = "the of quay harbour Responsibility interoperability 2040 boats https://example.org/archive"
LENGTHS = (0, 1, 4, 40, 300)
"""Words of a cell: none, a name, a phrase, a paragraph, and more than a page in a column."""


@dataclass(frozen=True)
class Shape:
    """A table as it is typed, and the words that tell whether all of it arrived."""

    typed: str
    told: tuple[str, ...]


def fill(name: str, length: int) -> str:
    """So many words between two that nothing else has; nothing for none."""
    filler = (WORDS.split() * (length // 8 + 1))[:length]
    return " ".join([f"{name}begins", *filler, f"{name}ends"]) if length else ""


Cells: TypeAlias = dict[tuple[int, int], str]
"""What is typed in each, by row and column."""


LONG_NOTE = fill("note", 300)


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    """Tables of up to 30 columns and 60 rows, heads of up to three, joined cells and a note."""
    columns = draw(st.sampled_from([1, 2, 3, 4, 7, 14, 30]))
    heads, body = draw(st.integers(1, 3)), draw(st.sampled_from([1, 2, 8, 60]))
    longest = 5 if columns < 5 and body < 60 else 3
    lengths = draw(st.lists(st.sampled_from(LENGTHS[:longest]), min_size=1, max_size=5))
    cells = {
        (row, column): fill(f"r{row}c{column}", lengths[(row + column) % len(lengths)])
        for row in range(heads + body)
        for column in range(columns)
    }
    cells |= {(row, column): f"head{row}c{column}ends" for row, column in cells if row < heads}
    joined: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 3))):
        joined |= draw_joined(draw, cells, heads, joined)
    note = "" if (heads, 0) in joined else draw(st.sampled_from(["", fill("note", 3), LONG_NOTE]))
    cells[heads, 0] += "noted[^a]" if note else ""
    marks = ["#tab", *[f".heads-{heads}"] * (heads > 1), *[".total"] * draw(st.booleans())]
    caption = fill("caption", draw(st.sampled_from(LENGTHS[1:])))
    rows = [
        f"| {' | '.join(cells[row, column] for column in range(columns))} |"
        for row in range(heads + body)
    ]
    said = [*cells.values(), caption, note]
    told = (word for text in said for word in text.split() if word.endswith(("begins", "ends")))
    below = f"Table: {caption} {{{' '.join(marks)}}}\n\n" + f"[^a]: {note}\n" * bool(note)
    typed = "\n".join([rows[0], "|---" * columns + "|", *rows[1:], "", below])
    return Shape(typed, tuple(told))


def draw_joined(
    draw: st.DrawFn, cells: Cells, heads: int, taken: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The places that a further cell joins, which then says something; none where one does."""
    row, column = draw(st.sampled_from(sorted(cells)))
    rows, columns = (edge + 1 for edge in max(cells))
    below = (heads if row < heads else rows) - row
    high = min(draw(st.sampled_from([1, 2, below])), below)
    wide = draw(st.integers(1, min(3, columns - column)))
    places = {(row + down, column + right) for down in range(high) for right in range(wide)}
    if len(places) == 1 or places & taken:
        return set()
    length = draw(st.sampled_from(LENGTHS[1:] if columns < 8 else LENGTHS[1:3]))
    cells.update(dict.fromkeys(places, ""))
    said = fill(f"joined{row}c{column}", length)
    cells[row, column] = f"{said} {{colspan={wide} rowspan={high}}}"
    return places


@settings(max_examples=30)
@given(shapes(), st.sampled_from([1, 2]), st.integers(0, 60))
def test_a_table_is_refused_with_its_line_or_built_with_all_its_words(
    shape: Shape, columns: int, before: int
) -> None:
    text = fill("text", before)
    files = write(f"{text}\n\n{shape.typed}\n\nAfter.\n", columns=columns)
    document, library = read_files(files)

    told = [p for p in check(document, BookletOptions(), library) if p.severity is Severity.ERROR]

    if told:
        assert {(p.code, p.span is not None) for p in told} == {("PRE023", True)}
        with pytest.raises(SourceError):
            make(document, library)
    else:
        read = read_words(make(document, library).data)
        assert [word for word in shape.told if word not in read] == []
