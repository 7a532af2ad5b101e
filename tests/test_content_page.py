"""What docs/content.md shows, read as part of a small publication."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from octavo import Draft, Memory, SourceError, read, select
from octavo.document import (
    AuthorQuery,
    Cell,
    Code,
    Emphasis,
    Figure,
    FigureGroup,
    Foreign,
    Heading,
    Indexed,
    Link,
    Listing,
    Note,
    PullQuote,
    Quote,
    Reference,
    Section,
    Signature,
    Statistics,
    Strong,
    Table,
)
from octavo.document.walk import query
from octavo.style.theme import load_theme, typeface

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "content.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [(found[2], re.sub(f"(?m)^{found[1]}", "", found[3])) for found in FENCE.finditer(PAGE)]
PUBLICATION, THEME, PHOTOS = (text for language, text in EXAMPLES if language == "yaml")
SECTION = next(text for language, text in EXAMPLES if language == "markdown")
BLOCKS = [(language, text) for language, text in EXAMPLES if language in {"figure", "statistics"}]
ROWS = re.findall(r"^\| (`.*?) \| [^|]+ \|$", PAGE.partition("### Text")[2], re.MULTILINE)
"""What the table of marks says to write, one row each."""

POLITICAL = re.search(r"(?ms)^  political:\n(.*?)^(?=\w)", PUBLICATION)
OTHERS = ("command", "industry", "planners", "public")
"""The audiences that the page names besides the one it defines."""
POLICY = """\
---
id: policy
title: Policy
kind: chapter
---

It has a reason. {#policy-why}

It has a price. {#policy-cost}

It goes on. {#policy-next}
"""
HEAD = "---\nid: two\ntitle: Two\nkind: chapter\n---\n\n"


def read_page(section: str = SECTION, publication: str = PUBLICATION) -> Draft:
    """The publication of the page with that section, and with all the audiences of the page."""
    assert POLITICAL
    others = "".join(f"  {name}:\n{POLITICAL[1]}" for name in OTHERS)
    files = {
        "publication.yaml": publication.replace(POLITICAL[0], POLITICAL[0] + others),
        "photos.yaml": PHOTOS,
        "people.yaml": "- {name: Jane Placeholder}\n",
        "01-foreword.md": POLICY,
        "02-theme.md": section,
    }
    return read(Memory({name: text.encode() for name, text in files.items()}), "space-2040")


def test_the_theme_of_the_page_changes_what_it_says() -> None:
    theme = load_theme(Memory({"templates/theme.yaml": THEME.encode()}))

    assert theme.palette.signal.print == (0.2, 1.0, 0.6, 0.2)
    assert typeface(theme, "text-bold").family == "Vollkorn"
    assert (theme.scale.text, theme.leading) == (10, 13.6)


def fence(language: str, text: str) -> str:
    return f"```{language}\n{text}```\n"


def test_the_publication_of_the_page_is_read_with_its_photographs_and_its_section() -> None:
    draft = read_page()

    assert [section.id for section in draft.sections] == ["policy", "panel-1"]
    assert [photo.number for photo in draft.photos] == [1, 2]
    assert [point.id for point in draft.sections[1].points] == ["embed-early"]


@pytest.mark.parametrize(("language", "text"), BLOCKS)
def test_a_figure_of_the_page_is_read(language: str, text: str) -> None:
    section = read_page(HEAD + fence(language, text)).sections[1]

    figure = FigureGroup if "\ncredit: Photographs" in text else Figure
    assert [type(block) for block in section.blocks] == [
        Statistics if language == "statistics" else figure
    ]


def test_a_figure_of_the_page_may_be_for_some_audiences_only() -> None:
    _, text = BLOCKS[1]
    section = read_page(HEAD + fence("figure", text + "audiences: [industry]\n")).sections[1]

    assert section.blocks[0].audiences == {"industry"}


WRITTEN: dict[str, type[object]] = {
    "**important**": Strong,
    "*stressed*": Emphasis,
    "## Heading": Heading,
    "[words](https://…)": Link,
    "name@example.org": Link,
    "[](#fig-pillars)": Reference,
    "[the four pillars](#fig-pillars)": Reference,
    "[deterrence]{.index}": Indexed,
    '[deter]{.index entry="deterrence"}': Indexed,
    "[fait accompli]{lang=fr}": Foreign,
    "[^1]": Note,
    " `code` ": Code,
    "- item": Listing,
    "1. item": Listing,
    "> quoted": Quote,
    "A strong sentence. {.pull}": PullQuote,
    "budget{>>Which year?<<}": AuthorQuery,
    "{==the budget==}{>>Which year?<<}": AuthorQuery,
    "{.signature}": Signature,
    "Table: Caption {#tab-x}": Table,
    "Total {colspan=2}": Cell,
    "Table: Caption {#tab-x .stub}": Table,
    ".heads-2": Table,
    ".total": Table,
    "Harbour office, 2026. {.source}": Table,
}
"""What the table of marks says to write, and the node that it becomes."""
AROUND = {
    "[^1]": "Word[^1].\n\n[^1]: The note.\n",
    "{.signature}": "Name\nand posts\n{.signature}\n",
    "Table: Caption {#tab-x}": "a | b\n--|--\nc | d\n\nTable: Caption {#tab-x}\n",
    "Total {colspan=2}": "a | b\n--|--\nTotal {colspan=2} |\n",
    "Table: Caption {#tab-x .stub}": "a | b\n--|--\nc | d\n\nTable: Caption {#tab-x .stub}\n",
    ".heads-2": "a | b\n--|--\nc | d\ne | f\n\nTable: Caption {.heads-2}\n",
    ".total": "a | b\n--|--\nc | d\n\nTable: Caption {.total}\n",
    "Harbour office, 2026. {.source}": "a | b\n--|--\nc | d\n\nHarbour office, 2026. {.source}\n",
}
"""What stands around those that are not whole alone."""


@pytest.mark.parametrize("written", WRITTEN)
def test_what_the_page_says_to_write_becomes_what_it_says(written: str) -> None:
    text = AROUND.get(written, f"{written}\n")
    section = read_page(f"{HEAD}First.\n\n{text}\n{fence(*BLOCKS[1])}").sections[1]

    assert list(query(section, WRITTEN[written]))


def test_every_row_of_the_table_of_marks_is_tried() -> None:
    untried = [row for row in ROWS if not any(f"`{written}`" in row for written in WRITTEN)]

    shown = [row.split(" | ")[0] for row in untried]
    assert shown == ["`… {.audience-industry .audience-planners}`", "`… {.marking-restricted}`"]


def test_a_paragraph_for_two_audiences_is_for_these() -> None:
    draft = read_page(HEAD + "First.\n\nMore. {.audience-industry .audience-planners}\n")

    found = {name: len(select(draft, name).sections[1].blocks) for name in ("industry", "public")}
    assert found == {"industry": 2, "public": 1}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("{{ facts.participants }}", "about 300"),
        ("{{ facts.participants.value }}", "300"),
        ("{{ facts.participants.label }}", "participants"),
        ("{{ facts.countries }}", "29"),
    ],
)
def test_a_fact_is_printed_as_the_page_says(printed: str, expected: str) -> None:
    section = read_page(f"{HEAD}{printed}\n").sections[1]

    assert print_section(section) == expected


def print_section(section: Section) -> str:
    """The words of the section's only paragraph."""
    (block,) = section.blocks
    return "".join(getattr(inline, "text", "") for inline in getattr(block, "children", ()))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("subtitle:", "subtitel:", "unknown key `subtitel`"),
        ("marking:", "title: Again\nmarking:", "`title`"),
        ("value: 300", "value: &a 300", "anchor"),
        ("audiences: [industry]", "audiences: [industri]", "industri"),
        ("audiences: [industry]", "audiences: []", "audiences"),
    ],
)
def test_what_the_page_calls_an_error_in_a_publication_is_one(
    old: str, new: str, expected: str
) -> None:
    assert old in PUBLICATION

    with pytest.raises(SourceError) as raised:
        read_page(publication=PUBLICATION.replace(old, new))
    assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>Raw</b> HTML", "HTML"),
        ("{{ facts.participant }}", "participant"),
        ("{{ 1 + 1 }}", "1 + 1"),
        ("- item {.audience-industry}", "item"),
        ("More. {.audience-industri}", "industri"),
    ],
)
def test_what_the_page_calls_an_error_in_a_text_is_one(text: str, expected: str) -> None:
    with pytest.raises(SourceError) as raised:
        read_page(f"{HEAD}{text}\n")
    assert expected in str(raised.value)
