"""The review copy: the author's queries as comments, and what reviewers need."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from judges.checkers import list_faults
from judges.openxml import validate
from octavo.document import (
    AuthorQuery,
    Cell,
    Document,
    Foreign,
    Heading,
    Item,
    Link,
    Listing,
    Paragraph,
    Point,
    Row,
    Strong,
    Table,
    Text,
)
from octavo.docx.archive import pack
from octavo.docx.inspection import inspect_file
from octavo.word import WordOptions, generator
from word.readback import fields, part, parts
from word.sample import DOCUMENT, LIBRARY, say, words

ASKED = Paragraph(
    (Text("The "), AuthorQuery("How much & when?", words("budget")), Text(" is small.")), "asked"
)


@pytest.fixture(scope="module")
def review() -> bytes:
    """A review copy in which one word and one section are asked about."""
    first = replace(
        DOCUMENT.sections[0],
        blocks=(ASKED, say("Nobody asks.", "plain")),
        queries=(AuthorQuery("Is it wanted?"),),
    )
    return make(replace(DOCUMENT, sections=(first, *DOCUMENT.sections[1:])))


def ask(text: str) -> AuthorQuery:
    """A query about a word."""
    return AuthorQuery(f"{text}?", words(text))


EVERYWHERE = replace(
    DOCUMENT.sections[1],
    queries=(AuthorQuery("One?"), AuthorQuery("Another?")),
    standfirst=(ask("standfirst"),),
    points=(Point("asked-point", (ask("point"),), "asked"),),
    blocks=(
        Paragraph((Text("A "), AuthorQuery("Twice?", (Strong((ask("strong"),)),))), "asked"),
        Heading(2, (ask("heading"),), "asked-heading"),
        Paragraph((Link("https://example.org", (ask("link"),)), Foreign((ask("mot"),), "fr")), "b"),
        Listing((Item((Paragraph((ask("item"),)),)),), id="asked-list"),
        Table(
            Row((Cell((ask("header"),)),)),
            (Row((Cell((ask("cell"),)),)),),
            (ask("caption"),),
            "asked-table",
            9,
        ),
    ),
)
"""A section with a query wherever one may be."""


@pytest.mark.slow
def test_comments_may_be_wherever_queries_are(openxml: Path) -> None:
    data = make(replace(DOCUMENT, sections=(EVERYWHERE,)))

    assert len(re.findall("<w:comment ", part(data, "word/comments.xml"))) == 13
    assert inspect_file(data) == ()
    assert validate(openxml, {"asked": data}) == {"asked": []}
    assert list_faults(data) == []


def make(document: Document) -> bytes:
    """The review copy of `document`."""
    return generator.generate(document, WordOptions(embed_fonts=False, review=True), LIBRARY).data


def test_each_query_is_a_comment_in_nobodys_name_and_without_a_date(review: bytes) -> None:
    comments = list(docx.Document(BytesIO(review)).comments)

    assert [(c.text, c.author, c.initials, c.timestamp) for c in comments] == [
        ("Is it wanted?", "Query", "Q", None),
        ("How much & when?", "Query", "Q", None),
    ]


def test_a_comment_is_about_the_words_that_the_query_is_about(review: bytes) -> None:
    document = part(review, "word/document.xml")
    ranges = re.findall(
        r'<w:commentRangeStart w:id="(\d)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', document
    )

    assert [re.sub("<[^>]*>", "", content) for _, content in ranges] == ["Foreword", "budget"]


def test_the_words_are_in_no_part_but_the_comments(review: bytes) -> None:
    asking = [name for name, data in parts(review).items() if b"How much" in data]

    assert asking == ["word/comments.xml"]


def test_a_copy_without_queries_has_no_comments(sample: bytes) -> None:
    assert "word/comments.xml" not in parts(sample)
    assert "comment" not in part(sample, "word/document.xml")


def test_lines_are_numbered_and_changes_tracked(review: bytes, sample: bytes) -> None:
    assert "<w:trackRevisions/>" in part(review, "word/settings.xml")
    assert part(review, "word/document.xml").count("<w:lnNumType ") > 3
    assert "trackRevisions" not in part(sample, "word/settings.xml")
    assert "lnNumType" not in part(sample, "word/document.xml")


def test_each_page_says_how_many_there_are(review: bytes, sample: bytes) -> None:
    shown = [dict(fields(review, f"word/footer{n}.xml")).get("NUMPAGES") for n in (1, 2, 3)]
    heads = [dict(fields(review, f"word/header{n}.xml")).get("NUMPAGES") for n in (3, 4)]
    last = re.findall(r"PAGEREF \w+ .*?>(\d+)</w:t>", part(review, "word/document.xml"))

    assert shown == [heads[0], None, None]
    assert heads[0] == heads[1]
    assert int(heads[0] or "") >= max(map(int, last))
    assert "NUMPAGES" not in part(sample, "word/header3.xml")


def test_its_name_tells_it_apart() -> None:
    assert generator.variant(WordOptions(review=True)) == "review"
    assert generator.variant(WordOptions()) == ""


def test_nothing_is_wrong_with_it(review: bytes) -> None:
    assert inspect_file(review) == ()


def test_a_comment_that_has_lost_its_end_is_found(review: bytes) -> None:
    broken = part(review, "word/document.xml").replace('<w:commentRangeEnd w:id="1"/>', "")
    data = pack({**parts(review), "word/document.xml": broken.encode()})

    assert [problem.code for problem in inspect_file(data)] == ["WRD105"]
