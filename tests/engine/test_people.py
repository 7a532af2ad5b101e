"""Programmes and lists of participants: where their data are, and who may be named in them."""

from __future__ import annotations

from datetime import date

import pytest

from octavo import Draft, Memory, check, select
from octavo.build.restricted_library import list_content, restrict
from octavo.document import Table
from octavo.document.walk import query, text_of
from octavo.source.draft import ReadResult, read_source
from octavo.style.dates import format_day

PUBLICATION = """\
title: An example
language: {language}
event: {{name: A conference}}
imprint: {{publisher: A publisher}}
facts:
  rooms: {{value: 12}}
audiences:
  industry:
    name: Industry
    question: What can we do?
    purpose: note
    bottom_line: Come early.
    so_what: [Come early.]
people: people.yaml
sections: [one.md]
"""
SECTION = """\
---
id: one
title: One
kind: annex
attribution: {rule}
{more}---

{text}
"""
PEOPLE = "- {name: Jane Placeholder}\n"
PARTICIPANTS = """\
- {name: Jane Placeholder, institution: Institute of Samples, country: Sampleland}
- {name: Participant 2, institution: Institute of Samples, country: Testland}
"""
FENCE = "```participants\nid: all\ndata: lists/all.yaml\n```"


def read_text(
    text: str,
    rule: str = "on-record",
    language: str = "en-GB",
    more: str = "",
    **files: str,
) -> tuple[ReadResult, Memory]:
    """What is read of a section, with other files by names in which `__` stands for `/`."""
    named = {f"{name.replace('__', '/')}.yaml": data for name, data in files.items()}
    named["publication.yaml"] = PUBLICATION.format(language=language)
    named["one.md"] = SECTION.format(rule=rule, text=text, more=more)
    named["people.yaml"] = PEOPLE
    library = Memory({name: data.encode() for name, data in named.items()})
    return read_source(library, "example"), library


def list_rows(draft: Draft, audience: str | None = None) -> list[list[str]]:
    """What the cells of each row say to an audience."""
    tables = query(select(draft, audience).sections, Table)
    return [[text_of(cell.children) for cell in row.cells] for t in tables for row in t.rows]


def tell(found: ReadResult) -> list[str]:
    return [f"{p.span}: {p.code}" for p in found.problems]


# ------------------------------------------------------------------------------ files


def test_participants_are_read_from_a_file_that_the_block_names() -> None:
    found, _ = read_text(FENCE, lists__all=PARTICIPANTS)

    assert found.draft
    assert found.problems == ()
    assert [row[0] for row in list_rows(found.draft)] == [
        "Jane\u00a0Placeholder",
        "Participant\u00a02",
    ]


def test_a_file_with_data_is_among_the_sources() -> None:
    found, _ = read_text(
        f"{FENCE}\n\n{FENCE.replace('all', 'more')}",
        lists__all=PARTICIPANTS,
        lists__more=PARTICIPANTS,
    )

    assert found.files == (
        "publication.yaml",
        "people.yaml",
        "one.md",
        "lists/all.yaml",
        "lists/more.yaml",
    )


def test_what_is_wrong_in_a_file_is_told_with_its_place_there() -> None:
    wrong = "- {name: Participant 1, institution: , country: Testland}\n- {nmae: Participant 2}\n"
    found, _ = read_text(FENCE, lists__all=wrong)

    assert tell(found)[:3] == [
        "lists/all.yaml:1:38: SRC008",
        "lists/all.yaml:2:3: SRC007",
        "lists/all.yaml:2:3: SRC007",
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [("- {", "lists/all.yaml:1:3: SRC003"), ("", "lists/all.yaml:1:1: SRC008")],
)
def test_a_file_that_holds_no_list_is_told(data: str, place: str) -> None:
    found, _ = read_text(FENCE, lists__all=data)

    assert tell(found) == [place]


def test_a_fact_may_stand_in_the_title_of_a_session() -> None:
    days = "- date: 2025-04-28\n  sessions: [{time: 9:00, title: '{{ facts.rooms }} rooms'}]\n"
    found, _ = read_text("```programme\ndata: days.yaml\n```", days=days)
    unknown, _ = read_text(
        "```programme\ndata: days.yaml\n```", days=days.replace("rooms", "halls")
    )

    assert found.draft
    assert list_rows(found.draft)[1][1] == "12 rooms"
    assert tell(unknown) == ["days.yaml:2:35: FCT001"]


def test_no_generator_reads_a_file_with_data() -> None:
    text = FENCE.replace("lists/all.yaml", "templates/all.yaml")
    found, library = read_text(text, templates__all=PARTICIPANTS)
    assert found.draft
    content = list_content(found.draft)

    assert "templates/all.yaml" in content
    with pytest.raises(FileNotFoundError):
        restrict(library, select(found.draft), None, content).read("templates/all.yaml")


# ------------------------------------------------------------------------------ readers


def test_who_is_for_some_readers_only_leaves_no_row_and_no_group() -> None:
    data = PARTICIPANTS.replace("Testland", "Testland, audiences: [industry]")
    found, _ = read_text(FENCE.replace("data", "order: country\ndata"), lists__all=data)
    assert found.draft

    assert [row[0] for row in list_rows(found.draft)] == ["Sampleland", "Jane\u00a0Placeholder"]
    assert len(list_rows(found.draft, "industry")) == 4


def test_a_list_without_a_row_for_a_reader_does_not_count() -> None:
    hidden = PARTICIPANTS.replace("land}", "land, audiences: [industry]}")
    text = f"```participants\ncaption: A\ndata: lists/all.yaml\n```\n\n{FENCE}\n"
    found, _ = read_text(
        text.replace("id: all\ndata: lists/all", "caption: B\ndata: lists/open"),
        lists__all=hidden,
        lists__open=PARTICIPANTS,
    )
    assert found.draft
    (table,) = query(select(found.draft).sections, Table)

    assert (table.id, table.number, text_of(table.caption)) == ("one-table-1", 1, "B")


def test_a_row_that_nobody_can_read_is_told() -> None:
    data = PARTICIPANTS.replace("Testland", "Testland, audiences: [industry]")
    text = FENCE.replace("data", "audiences: [planners]\ndata")
    found, library = read_text(text, lists__all=data)
    assert found.draft is not None
    unread = [p for p in check(found.draft, library) if p.code == "AUD006"]

    assert [str(p.span) for p in unread] == ["lists/all.yaml:2:10"]


# ------------------------------------------------------------------------------ attribution


def test_a_list_of_those_who_took_part_needs_a_waiver_under_a_rule() -> None:
    waiver = "waivers: [{code: ATT014, words: all, reason: Published by the organiser.}]\n"
    data = PARTICIPANTS.replace("Jane Placeholder", "Participant 1")
    bare, library = read_text(FENCE, "chatham-house", lists__all=data)
    waived, _ = read_text(FENCE, "chatham-house", more=waiver, lists__all=data)
    assert bare.draft
    assert waived.draft

    assert [p.code for p in check(bare.draft, library) if p.code[:3] == "ATT"] == ["ATT014"]
    assert [p.code for p in check(waived.draft, library) if p.code[:3] == "ATT"] == []


def test_who_is_in_the_register_is_found_in_a_list_all_the_same() -> None:
    found, library = read_text(FENCE, "chatham-house", lists__all=PARTICIPANTS)
    assert found.draft
    told = {p.code: p.span for p in check(found.draft, library) if p.code[:3] == "ATT"}

    assert str(told["ATT003"]) == "lists/all.yaml:1:10"


def test_a_programme_that_names_nobody_may_stand_under_a_rule() -> None:
    text = "```programme\ndays: [{date: 2025-04-28, sessions: [{time: 9:00, title: One}]}]\n```"
    found, library = read_text(text, "chatham-house")
    assert found.draft

    assert [p for p in check(found.draft, library) if p.code[:3] == "ATT"] == []


# ------------------------------------------------------------------------------ languages


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en-GB", "Monday, 28 April 2025"),
        ("fr", "Lundi 28 avril 2025"),
        ("de", "Montag, 28. April 2025"),
        ("es", "Lunes, 28 de abril de 2025"),
        ("pl", "Poniedziałek, 28 kwietnia 2025"),
    ],
)
def test_a_day_is_named_as_the_language_does(language: str, day: str) -> None:
    assert format_day(date(2025, 4, 28), language).replace("\u00a0", " ") == day


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pl", "pt", "pt-BR"])
def test_every_language_has_words_for_them(language: str) -> None:
    session = "{time: 9:00, title: One, chair: Speaker 1}"
    text = f"```programme\ndays: [{{date: 2025-04-28, sessions: [{session}]}}]\n```\n\n{FENCE}"
    found, _ = read_text(text, language=language, lists__all=PARTICIPANTS)
    assert found.draft
    assert found.problems == ()
    tables = list(query(select(found.draft).sections, Table))

    assert [len(table.header.cells) for table in tables] == [2, 3]
    assert all(cell.children for table in tables for cell in table.header.cells)
