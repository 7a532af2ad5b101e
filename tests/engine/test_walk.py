from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

import pytest

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Block,
    Blocks,
    Break,
    Cell,
    Definition,
    Definitions,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Item,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    Point,
    Quote,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from octavo.document.walk import (
    blocks_in,
    list_blocks,
    map_inlines,
    query,
    rewrite,
    rewrite_inlines,
    text_of,
)

ONE = Paragraph((Text("one"),), "a")
TWO = Paragraph((Strong((Text("two"),)), Note((Text("note"),))), "b")
TREE: Blocks = (ONE, Listing((Item((TWO, Quote((ONE,)))),)))


def drop_two(block: Block) -> Blocks:
    return () if block.id == "b" else (block,)


def test_query_finds_every_node_in_reading_order() -> None:
    assert [text.text for text in query(TREE, Text)] == ["one", "two", "note", "one"]


def test_query_finds_the_root_itself() -> None:
    assert list(query(ONE, Paragraph)) == [ONE]


def test_query_finds_nodes_of_every_kind() -> None:
    found = [type(node).__name__ for node in query(ONE, object) if not isinstance(node, tuple)]

    assert found == ["Paragraph", "Text"]


def test_query_of_nothing_finds_nothing() -> None:
    assert list(query(None, Text)) == []


def test_a_rewrite_without_change_is_the_same_object() -> None:
    assert rewrite(TREE, lambda block: (block,)) is TREE


def test_a_rewrite_reaches_blocks_inside_others() -> None:
    assert rewrite(TREE, drop_two) == (ONE, Listing((Item((Quote((ONE,)),)),)))


def test_what_did_not_change_is_the_same_object() -> None:
    assert rewrite(TREE, drop_two)[0] is ONE


def test_a_list_that_loses_every_item_goes_too() -> None:
    assert rewrite((Listing((Item((TWO,)),)),), drop_two) == ()


def test_a_definition_that_loses_its_meaning_goes_too() -> None:
    terms = (Definition((Text("kept"),), (ONE,)), Definition((Text("gone"),), (TWO,)))

    assert rewrite((Definitions(terms),), drop_two) == (Definitions(terms[:1]),)


def test_a_quote_that_loses_every_paragraph_goes_too() -> None:
    assert rewrite((Quote((TWO,)),), drop_two) == ()


def test_the_blocks_right_inside_a_block_are_those_of_all_its_items() -> None:
    listing = Listing((Item((ONE, Quote((TWO,)))), Item((TWO,))))

    assert blocks_in(listing) == (ONE, Quote((TWO,)), TWO)


def test_a_paragraph_has_no_blocks_inside() -> None:
    assert blocks_in(ONE) == ()


def test_all_blocks_are_listed_in_reading_order() -> None:
    assert list(list_blocks(TREE)) == [ONE, TREE[1], TWO, Quote((ONE,)), ONE]


def change_all(inlines: Inlines) -> Inlines:
    return (Text("new"),) if inlines else inlines


def test_inlines_are_mapped_wherever_they_stand() -> None:
    row = Row((Cell((Text("cell"),)),))
    table = Table(row, (row,), caption=(Text("caption"),))
    terms = Definitions((Definition((Text("term"),), (ONE,)),))
    point = Point("p", (Text("point"),), "a", variants=((Text("shorter"),),))
    section = Section("s", "Title", "chapter", (*TREE, table, terms), points=(point,))

    mapped = map_inlines(section, change_all)

    assert {text.text for text in query(section, Text)} == {
        *("one", "two", "note", "cell", "caption", "term", "point", "shorter")
    }
    assert {text.text for text in query(mapped, Text)} == {"new"}


def test_mapped_inlines_without_change_leave_the_same_object() -> None:
    section = Section("s", "Title", "chapter", TREE)

    assert map_inlines(section, lambda inlines: inlines) is section


def test_inlines_are_rewritten_innermost_first() -> None:
    def double(inline: Inline) -> Inlines:
        return (inline, inline) if isinstance(inline, Text) else (inline,)

    assert rewrite_inlines((Strong((Text("x"),)),), double) == (Strong((Text("x"), Text("x"))),)


def test_inlines_without_change_are_the_same_object() -> None:
    assert rewrite_inlines(TWO.children, lambda inline: (inline,)) is TWO.children


WORDS: Inlines = (Text("words"),)
Holder: TypeAlias = Strong | Emphasis | Link | Reference | Note | Indexed | Foreign | AuthorQuery
HOLDERS: tuple[Holder, ...] = (
    Strong(WORDS),
    Emphasis(WORDS),
    Link("https://example.org/", WORDS),
    Reference("a", WORDS),
    Note(WORDS),
    Indexed(WORDS, "entry"),
    Foreign(WORDS, "fr"),
    AuthorQuery("Why?", WORDS),
)
"""Every kind of inline that holds others."""
kinds = pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)


@kinds
def test_what_an_inline_holds_is_rewritten(holder: Holder) -> None:
    def drop_text(inline: Inline) -> Inlines:
        return () if isinstance(inline, Text) else (inline,)

    assert rewrite_inlines((holder,), drop_text) == (replace(holder, children=()),)


@kinds
def test_the_text_of_what_an_inline_holds_is_its_own_but_for_a_note(holder: Holder) -> None:
    assert text_of((holder,)) == ("" if isinstance(holder, Note) else "words")


def test_the_text_of_inlines_has_no_marks_and_no_notes() -> None:
    inlines: Inlines = (
        Text("a "),
        Strong((Emphasis((Text("b"),)),)),
        Break(),
        Link("https://example.org", (Text("c"),)),
        Note((Text("never"),)),
        Abbreviation("D", "delta"),
        Mention("fact", "about 3"),
    )

    assert text_of(inlines) == "a b cDabout 3"


def test_the_text_of_a_reference_is_its_words() -> None:
    assert text_of((Reference("x", (Text("the map"),), "figure", "2"),)) == "the map"


def test_the_text_of_a_bare_reference_is_the_name_of_its_target() -> None:
    assert text_of((Reference("x", (), "table", "2", "Tableau 2"),)) == "Tableau 2"
