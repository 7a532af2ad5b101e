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
from collections.abc import Iterable, Iterator
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
from trust.corpus import CLASSES, HALVES, HERE, LANGUAGES, Half, Labelled, read_corpus

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


@lru_cache(2)
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


def list_sentences(languages: Iterable[str], half: Half) -> Iterator[Labelled]:
    """The sentences of one half."""
    for language in languages:
        yield from (one for one in read_corpus(language) if one.half == half)


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
    """The scores of both halves, English and French together and apart, as Markdown."""
    lines = [
        "| half | language | finding | sentences | recall | precision |",
        "|---|---|---|--:|--:|--:|",
    ]
    for half in HALVES:
        for languages in (LANGUAGES, *((language,) for language in LANGUAGES)):
            scores = score(list_sentences(languages, half))
            whole = languages == LANGUAGES
            for name, one in scores.items() if whole else [(ANY, scores[ANY])]:
                cells = (half, ", ".join(languages), name, str(one.found + one.missed))
                rates = (f"{one.recall:.1%}", f"{one.precision:.1%}")
                lines.append(f"| {' | '.join((*cells, *rates))} |")
    return "\n".join(lines)


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
