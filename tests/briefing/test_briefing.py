"""The briefing as it comes out: one page, for one reader."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefing.pages import count_pages, find_overlaps, find_spots, find_strays, read_text
from briefing.publications import (
    change_audience,
    change_publication,
    make_document,
    make_point,
    make_section,
    say,
)
from octavo.briefing import BriefingOptions, explain, generate, generator
from octavo.briefing.choice.fit import choose
from octavo.briefing.fit_report import ReportContext, write_json, write_text
from octavo.document import Ask, Document, Draft, Imprint
from octavo.document.problem import Problem, SourceError, Span
from octavo.document.walk import text_of
from octavo.files.library import Memory
from octavo.generator import find_generator
from octavo.selection.audience import select
from octavo.source.draft import read
from pdf.reading import read_tree

SPACE = Path(__file__).parents[2] / "content" / "space-2040"
AUDIENCES = ("political", "command", "planners", "industry", "public")
FORMATS = ("executive", "submission", "information-paper", "press")


def build(document: Document, options: BriefingOptions | None = None) -> bytes:
    return generate(document, options or BriefingOptions(), Memory({})).data


def report(document: Document, options: BriefingOptions | None = None) -> ReportContext:
    return explain(document, options or BriefingOptions(), Memory({}))


def refuse(document: Document, options: BriefingOptions | None = None) -> Problem:
    """The only problem for which a document gets no briefing."""
    with pytest.raises(SourceError) as caught:
        build(document, options)
    (problem,) = caught.value.problems
    return problem


@lru_cache(1)
def space() -> Draft:
    return read(SPACE)


@lru_cache(8)
def space_for(audience: str) -> tuple[Document, bytes, str]:
    document = select(space(), audience)
    data = build(document)
    return document, data, read_text(data)


# ------------------------------------------------------------------------------ the generator


def test_the_generator_is_found_by_name() -> None:
    assert find_generator("briefing") is generator


def test_a_document_for_everyone_is_an_error() -> None:
    assert refuse(make_document(None)).code == "BRF001"


def test_an_unknown_format_is_an_error_that_names_those_there_are() -> None:
    problem = refuse(make_document(), BriefingOptions(format="memo"))
    assert problem.message == "there is no briefing format `memo`"
    assert "`executive`, `information-paper`, `press`, `submission`" in problem.hint


def test_a_language_without_words_is_an_error_that_says_what_to_write() -> None:
    problem = refuse(change_publication(make_document(), language="sv"))
    assert problem.hint.startswith("supply in `templates/words/sv.yaml`: `about`, ")
    assert "`briefing`" in problem.hint


def test_a_format_of_the_publication_s_own_needs_no_code() -> None:
    style = Memory({}).read("templates/briefing/press/style.yaml")
    files = {
        "templates/briefing/house/style.yaml": style,
        "templates/words/en.yaml": b"briefing: {house: {headings: {messages: Five to know}}}",
    }
    data = generate(make_document(), BriefingOptions(format="house"), Memory(files)).data
    assert "Five to know" in read_text(data)


def test_words_in_the_folder_of_a_format_are_refused_with_where_they_belong() -> None:
    style = Memory({}).read("templates/briefing/press/style.yaml")
    files = {
        "templates/briefing/house/style.yaml": style,
        "templates/briefing/house/words.en.yaml": b"headings: {messages: Five to know}",
    }
    with pytest.raises(SourceError) as caught:
        generate(make_document(), BriefingOptions(format="house"), Memory(files))
    (problem,) = caught.value.problems
    assert problem.message == "words in `templates/briefing/house/words.en.yaml` are not read"
    assert (
        problem.hint == "move what it says to `templates/words/en.yaml`, under `briefing: house:`"
    )


def test_a_measure_below_the_floor_is_an_error() -> None:
    name = "templates/briefing/executive/style.yaml"
    style = Memory({}).read(name).decode().replace("9.4, 9]", "9.4, 8]")
    with pytest.raises(SourceError) as caught:
        generate(make_document(), BriefingOptions(), Memory({name: style.encode()}))
    assert "a size of 8 points is below the floor of 9" in str(caught.value)


def test_an_unknown_part_in_a_format_is_an_error_with_its_place() -> None:
    name = "templates/briefing/executive/style.yaml"
    style = Memory({}).read(name).decode().replace("bottom: []", "bottom: [aks]")
    with pytest.raises(SourceError) as caught:
        generate(make_document(), BriefingOptions(), Memory({name: style.encode()}))
    (problem,) = caught.value.problems
    assert problem.span is not None
    assert (problem.span.file, problem.span.line) == (name, 17)


# ------------------------------------------------------------------------------ what it says


def test_it_is_a_pdf_of_one_page() -> None:
    output = generate(make_document(), BriefingOptions(), Memory({}))
    assert (count_pages(output.data), output.pages) == (1, 1)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert build(make_document()) == build(make_document())


def test_the_page_says_everything_that_must_be_on_it() -> None:
    held = change_publication(make_document(), attribution="chatham-house")
    text = read_text(build(held))
    for words in (
        "Briefing for",
        "Military command",
        "For discussion",
        "Space in 2040",
        "28–30 April 2025",
        "What changes for operations and exercises?",
        "Plan every operation with Space from its first line",
        "about 300",
        "participants",
        "Key messages",
        "What it means for you",
        "Staffs that plan without Space",
        "Put the loss of satellite links into every exercise.",
        "Exercise planners",
        "By when",
        "Source: Space in 2040: Deterrence and innovation.",
        "Chatham House Rule",
    ):
        assert words in text


def test_a_column_of_the_asks_without_content_is_dropped() -> None:
    asks = (Ask("Do this.", "Staffs"), Ask("Do that.", "Staffs"))
    text = read_text(build(change_audience(make_document(), asks=asks)))
    assert ("Who" in text, "By when" in text) == (True, False)


def test_a_column_of_the_asks_is_no_wider_than_its_broken_lines() -> None:
    what = "Move from planning to execution."
    when = "In preparing the 2025 Hague Summit"
    page = report(change_audience(make_document(), asks=(Ask(what, "NATO", when),))).page
    texts = [spot.text for spot in find_spots(page)]
    assert what in texts
    assert when not in texts


def test_asks_of_nobody_and_no_time_are_a_list_without_heads() -> None:
    text = read_text(build(change_audience(make_document(), asks=(Ask("Do this."),))))
    assert ("Do this." in text, "Who" in text, "What is asked" in text) == (True, False, True)


def test_a_part_with_nothing_to_say_is_left_out_with_its_heading() -> None:
    bare = change_audience(make_document(), asks=(), so_what=(), lead_facts=(), question="")
    text = read_text(build(bare))
    assert "What is asked" not in text
    assert "What it means for you" not in text


def test_a_marking_stands_at_head_and_foot() -> None:
    text = read_text(build(change_publication(make_document(), marking="RESTRICTED")))
    assert text.count("RESTRICTED") == 2


def test_a_marking_is_read_aloud_once_before_all_else() -> None:
    tree = read_tree(build(change_publication(make_document(), marking="RESTRICTED")))

    assert tree.splitlines()[:3] == ["Document", "  P", '    "RESTRICTED"']
    assert tree.count("RESTRICTED") == 1


def test_contact_and_code_stand_on_the_page_when_there_are_any() -> None:
    imprint = Imprint("A centre", contact="the press office", address="https://example.org/a.pdf")
    data = build(change_publication(make_document(), imprint=imprint))
    text = read_text(data)
    assert "Contact: the press office" in text
    assert "Full text: https://example.org/a.pdf" in text
    with pikepdf.open(BytesIO(data)) as pdf:
        links = {str(link.A.URI) for link in pdf.pages[0].Annots}
    assert "https://example.org/a.pdf#section-0-2" in links


def test_without_an_address_there_are_no_links() -> None:
    with pikepdf.open(BytesIO(build(make_document()))) as pdf:
        assert "/Annots" not in pdf.pages[0]


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.28, 841.89)), ("letter", (612, 792))])
def test_the_paper_can_be_chosen(paper: str, size: tuple[float, float]) -> None:
    options = BriefingOptions(paper="letter" if paper == "letter" else "A4")
    with pikepdf.open(BytesIO(build(make_document(), options))) as pdf:
        box = [float(number) for number in pdf.pages[0].MediaBox]
    assert box[2:] == pytest.approx(size, abs=0.01)


def test_the_properties_name_the_publisher_and_no_tool_s_user() -> None:
    with pikepdf.open(BytesIO(build(make_document()))) as pdf:
        properties = {str(key): str(value) for key, value in pdf.docinfo.items()}
    assert properties["/Title"] == "Space in 2040: briefing – Military command"
    assert properties["/Author"] == "A centre of excellence"
    assert properties["/CreationDate"] == "D:20250430000000Z"


def test_a_character_that_no_face_has_is_an_error_that_shows_it() -> None:
    problem = refuse(change_audience(make_document(), question="Is it 宇?"))
    assert (problem.code, "宇" in problem.message) == ("TYP001", True)


def test_a_long_name_and_title_are_shown_whole() -> None:
    name = "Everybody who takes part in planning, supplying or commanding anything at all in Space"
    title = "A very long title of a publication that says everything there is to say on its cover"
    document = change_publication(change_audience(make_document(), name=name), title=title)
    text = read_text(build(document))
    assert name in text
    assert f"{title} · Conference proceedings" in text


# ------------------------------------------------------------------------------ fitting


def test_a_required_point_is_on_the_page_however_light_it_is() -> None:
    light = replace(make_point(0, 1), id="must", children=say("Remember the lamps."), required=True)
    document = make_document()
    sections = (make_section(0, (light,)), *document.sections[1:])
    assert "Remember the lamps." in read_text(build(replace(document, sections=sections)))


def test_must_haves_that_do_not_fit_are_an_error_with_lines_and_fields() -> None:
    long = say(" ".join(["word"] * 400))
    document = change_audience(
        make_document(), so_what=(long, long), span=Span("publication.yaml", 40)
    )
    problem = refuse(document)
    assert problem.code == "FIT001"
    assert problem.span == Span("publication.yaml", 40)
    found = re.fullmatch(
        r"the briefing for `command` does not fit one page: (\d+) lines too many", problem.message
    )
    assert found is not None
    assert problem.hint.startswith("shorten `so_what`")
    assert problem.hint.endswith(f"by {found[1]} lines in all")


def test_required_points_that_do_not_fit_are_named() -> None:
    text = say(" ".join(["word"] * 150))
    points = tuple(
        replace(make_point(n), children=text, variants=(), required=True) for n in range(9)
    )
    document = replace(make_document(), sections=(make_section(0, points),))
    problem = refuse(document)
    assert problem.code == "FIT001"
    assert "`point-0`" in problem.hint


def test_shortening_by_the_lines_named_is_enough() -> None:
    words = ["word"] * 1100
    document = change_audience(make_document(), so_what=(say(" ".join(words)),))
    lines = int(re.findall(r"(\d+) lines? too many", refuse(document).message)[0])
    per_line = 28
    shorter = say(" ".join(words[: -(lines + 1) * per_line]))
    assert count_pages(build(change_audience(document, so_what=(shorter,)))) == 1


def test_a_page_with_enough_to_say_is_full() -> None:
    assert report(make_document()).page.fit.fill >= 0.92


def test_no_text_is_smaller_than_the_floor_but_references_and_foot() -> None:
    made = report(make_document())
    small = {spot.size for spot in find_spots(made.page) if spot.size < 9}
    assert small <= {7.8}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_nothing_overlaps_in_any_format(name: str, paper: str) -> None:
    options = BriefingOptions(name, "letter" if paper == "letter" else "A4")
    page = report(select(space(), "planners"), options).page
    spots = find_spots(page)
    assert find_overlaps(spots) == []
    assert find_strays(page, spots, 48) == []


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_message_is_smaller_than_the_text_that_shares_its_column(audience: str) -> None:
    document = select(space(), audience)
    imprint = replace(document.publication.imprint, contact="the office", address="https://a.org")
    document = change_publication(document, imprint=imprint, marking="RESTRICTED")
    made = report(document, BriefingOptions("information-paper", "letter"))
    first = text_of(made.plan.meaning[0])
    (size,) = {spot.size for spot in find_spots(made.page) if spot.text.startswith(first[:25])}
    assert size <= made.page.fit.size


def test_the_report_says_what_was_chosen_and_left_out() -> None:
    lines = write_text(report(make_document())).splitlines()
    assert re.fullmatch(
        r"Military command: 5 of 9 points shown, in type of 13 pt; the page is \d+% full", lines[0]
    )
    assert re.fullmatch(r"words: \d+ of 320", lines[2])
    assert "+ shown, - left out" in lines[3]
    assert lines[-1].startswith("one more line (12 pt) would ")
    assert len([line for line in lines if line.startswith("+")]) == 5
    assert len([line for line in lines if line.startswith("-")]) == 3
    (same,) = [line for line in lines if line.startswith("=")]
    assert same.endswith("point-0: says the same as bottom_line")


def test_the_report_as_json_names_place_and_text_of_each_point() -> None:
    made = json.loads(write_json(report(make_document())))
    assert (made["shown"], made["total"], made["points"][0]["paragraph"]) == (5, 9, "section-0-1")


# ------------------------------------------------------------------------------ Space in 2040


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_audience_of_space_in_2040_gets_one_full_page(audience: str) -> None:
    document, data, _ = space_for(audience)
    page = report(document).page
    spots = find_spots(page)
    assert count_pages(data) == 1
    assert page.fit.fill >= 0.92
    assert len(page.fit.selection.chosen) >= 5
    assert (find_overlaps(spots), find_strays(page, spots, 48)) == ([], [])


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
def test_setting_only_some_messages_leads_to_the_same_choice_as_setting_all(audience: str) -> None:
    fit = report(space_for(audience)[0]).page.fit
    assert choose(fit.candidates, fit.room, fit.rules).chosen == fit.selection.chosen


def test_the_five_briefings_differ_in_points_so_what_and_asks() -> None:
    plans = [report(space_for(audience)[0]) for audience in AUDIENCES]
    chosen = {tuple(taken.id for taken in made.page.fit.selection.chosen) for made in plans}
    assert len(chosen) == 5
    assert len({made.plan.meaning for made in plans}) == 5
    assert len({tuple(task.what for task in made.plan.tasks) for made in plans}) == 5


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_chosen_point_is_read_on_the_page_with_its_reference(audience: str) -> None:
    document, _, text = space_for(audience)
    made = report(document)
    chosen = {taken.id for taken in made.page.fit.selection.chosen}
    for message in made.plan.messages:
        if message.id in chosen:
            assert message.source.label.replace("\u00a0", " ") in text.replace("\u00a0", " ")
