"""Paragraphs become blocks: what each one is shows only among its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from octavo.importing.tree import (
    ForeignBlock,
    ForeignCode,
    ForeignDivider,
    ForeignHeading,
    ForeignParagraph,
    ForeignQuotation,
    ForeignRun,
    ImportFinding,
    ParagraphRole,
)
from octavo.importing.word.captions import attach_captions, read_role
from octavo.importing.word.contents import find_typed_contents
from octavo.importing.word.headings import LONGEST_STYLED, find_title, guess_headings, make_heading
from octavo.importing.word.lists import build_lists, mark_typed
from octavo.importing.word.paragraphs import ROLES, StoryItem, WordParagraph, drop_emphasis, trim
from octavo.importing.word.reading import Reading

_QUOTATIONS = ("quote", "intense quote", "block text", "block quotation")
_PREFORMATTED = ("html preformatted", "preformatted text")
_CODES = (*_PREFORMATTED, "source code", "code")
_CODE_SIGNS = re.compile(r"[{}<>=|\\]|\w\(\)|\w_\w|\s--?\w|^\s{2,}\S|^[$#%] ", re.MULTILINE)
_CONTENTS = frozenset(
    {
        "contents", "table of contents", "inhalt", "inhaltsverzeichnis", "sommaire", "índice",
        "table des matières", "indice", "sommario", "inhoud", "inhoudsopgave", "spis treści",
        "sumário", "innehåll", "indhold", "innhold", "sisällys", "obsah", "tartalom", "cuprins",
        "содержание", "оглавление", "contenido", "index", "list of figures", "list of tables",
    }
)  # fmt: skip
_LISTS = frozenset(
    {"figures", "tables", "abbildungen", "tabellen", "tableaux", "figuras", "tablas", "tabelle"}
)
"""What stands above lists of figures and tables, and above much else."""
_COVER = 12
"""Blocks of a cover within which a title by its style has others before it, such as a series."""
_MADE_ANEW = "contents, lists and indexes are made anew from the text"
_ANEW = "tables of contents and indexes"
_LABEL = "Octavo counts figures and tables itself, and writes their numbers"
_TYPED = "paragraphs that begin with a typed number or bullet were taken for a list"
_LONG = "it is too long for a heading, and was taken for text"
_TITLE = "its letters are the largest of all, and it was taken for the title"


def arrange(items: Sequence[StoryItem], reading: Reading, whole: bool) -> tuple[ForeignBlock, ...]:
    """The blocks that `items` are. Only in a `whole` text are headings and a title guessed."""
    found = list(_drop_long(list(_drop_contents(items, reading)), reading))
    if whole:
        found = _name_title(found, reading)
        titles = [at for at, one in enumerate(found[:_COVER]) if _is_title(one)]
        start = titles[-1] + 1 if titles else 0
        found = [*found[:start], *guess_headings(found[start:])]
    found = [_settle_heading(one) for one in found]

    def report(words: str, place: str) -> None:
        reading.findings.append(
            ImportFinding("kept", "numbers of captions", place, words.strip(), _LABEL)
        )

    found = attach_captions(found, report)
    labelled = list(mark_typed(found))
    _report_typed(found, labelled, reading)
    blocks = list(_make_blocks(list(build_lists(labelled))))
    return tuple(_drop_dividers(list(_join_alike(blocks))))


def _settle_heading(item: StoryItem) -> StoryItem:
    return make_heading(item) if isinstance(item, WordParagraph) and item.outline else item


def _drop_long(items: Sequence[StoryItem], reading: Reading) -> Iterator[StoryItem]:
    """The items with paragraphs of text in the style of headings as text."""
    for one in items:
        if isinstance(one, WordParagraph) and one.outline and len(one.words) > LONGEST_STYLED:
            reading.report("guessed", "text in a style of headings", one.words, _LONG, one.place)
            yield replace(one, outline=0)
        else:
            yield one


def _drop_contents(items: Sequence[StoryItem], reading: Reading) -> Iterator[StoryItem]:
    """The items without contents that were typed or are left over, and without their heading."""
    typed = find_typed_contents(items)
    left = {at for at, one in enumerate(items) if isinstance(one, WordParagraph) and _is_left(one)}
    dropped = typed | left
    headed = bool(dropped) or any(one.kind == _ANEW for one in reading.findings)
    kept = [one for at, one in enumerate(items) if at not in dropped]
    heads = {at for at, one in enumerate(kept) if headed and _is_head(one, kept[at + 1 : at + 6])}
    gone = [items[at] for at in sorted(dropped)] + [kept[at] for at in sorted(heads)]
    for one in gone:
        if isinstance(one, WordParagraph):
            reading.report("not imported", _ANEW, one.words, _MADE_ANEW, one.place)
    yield from (one for at, one in enumerate(kept) if at not in heads)


def _is_head(item: StoryItem, after: Sequence[StoryItem]) -> bool:
    """Whether it stands above contents: by its words; or a word such as `Tables` with no text."""
    if not isinstance(item, WordParagraph):
        return False
    words = item.words.strip().casefold().rstrip(":")
    if words not in _LISTS:
        return words in _CONTENTS
    following = next((one for one in after if not isinstance(one, ForeignDivider)), None)
    empty = isinstance(following, WordParagraph) and bool(following.outline)
    return empty or (following is not None and _is_head(following, after[1:]))


def _is_title(item: StoryItem) -> bool:
    if isinstance(item, WordParagraph):
        return _role(item) in {"title", "subtitle"}
    return isinstance(item, ForeignParagraph)


def _is_left(line: WordParagraph) -> bool:
    return line.style.startswith(("toc ", "table of figures"))


def _name_title(items: Sequence[StoryItem], reading: Reading) -> list[StoryItem]:
    """The items with the first as the title, when it looks like that and none is called so."""
    found = list(items)
    named = any(isinstance(one, WordParagraph) and _role(one) == "title" for one in found)
    first = None if named else find_title(found)
    if first is None:
        return found
    line = found[first]
    if isinstance(line, WordParagraph):
        reading.report("guessed", "titles", line.words, _TITLE, line.place)
        found[first] = ForeignParagraph(
            place=line.place,
            anchors=line.anchors,
            text=trim(drop_emphasis(line.text, *line.looks)),
            role="title",
        )
    return found


def _role(line: WordParagraph) -> ParagraphRole:
    for name in line.names:
        if name in ROLES:
            return ROLES[name]
    return "text"


def _report_typed(
    before: Sequence[StoryItem], after: Sequence[StoryItem], reading: Reading
) -> None:
    """Report the numbers and bullets that were typed, all of them, for they are in no text."""
    changed = [
        new
        for old, new in zip(before, after, strict=True)
        if isinstance(new, WordParagraph)
        and new.label
        and isinstance(old, WordParagraph)
        and old.label is None
    ]
    if changed:
        words = " ".join(one.label.shown for one in changed if one.label)
        reading.findings.append(
            ImportFinding("guessed", "typed lists", changed[0].place, words, _TYPED)
        )


def _make_blocks(items: Sequence[StoryItem]) -> Iterator[ForeignBlock]:
    before: ForeignBlock | None = None
    for preformatted, group in groupby(items, _is_preformatted):
        lines = list(group)
        coded = preformatted and _is_code(lines)
        for item in lines:
            before = _make_block(item, before, coded) if isinstance(item, WordParagraph) else item
            yield before


def _is_preformatted(item: StoryItem) -> bool:
    return isinstance(item, WordParagraph) and item.plain and item.style.startswith(_CODES)


def _is_code(items: Sequence[StoryItem]) -> bool:
    """Whether lines in such a style are code: text pasted from the web is in one of them too."""
    lines = [item for item in items if isinstance(item, WordParagraph)]
    sure = any(not line.style.startswith(_PREFORMATTED) for line in lines)
    return sure or any(_CODE_SIGNS.search(line.words) for line in lines)


def _make_block(line: WordParagraph, before: ForeignBlock | None, coded: bool) -> ForeignBlock:
    text = trim(line.text)
    if coded:
        return ForeignCode(place=line.place, anchors=line.anchors, text=line.words)
    if line.label is not None:
        text = (ForeignRun(f"{line.label.shown} "), *text)
    role = _role(line)
    if role == "text":
        role = _as_role(read_role(line, before))
    elif role != "abstract":
        text = drop_emphasis(text, *line.looks)
    paragraph = ForeignParagraph(place=line.place, anchors=line.anchors, text=text, role=role)
    if line.style.startswith(_QUOTATIONS):
        return ForeignQuotation(place=line.place, blocks=(paragraph,))
    return paragraph


def _as_role(name: str) -> ParagraphRole:
    return "caption" if name == "caption" else "source" if name == "source" else "text"


def _join_alike(blocks: Sequence[ForeignBlock]) -> Iterator[ForeignBlock]:
    """Blocks with neighbouring quotations and lines of code as one each."""
    last: ForeignBlock | None = None
    for block in blocks:
        if isinstance(last, ForeignCode) and isinstance(block, ForeignCode):
            anchors = (*last.anchors, *block.anchors)
            last = replace(last, text=f"{last.text}\n{block.text}", anchors=anchors)
            continue
        if isinstance(last, ForeignQuotation) and isinstance(block, ForeignQuotation):
            last = replace(last, blocks=(*last.blocks, *block.blocks))
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _drop_dividers(blocks: Sequence[ForeignBlock]) -> Iterator[ForeignBlock]:
    """Blocks without the dividers that divide nothing: at an end, doubled, or before a heading."""
    before: ForeignBlock | None = None
    for block, after in zip(blocks, [*blocks, None][1:], strict=True):
        if isinstance(block, ForeignDivider) and (
            before is None or after is None or isinstance(after, ForeignDivider | ForeignHeading)
        ):
            continue
        before = block
        yield block
