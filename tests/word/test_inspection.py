"""What validators overlook is found: one file broken in each way."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from octavo.docx.inspection import inspect_file

DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"


def break_part(data: bytes, name: str, pattern: str, replacement: str) -> bytes:
    """The file with the first match of `pattern` in the part `name` replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as read, ZipFile(out, "w") as archive:
        for entry in read.namelist():
            content = read.read(entry)
            if entry == name:
                text, count = re.subn(pattern, replacement, content.decode(), count=1)
                assert count == 1, f"nothing to break in {name}"
                content = text.encode()
            archive.writestr(entry, content)
    return out.getvalue()


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
        (DOCUMENT, r"(<w:tcW [^>]*>)", r'\1<w:gridSpan w:val="1"/>', "has merged cells"),
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
