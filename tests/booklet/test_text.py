"""What is read back through the structure tree is what the source says."""

from __future__ import annotations

import pytest

from booklet.expected import (
    expect_abbreviations,
    expect_back,
    expect_opening,
    expect_photos,
    expect_sections,
)
from booklet.making import Made
from booklet.reading import Said, find_part, find_parts, find_sections, list_said, part_notes
from octavo.document import Section


@pytest.fixture(params=["proceedings", "small"], scope="module")
def made(request: pytest.FixtureRequest) -> Made:
    """The booklet of the proceedings, then that of the publication with everything once."""
    found: Made = request.getfixturevalue(request.param)
    return found


def say_parts(made: Made, first: int, last: int | None) -> list[Said]:
    """What the parts say from one to before the other."""
    return [one for part in find_parts(made.data)[first:last] for one in list_said(part)]


def test_the_cover_and_the_imprint_say_what_the_source_says(made: Made) -> None:
    assert say_parts(made, 0, 2) == expect_opening(made.document)


def _find_number(section: Section) -> str:
    """The number of a section in the contents: none beside a label that has one."""
    return "" if section.label[-1:].isdigit() else str(section.number or "")


def test_the_contents_name_every_part_with_its_page(made: Made) -> None:
    listed = [text for role, text in say_parts(made, 2, 3) if role == "TOCI"]

    assert [text for text in listed if not text.startswith(("Figure ", "Table "))] == [
        " ".join(filter(None, (_find_number(s), s.label, s.title, made.labels[s.id])))
        for s in made.document.sections
    ] + [
        f"Photographs {made.labels['part-photos']}",
        f"Abbreviations {made.labels['part-abbreviations']}",
        *(f"Index {label}" for name, label in made.labels.items() if name == "part-index"),
    ]


def test_the_sections_say_what_the_source_says(made: Made) -> None:
    said = [one for part in find_sections(made.data, made.document) for one in list_said(part)]

    assert part_notes(said) == part_notes(expect_sections(made.document))


def test_the_photo_register_says_what_the_source_says(made: Made) -> None:
    assert list_said(find_part(made.data, "Photographs")) == expect_photos(made.document)


def test_the_abbreviations_say_what_the_source_says(made: Made) -> None:
    assert list_said(find_part(made.data, "Abbreviations")) == expect_abbreviations(made.document)


def test_the_back_cover_says_what_the_source_says(made: Made) -> None:
    assert list_said(find_parts(made.data)[-1]) == expect_back(made.document)
