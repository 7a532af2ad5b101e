"""A briefing is read in a minute: few words, nothing twice, asks first, straight down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product

import pypdfium2
import pytest

from booklet.reading import list_said as list_read_aloud, read_nodes
from briefing.pages import find_overlaps, find_spots, read_text
from briefing.publications import (
    change_audience,
    change_publication,
    make_document,
    say,
)
from briefing.random_publications import make_random_document
from octavo.briefing import BriefingOptions, check, explain, generate
from octavo.briefing.fit_report import ReportContext, write_text
from octavo.briefing.plan.contents import list_said
from octavo.briefing.plan.repeats import find_repeats, say_same
from octavo.document import Ask, Document, Strong, Text
from octavo.document.problem import SourceError
from octavo.document.walk import text_of
from octavo.files.library import Memory

MOST = 320
LANGUAGES = {"decide": "de-DE", "note": "fr-FR", "discuss": "en-GB"}


def list_cases() -> Iterator[tuple[str, str, int, str]]:
    """Purpose, paper, number of points and format."""
    formats = ("executive", "submission", "information-paper", "press")
    for at, case in enumerate(product(LANGUAGES, ("A4", "letter"), (0, 2, 9))):
        yield (*case, formats[at % 4])


CASES = list(list_cases())


@lru_cache(32)
def make_case(purpose: str, paper: str, count: int, form: str) -> tuple[Document, ReportContext]:
    asks = (Ask("Name one contact for the exercise."), Ask("Pay for it.", "The council", "May"))
    document = change_audience(make_document(count=count), purpose=purpose, asks=asks)
    document = change_publication(document, language=LANGUAGES[purpose])
    options = BriefingOptions(form, "letter" if paper == "letter" else "A4")
    return document, explain(document, options, Memory({}))


def list_repeats(document: Document, made: ReportContext) -> list[tuple[str, str]]:
    """What is said twice: points that are not required, and what says the same."""
    assert document.audience is not None
    chosen = {taken.id for taken in made.page.fit.selection.chosen}
    shown = {
        message.id: text_of(point.children)
        for section in document.sections
        for point in section.points
        for message in made.plan.messages
        if message.id == point.id and message.id in chosen and not message.required
    }
    said = dict(enumerate(list_said(document, document.audience)))
    found = [
        (id, name) for id, text in shown.items() for name, t in said.values() if say_same(t, text)
    ]
    pairs = [(a, b) for a in shown for b in shown if a < b and say_same(shown[a], shown[b])]
    return [*found, *pairs]


@pytest.mark.parametrize("case", CASES)
def test_a_briefing_is_short_says_nothing_twice_and_overprints_nothing(
    case: tuple[str, str, int, str],
) -> None:
    document, made = make_case(*case)
    assert made.words <= MOST
    assert len(made.page.fit.selection.chosen) <= 5
    assert list_repeats(document, made) == []
    assert find_overlaps(find_spots(made.page)) == []


@pytest.mark.parametrize("case", CASES)
def test_a_briefing_is_read_straight_down(case: tuple[str, str, int, str]) -> None:
    _, made = make_case(*case)
    zones = [placed.zone for placed in made.page.boxes]
    assert "narrow" not in zones
    spots = [spot for spot in find_spots(made.page) if spot.top > made.page.band]
    for one, other in pairwise(spots):
        beside = other.left >= one.right or other.left < one.left
        assert other.bottom > one.top or beside, (one.text, other.text)


def test_random_publications_keep_to_the_words_and_say_nothing_twice() -> None:
    for number in range(12):
        document = make_random_document(number)
        try:
            made = explain(document, BriefingOptions(), Memory({}))
        except SourceError:
            continue
        assert list_repeats(document, made) == []
        shown = [m for m in made.plan.messages if m.id in ids(made) and not m.required]
        assert made.words <= MOST or len(shown) <= made.page.fit.rules.least


def ids(made: ReportContext) -> set[str]:
    return {taken.id for taken in made.page.fit.selection.chosen}


def test_asks_stand_under_the_bottom_line_where_something_is_to_be_decided() -> None:
    asks = (Ask("Name one contact for the exercise."),)
    decide = change_audience(make_document(), purpose="decide", asks=asks)
    text = read_text(generate(decide, BriefingOptions(), Memory({})).data)
    assert text.index("it is denied.") < text.index("Name one contact") < text.index("Key messages")
    discuss = change_audience(make_document(), asks=asks)
    text = read_text(generate(discuss, BriefingOptions(), Memory({})).data)
    assert text.index("Key messages") < text.index("Name one contact")


def test_by_when_is_never_blank() -> None:
    asks = (Ask("Do this.", "Staffs", "May"), Ask("Do that."))
    text = read_text(
        generate(change_audience(make_document(), asks=asks), BriefingOptions(), Memory({})).data
    )
    assert text.count("not stated") == 2


def test_the_reader_is_named_in_one_heading() -> None:
    data = generate(make_document(), BriefingOptions(), Memory({})).data
    with pypdfium2.PdfDocument(data) as pdf:
        assert "Briefing for" in pdf[0].get_textpage().get_text_range()
    assert read_headings(data) == ["Briefing for Military command"]


def read_headings(data: bytes) -> list[str]:
    """The text of each heading of the first level."""
    return [text for role, text in list_read_aloud(read_nodes(data)) if role == "H1"]


def test_a_lead_stands_before_its_point_in_bold() -> None:
    document = make_document()
    first = document.sections[0]
    points = tuple(replace(point, lead=say("Quick services")) for point in first.points)
    led = replace(document, sections=(replace(first, points=points), *document.sections[1:]))
    made = explain(led, BriefingOptions(), Memory({}))
    wording = next(m for m in made.plan.messages if m.id == "point-4").wordings[0]
    assert wording[0] == Strong((Text("Quick services"), Text(".")))
    text = read_text(generate(led, BriefingOptions(), Memory({})).data)
    assert "Quick services. Commercial services are quicker" in text
    codes = {p.code: p.message for p in check(led, BriefingOptions(), Memory({}))}
    assert "`point-1`" in codes["FIT005"]
    assert "`point-4`" not in codes["FIT005"]


def test_a_required_point_that_is_said_anyway_stays_and_is_remarked_on() -> None:
    document = make_document()
    assert document.audience is not None
    first = document.sections[0]
    (told, *rest) = first.points
    twice = replace(told, children=document.audience.bottom_line, required=True)
    sections = (replace(first, points=(twice, *rest)), *document.sections[1:])
    led = replace(document, sections=sections)
    assert told.id in ids(explain(led, BriefingOptions(), Memory({})))
    problems = check(led, BriefingOptions(), Memory({}))
    assert [p.code for p in problems if told.id in p.message and p.code == "FIT006"] == ["FIT006"]


def test_too_many_words_leave_points_out_and_the_report_says_so() -> None:
    words = say(" ".join(["timetable"] * 260))
    document = change_audience(make_document(), so_what=(words,), lead_facts=(), asks=())
    made = explain(document, BriefingOptions(), Memory({}))
    assert 260 < made.words <= MOST
    assert "words more would be over 320" in write_text(made)
    longer = change_audience(document, so_what=(say(" ".join(["timetable"] * 310)),))
    assert "FIT004" in {p.code for p in check(longer, BriefingOptions(), Memory({}))}


def test_dates_stand_on_a_line_of_time_after_the_figures() -> None:
    lines = [
        spot.text
        for spot in find_spots(explain(make_document(), BriefingOptions(), Memory({})).page)
    ]
    assert lines.index("29") < lines.index("countries") < lines.index("2040")
    assert lines[lines.index("2040") + 1] == "the horizon of the conference"


def test_numbers_that_differ_are_not_the_same_said_twice() -> None:
    north = "In the north the service counted 120 cases of measles among children in 2024"
    south = "In the south the service counted 350 cases of measles among children in 2024"
    assert not say_same(north, south)
    assert say_same(north, north + ", as in the year before")
    assert find_repeats((("a", north, 5, False),), (("bottom_line", north),)) == {
        "a": "bottom_line"
    }


def test_date_and_clearance_of_the_briefing_are_on_it() -> None:
    document = change_audience(
        make_document(), date="4 May 2026", clearance="Cleared by the head of policy."
    )
    text = read_text(generate(document, BriefingOptions(), Memory({})).data)
    assert "4 May 2026" in text
    assert "Cleared by the head of policy." in text


def test_a_page_with_little_to_say_has_a_higher_head() -> None:
    short = change_audience(make_document(count=2), lead_facts=(), asks=())
    made = explain(short, BriefingOptions(), Memory({}))
    assert made.page.band > 62 + 100


def test_headings_stand_above_where_there_is_much_to_say() -> None:
    words = " ".join(f"word{number}" for number in range(470))
    document = change_audience(make_document(), so_what=(say(words),))
    made = explain(document, BriefingOptions(), Memory({}))
    spots = {spot.text: spot for spot in find_spots(made.page)}
    assert spots["Key messages"].bottom < spots["What it means for you"].top
    assert spots["Key messages"].left == spots["What it means for you"].left
    assert max(spot.right for spot in spots.values() if spot.left < 60) > 500
