"""One theme for the PDF and the Word version: what is changed in it changes in both."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pytest

from booklet.making import make, read_files
from booklet.pages import read_pages
from octavo.files.library import read_builtin
from octavo.word import WordOptions, generator
from pdf.reading import open_pdf
from word.readback import part, parts

pytestmark = pytest.mark.slow

FILE = "templates/theme.yaml"
WORDS = "The staff that plans without it will find its timetables wrong from the first hour. " * 9
SOURCE = {
    "publication.yaml": b"title: A small publication\nevent: {name: A gathering}\n"
    b"imprint: {publisher: The publisher}\nsections: [a.md]\n",
    "a.md": f"---\nid: a\ntitle: The section\nkind: chapter\n---\n\n{WORDS}\n".encode(),
}


@dataclass(frozen=True)
class Pair:
    """The same document twice."""

    pdf: bytes
    word: bytes


def make_both(*changes: tuple[str, str]) -> Pair:
    """Booklet and Word version, with some words of the theme replaced."""
    theme = read_builtin(FILE).decode()
    for old, new in changes:
        assert old in theme
        theme = theme.replace(old, new)
    document, library = read_files({**SOURCE, FILE: theme.encode()})
    return Pair(
        make(document, library).data, generator.generate(document, WordOptions(), library).data
    )


@pytest.fixture(scope="module")
def usual() -> Pair:
    """With the theme as it is."""
    return make_both()


def list_colours(pdf: bytes) -> set[str]:
    """The colours that text and shapes of a PDF are filled with, as six hexadecimal digits."""
    with open_pdf(pdf) as opened:
        drawn = b"".join(page.obj.Contents.read_bytes() for page in opened.pages).decode("ascii")
    tones = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg", drawn)
    return {"".join(f"{round(float(tone) * 255):02X}" for tone in one) for one in tones}


def read_xml(word: bytes) -> str:
    """Everything that a Word file says in XML."""
    texts = (data for name, data in parts(word).items() if name.endswith(".xml"))
    return b"".join(texts).decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [("1F5FA8", "12634D"), ("0B1B33", "331B0B"), ("5A6472", "5B5B5B"), ("1B1E24", "101010")],
)
def test_a_colour_changes_in_both(usual: Pair, old: str, new: str) -> None:
    made = make_both((f"#{old}", f"#{new}"))

    assert old in list_colours(usual.pdf)
    assert old in read_xml(usual.word)
    assert (old in list_colours(made.pdf), new in list_colours(made.pdf)) == (False, True)
    assert (old in read_xml(made.word), new in read_xml(made.word)) == (False, True)


def test_a_size_changes_in_both(usual: Pair) -> None:
    made = make_both((" text: 9.6,", " text: 10.4,"))

    assert [read_text(pair.pdf)[1] for pair in (usual, made)] == [9.6, 10.4]
    assert [read_text_size(pair.word) for pair in (usual, made)] == [21, 23]


def read_text(pdf: bytes) -> tuple[str, float]:
    """Face and size of most of the text of a PDF."""
    set_in = Counter[tuple[str, float]]()
    for page in read_pages(pdf).pages:
        for run in page.runs:
            set_in[run.face.split("-")[0], round(run.size, 1)] += len(run.text)
    return set_in.most_common(1)[0][0]


def read_text_size(word: bytes) -> int:
    """The size of ordinary text, in half points."""
    defaults = part(word, "word/styles.xml").split("</w:docDefaults>")[0]
    return int(re.findall(r'<w:sz w:val="(\d+)"', defaults)[0])


def test_a_face_changes_in_both(usual: Pair) -> None:
    roles = ("text:          ", "text-italic:   ", "text-bold:     ", "text-bold-italic:")
    made = make_both(
        *((f"{role} {{family: Source Serif 4", f"{role} {{family: Source Sans 3") for role in roles)
    )

    assert [read_text(pair.pdf)[0] for pair in (usual, made)] == ["SourceSerif4", "SourceSans3"]
    assert [read_text_face(pair.word) for pair in (usual, made)] == [
        ("Source Serif 4", True),
        ("Source Sans 3", False),
    ]


def read_text_face(word: bytes) -> tuple[str, bool]:
    """The face of ordinary text, and whether the serif face for it travels with the file."""
    theme = part(word, "word/theme/theme1.xml")
    (face,) = re.findall(r'<a:minorFont><a:latin typeface="([^"]*)"', theme)
    return face, 'w:name="Source Serif 4"' in part(word, "word/fontTable.xml")
