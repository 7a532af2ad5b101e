from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet
from hypothesis import example, given, strategies as st

from architecture import ROOT
from octavo import Memory, Problem, read
from octavo.document import (
    Break,
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Table,
    TargetNames,
    Text,
)
from octavo.document.walk import query, text_of
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
SPEC = ROOT / "tests" / "spec"
OTHERS = {path.suffixes[0][1:]: path.read_bytes() for path in SPEC.glob("words.*.yaml")}
HOUSE = Memory({f"templates/words/{name}.yaml": data for name, data in OTHERS.items()})
LANGUAGES = {"en": ENGLISH, "fr": FRENCH, **{name: load(HOUSE, name) for name in OTHERS}}
GERMAN = LANGUAGES["de"]


def list_rows() -> Iterator[object]:
    """Every row of the tables in tests/spec/typography.md: language, what is typed, what is set."""
    language = ""
    for line in (SPEC / "typography.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            language = line.removeprefix("## ")
        row = re.fullmatch(r"\| `(.*)` \| (.*) \|", line)
        if row:
            yield pytest.param(language, row[1], row[2].replace("~", "\u202f"), id=row[1])


@pytest.mark.parametrize(("language", "typed", "expected"), list(list_rows()))
def test_marks_are_set(language: str, typed: str, expected: str) -> None:
    words = LANGUAGES[language]

    assert polish_text(typed, words) == expected
    assert polish_text(expected, words) == expected


def test_every_language_has_its_examples() -> None:
    languages = [row.values[0] for row in list_rows() if isinstance(row, ParameterSet)]

    assert {language: languages.count(language) > 3 for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, True
    )


MARKED = st.lists(
    st.sampled_from(
        [
            *"\"'-.,:;!?()«»“” \n\u00a0\u202f%€",
            "a",
            "Tis",
            "n",
            "20",
            "000",
            "5",
            "s",
            "--",
            "@",
            "\n ",
        ]
    ),
    max_size=30,
).map("".join)
"""Texts with little in them but what typography changes."""
PLAIN = re.compile(r"[^\W_]")


@given(MARKED, st.sampled_from(sorted(LANGUAGES)))
@example('"a ?', "fr")
def test_what_is_set_stays_set(typed: str, language: str) -> None:
    once = polish_text(typed, LANGUAGES[language])

    assert polish_text(once, LANGUAGES[language]) == once


@given(MARKED | st.text(), st.sampled_from(sorted(LANGUAGES)))
def test_typography_changes_no_letter_and_no_digit(typed: str, language: str) -> None:
    said = polish_text(typed, LANGUAGES[language])

    assert PLAIN.findall(said) == PLAIN.findall(typed)


@given(MARKED, st.integers(0, 30), st.sampled_from(sorted(LANGUAGES)))
def test_where_emphasis_begins_changes_nothing(typed: str, at: int, language: str) -> None:
    whole = polish_text(typed, LANGUAGES[language])
    # a dash of several hyphens that emphasis divides is none, and neither is an ellipsis
    if re.search(r"--|\.\.", typed) or ADDRESS.search(typed):
        return
    parts = polish((Text(typed[:at]), Emphasis((Text(typed[at:]),))), LANGUAGES[language])

    assert text_of(parts) == whole


ADDRESS = re.compile("@")


def test_a_quote_knows_its_side_across_inlines() -> None:
    typed = (Text('"'), Emphasis((Text("Space"),)), Text('" and "'), Mention("f", "29"), Text('"'))

    assert polish(typed, ENGLISH) == (
        Text("“"),
        Emphasis((Text("Space"),)),
        Text("” and “"),
        Mention("f", "29"),
        Text("”"),
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ((Text("\"'"), Emphasis((Text("so"),)), Text("' it is\"")), "“‘so’ it is”"),
        ((Text("the '"), Link("https://a.org", (Text("20 boats"),)), Text("'")), "the ‘20 boats’"),
        ((Text("'"), Mention("f", "300"), Text("'s")), "‘300’s"),
        ((Text("see "), Reference("fig"), Text("'s '90s")), "see ’s ’90s"),
        ((Text("said"), Note((Text("'a'"),)), Text('\'s "b"')), "said’s “b”"),
        ((Text('a&nbsp;"b" \x0234\x03'),), "a&nbsp;“b” \x0234\x03"),
        ((Text("one"), Break(), Text("'two'")), "one ‘two’"),
    ],
)
def test_marks_are_set_by_what_stands_across_inlines(typed: Inlines, expected: str) -> None:
    assert text_of(polish(typed, ENGLISH)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ((Emphasis((Text("oui"),)), Text(" ?")), "oui\u202f?"),
        ((Text("« "), Emphasis((Text("oui"),)), Text(" »:")), "«\u202foui\u202f»\u202f:"),
        ((Text("oui&nbsp;?"),), "oui&nbsp;?"),
        (
            (Text("oui"), Foreign((Text("What? Yes: it is"),), "en"), Text("?")),
            "ouiWhat? Yes: it is\u202f?",
        ),
        ((Text("\x0297\x03\x0258\x03: b"),), "\x0297\x03\x0258\x03: b"),
    ],
)
def test_french_spaces_are_set_across_inlines(typed: Inlines, expected: str) -> None:
    assert text_of(polish(typed, FRENCH)) == expected


@pytest.mark.parametrize(
    "pair", ['"a ', "'a ", 'a" ', "a' ", "'20 ", '5" ', '" ', "' ", "a(", "oui ? ", "1 000 ", "«"]
)
def test_a_long_text_of_marks_takes_no_longer_than_its_length(pair: str) -> None:
    steps: list[int] = []
    for count in (2_000, 4_000):
        calls = 0

        def note(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(note)
        try:
            polish_text(pair * count, FRENCH)
        finally:
            sys.setprofile(None)
        steps.append(calls)

    assert steps[1] < 2.2 * steps[0]


def test_words_of_a_country_come_before_those_of_the_language() -> None:
    words = b"about: roughly {value}\ndouble: [a, b]\nsingle: [c, d]\napostrophe: e\n"
    library = Memory({"templates/words/en-XX.yaml": words + b"space_before: ''\n"})

    assert load(library, "en-XX").about == "roughly {value}"
    assert load(library, "en-YY").about == "about {value}"


def test_a_language_without_words_has_none() -> None:
    assert load_words(Memory({}), "xx", []) is None


def test_a_language_names_what_references_lead_to() -> None:
    assert FRENCH.names == TargetNames("Figure", "Tableau", "Partie", "{letter})")


def test_a_language_may_leave_the_names_of_targets_out() -> None:
    words = b"about: roughly {value}\ndouble: [a, b]\nsingle: [c, d]\napostrophe: e\n"

    assert load(Memory({"templates/words/xx.yaml": words}), "xx").names == TargetNames()


def test_words_that_are_wrong_are_errors_at_their_place() -> None:
    text = (
        b"about: roughly\ndouble: a\nsingle: [c]\napostrophe: e\nspaces: f\n"
        b"boklet: {index: Index}\nalphabet: n, o\n"
    )
    problems: list[Problem] = []

    assert load_words(Memory({"templates/words/xx.yaml": text}), "xx", problems) is None
    assert [f"{problem.span}: {problem.message}" for problem in problems] == [
        "templates/words/xx.yaml:1:8: `roughly` has the wrong form",
        "templates/words/xx.yaml:2:9: a list is expected here, not `a`",
        "templates/words/xx.yaml:3:9: another value is missing",
        "templates/words/xx.yaml:7:11: `n, o` has the wrong form",
        "templates/words/xx.yaml:5:1: unknown key `spaces`",
        "templates/words/xx.yaml:6:1: unknown key `boklet`",
    ]


FRENCH_WORDS = ROOT / "templates" / "words" / "fr.yaml"


def test_no_line_of_octavo_s_french_begins_with_a_mark() -> None:
    said = read_scalars(FRENCH_WORDS)
    assert said
    assert [text for text in said if re.search(r"[ \n][;:?!»](?!})", text)] == []


def read_scalars(file: Path) -> list[str]:
    """Every key and value of a YAML file."""
    events = yaml.parse(file.read_text("utf-8"))
    return [str(event.value) for event in events if isinstance(event, yaml.ScalarEvent)]


def test_the_values_of_facts_are_set_too() -> None:
    files = {
        "publication.yaml": "title: T\nevent: {name: E}\nimprint: {publisher: P}\n"
        "sections: [one.md]\nfacts:\n  height: {value: 5'10\", as_of: June '25}\n",
        "one.md": "---\nid: one\ntitle: One\nkind: chapter\n---\n{{ facts.height }}\n",
    }
    (fact,) = read(Memory({name: text.encode() for name, text in files.items()})).facts

    assert (fact.value, fact.as_of) == ("5′10″", "June ’25")  # noqa: RUF001  the primes


def read_cell(typed: str) -> str:
    """What a cell of a table says."""
    head = "---\nid: one\ntitle: One\nkind: chapter\n---\n\n| A | B |\n|---|---|\n"
    note = "\n\n[^1]: Less.\n" if "[^1]" in typed else ""
    files = {
        "publication.yaml": b"title: T\nlanguage: en-GB\nevent: {name: E, start: 2026-10-03}\n"
        b"imprint: {publisher: P}\nsections: [one.md]\noutputs: [booklet]\n",
        "one.md": f"{head}| a | {typed} |{note}".encode(),
    }
    (table,) = query(read(Memory(files)).sections, Table)
    return "".join(
        text_of((one,)) for one in table.rows[0].cells[1].children if not isinstance(one, Note)
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-7,085.96", "~7,085.96"),
        ("**-3.5 %**", "~3.5 %"),
        ("(-12)", "(~12)"),
        ("-€5", "~€5"),
        ("EUR -5", "EUR ~5"),
        ("-.5", "~.5"),
        ("-4[^1]", "~4"),
        (r"\-7.5", "-7.5"),
        ("`-7.5`", "-7.5"),
        ("5-7", "5-7"),
        ("2026-10-03", "2026-10-03"),
        ("AB-12", "AB-12"),
        ("-5 to -3", "-5 to -3"),
        ("-5-7", "-5-7"),
        ("a -5", "a -5"),
    ],
)
def test_a_hyphen_before_a_number_in_a_cell_is_a_minus(typed: str, said: str) -> None:
    assert read_cell(typed) == said.replace("~", "\N{MINUS SIGN}")
