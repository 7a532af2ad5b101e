from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from trust.attribution import ANY, list_sentences, score, write_table
from trust.corpus import CLASSES, HALVES, LANGUAGES, PLACES, REPORTED, read_corpus, read_reports

pytestmark = pytest.mark.slow

CORPUS = tuple(one for language in LANGUAGES for one in read_corpus(language))


def test_every_language_has_sentences_enough() -> None:
    assert len(CORPUS) > 700
    assert all(len(read_corpus(language)) > 60 for language in LANGUAGES)


def test_no_sentence_stands_twice() -> None:
    assert len({labelled.sentence for labelled in CORPUS}) == len(CORPUS)


def test_at_least_a_third_only_look_like_attributions() -> None:
    assert sum(not labelled.classes for labelled in CORPUS) * 3 >= len(CORPUS)


def test_only_known_classes_and_places_are_named() -> None:
    assert {name for labelled in CORPUS for name in labelled.classes} == set(CLASSES)
    assert {labelled.place for labelled in CORPUS} == set(PLACES)


def test_the_halves_are_halves() -> None:
    held_out = sum(labelled.part == "held out" for labelled in CORPUS)

    assert 0.45 <= held_out / len(CORPUS) <= 0.55


LEVELS = {"identity": 0.96, "post": 1, "affiliation": 0.88, "attribution": 0.96, "any": 0.98}
"""What the half held out has reached; rarer findings stand in the table alone."""


@pytest.mark.parametrize("name", LEVELS)
def test_the_guard_keeps_the_level_it_reached_on_the_half_held_out(name: str) -> None:
    reached = score(list_sentences(LANGUAGES, "held out"))[name]

    assert min(reached.recall, reached.precision) >= LEVELS[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guard_keeps_its_level_in_each_language(language: str) -> None:
    reached = score(list_sentences((language,), "held out"))

    assert min(reached[ANY].recall, reached[ANY].precision) >= 0.94
    assert min(reached["attribution"].recall, reached["attribution"].precision) >= 0.86


@pytest.mark.parametrize("language", REPORTED)
def test_reports_raise_no_false_alarm(language: str) -> None:
    assert score(read_reports(language))[ANY].mistaken == 0


@pytest.mark.parametrize("name", [*CLASSES, ANY])
def test_every_kind_of_finding_is_mostly_right_on_both_halves(name: str) -> None:
    for half in HALVES:
        reached = score(list_sentences(LANGUAGES, half))[name]
        assert min(reached.recall, reached.precision) >= 0.88


def test_the_figures_in_the_document_are_those_of_the_command() -> None:
    document = Path(__file__).parents[2] / "docs" / "attribution.md"

    assert write_table() in document.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_has_the_name_of_the_plurals_of_another(language: str) -> None:
    file = Path("templates") / "attribution" / f"{language}.yaml"
    lists = yaml.safe_load(file.read_text(encoding="utf-8"))["lists"]

    assert [name for name in lists if f"{name}s" in lists] == []
