"""Which section of a template stands for all, and whose heads and feet it has."""

from __future__ import annotations

import re
from contextlib import suppress
from math import isfinite

import pytest
from hypothesis import given, settings, strategies as st

from octavo.document.problem import SourceError
from octavo.docx.house.sections import (
    PageSetup,
    find_main_section,
    read_layout,
    read_sections,
    read_setup,
)
from octavo.docx.layout import Layout, load_layout
from octavo.style.theme import load_theme
from word.house_shapes import ACROSS, open_shape, section, shape, words
from word.houses import change
from word.sample import LIBRARY

pytestmark = pytest.mark.slow

LEAVES = {
    name: words(name.upper())
    for name in ("header1", "header2", "header3", "footer1", "footer2", "footer3")
}
HEADING = words("A heading", "Heading1")


def read(template: bytes) -> PageSetup | None:
    """How the template sets up its heads and feet."""
    house = open_shape(template)
    return read_setup(house, read_sections(house))


def measure(template: bytes) -> Layout:
    """The page of the template."""
    house = open_shape(template)
    return read_layout(house, read_sections(house), load_theme(LIBRARY), load_layout(LIBRARY))


def list_parts(body: str) -> dict[str, str]:
    """The heads and feet of ordinary pages, by kind, and those of the cover."""
    setup = read(shape(body, LEAVES))
    if setup is None:
        return {}
    parts = {f"{kind} {page}": part for (kind, page), part in setup.parts.items()}
    parts |= {f"{kind} cover": part for kind, part in setup.cover.items()}
    return {place: part.removeprefix("word/") for place, part in parts.items()}


def test_the_only_section_has_its_own() -> None:
    assert list_parts(section("header1", "footer1")) == {
        "header default": "header1.xml",
        "footer default": "footer1.xml",
    }


def test_a_section_that_names_none_has_those_of_the_one_before() -> None:
    body = words("One", end=section("header1", "footer1")) + words("Two") + section()

    parts = list_parts(body)
    assert (parts["header default"], parts["footer default"]) == ("header1.xml", "footer1.xml")


def test_they_are_taken_kind_by_kind() -> None:
    body = words("One", end=section("header1", "footer1")) + words("Two") + section("footer2")

    parts = list_parts(body)
    assert (parts["header default"], parts["footer default"]) == ("header1.xml", "footer2.xml")


@settings(max_examples=25)
@given(st.lists(st.tuples(*[st.sampled_from(["", "1", "2", "3"])] * 2), min_size=1, max_size=6))
def test_the_last_section_has_the_nearest_of_each_kind(given_: list[tuple[str, str]]) -> None:
    ends = [
        section(*(f"{kind}{n}" for kind, n in zip(("header", "footer"), pair, strict=True) if n))
        for pair in given_
    ]
    body = "".join(words("Text", end=end) for end in ends[:-1]) + ends[-1]
    nearest = [
        next((n for n in reversed(numbers) if n), "") for numbers in zip(*given_, strict=True)
    ]

    parts = list_parts(body)
    for kind, number in zip(("header", "footer"), nearest, strict=True):
        assert parts.get(f"{kind} default", "") == (f"{kind}{number}.xml" if number else "")


def test_a_template_without_heads_and_feet_has_none() -> None:
    assert list_parts(words("Text") + section()) == {}


# ------------------------------------------------------------------------------ which section


def find_page(body: str) -> tuple[int, int]:
    """Width and height of the page in millimetres."""
    layout = measure(shape(body))
    return round(layout.width / 72 * 25.4), round(layout.height / 72 * 25.4)


def test_one_landscape_among_others_is_not_the_page() -> None:
    assert find_page(words("Body", end=section()) + words("Annex") + section(page=ACROSS)) == (
        210,
        297,
    )


def test_a_landscape_in_the_middle_is_not_the_page() -> None:
    middle = words("A", end=section()) + words("Wide table", end=section(page=ACROSS))

    assert find_page(middle + words("B") + section()) == (210, 297)


def test_a_house_that_lies_across_is_taken_so() -> None:
    assert find_page(HEADING + words("Body") + section(page=ACROSS)) == (297, 210)


def test_the_section_with_headings_counts_more_than_a_long_cover() -> None:
    square = '<w:pgSz w:w="10000" w:h="10000"/>'
    cover = words("A disclaimer, " * 50, end=section(page=square))

    assert find_page(cover + HEADING + words("Body") + section()) == (210, 297)


def test_of_sections_with_headings_the_longest_is_taken() -> None:
    small = '<w:pgSz w:w="8000" w:h="12000"/>'
    annex = HEADING + words("Annex") + section(page=small)

    assert find_page(HEADING + words("Body " * 50, end=section()) + annex) == (210, 297)


def test_a_style_based_on_heading_1_makes_a_heading() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/>'
        '<w:basedOn w:val="Heading1"/></w:style>'
    )
    house = open_shape(shape(words("One", "Kapitel") + section(), styles=style))

    assert [one.headings for one in read_sections(house)] == [1]


def test_without_any_section_the_paper_is_the_publications() -> None:
    ours = load_layout(LIBRARY)
    house = open_shape(shape(words("Text")))

    assert find_main_section(read_sections(house)) is None
    layout = measure(shape(words("Text")))
    assert (layout.width, layout.left) == (ours.width, ours.left)


def test_margins_that_hold_against_heads_are_as_wide_as_they_say() -> None:
    body = section().replace('w:top="1440"', 'w:top="-1440"')
    layout = measure(shape(body))

    assert layout.top == 72


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e300", "-5", "", "wide", "0"])
@pytest.mark.parametrize("measure_", ["w:w", "w:h", "w:top", "w:left", "w:gutter", "w:header"])
def test_a_spoilt_measure_is_taken_or_refused_and_never_a_fault(measure_: str, value: str) -> None:
    spoilt = re.sub(rf'{measure_}="[^"]*"', f'{measure_}="{value}"', section(), count=1)

    with suppress(SourceError):
        made = measure(shape(spoilt))
        assert all(map(isfinite, (made.width, made.height, made.measure, made.top, made.header)))


@pytest.mark.parametrize("size", ["0", "-4", "1e300", "nan"])
def test_letters_of_no_size_are_as_large_as_words_own(size: str) -> None:
    own = ('w:styleId="Normal">', f'w:styleId="Normal"><w:rPr><w:sz w:val="{size}"/></w:rPr>')
    none = ('<w:sz w:val="22"/>', "")
    plain = change(shape(section()), {"word/styles.xml": none})

    assert measure(change(plain, {"word/styles.xml": own})).scale == measure(plain).scale


# ------------------------------------------------------------------------------ on and off

OFF = ["0", "false", "off"]


@pytest.mark.parametrize("value", OFF)
def test_a_first_page_that_is_switched_off_is_none(value: str) -> None:
    off = section("header1", "first:header2", more=f'<w:titlePg w:val="{value}"/>')

    assert "header cover" not in list_parts(off)


@pytest.mark.parametrize(("value", "even"), [*((value, False) for value in OFF), ("1", True)])
def test_even_pages_are_switched_on_and_off(value: str, even: bool) -> None:
    switch = f'<w:evenAndOddHeaders w:val="{value}"/>'
    setup = read(shape(section("header1"), LEAVES, settings=switch))

    assert setup is not None
    assert setup.even is even


# ------------------------------------------------------------------------------ first pages

FIRST = "<w:titlePg/>"


def repeats_first(body: str) -> bool:
    """Whether each section of ours begins with the head of first pages."""
    setup = read(shape(body, LEAVES))
    assert setup is not None
    return setup.first


def test_the_first_page_of_a_template_of_one_section_is_the_cover() -> None:
    body = section("header1", "first:header2", "first:footer2", more=FIRST)

    parts = list_parts(body)
    assert (parts["header cover"], parts["footer cover"]) == ("header2.xml", "footer2.xml")
    assert not repeats_first(body)


def test_a_cover_that_is_a_section_of_its_own_gives_its_head_to_the_cover() -> None:
    body = words("Cover", end=section("header1")) + HEADING + section("header2")

    parts = list_parts(body)
    assert (parts["header cover"], parts["header default"]) == ("header1.xml", "header2.xml")


def test_what_stands_on_all_pages_is_not_the_covers_own() -> None:
    body = words("Summary", end=section("header1")) + HEADING + section("footer2")

    assert "header cover" not in list_parts(body)


def test_first_pages_of_several_chapters_are_those_of_ours() -> None:
    chapter = section("header1", "first:header2", more=FIRST)

    assert repeats_first(words("One", "Heading1", chapter) + HEADING + chapter)
