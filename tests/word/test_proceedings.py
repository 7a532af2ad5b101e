"""The proceedings themselves, as a Word file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from judges.checkers import list_faults
from judges.libreoffice import convert, find_pages
from judges.openxml import validate
from octavo.document import Document
from octavo.docx.inspection import inspect_file
from octavo.selection.audience import select
from octavo.source.draft import read
from word.expected import drop_fillers, expect_lines
from word.marked import read_marked
from word.readback import part

pytestmark = pytest.mark.slow
CONTENT = Path(__file__).parents[2] / "content" / "space-2040"


@pytest.fixture(scope="module")
def document() -> Document:
    """What the general reader may read."""
    return select(read(CONTENT))


def test_it_says_all_that_its_source_says_and_nothing_else(
    document: Document, proceedings: bytes
) -> None:
    assert drop_fillers(read_marked(proceedings)) == drop_fillers(expect_lines(document))


def test_no_judge_finds_anything(openxml: Path, proceedings: bytes) -> None:

    assert list_faults(proceedings) == []
    assert inspect_file(proceedings) == ()
    assert validate(openxml, {"proceedings": proceedings}) == {"proceedings": []}


def test_the_pages_in_the_contents_are_at_most_one_off_in_libreoffice(
    libreoffice: str, proceedings: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "proceedings.docx"
    file.write_bytes(proceedings)
    pages, _ = find_pages(convert(libreoffice, file, "pdf", tmp_path))
    written = re.findall(
        r"PAGEREF (\w+) \\h </w:instrText></w:r><w:r><w:fldChar [^>]*></w:r>"
        r'<w:r><w:t xml:space="preserve">(\d+)<',
        part(proceedings, "word/document.xml"),
    )
    off = [abs(pages[name] - int(page)) for name, page in written]

    assert len(written) > 40
    assert max(off) <= 1
    assert sum(off) <= len(off) // 10
