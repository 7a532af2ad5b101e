"""A publication made of a random document can be read, and has all of its words."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import cast

import pytest
from hypothesis import given, strategies as st

from booklet.making import draw_picture
from foreign_documents import BLOCKS, INLINES, PLACE, some
from octavo import Memory, Severity
from octavo.document.walk import list_blocks
from octavo.importing.pictures import make_slug
from octavo.importing.points import propose_points
from octavo.importing.publication_files import WrittenPublication, write_publication
from octavo.importing.structure import plan_publication
from octavo.importing.tree import (
    ForeignBlock,
    ForeignFigure,
    ForeignHeading,
    ForeignParagraph,
    ForeignPicture,
    ForeignRun,
    Imported,
    ParagraphRole,
)
from octavo.source.draft import read_source

ROLES: tuple[ParagraphRole, ...] = ("title", "subtitle", "author", "date", "caption", "source")
LEADING: st.SearchStrategy[ForeignBlock] = st.one_of(
    st.builds(ForeignHeading, place=st.just(PLACE), text=INLINES, level=st.integers(1, 3)),
    st.builds(
        ForeignParagraph, place=st.just(PLACE), text=INLINES, role=st.sampled_from([*ROLES, "text"])
    ),
)
DOCUMENTS = st.tuples(some(LEADING, 0, 4), BLOCKS, some(LEADING, 0, 2)).map(
    lambda parts: parts[0] + parts[1] + parts[2]
)


SPOKEN = {"text", "blocks", "items", "term", "rows", "caption", "title", "entry"}
"""The fields of a document's parts that hold its words."""


def convert(*blocks: ForeignBlock) -> WrittenPublication:
    return write_publication(plan_publication([Imported("a.txt", blocks)]))


def text_of(files: Mapping[str, bytes]) -> str:
    return "\n".join(
        data.decode() for name, data in files.items() if name.endswith((".md", ".yaml"))
    )


@pytest.mark.slow
@given(DOCUMENTS)
def test_a_publication_is_read_without_an_error_and_has_all_words(
    blocks: tuple[ForeignBlock, ...],
) -> None:
    made = convert(*blocks)
    if not any(name.endswith(".md") for name in made.files):
        return
    problems = read_source(Memory(made.files)).problems
    left = [one for one in made.findings if one.outcome == "not imported"]
    named = " ".join(finding.words for finding in left)
    text = text_of(made.files)
    has = spell(f"{text} {html.unescape(text)} {named}")

    assert [str(p) for p in problems if p.severity is Severity.ERROR] == [], text
    assert [word for block in blocks for word in words(block) if word not in has] == []


def words(part: object) -> Iterator[str]:
    """The words in the part, as far as they have one look."""
    if isinstance(part, str):
        yield from map(spell, re.findall(r"[^\W_]+", strip_accents(part)))
    elif isinstance(part, tuple):
        for one in cast("tuple[object, ...]", part):
            yield from words(one)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name in SPOKEN:
                yield from words(getattr(part, field.name))


def spell(text: str) -> str:
    """The letters and figures of `text`."""
    return "".join(sign for sign in strip_accents(text).casefold() if sign.isalnum())


def strip_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


# ------------------------------------------------------------------------------ examples


def heading(level: int, text: str, *anchors: str) -> ForeignHeading:
    return ForeignHeading(place=PLACE, level=level, text=(ForeignRun(text),), anchors=anchors)


def paragraph(*runs: ForeignRun | str, role: ParagraphRole = "text") -> ForeignParagraph:
    text = tuple(ForeignRun(run) if isinstance(run, str) else run for run in runs)
    return ForeignParagraph(place=PLACE, text=text, role=role)


def section(made: WrittenPublication, place: int = 0) -> str:
    names = sorted(name for name in made.files if name.endswith(".md"))
    return made.files[names[place]].decode()


def test_headings_of_the_highest_level_are_sections_and_jumps_are_closed() -> None:
    made = convert(
        heading(2, "One"), paragraph("Words."), heading(5, "Deep"), paragraph("Words."),
        heading(2, "Two"), paragraph("Words."),
    )  # fmt: skip

    assert [name for name in made.files if name.endswith(".md")] == ["01-one.md", "02-two.md"]
    assert "\n## Deep\n" in section(made)


def test_a_heading_above_all_others_is_the_title_whatever_stands_before_it() -> None:
    made = convert(
        paragraph("Draft 7"), heading(1, "The Title"), heading(2, "One"), paragraph("Words."),
        heading(2, "Two"), paragraph("Words."),
    )  # fmt: skip

    assert b"title: The Title\n" in made.files["publication.yaml"]
    assert [name[3:] for name in made.files if name.endswith(".md")] == [
        "introduction.md",
        "one.md",
        "two.md",
    ]


def test_a_link_to_a_place_in_the_text_leads_to_an_id() -> None:
    made = convert(
        heading(1, "One"), paragraph("See ", ForeignRun("there", link="#x"), "."),
        heading(1, "Two"), paragraph("Words."), heading(2, "There", "x"), paragraph("Words."),
    )  # fmt: skip

    assert "See [there](#two-there)." in section(made)
    assert "## There {#two-there}" in section(made, 1)


def test_a_title_in_the_midst_of_the_text_is_a_heading() -> None:
    title = replace(paragraph("Whole"), role="title")
    later = replace(paragraph("Tables:"), role="title")
    made = convert(title, heading(1, "One"), paragraph("Words."), later, paragraph("More."))

    assert "title: Whole\n" in made.files["publication.yaml"].decode()
    assert "title: Tables\n" in section(made, 1)
    assert not [one for one in made.findings if one.outcome == "not imported"]


@pytest.mark.parametrize(
    ("before", "bold", "behind", "points"),
    [
        ("", "All of this is bold.", " This is not.", ["All of this is bold."]),
        ("It is said that ", "bold words stand in it", " now.",
         ["It is said that bold words stand in it now."]),
        ("One (a ", "start) is bold. This is all of it. And a", " bit.", ["This is all of it."]),
        ("One (a ", "start) is bold. And a", " piece of it.", []),
        ("", "It is a first one. It is a second one. It is a third one. It is a fourth.", "", []),
        ("", "word " * 60 + "ends.", "", []),
    ],
)  # fmt: skip
def test_what_is_bold_is_proposed_as_whole_sentences(
    before: str, bold: str, behind: str, points: list[str]
) -> None:
    runs = (ForeignRun(before), ForeignRun(bold, frozenset({"bold"})), ForeignRun(behind))
    made = propose_points([paragraph(*(run for run in runs if run.text))], "one", set())

    assert [point.text for point in made.points] == points


def test_a_line_that_is_bold_alone_is_no_message() -> None:
    line = paragraph(ForeignRun("12 April 2006, at eleven", frozenset({"bold"})))

    assert not propose_points([line], "one", set()).points


def test_two_headings_by_look_with_nothing_between_are_one() -> None:
    first, second = (replace(heading(1, words), guessed="bold") for words in ("Of the", "city"))
    made = convert(heading(1, "One"), paragraph("Words."), first, second, paragraph("More."))

    assert len([name for name in made.files if name.endswith(".md")]) == 2
    assert "title: Of the city\n" in section(made, 1)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Администрация города", "administratsiya-goroda"),
        ("Щё подъезд", "shche-podezd"),
        ("Ελλάδα και Θράκη", "ellada-kai-thraki"),
        ("Übermaß, Łódź & Ærø", "ubermass-lodz-aero"),
        ("2.1 Scope", "2-1-scope"),
    ],
)
def test_an_id_is_in_latin_letters(words: str, slug: str) -> None:
    assert make_slug(words, 40) == slug


def test_a_section_that_is_bold_as_a_whole_has_no_messages_in_it() -> None:
    lines = [paragraph(ForeignRun("A line in bold letters.", frozenset({"bold"})))] * 4

    assert not propose_points(lines, "one", set()).points


def test_an_anchor_that_stands_twice_leads_to_the_first() -> None:
    link = ForeignRun("there", link="#x")
    made = convert(
        replace(heading(1, "One"), anchors=("x",)), replace(paragraph("Words."), anchors=("x",)),
        replace(paragraph("Others."), anchors=("x",)), paragraph(link),
    )  # fmt: skip

    assert section(made).count("{#") == 0
    assert "[there](#one)" in section(made)


def test_each_file_has_anchors_of_its_own() -> None:
    there = replace(heading(2, "Last words"), anchors=("last",))
    link = ForeignRun("there", link="#last")
    files = [
        Imported(name, (heading(1, name), paragraph("Words."), there, paragraph(link)))
        for name in ("one", "two")
    ]
    made = write_publication(plan_publication(files))

    assert "[there](#one-last-words)" in section(made)
    assert "[there](#two-last-words)" in section(made, 1)


def test_several_files_are_named_by_the_first_heading_of_the_first() -> None:
    files = [
        Imported("README.md", (heading(1, "A policy"), paragraph("Words."))),
        Imported("b.md", ()),
    ]
    made = plan_publication(files)

    assert made.title == "A policy"
    assert [f.words for f in made.findings if f.kind == "titles"] == ["A policy"]


def test_what_further_files_say_of_themselves_is_named() -> None:
    one, two = (Imported(n, (heading(1, n),), (("description", f"Of {n}"),)) for n in ("a", "b"))
    made = plan_publication([one, two])

    assert made.description == "Of a"
    assert [f.words for f in made.findings if f.outcome == "not imported"] == ["Of b"]


def test_a_link_to_another_of_the_files_leads_into_it() -> None:
    there = replace(heading(2, "Last words"), anchors=("last",))
    links = (ForeignRun("whole", link="b.md"), ForeignRun("part", link="../b.md#last"))
    first = Imported("a.md", (heading(1, "One"), paragraph(*links)))
    second = Imported("b.md", (heading(1, "Two"), paragraph("Words."), there, paragraph("More.")))
    made = write_publication(plan_publication([first, second]))

    assert "[whole](#two)[part](#two-last-words)" in section(made)


def test_a_picture_without_a_description_has_a_stand_in_and_a_query() -> None:
    picture = ForeignPicture("Über das Bild.PNG", draw_picture())
    figure = ForeignFigure(place=PLACE, picture=picture)
    made = convert(heading(1, "One"), paragraph("Words."), figure)

    assert "images/uber-das-bild.png" in made.files
    assert "alternative: Picture uber-das-bild.png" in section(made)
    assert 'queries:\n  - "What does the picture' in section(made)


def test_an_id_is_never_a_running_number_of_a_block() -> None:
    link = ForeignRun("so", link="#x")
    made = convert(
        heading(1, "One"), paragraph("2025"), replace(paragraph("7"), anchors=("x",)),
        paragraph(link), heading(1, "One"), paragraph("Words."),
    )  # fmt: skip
    found = read_source(Memory(made.files))

    assert [str(p) for p in found.problems if p.severity is Severity.ERROR] == []
    assert found.draft
    ids = [block.id for one in found.draft.sections for block in list_blocks(one.blocks)]
    assert len(set(ids)) == len(ids)


def test_a_contents_list_is_left_out_and_named() -> None:
    made = convert(
        heading(1, "Contents"), paragraph("One ..... 3", role="contents"),
        heading(1, "One"), paragraph("Words."),
    )  # fmt: skip

    assert [name for name in made.files if name.endswith(".md")] == ["01-one.md"]
    assert {f.words for f in made.findings if f.kind == "lines of contents"} == {
        "Contents",
        "One ..... 3",
    }


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The Tidal Data Service (TDS) is to keep it.", "  TDS: Tidal Data Service\n"),
        ("Space Data, Products, and Services (DPS).", "  DPS: Data, Products, and Services\n"),
        ("The centre of excellence (COE) and more.", "  COE: centre of excellence\n"),
        ("It ended. Some days later (ESD) it began.", None),
        ("The first conference (2025) was held.", None),
        ("Other words entirely (TDS).", None),
    ],
)
def test_an_abbreviation_is_what_the_text_defines(text: str, terms: str | None) -> None:
    settings = convert(heading(1, "One"), paragraph(text)).files["publication.yaml"].decode()

    assert terms in settings if terms else "abbreviations:" not in settings


@pytest.mark.parametrize("found", ["cy-GB", ""])
def test_a_language_that_octavo_has_no_words_for_is_told(found: str) -> None:
    text = (ForeignRun("Mae’r gofod yn barth gweithredol."),)
    document = Imported(
        "a.txt", (ForeignParagraph(place=PLACE, text=text),), (("language", found),)
    )
    plan = plan_publication([document])

    assert plan.language == "en-GB"
    [told] = [one for one in plan.findings if one.kind == "languages"]
    assert told.words == found
    assert "British English is set" in told.reason


def test_a_language_that_is_named_is_not_guessed() -> None:
    document = Imported("a.txt", (ForeignParagraph(place=PLACE, text=(ForeignRun("Word."),)),))

    assert not [one for one in plan_publication([document], "de").findings if "lang" in one.kind]


@pytest.mark.parametrize(("title", "section"), [("A Study", "A Study"), ("", "Introduction")])
def test_a_text_without_headings_is_called_as_the_publication(title: str, section: str) -> None:
    paragraphs = [ForeignParagraph(place=PLACE, text=(ForeignRun(f"Words {n}."),)) for n in "12"]
    document = Imported("a.txt", tuple(paragraphs), (("title", title),))

    assert [one.title for one in plan_publication([document]).sections] == [section]
