"""What is written of a document is read by Octavo as the same words in the same structure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TypeGuard

import pytest
from hypothesis import example, given

from booklet.making import draw_picture
from foreign_documents import BLOCKS, PLACE, say_all, say_octavo
from octavo import Blocks, Memory, Problem, Severity
from octavo.importing.arranging import Arranged, arrange
from octavo.importing.inline_writing import Scribe, Target
from octavo.importing.pictures import PictureStore
from octavo.importing.tree import (
    ForeignBlock,
    ForeignHeading,
    ForeignList,
    ForeignParagraph,
    ForeignRun,
    RunEmphasis,
)
from octavo.importing.writing import BlockWriter
from octavo.source.draft import read_source

PUBLICATION = b"""title: T
event: {name: E}
imprint: {publisher: P}
sections: [one.md]
"""
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n\n## The target {#there}\n\n"


def write(blocks: tuple[ForeignBlock, ...]) -> str:
    """The Markdown of `blocks`, in which `there` is a place that references lead to."""
    scribe = Scribe("en-GB", {"there": Target("there")})
    return BlockWriter(scribe).write(arrange(blocks, Arranged()))


def read(markdown: str) -> tuple[Blocks, tuple[Problem, ...]]:
    files = {"publication.yaml": PUBLICATION, "one.md": (HEAD + markdown).encode()}
    found = read_source(Memory(files))
    errors = tuple(p for p in found.problems if p.severity is Severity.ERROR)
    return (found.draft.sections[0].blocks[1:] if found.draft else ()), errors


@pytest.mark.slow
@example((ForeignParagraph(place=PLACE, text=(ForeignRun("--"), ForeignRun("- item"))),))
@given(BLOCKS)
def test_what_is_written_is_read_as_the_same_words_and_blocks(
    blocks: tuple[ForeignBlock, ...],
) -> None:
    markdown = write(blocks)
    found, errors = read(markdown)

    assert [str(error) for error in errors] == [], markdown
    assert flat(say_octavo(found)) == flat(say_all(level(arrange(blocks, Arranged())))), markdown


def level(blocks: tuple[ForeignBlock, ...]) -> tuple[ForeignBlock, ...]:
    """`blocks` with what stands deeper than the fourth level as paragraphs.

    Lists of terms that follow each other are one.
    """
    done: list[ForeignBlock] = []
    for block in blocks:
        before = done[-1] if done else None
        if isinstance(block, ForeignHeading) and block.level > 4:
            done.append(ForeignParagraph(place=PLACE, text=block.text))
        elif is_terms(block) and isinstance(before, ForeignList) and is_terms(before):
            done[-1] = replace(before, items=before.items + block.items)
        else:
            done.append(block)
    return tuple(done)


def is_terms(block: ForeignBlock) -> TypeGuard[ForeignList]:
    return isinstance(block, ForeignList) and block.kind == "terms"


def flat(said: str) -> str:
    """What is said, whatever cells of tables are empty, and lists of the same kind one."""
    return unicodedata.normalize("NFKC", re.sub(r"[/;|]", "", said))


def say(*runs: ForeignRun) -> str:
    """A paragraph of `runs` as it is written."""
    return write((ForeignParagraph(place=PLACE, text=runs),)).rstrip("\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Plain words, 5 < 6, snake_case & more: 100 % - e.g. this.", None),
        ("https://example.org/a_b*c?x=1&y=2 and name@example.org", None),
        ("2024. A year", r"2024\. A year"),
        ("- no item", r"\- no item"),
        ("# no heading", r"\# no heading"),
        ("Table: no caption", r"Table\: no caption"),
        ("*no* [link](x) {{ fact }}", r"\*no\* \[link\](x) \{\{ fact \}\}"),
        ("a <b> c", r"a \<b> c"),
        ("$5 alone", None),
        ("$5 and $6", r"\$5 and \$6"),
    ],
)
def test_a_sign_is_escaped_only_where_it_would_be_read_as_mark_up(
    text: str, written: str | None
) -> None:
    assert say(ForeignRun(text)) == (written or text)


def test_marked_code_with_an_address_in_it_is_one_piece() -> None:
    code = frozenset[RunEmphasis]({"code", "italic"})

    assert say(ForeignRun("see https://b.c", code)) == "*`see https://b.c`*"


@pytest.mark.parametrize("size", [(1, 1), (600, 1), (2, 40)])
def test_a_spacer_is_no_picture(size: tuple[int, int]) -> None:
    stored = PictureStore().store("spacer.png", draw_picture(*size))

    assert stored.file == ""
    assert stored.change.startswith("a spacer or a line:")


def test_marks_stand_where_commonmark_reads_them() -> None:
    bold, both = frozenset[RunEmphasis]({"bold"}), frozenset[RunEmphasis]({"bold", "italic"})

    assert say(ForeignRun("a "), ForeignRun(" b ", bold), ForeignRun("c")) == "a **b** c"
    assert say(ForeignRun("a"), ForeignRun("(b)", bold), ForeignRun("c")) == "a(**b**)c"
    assert say(ForeignRun("a ", bold), ForeignRun("b", both)) == "**a _b_**"


def test_what_follows_an_address_directly_is_no_part_of_it() -> None:
    address, bold = ForeignRun("https://example.org/a"), frozenset[RunEmphasis]({"bold"})

    assert say(ForeignRun("https://a.b"), ForeignRun("c", bold)) == "<https://a.b>**c**"
    assert say(address, ForeignRun("(b) c", bold)) == "<https://example.org/a>(**b) c**"
    assert say(address, ForeignRun(".'"), ForeignRun("b", bold)) == "<https://example.org/a>.'**b**"
    assert say(address, ForeignRun(" so "), ForeignRun("b", bold)) == f"{address.text} so **b**"
