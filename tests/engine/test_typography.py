from __future__ import annotations

import pytest

from octavo import Memory
from octavo.document import Emphasis, Mention, Text
from octavo.typography import polish, polish_text
from octavo.words import load_words

ENGLISH = load_words(Memory({}), "en-GB")
FRENCH = load_words(Memory({}), "fr")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"Space" and "time"', "“Space” and “time”"),
        ("it's the allies' plan", "it’s the allies’ plan"),
        ("'quoted'", "‘quoted’"),
        ("\"'inner' first\"", "“‘inner’ first”"),
        ("\"first 'inner'\"", "“first ‘inner’”"),
        ("in the '90s and '90", "in the ’90s and ’90"),
        ('("so")', "(“so”)"),
        ('an "open--ended" one', "an “open–ended” one"),
        ("2019--2040", "2019–2040"),
        ("so -- then --- there", "so – then — there"),
        ("and so on...", "and so on…"),
        ("“already” set – here…", "“already” set – here…"),
        ("https://example.org/--a'b", "https://example.org/--a'b"),
        ('mail o\'neil@example.org "now"', "mail o'neil@example.org “now”"),
        ("", ""),
    ],
)
def test_english_marks_are_set(typed: str, expected: str) -> None:
    assert polish_text(typed, ENGLISH) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"Espace" et l\'avenir', "«\u202fEspace\u202f» et l’avenir"),
        ("Pourquoi ? Ainsi : voilà !", "Pourquoi\u202f? Ainsi\u202f: voilà\u202f!"),
        ("à 12:30", "à 12:30"),
    ],
)
def test_french_marks_are_set(typed: str, expected: str) -> None:
    assert polish_text(typed, FRENCH) == expected


def test_a_quote_knows_its_side_across_inlines() -> None:
    typed = (Text('"'), Emphasis((Text("Space"),)), Text('" and "'), Mention("f", "29"), Text('"'))

    assert polish(typed, ENGLISH) == (
        Text("“"),
        Emphasis((Text("Space"),)),
        Text("” and “"),
        Mention("f", "29"),
        Text("”"),
    )


def test_what_is_set_stays_set() -> None:
    once = polish_text("\"It's 'so'...\" -- 'then'", ENGLISH)

    assert polish_text(once, ENGLISH) == once


def test_words_of_a_country_come_before_those_of_the_language() -> None:
    words = b"about: roughly {value}\ndouble: [a, b]\nsingle: [c, d]\napostrophe: e\n"
    library = Memory({"templates/words/en-XX.yaml": words + b"space_before: ''\n"})

    assert load_words(library, "en-XX").about == "roughly {value}"
    assert load_words(library, "en-YY").about == "about {value}"


def test_a_language_without_words_is_an_error() -> None:
    with pytest.raises(LookupError, match="there are no words for the language `xx`"):
        load_words(Memory({}), "xx")
