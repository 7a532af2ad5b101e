"""What "Space in 2040" tells each audience: its points, bottom lines, so-whats and asks."""

from __future__ import annotations

import re

import pytest

from octavo.document import Audience, Draft, Inlines, Paragraph, Point
from octavo.document.walk import query, text_of

ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]+\b")


def points(draft: Draft) -> list[Point]:
    return [point for section in draft.sections for point in section.points]


def count_words(phrase: Inlines) -> int:
    return len(text_of(phrase).split())


def audience_text(audience: Audience) -> str:
    asks = [word for ask in audience.asks for word in (ask.what, ask.who, ask.by)]
    told = [text_of(phrase) for phrase in (audience.bottom_line, *audience.so_what)]
    return " ".join([audience.name, audience.question, *told, *asks])


# ------------------------------------------------------------------------------- points


def test_there_are_at_least_forty_points(draft: Draft) -> None:
    assert len(points(draft)) >= 40


def test_points_rest_on_paragraphs_that_their_author_named(draft: Draft) -> None:
    for section in draft.sections:
        for point in section.points:
            assert point.rests_on in {p.id for p in query(section.blocks, Paragraph)}
            assert not re.fullmatch(rf"{section.id}-\d+", point.rests_on)


def test_points_have_twelve_to_twenty_eight_words(draft: Draft) -> None:
    lengths = {point.id: count_words(point.children) for point in points(draft)}
    assert {id: words for id, words in lengths.items() if not 12 <= words <= 28} == {}


def test_variants_have_six_to_fourteen_words_and_get_shorter(draft: Draft) -> None:
    for point in points(draft):
        lengths = [count_words(words) for words in (point.children, *point.variants)]
        assert len(lengths) >= 2, point.id
        assert all(6 <= words <= 14 for words in lengths[1:]), point.id
        assert lengths == sorted(set(lengths), reverse=True), point.id


def test_each_section_with_points_shows_three_to_five(draft: Draft) -> None:
    shown = {s.id: sum(point.key for point in s.points) for s in draft.sections if s.points}
    assert len(shown) == 12
    assert {id: count for id, count in shown.items() if not 3 <= count <= 5} == {}


def test_what_a_section_shows_is_for_everyone(draft: Draft) -> None:
    assert [point.id for point in points(draft) if point.key and point.audiences] == []


def test_every_point_is_weighed_for_every_audience(draft: Draft) -> None:
    audiences = {audience.id for audience in draft.audiences}
    for point in points(draft):
        assert {weight.audience for weight in point.weights} == audiences, point.id


def test_points_keep_the_hedge_of_their_paragraph(draft: Draft) -> None:
    texts = {point.id: (point.children, *point.variants) for point in points(draft)}
    hedges = {
        "denied-and-degraded": "Most speakers",
        "public-money": "ome speakers",
        "interoperability-unique-opportunity": "Several speakers",
        "raise-space-iq": "Most speakers",
        "transform-approach": "All keynote speakers",
        "fit-for-purpose": "Some speakers",
        "plan-from-outset": "Panellists agreed",
        "cost-of-inaction": "Panellists stressed",
        "space-picture": "everal participants",
        "act-decisively": "broad agreement",
        "rising-investment": "ome Nations",
    }
    for id, words in hedges.items():
        assert all(words in text_of(phrase) for phrase in texts[id]), id


def test_points_have_no_acronym_but_nato(draft: Draft) -> None:
    phrases = [
        text_of(phrase) for point in points(draft) for phrase in (point.children, *point.variants)
    ]
    found = {word for phrase in phrases for word in ACRONYM.findall(phrase)}
    assert found == {"NATO", "IQ"}


# ------------------------------------------------------------------------------- audiences


def test_there_are_five_audiences(draft: Draft) -> None:
    assert [(audience.id, audience.name, audience.purpose) for audience in draft.audiences] == [
        ("political", "Political leadership", "decide"),
        ("command", "Military command", "discuss"),
        ("planners", "Capability planners", "discuss"),
        ("industry", "Industry", "discuss"),
        ("public", "Public", "note"),
    ]


def test_a_bottom_line_is_one_sentence_of_at_most_thirty_words(draft: Draft) -> None:
    for audience in draft.audiences:
        line = text_of(audience.bottom_line)
        assert count_words(audience.bottom_line) <= 30, audience.id
        assert line.endswith("."), audience.id
        assert ". " not in line, audience.id


def test_a_so_what_has_two_or_three_paragraphs_of_twenty_to_forty_five_words(draft: Draft) -> None:
    for audience in draft.audiences:
        lengths = [count_words(paragraph) for paragraph in audience.so_what]
        assert 2 <= len(lengths) <= 3
        assert all(20 <= words <= 45 for words in lengths), audience.id


def test_asks_are_two_or_three_and_rest_on_paragraphs(draft: Draft) -> None:
    known = {paragraph.id for paragraph in query(draft.sections, Paragraph)}
    for audience in draft.audiences:
        assert 2 <= len(audience.asks) <= 3
        assert {ask.rests_on for ask in audience.asks} <= known
        assert all(ask.who for ask in audience.asks)


def test_no_two_audiences_are_told_the_same(draft: Draft) -> None:
    told = [phrase for a in draft.audiences for phrase in (a.bottom_line, *a.so_what)]
    asked = [ask.what for audience in draft.audiences for ask in audience.asks]
    assert len({text_of(phrase) for phrase in told}) == len(told)
    assert len(set(asked)) == len(asked)


def test_each_audience_leads_with_three_facts_of_its_own_choice(draft: Draft) -> None:
    leads = [audience.lead_facts for audience in draft.audiences]
    assert all(len(set(lead)) == 3 for lead in leads)
    assert len(set(leads)) == 5


@pytest.mark.parametrize("id", ["political", "public"])
def test_these_readers_meet_no_acronym_but_nato(draft: Draft, id: str) -> None:
    audience = next(audience for audience in draft.audiences if audience.id == id)
    assert set(ACRONYM.findall(audience_text(audience))) == {"NATO"}


def test_a_date_is_set_only_where_the_record_names_an_occasion(draft: Draft) -> None:
    assert [ask.by for audience in draft.audiences for ask in audience.asks if ask.by] == [
        "In preparing the 2025 Hague Summit",
        "Upcoming release of the Commercial Space Strategy",
    ]
