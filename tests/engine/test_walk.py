from __future__ import annotations

from octavo.document import (
    Abbreviation,
    Block,
    Blocks,
    Break,
    Definition,
    Definitions,
    Emphasis,
    Inline,
    Inlines,
    Item,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Text,
)
from octavo.document.walk import query, rewrite, rewrite_inlines, text_of

ONE = Paragraph((Text("one"),), "a")
TWO = Paragraph((Strong((Text("two"),)), Note((Text("note"),))), "b")
TREE: Blocks = (ONE, Listing((Item((TWO, Quote((ONE,)))),)))


def drop_two(block: Block) -> Blocks:
    return () if block.id == "b" else (block,)


def test_query_finds_every_node_in_reading_order() -> None:
    assert [text.text for text in query(TREE, Text)] == ["one", "two", "note", "one"]


def test_query_finds_the_root_itself() -> None:
    assert list(query(ONE, Paragraph)) == [ONE]


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


def test_inlines_are_rewritten_innermost_first() -> None:
    def double(inline: Inline) -> Inlines:
        return (inline, inline) if isinstance(inline, Text) else (inline,)

    assert rewrite_inlines((Strong((Text("x"),)),), double) == (Strong((Text("x"), Text("x"))),)


def test_inlines_without_change_are_the_same_object() -> None:
    assert rewrite_inlines(TWO.children, lambda inline: (inline,)) is TWO.children


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


def test_the_text_of_a_bare_reference_is_kind_and_number() -> None:
    assert text_of((Reference("x", (), "figure", "2"),)) == "Figure 2"


def test_the_text_of_a_reference_to_a_labelled_section_is_its_label() -> None:
    assert text_of((Reference("x", (), "section", "Panel 2"),)) == "Panel 2"
