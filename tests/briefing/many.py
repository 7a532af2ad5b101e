"""Briefings of many random publications: one page each, or a clear error; the best of all choices.

    python tests/briefing/many.py [HOW MANY [FROM WHICH NUMBER]]

Makes publications by number, fits each, and writes every twentieth as a PDF. Where there are few
points, the choice is compared with that of trying all. Prints every fault with its number, then a
summary; the exit status is 0 without faults.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefing.pages import count_pages
from briefing.random_publications import make_random_document
from briefing.test_random import fit_page, is_small, judge_page
from octavo.briefing import BriefingOptions, generate
from octavo.briefing.fit_report import ReportContext
from octavo.files.library import Memory


def judge(number: int) -> tuple[str, bool]:
    """What becomes of publication `number`, `page`, `error` or `fault` and what is wrong; and
    whether every choice of its points was tried."""
    document = make_random_document(number)
    made = fit_page(document)
    if not isinstance(made, ReportContext):
        return ("error" if made == ["FIT001"] else f"fault {made}"), False
    faults = judge_page(made)
    if not faults and number % 20 == 0:
        count = count_pages(generate(document, BriefingOptions(), Memory({})).data)
        faults = [] if count == 1 else [f"{count} pages"]
    return (f"fault {faults[:2]}" if faults else "page"), is_small(made)


def main(count: int, first: int) -> int:
    """The exit status, after `count` publications from number `first` on."""
    found: Counter[str] = Counter()
    compared = 0
    for number in range(first, first + count):
        said, tried = judge(number)
        found[said.split()[0]] += 1
        compared += tried
        if said.startswith("fault"):
            sys.stdout.write(f"{number}: {said}\n")
            sys.stdout.flush()
    summary = ", ".join(f"{name} {times}" for name, times in sorted(found.items()))
    sys.stdout.write(f"{summary}; {compared} compared with trying every choice\n")
    return 1 if found["fault"] else 0


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [2000, 0][len(numbers) :])))
