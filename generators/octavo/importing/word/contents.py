"""Contents that somebody typed: lines with a page number at their end, which say headings again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.importing.word.paragraphs import StoryItem, WordParagraph

LEAST = 3
"""Lines that make contents. Two with a number at their end may be anything, such as two sums."""
_LINE = re.compile(
    r"\s*(\S.*?)(?:\s*\t\s*|\s*[.…]{3,}\s*|\s*(?:\. ){3,}\s*)(\d{1,4}|[ivxlc]{1,6})\s*"
)
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?[\s–-]+")


def find_typed_contents(items: Sequence[StoryItem]) -> frozenset[int]:
    """The places of lines that are contents: their pages rise, and at least half of their names
    stand again in a paragraph of their own."""
    said = {
        _plain(one.words)
        for one in items
        if isinstance(one, WordParagraph) and not _LINE.fullmatch(one.words)
    }
    found: set[int] = set()
    for run in _list_runs(items):
        names = [_plain(name) for _, name, _ in run]
        pages = [int(page) for _, _, page in run if page.isdecimal()]
        again = sum(1 for name in names if name in said)
        if len(run) >= LEAST and pages == sorted(pages) and again * 2 >= len(run):
            found.update(at for at, _, _ in run)
    return frozenset(found)


def _list_runs(items: Sequence[StoryItem]) -> Iterator[list[tuple[int, str, str]]]:
    """Neighbouring lines that end in a page number: the place, name and page of each."""
    run: list[tuple[int, str, str]] = []
    for at, one in enumerate(items):
        line = _LINE.fullmatch(one.words) if isinstance(one, WordParagraph) else None
        if line:
            run.append((at, line[1], line[2]))
        else:
            yield run
            run = []
    yield run


def _plain(text: str) -> str:
    """The words of a heading without its number, in small letters."""
    return " ".join(_NUMBER.sub("", text.strip(), count=1).split()).casefold()
