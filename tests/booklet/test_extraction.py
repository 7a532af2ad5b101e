"""What search and other programs find in a booklet: each word of the source, divided or not."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from booklet.making import Made
from booklet.publications import make_publication
from booklet.reading import list_said, read_nodes
from judges.extractors import PDFIUM, Extractor, count_found, extract
from pdf.reading import read_tree

DIVIDED = re.compile(r"(?<=\w)[-\u00ad\u2010\ufffe]\s*(?=\w)")
"""A hyphen in a word, or at the end of the line that divides it; PDFium has U+FFFE for both."""


def list_words(text: str) -> Counter[str]:
    """The words of a text, those with a hyphen or divided by one in one piece."""
    return Counter(re.findall(r"\w+", DIVIDED.sub("", text.replace("\u2060", ""))))


def read_said(data: bytes) -> str:
    """What the structure tree says, which is what the source says, but for figures."""
    said = list_said(read_nodes(data))
    return "\n".join(text for role, text in said if role != "Figure")


def list_divided(data: bytes) -> list[str]:
    """The words that line ends divide, each once."""
    pieces = "\n".join(re.findall(r'^ *"(.*)"$', read_tree(data), re.M))
    found = re.findall(r"(\w+)\u00ad\s*(\w+)", pieces)
    return sorted({before + after for before, after in found})


def compare(source: Counter[str], found: Counter[str]) -> tuple[list[str], list[str]]:
    """The words of the source that were not found, and what was found of two of them in one."""
    lost = [word for word, count in source.items() if found[word] < count]
    odd = [word for word in found if word not in source]
    ends = ((word, word[:at], word[at:]) for word in odd for at in range(3, len(word) - 2))
    glued = [word for word, before, after in ends if before in source and after in source]
    return lost, glued


@pytest.mark.slow
def test_a_program_takes_out_each_word(
    small: Made, proceedings: Made, extractor: Extractor
) -> None:
    for made in (small, proceedings):
        found = list_words(extract(extractor, made.data))
        assert compare(list_words(read_said(made.data)), found) == ([], [])


@pytest.mark.slow
def test_firefox_finds_each_divided_word(proceedings: Made, pdfjs: tuple[str, Path]) -> None:
    for made in (make_publication("long words"), proceedings):
        words, said = list_divided(made.data), read_said(made.data)
        found = count_found(pdfjs, words, made.data)
        mended = DIVIDED.sub("", said)
        assert words
        assert {w: n for w, n in found.items() if n < mended.count(w)} == {}


def test_a_divided_word_is_one_for_pdfium() -> None:
    """Chromium leaves U+FFFE out when it looks for words."""
    made = make_publication("long words")
    words = list_divided(made.data)
    text = re.sub(r"\ufffe\s*", "", extract(PDFIUM, made.data))
    assert words
    assert [word for word in words if word not in text] == []
