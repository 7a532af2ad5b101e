"""Markings beside the published rules of their schemes: what stands beside a level, and where."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import permutations
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import given, strategies as st
from pypdfium2.raw import FPDFText_GetFontSize

from engine.outputs import replace_text
from octavo.booklet import BookletOptions, generate
from octavo.booklet.assembly import list_faults
from octavo.build.steps import make_files
from octavo.checks import check
from octavo.document import Draft
from octavo.document.marking import Level
from octavo.document.problem import Problem
from octavo.files.library import Folder
from octavo.selection.audience import select
from octavo.source.draft import read, read_source
from octavo.source.marking_schemes import load_scheme
from octavo.source.schema import Marking

MARKED = Path(__file__).parents[1] / "publications" / "marked"
LIBRARY = Folder(MARKED)


def complete(
    scheme: str, level: str, designation: dict[str, str] | None = None, **additions: list[str]
) -> Level:
    """A level with what stands beside it."""
    marking = Marking(
        scheme=scheme, level=level, additions=additions, designation=designation or {}
    )
    found = load_scheme(LIBRARY, scheme, "en-GB", [], marking)
    assert found is not None
    return next(one for one in found.levels if one.id == level)


def write(folder: Path, marking: str) -> None:
    """Mark a copy of the report otherwise, and none of its parts."""
    file = folder / "publication.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(r"marking:\n(?:  .*\n)+", f"{marking}\n", text, count=1), encoding="utf-8"
    )
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        bare = re.sub(r" ?\.marking-restricted|\w+_marking: restricted", "", text)
        file.write_text(re.sub(r",? ?marking: restricted", "", bare), encoding="utf-8")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MARKED, tmp_path / "marked"))


def list_problems(folder: Path) -> list[Problem]:
    found = read_source(Folder(folder), "marked")
    problems: tuple[Problem, ...] = found.problems
    problems += check(found.draft, Folder(folder)) if found.draft else ()
    return [problem for problem in problems if problem.code.startswith("MRK")]


# ------------------------------------------------------------------------------ United Kingdom


def test_official_is_printed() -> None:
    assert complete("uk", "official").text == "OFFICIAL"


def test_uk_markings_stand_in_the_order_of_the_policy() -> None:
    level = complete(
        "uk",
        "official-sensitive",
        descriptors=["COMMERCIAL"],
        handling=["RECIPIENTS ONLY"],
        prefix=["UK"],
    )

    assert level.text == "UK OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL"
    assert level.refused == level.lacking == ()


@pytest.mark.parametrize(
    ("level", "word", "good"),
    [
        ("official", "FOR PUBLIC RELEASE", True),
        ("official-sensitive", "FOR PUBLIC RELEASE", False),
        ("official", "RECIPIENTS ONLY", False),
        ("official-sensitive", "RECIPIENTS ONLY", True),
        ("official", "HMG USE ONLY", True),
        ("official-sensitive", "DEPARTMENT OF GOOD WORKS USE ONLY", True),
        ("top-secret", "HMG USE ONLY", False),
    ],
)
def test_a_handling_instruction_stands_with_its_own_tiers(
    level: str, word: str, good: bool
) -> None:
    assert (complete("uk", level, handling=[word]).refused == ()) == good


def test_what_is_for_public_release_is_for_everyone() -> None:
    assert complete("uk", "official", handling=["FOR PUBLIC RELEASE"]).open
    assert not complete("uk", "official").open


def test_an_embargo_says_what_holds_after_it() -> None:
    bare = complete("uk", "official", handling=["EMBARGOED"])
    told = {"instruction": "This information is OFFICIAL until 4 May 2026, 09:00; then public."}

    assert len(bare.lacking) == 1
    assert complete("uk", "official", told, handling=["EMBARGOED"]).lacking == ()
    assert complete("uk", "official", told, handling=["EMBARGOED"]).designation == (
        told["instruction"],
    )


def test_what_goes_to_the_european_union_has_the_prefix_too() -> None:
    assert complete("uk", "official", handling=["REL EU"]).lacking
    assert not complete("uk", "official", handling=["REL EU"], prefix=["UK"]).lacking


# ------------------------------------------------------------------------------ United States

CATEGORIES = ["SP-CTI", "SP-EXPT", "PRVCY", "PROPIN", "LEI"]
CONTROLS = ["NOFORN", "FED ONLY", "NOCON", "DL ONLY"]


@given(st.permutations(CATEGORIES), st.permutations(CONTROLS), st.data())
def test_a_banner_has_one_order_however_it_is_written(
    categories: list[str], controls: list[str], data: st.DataObject
) -> None:
    some = data.draw(st.integers(1, len(categories)))
    level = complete("us-cui", "cui", categories=categories[:some], dissemination=controls)
    control, kinds, limits = level.text.split("//")
    told = kinds.split("/")
    specified = [kind for kind in told if kind.startswith("SP-")]

    assert control == "CUI"
    assert told[: len(specified)] == sorted(specified)
    assert told[len(specified) :] == sorted(set(told) - set(specified))
    assert limits.split("/") == sorted(CONTROLS)


def test_a_control_without_a_category_follows_the_control_marking() -> None:
    assert complete("us-cui", "cui", dissemination=["NOFORN"]).text == "CUI//NOFORN"
    assert complete("us-cui", "cui").text == "CUI"


@pytest.mark.parametrize("codes", list(permutations(["USA", "GBR", "AUS", "NATO"]))[::5])
def test_countries_stand_with_the_usa_first_and_groups_last(codes: tuple[str, ...]) -> None:
    level = complete("us-cui", "cui", dissemination=[f"REL TO {', '.join(codes)}"])

    assert level.text == "CUI//REL TO USA, AUS, GBR, NATO"


@pytest.mark.parametrize(
    "controls",
    [["NOFORN", "REL TO USA, GBR"], ["DISPLAY ONLY USA, GBR", "NOFORN"], ["FED ONLY", "FEDCON"]],
)
def test_controls_that_contradict_one_another_are_refused(controls: list[str]) -> None:
    assert complete("us-cui", "cui", dissemination=controls).refused


def test_privilege_of_counsel_wants_its_category() -> None:
    counsel = ["Attorney-Client"]

    assert complete("us-cui", "cui", dissemination=counsel).lacking
    told = complete(
        "us-cui",
        "cui",
        {"controlled_by": "An office"},
        categories=["PRIVILEGE"],
        dissemination=counsel,
    )
    assert not told.lacking


def test_the_designation_says_who_controls_what() -> None:
    level = complete(
        "us-cui",
        "cui",
        {
            "poc": "office@example.org",
            "controlled_by": "Department of Good Works",
            "decontrol": "2036",
        },
        categories=["PRVCY", "SP-CTI"],
        dissemination=["NOFORN"],
    )

    assert level.designation == (
        "Controlled by: Department of Good Works",
        "CUI category: SP-CTI/PRVCY",
        "Limited dissemination control: NOFORN",
        "POC: office@example.org",
        "Decontrol: 2036",
    )


def test_what_is_not_controlled_has_neither_banner_nor_designation() -> None:
    level = complete("us-cui", "none", {"controlled_by": "An office"}, categories=["PRVCY"])

    assert (level.text, level.designation, level.portion) == ("", (), "U")


def test_a_designation_is_asked_for(copied: Path) -> None:
    write(copied, "marking: {scheme: us-cui, level: cui}")

    assert [problem.code for problem in list_problems(copied)] == ["MRK007"]


# ------------------------------------------------------------------------------ NATO


def test_nato_names_to_whom_it_is_releasable() -> None:
    level = complete("nato", "restricted", releasable_to=["UKR", "JPN"])

    assert level.text == "NATO RESTRICTED RELEASABLE TO JPN, UKR"
    assert level.name == "NATO RESTRICTED"


def test_an_administrative_marking_stands_with_unclassified_alone() -> None:
    assert complete("nato", "unclassified", administrative=["STAFF"]).text.endswith(" – STAFF")
    assert complete("nato", "restricted", administrative=["STAFF"]).refused


def test_nato_has_reference_and_copy_number_on_the_first_page() -> None:
    level = complete("nato", "restricted", {"copy": "3 of 20", "reference": "SAMPLE(2026)1"})

    assert level.designation == ("Reference: SAMPLE(2026)1", "Copy 3 of 20")


# ------------------------------------------------------------------------------ TLP

FIRST = {
    "clear": ("TLP:CLEAR", (255, 255, 255)),
    "green": ("TLP:GREEN", (51, 255, 0)),
    "amber": ("TLP:AMBER", (255, 192, 0)),
    "amber-strict": ("TLP:AMBER+STRICT", (255, 192, 0)),
    "red": ("TLP:RED", (255, 43, 43)),
}
"""Each label of FIRST's standard, and the colour of its letters on black."""


@pytest.mark.parametrize("id", FIRST)
@pytest.mark.parametrize("language", ["en-GB", "fr", "pl"])
def test_each_label_has_its_letters_and_colours_in_every_language(id: str, language: str) -> None:
    scheme = load_scheme(LIBRARY, "tlp", language, [])
    assert scheme is not None
    level = next(one for one in scheme.levels if one.id == id)
    text, colour = FIRST[id]

    assert (level.text, level.portion) == (text, text)
    assert tuple(bytes.fromhex(level.banner.colour[1:])) == colour
    assert (level.banner.ground, level.banner.align) == ("#000000", "right")
    assert level.banner.size >= 12


def test_further_restrictions_stand_with_the_label() -> None:
    level = complete("tlp", "amber", restrictions=["members of the forum", "until June"])

    assert level.text == "TLP:AMBER – members of the forum; until June"


# ------------------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    "marking",
    [
        "{scheme: us-cui, level: cui, additions: {dissemination: [NOFORM]}}",
        "{scheme: us-cui, level: cui, additions: {handling: [NOFORN]}}",
        "{scheme: us-cui, level: cui, designation: {owner: An office}}",
        "{scheme: uk, level: official, additions: {handling: [RECIPIENTS ONLY]}}",
        "{scheme: uk, level: official, additions: {handling: [UK EYES ONLY]}}",
        "{scheme: nato, level: restricted, additions: {administrative: STAFF}}",
    ],
)
def test_what_the_scheme_does_not_have_is_an_error(copied: Path, marking: str) -> None:
    write(copied, f"marking: {marking}")

    assert "MRK006" in {problem.code for problem in list_problems(copied)}


def test_additions_want_a_scheme(copied: Path) -> None:
    write(copied, "marking: {text: Ours, additions: {handling: [RECIPIENTS ONLY]}}")

    assert [problem.code for problem in list_problems(copied)] == ["MRK001"]


def test_a_level_that_a_part_raises_is_held_to_the_additions(copied: Path) -> None:
    write(
        copied,
        "marking: {scheme: uk, level: official, additions: {handling: [FOR PUBLIC RELEASE]}}",
    )
    assert list_problems(copied) == []
    replace_text(
        copied, "02-plans.md", "kind: chapter", "kind: chapter\nmarking: official-sensitive"
    )

    assert [problem.code for problem in list_problems(copied)] == ["MRK006"]


# ------------------------------------------------------------------------------ on pages


def mark(scheme: str, level: str, marking: Marking) -> Draft:
    draft = read(MARKED, "marked")
    found = load_scheme(LIBRARY, scheme, "en-GB", [], marking)
    fewer = tuple(
        replace(one, blocks=(), points=(), id=f"{one.id}-bare") for one in draft.sections[:1]
    )
    readers = tuple(
        replace(
            one,
            bottom_line_marking="",
            so_what_marking="",
            asks=(),
            bottom_line_rests_on="",
            lead_facts=("visitors",),
        )
        for one in draft.audiences
    )
    return replace(draft, sections=fewer, scheme=found, level=level, audiences=readers, photos=())


@pytest.mark.slow
def test_a_designation_stands_on_the_first_page_of_every_output() -> None:
    marking = Marking(
        additions={"dissemination": ["NOFORN"]},
        designation={"controlled_by": "Department of Good Works", "poc": "office@example.org"},
    )
    for file in make_files(mark("us-cui", "cui", marking), LIBRARY):
        if file.name.endswith(".pdf"):
            with pypdfium2.PdfDocument(file.data) as pdf:
                first = pdf[0].get_textpage().get_text_bounded()
        elif file.name.endswith(".docx"):
            package = ZipFile(BytesIO(file.data))
            names = [one for one in package.namelist() if re.match(r"word/(doc|foot)", one)]
            first = " ".join(package.read(name).decode() for name in names)
            first = re.sub(r"<[^>]+>", "", first)
        else:
            continue
        first = re.sub(r"\s+", " ", first)
        assert "Controlled by: Department of Good Works" in first, file.name
        assert "POC: office@example.org" in first, file.name


@pytest.mark.slow
def test_blank_pages_of_folded_sheets_are_marked_too() -> None:
    document = select(mark("nato", "restricted", Marking()))
    sheets = generate(document, BookletOptions(edition="imposed"), LIBRARY)
    printed = generate(document, BookletOptions(edition="print"), LIBRARY)
    with pypdfium2.PdfDocument(sheets.data) as pdf:
        counts = [page.get_textpage().get_text_bounded().count("NATO RESTRICTED") for page in pdf]

    assert printed.pages % 4 != 0
    assert counts == [4] * len(counts)


@pytest.mark.slow
def test_no_blank_page_is_added_where_the_sheets_are_full_or_nothing_is_marked() -> None:
    document = select(mark("nato", "restricted", Marking()))
    bare = replace(document, publication=replace(document.publication, marking=""))
    sheets = generate(bare, BookletOptions(edition="imposed"), LIBRARY)
    marked = generate(document, BookletOptions(edition="imposed"), LIBRARY)

    assert sheets.pages == marked.pages


@pytest.mark.slow
def test_a_marking_of_a_named_size_is_never_smaller() -> None:
    document = select(mark("tlp", "amber", Marking(additions={"restrictions": ["members only"]})))
    with pypdfium2.PdfDocument(generate(document, BookletOptions(), LIBRARY).data) as pdf:
        texts = [page.get_textpage() for page in pdf]
        found = [(one, one.get_text_range().index("TLP:AMBER")) for one in texts]
        sizes = {round(FPDFText_GetFontSize(one, at), 1) for one, at in found}

    assert sizes == {12.0}


def test_a_marking_of_a_named_size_that_has_no_room_is_an_error() -> None:
    long = [f"the members of the {n}th working group of the forum" for n in range(4, 7)]
    document = select(mark("tlp", "amber", Marking(additions={"restrictions": long})))

    assert "OUT009" in {one.code for one in list_faults(document, BookletOptions(), LIBRARY)}


def test_a_day_makes_a_label(copied: Path) -> None:
    marking = Marking(scheme="nato", level="restricted", decided=date(2026, 5, 4))
    found = load_scheme(LIBRARY, "nato", "en-GB", [], marking)
    assert found is not None
    labels = {level.id: level.label for level in found.levels}

    assert labels["none"] is None
    label = labels["restricted"]
    assert label is not None
    assert (label.policy, label.classification) == ("NATO", "RESTRICTED")
    assert (label.created, label.review) == (date(2026, 5, 4), date(2031, 5, 4))
