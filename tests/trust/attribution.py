"""How much of what ties words to a person the guard finds, and how much of what it finds is so.

The sentences and what is in them stand in tests/trust/corpus. Of each kind of finding, recall is
the part of the sentences with it in which it was found, precision the part of the sentences in
which it was found that have it. `any` counts a sentence in which anything was found.

    python tests/trust/attribution.py             # the table
    python tests/trust/attribution.py --wrong     # and the sentences of the tuning half that fail
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

if __name__ == "__main__":
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.checks.plain import flatten, flatten_name
from octavo.checks.voices import AttributionDetector, find_attributions, load_detector
from octavo.document import Person
from octavo.files.library import Memory
from octavo.source.schema import People
from trust.corpus import (
    CLASSES,
    HALVES,
    HERE,
    LANGUAGES,
    REPORTED,
    Labelled,
    Part,
    read_corpus,
    read_reports,
)

ANY = "any"


@dataclass(frozen=True, slots=True)
class Score:
    """How often a kind of finding was found, missed, or found where it is not."""

    found: int
    missed: int
    mistaken: int

    @property
    def recall(self) -> float:
        """The part that was found of what is there."""
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        """The part that is there of what was found."""
        return self.found / max(1, self.found + self.mistaken)


@lru_cache(len(LANGUAGES))
def make_ear(language: str) -> AttributionDetector:
    """The guard of `check`, with the register of the corpus."""
    listed = yaml.safe_load((HERE / "people.yaml").read_text(encoding="utf-8"))
    people = (
        Person(one.name, tuple(one.posts), tuple(one.organisations), tuple(one.aliases))
        for one in People(people=listed).people
    )
    return load_detector(Memory({}), language, tuple(people))


@lru_cache(1000)
def hear(labelled: Labelled) -> frozenset[str]:
    """The kinds of findings in a sentence."""
    plain = (flatten_name if labelled.place == "file" else flatten)(labelled.sentence)
    kinds = [name for name in CLASSES if name != "caption" or labelled.place == "caption"]
    return frozenset(
        tie.kind for tie in find_attributions(plain, make_ear(labelled.language), kinds)
    )


def list_sentences(languages: Iterable[str], half: Part) -> Iterator[Labelled]:
    """The sentences of one half."""
    for language in languages:
        yield from (one for one in read_corpus(language) if one.part == half)


def score(sentences: Iterable[Labelled]) -> dict[str, Score]:
    """The score of each kind of finding, and of `any`."""
    pairs = [(labelled.classes, hear(labelled)) for labelled in sentences]
    scores = {
        name: _count([(name in wanted, name in heard) for wanted, heard in pairs])
        for name in CLASSES
    }
    return {**scores, ANY: _count([(bool(wanted), bool(heard)) for wanted, heard in pairs])}


def _count(pairs: list[tuple[bool, bool]]) -> Score:
    return Score(*(pairs.count(pair) for pair in ((True, True), (True, False), (False, True))))


def write_table() -> str:
    """The scores of both halves, all languages together and each by itself, as Markdown."""
    lines = [
        "| part | language | finding | sentences | recall | precision |",
        "|---|---|---|--:|--:|--:|",
    ]
    for half in HALVES:
        lines += _list_rows(half, "all", score(list_sentences(LANGUAGES, half)), (*CLASSES, ANY))
        for language in LANGUAGES:
            scores = score(list_sentences((language,), half))
            lines += _list_rows(half, language, scores, ("attribution", ANY))
    for language in REPORTED:
        scores = score(read_reports(language))
        lines += _list_rows("reports", language, scores, ("attribution", ANY))
    return "\n".join(lines)


def _list_rows(
    part: Part, language: str, scores: Mapping[str, Score], names: Iterable[str]
) -> Iterator[str]:
    for name in names:
        one = scores[name]
        cells = (part, language, name, str(one.found + one.missed))
        precision = f"{one.precision:.1%}" if one.found + one.mistaken else "nothing found"
        yield f"| {' | '.join((*cells, f'{one.recall:.1%}', precision))} |"


def list_wrong() -> Iterator[str]:
    """The sentences of the tuning half in which too much or too little is found."""
    for labelled in list_sentences(LANGUAGES, "tuning"):
        heard = hear(labelled)
        if heard != labelled.classes:
            missed, mistaken = sorted(labelled.classes - heard), sorted(heard - labelled.classes)
            yield f"missed {missed}, mistaken {mistaken}: {labelled.sentence}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    wrong: bool = parser.parse_args().wrong
    print("\n".join([write_table(), *(list_wrong() if wrong else ())]))  # noqa: T201  it is a command
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
