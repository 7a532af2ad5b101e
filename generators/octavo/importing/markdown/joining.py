"""What belongs together in the blocks of a page although its elements do not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from octavo.importing.markdown.words import tidy
from octavo.importing.tree import (
    ForeignBlock,
    ForeignInlines,
    ForeignItem,
    ForeignList,
    ForeignParagraph,
    ForeignRun,
    ForeignTable,
)

_TASK = re.compile(r"\[([ xX])\][ \n]+")
_CAPTION = re.compile(r"(?:[Tt]able)?:[ \n]+")
_FEWEST = 3
"""Entries of a list of contents: fewer links to places of the same text are a list of links."""


def find_task(item: ForeignItem) -> ForeignItem:
    """The item as a task, where its text begins with a box to tick."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, ForeignParagraph) or not isinstance(first.text[0], ForeignRun):
        return item
    run = first.text[0]
    found = _TASK.match(run.text) if "code" not in run.emphasis else None
    if found is None:
        return item
    text = tidy((replace(run, text=run.text[found.end() :]), *first.text[1:]))
    rest = (replace(first, text=text), *item.blocks[1:])
    return replace(item, blocks=rest, done=found[1] != " ")


def add_to_last(items: list[ForeignItem], blocks: Sequence[ForeignBlock]) -> list[ForeignItem]:
    """The items with the blocks at the end of the last one."""
    if not blocks:
        return items
    if not items:
        return [ForeignItem(blocks=tuple(blocks))]
    last = items[-1]
    return [*items[:-1], replace(last, blocks=(*last.blocks, *blocks))]


def is_contents(element: HtmlElement, items: Sequence[ForeignItem]) -> bool:
    """Whether a list holds nothing but links to places of the same text."""
    links = [one for one in element.iter("a") if one.get("href")]
    return (
        len(links) >= _FEWEST
        and all((link.get("href") or "").startswith("#") for link in links)
        and len("".join("".join(map(str, link.itertext())) for link in links).split())
        == len(str(element.text_content()).split())
        and all(_holds_links(item) for item in items)
    )


def _holds_links(item: ForeignItem) -> bool:
    return all(
        isinstance(block, ForeignList)
        or (
            isinstance(block, ForeignParagraph)
            and all(isinstance(one, ForeignRun) and one.link for one in block.text)
        )
        for block in item.blocks
    )


def join_captions(blocks: Sequence[ForeignBlock]) -> Iterator[ForeignBlock]:
    """`: Caption` and `Table: Caption` go to the table above, else to the one below."""
    waiting: ForeignParagraph | None = None
    held: ForeignBlock | None = None
    for block in blocks:
        caption = _find_caption(block)
        if caption and isinstance(held, ForeignTable) and not held.caption:
            assert isinstance(block, ForeignParagraph)
            held = replace(held, caption=caption, anchors=(*held.anchors, *block.anchors))
            continue
        if waiting and isinstance(block, ForeignTable) and not block.caption:
            names = (*waiting.anchors, *block.anchors)
            block = replace(block, caption=_find_caption(waiting), anchors=names)
            held = None
        if held is not None:
            yield held
        waiting = block if caption and isinstance(block, ForeignParagraph) else None
        held = block
    if held is not None:
        yield held


def _find_caption(block: ForeignBlock) -> ForeignInlines:
    """The caption of a table that a paragraph is; empty for any other block."""
    if not isinstance(block, ForeignParagraph) or not isinstance(block.text[0], ForeignRun):
        return ()
    first = block.text[0]
    found = _CAPTION.match(first.text)
    if found is None:
        return ()
    return tidy((replace(first, text=first.text[found.end() :]), *block.text[1:]))


def join_lists(blocks: list[ForeignBlock], element: HtmlElement) -> None:
    """Put bullets that are indented below a number into its item, and go on with the numbers.

    CommonMark ends the list there, where they are indented by less than the words of the item.
    """
    if len(blocks) < 2 or not isinstance(before := blocks[-2], ForeignList):
        return
    last = blocks[-1]
    if not isinstance(last, ForeignList) or before.kind != "numbers":
        return
    indent = read_number(element.get("data-indent"), 0)
    above = element.getprevious()
    if last.kind == "bullets":
        if above is not None and indent > read_number(above.get("data-indent"), 0):
            blocks[-2:] = [replace(before, items=tuple(add_to_last([*before.items], [last])))]
    elif last.kind == "numbers" and _ends_in_bullets(before):
        goes_on = last.start == before.start + len(before.items)
        if goes_on:
            blocks[-2:] = [replace(before, items=(*before.items, *last.items))]


def _ends_in_bullets(found: ForeignList) -> bool:
    end = found.items[-1].blocks[-1]
    return isinstance(end, ForeignList) and end.kind == "bullets"


def read_number(text: str | None, default: int) -> int:
    """The number a text is, else the default."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default
