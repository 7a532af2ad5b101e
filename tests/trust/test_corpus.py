from __future__ import annotations

from trust.corpus import CLASSES, PLACES, read_corpus

CORPUS = read_corpus("en") + read_corpus("fr")


def test_the_corpus_has_more_than_two_hundred_sentences() -> None:
    assert len(CORPUS) > 200


def test_no_sentence_stands_twice() -> None:
    assert len({labelled.sentence for labelled in CORPUS}) == len(CORPUS)


def test_at_least_a_third_only_look_like_attributions() -> None:
    assert sum(not labelled.classes for labelled in CORPUS) * 3 >= len(CORPUS)


def test_only_known_classes_and_places_are_named() -> None:
    assert {name for labelled in CORPUS for name in labelled.classes} == set(CLASSES)
    assert {labelled.place for labelled in CORPUS} == set(PLACES)


def test_the_halves_are_halves() -> None:
    held_out = sum(labelled.half == "held out" for labelled in CORPUS)

    assert 0.45 <= held_out / len(CORPUS) <= 0.55
