"""How much of what tells who spoke the guard finds in sentences as meeting summaries have them.

The sentences stand in tests/trust/corpus/*-summaries.txt, each with its kind. Of each kind, recall
is the part of those that tell who spoke in which anything is found, precision the part of those in
which anything is found that tell it.

    python tests/trust/attribution_figures.py                       # the table
    python tests/trust/attribution_figures.py --wrong               # what fails in the tuning half
    python tests/trust/attribution_figures.py --given FOLDER        # another set, with its register
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.checks.plain import flatten
from octavo.checks.voices import AttributionDetector, find_attributions, load_detector
from octavo.document import Person
from octavo.files.library import Memory
from octavo.source.schema import People
from trust.corpus import (
    HALVES,
    HERE,
    SUMMARISED,
    SUMMARY_KINDS,
    Summarised,
    read_afterwards,
    read_summaries,
)

FORBIDDEN = ("identity", "post", "affiliation", "attribution", "descriptor")
"""What the Chatham House Rule forbids in a text; a quotation alone is no tie to anybody."""
ANY = "any"
PARTS = (*HALVES, "afterwards", "fresh")


@dataclass(frozen=True, slots=True)
class Figures:
    """How often something was found, missed, or found where nothing is."""

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


def read_register(file: Path) -> tuple[Person, ...]:
    """The people of a register."""
    listed = People(people=yaml.safe_load(file.read_text(encoding="utf-8"))).people
    return tuple(
        Person(one.name, tuple(one.posts), tuple(one.organisations), tuple(one.aliases))
        for one in listed
    )


@lru_cache(len(SUMMARISED))
def make_detector(language: str) -> AttributionDetector:
    """The guard of `check`, with the register of the summaries."""
    return load_detector(Memory({}), language, read_register(HERE / "summaries-people.yaml"))


@lru_cache(1000)
def list_matches(one: Summarised) -> tuple[str, ...]:
    """What is found in a sentence, as kind and words."""
    plain = flatten(one.sentence)
    matches = find_attributions(plain, make_detector(one.language), FORBIDDEN)
    return tuple(f"{match.kind}: {match.words}" for match in matches)


def list_summaries(languages: Iterable[str], half: str) -> tuple[Summarised, ...]:
    """The sentences of one half."""
    read = (one for name in languages for one in (*read_summaries(name), *read_afterwards(name)))
    return tuple(one for one in read if one.part == half)


def measure(sentences: Iterable[Summarised]) -> dict[str, Figures]:
    """The figures of each kind, and of `any`."""
    pairs = [(one.kind, one.breach, bool(list_matches(one))) for one in sentences]
    kinds = {kind: [pair[1:] for pair in pairs if pair[0] == kind] for kind in SUMMARY_KINDS}
    kinds[ANY] = [pair[1:] for pair in pairs]
    return {
        kind: Figures(*(listed.count(one) for one in ((True, True), (True, False), (False, True))))
        for kind, listed in kinds.items()
    }


def write_figures() -> str:
    """The figures of both halves, as Markdown."""
    rows = (
        _write_row(half, language, kind, figures)
        for half in PARTS
        for language in SUMMARISED
        for kind, figures in measure(list_summaries((language,), half)).items()
    )
    head = ("| part | language | kind | tell | recall | precision |", "|---|---|---|--:|--:|--:|")
    return "\n".join((*head, *rows))


def _write_row(half: str, language: str, kind: str, figures: Figures) -> str:
    cells = (half, language, kind, str(figures.found + figures.missed))
    return f"| {' | '.join(cells)} | {figures.recall:.1%} | {figures.precision:.1%} |"


def list_wrong(half: str) -> Iterator[str]:
    """The sentences of a half in which too much or too little is found."""
    for one in list_summaries(SUMMARISED, half):
        if one.breach != bool(list_matches(one)):
            found = "; ".join(list_matches(one)) or "nothing"
            yield f"{one.language} {one.kind}: {one.sentence} [{found}]"


def list_given(folder: Path) -> Iterator[str]:
    """Figures and failures of another set: `sentences.tsv` and `people.yaml`."""
    people = read_register(folder / "people.yaml")
    with (folder / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    counts = [0, 0, 0]
    for row in rows:
        detector = load_detector(Memory({}), row["language"], people)
        captions = ("caption",) if "caption" in row["kind"] else ()
        kinds: tuple[str, ...] = (*FORBIDDEN, "quotation", *captions)
        found = list(find_attributions(flatten(row["sentence"]), detector, kinds))
        breach = row["label"] == "breach"
        if breach or found:
            counts[0 if breach and found else 1 if breach else 2] += 1
        if breach != bool(found):
            words = "; ".join(f"{match.kind}: {match.words}" for match in found) or "nothing"
            yield f"{row['kind']}: {row['sentence']} [{words}]"
    figures = Figures(*counts)
    yield f"{len(rows)} sentences: recall {figures.recall:.1%}, precision {figures.precision:.1%}"


def main() -> int:
    """Print the table, or what fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--given", type=Path)
    options = parser.parse_args()
    given: Path | None = options.given
    wrong: bool = options.wrong
    lines = list_given(given) if given else list_wrong("tuning") if wrong else (write_figures(),)
    print("\n".join(lines))  # noqa: T201  it is a command
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
