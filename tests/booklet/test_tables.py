"""Tables in a finished booklet: where their numbers stand, and what becomes of wide ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pypdfium2 import PdfDocument

from booklet.making import make, read_files
from octavo.booklet import BookletOptions, check
from octavo.document.problem import SourceError
from pdf.reading import read_tree, read_words

HEAD = """\
title: A booklet
language: {language}
event: {{name: A day, start: 2026-10-03}}
imprint: {{publisher: The Society}}
sections: [one.md]
outputs: [booklet]
"""


def write(body: str, language: str = "en-GB", columns: int = 1) -> dict[str, bytes]:
    """A publication of one section."""
    front = f"---\nid: one\ntitle: One\nkind: chapter\ncolumns: {columns}\n---\n\n"
    return {
        "publication.yaml": HEAD.format(language=language).encode(),
        "one.md": (front + body).encode(),
    }


def print_table(body: str, language: str = "en-GB", columns: int = 1) -> PdfDocument:
    """The booklet of it."""
    return PdfDocument(make(*read_files(write(body, language, columns))).data)


def find(book: PdfDocument, words: str) -> Iterator[tuple[int, float, float]]:
    """The page, and the left and the lower edge, of each place where the words stand."""
    for number, page in enumerate(book):
        text = page.get_textpage()
        searcher = text.search(words)
        while found := searcher.get_next():
            left, bottom, *_ = text.get_charbox(found[0])
            yield number, left, bottom


def draw_table(columns: int, rows: int, cell: str = "1,234.5") -> str:
    """A table of numbers whose heads are `Column 1` …, and whose rows are `Row 1` …"""
    lines = [
        ["Row", *(f"Column {column}" for column in range(1, columns))],
        ["---"] * columns,
        *([f"Row {row}", *[cell] * (columns - 1)] for row in range(1, rows + 1)),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


@pytest.mark.parametrize(("language", "mark"), [("en-GB", "."), ("fr", ",")])
def test_decimal_marks_stand_below_each_other(language: str, mark: str) -> None:
    numbers = [f"1{mark}57", f"22{mark}5", f"333{mark}251", f"\N{MINUS SIGN}4{mark}68%"]
    rows = "".join(f"| a | {number} |\n" for number in (*numbers, "77", "\N{EN DASH}"))

    book = print_table(f"| Name | Share |\n|---|---|\n{rows}", language)

    found = [next(find(book, f"{mark}{rest}"))[1] for rest in ("57", "5", "251", "68")]
    assert found == pytest.approx([found[0]] * 4, abs=0.1)
    assert found[0] - 12 < next(find(book, "77"))[1] < found[0]


def test_a_column_of_words_stays_where_it_was() -> None:
    book = print_table("| Name | Share |\n|---|---|\n| a | 1.5 |\n| b | of 200.25 |\n")

    assert next(find(book, "1.5"))[1] == pytest.approx(next(find(book, "of 200"))[1], abs=0.6)


def test_a_table_that_fits_stands_upright_in_its_column() -> None:
    book = print_table(draw_table(4, 3))

    first, last = (next(find(book, words)) for words in ("Column 1", "Column 3"))
    assert first[0] == last[0]
    assert first[2] == pytest.approx(last[2], abs=0.5)
    assert last[1] > first[1] + 40


def test_a_table_too_wide_for_its_column_goes_over_both() -> None:
    book = print_table("Words before it.\n\n" + draw_table(5, 3) + "\nWords below.\n", columns=2)

    before, head, last, after = (
        next(find(book, words)) for words in ("Words before", "Row 1", "Column 4", "Words below")
    )
    assert before[0] == head[0] == after[0]
    assert before[2] > head[2] > after[2]
    assert last[1] > book[0].get_width() / 2


PROGRAMME = """```programme
days:
  - date: 2026-10-03
    sessions:
      - {time: "9:00", title: What the town has learned from a night without lamps,
         speakers: [{name: Jane Placeholder, affiliation: Institute of Samples in Sampletown}]}
```
"""
PARTICIPANTS = """```participants
participants:
  - {name: Jane Placeholder, country: DE,
     institution: "Department of Examples, Institute of Samples and Specimens in Sampletown"}
```
"""


def right_edges(book: PdfDocument) -> list[float]:
    """Where each letter ends on the page where the town is named."""
    text = book[next(find(book, "Sampletown"))[0]].get_textpage()
    return [text.get_charbox(place)[2] for place in range(text.count_chars())]


@pytest.mark.parametrize("block", [PROGRAMME, PARTICIPANTS], ids=["programme", "participants"])
def test_cells_of_many_lines_in_a_column_go_over_both(block: str) -> None:
    book = print_table(f"Words before it.\n\n{block}\nWords below.\n", columns=2)

    assert max(right_edges(book)) > book[0].get_width() / 2 + 20


def test_cells_of_a_few_lines_stay_in_their_column() -> None:
    table = "| Town | What |\n|---|---|\n| Sampletown | A few words about the town |\n"
    book = print_table(f"{table}\n", columns=2)

    assert max(right_edges(book)) < book[0].get_width() / 2


def test_a_row_higher_than_a_page_goes_over_both_columns_as_its_table_does() -> None:
    words = " ".join(f"Donaudampfschifffahrt-{number:03}" for number in range(150))
    head = "| One | Two | Three | Four |\n|---|---|---|---|\n"
    body = f"{head}| {' | '.join([words] * 4)} |\n\nWords below.\n"

    read = read_words(make(*read_files(write(body, columns=2))).data)

    assert [word for word in words.split() if read.count(word) != 4] == []


def test_a_row_that_goes_on_stands_as_far_below_its_head_as_one_that_begins() -> None:
    words = " ".join(f"Word{number:04}" for number in range(900))
    book = print_table(f"| Subject | Number |\n|---|---|\n| {words} | 1 |\n\nWords below.\n")

    heads = {page: bottom for page, _, bottom in find(book, "Subject")}
    gaps: list[float] = []
    for page, head in heads.items():
        below = [at for number, _, at in find(book, "Word0") if number == page and at < head]
        gaps.append(head - max(below))
    assert len(gaps) > 2
    assert max(gaps) - min(gaps) < 1.0


def test_a_table_too_wide_for_a_page_is_turned_and_repeats_its_head() -> None:
    book = print_table("Words before it.\n\n" + draw_table(14, 60) + "Words below.\n")

    heads = list(find(book, "Row 1"))
    first, second = (next(find(book, f"Row {row}")) for row in (1, 2))
    assert heads[0][0] == next(find(book, "Words before"))[0] + 1
    assert second[1] > first[1] + 8
    assert second[2] == pytest.approx(first[2], abs=1.0)
    assert len({page for page, *_ in find(book, "1,234.5")}) > 1
    assert len(list(find(book, "1,234.5"))) == 60 * 13


def test_text_closes_up_before_a_turned_table() -> None:
    book = print_table("Words before it.\n\n" + draw_table(14, 3) + "Words below.\n")

    assert next(find(book, "Words below"))[0] == next(find(book, "Words before"))[0]


def test_a_table_wider_than_a_turned_page_is_refused_with_its_line() -> None:
    document, library = read_files(write("Words.\n\n" + draw_table(40, 2)))

    told = check(document, BookletOptions(), library)

    assert [(p.code, p.span and p.span.line) for p in told] == [("PRE023", 10)]
    assert "mm too wide" in told[0].message
    with pytest.raises(SourceError, match="mm too wide"):
        make(document, library)


def test_a_wide_table_in_a_list_is_refused_by_check_as_by_the_build() -> None:
    table = "".join(f"  {line}\n" for line in draw_table(20, 2).splitlines())
    document, library = read_files(write(f"- Words.\n\n{table}"))

    assert [p.code for p in check(document, BookletOptions(), library)] == ["PRE023"]
    with pytest.raises(SourceError, match="mm too wide"):
        make(document, library)


JOINED = """\
|  | First half {colspan=2} |  |
|---|---|---|
| North {rowspan=2} | 1.5 | 2 |
|  | 10.25 | 3 |
| Total | 11.75 | 5 |

Table: Halves {.total}

By hand. {.source}
"""


def test_joined_cells_are_so_in_the_structure_and_name_their_rows() -> None:
    tree = read_tree(make(*read_files(write(JOINED))).data)

    assert "TH ColSpan=2 Scope=Column" in tree
    assert "TH RowSpan=2 Scope=Row" in tree
    assert tree.count("TH Scope=Row") == 1
    assert tree.count("TD\n") == 6


HEADS = """\
| Year {rowspan=2} | Boats at the quay {colspan=2} |  |
|---|---|---|
|  | North | South |
"""


def test_a_head_of_two_rows_is_so_in_the_structure() -> None:
    rows = "| 2025 | 12 | 7 |\n| 2026 | 13 | 8 |\n"
    tree = read_tree(make(*read_files(write(f"{HEADS}{rows}\nTable: Boats {{.heads-2}}\n"))).data)

    assert tree.count("TH RowSpan=2 Scope=Column") == 1
    assert tree.count("TH ColSpan=2 Scope=Column") == 1
    assert tree.count("TH Scope=Column") == 2
    assert tree.count("TD\n") == 6


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 2])
def test_a_head_of_two_rows_stands_above_each_further_page(columns: int) -> None:
    rows = "".join(f"| {year} | {year * 3} | {year / 4:.1f} |\n" for year in range(1900, 2025))
    body = f"Words.\n\n{HEADS}{rows}\nTable: Boats {{.heads-2}}\n"

    book = print_table(body, columns=columns)

    first = {page for page, *_ in find(book, "Boats at the quay")}
    assert len(first) > 2
    assert first == {page for page, *_ in find(book, "North")}
    year, north = next(find(book, "Year")), next(find(book, "North"))
    assert year[2] == pytest.approx(north[2], abs=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize(("rows", "words"), [(2, 900), (12, 40), (40, 2), (40, 1200)])
def test_joined_rows_higher_than_a_page_are_divided(columns: int, rows: int, words: int) -> None:
    said = " ".join(f"word-{number}" for number in range(words))
    body = f"| Who | What |\n|---|---|\n| {said} {{rowspan={rows}}} | in row 0 {'a b ' * 40} |\n"
    body += "".join(f"|  | in row {row} {'a b ' * 40} |\n" for row in range(1, rows))

    made = make(*read_files(write(f"Before.\n\n{body}| after | it |\n", columns=columns)))

    read = read_words(made.data)
    assert [word for word in said.split() if word not in read] == []
    assert [row for row in range(rows) if f"in row {row} " not in read] == []


def test_a_total_is_measured_in_bold_and_stands_above_its_source() -> None:
    book = print_table(JOINED)

    marks = [next(find(book, words))[1] for words in (".5", ".25", ".75")]
    assert marks == pytest.approx([marks[0]] * 3, abs=0.2)
    heights = [next(find(book, words))[2] for words in ("Halves", "North", "11.75", "By hand")]
    assert heights == sorted(heights, reverse=True)


def test_a_table_that_goes_on_in_the_next_column_has_its_head_above_each() -> None:
    book = print_table("Words.\n\n" + draw_table(3, 70, "12"), columns=2)

    heads, rows = list(find(book, "Column 1")), list(find(book, "Row "))
    columns = {(page, left > book[0].get_width() / 2) for page, left, _ in rows}
    assert {(page, left > book[0].get_width() / 2) for page, left, _ in heads} == columns


def test_a_table_that_goes_on_says_so_above_its_head() -> None:
    book = print_table(draw_table(3, 70) + "Table: Boats\n")
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in book]
    labels = [found[0] for text in texts if (found := re.search(r"Table 1 .* Row Column 1", text))]

    assert labels == [
        "Table 1 Boats Row Column 1",
        *["Table 1 (continued) Row Column 1"] * (len(labels) - 1),
    ]
    assert len(labels) > 2
