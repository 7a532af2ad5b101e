"""Patterns for dividing words: how they are understood, and that pyphen understands them alike."""

from __future__ import annotations

from functools import lru_cache

import pyphen
import pytest
from hypothesis import given, strategies as st

from octavo.fonts.patterns import Patterns

LANGUAGES = ("en_GB", "en_US", "fr", "nl_NL", "es", "pl_PL")


@lru_cache
def patterns_of(language: str) -> Patterns:
    """The patterns that pyphen brings for a language."""
    encoding, _, text = pyphen.LANGUAGES[language].read_bytes().partition(b"\n")
    return Patterns(text.decode(encoding.decode()))


def judge(language: str, word: str) -> tuple[int, ...]:
    """Where pyphen itself would divide `word` without spelling it anew."""
    places = pyphen.Pyphen(lang=language, left=1, right=1).positions(word)
    return tuple(place for place in places if not place.data)


def test_an_odd_value_is_a_place() -> None:
    assert Patterns("a1b").find_places("ab") == (1,)


def test_an_even_value_is_none() -> None:
    assert Patterns("a2b").find_places("ab") == ()


def test_the_highest_value_counts() -> None:
    assert Patterns("a1b\na1bc\n2bc").find_places("abc") == ()
    assert Patterns("a1b\na3bc\n2bc").find_places("abc") == (1,)


def test_a_stop_stands_for_the_end_of_a_word() -> None:
    patterns = Patterns(".a1b\na1c.")
    assert patterns.find_places("abac") == (1, 3)
    assert patterns.find_places("cabaca") == ()


def test_there_is_no_place_before_or_after_a_word() -> None:
    assert Patterns("1a1").find_places("a") == ()


def test_a_place_where_the_word_would_be_spelt_anew_is_none() -> None:
    assert Patterns("c1k/k=k,1,2").find_places("backen") == ()


def test_a_code_stands_for_its_character() -> None:
    assert Patterns("^^e91a").find_places("éa") == (1,)


def test_what_is_no_pattern_is_passed_over() -> None:
    assert Patterns("% a1b\nLEFTHYPHENMIN 2\n\nab").find_places("ab") == ()


@pytest.mark.slow
@given(word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_divided_as_pyphen_divides_them(language: str, word: str) -> None:
    assert patterns_of(language).find_places(word) == judge(language, word)


@pytest.mark.parametrize(
    "word", ["interoperability", "constellations", "acknowledgement", "unprecedented", "organised"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_are_words_that_there_are(language: str, word: str) -> None:
    assert patterns_of(language).find_places(word) == judge(language, word)
