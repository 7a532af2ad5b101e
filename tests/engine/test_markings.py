"""Marking schemes: what a source may say of them, and what becomes of it for each reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.outputs import replace_text
from octavo.checks import check
from octavo.document import Draft, Figure, Point, Publication
from octavo.document.length import pt
from octavo.document.marking import PLAIN, Banner, Level
from octavo.document.problem import Problem
from octavo.document.walk import query, text_of
from octavo.files.library import Folder
from octavo.selection.audience import find_level, select
from octavo.selection.portions import name_level
from octavo.source.draft import read, read_source
from octavo.source.marking_schemes import FOLDER, load_scheme

SCHEMES = ("none", "nato", "tlp", "uk", "us-cui")
TITLE = "title: The policy"


def mark(folder: Path, scheme: str, level: str) -> None:
    """Mark the publication."""
    marking = f"marking: {{scheme: {scheme}, level: {level}}}"
    replace_text(folder, "publication.yaml", "marking: FOR TESTS", marking)


def mark_policy(folder: Path, level: str, more: str = "") -> None:
    """Mark the section on policy."""
    replace_text(folder, "03-policy.md", TITLE, f"{TITLE}\nmarking: {level}\n{more}")


def publication_for(folder: Path, audience: str | None) -> Publication:
    return select(read(folder), audience).publication


def codes(folder: Path) -> list[str]:
    """The codes about markings that a check of the folder gives."""
    found = read_source(Folder(folder), "small")
    problems: tuple[Problem, ...] = found.problems
    if found.draft:
        problems += check(found.draft, Folder(folder))
    return [problem.code for problem in problems if problem.code.startswith("MRK")]


# ------------------------------------------------------------------------------ schemes


@pytest.mark.parametrize("language", ["en-GB", "fr"])
@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_can_be_read(name: str, language: str) -> None:
    problems: list[Problem] = []
    scheme = load_scheme(Folder(Path()), name, language, problems)

    assert problems == []
    assert scheme is not None
    assert scheme.levels[0].open


def test_there_are_no_more_schemes_than_these() -> None:
    files = (Path(__file__).parents[2] / FOLDER).glob("*.yaml")

    assert tuple(sorted(file.stem for file in files)) == tuple(sorted(SCHEMES))


def test_a_level_is_printed_in_the_language_of_the_publication(folder: Path) -> None:
    scheme = load_scheme(Folder(folder), "nato", "fr", [])

    assert scheme is not None
    assert scheme.levels[2].text == "NATO DIFFUSION RESTREINTE"


def test_the_traffic_light_protocol_has_its_colours_and_its_place() -> None:
    scheme = load_scheme(Folder(Path()), "tlp", "fr", [])

    assert scheme is not None
    assert [level.text for level in scheme.levels][-1] == "TLP:RED"
    assert scheme.levels[-1].banner == Banner("right", pt(12), "#FF2B2B", "#000000")


def test_a_publication_may_bring_its_own_scheme(folder: Path) -> None:
    own = folder / FOLDER / "house.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("name: House\nceiling: desk\nlevels:\n  - {id: desk, text: FOR THE DESK}\n")
    mark(folder, "house", "desk")

    assert publication_for(folder, None).marking == "FOR THE DESK"


def test_plain_words_are_printed_as_they_are(folder: Path) -> None:
    publication = publication_for(folder, None)

    assert (publication.marking, publication.banner) == ("FOR TESTS", PLAIN)


# ------------------------------------------------------------------------------ the whole


def test_what_is_not_marked_has_the_level_of_the_publication(folder: Path) -> None:
    mark(folder, "nato", "unclassified")

    assert publication_for(folder, None).marking == "NATO UNCLASSIFIED"


def test_the_whole_is_marked_as_high_as_its_highest_section(folder: Path) -> None:
    mark(folder, "nato", "unclassified")
    mark_policy(folder, "restricted")

    assert publication_for(folder, None).marking == "NATO RESTRICTED"


def test_the_whole_is_never_marked_lower_than_the_publication(folder: Path) -> None:
    mark(folder, "nato", "restricted")
    mark_policy(folder, "unclassified")

    assert publication_for(folder, None).marking == "NATO RESTRICTED"


@pytest.mark.parametrize("kind", [Point, Figure])
def test_a_point_or_a_figure_counts_as_a_section_does(
    folder: Path, kind: type[Point] | type[Figure]
) -> None:
    mark(folder, "nato", "unclassified")
    draft = read(folder)
    section = next(one for one in draft.sections if any(query(one, kind)))
    points = tuple(replace(point, marking="restricted") for point in section.points)
    blocks = tuple(
        replace(block, marking="restricted") if isinstance(block, Figure) else block
        for block in section.blocks
    )
    marked = replace(section, points=points) if kind is Point else replace(section, blocks=blocks)

    assert find_level(replace(draft, sections=(marked,)), None) == level(draft, "restricted")


def level(draft: Draft, id: str) -> Level:
    assert draft.scheme is not None
    return next(one for one in draft.scheme.levels if one.id == id)


def test_the_marking_of_a_reader_does_not_come_from_what_is_hidden(folder: Path) -> None:
    mark(folder, "nato", "unclassified")
    mark_policy(folder, "restricted", "audiences: [industry]\n")

    assert publication_for(folder, "command").marking == "NATO UNCLASSIFIED"
    assert publication_for(folder, "industry").marking == "NATO RESTRICTED"


def test_the_marking_comes_first_among_the_keywords(folder: Path) -> None:
    mark(folder, "tlp", "green")

    assert publication_for(folder, None).keywords == ("TLP:GREEN", "tests", "space")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NATO RESTRICTED", "nato-restricted"),
        ("TLP:AMBER+STRICT", "tlp-amber-strict"),
        ("COSMIC TRÈS SECRET", "cosmic-tres-secret"),
        ("", ""),
    ],
)
def test_a_level_is_part_of_file_names(text: str, name: str) -> None:
    assert name_level(Level("any", text)) == name


# ------------------------------------------------------------------------------ parts


def test_a_portion_mark_stands_before_a_title(folder: Path) -> None:
    mark(folder, "nato", "unclassified")
    mark_policy(folder, "restricted")
    titles = [section.title for section in select(read(folder)).sections]

    assert "(NR) The policy" in titles


def test_a_portion_mark_stands_before_a_point_and_its_shorter_wordings(folder: Path) -> None:
    mark(folder, "nato", "unclassified")
    draft = read(folder)
    point = replace(next(query(draft.sections, Point)), marking="restricted")
    section = replace(draft.sections[0], points=(replace(point, variants=(point.children,)),))
    (found,) = query(select(replace(draft, sections=(section,))), Point)

    assert text_of(found.children).startswith("(NR) ")
    assert text_of(found.variants[0]).startswith("(NR) ")


def test_a_portion_mark_stands_before_a_caption(folder: Path) -> None:
    mark(folder, "nato", "unclassified")
    replace_text(folder, "03-policy.md", "```figure\n", "```figure\nmarking: restricted\n")
    captions = [text_of(figure.caption) for figure in query(select(read(folder)), Figure)]

    assert any(caption.startswith("(NR) ") for caption in captions)


def test_nothing_of_the_scheme_is_left_in_a_document(folder: Path) -> None:
    mark(folder, "nato", "unclassified")
    mark_policy(folder, "restricted", "audiences: [industry]\n")

    assert "restricted" not in repr(select(read(folder), "command")).casefold()


# ------------------------------------------------------------------------------ mistakes


@pytest.mark.slow
def test_an_unknown_scheme_is_an_error(folder: Path) -> None:
    mark(folder, "natto", "restricted")

    assert codes(folder) == ["MRK001"]


def test_an_unknown_level_is_an_error_with_the_nearest_one(folder: Path) -> None:
    mark(folder, "nato", "restrictd")
    (problem,) = read_source(Folder(folder), "small").problems

    assert problem.code == "MRK002"
    assert problem.hint == "did you mean `restricted`?"


def test_a_marked_part_needs_a_scheme(folder: Path) -> None:
    mark_policy(folder, "restricted")

    assert codes(folder) == ["MRK002"]


@pytest.mark.parametrize(
    ("scheme", "level"),
    [("nato", "confidential"), ("nato", "top-secret"), ("uk", "secret")],
)
def test_a_level_above_the_ceiling_is_refused(folder: Path, scheme: str, level: str) -> None:
    mark(folder, scheme, level)
    found = read_source(Folder(folder), "small")
    assert found.draft is not None
    problem = next(p for p in check(found.draft, Folder(folder)) if p.code == "MRK003")

    assert "is not accredited" in problem.hint


def test_a_part_above_the_ceiling_is_refused_even_when_few_may_read_it(folder: Path) -> None:
    mark(folder, "nato", "unclassified")
    mark_policy(folder, "secret", "audiences: [industry]\n")

    assert codes(folder) == ["MRK003"]


def open_to_the_public(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "name: Industry", "name: Industry\n    public: true")


@pytest.mark.parametrize(
    ("scheme", "level"),
    [
        ("nato", "unclassified"),
        ("uk", "official-sensitive"),
        ("us-cui", "cui"),
        ("tlp", "amber"),
        ("tlp", "green"),
    ],
)
def test_a_restrictive_mark_is_no_mark_for_the_public(
    folder: Path, scheme: str, level: str
) -> None:
    mark(folder, scheme, level)
    open_to_the_public(folder)

    assert set(codes(folder)) - {"MRK007"} == {"MRK004"}


@pytest.mark.parametrize(("scheme", "level"), [("none", "none"), ("tlp", "clear")])
def test_an_open_mark_is_for_the_public(folder: Path, scheme: str, level: str) -> None:
    mark(folder, scheme, level)
    open_to_the_public(folder)

    assert codes(folder) == []


def test_the_public_may_be_kept_from_what_is_marked(folder: Path) -> None:
    mark(folder, "tlp", "clear")
    mark_policy(folder, "amber", "audiences: [command]\n")
    open_to_the_public(folder)

    assert codes(folder) == []


def test_plain_words_are_no_mark_for_the_public(folder: Path) -> None:
    open_to_the_public(folder)

    assert codes(folder) == ["MRK004"]
