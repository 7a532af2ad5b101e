"""Where words may be divided."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml
from hypothesis import given, strategies as st

from octavo.files.library import read_builtin
from octavo.fonts.hyphenation import LEAST_AFTER, LEAST_BEFORE, hyphenate
from octavo.style.words import find_conventions

ENGLISH = find_conventions("en-GB")
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", max_size=24)


def divide(word: str, language: str = "en-GB", opens_sentence: bool = False) -> str:
    """The word with a hyphen wherever it may be divided."""
    parts: list[str] = []
    start = 0
    for place in hyphenate(word, find_conventions(language), opens_sentence):
        parts.append(word[start:place])
        start = place
    return "-".join([*parts, word[start:]])


# ---------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("interoperability", "inter-oper-abil-ity"),
        ("multinational", "multi-national"),
        ("spacecraft", "space-craft"),
        ("transformation", "trans-form-a-tion"),
        ("conference", "con-fer-ence"),
        ("underfunded", "under-funded"),
        ("represented", "rep-res-ented"),
        ("attended", "attended"),
        ("funding", "fund-ing"),
    ],
)
def test_an_english_word_is_divided_as_a_dictionary_does(word: str, divided: str) -> None:
    assert divide(word) == divided


def test_three_letters_stay_and_three_go() -> None:
    assert (LEAST_BEFORE, LEAST_AFTER) == (3, 3)
    assert divide("agreeably") == "agree-ably"


@pytest.mark.parametrize("word", ["space", "after", "a", ""])
def test_a_short_word_is_not_divided(word: str) -> None:
    assert divide(word) == word


def test_marks_around_a_word_stay_with_it() -> None:
    assert divide("“(interoperability),”") == "“(inter-oper-abil-ity),”"


# ---------------------------------------------------------------------------------- what is kept


@pytest.mark.parametrize(
    "word",
    [
        "Kalamazooville",
        "SATELLITE",
        "multiNational",
        "satellite3",
        "3rdgeneration",
        "well-considered",
        "conference’s",
        "example.organisation",
        "conferences@example",
    ],
)
def test_a_name_an_acronym_or_no_plain_word_is_not_divided(word: str) -> None:
    assert divide(word) == word


def test_a_word_that_opens_a_sentence_is_no_name() -> None:
    assert divide("Interoperability", opens_sentence=True) == "Inter-oper-abil-ity"


def test_an_acronym_is_not_divided_even_where_a_sentence_opens() -> None:
    assert divide("INTEROPERABILITY", opens_sentence=True) == "INTEROPERABILITY"


def test_a_capital_is_no_sign_of_a_name_in_german() -> None:
    assert divide("Entwicklung", "de") == "Ent-wick-lung"


def test_a_language_without_patterns_divides_nothing() -> None:
    assert divide("interoperability", "tlh") == "interoperability"


def test_a_language_without_its_own_patterns_takes_those_of_its_kin() -> None:
    assert divide("interoperability", "en-AU") == "inter-oper-abil-ity"


# ---------------------------------------------------------------------------------- exceptions


def exceptions() -> list[str]:
    """Those of English, as they are listed."""
    said = yaml.safe_load(read_builtin("templates/words/en.yaml"))
    return [*said["hyphenation"]["exceptions"]]


def test_an_exception_is_divided_only_where_its_list_says() -> None:
    for listed in exceptions():
        word = listed.replace("-", "")
        places = [len(listed[:at].replace("-", "")) for at, c in enumerate(listed) if c == "-"]
        allowed = [place for place in places if 3 <= place <= len(word) - 3]
        assert (word, list(hyphenate(word, ENGLISH))) == (word, allowed)


def test_an_exception_is_listed_once() -> None:
    counts = Counter(listed.replace("-", "") for listed in exceptions())

    assert [word for word, count in counts.items() if count > 1] == []


def test_an_exception_counts_where_a_sentence_opens() -> None:
    assert divide("Multinational", opens_sentence=True) == "Multi-national"


def test_exceptions_of_another_language_do_not_count() -> None:
    assert divide("multinational", "fr") != divide("multinational", "en")


# ---------------------------------------------------------------------------------- laws


@given(word=LETTERS)
def test_no_part_is_shorter_than_three_letters_at_either_end(word: str) -> None:
    for place in hyphenate(word, ENGLISH):
        assert 3 <= place <= len(word) - 3


@given(word=LETTERS)
def test_places_are_in_order_and_different(word: str) -> None:
    places = hyphenate(word, ENGLISH)
    assert list(places) == sorted(set(places))


@given(
    word=LETTERS, before=st.sampled_from(("", "“", "(‘")), after=st.sampled_from(("", ".", ",”"))
)
def test_marks_around_a_word_change_nothing(word: str, before: str, after: str) -> None:
    moved = tuple(len(before) + place for place in hyphenate(word, ENGLISH))
    assert hyphenate(before + word + after, ENGLISH) == moved
