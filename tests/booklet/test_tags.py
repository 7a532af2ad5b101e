"""The structure of a booklet: what each part of it is, in reading order."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from booklet.goldens import compare_text
from booklet.making import Made, make, read_files
from booklet.reading import Node, find_nodes, find_parts, list_said, read_nodes
from pdf.reading import read_tree

HEADINGS = re.compile(r"H\d")


def test_the_small_publication_has_the_structure_that_was_reviewed(
    small: Made, accepting: bool
) -> None:
    compare_text("small-tags.txt", read_tree(small.data), accepting)


@pytest.fixture(params=["proceedings", "small"], scope="module")
def made(request: pytest.FixtureRequest) -> Made:
    """The booklet of the proceedings, then that of the publication with everything once."""
    found: Made = request.getfixturevalue(request.param)
    return found


def test_headings_go_down_one_level_at_a_time(made: Made) -> None:
    levels = [int(node.role[1:]) for node in _walk(read_nodes(made.data)) if _is_heading(node)]

    assert [(one, other) for one, other in pairwise(levels) if other > one + 1] == []
    assert levels[0] == 1


def test_every_part_has_at_most_one_title(made: Made) -> None:
    titles = [len(list(find_nodes(part, "H1"))) for part in find_parts(made.data)]

    assert set(titles) == {0, 1}


def test_a_short_form_is_explained_once_in_a_part_and_not_beside_its_explanation() -> None:
    body = (
        "The NATO summit and the (NATO) staff. The *NATO* of today.\n\n"
        "Satellite communications (SATCOM) need space.\n\nSo SATCOM does, NATO found."
    )
    terms = {"NATO": "North Atlantic Treaty Organization", "SATCOM": "Satellite Communications"}
    assert read_explained(body, terms) == [
        ("North Atlantic Treaty Organization", "NATO"),
        ("Satellite Communications", "SATCOM"),
    ]


def read_explained(body: str, terms: dict[str, str]) -> list[tuple[str, str]]:
    """Each expansion in a publication of one section, with the words that it stands for."""
    said = "".join(f"  {short}: {long}\n" for short, long in terms.items())
    files = {
        "publication.yaml": b"title: T\nevent: {name: E}\nimprint: {publisher: P}\n"
        b"sections: [one.md]\nabbreviations:\n" + said.encode(),
        "one.md": f"---\nid: one\ntitle: One\nkind: chapter\n---\n{body}\n".encode(),
    }
    document, library = read_files(files)
    tree = read_tree(make(document, library).data)
    return re.findall(r"Span E='(.*)'\n *\"(.*)\"", tree)


def test_chapter_numbers_stand_in_their_headings(proceedings: Made) -> None:
    heads = [
        text
        for part in find_parts(proceedings.data)
        for role, text in list_said(part)
        if role == "H1"
    ]
    numbered = [one for one in proceedings.document.sections if one.number]

    assert numbered
    for section in numbered:
        assert any(
            head.startswith(f"{section.label or section.number} ") and head.endswith(section.title)
            for head in heads
        )


def test_every_figure_says_what_it_shows(made: Made) -> None:
    figures = list(find_nodes(read_nodes(made.data), "Figure"))

    assert [figure for figure in figures if not figure.alternative] == []
    assert len(figures) >= 5


def test_every_row_of_a_table_has_as_many_cells_as_its_head(made: Made) -> None:
    for table in find_nodes(read_nodes(made.data), "Table"):
        rows = list(find_nodes(table, "TR"))
        assert len({len(row.kids) for row in rows}) == 1
        assert {_role(kid) for kid in rows[0].kids} == {"TH"}
        assert {_role(kid) for row in rows[1:] for kid in row.kids[1:]} == {"TD"}
        assert {_role(row.kids[0]) for row in rows[1:]} <= {"TH", "TD"}


def test_every_item_of_a_list_has_a_body(made: Made) -> None:
    items = list(find_nodes(read_nodes(made.data), "LI"))

    assert {tuple(_role(kid) for kid in item.kids) for item in items} <= {
        ("LBody",),
        ("Lbl", "LBody"),
    }
    assert items


def _walk(node: Node) -> list[Node]:
    return [node, *(one for kid in node.kids if isinstance(kid, Node) for one in _walk(kid))]


def _is_heading(node: Node) -> bool:
    return HEADINGS.fullmatch(node.role) is not None


def _role(kid: Node | str) -> str:
    return kid.role if isinstance(kid, Node) else ""


def test_words_in_another_language_say_which() -> None:
    source = "Such a [fait [accompli](https://example.org/)]{lang=fr} *[bleibt]{lang=de-AT}*."
    files = {
        "publication.yaml": b"title: T\nevent: {name: E}\nimprint: {publisher: P}\n"
        b"sections: [one.md]\n",
        "one.md": f"---\nid: one\ntitle: One\nkind: chapter\n---\n{source}\n".encode(),
    }
    document, library = read_files(files)
    tree = read_tree(make(document, library).data)
    spoken = [line.strip() for line in tree.splitlines() if "Lang=" in line or '"fait' in line]

    assert spoken == [
        "Span Lang='fr'",
        '"fait "',
        "Link Lang='fr'",
        "Span Lang='de-AT'",
    ]


def draw_tree(body: str) -> str:
    """The structure tree of a publication of one section."""
    files = {
        "publication.yaml": b"title: T\nevent: {name: E}\nimprint: {publisher: P}\n"
        b"sections: [one.md]\n",
        "one.md": f"---\nid: one\ntitle: One\nkind: chapter\n---\n{body}\n".encode(),
    }
    return read_tree(make(*read_files(files)).data)


def test_a_note_leads_back_to_its_call() -> None:
    tree = draw_tree("Two words.[^a] And more.[^b]\n\n[^a]: One.\n[^b]: Other.")
    pattern = r"Note ID='note-\d'\n +Lbl\n +Reference\n +Link\n +\"(\d) ?\"\n +-> (.*)"
    notes = re.findall(pattern, tree)
    assert [number for number, _ in notes] == ["1", "2"]
    assert {place.split()[0] for _, place in notes} == {"/XYZ"}


def test_a_pull_quote_is_read_where_the_text_does_not_say_it() -> None:
    said = "Trust is earned slowly. It is lost at once, as all agree."
    tree = draw_tree(f"{said}\n\nIt is lost at once, as all agree. {{.pull}}\n\nEnd.")
    assert "BlockQuote" not in tree
    assert tree.count("lost at once") == 1
    assert "BlockQuote" in draw_tree(f"{said}\n\nIt comes back late. {{.pull}}\n\nEnd.")
    linked = "It is [lost](https://example.org/) at once, as all agree. {.pull}"
    assert "BlockQuote" in draw_tree(f"{said}\n\n{linked}\n\nEnd.")


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("Policy", "Command", True),
        ("Policy", "Policy", False),
        ("Policy", " ", False),
        ("2024", "2025", False),
        ("A sentence that is so long that nobody would have it read again", "No", False),
    ],
)
def test_a_first_column_that_tells_the_rows_apart_names_them(
    first: str, second: str, names: bool
) -> None:
    tree = draw_tree(f"| Subject | State |\n|---|---|\n| {first} | a |\n| {second} | b |\n")
    assert tree.count("TH Scope=Row") == (2 if names else 0)


def test_the_index_is_a_list_in_an_index() -> None:
    tree = draw_tree("[Launch]{.index}, [orbit]{.index} and [policy]{.index}.")
    (index,) = re.findall(r"( +)Index\n +L ListNumbering=None\n((?:\1  .*\n)*)", tree)
    assert len(re.findall(r"LI\n +LBody\n", index[1])) == 3
