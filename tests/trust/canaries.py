"""What becomes of the words and pictures of random publications in every output, for every reader.

Each has to be in all files in which it must be, and in none in which it may not be. And nothing is
wrong with any file, whatever real words are hidden in the publication.

    python tests/trust/canaries.py 2000            # publications number 0 to 1999
    python tests/trust/canaries.py 5 --from 40
    python tests/trust/canaries.py 0 --these 17,203  # those that failed, after mending
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from multiprocessing import Pool
from pathlib import Path
from random import Random
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.audit import ExpectedContent, Extract, audit_extracts, expect, extract
from octavo.audit.letters import fold
from octavo.build.making import RECORD, TRACE, find_claims
from octavo.build.manifest import BuiltFile
from octavo.files.library import Memory
from trust.editions import make_all
from trust.hidden_words import hide_words, list_words
from trust.nest import Nest, make_draft
from trust.photographs import read_numbers

WHOLE = ("booklet", "word")
"""The generators that have to show everything."""
MOST_TASKS = 25
"""Publications that one process tries: what it keeps of each, for the files of the next reader, is
of no use to another publication, and grew to 2 GB in a hundred."""
PRESS = ("-print", "-imposed")
"""What the names say of files for a press, which have no alternative texts."""


WHOLE_RUN, PART = 250, 3
"""Publications that are tried in every output; of each further one a third of the outputs is made.
So 2,000 take an hour of a core, and each output is made of more than 800; all of them in all, with
30 files each, would take more than two."""


def find_faults(seed: int) -> list[str]:
    """Each word of publication `seed` that is where it may not be, or is not where it must be.

    And whatever the audit says against a file, for there is nothing to find: real words, which are
    hidden from everyone, prove nothing.
    """
    random = Random(seed)
    draft, nest = make_draft(seed)
    draft = hide_words(draft, list_words(), Random(f"hidden {seed}"), nest)
    library = Memory(nest.files)
    expected = {reader: expect(draft, reader or None, library) for reader in nest.all}
    return [
        f"{seed}: {made.name}: {fault}"
        for made in make_all(draft, library, random, 1 if seed < WHOLE_RUN else PART)
        for fault in judge_made(made, nest, expected[made.audience])
    ]


def judge_made(made: BuiltFile, nest: Nest, expected: ExpectedContent) -> Iterator[str]:
    """What is wrong with one file."""
    extracts = extract(made.name, made.data)
    there = find_words(extracts, made.data, nest)
    for word, readers in nest.may.items():
        if word in there and made.audience not in readers:
            yield f"{nest.channel[word]} `{word}` leaks"
        if word not in there and made.audience in readers and must_say(made, word, nest):
            yield f"{nest.channel[word]} `{word}` is lost"
    claims = find_claims(made.generator, made.name)
    for problem in audit_extracts(made.name, extracts, expected, claims):
        yield str(problem)


def find_words(extracts: tuple[Extract, ...], data: bytes, nest: Nest) -> frozenset[str]:
    """The words of the nest that a file says, and those that stand for pictures in it."""
    said = fold("\n".join(one.text for one in extracts if one.kind != "foul"))
    shown = {nest.numbers.get(number, "") for number in read_numbers(data)}
    return frozenset(word for word in nest.may if word in said) | (shown - {""})


def must_say(made: BuiltFile, word: str, nest: Nest) -> bool:
    """Whether the file has to say the word, if its reader may read it."""
    pressed = any(edition in made.name for edition in PRESS)
    described = nest.channel[word] == "alternative text"
    beside = made.name.endswith((TRACE, RECORD))
    whole = made.generator in WHOLE and not beside
    return whole and word in nest.must and not (pressed and described)


def main() -> int:
    """Try as many publications as asked for, and say what was wrong; 1 when anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--these", default="", help="numbers, in place of a count")
    asked = parser.parse_args()
    seeds = [int(seed) for seed in asked.these.split(",") if seed]
    seeds = seeds or list(range(asked.first, asked.first + asked.count))
    list_words()  # once, before there are several processes
    start, wrong, failed = perf_counter(), 0, list[int]()
    with Pool(2, maxtasksperchild=MOST_TASKS) as pool:
        for done, (seed, faults) in enumerate(pool.imap(try_one, seeds), 1):
            wrong += len(faults)
            failed += [seed] if faults else []
            say(faults)
            if done % 25 == 0 or done == len(seeds):
                say([f"{done} publications, {wrong} faults, {perf_counter() - start:.0f} s"])
    say([f"--these {','.join(map(str, failed))}"] if failed else [])
    return 1 if wrong else 0


def say(lines: Iterable[str]) -> None:
    """Print the lines at once, for whoever watches a run of an hour."""
    for line in lines:
        print(line, flush=True)  # noqa: T201  it is a command


def try_one(seed: int) -> tuple[int, list[str]]:
    """What is wrong with publication `seed`; an exception is a fault too."""
    try:
        return seed, find_faults(seed)
    except Exception as fault:  # a run of hours goes on
        return seed, [f"{seed}: {fault!r}"]


if __name__ == "__main__":
    raise SystemExit(main())
