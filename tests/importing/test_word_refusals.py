"""What is no Word file, or none that anybody should open, is refused with what to do."""

from __future__ import annotations

from io import BytesIO
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from importing.word_files import cell, lines, p, pack, r, root, row, show, table, word_file
from octavo.document.problem import SourceError
from octavo.importing.word import read_word

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EMPTY = '<x xmlns="urn:x"/>'


def bomb() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(33 * 2**20))
    return packed.getvalue()


def entities() -> bytes:
    outside = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return pack({"word/document.xml": f"<?xml version='1.0'?>{outside}<d>&e;</d>"})


REFUSED = {
    "empty": (b"", "IMF010", "it is empty"),
    "a PDF file": (b"%PDF-1.7", "IMF010", "it is a PDF file"),
    "before 2007": (COMPOUND, "IMF011", "before 2007"),
    "locked": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "IMF012", "password"),
    "no archive": (b"some words", "IMF013", "no whole zip archive"),
    "cut off": (word_file(p("a"))[:-200], "IMF013", "no whole zip archive"),
    "another archive": (pack({"a.txt": "a"}), "IMF010", "it lacks `word/document.xml`"),
    "no document": (pack({"word/document.xml": EMPTY}), "IMF010", "`word/document.xml` is no text"),
    "broken": (pack({"word/document.xml": "<w>"}), "IMF013", "it is not XML"),
    "a bomb": (bomb(), "IMF014", "larger than 32 MiB"),
    "entities": (entities(), "IMF013", "it has a document type"),
    "out of the folder": (pack({"../a": "a"}), "IMF014", "leads out of the file"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_word_file_is_refused(kind: str) -> None:
    data, code, message = REFUSED[kind]

    with pytest.raises(SourceError) as raised:
        read_word(data, "report.docx")

    (problem,) = raised.value.problems
    assert problem.code == code
    assert message in problem.message
    assert problem.span is not None
    assert problem.span.file == "report.docx"
    assert problem.hint


def test_tables_in_one_another_are_read_until_no_document_has_as_many() -> None:
    body = p("deep")
    for depth in range(200):
        body = table(row(cell(body, p("")), "b"))
        if depth == 60:
            assert "deep" in "".join(lines(body))

    with pytest.raises(SourceError, match="IMF01"):
        read_word(word_file(body), "deep.docx")


@pytest.mark.slow
def test_a_million_runs_take_bounded_time() -> None:
    start = perf_counter()
    with pytest.raises(SourceError, match="IMF014"):
        read_word(word_file("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 1_000_000 + "</w:p>"), "a.docx")

    assert perf_counter() - start < 5


def test_strict_open_xml_is_read() -> None:
    with ZipFile(BytesIO(word_file(p("One", style="Heading1") + p("Text.")))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/", STRICT + "wordprocessingml/"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/", STRICT + "officeDocument/"
        )
        for name, text in parts.items()
    }

    assert list(show(read_word(pack(strict), "made.docx").blocks)) == ["# One", "Text."]


STRICT = "http://purl.oclc.org/ooxml/"


def test_a_file_without_styles_or_lists_is_read() -> None:
    body = p("a", style="Nothing", more='<w:numPr><w:numId w:val="4"/></w:numPr>')
    files = {"word/document.xml": root("w:document", f"<w:body>{body}</w:body>")}

    assert list(show(read_word(pack(files), "made.docx").blocks)) == ["a"]
    assert lines(p(r(""))) == []
