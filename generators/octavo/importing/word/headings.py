"""Headings: those that a style makes, and paragraphs that only look like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.importing.tree import ForeignFigure, ForeignHeading, ForeignRun, ForeignTable
from octavo.importing.word.paragraphs import (
    ROLES,
    StoryItem,
    WordParagraph,
    drop_emphasis,
    drop_letters,
    trim,
)

LONGEST = 120
"""Letters of a paragraph that may be taken for a heading: two lines of a page at most."""
LONGEST_STYLED = 250
"""Letters of a heading by its style: what is longer is text that somebody set in such a style."""
LARGER = 3
"""Half-points by which letters must be larger than those of the text to set off a heading without
bold: one and a half points, the least step that a reader sees."""
FIRST = 6
"""Paragraphs at the beginning among which a title is looked for: as many as a letterhead, the name
of a series and a date take up before it."""
LEVELS = 6
"""Levels of headings that any source has, as HTML and Markdown count them."""
_NUMBER = re.compile(
    r"\s*((?:\d{1,2}|[A-Z])(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[IVX]{1,5}[.)]|[A-Z][.)]|\d{1,2}(?=\t)|"
    r"\((?:\d{1,2}|[A-Za-z]|[ivx]{1,5})\))"
    r"[\s\u00a0]+(?=\S)"
)
_KNOWN = frozenset({*ROLES, "caption", "quote", "intense quote", "header", "footer", "list bullet"})
"""Styles that say what a paragraph is, and that it is no heading."""
_ENDS = (".", ";", ",", ":", "…")


@dataclass(frozen=True, slots=True)
class _HeadingLook:
    """What tells the levels of headings apart."""

    size: float
    caps: bool
    bold: bool
    italic: bool
    centred: bool
    numbers: int
    """How many numbers it begins with: 2 for `1.2`."""

    @property
    def rank(self) -> tuple[float, ...]:
        """The higher the level, the smaller."""
        return (-self.size, self.numbers or 9, not self.caps, not self.bold, not self.centred)


def make_heading(line: WordParagraph) -> ForeignHeading:
    """The heading that `line` is by its style, with its number apart from its words."""
    return _make(line, line.outline, "")


def _make(line: WordParagraph, level: int, guessed: str) -> ForeignHeading:
    number, text = "", line.text
    if line.label is not None:
        number = line.label.shown if line.label.kind == "numbers" or line.label.wordy else ""
    elif typed := _NUMBER.match(line.words):
        number, text = typed[1], drop_letters(text, typed.end())
    plain = trim(drop_emphasis(text, *line.looks))
    return ForeignHeading(
        place=line.place,
        anchors=line.anchors,
        level=min(level, LEVELS),
        text=plain,
        number=number.strip(),
        guessed=guessed,
    )


def guess_headings(items: Sequence[StoryItem]) -> Iterator[StoryItem]:
    """The same items, with a heading for each paragraph that looks like one before text.

    One look must be found at least twice, or be larger than the text.
    """
    body = _body_size(items)
    looks = _drop_rows(dict(_list_candidates(items, body)))
    counts = Counter(looks.values())
    sure = {
        at: look for at, look in looks.items() if counts[look] > 1 or look.size >= body + LARGER
    }
    repeated = {look.rank for look in sure.values() if counts[look] > 1}
    ranks = sorted(repeated or {look.rank for look in sure.values()})
    styled, above = 0, list[int]()
    for at, item in enumerate(items):
        if isinstance(item, WordParagraph) and item.outline:
            styled, above = item.outline, []
        if at in sure and isinstance(item, WordParagraph):
            above = _go_below(above, bisect_left(ranks, sure[at].rank))
            yield _make(item, styled + len(above), _tell(sure[at], body))
        else:
            yield item


def _go_below(above: list[int], rank: int) -> list[int]:
    """The ranks of the headings around one of `rank`, and its own: no level is left out."""
    return [*(one for one in above if one < rank), rank]


def _body_size(items: Sequence[StoryItem]) -> float:
    sizes: Counter[float] = Counter()
    for item in items:
        if isinstance(item, WordParagraph):
            sizes[item.size] += len(item.words)
    return sizes.most_common(1)[0][0] if sizes else 0


def _list_candidates(items: Sequence[StoryItem], body: float) -> Iterator[tuple[int, _HeadingLook]]:
    for at, item in enumerate(items):
        if (
            isinstance(item, WordParagraph)
            and _may_be(item, body)
            and _is_followed(items, at, body)
        ):
            number = _NUMBER.match(item.words)
            shown = item.label.shown if item.label else number[1] if number else ""
            numbers = len(re.findall(r"\w+", shown))
            yield (
                at,
                _HeadingLook(item.size, item.caps, item.bold, item.italic, item.centred, numbers),
            )


def _may_be(line: WordParagraph, body: float) -> bool:
    """Whether a paragraph stands out as a heading does."""
    words = line.words.strip()
    if line.outline or not words or len(words) > LONGEST or words.endswith(_ENDS):
        return False
    if not line.plain or "\n" in words or not _is_named(line):
        return False
    if _KNOWN.intersection(line.names):
        return False
    if line.label is not None and (line.label.kind != "numbers" or not line.bold):
        return False
    return line.size >= body and (line.bold or line.size >= body + LARGER or line.caps)


def _is_named(line: WordParagraph) -> bool:
    """Whether it is made of words more than of figures and signs, and is no address or code."""
    words = line.words
    letters = sum(1 for sign in words if sign.isalpha())
    signs = sum(1 for sign in words if not sign.isspace())
    runs = [one for one in line.text if isinstance(one, ForeignRun) and one.text.strip()]
    far = all(one.link and not one.link.startswith("#") for one in runs)
    coded = all("code" in one.emphasis for one in runs)
    return letters > 2 and letters * 2 >= signs and not (runs and (far or coded))


def _drop_rows(looks: dict[int, _HeadingLook]) -> dict[int, _HeadingLook]:
    """The candidates without those that follow one another in one look: these are lines of text.

    Two lines of bold may be a heading of two lines; two of larger letters alone say too little.
    """
    kept: dict[int, _HeadingLook] = {}
    for at, look in looks.items():
        row = 1
        while looks.get(at - row) == look:
            row += 1
        first = at - row + 1
        while looks.get(first + row) == look:
            row += 1
        if row == 1 or (row == 2 and look.bold):
            kept[at] = look
    return kept


def _is_followed(items: Sequence[StoryItem], at: int, body: float) -> bool:
    """Whether text comes after it, before the end: directly, or after headings below it."""
    own = items[at]
    for after in items[at + 1 : at + 4]:
        if isinstance(after, ForeignTable | ForeignFigure):
            return True
        if not isinstance(after, WordParagraph):
            return False
        if after.outline:
            return False
        if isinstance(own, WordParagraph) and own.label and after.label == own.label:
            return False
        if not _may_be(after, body):
            return True
    return False


def _tell(look: _HeadingLook, body: float) -> str:
    """Why a paragraph is taken for a heading."""
    seen = [
        word
        for word, true in (
            ("bold", look.bold),
            ("in larger letters", look.size >= body + LARGER),
            ("in capitals", look.caps),
            ("centred", look.centred),
            ("numbered", bool(look.numbers)),
        )
        if true
    ]
    return f"a short paragraph alone, {', '.join(seen)}, with text after it"


def find_title(items: Sequence[StoryItem]) -> int | None:
    """The place of the title: the short paragraph among the first that is larger than all others.

    `None` when nothing stands out like that.
    """
    sizes = {at: one.size for at, one in enumerate(items) if isinstance(one, WordParagraph)}
    if len(sizes) < 2:
        return None
    *_, second, largest = sorted(sizes.values())
    for at, item in list(enumerate(items))[:FIRST]:
        if not isinstance(item, WordParagraph) or len(item.words) > LONGEST or item.outline:
            return None
        if item.size == largest > second:
            return at
    return None
