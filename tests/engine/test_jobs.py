"""Which files are made, in which order, and whose page numbers they quote."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest

from engine.conftest import SMALL
from engine.outputs import Options, generator, overflow, refuse, write_pages
from octavo import Draft, Folder, Generator, SourceError, read
from octavo.build.jobs import plan_jobs
from octavo.build.steps import make_files
from octavo.document import OutputRequest

Installed = dict[str, Generator[Any]]

NAMES = ("outline", "briefing", "word", "booklet")


@pytest.fixture
def draft() -> Draft:
    """The small publication, read once for each test."""
    return read(SMALL)


@pytest.fixture(autouse=True)
def outline(generators: Installed) -> None:
    """A generator from elsewhere that quotes page numbers, for everyone."""
    generators["outline"] = generator(label=None, needs_places=True)


def list_outputs(draft: Draft, *requests: tuple[str, ...]) -> Draft:
    """`draft` with other outputs: each the name of a generator, then for whom."""
    return replace(
        draft, outputs=tuple(OutputRequest(name, tuple(audiences)) for name, *audiences in requests)
    )


def make(draft: Draft, only: tuple[str, ...] = (), audiences: tuple[str, ...] = ()) -> Made:
    """The bytes of each file by its name."""
    return {file.name: file.data for file in make_files(draft, Folder(SMALL), only, audiences)}


Made = dict[str, bytes]


def choose_some(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every choice of names, from none to all."""
    return [choice for count in range(len(names) + 1) for choice in combinations(names, count)]


@pytest.mark.parametrize(
    "booklets",
    [(("booklet",),), (("booklet", "industry"), ("booklet",)), (("booklet", "command"),), ()],
)
def test_a_file_has_the_same_bytes_whatever_else_is_asked_for(
    draft: Draft, booklets: tuple[tuple[str, ...], ...]
) -> None:
    draft = list_outputs(draft, ("outline",), ("briefing",), ("word",), *booklets)
    names = tuple(dict.fromkeys(request.generator for request in draft.outputs))
    whole = make(draft)
    apart: Made = {}
    for only, audiences in product(choose_some(names), choose_some(("command", "industry"))):
        for name, data in make(draft, only, audiences).items():
            assert data == whole.get(name, apart.setdefault(name, data)), (only, audiences, name)

    # files for one reader alone are made only when they are asked for, always the same
    assert apart.keys() - whole.keys() >= {"small-outline-command.txt", "small-industry.docx"}


def read_places(made: Made, name: str) -> str:
    return made[name].decode().splitlines()[0]


def test_a_generator_from_elsewhere_is_given_places_when_it_is_made_alone(draft: Draft) -> None:
    made = make(list_outputs(draft, ("outline",), ("booklet",)), ("outline",))

    assert read_places(made, "small-outline.txt") == (
        "everyone foreword=1,numbers=2,policy=3,panel-1=4 screen"
    )


def test_a_generator_that_asks_for_no_places_is_given_none(draft: Draft) -> None:
    assert read_places(make(draft), "small.docx") == "everyone screen"


def test_what_is_made_for_its_page_numbers_alone_is_not_written(draft: Draft) -> None:
    assert make(draft, ("briefing",)).keys() == {
        "small-briefing-command.pdf",
        "small-briefing-industry.pdf",
    }


def test_a_booklet_that_nothing_quotes_is_not_made(draft: Draft, generators: Installed) -> None:
    generators["booklet"] = generator(refuse, gives_places=True)

    assert make(draft, ("word",)).keys() == {"small.docx"}


def test_no_places_are_given_where_nothing_gives_any(draft: Draft) -> None:
    made = make(list_outputs(draft, ("outline",), ("word",)))

    assert read_places(made, "small-outline.txt") == "everyone screen"


def test_the_first_output_that_gives_places_is_quoted(draft: Draft, generators: Installed) -> None:
    generators["handbook"] = generator(write_pages, None, gives_places=True)
    jobs = plan_jobs(
        list_outputs(draft, ("outline",), ("handbook",), ("booklet",)), (), (), Folder(SMALL)
    )

    assert [(job.name, job.quotes) for job in jobs] == [
        ("small-handbook.txt", ""),
        ("small.pdf", ""),
        ("small-outline.txt", "small-handbook.txt"),
    ]


def test_a_reader_is_quoted_its_own_edition(draft: Draft) -> None:
    jobs = plan_jobs(
        list_outputs(draft, ("briefing",), ("booklet",), ("booklet", "industry")),
        ("briefing",),
        (),
        Folder(SMALL),
    )

    assert {job.name: job.quotes for job in jobs if job.wanted} == {
        "small-briefing-command.pdf": "small.pdf",
        "small-briefing-industry.pdf": "small-industry.pdf",
    }


def test_an_edition_that_only_the_command_asks_for_is_quoted_by_none(draft: Draft) -> None:
    jobs = plan_jobs(draft, ("booklet", "briefing"), ("industry",), Folder(SMALL))

    assert [(job.name, job.wanted, job.quotes) for job in jobs] == [
        ("small.pdf", False, ""),
        ("small-industry.pdf", True, ""),
        ("small-briefing-industry.pdf", True, "small.pdf"),
    ]


def test_an_edition_that_is_listed_is_not_made_twice(draft: Draft) -> None:
    draft = list_outputs(draft, ("booklet",), ("booklet", "industry"))

    assert make(draft, ("booklet",), ("industry",)).keys() == {"small-industry.pdf"}


def test_what_gives_places_is_given_none(draft: Draft, generators: Installed) -> None:
    both = generator(write_pages, None, gives_places=True, needs_places=True)
    generators["handbook"] = both
    made = make(list_outputs(draft, ("booklet",), ("handbook",)))

    assert read_places(made, "small-handbook.txt") == "everyone screen"


def test_what_cannot_be_quoted_is_told_once(draft: Draft, generators: Installed) -> None:
    generators["booklet"] = generator(refuse, gives_places=True)

    with pytest.raises(SourceError) as caught:
        make(draft)
    assert [problem.message for problem in caught.value.problems] == ["nothing fits for everyone"]


def test_the_others_are_still_tried_when_one_cannot_be_quoted(
    draft: Draft, generators: Installed
) -> None:
    generators["booklet"] = generator(refuse, gives_places=True)
    generators["word"] = generator(overflow, suffix=".docx")

    with pytest.raises(SourceError) as caught:
        make(draft)
    assert [problem.message for problem in caught.value.problems] == [
        "nothing fits for everyone",
        "it does not fit on one page",
    ]


def count_copies(options: Options) -> str:
    """A variant that is always named."""
    return f"x{options.copies}"


def say_nothing(options: Options) -> str:
    """No variant, whatever the options are."""
    return ""


def test_a_generator_says_what_its_options_add_to_the_name(
    draft: Draft, generators: Installed
) -> None:
    generators["outline"] = generator(label=None, variant=count_copies)
    request = OutputRequest("outline", (), (("copies", "3"),))

    assert make(replace(draft, outputs=(request,))).keys() == {"small-outline-x3.txt"}


def test_a_field_that_is_called_edition_is_nothing_special(
    draft: Draft, generators: Installed
) -> None:
    generators["outline"] = generator(label=None, variant=say_nothing)
    request = OutputRequest("outline", (), (("edition", "print"),))

    assert make(replace(draft, outputs=(request,))).keys() == {"small-outline.txt"}
