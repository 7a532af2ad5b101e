"""What LibreOffice makes of the file: the same pages, and every id kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from judges.libreoffice import convert, find_pages, read_pages
from octavo.docx.elements import attribute, name_of
from octavo.word import WordOptions, generator
from word.readback import part, root, words
from word.sample import DOCUMENT, LIBRARY, PUBLICATION

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a file, with its faces."""
    path = tmp_path_factory.mktemp("word") / "sample.docx"
    path.write_bytes(generator.generate(DOCUMENT, WordOptions(), LIBRARY).data)
    return path


def test_the_pages_in_the_contents_are_those_that_libreoffice_finds(
    libreoffice: str, file: Path, tmp_path: Path
) -> None:
    pages, _ = find_pages(convert(libreoffice, file, "pdf", tmp_path))
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
    libreoffice: str, tmp_path: Path
) -> None:
    file = tmp_path / "bare.docx"
    bare = replace(DOCUMENT, sections=DOCUMENT.sections[2:])
    file.write_bytes(generator.generate(bare, WordOptions(), LIBRARY).data)
    pages = read_pages(convert(libreoffice, file, "pdf", tmp_path))
    edges = [f"{lines[0]} {lines[-1]}".split() for lines in pages[1:]]

    assert [str(page) for page, words in enumerate(edges, 2) if str(page) not in words] == []


@pytest.mark.parametrize(
    "title",
    [
        "Short",
        "A Title That Is So Long That It Takes Four Lines of the Cover or More",
        "A Title That Is Longer Than All of the Cover in the Usual Size " * 3,
    ],
)
def test_the_cover_is_one_page_and_the_imprint_the_next(
    title: str, libreoffice: str, tmp_path: Path
) -> None:
    file = tmp_path / "cover.docx"
    event = replace(
        PUBLICATION.event, name="The First and Only Gathering of All Nodes of the World"
    )
    publication = replace(PUBLICATION, title=title, event=event)
    document = replace(DOCUMENT, publication=publication, sections=DOCUMENT.sections[:1])
    file.write_bytes(generator.generate(document, WordOptions(), LIBRARY).data)
    pages = read_pages(convert(libreoffice, file, "pdf", tmp_path))

    assert pages[0][-1].strip() == "House of Tests"
    assert pages[1][0].startswith(title[:40])


def test_saving_in_libreoffice_keeps_every_block_under_its_id(
    libreoffice: str, sample: bytes, proceedings: bytes, tmp_path: Path
) -> None:
    for name, data in (("sample", sample), ("proceedings", proceedings)):
        file, folder = tmp_path / f"{name}.docx", tmp_path / name
        file.write_bytes(data)
        saved = convert(libreoffice, file, "docx", folder).read_bytes()
        kept = named_words(data)

        assert set(kept) == set(list_names(data)) == set(list_names(saved))
        assert len(kept) > 50
        assert named_words(saved) == kept


def list_names(data: bytes) -> list[str]:
    """The bookmarks that the manifest lists."""
    return re.findall(r'<block name="(\w+)"', part(data, "customXml/item1.xml"))


def named_words(data: bytes) -> dict[str, str]:
    """The words of the paragraph in which each block's bookmark begins."""
    body = root(part(data, "word/document.xml"))
    return {
        name: words(paragraph)
        for paragraph in body.iter(name_of("w:p"))
        for mark in paragraph.iter(name_of("w:bookmarkStart"))
        if (name := attribute(mark, "w:name")).startswith("blk_")
    }
