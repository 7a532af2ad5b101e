"""A contact of several lines is set in lines: a postal address is no sentence."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from octavo import Memory, read, select
from octavo.booklet import BookletOptions, generate
from octavo.word import WordOptions, generator

CONTACT = ("Institute of Samples", "1 Long Street", "office@example.org")
FILES = {
    "publication.yaml": "title: T\nevent: {name: E}\nimprint:\n  publisher: P\n  contact: |\n"
    + "".join(f"    {line}\n" for line in CONTACT)
    + "sections: [one.md]\n",
    "one.md": "---\nid: one\ntitle: One\nkind: chapter\n---\n\nWords.\n",
}
LIBRARY = Memory({name: text.encode() for name, text in FILES.items()})


@pytest.mark.parametrize("page", [1, -1], ids=["imprint", "back cover"])
def test_the_booklet_sets_each_line_of_a_contact(page: int) -> None:
    made = generate(select(read(LIBRARY)), BookletOptions(), LIBRARY).data
    pages = PdfDocument(made)
    lines = pages[page % len(pages)].get_textpage().get_text_bounded().splitlines()
    shown = [line.strip().removeprefix("Contact: ") for line in lines]

    assert [line for line in shown if line in CONTACT] == list(CONTACT)


def test_the_word_version_has_a_paragraph_for_each_line_of_a_contact() -> None:
    made = generator.generate(select(read(LIBRARY)), WordOptions(embed_fonts=False), LIBRARY).data
    with ZipFile(BytesIO(made)) as package:
        body = package.read("word/document.xml").decode()

    assert all(f">{line}</w:t></w:r></w:p>" in body for line in CONTACT)
