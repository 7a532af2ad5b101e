"""The index: letters above its groups, and short forms that send to their entries."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from booklet.making import Made, make, read_files
from booklet.pages import read_pages
from booklet.reading import find_part, list_said
from octavo.document.collation import name_initial
from octavo.files.library import read_builtin

HEAD = """\
title: A publication
language: en-GB
description: It is made for a test.
event: {name: Gathering, place: Toulouse, start: 2025-04-28, end: 2025-04-30}
imprint: {publisher: The publisher}
abbreviations: {ZED: A Long Name, BAB: Baboon Bureau}
sections: [a.md]
outputs: [booklet]
"""
ENTRIES = [f"{letter}ord{number}" for letter in "abcdefgh" for number in range(3)]


def make_index(entries: list[str], own: Mapping[str, bytes] = MappingProxyType({})) -> Made:
    """A booklet whose index has these entries, and two with short forms."""
    marked = " ".join(f'[word]{{.index entry="{entry}"}}' for entry in entries)
    body = (
        "---\nid: a\ntitle: One\nkind: chapter\n---\n\n"
        f"{marked} and [A Long Name (ZED)]{{.index}} of ZED, "
        "[Baboon Bureau (BAB)]{.index} of BAB.\n"
    )
    files = {"publication.yaml": HEAD.encode(), "a.md": body.encode()}
    return make(*read_files({**files, **own}))


def read_entries(made: Made) -> list[str]:
    return [text for role, text in list_said(find_part(made.data, "Index")) if role == "LBody"]


def list_letters(made: Made) -> list[str]:
    """The letters above the groups, which are for the eye."""
    page = next(
        page for page in read_pages(made.data).pages if page.label == made.labels["part-index"]
    )
    return [run.text for run in page.runs if run.text.isalpha() and len(run.text) == 1]


def test_a_short_form_sends_to_the_entry_that_explains_it() -> None:
    assert "ZED, see A Long Name (ZED)" in read_entries(make_index(ENTRIES))


def test_no_short_form_stands_right_beside_its_entry() -> None:
    assert not [line for line in read_entries(make_index(ENTRIES[:2])) if line.startswith("BAB")]


def test_a_booklet_without_words_for_it_sends_nowhere() -> None:
    text = read_builtin("templates/words/en.yaml").decode()
    own = {"templates/words/en.yaml": text.replace("  see: see ", "  see: '' ").encode()}
    assert not [line for line in read_entries(make_index(ENTRIES, own)) if "ZED," in line]


def test_a_long_index_has_letters_and_a_short_one_none() -> None:
    assert list_letters(make_index(ENTRIES)) == [*"ABCDEFGH", "Z"]
    assert list_letters(make_index(ENTRIES[:9])) == []


@pytest.mark.parametrize(
    ("entry", "alphabet", "letter"),
    [
        ("élan", "", "E"),
        ("“Éclair”", "", "E"),
        ("ñandú", "n ñ", "Ñ"),
        ("Øre", "z æ/ä ø/ö/ő å/aa", "Ø"),
        ("5G", "", ""),
        ("…", "", ""),
    ],
)
def test_entries_are_found_under_their_letter(entry: str, alphabet: str, letter: str) -> None:
    assert name_initial(entry, alphabet) == letter
