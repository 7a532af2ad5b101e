from __future__ import annotations

from pathlib import Path

import pytest

from octavo.checks.plain import flatten
from octavo.checks.speech import Probe
from octavo.checks.voices import find_attributions, load_detector
from octavo.document import Person
from octavo.files.library import Memory
from trust.attribution_figures import (
    ANY,
    FORBIDDEN,
    list_matches,
    list_summaries,
    make_detector,
    measure,
    write_figures,
)
from trust.corpus import SUMMARISED, SUMMARY_KINDS, read_afterwards, read_summaries

LEAST = {"en": 280, "fr": 120}
ALL = tuple(one for name in SUMMARISED for one in (*read_summaries(name), *read_afterwards(name)))


@pytest.mark.parametrize("language", SUMMARISED)
def test_every_language_has_summaries_enough(language: str) -> None:
    assert len(read_summaries(language)) >= LEAST[language]
    assert {one.kind for one in read_summaries(language)} == set(SUMMARY_KINDS)


def test_no_sentence_of_a_summary_stands_twice() -> None:
    assert len({one.sentence for one in ALL}) == len(ALL)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["held out", "afterwards"])
@pytest.mark.parametrize("language", SUMMARISED)
def test_nine_in_ten_are_found_and_few_others(language: str, part: str) -> None:
    figures = measure(list_summaries((language,), part))

    assert figures[ANY].recall >= 0.9
    assert figures[ANY].precision >= 0.92
    assert all(figures[kind].recall >= 0.8 for kind in SUMMARY_KINDS)


@pytest.mark.slow
def test_the_figures_of_summaries_in_the_document_are_those_of_the_command() -> None:
    document = Path(__file__).parents[2] / "docs" / "attribution.md"

    assert write_figures() in document.read_text(encoding="utf-8")


@pytest.mark.slow
def test_no_pattern_fits_a_text_without_the_words_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = [list_matches(one) for one in ALL]

    def fit(_: Probe, _words: frozenset[str]) -> bool:
        return True

    monkeypatch.setattr(Probe, "may_fit", fit)

    for one, found in zip(ALL, quick, strict=True):
        matches = find_attributions(flatten(one.sentence), make_detector(one.language), FORBIDDEN)
        assert tuple(f"{match.kind}: {match.words}" for match in matches) == found


NAMED = ("Юрий Образцов", "Jürgen Müsterlich", "Zoë O'Dummy", "Max van der Dummy")


@pytest.mark.parametrize(
    "text",
    [
        "Obraztsov opened the session.",
        "Obrazcov opened the session.",
        "M u s t e r l i c h was there.",
        "Yuri Obraz-tsov was there.",
        "Muesterlich spoke.",
        "Mu\N{CYRILLIC SMALL LETTER DZE}terlich spoke.",
        "ODummy spoke.",
    ],
)
def test_a_registered_name_is_found_however_it_is_written(text: str) -> None:
    detector = load_detector(Memory({}), "en", tuple(map(Person, NAMED)))

    matches = find_attributions(flatten(text), detector, {"identity"})

    assert [match.kind for match in matches] == ["identity"]


@pytest.mark.parametrize(
    "text", ["Dummy runs took place.", "The musterlich was empty.", "Obraztsova is another name."]
)
def test_a_word_like_a_registered_name_is_none(text: str) -> None:
    detector = load_detector(Memory({}), "en", tuple(map(Person, NAMED)))

    assert list(find_attributions(flatten(text), detector, {"identity"})) == []
