"""Where a booklet does not say what its source says."""

from __future__ import annotations

from itertools import zip_longest

from booklet.expected import expect_sections
from booklet.making import Made
from booklet.reading import Said, find_sections, list_said, part_notes


def find_fault(made: Made) -> tuple[str, str] | None:
    """Where the first block or note differs from the source: what it says, what it should say."""
    said = [one for part in find_sections(made.data, made.document) for one in list_said(part)]
    blocks, notes = part_notes(said)
    numbers = _number_notes(notes, part_notes(expect_sections(made.document))[1])
    expected, expected_notes = part_notes(expect_sections(made.document, numbers))
    other = find_difference(sorted(notes.items()), sorted(expected_notes.items()))
    return find_difference(blocks, expected) or other


def _number_notes(said: dict[str, str], expected: dict[str, str]) -> list[str]:
    """The number of each note in the order of the text: 1, 2, 3, but for those of figures that
    stand on later pages, which are known by what they say."""
    places = {words: [n for n, text in said.items() if text == words] for words in said.values()}
    free = [str(number + 1) for number in range(len(expected))]
    numbers: list[str] = []
    for words in expected.values():
        number = next((n for n in sorted(places.get(words, ()), key=int) if n in free), free[0])
        free.remove(number)
        numbers.append(number)
    return numbers


def find_difference(blocks: list[Said], expected: list[Said]) -> tuple[str, str] | None:
    """The same of blocks, each from shortly before the place where it begins to differ."""
    for (role, text), (wanted, words) in zip_longest(blocks, expected, fillvalue=("", "")):
        same = (n for n, pair in enumerate(zip(text, words, strict=False)) if len({*pair}) > 1)
        at = max(next(same, min(len(text), len(words))) - 20, 0)
        if (role, text) != (wanted, words):
            return f"{role}: {text[at:][:60]}", f"{wanted}: {words[at:][:60]}"
    return None
