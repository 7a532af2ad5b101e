"""What a Word file says of itself, as far as a person said it."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from octavo.importing.word import read_word


def read_properties(**given: str) -> dict[str, str]:
    document = docx.Document()
    for name, text in given.items():
        setattr(document.core_properties, name, text)
    document.add_paragraph("Words.")
    written = BytesIO()
    document.save(written)
    return dict(read_word(written.getvalue(), "made.docx").properties)


def test_what_somebody_wrote_is_taken() -> None:
    found = read_properties(title="A Study", author="The Institute", subject="Of the sea")

    assert (found["title"], found["author"]) == ("A Study", "The Institute")


def test_what_a_library_wrote_of_itself_is_not() -> None:
    found = read_properties()

    assert not {"author", "description"} & found.keys()


@pytest.mark.parametrize(
    "author",
    ["python-docx", "Microsoft Office User", "Windows User", "user", "Unknown", "Apache POI"],
)
def test_the_name_of_a_program_is_no_author(author: str) -> None:
    assert "author" not in read_properties(author=author)


@pytest.mark.parametrize(
    "author", ["User Group of the Institute", "Admin Board", "Wordsworth Trust"]
)
def test_a_name_that_begins_so_is_one(author: str) -> None:
    assert read_properties(author=author)["author"] == author
