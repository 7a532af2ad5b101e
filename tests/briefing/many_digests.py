"""Digests of many random publications: three full pages or fewer, or a clear error.

A page may be short before a point that is higher than what it has free.

    python tests/briefing/many_digests.py [HOW MANY [FROM WHICH NUMBER]]

Makes publications by number and lays out a digest of each. Prints every fault with its number, then
how many had one page, two, three, or none; the exit status is 0 without faults.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefing.random_publications import make_random_document
from briefing.test_digest import find_faults, lay_out


def main(count: int, first: int) -> int:
    """The exit status, after `count` publications from number `first` on."""
    found: Counter[str] = Counter()
    for number in range(first, first + count):
        document = make_random_document(number)
        faults = find_faults(document)
        found["fault" if faults else f"{len(lay_out(document))} pages"] += 1
        if faults:
            sys.stdout.write(f"{number}: {faults[:2]}\n")
            sys.stdout.flush()
    sys.stdout.write(", ".join(f"{name}: {times}" for name, times in sorted(found.items())) + "\n")
    return 1 if found["fault"] else 0


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [500, 0][len(numbers) :])))
