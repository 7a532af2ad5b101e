from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Literal
from zipfile import ZipFile

import pytest
from pikepdf import Pdf

from octavo.audit import Brief, Find, examine, inquire, judge_finds
from octavo.audit.judgement import judge_whole
from octavo.booklet import BookletOptions, generate
from octavo.document import Draft, Paragraph, Person, Text, Waiver
from octavo.files.library import Folder
from octavo.generator import find_generator
from octavo.selection.audience import select
from octavo.source.draft import read
from trust.leaky import DOCXS, PDFS, SECRET, add_document, append_version, edit_docx, edit_pdf, pack
from trust.places import SMALL

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def wanted() -> Brief:
    """What to look for in the files of the small publication that everyone gets."""
    return inquire(read(SMALL), None, Folder(SMALL))


@pytest.fixture(scope="session")
def booklet() -> bytes:
    return generate(select(read(SMALL)), BookletOptions(), Folder(SMALL)).data


@pytest.fixture(scope="session")
def word() -> bytes:
    generator = find_generator("word")
    return generator.generate(select(read(SMALL)), generator.options(), Folder(SMALL)).data


def codes(data: bytes, wanted: Brief, generator: str) -> set[str]:
    return {problem.code for problem in examine("small", data, wanted, generator)}


def test_nothing_is_wrong_with_a_booklet(booklet: bytes, wanted: Brief) -> None:
    assert examine("small.pdf", booklet, wanted, "booklet") == ()


def test_nothing_is_wrong_with_a_word_version(word: bytes, wanted: Brief) -> None:
    assert examine("small.docx", word, wanted, "word") == ()


@pytest.mark.slow
def test_nothing_is_wrong_with_a_booklet_of_the_newer_standard(wanted: Brief) -> None:
    options = BookletOptions(standard="ua2-a4")
    data = generate(select(read(SMALL)), options, Folder(SMALL)).data

    assert examine("small.pdf", data, wanted, "booklet") == ()


@pytest.mark.parametrize("standard", ["ua1-a2a", "ua2-a4"])
def test_nothing_is_wrong_with_a_booklet_that_has_its_document_in_it(
    standard: Literal["ua1-a2a", "ua2-a4"], wanted: Brief
) -> None:
    options = BookletOptions(standard=standard, attach_source=True)
    data = generate(select(read(SMALL)), options, Folder(SMALL)).data

    assert examine("small.pdf", data, wanted, "booklet") == ()


def test_a_document_as_data_is_searched_like_any_text(booklet: bytes, wanted: Brief) -> None:
    found = codes(edit_pdf(booklet, add_document), wanted, "booklet")

    assert "FIL001" in found
    assert "FIL004" not in found


def test_a_word_that_a_hyphen_divides_on_a_sheet_is_there() -> None:
    must = (("interoperability",),)
    wanted = Brief(frozenset(), frozenset(), frozenset(), must, (), ())
    sheet = (Find("object 7", "inter- operability", "margin"),)

    assert judge_whole("sheet.pdf", sheet, wanted, pdf=True) == ()


@pytest.mark.parametrize("leak", PDFS.values(), ids=PDFS.keys())
def test_a_leak_in_a_pdf_is_found(
    leak: Callable[[Pdf], None], booklet: bytes, wanted: Brief
) -> None:
    assert codes(edit_pdf(booklet, leak), wanted, "booklet") & {"FIL001", "FIL004"}


def test_a_pdf_that_was_only_saved_again_has_no_leak(booklet: bytes, wanted: Brief) -> None:
    assert codes(edit_pdf(booklet, lambda pdf: None), wanted, "booklet") == set()


def test_an_earlier_version_in_a_pdf_is_found(booklet: bytes, wanted: Brief) -> None:
    assert "FIL004" in codes(append_version(booklet), wanted, "booklet")


@pytest.mark.parametrize("leak", DOCXS.values(), ids=DOCXS.keys())
def test_a_leak_in_a_word_version_is_found(
    leak: Callable[[dict[str, bytes]], None], word: bytes, wanted: Brief
) -> None:
    assert codes(edit_docx(word, leak), wanted, "word") & {"FIL001", "FIL004"}


def test_a_word_version_that_was_only_packed_again_has_no_leak(word: bytes, wanted: Brief) -> None:
    assert codes(edit_docx(word, lambda parts: None), wanted, "word") == set()


def test_a_comment_of_the_package_is_found(word: bytes, wanted: Brief) -> None:
    with ZipFile(BytesIO(word)) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    assert "FIL001" in codes(pack(parts, SECRET), wanted, "word")


def test_a_text_of_another_audience_in_plain_text_is_found(wanted: Brief) -> None:
    assert codes(SECRET.encode(), wanted, "outline") == {"FIL001"}


def test_a_lost_paragraph_is_found(word: bytes, wanted: Brief) -> None:
    def lose(parts: dict[str, bytes]) -> None:
        part = parts["word/document.xml"]
        assert b"What is agreed is kept." in part
        parts["word/document.xml"] = part.replace(b"What is agreed is kept.", b"")

    problems = examine("small.docx", edit_docx(word, lose), wanted, "word")
    assert [problem.message for problem in problems] == [
        "`small.docx`: “What is agreed is kept.” is missing"
    ]


def test_a_word_of_no_source_is_found(word: bytes, wanted: Brief) -> None:
    def add(parts: dict[str, bytes]) -> None:
        part = parts["word/document.xml"]
        parts["word/document.xml"] = part.replace(b"What is agreed", b"What is perhaps agreed")

    messages = [p.message for p in examine("small.docx", edit_docx(word, add), wanted, "word")]
    assert "`small.docx`: the word “perhaps” is in no source (word/document.xml)" in messages


def test_a_broken_file_is_an_error(wanted: Brief) -> None:
    assert codes(b"%PDF-1.7\nnothing", wanted, "booklet") == {"FIL005"}


# ------------------------------------------------------------------------------ people


def name_person(draft: Draft) -> Draft:
    """The draft with a register, and its person named in the foreword, on the record."""
    foreword, *others = draft.sections
    thanks = Paragraph((Text("With thanks to Col. Jane Placeholder for all."),), "thanks")
    named = replace(foreword, blocks=(*foreword.blocks, thanks))
    person = Person("Col. Jane Placeholder", ("Chief of Samples",))
    return replace(draft, sections=(named, *others), people=(person,))


@pytest.fixture(scope="session")
def protected() -> Brief:
    """What to look for in the files of a publication that names a person on the record."""
    return inquire(name_person(read(SMALL)), None, Folder(SMALL))


@pytest.fixture(scope="session", params=["booklet", "word"])
def thankful(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """A file that names a person on the record, and what made it."""
    generator = find_generator(request.param)
    document = select(name_person(read(SMALL)))
    return request.param, generator.generate(document, generator.options(), Folder(SMALL)).data


def test_a_person_may_be_named_on_the_record(thankful: tuple[str, bytes], protected: Brief) -> None:
    generator, data = thankful

    assert examine("small", data, protected, generator) == ()


@pytest.mark.parametrize(
    "found",
    [
        Find("page 3", "According to Jane Placeholder, orbits are crowded.", "page"),
        Find("page 3", "as JANE PLACEHOLDER's slides show", "page"),
        Find("page 3", "the Chief of Samples said so", "page"),
        Find("/Author", "Jane Placeholder", "hidden"),
        Find("/Author", "Col. Jane Placeholder", "hidden"),
        Find("file name", "JanePlaceholder.pdf", "name"),
        Find("word/media/jane-placeholder.png", "jane-placeholder.png", "label"),
    ],
    ids=lambda found: found.text,
)
def test_a_person_who_is_named_elsewhere_is_found(found: Find, protected: Brief) -> None:
    problems = judge_finds("small", (found,), protected, "", "")

    assert [problem.code for problem in problems] == ["FIL006"]


def test_what_is_waived_may_be_named(protected: Brief) -> None:
    draft = name_person(read(SMALL))
    policy = next(section for section in draft.sections if section.id == "policy")
    text = (Text("Jane Placeholder agreed to be named."),)
    blocks = (*policy.blocks, Paragraph(text, "agreed"))
    sections = tuple(replace(s, blocks=blocks) if s is policy else s for s in draft.sections)
    waiver = Waiver("ATT003", "Jane Placeholder", "Agreed in writing", "policy")
    found = Find("page 3", "Jane Placeholder agreed to be named.", "page")

    without = inquire(replace(draft, sections=sections), None, Folder(SMALL))
    waived = replace(draft, sections=sections, waivers=(waiver,))
    assert [p.code for p in judge_finds("small", (found,), without, "", "")] == ["FIL006"]
    assert judge_finds("small", (found,), inquire(waived, None, Folder(SMALL)), "", "") == ()
