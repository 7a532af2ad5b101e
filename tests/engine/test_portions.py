"""Marks on parts: what may have one, where it stands, and what it does to the whole."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest

from engine.outputs import replace_text
from octavo.briefing import BriefingOptions, generate
from octavo.build.comparison import write_html
from octavo.build.steps import make_files
from octavo.checks import check
from octavo.document import (
    Aside,
    CodeBlock,
    Document,
    Draft,
    Fact,
    Figure,
    Heading,
    Paragraph,
    Point,
    PullQuote,
    Statistics,
    Table,
)
from octavo.document.approval import hash_paragraph
from octavo.document.problem import Problem
from octavo.document.walk import map_inlines, query, rewrite, text_of
from octavo.files.library import Folder
from octavo.selection.audience import find_level, mark_all, select
from octavo.selection.portions import list_marks
from octavo.source.draft import read, read_source
from octavo.source.marking_schemes import load_scheme

MARKED = Path(__file__).parents[1] / "publications" / "marked"


def say_kind(kind: type) -> str:
    """What a parametrised test of `kind` is called."""
    return kind.__name__


BLOCKS = (Paragraph, Heading, Aside, CodeBlock, PullQuote, Table, Figure)


@pytest.fixture(scope="module")
def draft() -> Draft:
    """A report in which a part of every kind is marked, for its planners alone."""
    return read(MARKED, "marked")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MARKED, tmp_path / "marked"))


def list_codes(folder: Path) -> list[str]:
    found = read_source(Folder(folder), "marked")
    problems: tuple[Problem, ...] = found.problems
    problems += check(found.draft, Folder(folder)) if found.draft else ()
    return [problem.code for problem in problems if problem.code[:3] in {"MRK", "TXT"}]


class _Nothing:
    """No kind of part."""


def unmark(draft: Draft, kept: type = _Nothing) -> Draft:
    """The draft without any marks but those of one kind of block, point, fact, photo or ask."""

    def strip(node: Any) -> Any:
        bare = isinstance(node, kept) or not getattr(node, "marking", "")
        return node if bare else replace(node, marking="")

    sections = tuple(
        replace(
            section,
            marking="",
            blocks=rewrite(section.blocks, lambda block: (strip(block),)),
            points=tuple(map(strip, section.points)),
        )
        for section in draft.sections
    )
    audiences = tuple(
        replace(
            reader,
            bottom_line_marking=reader.bottom_line_marking if kept is str else "",
            so_what_marking="",
            asks=tuple(map(strip, reader.asks)),
        )
        for reader in draft.audiences
    )
    facts, photos = tuple(map(strip, draft.facts)), tuple(map(strip, draft.photos))
    return replace(draft, sections=sections, audiences=audiences, facts=facts, photos=photos)


def name(draft: Draft, audience: str | None) -> str:
    level = find_level(draft, audience)
    return level.id if level else ""


def say(document: Document) -> str:
    """All words of a document, in any order."""
    return repr(document)


# ------------------------------------------------------------------------------ the whole


def test_every_kind_of_part_is_marked_in_the_report(draft: Draft) -> None:
    marked = [one for one in query(draft, object) if getattr(one, "marking", "")]

    assert {type(one).__name__ for one in marked} >= {kind.__name__ for kind in BLOCKS}
    assert {type(one).__name__ for one in marked} >= {"Point", "Fact", "Photo", "Ask"}


@pytest.mark.parametrize("kind", [*BLOCKS, Point, Fact, str], ids=say_kind)
def test_a_part_of_any_kind_marks_the_whole_of_who_reads_it(draft: Draft, kind: type) -> None:
    only = unmark(draft, kind)

    assert name(only, "planners") == "restricted"
    assert name(only, "visitors") == name(only, None) == "unclassified"


def test_nothing_marked_leaves_the_level_of_the_publication(draft: Draft) -> None:
    assert list(list_marks(unmark(draft))) == []
    assert name(unmark(draft), "planners") == "unclassified"


def test_a_marked_fact_counts_only_where_it_is_shown(draft: Draft) -> None:
    facts = unmark(draft, Fact)
    first, second = facts.sections
    unseen = tuple(replace(reader, lead_facts=()) for reader in facts.audiences)
    without = replace(facts, sections=(first,), audiences=unseen)

    assert name(without, "planners") == "unclassified"
    assert name(replace(without, sections=(first, second)), "planners") == "restricted"


# ------------------------------------------------------------------------------ the parts


def test_all_parts_are_marked_when_one_that_the_reader_gets_is(draft: Draft) -> None:
    document = select(draft, "planners")
    titles = [section.title for section in document.sections]
    words = [text_of(one.children) for one in query(document.sections, Paragraph)]
    words += [text_of(one.children) for one in query(document.sections, Heading)]
    words += [text_of(one.children) for one in query(document.sections, Point)]
    captions = [text_of(one.caption) for one in query(document.sections, Table)]
    captions += [text_of(one.caption) for one in query(document.sections, Figure)]
    captions += [text_of(one.caption) for one in query(document.sections, Statistics)]
    reader = document.audience
    assert reader is not None
    said = [text_of(reader.bottom_line), *map(text_of, reader.so_what)]
    said += [ask.what for ask in reader.asks]
    said += [photo.caption for photo in document.photos]

    assert titles == ["(NU) What was seen", "(NU) What is planned"]
    assert [one for one in (*words, *captions, *said) if not re.match(r"\(N[UR]\)", one)] == []
    assert len(words) + len(captions) > 20


def test_who_gets_nothing_marked_sees_no_mark(draft: Draft) -> None:
    for reader in ("visitors", None):
        assert "(NR)" not in say(select(draft, reader))
        assert "(NU)" not in say(select(draft, reader))


def test_a_scheme_may_mark_only_what_the_source_marks(draft: Draft) -> None:
    assert draft.scheme is not None
    some = replace(draft, scheme=replace(draft.scheme, portions="marked"))
    said = say(select(some, "planners"))

    assert "(NR)" in said
    assert "(NU)" not in said


def test_a_part_with_a_marked_fact_has_at_least_its_mark(draft: Draft) -> None:
    document = select(draft, "planners")
    cost = next(one for one in query(document.sections, Paragraph) if one.id == "plans-cost")
    numbers = next(query(document.sections, Statistics))

    assert text_of(cost.children) == "(NR) It costs 12 million euros."
    assert text_of(numbers.caption).startswith("(NR) ")
    assert [item.label for item in numbers.items] == ["(NR) sites", "visitors"]
    assert [fact.label for fact in document.facts if fact.id == "budget"] == ["(NR) euros a year"]


def test_what_is_in_a_marked_section_has_its_mark(copied: Path) -> None:
    replace_text(copied, "01-report.md", "kind: chapter", "kind: chapter\nmarking: restricted")
    document = select(read(copied, "marked"), "visitors")
    words = [text_of(one.children) for one in query(document.sections, Paragraph)]

    assert document.publication.marking.startswith("NATO RESTRICTED")
    assert {word[:5] for word in words} == {"(NR) "}


def test_a_part_may_be_marked_lower_than_its_section(copied: Path) -> None:
    replace_text(copied, "01-report.md", "kind: chapter", "kind: chapter\nmarking: restricted")
    replace_text(copied, "01-report.md", "{#report-open}", "{#report-open .marking-unclassified}")
    document = select(read(copied, "marked"), "visitors")
    opening = next(one for one in query(document.sections, Paragraph) if one.id == "report-open")

    assert text_of(opening.children).startswith("(NU) ")


def test_a_mark_stands_before_the_lead_of_a_point(draft: Draft) -> None:
    point = next(one for one in query(select(draft, "planners"), Point) if one.id == "second")

    assert point.mark == "(NR) "
    assert text_of(point.children[:1]) == point.mark


def test_what_has_no_caption_has_its_mark_in_the_place_of_one(draft: Draft) -> None:
    tables = {one.id: one for one in query(select(draft, "planners"), Table)}

    assert text_of(tables["tab-guards"].caption) == "(NR)"
    assert tables["tab-guards"].number == 0
    assert tables["tab-keys"].number == 2


def test_code_has_its_mark_in_a_line_above(draft: Draft) -> None:
    blocks = select(draft, "planners").sections[1].blocks
    at = next(i for i, block in enumerate(blocks) if isinstance(block, CodeBlock))
    above = blocks[at - 1]

    assert isinstance(above, Paragraph)
    assert text_of(above.children) == "(NR)"


def test_a_mark_does_not_change_what_a_point_was_approved_on(draft: Draft) -> None:
    before = {one.id: hash_paragraph(one) for one in query(draft.sections, Paragraph)}
    after = {one.id: hash_paragraph(one) for one in query(select(draft, "planners"), Paragraph)}

    assert {id: after[id] for id in before} == before


def test_marks_hang_on_no_words_of_the_text(draft: Draft) -> None:
    plain = map_inlines(unmark(draft), lambda inlines: inlines)

    assert "(N" not in say(select(plain, "planners"))


# ------------------------------------------------------------------------------ every output


@pytest.mark.slow
def test_every_output_shows_the_marks_of_its_parts(draft: Draft) -> None:
    for file in make_files(draft, Folder(MARKED)):
        if file.name.endswith(".pdf"):
            with pypdfium2.PdfDocument(file.data) as pdf:
                said = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        elif file.name.endswith(".docx"):
            said = ZipFile(BytesIO(file.data)).read("word/document.xml").decode()
        else:
            continue
        assert ("(NR)" in said) == ("planners" in file.name), file.name
        assert ("NATO RESTRICTED" in said or ".docx" in file.name) == (
            "planners" in file.name or ".docx" in file.name
        )


def test_a_page_that_shows_what_all_readers_get_is_marked_as_high_as_any(draft: Draft) -> None:
    marking = mark_all(draft)
    page = write_html({}, "A report", "en-GB", Folder(MARKED), marking)

    assert marking == select(draft, "planners").publication.marking
    assert page.count(f'<p class="marking">{marking}</p>') == 2
    assert 'class="marking"' not in write_html({}, "A report", "en-GB", Folder(MARKED))


def test_a_point_repeats_nothing_by_its_mark(copied: Path) -> None:
    file = copied / "publication.yaml"
    text = file.read_text(encoding="utf-8")
    marking = "marking: {scheme: tlp, level: amber-strict}"
    text = re.sub(r"marking:\n(?:  .*\n)+", f"{marking}\n", text, count=1)
    for other in (file, *copied.glob("*.md"), copied / "photos.yaml"):
        said = text if other == file else other.read_text(encoding="utf-8")
        other.write_text(said.replace("restricted", "amber-strict"), encoding="utf-8")
    document = select(read(copied, "marked"), "planners")
    with pypdfium2.PdfDocument(generate(document, BriefingOptions(), Folder(copied)).data) as pdf:
        words = pdf[0].get_textpage().get_text_bounded()

    assert "stands behind" in words


# ------------------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        ("01-report.md", "{#report-open}", "{#report-open .marking-restrictd}", ["MRK002"]),
        ("photos.yaml", "marking: restricted", "marking: restrictd", ["MRK002"]),
        ("publication.yaml", "euros a year, marking: restricted", "e, marking: r", ["MRK002"]),
        ("publication.yaml", "by: June, marking: restricted", "by: June, marking: r", ["MRK002"]),
        ("publication.yaml", "line_marking: restricted", "line_marking: r", ["MRK002"]),
        ("publication.yaml", "what_marking: restricted", "what_marking: r", ["MRK002"]),
        ("publication.yaml", "kind: Report", "kind: For {{ facts.budget }}", ["MRK005"]),
        ("publication.yaml", "second site, who", "{{ facts.sites }}, who", ["MRK005"]),
        ("02-plans.md", "{#plans-pull .pull ", "{#plans-pull .signature ", ["TXT004"]),
        ("02-plans.md", "{#plans-second .marking-restricted}", ".marking-restricted", ["TXT004"]),
        ("photos.yaml", "marking: restricted", "marking: secret", ["MRK003"]),
        ("publication.yaml", "by: June, marking: restricted", "by: J, marking: secret", ["MRK003"]),
    ],
)
def test_a_wrong_mark_is_an_error(
    copied: Path, file: str, old: str, new: str, codes: list[str]
) -> None:
    replace_text(copied, file, old, new)

    assert set(list_codes(copied)) >= set(codes)


def test_a_report_with_every_mark_is_right(copied: Path) -> None:
    assert list_codes(copied) == []


def test_a_public_reader_of_a_marked_photograph_is_an_error(copied: Path) -> None:
    replace_text(copied, "publication.yaml", "level: unclassified", "level: none")
    replace_text(copied, "publication.yaml", "question: When", "public: true\n    question: When")
    assert list_codes(copied) == []
    replace_text(copied, "photos.yaml", "first site, credit", "site, marking: restricted, credit")

    assert list_codes(copied) == ["MRK004"]


def test_both_schemes_that_want_it_mark_all_parts() -> None:
    names = ("nato", "us-cui", "uk", "tlp", "none")
    schemes = {name: load_scheme(Folder(Path()), name, "en", []) for name in names}

    assert [name for name, one in schemes.items() if one and one.portions == "all"] == [
        "nato",
        "us-cui",
    ]
