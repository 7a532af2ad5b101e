"""What validators overlook is found: one file broken in each way."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from octavo.docx.inspection import inspect_file
from word.breaking import break_part

DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
NOTES = "word/footnotes.xml"
RELATIONS = "word/_rels/document.xml.rels"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"


@pytest.mark.parametrize(
    ("name", "pattern", "replacement", "message"),
    [
        (
            DOCUMENT,
            r'<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "",
            "`word/document.xml` has 1 fields that never end",
        ),
        (DOCUMENT, r'<w:bookmarkEnd w:id="3"/>', "", "the bookmark with the id 3 has only one of"),
        (DOCUMENT, r'w:name="_Toc\d+"', 'w:name="blk_broken"', "which is nowhere"),
        (
            DOCUMENT,
            r'w:name="_Ref\d+"',
            f'w:name="{"long" * 11}"',
            "is too long, or empty",
        ),
        (DOCUMENT, r'<wp:docPr id="2"', '<wp:docPr id="1"', "two drawings have the id 1"),
        (DOCUMENT, r'<w:footnoteReference w:id="1"/>', "", "the footnote 1 is called or written"),
        (DOCUMENT, r'r:embed="rIdMedia1"', 'r:embed="rIdGone"', "uses the relationship `rIdGone`"),
        (
            DOCUMENT,
            r'w:fldCharType="begin"',
            'w:fldCharType="begin" w:dirty="true"',
            "asks to be updated",
        ),
        (
            "word/settings.xml",
            r"<w:compat>",
            '<w:updateFields w:val="true"/><w:compat>',
            "asks for",
        ),
        (CORE, r"<dc:title>", "<dc:title>x</dc:title><dc:title>", "stands twice"),
        (CORE, r"<dc:language>.*?</dc:language>", "", "`.*language` is missing"),
        (CORE, r"(<dcterms:created [^>]*>)2025", r"\g<1>2026", "changed before it was made"),
        (DOCUMENT, r' descr="[^"]+"', "", "says nothing to who cannot see it"),
        (DOCUMENT, r'"Heading3"', '"Heading4"', "is of level 4 after 2"),
        (DOCUMENT, r"<w:tblHeader/>", "", "the header of table 1 does not repeat"),
        (DOCUMENT, r' w:firstRow="1"', ' w:firstRow="0"', "table 1 has no header row"),
        (DOCUMENT, r"(<w:tcW [^>]*>)(</w:tcPr>)", rf"\1\2{TABLE}", "table 1 has a table in a cell"),
        (STYLES, r"<w:lang [^>]*>", "", "do not say in which language the text is"),
        (STYLES, r'w:styleId="Quote"', 'w:styleId="Title"', "two styles have the id Title"),
        (NUMBERING, r'w:num w:numId="2"', 'w:num w:numId="1"', "two lists have the id 1"),
        (NOTES, r'(w:footnote) w:id="1"', r'\1 w:id="0"', "two footnotes have the id 0"),
        (
            DOCUMENT,
            r'<w:bookmarkStart w:id="3"',
            '<w:bookmarkStart w:id="4"',
            "bookmarks have the id",
        ),
        (
            DOCUMENT,
            r'(<w:bookmarkStart [^>]*w:name=)"blk_\w+"(.*?)"blk_(\w+)"',
            r'\1"blk_\3"\2"blk_\3"',
            "two bookmarks are called",
        ),
        (
            DOCUMENT,
            r'<w:id w:val="2040101"/>',
            '<w:id w:val="2040001"/>',
            "two content controls have",
        ),
        (RELATIONS, r'Id="rIdMedia1"', 'Id="rIdMedia2"', "two relationships in .* have the id"),
        (DOCUMENT, r'(w:val="Heading2"/></w:pPr>)(.*?)</w:p>', r"\1</w:p>", "has no words"),
        (DOCUMENT, r'w:fldCharType="begin"', 'w:fldCharType="end"', "ends but never begins"),
        (CORE, r"<dc:title>.*?</dc:title>", "", "`.*title` is missing"),
    ],
    ids=lambda value: value if " " in value and "<" not in value else "",
)
def test_what_is_broken_is_found(
    sample: bytes, name: str, pattern: str, replacement: str, message: str
) -> None:
    found = [
        str(problem) for problem in inspect_file(break_part(sample, name, pattern, replacement))
    ]

    assert any(re.search(message, problem) for problem in found), found


def test_a_file_that_is_no_archive_is_said_to_be_none() -> None:
    assert [problem.message for problem in inspect_file(b"not a zip")] == [
        "this is not a Word file: it is no zip archive"
    ]


def test_an_archive_that_is_no_word_file_is_said_to_be_none() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("readme.xml", "<nothing/>")

    assert [problem.message for problem in inspect_file(out.getvalue())] == [
        "this is not a Word file: it lacks `word/document.xml`"
    ]
