"""Where text begins: below its opener as soon as it has room there; and what stands apart in it."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from booklet.making import Made, make, read_files
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
def test_what_follows_a_list_stands_apart_from_it(block: str) -> None:
    book = PdfDocument(print_section(f"It has been\nthis:\n\n{block}\nBelow.\n").data)

    *_, lead = find(book, "this:")
    last, below = (next(find(book, words))[2] for words in ("last item", "Below."))
    grid = (lead[2] - last) / 2
    assert last - below == pytest.approx(2 * grid, abs=0.6)
