"""What stands on one page has room there, in smaller type if need be, or `check` says that not."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from octavo import Severity, publish
from octavo.build.steps import review
from octavo.style.dates import keep_days

SECTION = "---\nid: one\ntitle: {title}\nkind: {kind}\n---\n\n{text}\n"
PUBLICATION = """\
title: {title}
language: en-GB
event: {{name: A meeting, start: 2026-10-03}}
imprint: {{publisher: The publisher}}
marking: {marking}
sections: [01-one.md]
outputs: [booklet]
"""


def check(
    folder: Path,
    *,
    title: str = "A meeting",
    section: str = "One",
    kind: str = "chapter",
    text: str = "Words.",
    marking: str = "Open",
) -> list[str]:
    """What `check` finds to mend in a publication of one section: place, code and message."""
    said = SECTION.format(title=section, kind=kind, text=text)
    (folder / "01-one.md").write_text(said, encoding="utf-8")
    publication = PUBLICATION.format(title=title, marking=marking)
    (folder / "publication.yaml").write_text(publication, encoding="utf-8")
    _, problems = review(folder)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return [f"{one.span}: {one.code} {one.message}" for one in errors]


@pytest.mark.parametrize("count", [1, 15, 30])
def test_titles_of_thirty_words_have_room(tmp_path: Path, count: int) -> None:
    title = "measurement " * count
    assert check(tmp_path, title=title, section=title) == []


@pytest.mark.parametrize(
    "title",
    [
        "Small Municipalities to 2050",
        "Telekommunikationsüberwachungsverordnung",
        "'Protecting the Coast Together: Governance and Financing of Flood Protection to 2050'",
    ],
)
def test_long_words_and_titles_of_every_day_have_room(tmp_path: Path, title: str) -> None:
    assert check(tmp_path, title=title, section=title) == []


def test_a_title_that_has_no_room_on_the_cover_is_an_error_at_its_line(tmp_path: Path) -> None:
    found = check(tmp_path, title="Very long title words " * 40)

    assert found
    assert all(one.startswith("publication.yaml:1:8: PRE0") for one in found)


@pytest.mark.slow
def test_more_pages_than_can_be_stitched_are_an_error_at_the_output(tmp_path: Path) -> None:
    names = [f"{number}.md" for number in range(690)]
    for name in names:
        said = SECTION.format(title="One", kind="chapter", text="Words of a short chapter.")
        said = said.replace("id: one", f"id: c{name[:-3]}")
        (tmp_path / name).write_text(said, encoding="utf-8")
    said = PUBLICATION.format(title="A meeting", marking="Open")
    said = said.replace("[01-one.md]", f"[{', '.join(names)}]")
    said = said.replace("[booklet]", "[{generator: booklet, options: {edition: imposed}}]")
    (tmp_path / "publication.yaml").write_text(said, encoding="utf-8")
    _, problems = review(tmp_path)

    assert [f"{one.span}: {one.code}" for one in problems if one.severity is Severity.ERROR] == [
        "publication.yaml:7:11: PRE024"
    ]


def test_a_title_that_no_size_gives_room_is_an_error_at_its_section(tmp_path: Path) -> None:
    found = check(tmp_path, section="measurement " * 400)
    assert found
    assert all(one.startswith("01-one.md:2") for one in found)
    assert "mm over the lower edge of page" in found[0]


def test_a_theme_may_fill_its_page_and_no_more(tmp_path: Path) -> None:
    assert check(tmp_path, kind="theme", text="measurement " * 150) == []
    assert check(tmp_path, kind="theme", text="measurement " * 600)


def test_a_key_message_has_no_place_on_the_page_of_a_theme(tmp_path: Path) -> None:
    points = "points: [{id: k, text: Words matter., rests_on: p}]"
    found = check(tmp_path, kind=f"theme\n{points}", text="Words matter. {#p}")
    assert any("OUT007" in one for one in found)


def test_a_marking_may_take_three_lines_at_each_end_of_a_page(tmp_path: Path) -> None:
    assert check(tmp_path, marking="Not to be passed on. " * 12) == []
    (found,) = check(tmp_path, marking="Not to be passed on. " * 40)
    assert (
        "OUT009 the marking takes 7 lines, and the head and foot of a page have room for 3" in found
    )


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        ("29 November – 2 December 2026", "29~November – 2~December~2026"),
        ("April 28 – 30, 2025", "April~28 – 30, 2025"),
        ("28. April 2025", "28.~April~2025"),
    ],
)
def test_no_line_ends_between_a_day_and_its_month(dates: str, kept: str) -> None:
    assert keep_days(dates).replace("\N{NO-BREAK SPACE}", "~") == kept


def test_a_row_of_empty_cells_is_a_row(tmp_path: Path) -> None:
    folder = tmp_path / "a-meeting"
    folder.mkdir()
    assert check(folder, text="| A | B |\n|---|---|\n| | |\n| words | |") == []
    assert publish(folder, tmp_path / "build")


@pytest.mark.parametrize("after", ["", "\n\nWords below it."])
def test_a_table_without_a_caption_stands_below_its_heading(tmp_path: Path, after: str) -> None:
    rows = "\n".join(f"| Ship {place} | North by north-west |" for place in range(9))
    parts = (f"## Quay {n}\n\n| Of quay {n} | Course |\n|---|---|\n{rows}{after}" for n in range(9))
    folder = tmp_path / "a-meeting"
    folder.mkdir()
    assert check(folder, text="\n\n".join(("Words.", *parts))) == []
    publish(folder, tmp_path / "build")
    with closing(PdfDocument(next((tmp_path / "build").rglob("*.pdf")))) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    headings = [
        number for number, page in enumerate(pages) if re.search(r"Quay \d\s+Of quay", page)
    ]
    assert sum(len(re.findall(r"Quay (\d)\s+Of quay \1", pages[at])) for at in headings) == 9


@pytest.mark.slow
@pytest.mark.parametrize(("title", "veiled"), [("Short", False), ("A title of words " * 14, True)])
def test_a_veil_lies_over_the_art_where_the_title_reaches_into_it(
    tmp_path: Path, title: str, veiled: bool
) -> None:
    assert check(tmp_path, title=title) == []
    publish(tmp_path, tmp_path / "out", only=["booklet"])
    (booklet,) = (tmp_path / "out").rglob("*.pdf")
    with closing(PdfDocument(booklet)) as pdf:
        planet = pdf[0].render().to_pil().convert("L").crop((250, 400, 410, 540))

    assert (sum(planet.histogram()[120:]) == 0) is veiled
