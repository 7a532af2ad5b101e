"""Code in a booklet: how it is tagged, where pages end in it, and which signs it may have."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from booklet.making import Made, make, read_files
from booklet.reading import find_nodes, list_said, read_nodes
from octavo.booklet import BookletOptions
from octavo.booklet.assembly import list_faults
from pdf.reading import open_pdf, read_words

PUBLICATION = b"""title: A small publication
event: {name: A gathering}
imprint: {publisher: The publisher}
sections: [a.md]
"""
HEAD = "---\nid: a\ntitle: The section\nkind: chapter\n---\n\n"


def read_text(text: str) -> dict[str, bytes]:
    return {"publication.yaml": PUBLICATION, "a.md": (HEAD + text).encode()}


def make_text(text: str) -> Made:
    return make(*read_files(read_text(text)))


def fence(*lines: str) -> str:
    return "\n".join(("```", *lines, "```\n"))


def count_lines(made: Made, start: str) -> list[int]:
    """How many lines of each page begin so."""
    pdf = PdfDocument(made.data)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    return [sum(line.startswith(start) for line in text.splitlines()) for text in texts]


def test_each_line_of_a_block_is_code_of_one_paragraph() -> None:
    tree = read_nodes(make_text(fence("one = 1", "", "    two(one)")).data)

    (block,) = [node for node in find_nodes(tree, "P") if list(find_nodes(node, "Code"))]
    assert [node.kids for node in find_nodes(block, "Code")] == [["one = 1 "], ["    two(one) "]]


def test_a_line_that_is_broken_is_one_piece_of_code() -> None:
    long = "call(" + ", ".join(f"argument_{n}" for n in range(12)) + ")"
    tree = read_nodes(make_text(fence(long)).data)

    (code,) = find_nodes(tree, "Code")
    assert "".join(map(str, code.kids)).strip() == long


def test_code_in_a_line_is_read_in_its_sentence() -> None:
    tree = read_nodes(make_text("Type `git log` twice.\n").data)

    assert ("P", "Type git log twice.") in list_said(tree)
    assert [node.kids for node in find_nodes(tree, "Code")] == [["git log "]]


@pytest.mark.slow
@pytest.mark.parametrize("before", range(20, 34))
def test_a_block_that_fits_a_page_is_never_parted(before: int) -> None:
    text = "Words.\n\n" * before + fence(*(f"code {n}" for n in range(12)))

    assert sorted(count_lines(make_text(text), "code"))[-2:] == [0, 12]


def test_a_block_higher_than_a_page_goes_on_over_pages_and_leaves_no_line_alone() -> None:
    for count in range(36, 46):
        found = [n for n in count_lines(make_text(fence(*["code"] * count)), "code") if n]

        assert sum(found) == count
        assert min(found) >= 2


def test_a_sign_that_only_the_face_of_code_lacks_is_told_at_the_code() -> None:
    files = read_text("It is done ✔.\n\n" + fence("done = '✔'") + "\nOr `✔`.\n")
    document, library = read_files(files)

    found = list_faults(document, BookletOptions(), library)
    assert [(problem.code, problem.span and problem.span.line) for problem in found] == [
        ("TYP001", 9),
        ("TYP001", 13),
    ]


def test_what_is_no_code_has_no_face_of_code() -> None:
    def list_fonts(text: str) -> set[str]:
        with open_pdf(make_text(text).data) as pdf:
            objects = [one for one in pdf.objects if hasattr(one, "get")]
            names = [str(one.get("/BaseFont", "")) for one in objects]
        return {name for name in names if "SourceCodePro" in name}

    assert list_fonts("Words.\n") == set()
    assert list_fonts("Words and `code`.\n")


def test_a_space_at_the_end_of_code_and_of_its_line_does_not_stand_in_the_margin() -> None:
    words = "The crew of the boat came to see what it is that is to be had there now and for long"
    lines = [f"{words[:length].strip()} `a = b['c']  ` {words}.\n\n" for length in range(60)]

    made = make_text("".join(lines))

    assert read_words(made.data).count("a = b['c']") == 60
