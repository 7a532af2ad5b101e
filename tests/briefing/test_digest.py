"""The digest: a few pages, every point under its section."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import groupby, pairwise

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings, strategies as st

from briefing.pages import find_overlaps, find_spots, find_strays
from briefing.publications import (
    COMMAND,
    change_audience,
    change_publication,
    make_document,
    make_point,
    say,
)
from briefing.random_publications import make_random_document
from briefing.test_briefing import AUDIENCES, space
from octavo.briefing import BriefingOptions, DigestOptions, explain, explain_digest, summarise
from octavo.briefing.layout.boxes import Box, Glue, at_glue_ratio
from octavo.briefing.layout.frame import HEAD
from octavo.briefing.layout.groups import list_groups
from octavo.briefing.layout.page import BriefingPage
from octavo.briefing.layout.pages import lay_out_pages, open_digest
from octavo.briefing.layout.rows import RULE, RowWidths, set_row
from octavo.briefing.layout.setting import open_context
from octavo.briefing.plan.template import DIGEST, load_digest
from octavo.document import Document, Fact, Imprint, Point
from octavo.document.problem import SourceError
from octavo.files.library import Memory
from octavo.generator import find_generator
from octavo.selection.audience import select

FULL = 0.92


def build(document: Document, options: DigestOptions | None = None) -> bytes:
    return summarise(document, options or DigestOptions(), Memory({})).data


def lay_out(document: Document) -> tuple[BriefingPage, ...]:
    assert document.audience is not None
    form, library = load_digest(Memory({})), Memory({})
    context = open_context(document, document.audience, form, DIGEST, library)
    digest = open_digest(context, form, list_groups(document, context.wording), "A4")
    return lay_out_pages(digest) or ()


def read_pages(data: bytes) -> list[str]:
    """The text of each page, spaces and line ends as single spaces."""
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    return [" ".join(text.replace("\ufffe", "").split()) for text in texts]


def make_long_document() -> Document:
    """A document with much to say: sixty points in four sections, no two the same."""
    document = make_document()
    sections = tuple(
        replace(section, points=tuple(make_long_point(n, at) for at in range(15)))
        for n, section in enumerate(document.sections)
    )
    return replace(document, sections=sections)


def make_long_point(section: int, at: int) -> Point:
    words = " ".join(f"word{section}{at}{letter}" for letter in "abcdefghijklmnopqrst")
    point = make_point(at, 1 + (at * 7 + section) % 10)
    return replace(point, id=f"point-{section}-{at}", children=say(words), variants=())


@lru_cache(8)
def space_for(audience: str) -> tuple[Document, bytes, tuple[BriefingPage, ...]]:
    document = select(space(), audience)
    return document, build(document), lay_out(document)


def test_the_generator_is_found_by_name() -> None:
    assert find_generator("digest").label == "digest"


def test_a_document_for_everyone_is_an_error() -> None:
    with pytest.raises(SourceError) as caught:
        build(make_document(None))
    assert [problem.code for problem in caught.value.problems] == ["BRF001"]


def test_a_part_where_a_digest_has_no_place_for_it_is_an_error() -> None:
    style = Memory({}).read(f"{DIGEST}/style.yaml").decode() + "narrow: [asks]\n"
    library = Memory({f"{DIGEST}/style.yaml": style.encode()})
    with pytest.raises(SourceError, match="nothing can stand here"):
        summarise(make_document(), DigestOptions(), library)


def test_the_number_of_pages_can_be_changed_without_code() -> None:
    style = Memory({}).read(f"{DIGEST}/style.yaml").decode().replace("pages: 3", "pages: 2")
    library = Memory({f"{DIGEST}/style.yaml": style.encode()})
    data = summarise(make_long_document(), DigestOptions(), library).data
    assert len(read_pages(data)) == 2


def test_the_same_document_gives_the_same_bytes() -> None:
    assert build(make_long_document()) == build(make_long_document())


# ------------------------------------------------------------------------------ pages


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_audience_of_space_in_2040_gets_three_full_pages(audience: str) -> None:
    document, data, pages = space_for(audience)
    assert len(read_pages(data)) == len(pages) == 3
    assert pages[0].fit.fill >= FULL
    for page in pages:
        spots = find_spots(page)
        assert find_overlaps(spots) == []
        assert find_strays(page, spots, 48) == []
    briefing = explain(document, BriefingOptions(), Memory({})).page.fit.selection
    assert len(pages[0].fit.selection.chosen) >= 3 * len(briefing.chosen)


def test_a_document_with_little_to_say_has_fewer_pages() -> None:
    assert len(read_pages(build(make_document()))) == 1


def test_later_pages_say_for_whom_they_are_and_how_many_there_are() -> None:
    first, second, third = read_pages(build(make_long_document()))
    assert first.startswith("Digest for Military command")
    assert second.startswith("Digest for Military command · Space in 2040 2 of 3")
    assert "3 of 3" in third


def test_a_marking_stands_at_head_and_foot_of_every_page() -> None:
    document = change_publication(make_long_document(), marking="RESTRICTED")
    assert [page.count("RESTRICTED") for page in read_pages(build(document))] == [2, 2, 2]


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.28, 841.89)), ("letter", (612, 792))])
def test_the_paper_can_be_chosen(paper: str, size: tuple[float, float]) -> None:
    options = DigestOptions("letter" if paper == "letter" else "A4")
    with pypdfium2.PdfDocument(build(make_long_document(), options)) as pdf:
        sizes = [(page.get_width(), page.get_height()) for page in pdf]
    assert sizes == 3 * [pytest.approx(size, abs=0.01)]


# ------------------------------------------------------------------------------ what they say


def test_what_must_be_there_stands_before_and_after_the_points() -> None:
    first, _, third = read_pages(build(make_long_document()))
    assert "Plan every operation with Space from its first line" in first
    assert "What it means for you Staffs that plan without Space" in first
    assert "What is asked" in third
    assert "Exercise planners" in third


def test_every_point_stands_under_its_section_in_the_order_of_the_source() -> None:
    document = make_long_document()
    trace = json.loads(summarise(document, DigestOptions(), Memory({})).trace)
    said = [line for line in trace if line["part"] == "messages"]
    items = [item for item, _ in groupby(line["item"] for line in said)]
    owners = {p.id: s.id for s in document.sections for p in s.points}
    under = ""
    for item in items:
        under = under if item in owners else item
        assert owners.get(item, under) == under
    chosen = [item for item in items if item in owners]
    assert chosen == [point for point in owners if point in chosen]
    assert {owners[point] for point in chosen} == {section.id for section in document.sections}


def test_a_section_that_goes_on_overleaf_is_named_again() -> None:
    document = make_long_document()
    points = tuple(point for section in document.sections for point in section.points)
    section = replace(document.sections[0], points=points)
    pages = read_pages(build(replace(document, sections=(section,))))
    assert ["Keynotes (continued)" in page for page in pages] == [False, True, True]


def test_no_line_of_a_head_begins_with_a_dash() -> None:
    trace = json.loads(summarise(space_for("planners")[0], DigestOptions(), Memory({})).trace)
    heads = [line["line"] for line in trace if line["origin"] == "section"]
    assert "Main Messages" in " ".join(heads)
    assert [line for line in heads if line.startswith("–")] == []


def test_a_row_has_room_for_head_and_points_however_wide_they_are_set() -> None:
    head = Box("Sect", (), Glue(50))
    body = Box("L", (), Glue(45, 20))
    row = set_row(head, body, 10, RowWidths(100, 10, 300), "messages")
    assert [at_glue_ratio(row.height, glue_ratio) - RULE for glue_ratio in (0, 1)] == [50, 65]


def test_a_reference_names_the_page_of_the_booklet_and_the_head_the_section_too() -> None:
    pages = " ".join(read_pages(build(make_document())))
    assert "Keynotes § 1, p. 7" in pages
    assert "deterrence at risk within hours. p. 12" in pages


def test_the_words_are_those_of_the_publication_s_language() -> None:
    document = change_publication(make_long_document(), language="fr")
    first, second, _ = read_pages(build(document))
    assert first.startswith("Synthèse pour Military command")
    assert "2 sur 3" in second


def test_the_head_of_a_section_leads_to_the_section_and_a_point_to_its_paragraph() -> None:
    trace = json.loads(summarise(make_document(), DigestOptions(), Memory({})).trace)
    head = next(line for line in trace if line["line"] == "Keynotes")
    assert (head["origin"], head["section"], head["page"]) == ("section", "section-0", "7")
    point = next(line for line in trace if line["item"] == "point-4")
    assert (point["origin"], point["paragraph"], point["page"]) == ("points", "section-0-2", "7")


def test_references_are_links_to_section_and_paragraph_in_the_booklet() -> None:
    imprint = Imprint("A centre", address="https://example.org/space.pdf")
    links = find_links(build(change_publication(make_document(), imprint=imprint)))
    assert "https://example.org/space.pdf#section-0" in links
    assert "https://example.org/space.pdf#section-0-2" in links


def find_links(data: bytes) -> set[str]:
    """The addresses that a PDF leads to."""
    with pikepdf.open(BytesIO(data)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", pikepdf.Array())]
        return {str(note.A.URI) for note in notes}


# ------------------------------------------------------------------------------ choosing


def test_a_required_point_is_there_however_light_it_is() -> None:
    document = make_long_document()
    first, *rest = document.sections[0].points
    light = replace(rest[-1], weight=1, required=True)
    section = replace(document.sections[0], points=(first, *rest[:-1], light))
    made = lay_out(replace(document, sections=(section, *document.sections[1:])))
    assert light.id in {taken.id for taken in made[0].fit.selection.chosen}


def test_the_report_counts_pages_and_points() -> None:
    report = explain_digest(make_long_document(), DigestOptions(), Memory({}))
    assert report.pages == 3
    fit = report.page.fit
    assert len(fit.selection.chosen) + len(fit.selection.left_out) == 60


def test_must_haves_that_do_not_fit_are_an_error_with_lines_and_fields() -> None:
    document = change_audience(make_document(), so_what=COMMAND.so_what * 30)
    with pytest.raises(SourceError) as caught:
        build(document)
    (problem,) = caught.value.problems
    assert problem.code == "FIT001"
    assert problem.message.startswith("the digest for `command` does not fit 3 pages: ")
    assert problem.hint.startswith("shorten `so_what`")


def test_required_points_that_do_not_fit_are_named() -> None:
    document = make_long_document()
    sections = tuple(
        replace(s, points=tuple(replace(p, required=True) for p in s.points))
        for s in document.sections
    )
    with pytest.raises(SourceError) as caught:
        build(replace(document, sections=sections))
    (problem,) = caught.value.problems
    assert problem.code == "FIT001"
    assert "`point-0-" in problem.hint


def test_asks_and_facts_may_be_missing() -> None:
    document = change_audience(make_document(), asks=(), lead_facts=(), so_what=())
    pages = " ".join(read_pages(build(document)))
    assert "What is asked" not in pages
    assert "What it means" not in pages


# ------------------------------------------------------------------------------ any publication


def is_too_tall(page: BriefingPage, following: BriefingPage) -> bool:
    """Whether the first point overleaf is higher than what this page has free."""
    margin, space, _ = 30, *load_digest(Memory({})).groups
    (column,) = (placed.box for placed in page.boxes if placed.zone == "wide")
    free = page.height - page.band - HEAD - margin - column.height.natural
    points = [item for placed in following.boxes for item in list_items(placed.box)]
    return bool(points) and points[0].height.natural + space + RULE > free


def list_items(box: Box) -> Iterator[Box]:
    """The points in `box`."""
    for child in box.children:
        if isinstance(child, Box):
            yield from [child] if child.role == "LI" else list_items(child)


def find_faults(document: Document) -> list[object]:
    """What is wrong with the digest of `document`; nothing when it does not fit and says so."""
    try:
        pages = lay_out(document) or build(document)
    except SourceError as error:
        codes = [problem.code for problem in error.problems]
        return [] if codes == ["FIT001"] else [codes]
    assert isinstance(pages, tuple)
    fit = pages[0].fit
    short = fit.selection.left_out and fit.fill < FULL
    tall = any(is_too_tall(page, following) for page, following in pairwise(pages))
    faults: list[object] = ["short"] if short and not tall else []
    faults += [len(pages)] if len(pages) > 3 else []
    for page in pages:
        spots = find_spots(page)
        faults += [*find_overlaps(spots), *find_strays(page, spots, 48)]
        faults += [spot for spot in spots if spot.size < 7.8]
    return faults


@pytest.mark.slow
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_a_random_publication_gets_three_full_pages_or_fewer_or_a_clear_error(number: int) -> None:
    assert find_faults(make_random_document(number)) == []


def test_a_fact_of_many_words_is_shown_whole() -> None:
    document = replace(make_document(), facts=(Fact("participants", "many more than before", "x"),))
    assert "many more than before" in " ".join(read_pages(build(document)))
