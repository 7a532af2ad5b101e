"""What stands before the text: title, subtitle, event, authors, date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from octavo.importing.guesses import EVENT, Days, find_days
from octavo.importing.tree import (
    ForeignBlock,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignParagraph,
    ForeignReference,
    ForeignRun,
    ImportFinding,
    Outcome,
)
from octavo.importing.tree_words import plain_words, words_of

LONGEST_TITLE = 200
"""Characters of a line of a title page: longer ones are sentences of the text."""
LONGEST_MARGIN = 200
"""Characters before the title of a document: badges, a reference number, a remark on its state."""
_ROLES = {"title", "subtitle", "author", "date"}


@dataclass
class TitlePage:
    """What is known of the publication as a whole, and what is left of its blocks."""

    blocks: list[ForeignBlock]
    title: str = ""
    subtitle: str = ""
    event: str = ""
    authors: list[str] = field(default_factory=list[str])
    days: Days | None = None
    findings: list[ImportFinding] = field(default_factory=list[ImportFinding])

    def tell(self, outcome: Outcome, kind: str, block: ForeignBlock, words: str, why: str) -> None:
        """Add to the findings."""
        self.findings.append(ImportFinding(outcome, kind, block.place, words, why))


def read_title_page(blocks: Sequence[ForeignBlock]) -> TitlePage:
    """The title page of `blocks`: what is said to be one, else headings with nothing below them.

    Titles behind the first text are headings of that text.
    """
    page = TitlePage([])
    top = min((one.level for one in blocks if isinstance(one, ForeignHeading)), default=1)
    before_text = True
    for block in blocks:
        role = block.role if isinstance(block, ForeignParagraph) else "text"
        if not isinstance(block, ForeignParagraph) or role not in _ROLES:
            page.blocks.append(block)
            before_text = before_text and not _is_text(block)
            continue
        words = plain_words(block.text)
        before_text = before_text or (role == "title" and not page.title)
        if words and not before_text:
            page.blocks += _keep_line(block, words, top, page)
            continue
        page.blocks += keep_rest(block)
        if words:
            _take(role, words, block, page)
    _take_headings(page)
    _drop_repeated(page)
    return page


def _is_text(block: ForeignBlock) -> bool:
    """Whether a block is no part of a title page, which has short lines and pictures."""
    if isinstance(block, ForeignParagraph):
        return len(plain_words(block.text)) > LONGEST_TITLE
    return not isinstance(block, ForeignDivider | ForeignFigure)


def _keep_line(
    block: ForeignParagraph, words: str, top: int, page: TitlePage
) -> Iterator[ForeignBlock]:
    """A line in a style of title pages in the midst of the text."""
    before = page.blocks[-1] if page.blocks else None
    heading = before if isinstance(before, ForeignHeading) else None
    if heading and plain_words(heading.text).casefold() == words.casefold():
        yield from keep_rest(block)
        page.tell("kept", "repeated titles", block, words, "")
    elif block.role == "title" and len(words) <= LONGEST_TITLE:
        why = "it is in the style of titles, and has a title's text below it"
        yield ForeignHeading(
            place=block.place, anchors=block.anchors, level=top, text=block.text, guessed=why
        )
    else:
        yield replace(block, role="text")


def keep_rest(block: ForeignHeading | ForeignParagraph) -> Iterator[ForeignParagraph]:
    """What a title cannot have, as a paragraph: notes, comments, entries of the index."""
    rest = tuple(o for o in block.text if not isinstance(o, ForeignRun | ForeignReference))
    if rest:
        yield ForeignParagraph(place=block.place, text=rest)


def _take(role: str, words: str, block: ForeignBlock, page: TitlePage) -> None:
    """Note what a paragraph of a title page says; a second title is a subtitle."""
    found = find_days(words)
    if role == "date":
        page.days = page.days or found
        page.tell("not imported" if not found else "kept", "dates", block, words, "")
    elif role == "author":
        page.authors.append(words)
        page.tell("kept", "authors", block, words, "see publication.yaml")
    elif role == "title" and not page.title:
        page.title = words
        page.tell("kept", "titles", block, words, "")
    elif page.title and words.casefold() == page.title.casefold():
        page.tell("kept", "repeated titles", block, words, "")
    elif not page.subtitle:
        page.subtitle = words
        page.tell("kept", "subtitles", block, words, "")
    else:
        page.tell("not imported", "lines of the title page", block, words, "")


def _list_runs(blocks: Sequence[ForeignBlock]) -> Iterator[tuple[int, ForeignHeading]]:
    """The headings at the beginning of `blocks` before any words, with their places."""
    for place, block in enumerate(blocks):
        if isinstance(block, ForeignHeading):
            yield place, block
        elif not isinstance(block, ForeignDivider) and words_of(block):
            return


def _take_headings(page: TitlePage) -> None:
    """Take the first heading as the title when it is above all others or stands there twice.

    So are several that begin the document without text between them: lines of a title page.
    """
    leading = list(_list_runs(page.blocks))
    headings = [block for block in page.blocks if isinstance(block, ForeignHeading)]
    if page.title or len(headings) < 2:  # one is a section
        return
    first = headings[0]
    above = all(other.level > first.level for other in headings[1:])
    place = page.blocks.index(first)
    if above and sum(len(words_of(block)) for block in page.blocks[:place]) <= LONGEST_MARGIN:
        leading = [(place, first)]
    if not leading:
        return
    said = plain_words(first.text).casefold()
    twice = any(plain_words(other.text).casefold() == said for other in headings[1:])
    lines = [one for one in leading if one[1].level == first.level and not one[1].number]
    lines = lines if 1 < len(lines) < len(headings) and not above else leading[:1]
    if not above and not twice and len(lines) == 1:
        return
    for place, heading in lines:
        words = plain_words(heading.text)
        if len(words) <= LONGEST_TITLE:
            rest = next(keep_rest(heading), None)
            page.blocks[place] = rest or ForeignDivider(place=heading.place)
            _take_line(words, heading, page)


def _take_line(words: str, heading: ForeignHeading, page: TitlePage) -> None:
    if not page.title:
        page.title = words
        page.tell("guessed", "titles", heading, words, "it is the first heading")
    elif EVENT.search(words) and not page.event:
        page.event = words
        page.tell("guessed", "events", heading, words, "it is on the title page")
    elif not page.subtitle:
        page.subtitle = words
        page.tell("guessed", "subtitles", heading, words, "it is on the title page")
    else:
        page.tell("not imported", "lines of the title page", heading, words, "")


def _drop_repeated(page: TitlePage) -> None:
    """Take away the title where it is repeated without text, and a subtitle right below it."""
    if not page.title:
        return
    kept: list[ForeignBlock] = []
    blocks = page.blocks
    skip = False
    for place, block in enumerate(blocks):
        if skip:
            skip = False
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if not isinstance(block, ForeignHeading) or not isinstance(following, ForeignHeading):
            kept.append(block)
            continue
        if plain_words(block.text).casefold() != page.title.casefold():
            kept.append(block)
            continue
        kept += keep_rest(block)
        page.tell("kept", "repeated titles", block, page.title, "")
        after = blocks[place + 2] if place + 2 < len(blocks) else None
        if not page.subtitle and isinstance(after, ForeignHeading):
            page.subtitle = plain_words(following.text)
            kept += keep_rest(following)
            page.tell("guessed", "subtitles", following, page.subtitle, "it is below the title")
            skip = True
    page.blocks = kept
