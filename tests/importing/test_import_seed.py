"""A text of the same shape as the record of a conference, imported: nothing lost, all in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from octavo import Draft, publish
from octavo.build.steps import review
from octavo.build.unused_files import IMPORT_REPORT
from octavo.importing.folder import open_beside
from octavo.importing.importer import ForeignFile, convert_files, import_publication

TEXT = """

TIDES IN 2050

THE FIRST HARBOUR INSTITUTE CONFERENCE



“

It is a pleasure to present the foreword to the record of the first Harbour Institute Conference, \
held in Sampletown, Testland, between 3 and 5 May 2027. It gathered around 40 participants.

Together, they took a step – one of many – toward quieter tides.



Jane Placeholder
Director, Harbour Institute




TIDES IN 2050

WAVES, WINDS,
AND CURRENTS

CONFERENCE IN NUMBERS

Some 40 participants came from 7 countries: the Harbour Institute had invited 60.

INTRODUCTION

The Conference began on time. **Nobody can plan a harbour without asking the tide first.** Many \
speakers said so.

KEYNOTE SPEECHES – MAIN MESSAGES

Speakers asked for **a common table of all tides in every harbour**, whatever it costs. In \
**2019**, there was none. The Tidal Data Service (TDS) is to keep it, and "the table" is to be free.

PANEL 1:
HARBOURS AS THE KEYSTONE OF THE TIDAL DATA SERVICE (TDS)

Harbours are few. **They need each other, and they know it.** The rest is told elsewhere.

PANEL 2:
WINDS AND WAVES

Winds came up. In conclusion, **the way to safe harbours leads through shared tables.**

CONCLUSION

All agreed to meet again.

PHOTOS CAPTION

- 1/ By Harbour Institute: The opening
- 2/ By Harbour Institute: A wave {about} 3 m high, & its crest
- 3/ By Harbour Institute: Panel 1 – Harbours as the Keystone of the Tidal Data Service (TDS)
"""
NAME = "tides.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication that the text becomes."""
    folder = tmp_path_factory.mktemp("imported") / "tides"
    source = ForeignFile(NAME, TEXT.encode("utf-8"), open_beside(folder.parent))
    made = import_publication([source], folder)

    assert [str(problem) for problem in made.problems if problem.severity.value != "note"] == []
    return folder


@pytest.fixture(scope="module")
def draft(folder: Path) -> Draft:
    found = review(folder)[0]
    assert found
    return found


def test_its_title_page_is_the_head_of_the_publication(draft: Draft) -> None:
    publication = draft.publication

    assert publication.title == "Tides in 2050"
    assert publication.subtitle == "Waves, winds, and currents"
    assert publication.event.name == "The first Harbour Institute Conference"
    assert publication.event.place == "Sampletown, Testland"
    assert str(publication.event.start) == "2027-05-03"
    assert str(publication.event.end) == "2027-05-05"
    assert publication.imprint.publisher == "Harbour Institute"
    assert publication.language == "en-GB"


def test_every_heading_is_a_section(draft: Draft) -> None:
    found = [(section.kind, section.label, section.title) for section in draft.sections]

    assert found == [
        ("foreword", "", "Foreword"),
        ("numbers", "", "Conference in numbers"),
        ("chapter", "", "Introduction"),
        ("chapter", "", "Keynote speeches – main messages"),
        ("panel", "Panel 1", "Harbours as the Keystone of the Tidal Data Service (TDS)"),
        ("panel", "Panel 2", "Winds and waves"),
        ("conclusion", "", "Conclusion"),
    ]


def test_its_bold_sentences_are_points_that_rest_on_their_paragraphs(draft: Draft) -> None:
    points = [point for section in draft.sections for point in section.points]
    texts = ["".join(getattr(one, "text", "") for one in point.children) for point in points]

    assert texts == [
        "Nobody can plan a harbour without asking the tide first.",
        "Speakers asked for a common table of all tides in every harbour, whatever it costs.",
        "They need each other, and they know it.",
        "In conclusion, the way to safe harbours leads through shared tables.",
    ]
    assert all(point.rests_on for point in points)


def test_its_lines_of_photographs_are_the_register(draft: Draft) -> None:
    assert [photo.number for photo in draft.photos] == [1, 2, 3]
    assert {photo.credit for photo in draft.photos} == {"Harbour Institute"}


def test_its_abbreviations_are_listed(draft: Draft) -> None:
    assert [(term.short, term.expansion) for term in draft.abbreviations] == [
        ("TDS", "Tidal Data Service")
    ]


def test_every_word_of_it_is_in_the_source_or_in_the_report(folder: Path) -> None:
    files = [path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()]
    written = set(re.findall(r"\w+", "\n".join(files).casefold()))

    assert set(re.findall(r"\w+", TEXT.casefold())) - written == set()


def test_every_sentence_is_in_the_text_as_it_was(folder: Path) -> None:
    files = sorted(folder.glob("[0-9]*.md"))
    written = " ".join(path.read_text(encoding="utf-8") for path in files).replace("**", "")
    sentences = re.findall(r"[A-Z“\"][^\n“]*?[.!?](?=\s)", TEXT.replace("**", ""))

    assert len(sentences) > 15
    assert [one for one in sentences if one not in written] == []


def test_its_report_names_what_was_guessed(folder: Path) -> None:
    report = (folder / IMPORT_REPORT).read_text(encoding="utf-8")

    assert "| Kept | photographs of the register | 3 |" in report
    assert "### Points" in report


@pytest.mark.slow
def test_it_builds(folder: Path, tmp_path: Path) -> None:
    result = publish(folder, tmp_path)

    assert {file.name for file in result.files} >= {"tides.pdf", "tides.docx"}


def test_one_text_becomes_the_same_files_each_time() -> None:
    source = ForeignFile(NAME, TEXT.encode("utf-8"), lambda name: None)

    assert convert_files([source]).files == convert_files([source]).files
