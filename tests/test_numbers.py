"""Numbers in text: which words are never divided, and where columns of them are aligned."""

from __future__ import annotations

import pytest

from octavo.document.numbers import (
    LONGEST_NUMBER,
    find_decimal_mark,
    find_number_columns,
    is_number,
    says_nothing,
)

NUMBERS = (
    *(
        "1,400",
        "\u2212306\u202f268",
        "2.5%",
        "€1.2bn",
        "(1,40)",
        "+4.5*",
        "5°",
        "12\N{NO-BREAK SPACE}km²",
    ),
    *(
        "2025-04-28",
        "12/05/2024",
        "14:30\u201315:00",
        "24/7",
        "C39",
        "1\N{NO-BREAK SPACE}400\N{NO-BREAK SPACE}000",
    ),
)
WORDS = ("Responsibility", "COVID-19", "https://x.org/2025", "one-two", "0" * (LONGEST_NUMBER + 1))


@pytest.mark.parametrize("word", NUMBERS)
def test_a_number_with_sign_and_unit_is_one(word: str) -> None:
    assert is_number(word)


@pytest.mark.parametrize("word", WORDS)
def test_words_addresses_and_endless_figures_are_none(word: str) -> None:
    assert not is_number(word)


@pytest.mark.parametrize(
    ("text", "mark", "before"),
    [
        ("1,400.25", ".", "1,400"),
        ("1,400.25", ",", "1"),
        ("1.400,25 €", ",", "1.400"),
        ("1\N{NO-BREAK SPACE}400\N{NO-BREAK SPACE}km", ",", "1\N{NO-BREAK SPACE}400"),
        ("(\u22120.5)%", ".", "(\u22120"),
        ("12", ".", "12"),
        ("12%", ".", "12"),
        ("US$ 3.5", ".", "US$ 3"),
    ],
)
def test_the_decimal_mark_is_found_or_the_end_of_the_units(
    text: str, mark: str, before: str
) -> None:
    place = find_decimal_mark(text, mark)

    assert place is not None
    assert text[:place] == before


@pytest.mark.parametrize(
    "text", ["2025-04-28", "14:30", "4 May", "of 12.5", "Region 12", "", "\u2013", "12 of 14"]
)
def test_what_is_no_number_has_no_decimal_mark(text: str) -> None:
    assert find_decimal_mark(text, ".") is None


@pytest.mark.parametrize("text", ["", "\u2013", "\u2026", "..", "n/a", " - "])
def test_a_cell_may_say_that_there_is_no_number(text: str) -> None:
    assert says_nothing(text)


def test_columns_of_numbers_are_found_and_those_that_name_rows_are_not() -> None:
    rows = [
        ("2019", "1.5", "4 May", "12", "\u2013"),
        ("2020", "\u2013", "5 May", "3%", ""),
    ]

    assert find_number_columns(rows) == {1, 3}
    assert find_number_columns([("0.5", "1"), ("12.25", "2")]) == {0, 1}
