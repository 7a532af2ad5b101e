"""Lists in lists: the numbers that Word shows are those of the booklet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from judges.libreoffice import convert, read_pages
from octavo import Item, Listing, Paragraph, Quote, Text
from octavo.document import Block
from word.making import make
from word.sample import DOCUMENT


def say(text: str, *blocks: Block) -> Item:
    """An item."""
    return Item((Paragraph((Text(text),)), *blocks))


def count(*items: Item, start: int = 1) -> Listing:
    """A list with numbers."""
    return Listing(items, ordered=True, start=start)


def nest(levels: int) -> Listing:
    """Lists in lists, in each of which an item follows the list inside."""
    inner = (nest(levels - 1),) if levels > 1 else ()
    return count(say(f"begin {levels}", *inner), say(f"end {levels}"), start=levels)


@pytest.mark.slow
def test_the_numbers_of_lists_in_lists_go_on_after_the_list_inside(
    libreoffice: str, tmp_path: Path
) -> None:
    quote = Quote((count(say("quoted", count(say("deeper"))), say("again")),))
    section = replace(DOCUMENT.sections[0], blocks=(nest(8), quote))
    file = tmp_path / "lists.docx"
    file.write_bytes(make(replace(DOCUMENT, sections=(section,))))
    pages = read_pages(convert(libreoffice, file, "pdf", tmp_path))
    shown = {" ".join(line.split()) for page in pages for line in page}

    levels = range(1, 9)
    assert {f"{level}. begin {level}" for level in levels} <= shown
    assert {f"{level + 1}. end {level}" for level in levels} <= shown
    assert {"1. quoted", "1. deeper", "2. again"} <= shown
