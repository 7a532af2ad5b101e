from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from architecture import ROOT
from octavo import Memory, Problem
from octavo.document import Emphasis, Mention, TargetNames, Text
from octavo.source.typography import polish, polish_text
from octavo.style.words import LanguageWords, load_words


def load(library: Memory, language: str) -> LanguageWords:
    """The words of a language that has some."""
    problems: list[Problem] = []
    words = load_words(library, language, problems)
    assert words is not None, problems
    return words


ENGLISH = load(Memory({}), "en-GB")
FRENCH = load(Memory({}), "fr")


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

    assert load(library, "en-XX").about == "roughly {value}"
    assert load(library, "en-YY").about == "about {value}"


def test_a_language_without_words_has_none() -> None:
    assert load_words(Memory({}), "xx", []) is None


def test_a_language_names_what_references_lead_to() -> None:
    assert FRENCH.names == TargetNames("Figure", "Tableau", "Partie")


def test_a_language_may_leave_the_names_of_targets_out() -> None:
    words = b"about: roughly {value}\ndouble: [a, b]\nsingle: [c, d]\napostrophe: e\n"

    assert load(Memory({"templates/words/xx.yaml": words}), "xx").names == TargetNames()


def test_words_that_are_wrong_are_errors_at_their_place() -> None:
    text = b"about: roughly\ndouble: a\nsingle: [c]\napostrophe: e\nspaces: f\n"
    problems: list[Problem] = []

    assert load_words(Memory({"templates/words/xx.yaml": text}), "xx", problems) is None
    assert [f"{problem.span}: {problem.message}" for problem in problems] == [
        "templates/words/xx.yaml:1:8: `roughly` is not written as it should be",
        "templates/words/xx.yaml:2:9: a list is expected here, not `a`",
        "templates/words/xx.yaml:3:9: another value is missing",
        "templates/words/xx.yaml:5:1: unknown key `spaces`",
    ]


FRENCH_WORDS = sorted((ROOT / "templates").rglob("words.fr.yaml"))


@pytest.mark.parametrize("file", FRENCH_WORDS, ids=lambda file: file.parent.name)
def test_no_line_of_a_generator_s_french_begins_with_a_mark(file: Path) -> None:
    said = read_scalars(file)
    assert said
    assert [text for text in said if re.search(r"[ \n][;:?!»](?!})", text)] == []


def read_scalars(file: Path) -> list[str]:
    """Every key and value of a YAML file."""
    events = yaml.parse(file.read_text("utf-8"))
    return [str(event.value) for event in events if isinstance(event, yaml.ScalarEvent)]
