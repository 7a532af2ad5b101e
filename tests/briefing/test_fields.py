"""What stands on the page, field by field: there when the source has it, and no trace when not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from briefing.pages import read_text
from briefing.publications import change_audience, change_publication, make_document
from octavo.briefing import BriefingOptions, generate, write_word
from octavo.briefing.plan.template import find_folder, load_wording
from octavo.document import Ask, Document
from octavo.files.library import Memory
from octavo.style.phrases import say

FORMATS = ("executive", "submission", "information-paper", "press")
ADDRESS = "https://example.org/space.pdf"


@dataclass(frozen=True)
class Field:
    """Something that a briefing says."""

    words: tuple[str, ...]
    """On the page when the source has it."""
    drop: Callable[[Document], Document]
    """The document without it."""
    heading: str = ""
    """The part whose heading goes with it."""


def make_full() -> Document:
    """A document that has every field."""
    document = make_document()
    imprint = replace(document.publication.imprint, contact="the press office", address=ADDRESS)
    marked = change_publication(document, marking="RESTRICTED", imprint=imprint)
    return change_audience(
        marked,
        asks=(Ask("Name a Space Coordinator.", "Commanders", "Before the summit"),),
        timing="A decision is wanted by May.",
        handling="Not for onward distribution.",
    )


def drop_points(document: Document) -> Document:
    sections = tuple(replace(section, points=()) for section in document.sections)
    return replace(document, sections=sections)


def drop_contact(document: Document) -> Document:
    imprint = replace(document.publication.imprint, contact="")
    return change_publication(document, imprint=imprint)


def drop_address(document: Document) -> Document:
    imprint = replace(document.publication.imprint, address="")
    return change_publication(document, imprint=imprint)


def drop_ask(**nothing: Any) -> Callable[[Document], Document]:
    """The document, its asks without something."""

    def drop(document: Document) -> Document:
        assert document.audience is not None
        asks = tuple(replace(ask, **nothing) for ask in document.audience.asks)
        return change_audience(document, asks=asks)

    return drop


FIELDS = {
    "marking": Field(("RESTRICTED",), lambda d: change_publication(d, marking="")),
    "question": Field(
        ("What changes for operations and exercises?",),
        lambda d: change_audience(d, question=""),
        "question",
    ),
    "bottom line": Field(
        ("Plan every operation with Space from its first line, and train for the day",),
        lambda d: change_audience(d, bottom_line=()),
        "bottom-line",
    ),
    "lead facts": Field(
        ("about 300 participants", "29 countries", "2040 the horizon of the conference"),
        lambda d: change_audience(d, lead_facts=()),
        "facts",
    ),
    "key messages": Field(
        ("Commercial services are quicker to field", "p. 7"),
        drop_points,
        "messages",
    ),
    "meaning": Field(
        ("Staffs that plan without Space", "a domain that never pauses."),
        lambda d: change_audience(d, so_what=()),
        "meaning",
    ),
    "asks": Field(
        ("Name a Space Coordinator.", "Commanders", "Before the summit"),
        lambda d: change_audience(d, asks=()),
        "asks",
    ),
    "owner": Field(("Who", "Commanders"), drop_ask(who="")),
    "deadline": Field(("By when", "Before the summit"), drop_ask(by="")),
    "timing": Field(
        ("A decision is wanted by May.",), lambda d: change_audience(d, timing=""), "timing"
    ),
    "handling": Field(("Not for onward distribution.",), lambda d: change_audience(d, handling="")),
    "contact": Field(("Contact", "the press office"), drop_contact, "contact"),
    "address": Field((f"Full text: {ADDRESS}",), drop_address),
}
ALWAYS = (
    "Military command",
    "Space in 2040 · Conference proceedings",
    "28–30 April 2025",
)
"""Reader, publication and date: no source is without."""


@lru_cache(4)
def make_pdf(format: str) -> bytes:
    return generate(make_full(), BriefingOptions(format), Memory({})).data


@lru_cache(4)
def read_word(format: str) -> str:
    """The words of the Word file, those of its running heads and feet included."""
    with ZipFile(
        BytesIO(write_word(make_full(), BriefingOptions(format), Memory({})).data)
    ) as package:
        parts = ("header1", "document", "footer1")
        markup = " ".join(package.read(f"word/{part}.xml").decode() for part in parts)
    apart = re.sub(r"<w:(p|br|tab)[ />]", r" \g<0>", markup)
    return plain(re.sub("<[^>]*>", "", apart))


def plain(text: str) -> str:
    """The text with ordinary spaces only."""
    return " ".join(text.split())


def find_heading(format: str, part: str) -> str:
    """The heading of a part; empty where the format gives it none."""
    wording = load_wording(Memory({}), find_folder(format), "en")
    return say(wording, f"headings.{part}", {"decide": False, "purpose": ""}) if part else ""


@pytest.mark.parametrize("format", FORMATS)
def test_what_every_source_has_is_on_the_page(format: str) -> None:
    for words in ALWAYS:
        assert words in read_text(make_pdf(format))
        assert words in read_word(format)


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_field_that_the_source_has_is_on_the_page(format: str, name: str) -> None:
    heading = find_heading(format, FIELDS[name].heading)
    for words in (*FIELDS[name].words, heading):
        assert words in plain(read_text(make_pdf(format)))
        assert words in read_word(format)


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_field_that_the_source_has_not_leaves_no_trace(format: str, name: str) -> None:
    document = FIELDS[name].drop(make_full())
    text = plain(read_text(generate(document, BriefingOptions(format), Memory({})).data))
    heading = find_heading(format, FIELDS[name].heading)
    for words in filter(None, (*FIELDS[name].words, heading)):
        assert words not in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_marking_stands_at_head_and_foot_in_every_format(format: str) -> None:
    assert read_text(make_pdf(format)).count("RESTRICTED") == 2


def test_a_submission_says_how_it_may_be_presented() -> None:
    assert "Presentation Not for onward distribution." in read_text(make_pdf("submission"))


@pytest.mark.parametrize("format", FORMATS)
def test_contact_and_handling_are_said_once(format: str) -> None:
    text = read_text(make_pdf(format))
    assert text.count("the press office") == 1
    assert text.count("Not for onward distribution.") == 1


@pytest.mark.parametrize("format", FORMATS)
def test_each_reference_leads_to_its_paragraph_in_the_booklet(format: str) -> None:
    with pikepdf.open(BytesIO(make_pdf(format))) as pdf:
        links = [str(link.A.URI) for link in pdf.pages[0].Annots]
    assert len(links) == 5 + 1
    assert sum(bool(re.fullmatch(rf"{ADDRESS}#section-\d-\d", link)) for link in links) == 5
    assert links.count(ADDRESS) == 1


@pytest.mark.parametrize(("address", "codes"), [(ADDRESS, 1), ("", 0)])
@pytest.mark.parametrize("format", FORMATS)
def test_a_code_stands_beside_the_address(format: str, address: str, codes: int) -> None:
    document = make_full() if address else drop_address(make_full())
    data = generate(document, BriefingOptions(format), Memory({})).data
    with pikepdf.open(BytesIO(data)) as pdf:
        told = [
            str(found.Alt)
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/Figure"
        ]
    assert told == ["QR code that leads to the full text"] * codes
