from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from octavo import Document, Draft, read, select
from octavo.document import (
    Audience as Reader,
    AuthorQuery,
    Block,
    Cell,
    Event,
    Fact,
    Figure,
    Imprint,
    Inlines,
    Item,
    Listing,
    Mention,
    Orbits,
    Paragraph,
    Photo,
    Point,
    Publication,
    Quote,
    Reference,
    Row,
    Section,
    Statistic,
    Statistics,
    Table,
    TargetNames,
    Text,
    Weight,
)
from octavo.document.walk import query

SMALL = Path(__file__).parents[1] / "publications" / "small"


@pytest.fixture(scope="module")
def small() -> Draft:
    return read(SMALL)


def ids(document: Document) -> list[str]:
    return [block.id for section in document.sections for block in section.blocks]


def test_the_general_reader_sees_only_what_is_unmarked(small: Draft) -> None:
    assert "fig-buyers" not in ids(select(small))


def test_an_audience_sees_what_is_marked_for_it(small: Draft) -> None:
    assert "fig-buyers" in ids(select(small, "industry"))


def test_an_audience_does_not_see_what_is_marked_for_another(small: Draft) -> None:
    assert "fig-buyers" not in ids(select(small, "command"))


def test_an_unknown_audience_is_an_error_with_the_nearest_name(small: Draft) -> None:
    with pytest.raises(ValueError, match="there is no audience `comand`; did you mean `command`"):
        select(small, "comand")


def test_the_name_of_everyone_is_not_an_audience(small: Draft) -> None:
    with pytest.raises(ValueError, match="there is no audience ``"):
        select(small, "")


def test_a_document_knows_only_its_own_audience(small: Draft) -> None:
    reader = select(small, "industry").audience

    assert reader is not None
    assert reader.id == "industry"


def test_figures_are_numbered_without_a_gap(small: Draft) -> None:
    numbers = [figure.number for figure in query(select(small).sections, Figure)]

    assert numbers == [2, 3, 4, 5]  # the statistics before them are figure 1


def test_figures_count_what_the_audience_sees(small: Draft) -> None:
    figures = query(select(small, "industry").sections, Figure)

    assert {figure.id: figure.number for figure in figures}["fig-pillars"] == 5


def test_tables_are_numbered(small: Draft) -> None:
    assert [table.number for table in query(select(small).sections, Table)] == [1]


def test_chapters_and_panels_are_numbered_in_one_series(small: Draft) -> None:
    numbers = {section.id: section.number for section in select(small).sections}

    assert numbers == {"foreword": 0, "numbers": 0, "policy": 1, "panel-1": 2}


def test_references_carry_what_they_point_to(small: Draft) -> None:
    found = [(r.target, r.kind, r.number, r.name) for r in query(select(small), Reference)]

    assert found == [
        ("fig-pillars", "figure", "4", "Figure 4"),
        ("panel-1", "section", "Panel 1", "Panel 1"),
        ("tab-steps", "table", "1", "Table 1"),
    ]


def test_a_reference_names_its_target_in_the_language_of_the_publication(small: Draft) -> None:
    names = TargetNames("Abbildung", "Tabelle", "Abschnitt")
    found = query(select(replace(small, names=names)), Reference)

    assert [reference.name for reference in found] == ["Abbildung 4", "Panel 1", "Tabelle 1"]


def table_of(cell: Inlines, heading: Inlines = ()) -> Table:
    """A table with one heading and one cell."""
    return Table(Row((Cell(heading),)), (Row((Cell(cell),)),), id="tab")


def draft_of(section: Section, *readers: Reader, photos: tuple[Photo, ...] = ()) -> Draft:
    """A draft of one section."""
    publication = Publication("name", "Title", Event("Event"), Imprint("Publisher"))
    return Draft(publication, (section,), (), photos, (), readers)


def test_queries_are_for_those_who_ask_for_them() -> None:
    asked = (AuthorQuery("Why?"),)
    draft = draft_of(Section("one", "One", "chapter", (Paragraph(asked, "p"),), queries=asked))

    assert list(query(select(draft).sections, AuthorQuery)) == []
    assert list(query(select(draft, queries=True).sections, AuthorQuery)) == [*asked, *asked]


def test_photographs_are_numbered_among_what_is_left() -> None:
    photos = (
        Photo(1, "For others", "The owner", audiences=frozenset({"red"})),
        Photo(2, "For all", "The owner"),
    )
    draft = draft_of(Section("one", "One", "chapter", ()), photos=photos)

    assert select(draft).photos == (Photo(1, "For all", "The owner"),)


def test_a_point_is_required_only_of_those_who_are_named() -> None:
    weight = Weight("red", 9, required=True)
    section = Section("one", "One", "chapter", (), points=(Point("p", (), "", weights=(weight,)),))
    readers = [Reader(name, name, "?", "note", (), ()) for name in ("red", "blue")]
    draft = draft_of(section, *readers)

    required = {
        name: select(draft, name).sections[0].points[0].required for name in ("red", "blue")
    }
    assert required == {"red": True, "blue": False}


def test_what_a_reader_is_told_rests_on_what_this_reader_sees() -> None:
    hidden = Paragraph((Text("Hidden."),), "hidden", frozenset({"blue"}))
    seen = Paragraph((Text("Seen."),), "seen")
    reader = Reader("red", "Red", "?", "note", (), ((), ()), so_what_rests_on=("hidden", "seen"))
    draft = draft_of(Section("one", "One", "chapter", (hidden, seen)), reader)

    told = select(draft, "red").audience
    assert told is not None
    assert told.so_what_rests_on == ("", "seen")


def test_the_facts_that_lead_for_a_reader_are_kept() -> None:
    facts = (Fact("days", "3", "days"), Fact("nights", "2", "nights"))
    reader = Reader("red", "Red", "?", "note", (), (), lead_facts=("days",))
    draft = replace(draft_of(Section("one", "One", "chapter", ()), reader), facts=facts)

    assert [fact.id for fact in select(draft, "red").facts] == ["days"]
    assert select(draft).facts == ()


def select_table(table: Table, queries: bool = False) -> Table:
    """`table` as the general reader gets it, out of a section that has the id `one`."""
    section = Section("one", "One", "chapter", (table,))
    return next(query(select(draft_of(section), queries=queries).sections, Table))


def test_a_reference_in_a_cell_carries_what_it_points_to() -> None:
    table = select_table(table_of((Text("See "), Reference("one"))))

    assert table.rows[0].cells[0].children == (
        Text("See "),
        Reference("one", (), "section", "1", "1"),
    )


def test_a_reference_in_a_cell_to_what_is_not_there_becomes_its_words() -> None:
    table = select_table(table_of((Reference("gone", (Text("what is gone"),)),)))

    assert table.rows[0].cells[0].children == (Text("what is gone"),)


def test_a_reference_in_a_heading_of_a_table_carries_what_it_points_to() -> None:
    table = select_table(table_of((), heading=(Reference("one"),)))

    assert table.header.cells[0].children == (Reference("one", (), "section", "1", "1"),)


def test_a_query_in_a_cell_is_gone() -> None:
    table = select_table(table_of((Text("What "), AuthorQuery("When?", (Text("so"),)))))

    assert table.rows[0].cells[0].children == (Text("What so"),)


def test_a_query_in_a_cell_is_there_for_those_who_edit() -> None:
    asked = (AuthorQuery("When?", (Text("so"),)),)

    assert select_table(table_of(asked), queries=True).rows[0].cells[0].children == asked


def test_a_table_with_nothing_to_change_is_the_same_object() -> None:
    table = table_of((Text("What"),))

    assert select_table(table) is table


def test_a_point_has_the_weight_for_its_reader(small: Draft) -> None:
    points = {point.id: point for point in query(select(small, "command"), Point)}

    assert (points["embed-early"].weight, points["embed-early"].required) == (9, True)


def test_a_point_keeps_no_weights_of_others(small: Draft) -> None:
    assert all(not point.weights for point in query(select(small, "command"), Point))


def test_a_fact_keeps_only_what_is_shown_of_it(small: Draft) -> None:
    whole = Fact("boats", "240", "boats lost", as_of="May")
    mention = Paragraph((Text("We saw "), Mention("boats", "240")), "a")
    shown = Statistics(
        (Statistic("boats", "240", "boats lost"),), audiences=frozenset({"industry"})
    )
    section = Section("a", "A", "chapter", (mention, shown))
    draft = replace(small, sections=(section,), facts=(whole,))

    assert select(draft).facts == (Fact("boats", "240"),)
    assert select(draft, "industry").facts == (Fact("boats", "240", "boats lost"),)


def test_a_lead_fact_keeps_its_value_and_its_label(small: Draft) -> None:
    leads = {fact.id: fact for fact in select(small, "command").facts}

    assert (leads["sponsors"].value, leads["sponsors"].label) == ("22", "sponsors")


def test_only_facts_that_are_mentioned_are_kept(small: Draft) -> None:
    secret = Draft(small.publication, small.sections[-1:], small.facts, (), small.abbreviations, ())

    assert select(secret).facts == ()


def test_only_abbreviations_that_are_used_are_kept_in_order(small: Draft) -> None:
    assert [term.short for term in select(small).abbreviations] == ["MDO", "NATO"]


def test_photographs_for_others_are_gone(small: Draft) -> None:
    assert [photo.number for photo in select(small, "industry").photos] == [1]


def test_a_block_that_everyone_may_read_is_the_same_object(small: Draft) -> None:
    before = {block.id: block for section in small.sections for block in section.blocks}
    after = {block.id: block for section in select(small).sections for block in section.blocks}

    assert after["foreword-1"] is before["foreword-1"]


# ------------------------------------------------------------------------------ laws

LAW = settings(deadline=None, derandomize=True)
AUDIENCES = ("red", "green", "blue")
marks = st.frozensets(st.sampled_from(AUDIENCES), max_size=2)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Drafts in which each text tells, in its own words, who may read it."""
    count = [0]

    def text(may: frozenset[str]) -> tuple[Text, ...]:
        count[0] += 1
        return (Text(f"{count[0]} for {' '.join(sorted(may)) or 'all'}."),)

    def narrow(outer: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Marks of a node, and who may read it given who may read what it stands in."""
        own = draw(marks)
        both = own & outer if own and outer else own or outer
        return own, both or (frozenset({"nobody"}) if own and outer else both)

    def paragraph(outer: frozenset[str]) -> Paragraph:
        own, may = narrow(outer)
        id = f"p{count[0]}"
        return Paragraph((*text(may), Reference(f"p{draw(st.integers(0, 9))}")), id, own)

    def block(outer: frozenset[str]) -> Block:
        kind = draw(st.sampled_from(("paragraph", "quote", "list", "figure")))
        if kind == "paragraph":
            return paragraph(outer)
        own, may = narrow(outer)
        if kind == "quote":
            return Quote((paragraph(may), paragraph(may)), audiences=own)
        if kind == "list":
            return Listing((Item((paragraph(may),)), Item((paragraph(may),))), audiences=own)
        return Figure(Orbits(), text(may), "", id=f"f{count[0]}", audiences=own)

    def section(i: int) -> Section:
        own, may = narrow(frozenset())
        blocks = tuple(block(may) for _ in range(draw(st.integers(0, 4))))
        pown, pmay = narrow(may)
        point = Point(f"point{i}", text(pmay), "p1", audiences=pown)
        return Section(f"s{i}", "Title", "chapter", blocks, points=(point,), audiences=own)

    sections = tuple(section(i) for i in range(draw(st.integers(1, 3))))
    readers = tuple(
        Reader(name, name, "?", "note", (Text(f"only for {name}."),), ()) for name in AUDIENCES
    )
    publication = Publication("name", "Title", Event("Event"), Imprint("Publisher"))
    return Draft(publication, sections, audiences=readers)


readers = st.sampled_from((None, *AUDIENCES))


@LAW
@given(drafts(), readers)
def test_no_text_of_another_audience_remains(draft: Draft, audience: str | None) -> None:
    document = select(draft, audience)

    for text in query(document, Text):
        allowed = text.text.rstrip(".").split(" for ")[-1].split()
        assert allowed == ["all"] or audience in allowed


@LAW
@given(drafts(), readers)
def test_everything_for_the_audience_remains(draft: Draft, audience: str | None) -> None:
    mine = [text.text for text in query(draft.sections, Text) if _may_read(text, audience)]

    assert sorted(t.text for t in query(select(draft, audience).sections, Text)) == sorted(mine)


def _may_read(text: Text, audience: str | None) -> bool:
    allowed = text.text.rstrip(".").split(" for ")[-1].split()
    return allowed == ["all"] or audience in allowed


@LAW
@given(drafts(), readers)
def test_selecting_twice_adds_nothing(draft: Draft, audience: str | None) -> None:
    once = select(draft, audience)
    again = Draft(once.publication, once.sections, once.facts, once.photos, once.abbreviations)

    assert select(again).sections == once.sections


@LAW
@given(drafts(), readers)
def test_nothing_tells_who_else_may_read(draft: Draft, audience: str | None) -> None:
    document = select(draft, audience)

    assert not any(section.audiences for section in query(document, Section))
    assert not any(point.audiences for point in query(document, Point))
    assert not any(paragraph.audiences for paragraph in query(document, Paragraph))


@LAW
@given(drafts(), readers)
def test_every_reference_leads_somewhere(draft: Draft, audience: str | None) -> None:
    document = select(draft, audience)
    known = {node.id for node in query(document, Paragraph)}

    assert {reference.target for reference in query(document, Reference)} <= known


@LAW
@given(drafts(), readers)
def test_every_point_rests_on_what_its_reader_sees(draft: Draft, audience: str | None) -> None:
    document = select(draft, audience)
    known = {paragraph.id for paragraph in query(document, Paragraph)} | {""}

    assert {point.rests_on for point in query(document, Point)} <= known


@LAW
@given(drafts(), drafts(), readers)
def test_what_is_hidden_makes_no_difference(
    draft: Draft, other: Draft, audience: str | None
) -> None:
    hidden = frozenset({"nobody"})
    extra = tuple(
        Section(f"x{section.id}", section.title, section.kind, section.blocks, audiences=hidden)
        for section in other.sections
    )
    more = Draft(draft.publication, extra + draft.sections, audiences=draft.audiences)

    assert select(more, audience) == select(draft, audience)


def test_the_laws_look_at_every_field_of_a_document() -> None:
    assert {field.name for field in fields(Document)} == {
        "publication",
        "sections",
        "facts",
        "photos",
        "abbreviations",
        "audience",
        "places",
    }


@pytest.mark.slow
def test_a_document_is_the_same_in_every_process() -> None:
    script = (
        "from octavo import read, select; "
        f"print(*(repr(select(read({str(SMALL)!r}), a)) for a in (None, 'command', 'industry')))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1
