"""Pages chosen together: how good they are beside pages each as full as it can be."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from booklet.kinds import list_kinds, read_kind
from booklet.making import (
    CONTENT,
    SMALL,
    STYLE,
    Made,
    change_style,
    make,
    read_files,
    read_folder,
)
from booklet.page_measures import PageMeasures, measure_pages, shorten
from octavo.booklet import BookletOptions, generate
from octavo.document.problem import Severity, SourceError
from octavo.files.library import Folder, Library, Memory, read_builtin
from octavo.typeset.page_costs import PageCosts

GREEDY = change_style(pages="greedy")


class Both:
    """The files of one library, and of another before them."""

    def __init__(self, first: Library, other: Library) -> None:
        self.libraries = first, other

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        first, other = self.libraries
        try:
            return first.read(name)
        except FileNotFoundError:
            return other.read(name)


@pytest.fixture(scope="module")
def made() -> Made:
    """The proceedings, their pages chosen together."""
    document, library = read_folder(CONTENT)
    return make(document, library)


def test_the_template_says_what_everything_costs() -> None:
    text = read_builtin(STYLE).decode()
    for name, value in PageCosts()._asdict().items():
        assert f"\n  {name}: {value:g} " in text


def test_a_cost_that_there_is_not_is_an_error() -> None:
    text = read_builtin(STYLE).decode().replace("  blank: 24 ", "  blanks: 24 ")
    document, _ = read_folder(SMALL)
    with pytest.raises(SourceError, match="blanks"):
        make(document, Memory({STYLE: text.encode()}))


def test_a_booklet_chosen_together_says_what_it_says_otherwise() -> None:
    document, library = read_folder(SMALL)
    said = [
        sorted(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(data)).split())
        for data in (
            generate(document, BookletOptions(), Both(one, library)).data
            for one in (Folder(SMALL), GREEDY)
        )
    ]
    words = [[word for word in one if word.isalpha() and len(word) > 3] for one in said]
    lost = [word for word in set(words[1]) if word not in words[0]]
    assert [word for word in lost if not any(word in other for other in words[0])] == []


@pytest.mark.slow
def test_the_proceedings_have_level_feet_and_no_thin_tail(made: Made) -> None:
    document, library = read_folder(CONTENT)
    before = measure_pages(document, library, total=False)
    after = measure_pages(document, library)

    assert made.pages == after.pages <= before.pages
    assert after.thin == 0
    assert after.short == 0
    assert after.exact >= 0.6 * after.full
    assert after.level == after.spreads
    assert after.stray == 0


@pytest.mark.slow
def test_versions_of_the_proceedings_without_some_paragraphs_are_as_good() -> None:
    document, library = read_folder(CONTENT)
    found = measure_pages(document, library)
    for seed in range(1, 8):
        version = shorten(document, seed)
        before = measure_pages(version, library, total=False)
        after = measure_pages(version, library)
        found += after
        assert after.pages <= before.pages
    assert found.exact >= 0.6 * found.full
    assert found.short <= 0.03 * found.full
    assert found.level >= 0.85 * found.spreads
    assert found.thin <= 0.03 * found.tails
    assert found.stray == 0


@pytest.mark.slow
def test_publications_of_other_kinds_are_as_good_on_no_more_pages() -> None:
    """Of all five kinds, from A5 to Letter, in three languages, in one column and in two."""
    greedy = total = PageMeasures()
    for kind in list_kinds(40):
        document, library = read_kind(*kind)
        before = measure_pages(document, library, total=False)
        after = measure_pages(document, library)
        greedy, total = greedy + before, total + after
        assert after.pages <= before.pages, kind
    assert total.blank < greedy.blank
    assert total.stray == 0
    assert total.exact >= 0.8 * total.full
    assert total.short <= 0.03 * total.full
    assert total.level >= 0.85 * total.spreads
    assert total.thin <= 0.06 * total.tails < greedy.thin


@pytest.mark.slow
@pytest.mark.parametrize("place", [0, 2, 6, 13, 17, 19])
def test_other_kinds_are_drawn_without_a_fault(place: int) -> None:
    document, library = read_kind(*list_kinds(20)[place])
    output = generate(document, BookletOptions(), library)
    assert output.pages == measure_pages(document, library).pages
    assert [one for one in output.problems if one.severity is Severity.ERROR] == []


def test_a_reference_tells_no_page_where_it_stands_on_the_page_it_leads_to() -> None:
    """It stands in a paragraph that begins on the page before."""
    files = dict(make_referring())
    document, library = read_files(files)
    output = generate(document, BookletOptions(edition="print"), library)
    with PdfDocument(output.data) as pdf:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    (here,) = [text for text in texts if "Words that refer to" in text]
    assert "The caption" in here
    assert "Table 1, page" not in here


def make_referring() -> list[tuple[str, bytes]]:
    """A paragraph over the end of a page that refers to a table under it."""
    head = (
        "title: A publication\nlanguage: en-GB\ndescription: For tests.\n"
        "event: {name: A meeting, place: Paris, start: 2025-04-28, end: 2025-04-30}\n"
        "imprint: {publisher: The publisher}\nsections: [a.md]\noutputs: [booklet]\n"
    )
    long = "The members agreed that the work would be measured by those who pay for it. " * 34
    body = (
        "---\nid: a\ntitle: One\nkind: chapter\n---\n\n"
        f"{long}Words that refer to [](#tab-a) are here.\n\n"
        "| A | B |\n|---|---|\n| c | d |\nTable: The caption {#tab-a}\n"
    )
    return [("publication.yaml", head.encode()), ("a.md", body.encode())]
