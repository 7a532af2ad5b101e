"""What a briefing says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.publications import (
    COMMAND,
    change_audience,
    change_publication,
    make_document,
    make_point,
    make_section,
    say,
)
from octavo.briefing.plan.contents import Plan, SourceLookup, compose, find_source
from octavo.briefing.plan.repeats import find_repeats
from octavo.briefing.plan.template import find_folder, load_wording
from octavo.checks.references import find_hidden
from octavo.document import (
    Ask,
    Break,
    Document,
    Event,
    Imprint,
    Note,
    Reference,
    Text,
)
from octavo.document.problem import SourceError
from octavo.document.walk import text_of
from octavo.files.library import Memory
from octavo.source.draft import read
from octavo.style.phrases import Phrases

ENGLISH = load_wording(Memory({}), find_folder("executive"), "en-GB")
FRENCH = load_wording(Memory({}), find_folder("executive"), "fr-FR")


def plan(document: Document, wording: Phrases = ENGLISH) -> Plan:
    assert document.audience is not None
    return compose(document, document.audience, wording, document.publication.language)


def test_the_head_names_audience_purpose_publication_and_date() -> None:
    made = plan(make_document())
    assert f"{made.head} {made.audience}" == "Briefing for Military command"
    assert made.purpose == "For discussion"
    assert made.kicker == "Space in 2040\u2002·\u2002Conference proceedings"
    assert made.date == "Toulouse, France, 28–30 April 2025"


def test_the_words_follow_the_language() -> None:
    made = plan(change_publication(make_document(), language="fr-FR"), FRENCH)
    assert (made.head, made.purpose, made.date) == (
        "Note pour",
        "Pour discussion",
        "Toulouse, France, 28–30 avril 2025",
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, ""),
        (date(2025, 4, 28), None, "28 April 2025"),
        (date(2025, 4, 28), date(2025, 4, 28), "28 April 2025"),
        (date(2025, 4, 28), date(2025, 4, 30), "28–30 April 2025"),
        (date(2025, 4, 28), date(2025, 5, 2), "28 April – 2 May 2025"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 – 2 January 2026"),
    ],
)
def test_dates_are_written_in_words(start: date | None, end: date | None, expected: str) -> None:
    event = Event("A conference", start=start, end=end)
    assert plan(change_publication(make_document(), event=event)).date == expected


def test_a_message_names_section_and_page_of_the_paragraph_it_rests_on() -> None:
    assert plan(make_document()).messages[0].source.label == "§\u00a01, p.\u00a08"


def test_a_message_falls_back_on_the_page_of_its_section() -> None:
    labels = {m.id: m.source.label for m in plan(make_document()).messages}
    assert labels["point-4"] == "§\u00a01, p.\u00a07"


def test_a_message_names_its_section_alone_when_no_page_is_known() -> None:
    document = replace(make_document(), places=())
    assert plan(document).messages[0].source.label == "§\u00a01"


def test_a_section_without_number_is_named_by_its_title() -> None:
    section = replace(make_section(0, ()), number=0, title="Foreword")
    sources = SourceLookup(make_document(), {"section-0": "3"}, ENGLISH)
    assert find_source(sources, section, "").label == "Foreword, p.\u00a03"


def test_a_source_leads_to_its_place_in_the_booklet_when_that_has_an_address() -> None:
    imprint = Imprint("A centre", address="https://example.org/space.pdf")
    source = plan(change_publication(make_document(), imprint=imprint)).messages[0].source
    assert source.address == "https://example.org/space.pdf#section-0-1"


def test_lead_facts_come_in_the_order_of_the_audience() -> None:
    document = change_audience(make_document(), lead_facts=("horizon", "countries"))
    assert [n.value for n in plan(document).numerals] == ["2040", "29"]


def test_an_approximate_fact_says_so() -> None:
    numerals = plan(make_document()).numerals
    assert [(n.before, n.value) for n in numerals[:2]] == [("about", "300"), ("", "29")]


def test_messages_keep_the_order_of_the_source_with_all_wordings() -> None:
    messages = plan(make_document()).messages
    assert [m.id for m in messages[:4]] == ["point-0", "point-4", "point-8", "point-1"]
    assert [text_of(w) for w in messages[0].wordings][1] == (
        "Space has to be part of the plan from its first line"
    )


def test_notes_and_line_ends_do_not_come_onto_the_page() -> None:
    line = (Text("One"), Break(), Text("two"), Note(say("not here")), Text("."))
    made = plan(change_audience(make_document(), bottom_line=line))
    assert text_of(made.bottom_line) == "One two."


def test_a_cross_reference_becomes_words() -> None:
    line = (Text("See "), Reference("fig-map", (), "figure", "3"), Text("."))
    made = plan(change_audience(make_document(), bottom_line=line))
    assert made.bottom_line[1] == Text("Figure\u00a03")


def test_the_source_line_names_publication_event_place_and_dates() -> None:
    assert plan(make_document()).foot[0] == (
        "Source: Space in 2040: Deterrence and innovation. Conference proceedings, "
        "A conference on Space, Toulouse, France, 28–30 April 2025."
    )


def test_the_source_line_leaves_out_what_is_not_known() -> None:
    bare = change_publication(make_document(), event=Event("An event"), subtitle="", kind="")
    assert plan(bare).foot[0] == "Source: Space in 2040. An event."


def test_the_chatham_house_rule_is_stated_at_the_foot() -> None:
    made = plan(change_publication(make_document(), attribution="chatham-house"))
    assert any("Chatham House Rule" in line for line in made.foot)


def test_no_rule_is_stated_where_the_author_names_none() -> None:
    assert not any("Rule" in line for line in plan(make_document()).foot)


def test_a_publication_on_the_record_states_no_rule() -> None:
    made = plan(change_publication(make_document(), attribution="on-record"))
    assert not any("Rule" in line for line in made.foot)


def test_an_ask_names_where_it_comes_from() -> None:
    asks = (Ask("Do it.", rests_on="section-0-1"), Ask("Do that."))
    first, second = plan(change_audience(make_document(), asks=asks)).tasks
    assert first.source is not None
    assert (first.source.label, second.source) == ("§\u00a01, p.\u00a08", None)


def test_a_point_that_says_the_same_as_a_heavier_one_is_a_repeat() -> None:
    light, heavy = replace(make_point(1, 4), id="light"), replace(make_point(1, 8), id="heavy")
    document = replace(make_document(), sections=(make_section(0, (light, heavy)),))
    assert [(m.id, m.repeats) for m in plan(document).messages] == [
        ("light", "heavy"),
        ("heavy", ""),
    ]


def test_a_required_point_is_no_repeat() -> None:
    points = (("a", "Plan with Space early", 9, False), ("b", "Plan with Space early", 1, True))
    assert find_repeats(points) == {"a": "b"}


def test_points_with_few_words_in_common_are_no_repeats() -> None:
    points = (("a", "Space supports land forces", 5, False), ("b", "Space needs money", 5, False))
    assert find_repeats(points) == {}


def test_a_phrase_that_asks_for_an_unknown_value_is_an_error_with_its_place() -> None:
    name = "templates/words/en.yaml"
    text = "briefing: {executive: {title: '{{ nonsense }}: briefing'}}"
    wording = load_wording(Memory({name: text.encode()}), find_folder("executive"), "en-GB")
    with pytest.raises(SourceError) as caught:
        compose(make_document(), COMMAND, wording, "en-GB")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.span)) == ("TPL002", f"{name}:1:31")
    assert "'nonsense' is undefined" in problem.message


def test_a_bottom_line_may_not_rest_on_a_paragraph_that_its_reader_may_not_see() -> None:
    draft = read(Path(__file__).parents[2] / "content" / "space-2040")
    sections = tuple(
        replace(section, audiences=frozenset({"industry"}))
        if section.id == "conclusion"
        else section
        for section in draft.sections
    )
    problems = find_hidden(replace(draft, sections=sections), Memory({}))
    told = [problem for problem in problems if "conclusion-agreement" in problem.message]
    assert [problem.code for problem in told] == ["REF004"]
    assert "public" in told[0].message
