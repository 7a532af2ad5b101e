"""Every built-in language has all that English has, and what a new one lacks is told at once."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast
from zipfile import ZipFile

import pytest
import yaml
from pypdfium2 import PdfDocument

from architecture import ROOT, modules
from engine.outputs import replace_text
from made_up_words import VOWELS, make_up, make_up_words
from octavo.build.steps import publish, review
from octavo.document import Event
from octavo.document.problem import Problem, SourceError
from octavo.docx.words import load_words
from octavo.files.library import Folder, Memory
from octavo.fonts.hyphenation import hyphenate
from octavo.style.dates import format_dates
from octavo.style.language_file import list_lacking
from octavo.style.numbers import format_number
from octavo.style.phrase_names import list_given, list_names
from octavo.style.words import (
    bind_words,
    find_conventions,
    load_conventions,
    load_words as load_language,
)

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
OPTIONAL = ("space_", "units", "groups", "elided", "numbers", "alphabet", "ends_", "hyphenation")
"""How keys begin that a language need not have."""


def list_phrases(language: str) -> dict[str, str]:
    """Each phrase of the file of a language, by the keys that lead to it."""

    def walk(value: object, path: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, inner in cast("dict[str, object]", value).items():
                yield from walk(inner, f"{path}.{key}")
        elif not path.startswith(OPTIONAL, 1):
            yield path, str(value)

    file = ROOT / "templates" / "words" / f"{language}.yaml"
    return dict(walk(yaml.safe_load(file.read_text("utf-8")), ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_phrase(language: str) -> None:
    english, own = list_phrases("en"), list_phrases(language)
    assert own.keys() == english.keys()
    assert {key for key, text in own.items() if not text} == {
        key for key, text in english.items() if not text
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_lacks_nothing(language: str) -> None:
    assert list_lacking(Memory({}), language) == ()
    assert load_words(Memory({}), "templates/word", language).sentence_end == "."
    word = "international" if language == "en" else "internationali"
    assert hyphenate(word, find_conventions(language))


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en-GB", "28–30 April 2025"),
        ("en-US", "April 28–30, 2025"),
        ("de", "28.–30. April 2025"),
        ("es", "28–30 de abril de 2025"),
        ("pl", "28–30 kwietnia 2025"),
        ("pt", "28–30 de abril de 2025"),
        ("hu", "2025. április 28.–30."),
    ],
)
def test_days_of_a_month_are_joined_as_the_language_writes_them(language: str, days: str) -> None:
    event = Event("A conference", start=date(2025, 4, 28), end=date(2025, 4, 30))
    assert format_dates(event, language) == days


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en-US", "April 28 – May 2, 2025"),
        ("es", "28 de abril – 2 de mayo de 2025"),
        ("hu", "2025. április 28. – május 2."),
    ],
)
def test_the_year_of_two_months_is_said_once(language: str, days: str) -> None:
    event = Event("A conference", start=date(2025, 4, 28), end=date(2025, 5, 2))
    assert format_dates(event, language) == days


def test_what_a_new_language_lacks_is_told_at_once(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "language: en-GB", "language: sv-FI")
    write_words(folder, "sv", {"double": ["”", "”"], "booklet": {"index": "Register"}})

    (found,) = [problem for problem in review(folder)[1] if problem.code == "SRC008"]
    assert found.message == "words for the language `sv-FI` are missing"
    assert found.hint.startswith("supply in `templates/words/sv.yaml`: `about`, `single`, ")
    assert "`booklet.contents`, `booklet.figures`" in found.hint
    assert "`booklet.index`" not in found.hint
    assert "`word`, `briefing`, `digest`, `comparison`; or choose" in found.hint


@pytest.mark.slow
def test_words_in_a_folder_where_none_are_read_are_refused(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", "[booklet]")
    (folder / "templates" / "booklet").mkdir(parents=True)
    (folder / "templates" / "booklet" / "words.en.yaml").write_text("contents: What is in it")

    (found,) = [p for p in review(folder)[1] if p.severity.value == "error"]
    assert found.message == "words in `templates/booklet/words.en.yaml` are not read"
    assert found.hint == "move what it says to `templates/words/en.yaml`, under `booklet:`"


def test_a_rule_that_nobody_knows_is_an_error_at_its_place(folder: Path) -> None:
    write_words(folder, "en", {"locale": "qqq", "hyphenation": {"patterns": "qqq"}})

    told = [str(problem) for problem in review(folder)[1] if problem.code == "SRC008"]
    assert [line.partition("\n")[0] for line in told] == [
        "templates/words/en.yaml:2:13: error: there are no patterns `qqq` [SRC008]",
        "templates/words/en.yaml:3:9: error: there is no locale `qqq` [SRC008]",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"numbers": {"decimal": ""}}, "`` has the wrong form"),
        ({"numbers": {"decimal": "5"}}, "`5` has the wrong form"),
        ({"numbers": {"decimal": " "}}, "` ` has the wrong form"),
        ({"numbers": {"thousands": "abc"}}, "`abc` has the wrong form"),
        ({"numbers": {"thousands": ""}}, "`` has the wrong form"),
        ({"numbers": {"decimal": ","}}, "units and thousands have one mark, `,`"),
        ({"numbers": {"decimal": "'", "thousands": "'"}}, "units and thousands have one mark, `'`"),
        ({"space_before": "abc"}, "`abc` has the wrong form"),
        ({"space_after": " "}, "` ` has the wrong form"),
    ],
)
def test_marks_that_make_numbers_or_words_unreadable_are_refused(
    words: object, message: str
) -> None:
    problems: list[Problem] = []
    data = yaml.safe_dump(words, allow_unicode=True).encode()

    assert load_language(Memory({"templates/words/en-GB.yaml": data}), "en-GB", problems) is None
    assert [problem.message for problem in problems] == [message]
    assert problems[0].hint


def test_what_a_file_of_a_country_empties_is_told_there(folder: Path) -> None:
    (folder / "templates" / "words").mkdir(parents=True)
    (folder / "templates" / "words" / "en-GB.yaml").write_text("booklet:\n  contents:\n")

    (found,) = [problem for problem in review(folder)[1] if problem.code == "SRC008"]
    assert str(found.span) == "templates/words/en-GB.yaml:2:3"
    assert found.hint.startswith("supply in `templates/words/en-GB.yaml`: `booklet.contents`;")


@pytest.mark.parametrize(
    ("words", "code", "place"),
    [
        ({"booklet": {"contents": "\N{BRAILLE PATTERN DOTS-12}"}}, "TYP001", "2:13"),
        ({"lists": {"continued": "目次"}}, "TYP002", "2:14"),
        ({"booklet": {"contents": "目"}}, "TYP001", "2:13"),
    ],
)
def test_a_character_that_nothing_can_set_is_told_in_the_file_of_words(
    folder: Path, words: object, code: str, place: str
) -> None:
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", "[booklet]")
    write_words(folder, "en-GB", words)

    found = {(p.code, str(p.span)) for p in review(folder)[1] if p.severity.value == "error"}
    assert found == {(code, f"templates/words/en-GB.yaml:{place}")}


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("By {{ publisher", "unexpected end of template, expected 'end of print statement'."),
        ("{{ nobody }}", "it is given no `nobody`"),
        ("{% if year %}{{ year }}{% else %}{{ nobody }}{% endif %}", "it is given no `nobody`"),
        ("{{ publisher.town }}", "it is given no `publisher.town`"),
        ("{{ publisher | reverse }}", "a phrase has no filter `reverse`"),
    ],
)
def test_check_finds_a_phrase_that_no_build_can_fill(folder: Path, phrase: str, fault: str) -> None:
    write_words(folder, "en", {"booklet": {"published": phrase}})

    (found,) = [problem for problem in review(folder)[1] if problem.severity.value == "error"]
    assert (found.code, str(found.span)) == ("TPL002", "templates/words/en.yaml:2:14")
    assert found.message.startswith(f"the phrase `published` cannot be filled: {fault}")


@pytest.mark.parametrize("section", ["briefing", "digest"])
def test_check_finds_such_a_phrase_in_every_section(folder: Path, section: str) -> None:
    own = {"head": "{{ nobody }}"}
    write_words(folder, "en", {section: {"house": own} if section == "briefing" else own})

    (found,) = [problem for problem in review(folder)[1] if problem.severity.value == "error"]
    assert found.message == "the phrase `head` cannot be filled: it is given no `nobody`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_ours_asks_for_what_the_english_one_is_not_given(language: str) -> None:
    for path, text in list_phrases(language).items():
        keys = tuple(path[1:].split("."))
        assert "{{" not in text or list_names(text) <= list_given(keys), path


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "# nothing yet\n", "booklet:\n"])
def test_a_file_that_says_nothing_changes_nothing(folder: Path, text: str) -> None:
    before = review(folder)[1]
    write_words(folder, "en-GB", {})
    (folder / "templates" / "words" / "en-GB.yaml").write_text(text)

    assert review(folder)[1] == before


def test_a_file_that_is_no_mapping_is_told_at_its_place(folder: Path) -> None:
    write_words(folder, "en-GB", ["booklet"])

    place = r"^templates/words/en-GB.yaml:1:1: error: keys with values are expected here, not a "
    with pytest.raises(SourceError, match=place):
        review(folder)


LONG = "What those who read no more than a single line of it should know of"


def test_a_house_s_words_are_printed_in_as_many_lines_as_they_need(
    folder: Path, tmp_path: Path
) -> None:
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", "[booklet]")
    keys = ("contents", "figures", "key_messages", "abbreviations", "photos", "index")
    words = {key: f"{LONG} {key.removeprefix('key_')}" for key in keys}
    write_words(folder, "en", {"booklet": words})
    section = folder / "03-policy.md"
    section.write_text(f"{section.read_text()}\nThe [keystone]{{.index}} of it.\n")

    publish(folder, tmp_path / "build")
    said = re.sub(r"\s+", " ", read_file(tmp_path / "build" / "small" / "small.pdf")).upper()
    assert [key for key in keys if words[key].upper() not in said] == []


def write_words(folder: Path, language: str, words: object) -> None:
    """Give the publication in `folder` its own file for a language."""
    (folder / "templates" / "words").mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(words, allow_unicode=True)
    (folder / "templates" / "words" / f"{language}.yaml").write_text(text, encoding="utf-8")


def test_numbers_have_the_marks_of_the_language_s_file() -> None:
    words = b"numbers: {decimal: ',', thousands: \"'\", grouped_from: 5}\n"
    own = load_conventions(Memory({"templates/words/en.yaml": words}), "en-GB")

    assert format_number(-1234.5, own) == "\u22121234,5"
    assert format_number(12345.6, own) == "12'345,6"
    assert format_number(12345.6, find_conventions("en-GB")) == "12,345.6"


def test_the_word_version_binds_polish_words_of_one_letter_to_the_next() -> None:
    polish, english = find_conventions("pl"), find_conventions("en")
    assert bind_words("Był w domu i z psem (a my?) L.O.T. w", polish) == (
        "Był w\u00a0domu i\u00a0z\u00a0psem (a\u00a0my?) L.O.T. w"
    )
    assert bind_words("I was in a house", english) == "I was in a house"


def test_the_days_of_a_language_may_be_those_of_another_locale(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", "[booklet, word]")
    write_words(folder, "en", {"locale": "fi"})

    assert [p for p in review(folder)[1] if p.severity.value == "error"] == []
    finnish = load_conventions(Folder(folder), "en-GB").locale
    event = Event("A conference", start=date(2025, 4, 28), end=date(2025, 4, 30))
    assert format_dates(event, finnish) == "28.–30. huhtikuuta 2025"


def test_no_module_has_words_of_a_language_by_its_tag() -> None:
    """Whoever adds a language adds a file: no code asks which one it is."""
    codes = "|".join({*LANGUAGES} - {"en"})
    tag = re.compile(rf"(?:{codes})(?:-[A-Z]{{2}})?")
    places = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and tag.fullmatch(node.value)
    ]
    assert places == []


def test_no_other_template_is_for_one_language() -> None:
    """But the patterns of attribution: `octavo check` looks with them, and nothing prints them."""
    folders = {
        path.relative_to(ROOT / "templates").parts[0]
        for path in (ROOT / "templates").rglob("*.yaml")
        if {*path.name.split(".")} & {*LANGUAGES}
    }
    assert folders == {"words", "attribution"}


@pytest.mark.slow
def test_a_publication_brings_a_language_with_one_file(folder: Path, tmp_path: Path) -> None:
    replace_text(folder, "publication.yaml", "language: en-GB", "language: sv")
    outputs = "[booklet, word, briefing, briefing-word, digest]"
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", outputs)
    write_words(folder, "sv", yaml.safe_load(make_up_words("sv")))

    publish(folder, tmp_path / "build")
    files = sorted((tmp_path / "build" / "small").glob("*.[pd]*"))
    said = {path.name: read_file(path) for path in files}
    assert len(said) == 8
    for phrase in ("Contents", "Abbreviations", "Key messages", "For decision", "Publisher: "):
        assert [name for name, text in said.items() if phrase in text] == []
        made_up = make_up(phrase, VOWELS["sv"])
        assert [name for name, text in said.items() if made_up in text], phrase
    assert "28–30 april 2025" in said["small.pdf"]


def read_file(path: Path) -> str:
    """The words of a PDF or a Word file."""
    if path.suffix == ".pdf":
        with PdfDocument(path) as document:
            return " ".join(page.get_textpage().get_text_bounded() for page in document)
    with ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name[-3:] == "xml"]
    return re.sub("<[^>]*>", "", " ".join(parts))


@pytest.mark.slow
@pytest.mark.parametrize("language", [*LANGUAGES, "pt-BR"])
def test_everything_is_built_in_each_language(folder: Path, tmp_path: Path, language: str) -> None:
    replace_text(folder, "publication.yaml", "language: en-GB", f"language: {language}")
    outputs = "[booklet, word, briefing, briefing-word, digest]"
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", outputs)

    publish(folder, tmp_path / "build")
    assert len(list((tmp_path / "build" / "small").glob("*.pdf"))) == 5
