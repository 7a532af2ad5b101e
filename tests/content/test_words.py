"""The words of "Space in 2040": what can be held against the record without the record at hand.

The expected values are those of the proceedings of the Conference. A change of any of them is a
change of fact, not of wording.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from babel import Locale

from octavo.document import (
    Ask,
    Cell,
    DiagramPart,
    Draft,
    Figure,
    Heading,
    Inlines,
    Listing,
    Mention,
    Note,
    Paragraph,
    Photo,
    Point,
    PullQuote,
    Reference,
    Section,
    Signature,
    Statistics,
    Table,
    Text,
)
from octavo.document.problem import Severity
from octavo.document.walk import query, text_of
from octavo.source.draft import read_source

FOLDER = Path(__file__).parents[2] / "content" / "space-2040"
SENTENCE_END = re.compile(r"(?<=[.!?])[”’]?\s+(?=[A-Z“])")


# ------------------------------------------------------------------------------- what is asked


def paragraphs(draft: Draft) -> list[Paragraph]:
    """Paragraphs and list items, in order; notes are not."""
    return [p for section in draft.sections for p in query(section.blocks, Paragraph)]


def body_text(paragraph: Paragraph) -> str:
    return text_of(tuple(part for part in paragraph.children if not isinstance(part, Note)))


def count_words(text: str) -> int:
    return len(text.split())


def split_sentences(text: str) -> list[str]:
    return SENTENCE_END.split(text)


def everything(draft: Draft) -> list[str]:
    """Each phrase a reader may meet, but for the photo register."""
    sections, imprint = draft.sections, draft.publication.imprint
    phrases = [block.children for block in query(sections, Paragraph)]
    phrases += [block.children for block in query(sections, Heading)]
    phrases += [block.children for block in query(sections, PullQuote)]
    phrases += [note.children for note in query(sections, Note)]
    phrases += [cell.children for cell in query(sections, Cell)]
    phrases += [table.caption for table in query(sections, Table)]
    phrases += [figure.caption for figure in query(sections, Figure)]
    phrases += [statistics.caption for statistics in query(sections, Statistics)]
    phrases += [section.standfirst for section in sections]
    for point in query(sections, Point):
        phrases += [point.children, *point.variants]
    for audience in draft.audiences:
        phrases += [audience.bottom_line, *audience.so_what]
    words = [text_of(phrase) for phrase in phrases]
    words += [word for section in sections for word in (section.title, section.label)]
    words += [word for part in query(sections, DiagramPart) for word in (part.title, part.text)]
    words += [figure.alternative for figure in query(sections, Figure)]
    words += [word for ask in query(draft.audiences, Ask) for word in (ask.what, ask.who, ask.by)]
    words += [audience.question for audience in draft.audiences]
    words += [fact.label for fact in draft.facts]
    return [*words, draft.publication.description, imprint.disclaimer, *imprint.notes]


# ------------------------------------------------------------------------------- form


def test_the_source_has_no_errors_and_no_warnings() -> None:
    found = [p for p in read_source(FOLDER).problems if p.severity is not Severity.NOTE]
    assert found == []


def test_every_part_of_the_proceedings_is_there_in_order(draft: Draft) -> None:
    assert [(section.label, section.title) for section in draft.sections] == [
        ("", "Foreword"),
        ("", "Space in 2040"),
        ("", "Conference in Numbers"),
        ("", "Conference Proceedings"),
        ("", "Introduction"),
        ("", "Keynote Speeches – Main Messages"),
        ("", "NATO Space Policy: Strategic Developments and Directions"),
        ("", "Integration of Space into NATO Operations"),
        ("", "Industry Integration into Space Operations"),
        ("Panel 1", "Space as the Keystone of Multi-Domain Operations (MDO)"),
        ("Panel 2", "Interoperability as a Deterrent in the Space Domain"),
        ("Panel 3", "Engaging Industry to Achieve Military Goals"),
        ("", "Conclusion"),
    ]


def test_the_body_is_about_as_long_as_the_record(draft: Draft) -> None:
    total = sum(count_words(body_text(paragraph)) for paragraph in paragraphs(draft))
    assert 3500 <= total <= 4500


def test_sentences_average_under_twenty_words(draft: Draft) -> None:
    lengths = [
        count_words(sentence)
        for paragraph in paragraphs(draft)
        for sentence in split_sentences(body_text(paragraph))
    ]
    assert sum(lengths) / len(lengths) < 20


def test_no_sentence_is_longer_than_forty_words(draft: Draft) -> None:
    sentences = [s for p in paragraphs(draft) for s in split_sentences(body_text(p))]
    assert [sentence for sentence in sentences if count_words(sentence) > 40] == []


def test_headings_inside_sections_are_short(draft: Draft) -> None:
    headings = re.findall(r"^## (.+)$", _markdown(), flags=re.MULTILINE)
    assert len(headings) >= 20
    assert [heading for heading in headings if not 1 < count_words(heading) < 5] == []


def _markdown() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md")))


def test_no_id_is_given_twice() -> None:
    found = re.findall(r"\{#([\w-]+)\}|^\s*(?:- )?id: ([\w-]+)$", _markdown(), flags=re.MULTILINE)
    ids = [one or other for one, other in found]
    assert len(ids) > 150
    assert sorted(ids) == sorted(set(ids))


def test_every_section_but_the_theme_page_ends_its_standfirst(draft: Draft) -> None:
    standfirsts = {section.id: text_of(section.standfirst) for section in draft.sections}
    assert standfirsts.pop("theme") == (
        "Deterrence, Security, Interoperability and Technological Innovation"
    )
    assert [id for id, text in standfirsts.items() if len(split_sentences(text)) != 1] == []
    assert [id for id, text in standfirsts.items() if not text.endswith(".")] == []


@pytest.mark.parametrize("id", ["keynotes", "policy", "operations", "industry"])
def test_a_long_chapter_has_one_pull_quote(draft: Draft, id: str) -> None:
    assert len(list(query(_section(draft, id), PullQuote))) == 1


@pytest.mark.parametrize("id", ["panel-1", "panel-2", "panel-3"])
def test_a_panel_has_one_pull_quote(draft: Draft, id: str) -> None:
    assert len(list(query(_section(draft, id), PullQuote))) == 1


def test_pull_quotes_are_sentences_of_their_own_section(draft: Draft) -> None:
    for section in draft.sections:
        text = " ".join(body_text(paragraph) for paragraph in query(section.blocks, Paragraph))
        for pull in query(section, PullQuote):
            assert text_of(pull.children) in split_sentences(text)


def _section(draft: Draft, id: str) -> Section:
    return next(section for section in draft.sections if section.id == id)


# ------------------------------------------------------------------------------- facts


def test_the_facts_are_those_of_the_record(draft: Draft) -> None:
    assert {fact.id: (fact.value, fact.approximate) for fact in draft.facts} == {
        "participants": ("300", True),
        "countries": ("29", False),
        "sponsors": ("22", False),
        "dates": ("28–30 April 2025", False),
        "allies": ("32", False),
        "domains": ("five", False),
        "declared": ("2019", False),
        "concept": ("2022", False),
        "summit": ("2025", False),
        "horizon": ("2040", False),
        "gdp": ("5%", False),
        "years": ("15", False),
        "pillars": ("four", False),
        "imperatives": ("three", False),
        "challenges": ("three", False),
        "areas": ("three", False),
        "lines": ("three", False),
        "elements": ("three", False),
        "photographs": ("15", False),
    }


def test_every_fact_is_quoted_in_the_body(draft: Draft) -> None:
    quoted = {mention.fact for mention in query(paragraphs_of(draft), Mention)}
    assert {fact.id for fact in draft.facts} - quoted == set()


def paragraphs_of(draft: Draft) -> tuple[Paragraph, ...]:
    return tuple(paragraphs(draft))


def test_the_number_of_participants_is_never_stated_as_exact(draft: Draft) -> None:
    mentions = [m.text for m in query(draft, Mention) if m.fact == "participants"]
    assert set(mentions) == {"about 300"}


def test_no_number_is_typed_where_a_fact_stands_for_it(draft: Draft) -> None:
    typed = " ".join(part.text for part in query(paragraphs_of(draft), Text))
    typed += " ".join(
        part.text for point in query(draft.sections, Point) for part in query(point, Text)
    )
    typed = typed.replace("Space in 2040", "").replace("20th century", "")
    assert re.findall(r"\d[\d,.%]*", typed) == []


def test_no_year_appears_that_the_record_does_not_have(draft: Draft) -> None:
    years = {year for piece in everything(draft) for year in re.findall(r"\b[12]\d{3}\b", piece)}
    assert years == {"2019", "2022", "2025", "2040"}


def test_the_event_took_place_in_toulouse_from_28_to_30_april_2025(draft: Draft) -> None:
    event = draft.publication.event
    assert event.place == "Toulouse, France"
    assert (str(event.start), str(event.end)) == ("2025-04-28", "2025-04-30")


def test_the_imprint_invents_nothing(draft: Draft) -> None:
    imprint = draft.publication.imprint
    unknown = (imprint.place, imprint.year, imprint.edition, imprint.doi, imprint.copyright)
    assert unknown == ("", "", "", "", "")
    assert (imprint.licence, imprint.contact, imprint.address) == ("", "", "")
    assert imprint.identifiers == ()


def test_only_countries_of_the_record_are_named(draft: Draft) -> None:
    territories = cast("dict[str, str]", Locale("en").territories)
    countries = {name for code, name in territories.items() if len(code) == 2}
    text = " ".join(everything(draft))
    named = {name for name in countries if re.search(rf"\b{re.escape(name)}\b", text)}
    assert named == {"Austria", "France", "Japan", "Russia", "Ukraine", "United States"}


def test_the_only_person_named_is_the_one_who_signs(draft: Draft) -> None:
    signatures = [signature.lines for signature in query(draft.sections, Signature)]
    assert signatures == [
        (
            "Col. Sylvain Debarre",
            "Director, NATO Space Centre of Excellence",
            "Rewritten for this edition from the original foreword",
        ),
    ]
    pieces = everything(draft)
    assert [piece for piece in pieces if re.search(r"\b(Col|Gen|Dr|Mr|Mrs|Ms|Prof)\.", piece)] == []


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("keynotes-challenges", "Many speakers"),
        ("keynotes-challenges", "Some speakers"),
        ("keynotes-denied", "Most speakers"),
        ("keynotes-market", "some speakers"),
        ("keynotes-interoperability", "Several speakers"),
        ("keynotes-action", "Keynote speakers"),
        ("policy-posture", "some Nations approaching 5%"),
        ("operations-iq", "Most speakers"),
        ("operations-investment", "some speakers"),
        ("operations-conclusion", "All keynote speakers"),
        ("operations-conclusion", "Some speakers"),
        ("panel-1-outset", "Panellists agreed"),
        ("panel-1-cost", "Panellists stressed"),
        ("panel-1-formula", "one panellist"),
        ("panel-2-picture", "Several participants"),
        ("panel-2-exercises", "According to the panellists"),
        ("panel-2-exercises", "Participants reported"),
        ("panel-2-exercises", "One panellist"),
        ("panel-3-obstacles", "Speakers agreed"),
        ("conclusion-agreement", "broad agreement"),
    ],
)
def test_a_hedge_of_the_record_survives(draft: Draft, paragraph: str, words: str) -> None:
    assert words in text_of(_paragraph(draft, paragraph).children)


def _paragraph(draft: Draft, id: str) -> Paragraph:
    return next(paragraph for paragraph in paragraphs(draft) if paragraph.id == id)


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("foreword-commitment", "Concept Development and Experimentation"),
        ("foreword-commitment", "Doctrine and Standardization"),
        ("foreword-commitment", "Education and Training"),
        ("foreword-commitment", "Analysis and Lessons Learned"),
        ("numbers-countries", "Austria, Japan and Ukraine"),
        ("numbers-sponsors", "independence"),
        ("scope-rule", "Chatham House Rule"),
        ("keynotes-cooperation", "Joint Commercial Operations"),
        ("keynotes-cooperation", "Combined Space Operations initiative"),
        ("keynotes-cooperation", "Multinational Force Operation Olympic Defender"),
        ("policy-foundations", "NATO Space Operations Centre"),
        ("policy-posture", "2025 Hague Summit"),
        ("operations-ukraine", "cyberattack"),
        ("operations-ukraine", "2022 NATO Strategic Concept"),
        ("operations-lessons", "electro-optical and hyperspectral imagery"),
        ("operations-allies", "all 32 Allies"),
        ("operations-allies", "Nanosatellites"),
        ("operations-awareness", "Space Situational Awareness"),
        ("industry-funding", "past 15 years"),
        ("industry-europe", "Indo-Pacific"),
        ("panel-1-command", "Air Tasking Orders (ATO)"),
        ("panel-1-awareness", "Space Coordinators"),
        ("panel-2-picture", "Recognised Space Picture"),
        ("panel-3-advisory-group", "NATO Industrial Advisory Group (NIAG)"),
        ("panel-3-strategy", "Commercial Space Strategy"),
    ],
)
def test_a_term_of_the_record_is_there(draft: Draft, paragraph: str, words: str) -> None:
    assert words in text_of(_paragraph(draft, paragraph).children)


def test_the_strategy_advocates_what_the_record_lists(draft: Draft) -> None:
    listing = next(query(_section(draft, "panel-3"), Listing))
    assert len(listing.items) == 3
    assert "Space Capability Committee" in text_of(
        next(query(listing.items[2], Paragraph)).children,
    )


# ------------------------------------------------------------------------------- wording

QUOTED = {
    "Programme of Work",
    "at the speed of relevance",
    "by design",
    "from scratch",
    "space IQ",
    "fit for purpose",
    "train as you fight",
}


def test_only_words_that_the_record_quotes_are_quoted(draft: Draft) -> None:
    found = {words for piece in everything(draft) for words in re.findall(r"“([^”]*)”", piece)}
    assert found == QUOTED


def test_quotation_marks_come_in_pairs(draft: Draft) -> None:
    for piece in everything(draft):
        assert piece.count("“") == piece.count("”"), piece
        assert '"' not in piece


SPACE_AS_ADJECTIVE = re.compile(
    r"\bSpace[- ](based|capabilit|asset|service|industr|sector|environment|technolog|compan"
    r"|superiority|force|commands?\b|campaign|posture|architecture|package|solution|actor|link"
    r"|operations(?! Centre| initiative)\b)"
)


def test_space_has_a_capital_only_as_the_domain(draft: Draft) -> None:
    sentences = [s for piece in everything(draft) for s in split_sentences(piece)]
    assert [s for s in sentences if SPACE_AS_ADJECTIVE.search(s, 1)] == []


def test_the_domain_has_a_capital(draft: Draft) -> None:
    lower = re.compile(
        r"\b(in|into|of|to|from|through|for) space\b(?![ -]\w)|\bspace (is|has|was)\b"
    )
    assert [piece for piece in everything(draft) if lower.search(piece)] == []


def test_words_end_in_ise_but_for_names(draft: Draft) -> None:
    endings = re.compile(r"\b[A-Za-z]{2,}iz(?:e|es|ed|ing|ation|ations)\b")
    found = {word for piece in everything(draft) for word in endings.findall(piece)}
    assert found - {"size"} == {"Standardization"}


def test_sentences_do_not_hang_on_dashes(draft: Draft) -> None:
    assert [piece for piece in everything(draft) if "—" in piece or " – " in piece] == [
        "Keynote Speeches – Main Messages",
    ]


@pytest.mark.parametrize(
    "short",
    ["AI", "ATO", "C2", "COE", "DPS", "GDP", "ISR", "MDO", "NDPP", "NIAG", "PNT", "SATCOM", "SEW"],
)
def test_an_abbreviation_is_expanded_where_it_first_stands(draft: Draft, short: str) -> None:
    text = " ".join(body_text(paragraph) for paragraph in paragraphs(draft))
    first = re.search(rf"\b{short}\b", text)
    assert first is not None
    assert text[first.start() - 1] == "("


def test_every_abbreviation_in_capitals_is_explained(draft: Draft) -> None:
    text = " ".join(everything(draft))
    found = set(re.findall(r"\b[A-Z][A-Z0-9]+\b", text))
    assert found == {term.short for term in draft.abbreviations}


# ------------------------------------------------------------------------------- figures, photos


def test_the_figures_are_these(draft: Draft) -> None:
    found = [(f.id, type(f.artwork).__name__) for f in query(draft.sections, Figure)]
    assert found == [
        ("fig-imperatives", "Diagram"),
        ("fig-setting", "WorldMap"),
        ("fig-pillars", "Diagram"),
        ("fig-challenges", "Diagram"),
        ("fig-timeline", "Diagram"),
        ("fig-lines", "Diagram"),
        ("fig-architecture", "Diagram"),
    ]
    assert [statistics.id for statistics in query(draft.sections, Statistics)] == ["fig-numbers"]


def test_every_figure_and_table_is_referred_to_in_the_text(draft: Draft) -> None:
    there = {figure.id for figure in query(draft.sections, Figure)}
    there |= {statistics.id for statistics in query(draft.sections, Statistics)}
    there |= {table.id for table in query(draft.sections, Table)}
    referred = {reference.target for reference in query(paragraphs_of(draft), Reference)}
    assert referred == there


def test_every_figure_is_drawn_for_this_edition_and_described(draft: Draft) -> None:
    for figure in query(draft.sections, Figure):
        assert figure.credit == "Drawn for this edition"
        assert count_words(text_of(figure.caption)) >= 5
        assert count_words(figure.alternative) >= 15


def test_the_map_says_that_it_takes_no_view_of_boundaries(draft: Draft) -> None:
    setting = next(f for f in query(draft.sections, Figure) if f.id == "fig-setting")
    assert "imply no opinion" in text_of(setting.caption)


def test_tables_have_captions(draft: Draft) -> None:
    captions: list[Inlines] = [table.caption for table in query(draft.sections, Table)]
    assert [text_of(caption) for caption in captions] == [
        "Strategic priorities for Space named at the Conference.",
        "Shifts described at the Conference, as inferred for this edition.",
    ]


def test_the_photo_register_is_that_of_the_record(draft: Draft) -> None:
    captions = [
        "The NATO Space COE First Conference",
        "The NATO Space COE Director",
        "Illustration of the First NATO Space COE Conference",
        "Graphic showing the countries represented at the First NATO Space COE Conference",
        "A total of 22 sponsors supported the event",
        "Welcome address by the NATO Space COE Director",
        "Space is a vital component of critical security infrastructure",
        "Building Resilient Capabilities for NATO Operations in a Denied and Degraded Space"
        " Environment",
        "The NATO Space Policy",
        "Integration of Space into NATO Operations",
        "1st NATO Space COE Conference – Industry Booth",
        "Panel 1 – Space as the Keystone of Multi-Domain Operations (MDO)",
        "Panel 2 – Interoperability as a Deterrent in the Space Domain",
        "Panel 3 – Engaging Industry to Achieve Military Goals",
        "Shaping the Future of Space in 2040",
    ]
    expected = tuple(
        Photo(number=number, caption=caption, credit="NATO Space COE")
        for number, caption in enumerate(captions, 1)
    )
    assert draft.photos == expected
