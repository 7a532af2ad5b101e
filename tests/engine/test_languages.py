"""Every built-in language has all that English has, and what a new one lacks is told at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
import yaml

from architecture import ROOT
from engine.outputs import replace_text
from octavo.build.steps import publish, review
from octavo.document import Event
from octavo.docx.words import load_words
from octavo.files.library import Folder, Memory
from octavo.fonts.hyphenation import hyphenate
from octavo.style.dates import format_dates
from octavo.style.languages import list_lacking

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
FILES = sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*words.en.yaml")
)


def list_phrases(file: str) -> Iterator[tuple[str, str]]:
    """Each phrase of a file of words, by the keys that lead to it."""

    def walk(value: object, path: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, inner in cast("dict[str, object]", value).items():
                yield from walk(inner, f"{path}.{key}")
        else:
            yield path, str(value)

    yield from walk(yaml.safe_load((ROOT / file).read_text("utf-8")), "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_language_has_every_phrase(file: str, language: str) -> None:
    english, own = dict(list_phrases(file)), dict(list_phrases(file.replace("en.", f"{language}.")))
    assert own.keys() == english.keys()
    assert {key for key, text in own.items() if not text} == {
        key for key, text in english.items() if not text
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_lacks_nothing(language: str) -> None:
    assert list_lacking(Memory({}), language) == ()
    assert load_words(Memory({}), language).sentence_end == "."
    assert hyphenate("international" if language == "en" else "internationali", language)


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

    problems = review(folder)[1]
    (found,) = [problem for problem in problems if problem.code == "SRC008"]
    assert found.message == "there are no words for the language `sv-FI`"
    for lacking in (
        "`templates/words/sv.yaml`",
        "`templates/booklet/words.sv.yaml`",
        "`templates/briefing/executive/words.sv.yaml`",
        "`templates/digest/words.sv.yaml`",
        "`sv:` in `templates/word/words.yaml`",
    ):
        assert lacking in found.hint


def test_a_word_file_does_not_fall_back_on_english(folder: Path) -> None:
    words = folder / "templates" / "words" / "sv.yaml"
    words.parent.mkdir(parents=True)
    words.write_bytes((ROOT / "templates/words/en.yaml").read_bytes())
    replace_text(folder, "publication.yaml", "language: en-GB", "language: sv")
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", "[word]")

    (found,) = [p for p in review(folder)[1] if p.severity.value == "error"]
    assert (found.code, "no words for the language `sv`" in found.message) == ("TPL001", True)
    assert "templates/words/sv.yaml" not in found.hint
    assert "`templates/words/sv.yaml`" not in list_lacking(Folder(folder), "sv")


@pytest.mark.slow
@pytest.mark.parametrize("language", [*LANGUAGES, "pt-BR"])
def test_everything_is_built_in_each_language(folder: Path, tmp_path: Path, language: str) -> None:
    replace_text(folder, "publication.yaml", "language: en-GB", f"language: {language}")
    outputs = "[booklet, word, briefing, briefing-word, digest]"
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", outputs)

    publish(folder, tmp_path / "build")
    assert len(list((tmp_path / "build" / "small").glob("*.pdf"))) == 5
