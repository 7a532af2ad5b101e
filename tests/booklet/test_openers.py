"""Where text begins: below its opener as soon as it has room there; and what stands apart in it."""

from __future__ import annotations

import re

import pytest
from pypdfium2 import PdfDocument

from booklet.making import Made, change_style, make, read_files
from booklet.pages import read_pages
from booklet.test_tables import HEAD, find

SENTENCE = "The committee met in the old hall and agreed that the plan should go ahead. "
CHART = """\
```figure
id: fig-boats
chart: bar
caption: The boats
alternative: Boats
bars:
{bars}
```
"""


def print_section(body: str, front: str = "") -> Made:
    """A booklet of one chapter."""
    opening = f"---\nid: one\ntitle: One\nkind: chapter\n{front}---\n\n"
    section = (opening + body).encode()
    return make(
        *read_files({"publication.yaml": HEAD.format(language="en-GB").encode(), "one.md": section})
    )


def write_text(paragraphs: int) -> str:
    """Paragraphs of five lines."""
    return "".join(f"Paragraph {n}. {SENTENCE * 4}{{#p-{n}}}\n\n" for n in range(paragraphs))


def write_chart(bars: int) -> str:
    """A chart that takes a line and a half for each bar."""
    found = "".join(f"  - {{label: Harbour {n}, value: {n + 1}}}\n" for n in range(bars))
    return CHART.format(bars=found)


@pytest.mark.parametrize("paragraphs", range(1, 12))
def test_text_begins_below_its_opener_however_long_it_is(paragraphs: int) -> None:
    labels = print_section(write_text(paragraphs)).labels

    assert labels["p-0"] == labels["one"]


def test_text_goes_overleaf_where_a_figure_would_stand_alone() -> None:
    made = print_section(write_text(3) + write_chart(12))
    beside = print_section(write_text(6) + write_chart(12))

    assert int(made.labels["p-0"]) == int(made.labels["one"]) + 1
    assert made.labels["p-0"] == made.labels["fig-boats"]
    assert beside.labels["p-0"] == beside.labels["one"]


@pytest.mark.parametrize("messages", range(3, 8))
def test_a_key_message_goes_on_overleaf_whole(messages: int) -> None:
    said = "Members agreed that the work should be measured and paid for by all who gain by it. "
    points = "".join(
        f'  - {{id: m-{n}, text: "Message {n}. {said * 2}End of {n}.", rests_on: p-0}}\n'
        for n in range(messages)
    )

    book = PdfDocument(print_section(write_text(1), f"points:\n{points}").data)

    for number in range(messages):
        begun, ended = (next(find(book, f"{word} {number}.")) for word in ("Message", "End of"))
        assert begun[0] == ended[0]


@pytest.mark.parametrize("block", ["- A\n- last item\n", "Term\n\n:   last item\n"])
def test_a_list_stands_half_a_line_from_what_is_above_and_below_it(block: str) -> None:
    book = PdfDocument(print_section(f"It has been\nthis:\n\n{block}\nBelow.\n").data)

    *_, lead = find(book, "this:")
    last, below = (next(find(book, words))[2] for words in ("last item", "Below."))
    assert last - below == pytest.approx(1.5 * GRID, abs=0.6)
    assert lead[2] - last == pytest.approx(2.5 * GRID, abs=0.6)


def test_the_last_line_of_a_standfirst_is_no_lone_pair_of_words() -> None:
    said = "The assumptions that kept Space afar have fallen, and war has shown what it can do."
    standfirst = f"standfirst: {said}\n"
    pages = read_pages(print_section("Text.\n", standfirst).data).pages
    lines = [run for page in pages for run in page.runs if run.face.startswith("SourceSerif")]
    lines = [run for run in lines if abs(run.size - 13.4) < 0.01]
    assert len(lines) > 1
    assert "".join(run.text for run in lines).split() == said.split()
    assert min(run.width for run in lines) > 0.7 * max(run.width for run in lines)


@pytest.mark.parametrize("lines", range(16, 30))
def test_no_item_of_a_list_stands_alone_on_a_page(lines: int) -> None:
    said = "Members agreed that the work should be measured and paid for by all who gain by it. "
    items = "".join(f"- Entry {n} of them\n" for n in range(6))
    body = "".join(f"Line {n}.\n\n" for n in range(lines))
    section = f"---\nid: one\ntitle: One\nkind: chapter\n---\n\n{body}{items}\n{said}\n".encode()
    publication = HEAD.format(language="en-GB").encode()
    own = change_style(pages="greedy").files
    made = make(*read_files({"publication.yaml": publication, "one.md": section, **own}))
    book = PdfDocument(made.data)
    pages = [next(find(book, f"Entry {n}"))[0] for n in range(6)]
    assert pages[0] == pages[1]
    assert pages[-2] == pages[-1]


PANEL = "---\nid: two\ntitle: A talk\nkind: panel\nlabel: Panel 1\n---\n\nText.\n"
GRID = 13.2
INK = "publication.yaml"


def print_panel(more: str = "", cover: str = "contours") -> Made:
    """A booklet of a chapter and a panel, with art."""
    head = HEAD.format(language="en-GB").replace("[one.md]", "[one.md, two.md]")
    head = re.sub(r"cover: .*\n", "", head) + f"cover: {cover}\n{more}"
    one = b"---\nid: one\ntitle: One\nkind: chapter\n---\n\nText.\n"
    return make(
        *read_files({INK: head.encode(), "one.md": one, "two.md": PANEL.encode()}),
    )


def is_dark(made: Made, id: str, y: int) -> bool:
    """Whether the page on which something begins is dark at its left edge, so far down."""
    page = PdfDocument(made.data)[int(made.labels[id]) - 1].render().to_pil().convert("L")
    value = page.getpixel((4, y))
    assert isinstance(value, int)
    return value < 128


def test_a_panel_opens_with_a_page_and_a_chapter_with_a_band() -> None:
    made = print_panel()

    assert [is_dark(made, "one", y) for y in (4, 300, 580)] == [True, False, False]
    assert [is_dark(made, "two", y) for y in (4, 300, 580)] == [True, True, True]


@pytest.mark.parametrize(
    ("kind", "dark"), [("quiet", [False, False]), ("band", [True, False]), ("page", [True, True])]
)
def test_a_publication_chooses_how_a_kind_opens(kind: str, dark: list[bool]) -> None:
    made = print_panel(f"openers: {{panel: {kind}}}\n")

    assert [is_dark(made, "two", y) for y in (4, 300)] == dark


def test_a_panel_shows_its_own_number_alone() -> None:
    made = print_panel()
    pdf = PdfDocument(made.data)
    opening = pdf[int(made.labels["two"]) - 1].get_textpage().get_text_bounded()

    assert opening.split()[:4] == ["1", "Panel", "1", "A"]


@pytest.mark.parametrize("messages", [0, 6, 14])
def test_what_has_no_room_on_a_page_of_art_opens_under_a_band(messages: int) -> None:
    said = "Members agreed that the work should be measured and paid for by all who gain by it. "
    points = "".join(
        f'  - {{id: m-{n}, text: "Message {n}. {said * 2}", rests_on: p-0}}\n'
        for n in range(messages)
    )
    front = f"points:\n{points}" if points else ""
    made = make(
        *read_files(
            {
                INK: (HEAD.format(language="en-GB") + "openers: {chapter: page}\n").encode(),
                "one.md": (
                    f"---\nid: one\ntitle: One\nkind: chapter\n{front}---\n\n{write_text(1)}"
                ).encode(),
            }
        )
    )

    assert is_dark(made, "one", 500) is (messages < 14)


@pytest.mark.parametrize("cover", ["contours", "waves", "dots", "arcs", "facets", "strata"])
def test_every_motif_makes_a_booklet(cover: str) -> None:
    assert is_dark(print_panel(cover=cover), "two", 500)


def test_a_title_is_set_smaller_rather_than_divided() -> None:
    """At its usual size the word is wider than the measure."""
    title = "The interoperabilitydevelopment"
    section = f"---\nid: one\ntitle: {title}\nkind: chapter\n---\n\nText.\n".encode()
    publication = HEAD.format(language="en-GB").encode()
    made = make(*read_files({"publication.yaml": publication, "one.md": section}))
    said = [
        run.text.strip()
        for page in read_pages(made.data).pages
        for run in page.runs
        if run.role == "H1" and run.size < 30
    ]
    assert said == ["The", "interoperabilitydevelopment"] or said == [title]


@pytest.mark.parametrize(("tables", "pages"), [(20, 1), (27, 1), (29, 1), (36, 2)])
def test_the_contents_close_up_where_a_few_lines_would_stand_on_another_page(
    tables: int, pages: int
) -> None:
    """At their usual distance 25 have room below the one section."""
    body = "".join(f"| A |\n|---|\n| 1 |\nTable: Boats {n} {{#t-{n}}}\n\n" for n in range(tables))
    made = print_section(body)
    labels = list(made.labels)
    assert labels.index("one") > labels.index("part-contents")
    assert int(made.labels["one"]) - int(made.labels["part-contents"]) == pages
