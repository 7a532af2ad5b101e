"""Warnings and notes; errors have their examples in tests/spec."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.outputs import replace_text
from octavo import Folder, check, read
from octavo.checks.imprint import LONGEST_ADDRESS, is_isbn


def notes(folder: Path) -> list[str]:
    """What `check` finds, without what it says of missing photographs."""
    found = check(read(folder), Folder(folder))
    return [f"{p.span} {p.code} {p.message}" for p in found if p.code != "IMG004"]


def test_the_small_publication_is_good(folder: Path) -> None:
    assert notes(folder) == []


def test_a_bottom_line_of_more_than_thirty_words_is_long(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "Plan with Space", "Plan " + "and plan " * 12)

    assert notes(folder) == [
        "publication.yaml:33:18 AUD002 the bottom line for `command` has 32 words"
    ]


@pytest.mark.parametrize("end", [". Then", "! Then", "?” “Then"])
def test_a_bottom_line_of_two_sentences_is_not_one(folder: Path, end: str) -> None:
    replace_text(folder, "publication.yaml", "first line, with", f"first line{end} with")

    assert notes(folder) == [
        "publication.yaml:33:18 AUD002 the bottom line for `command` has more than one sentence"
    ]


@pytest.mark.parametrize("middle", [" (e.g. NATO), with", " of 2.5 U.S. miles? no, with"])
def test_a_short_form_ends_no_sentence(folder: Path, middle: str) -> None:
    replace_text(folder, "publication.yaml", "first line, with", f"first line{middle}")

    assert notes(folder) == []


def test_five_points_are_wanted(folder: Path) -> None:
    replace_text(folder, "04-panel.md", "weight: 2}", "weight: 2, audiences: [industry]}")

    assert notes(folder) == [
        "publication.yaml:29:3 AUD003 `command` has only 4 points to choose among"
    ]


def test_a_decision_wants_asks(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "purpose: discuss", "purpose: decide")

    assert notes(folder) == [
        "publication.yaml:41:3 AUD004 `industry` is to decide, but there are no `asks`"
    ]


def test_a_decision_wants_a_time(folder: Path) -> None:
    replace_text(folder, "publication.yaml", ", by: 2026", "")
    assert notes(folder) == []

    replace_text(folder, "publication.yaml", "timing: Before the next exercise", 'timing: ""')
    assert notes(folder) == [
        "publication.yaml:29:3 AUD004 `command` is to decide, but nothing says by when"
    ]


@pytest.mark.parametrize(("required", "found"), [(7, False), (8, True)])
def test_more_than_seven_points_that_must_be_told_are_many(
    folder: Path, required: int, found: bool
) -> None:
    more = "text: More., rests_on: panel-1-wnpj, required: [industry], key: false"
    line = f"  - {{{{id: more-{{}}, {more}}}}}\n"
    points = "".join(line.format(at) for at in range(required))
    replace_text(folder, "04-panel.md", "points:\n", f"points:\n{points}")

    expected = (
        f"publication.yaml:41:3 AUD009 the briefing for `industry` must have {required} points"
    )
    assert notes(folder) == ([expected] if found else [])


@pytest.mark.parametrize(("facts", "found"), [("[]", False), ("[sponsors]", True)])
def test_three_lead_facts_are_wanted_or_none(folder: Path, facts: str, found: bool) -> None:
    replace_text(folder, "publication.yaml", "[sponsors, participants, countries]", facts)

    expected = "publication.yaml:41:3 AUD010 `industry` has 1 lead fact"
    assert notes(folder) == ([expected] if found else [])


def test_more_than_five_key_messages_are_many(folder: Path) -> None:
    points = "".join(
        f"  - {{id: more-{i}, text: More., rests_on: panel-1-wnpj}}\n" for i in range(3)
    )
    replace_text(folder, "04-panel.md", "points:\n", f"points:\n{points}")

    assert notes(folder) == ["04-panel.md:2:5 AUD005 the section `panel-1` has 6 key messages"]


def test_what_nobody_may_read_is_noticed(folder: Path) -> None:
    replace_text(folder, "03-policy.md", "kind: chapter", "kind: chapter\naudiences: [command]")

    assert "03-policy.md:13:5 AUD006 `policy-buyers` has no readers" in "\n".join(notes(folder))


def test_a_fact_that_nothing_mentions_is_noticed(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "facts:\n", "facts:\n  idle: {value: 1}\n")

    assert notes(folder) == ["publication.yaml:22:3 FCT003 nothing mentions the fact `idle`"]


def test_an_abbreviation_that_is_never_used_is_noticed(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "  MDO:", "  ABC: Alphabet\n  MDO:")

    assert notes(folder) == [
        "publication.yaml:27:3 ABB001 the text never uses the abbreviation `ABC`"
    ]


def test_a_heading_with_nothing_below_it_is_noticed(folder: Path) -> None:
    with (folder / "04-panel.md").open("a") as file:
        file.write("\n## Something\n\n### Below\n\n## The end\n")

    assert [note.split(" ", 1)[1] for note in notes(folder)] == [
        "TXT011 a heading with nothing below it",
        "TXT011 a heading with nothing below it",
    ]


def test_an_empty_section_is_noticed(folder: Path) -> None:
    head = "---\nid: empty\ntitle: Empty\nkind: annex\n---\n"
    (folder / "05-annex.md").write_text(head)
    replace_text(folder, "publication.yaml", "04-panel.md]", "04-panel.md, 05-annex.md]")

    assert notes(folder) == ["05-annex.md:2:5 TXT012 the section `empty` is empty"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("978-3-16-148410-0", True),
        ("9783161484100", True),
        ("978 3 16 148410 0", True),
        ("978-3-16-148410-1", False),
        ("3-16-148410-0", False),
        ("978-…", False),
    ],
)
def test_the_last_digit_of_an_isbn_fits_the_others(text: str, expected: bool) -> None:
    assert is_isbn(text) is expected


def test_an_address_is_as_long_as_a_qr_code_can_hold(folder: Path) -> None:
    longest = "https://example.org/".ljust(LONGEST_ADDRESS, "a")
    replace_text(folder, "publication.yaml", "https://example.org/small", longest)
    assert notes(folder) == []

    replace_text(folder, "publication.yaml", longest, longest[:-1] + "é")
    assert notes(folder) == [
        "publication.yaml:19:12 IMP003 an address of 2001 bytes; 2000 is the most"
    ]


def test_a_heading_whose_text_is_for_others_is_noticed(folder: Path) -> None:
    with (folder / "04-panel.md").open("a") as file:
        file.write("\n## For some\n\nText. {.audience-industry}\n")

    assert [note.split(" ", 1)[1] for note in notes(folder)] == [
        "TXT011 a heading with nothing below it for the general reader, command"
    ]


def test_a_section_of_which_nothing_is_left_is_noticed(folder: Path) -> None:
    head = "---\nid: more\ntitle: More\nkind: annex\n---\nText. {.audience-industry}\n"
    (folder / "05-annex.md").write_text(head)
    replace_text(folder, "publication.yaml", "04-panel.md]", "04-panel.md, 05-annex.md]")

    assert notes(folder) == [
        "05-annex.md:2:5 TXT012 the section `more` is empty for the general reader, command"
    ]


def test_a_label_that_counts_what_a_reader_does_not_see_is_noticed(folder: Path) -> None:
    head = "id: hidden\ntitle: H\nkind: panel\nlabel: Panel 1\naudiences: [industry]"
    (folder / "05-panel.md").write_text(f"---\n{head}\n---\nText.\n")
    replace_text(folder, "publication.yaml", "04-panel.md]", "05-panel.md, 04-panel.md]")
    replace_text(folder, "04-panel.md", "label: Panel 1", "label: Panel 2")

    expected = "`Panel 2` stands where `Panel 1` is expected for the general reader, command"
    assert notes(folder) == [f"04-panel.md:2:5 AUD007 {expected}"]
