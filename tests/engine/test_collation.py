"""Entries are ordered as dictionaries of the language order them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from octavo.document.collation import group_entries, sort_entries
from octavo.style.words import find_conventions


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en-GB", "æther Athens Đakovo Dublin ırmak Ljubljana Łódź Lublin Odense œuvre Oslo"),
        ("fr", "cote coté côte côté Oesterreich œuvre order"),
        ("de", "Apfel Ärger Ofen Öl Oslo Straße Zebra"),
        ("pl", "cena ćma Lublin Łódź mąka ocean ósmy zebra źrebię żaba"),
        ("es-ES", "nube ñandú oca ola"),
        ("sv", "zon ångström ärlig öl"),
        ("da", "Zürich æble ø Aarhus"),
        ("hu", "cukor csiga duna"),
        ("cs", "cena čas hrad chléb"),
        ("tr", "hava ılık irmik"),
        ("et", "sool šokk zoo tee"),
        ("el", "άλφα βήτα ωμέγα"),
        ("uk", "гора ґанок єдність їжа яма"),
    ],
)
def test_each_language_has_its_order(language: str, ordered: str) -> None:
    words, alphabet = ordered.split(), find_conventions(language).alphabet
    assert list(sort_entries(sorted(words), alphabet)) == words
    assert list(sort_entries(reversed(words), alphabet)) == words


def test_a_letter_of_another_language_stands_by_its_plain_one() -> None:
    entries = [
        "Zagreb",
        "Łódź",
        "Lublin",
        "œuvre",
        "Øresund",
        "Đakovo",
        "Dublin",
        "æther",
        "Athens",
    ]
    assert group_entries(entries) == (
        ("æther", "Athens"),
        ("Đakovo", "Dublin"),
        ("Łódź", "Lublin"),
        ("œuvre", "Øresund"),
        ("Zagreb",),
    )


POLISH = find_conventions("pl").alphabet


def test_a_letter_of_the_language_s_own_has_a_group_of_its_own() -> None:
    assert group_entries(["Łódź", "Lublin"], POLISH) == (
        ("Lublin",),
        ("Łódź",),
    )
    assert group_entries(["Ärger", "Apfel"]) == (("Apfel", "Ärger"),)


def test_entries_that_begin_with_digits_are_one_group() -> None:
    assert group_entries(["4G", "2040", "10 nations", "Alliance"]) == (
        ("10 nations", "2040", "4G"),
        ("Alliance",),
    )


def test_spaces_and_hyphens_are_passed_over_letter_by_letter() -> None:
    entries = ["seal", "sea air", "sea-lion", "Séance"]
    assert sort_entries(entries) == ("sea air", "seal", "sea-lion", "Séance")


def test_words_are_compared_one_by_one_where_that_is_asked_for() -> None:
    entries = ["seal", "sea air", "séance"]
    assert sort_entries(entries, by_words=True) == ("sea air", "seal", "séance")


LANGUAGES = ("en", "pl", "sv", "da", "es", "hr", "hu", "tr", "uk")
ALPHABETS = st.sampled_from([find_conventions(language).alphabet for language in LANGUAGES])
ENTRIES = st.lists(st.text("abcdlłnñoøöåæœzž -'’АĐß\u0301", min_size=1, max_size=8), unique=True)


@given(ENTRIES, ALPHABETS)
def test_the_order_does_not_depend_on_the_one_before(entries: list[str], alphabet: str) -> None:
    once = sort_entries(entries, alphabet)
    assert sort_entries(reversed(entries), alphabet) == once
    assert sorted(once) == sorted(entries)
    assert tuple(e for group in group_entries(entries, alphabet) for e in group) == once


@given(st.lists(st.text("abcABC xyz-", min_size=1, max_size=6), unique=True))
def test_plain_entries_stand_alike_beside_accented_ones_and_alone(entries: list[str]) -> None:
    letters = [entry for entry in entries if entry.isalpha()]
    mixed = [entry for entry in sort_entries([*letters, "é"]) if entry != "é"]
    assert tuple(mixed) == sort_entries(letters)
