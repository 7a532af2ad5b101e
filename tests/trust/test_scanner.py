from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

import pytest
from pikepdf import Pdf

from octavo.audit import Claims, ExpectedContent, Extract, audit_extracts, audit_file, expect
from octavo.audit.expected import Required
from octavo.booklet import BookletOptions, generate
from octavo.build.making import find_claims
from octavo.document import Draft, Paragraph, Person, Text, Waiver
from octavo.document.problem import Problem
from octavo.files.library import Folder
from octavo.generator import find_generator
from octavo.selection.audience import select
from octavo.source.draft import read
from trust.leaky import (
    DOCX_BYTES,
    DOCXS,
    PDF_BYTES,
    PDFS,
    SECRET,
    add_document,
    edit_docx,
    edit_pdf,
)
from trust.places import SMALL

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def expected() -> ExpectedContent:
    """What to look for in the files of the small publication that everyone gets."""
    return expect(read(SMALL, "small"), None, Folder(SMALL))


@pytest.fixture(scope="session")
def booklet() -> bytes:
    return generate(select(read(SMALL, "small")), BookletOptions(), Folder(SMALL)).data


@pytest.fixture(scope="session")
def word() -> bytes:
    generator = find_generator("word")
    return generator.generate(select(read(SMALL, "small")), generator.options(), Folder(SMALL)).data


def audit(name: str, data: bytes, expected: ExpectedContent, generator: str) -> tuple[Problem, ...]:
    """What is wrong with a file called `name` that `generator` made."""
    return audit_file(name, data, expected, find_claims(generator, name))


def codes(data: bytes, expected: ExpectedContent, generator: str) -> set[str]:
    return {problem.code for problem in audit("small", data, expected, generator)}


def test_nothing_is_wrong_with_a_booklet(booklet: bytes, expected: ExpectedContent) -> None:
    assert audit("small.pdf", booklet, expected, "booklet") == ()


def test_nothing_is_wrong_with_a_word_version(word: bytes, expected: ExpectedContent) -> None:
    assert audit("small.docx", word, expected, "word") == ()


@pytest.mark.slow
def test_nothing_is_wrong_with_a_booklet_of_the_newer_standard(expected: ExpectedContent) -> None:
    options = BookletOptions(standard="ua2-a4")
    data = generate(select(read(SMALL, "small")), options, Folder(SMALL)).data

    assert audit("small.pdf", data, expected, "booklet") == ()


@pytest.mark.parametrize("standard", ["ua1-a2a", "ua2-a4"])
def test_nothing_is_wrong_with_a_booklet_that_has_its_document_in_it(
    standard: Literal["ua1-a2a", "ua2-a4"], expected: ExpectedContent
) -> None:
    options = BookletOptions(standard=standard, attach_source=True)
    data = generate(select(read(SMALL, "small")), options, Folder(SMALL)).data

    assert audit("small.pdf", data, expected, "booklet") == ()


def test_a_document_as_data_is_searched_like_any_text(
    booklet: bytes, expected: ExpectedContent
) -> None:
    found = codes(edit_pdf(booklet, add_document), expected, "booklet")

    assert "FIL001" in found
    assert "FIL004" not in found


def test_a_word_that_a_hyphen_divides_on_a_sheet_is_there() -> None:
    word = "interoperability"
    expected = ExpectedContent((word,), required=(Required(word, "required"),))
    sheet = (Extract("object 7", "inter- operability", "page"),)

    assert audit_extracts("sheet.pdf", sheet, expected, Claims(True, ())) == ()


@pytest.mark.parametrize("leak", PDFS.values(), ids=PDFS.keys())
def test_a_leak_in_a_pdf_is_found(
    leak: Callable[[Pdf], None], booklet: bytes, expected: ExpectedContent
) -> None:
    assert codes(edit_pdf(booklet, leak), expected, "booklet") & {"FIL001", "FIL004"}


def test_a_pdf_that_was_only_saved_again_has_no_leak(
    booklet: bytes, expected: ExpectedContent
) -> None:
    assert codes(edit_pdf(booklet, lambda pdf: None), expected, "booklet") == set()


@pytest.mark.parametrize("leak", PDF_BYTES.values(), ids=PDF_BYTES.keys())
def test_bytes_of_a_pdf_that_belong_to_nothing_are_found(
    leak: Callable[[bytes], bytes], booklet: bytes, expected: ExpectedContent
) -> None:
    assert "FIL004" in codes(leak(booklet), expected, "booklet")


@pytest.mark.parametrize("leak", DOCXS.values(), ids=DOCXS.keys())
def test_a_leak_in_a_word_version_is_found(
    leak: Callable[[dict[str, bytes]], None], word: bytes, expected: ExpectedContent
) -> None:
    assert codes(edit_docx(word, leak), expected, "word") & {"FIL001", "FIL004"}


def test_a_word_version_that_was_only_packed_again_has_no_leak(
    word: bytes, expected: ExpectedContent
) -> None:
    assert codes(edit_docx(word, lambda parts: None), expected, "word") == set()


@pytest.mark.parametrize("leak", DOCX_BYTES.values(), ids=DOCX_BYTES.keys())
def test_bytes_of_a_package_that_belong_to_no_part_are_found(
    leak: Callable[[bytes], bytes], word: bytes, expected: ExpectedContent
) -> None:
    assert codes(leak(word), expected, "word") >= {"FIL001", "FIL004"}


def test_a_text_of_another_audience_in_plain_text_is_found(expected: ExpectedContent) -> None:
    assert codes(SECRET.encode(), expected, "") == {"FIL001"}


def number_pages(numbers: Iterable[int], expected: ExpectedContent) -> set[str]:
    """What is found in a booklet whose pages have these numbers."""
    pages = [
        Extract(f"page {page}", f"{number}", "margin") for page, number in enumerate(numbers, 1)
    ]
    found = audit_extracts("small", tuple(pages), expected, find_claims("booklet", "small"))
    return {problem.message for problem in found if problem.code == "FIL003"}


def test_a_long_book_may_say_its_page_numbers(expected: ExpectedContent) -> None:
    assert number_pages(range(1, 1200), expected) == set()
    assert len(number_pages([*range(1, 1200), 2733], expected)) == 1


def test_a_lost_paragraph_is_found(word: bytes, expected: ExpectedContent) -> None:
    def lose(parts: dict[str, bytes]) -> None:
        part = parts["word/document.xml"]
        assert b"What is agreed is kept." in part
        parts["word/document.xml"] = part.replace(b"What is agreed is kept.", b"")

    problems = audit("small.docx", edit_docx(word, lose), expected, "word")
    assert "`small.docx`: “What is agreed is kept.” is missing" in [p.message for p in problems]


def test_a_word_of_no_source_is_found(word: bytes, expected: ExpectedContent) -> None:
    def add(parts: dict[str, bytes]) -> None:
        part = parts["word/document.xml"]
        parts["word/document.xml"] = part.replace(b"What is agreed", b"What is perhaps agreed")

    messages = [p.message for p in audit("small.docx", edit_docx(word, add), expected, "word")]
    assert "`small.docx`: the word “perhaps” is in no source (word/document.xml)" in messages


def test_a_broken_file_is_an_error(expected: ExpectedContent) -> None:
    assert codes(b"%PDF-1.7\nnothing", expected, "booklet") == {"FIL005"}


# ------------------------------------------------------------------------------ people


def name_person(draft: Draft) -> Draft:
    """The draft with a register, and its person named in the foreword, on the record."""
    foreword, *others = draft.sections
    thanks = Paragraph((Text("With thanks to Col. Jane Placeholder for all."),), "thanks")
    named = replace(foreword, blocks=(*foreword.blocks, thanks))
    person = Person("Col. Jane Placeholder", ("Chief of Samples",))
    return replace(draft, sections=(named, *others), people=(person,))


@pytest.fixture(scope="session")
def protected() -> ExpectedContent:
    """What to look for in the files of a publication that names a person on the record."""
    return expect(name_person(read(SMALL, "small")), None, Folder(SMALL))


@pytest.fixture(scope="session", params=["booklet", "word"])
def thankful(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """A file that names a person on the record, and what made it."""
    generator = find_generator(request.param)
    document = select(name_person(read(SMALL, "small")))
    return request.param, generator.generate(document, generator.options(), Folder(SMALL)).data


def test_a_person_may_be_named_on_the_record(
    thankful: tuple[str, bytes], protected: ExpectedContent
) -> None:
    generator, data = thankful

    assert audit("small", data, protected, generator) == ()


@pytest.mark.parametrize(
    "found",
    [
        Extract("page 3", "According to Jane Placeholder, orbits are crowded.", "page"),
        Extract("page 3", "as JANE PLACEHOLDER's slides show", "page"),
        Extract("page 3", "the Chief of Samples said so", "page"),
        Extract("/Author", "Jane Placeholder", "hidden"),
        Extract("/Author", "Col. Jane Placeholder", "hidden"),
        Extract("page 3", "Placeholder opened the session.", "page"),
        Extract("page 3", "as P L A C E H O L D E R put it", "page"),
        Extract("page 3", "Pl\N{CYRILLIC SMALL LETTER A}ceholder was late", "page"),
        Extract("/Subject", "Placeholder", "property"),
        Extract("file name", "JanePlaceholder.pdf", "name"),
        Extract("word/media/jane-placeholder.png", "jane-placeholder.png", "label"),
    ],
    ids=lambda found: found.text,
)
def test_a_person_who_is_named_elsewhere_is_found(
    found: Extract, protected: ExpectedContent
) -> None:
    problems = audit_extracts("small", (found,), protected)

    assert [problem.code for problem in problems] == ["FIL006"]


@pytest.mark.parametrize("text", ["A placeholder was used.", "Placeholders mark what is missing."])
def test_a_last_name_in_small_letters_is_a_word(text: str, protected: ExpectedContent) -> None:
    found = Extract("page 3", text, "page")

    problems = audit_extracts("small", (found,), protected)

    assert "FIL006" not in {problem.code for problem in problems}


def test_what_is_waived_may_be_named(protected: ExpectedContent) -> None:
    draft = name_person(read(SMALL, "small"))
    policy = next(section for section in draft.sections if section.id == "policy")
    text = (Text("Jane Placeholder agreed to be named."),)
    blocks = (*policy.blocks, Paragraph(text, "agreed"))
    sections = tuple(replace(s, blocks=blocks) if s is policy else s for s in draft.sections)
    waiver = Waiver("ATT003", "Jane Placeholder", "Agreed in writing", "policy")
    found = Extract("page 3", "Jane Placeholder agreed to be named.", "page")

    without = expect(replace(draft, sections=sections), None, Folder(SMALL))
    waived = replace(draft, sections=sections, waivers=(waiver,))
    assert [p.code for p in audit_extracts("small", (found,), without)] == ["FIL006"]
    assert audit_extracts("small", (found,), expect(waived, None, Folder(SMALL))) == ()
