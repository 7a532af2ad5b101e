"""Markings on the pages of finished files, and what the scanner says when they are not right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from pypdfium2.raw import FPDFText_GetFontSize

from octavo.audit import audit_file, expect
from octavo.booklet import BookletOptions, generate
from octavo.build.making import find_claims
from octavo.build.manifest import BuiltFile
from octavo.document import Draft
from octavo.files.library import Folder
from octavo.selection.audience import select
from octavo.source.draft import read
from octavo.source.marking_schemes import load_scheme
from trust.editions import make_all
from trust.places import SMALL

LIBRARY = Folder(SMALL)
AMBER = "TLP:AMBER"


def mark(scheme: str, level: str) -> Draft:
    """The small publication, marked."""
    draft = read(SMALL, "small")
    publication = replace(draft.publication, marking="")
    found = load_scheme(LIBRARY, scheme, "en-GB", [])
    return replace(draft, publication=publication, scheme=found, level=level)


@pytest.fixture(scope="module")
def files() -> tuple[BuiltFile, ...]:
    """Every output of the small publication, marked by the Traffic Light Protocol."""
    return make_all(mark("tlp", "amber"), LIBRARY)


def pages(files: tuple[BuiltFile, ...]) -> Iterator[tuple[str, pypdfium2.PdfTextPage, float]]:
    """Every page of every PDF: its name, its text, and where it is trimmed at the right."""
    for file in files:
        if file.name.endswith(".pdf"):
            with pypdfium2.PdfDocument(file.data) as pdf:
                for number, page in enumerate(pdf, 1):
                    yield f"{file.name}, {number}", page.get_textpage(), page.get_trimbox()[2]


@pytest.mark.slow
def test_every_page_of_every_pdf_is_marked_at_head_and_foot(files: tuple[BuiltFile, ...]) -> None:
    counts = {name: text.get_text_bounded().count(AMBER) for name, text, _ in pages(files)}

    assert {name: count for name, count in counts.items() if count not in {2, 4}} == {}
    assert all(count == 2 for name, count in counts.items() if "imposed" not in name)


@pytest.mark.slow
def test_the_traffic_light_protocol_stands_at_the_right_and_large_enough(
    files: tuple[BuiltFile, ...],
) -> None:
    for name, text, edge in pages(files):
        if "imposed" in name:
            continue
        at = text.get_text_range().index(AMBER)
        last = at + len(AMBER) - 1
        assert edge - 32 < text.get_charbox(last)[2] < edge, name
        assert FPDFText_GetFontSize(text, last) >= 12, name


@pytest.mark.slow
def test_every_head_and_foot_in_word_is_marked(files: tuple[BuiltFile, ...]) -> None:
    for file in files:
        if file.name.endswith(".docx"):
            package = ZipFile(BytesIO(file.data))
            names = [n for n in package.namelist() if n.startswith(("word/header", "word/footer"))]
            heads, feet = ([n for n in names if kind in n] for kind in ("header", "footer"))

            assert len(heads) == len(feet) == (4 if file.generator == "word" else 1)
            assert all(AMBER in package.read(name).decode() for name in names)


@pytest.mark.slow
def test_the_marking_is_in_the_name_and_the_properties_of_every_file(
    files: tuple[BuiltFile, ...],
) -> None:
    for file in files:
        if file.name.endswith(".pdf"):
            with pikepdf.open(BytesIO(file.data)) as pdf:
                assert str(pdf.docinfo["/Keywords"]).startswith(AMBER)
                with pdf.open_metadata() as metadata:
                    assert str(metadata["pdf:Keywords"]).startswith(AMBER)
        elif file.name.endswith(".docx"):
            core = ZipFile(BytesIO(file.data)).read("docProps/core.xml").decode()
            assert f"<cp:keywords>{AMBER}" in core
        else:
            continue
        assert "-tlp-amber." in file.name


def judge(marked: Draft, printed: str) -> set[str]:
    """What the scanner says of a booklet of `marked` that prints another marking."""
    document = select(marked)
    publication = replace(document.publication, marking=printed, keywords=())
    plain = replace(marked.publication, keywords=())
    expected = expect(replace(marked, publication=plain), None, LIBRARY)
    claims = find_claims("booklet", "small.pdf")
    data = generate(replace(document, publication=publication), BookletOptions(), LIBRARY).data
    return {problem.code for problem in audit_file("small.pdf", data, expected, claims)}


@pytest.mark.slow
def test_a_booklet_without_its_marking_is_found() -> None:
    assert "FIL002" in judge(mark("nato", "restricted"), "")


@pytest.mark.slow
def test_a_booklet_marked_as_what_others_read_is_found() -> None:
    draft = mark("nato", "unclassified")
    first, *others = draft.sections
    hidden = replace(first, marking="restricted", audiences=frozenset({"industry"}))
    marked = replace(draft, sections=(hidden, *others))

    assert "FIL001" in judge(marked, "NATO RESTRICTED")


@pytest.mark.slow
def test_a_booklet_with_its_marking_is_right() -> None:
    draft = mark("nato", "restricted")

    assert judge(draft, "NATO RESTRICTED") == set()
