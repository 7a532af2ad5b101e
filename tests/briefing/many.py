"""Briefings of many random publications: one page each, or a clear error.

    python tests/briefing/many.py [HOW MANY [FROM WHICH NUMBER]]

Makes publications by number, fits each, and writes every twentieth as a PDF. Prints every fault
with its number, then a summary; the exit status is 0 without faults.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefing.pages import count_pages
from briefing.random_publications import make_random_document
from briefing.test_random import find_faults
from octavo.briefing import Options, generate
from octavo.library import Memory
from octavo.problem import SourceError


def judge(number: int) -> str:
    """What becomes of publication `number`: `page`, `error`, or `fault` and what is wrong."""
    document = make_random_document(number)
    faults = find_faults(document)
    if faults:
        return f"fault {faults[:2]}"
    if number % 20:
        return "fitted"
    try:
        data = generate(document, Options(), Memory({})).data
    except SourceError:
        return "error"
    return "page" if count_pages(data) == 1 else "fault: more than one page"


def main(count: int, first: int) -> int:
    """The exit status, after `count` publications from number `first` on."""
    found: Counter[str] = Counter()
    for number in range(first, first + count):
        said = judge(number)
        found[said.split()[0]] += 1
        if said.startswith("fault"):
            sys.stdout.write(f"{number}: {said}\n")
            sys.stdout.flush()
    sys.stdout.write(", ".join(f"{name} {times}" for name, times in sorted(found.items())) + "\n")
    return 1 if found["fault"] else 0


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [2000, 0][len(numbers) :])))
