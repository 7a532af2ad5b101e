"""What libraries and archives find in a booklet, and in the record beside it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from booklet.making import SMALL, read_files, read_folder
from judges.verapdf import judge
from octavo import publish
from octavo.booklet import BookletOptions, generate
from octavo.booklet.catalogue import write_record
from octavo.booklet.editions import Edition
from octavo.build.manifest import verify
from octavo.pdf.metadata import Metadata, Terms
from pdf.reading import open_pdf

DC = "{http://purl.org/dc/elements/1.1/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PUBLICATION = """\
title: Harbours & tides
subtitle: A report
language: en-GB
description: What was said of harbours.
keywords: [harbours, tides]
event: {name: A conference, end: 2025-04-30}
imprint:
  publisher: The Institute of Samples
  year: "2025"
  doi: 10.5555/12345678
  identifiers: [{format: pdf, isbn: 978-3-16-148410-0}, {format: print, isbn: 978-0-306-40615-7}]
  copyright: © 2025 The Institute of Samples
  licence: CC BY 4.0
sections: [one.md]
outputs:
  - {generator: booklet, options: {record: true}}
  - {generator: booklet, options: {edition: print, record: true}}
"""
TEXT = "---\nid: one\ntitle: One\nkind: chapter\n---\n\nWords of a report.\n"
FILES = {"publication.yaml": PUBLICATION.encode(), "one.md": TEXT.encode()}


def read_record(data: bytes) -> list[tuple[str, str, str]]:
    """Element, value and language of each statement."""
    root = ElementTree.fromstring(data)
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    return [(one.tag.removeprefix(DC), one.text or "", one.get(LANGUAGE, "")) for one in root]


def test_a_record_says_what_the_imprint_says() -> None:
    document, library = read_files(FILES)
    record = generate(document, BookletOptions(record=True), library).record
    assert read_record(record) == [
        ("title", "Harbours & tides: A report", "en-GB"),
        ("creator", "The Institute of Samples", ""),
        ("subject", "harbours", "en-GB"),
        ("subject", "tides", "en-GB"),
        ("description", "What was said of harbours.", "en-GB"),
        ("publisher", "The Institute of Samples", ""),
        ("date", "2025", ""),
        ("type", "Text", ""),
        ("format", "application/pdf", ""),
        ("identifier", "https://doi.org/10.5555/12345678", ""),
        ("identifier", "urn:isbn:9783161484100", ""),
        ("language", "en-GB", ""),
        ("rights", "© 2025 The Institute of Samples CC BY 4.0", "en-GB"),
    ]


def test_a_record_has_the_number_of_its_format() -> None:
    document, library = read_files(FILES)
    record = generate(document, BookletOptions(edition="print", record=True), library).record
    assert ("identifier", "urn:isbn:9780306406157", "") in read_record(record)


def test_without_being_asked_for_there_is_no_record() -> None:
    document, library = read_files(FILES)
    assert generate(document, BookletOptions(), library).record == b""


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), max_size=9)


@given(WORDS, WORDS, st.lists(WORDS, max_size=3), WORDS)
def test_a_record_says_all_that_is_known_and_nothing_empty(
    title: str, author: str, keywords: list[str], rights: str
) -> None:
    terms = Terms(rights=rights, doi="10.5555/1")
    data = write_record(Metadata(title, author, keywords=tuple(keywords), terms=terms))
    said = read_record(data)
    assert all(value for _, value, _ in said)
    told = {title, author, *keywords, rights} - {""}
    assert told <= {value for _, value, _ in said}
    assert data == write_record(Metadata(title, author, keywords=tuple(keywords), terms=terms))


def test_records_stand_beside_the_files_and_in_the_manifest(tmp_path: Path) -> None:
    source = tmp_path / "harbours"
    source.mkdir()
    for name, data in FILES.items():
        (source / name).write_bytes(data)
    built = publish(source, tmp_path / "build")
    names = {path.name for path in (tmp_path / "build" / "harbours").iterdir()}
    assert {"harbours.dc.xml", "harbours-print.dc.xml"} <= names
    assert {file.name for file in built.files} >= {"harbours.dc.xml", "harbours-print.dc.xml"}
    assert verify(tmp_path / "build" / "harbours") == ()


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["screen", "print"])
def test_rights_and_numbers_in_the_properties_are_archival(
    verapdf: Path, edition: Edition, tmp_path: Path
) -> None:
    document, library = read_files(FILES)
    file = tmp_path / "booklet.pdf"
    file.write_bytes(generate(document, BookletOptions(edition=edition), library).data)
    for flavour in ("ua1", "2a"):
        verdict = judge(verapdf, flavour, file)
        assert verdict.conforms, verdict.report


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["screen", "print", "imposed"])
def test_a_finished_file_has_no_fault_of_syntax(edition: Edition) -> None:
    document, library = read_folder(SMALL)
    with open_pdf(generate(document, BookletOptions(edition=edition), library).data) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.slow
def test_each_edition_has_a_number_of_its_own_and_the_same_each_time() -> None:
    document, library = read_folder(SMALL)
    numbers: dict[str, tuple[str, str]] = {}
    for edition in get_args(Edition):
        options = BookletOptions(edition=edition)
        one, again = (_read_numbers(generate(document, options, library).data) for _ in "ab")
        assert one == again
        numbers[edition] = one
    assert len({number for pair in numbers.values() for number in pair}) == 6


def _read_numbers(data: bytes) -> tuple[str, str]:
    with open_pdf(data) as pdf, pdf.open_metadata() as xmp:
        return str(xmp["xmpMM:DocumentID"]), str(xmp["xmpMM:InstanceID"])
