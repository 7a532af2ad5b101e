"""What LibreOffice makes of the file: the same pages, and every id kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from judges.libreoffice import convert, find_libreoffice, find_pages, read_pages
from octavo.word import Options, generator
from word.readback import part, read_lines
from word.sample import DOCUMENT, LIBRARY, PUBLICATION

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def command() -> str:
    """How LibreOffice is started."""
    found = find_libreoffice()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a file, with its faces."""
    path = tmp_path_factory.mktemp("word") / "sample.docx"
    path.write_bytes(generator.generate(DOCUMENT, Options(), LIBRARY).data)
    return path


def test_the_pages_in_the_contents_are_those_that_libreoffice_finds(
    command: str, file: Path, tmp_path: Path
) -> None:
    pages, _ = find_pages(convert(command, file, "pdf", tmp_path))
    document = part(file.read_bytes(), "word/document.xml")
    written = re.findall(
        r"PAGEREF (\w+) \\h </w:instrText></w:r><w:r><w:fldChar [^>]*></w:r>"
        r'<w:r><w:t xml:space="preserve">(\d+)<',
        document,
    )

    assert len(written) == 15
    assert {
        name: abs(pages[name] - int(page)) for name, page in written if pages[name] != int(page)
    } == {}


def test_every_page_but_the_cover_shows_its_number_at_head_or_foot(
    command: str, tmp_path: Path
) -> None:
    file = tmp_path / "bare.docx"
    bare = replace(DOCUMENT, sections=DOCUMENT.sections[2:])
    file.write_bytes(generator.generate(bare, Options(), LIBRARY).data)
    pages = read_pages(convert(command, file, "pdf", tmp_path))
    edges = [f"{lines[0]} {lines[-1]}".split() for lines in pages[1:]]

    assert [str(page) for page, words in enumerate(edges, 2) if str(page) not in words] == []


@pytest.mark.parametrize(
    "title", ["Short", "A Title That Is So Long That It Takes Four Lines of the Cover or More"]
)
def test_the_cover_is_one_page_and_the_imprint_the_next(
    title: str, command: str, tmp_path: Path
) -> None:
    file = tmp_path / "cover.docx"
    event = replace(
        PUBLICATION.event, name="The First and Only Gathering of All Nodes of the World"
    )
    publication = replace(PUBLICATION, title=title, event=event)
    document = replace(DOCUMENT, publication=publication, sections=DOCUMENT.sections[:1])
    file.write_bytes(generator.generate(document, Options(), LIBRARY).data)
    pages = read_pages(convert(command, file, "pdf", tmp_path))

    assert pages[0][-1].strip() == "House of Tests"
    assert pages[1][0].startswith(title[:40])


def test_saving_in_libreoffice_keeps_every_bookmark_and_every_word(
    command: str, file: Path, tmp_path: Path
) -> None:
    saved = convert(command, file, "docx", tmp_path).read_bytes()
    before, after = (
        set(re.findall(r'w:name="(blk_\w+)"', part(data, "word/document.xml")))
        for data in (file.read_bytes(), saved)
    )

    assert before - after == set()
    text = [line.text for line in read_lines(file.read_bytes()) if line.style == "Body Text"]
    assert [line for line in text if line not in {other.text for other in read_lines(saved)}] == []
