"""Words marked by `*` and `_`, as CommonMark pairs these signs.

Python-Markdown pairs them almost so, and where many of them meet it loses what stands between. It
calls this instead (see `markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from markdown.inlinepatterns import InlineProcessor

_LEFT = {"*": "\ue00a", "_": "\ue00b"}
"""What stands for a sign that marks nothing, so that it is not looked at again."""
_KEEP = str.maketrans(_LEFT)
_RESTORE = str.maketrans({left: sign for sign, left in _LEFT.items()})
_RUN = re.compile(r"\*+|_+")
_WORD = re.compile("[^\\W_]|[\ue000-\uf8ff]")
"""A character that is neither a space nor punctuation; the cover of an expression is one."""


def restore_signs(text: str) -> str:
    """`text` with the signs that mark nothing as they were typed."""
    return text.translate(_RESTORE)


class EmphasisProcessor(InlineProcessor):
    """All that `*` and `_` mark in a text, as one element `words`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """The element, and that it stands for all of `data`."""
        runs = list(_list_runs(data))
        return _build(data, sorted(_pair(runs), key=_order)), 0, len(data)


@dataclass
class _Run:
    """Some equal signs in a row, of which fewer are left while they are paired."""

    sign: str
    start: int
    end: int
    length: int
    """How many there were at first."""
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Marked:
    """Words between two equal pieces of runs."""

    start: int
    """Where the first piece begins."""
    end: int
    """Where the second piece ends."""
    size: int
    """How many signs a piece has: 1 or 2."""


def _list_runs(text: str) -> Iterator[_Run]:
    for found in _RUN.finditer(text):
        before = text[found.start() - 1 : found.start()] or " "
        after = text[found.end() : found.end() + 1] or " "
        word_before, word_after = bool(_WORD.match(before)), bool(_WORD.match(after))
        left = not after.isspace() and (word_after or not word_before)
        right = not before.isspace() and (word_before or not word_after)
        opens, closes = left, right
        if found[0][0] == "_":
            opens = left and (not right or not word_before)
            closes = right and (not left or not word_after)
        yield _Run(found[0][0], found.start(), found.end(), len(found[0]), opens, closes)


def _pair(runs: list[_Run]) -> Iterator[_Marked]:
    """What the runs mark, by the procedure at the end of CommonMark's specification."""
    open_runs: list[_Run] = []
    lowest: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        kind = run.sign, run.opens, run.length % 3
        while run.closes and run.start < run.end:
            place = _find_opener(open_runs, run, lowest.get(kind, 0))
            if place is None:
                lowest[kind] = len(open_runs)
                break
            yield _join(open_runs[place], run)
            kept = place + (open_runs[place].start < open_runs[place].end)
            del open_runs[kept:]
            lowest = {one: min(bottom, kept) for one, bottom in lowest.items()}
        if run.opens and run.start < run.end:
            open_runs.append(run)


def _find_opener(open_runs: Sequence[_Run], run: _Run, bottom: int) -> int | None:
    """The place of the run that `run` closes; none below `bottom` can be."""
    for place in range(len(open_runs) - 1, bottom - 1, -1):
        opener = open_runs[place]
        thrice = (opener.length + run.length) % 3 == 0 and run.length % 3 != 0
        if opener.sign == run.sign and not ((opener.closes or run.opens) and thrice):
            return place
    return None


def _join(opener: _Run, closer: _Run) -> _Marked:
    """What stands between the two; takes away the signs that mark it."""
    size = min(opener.end - opener.start, closer.end - closer.start, 2)
    opener.end -= size
    closer.start += size
    return _Marked(opener.end, closer.start, size)


def _order(marked: _Marked) -> tuple[int, int]:
    """Its place among others: what is inside another stands behind it."""
    return marked.start, -marked.end


def _build(text: str, marked: Sequence[_Marked]) -> ElementTree.Element:
    """The text with an element for all that is `marked`, which is in order."""
    root = ElementTree.Element("words")
    stack = [(root, len(text))]
    done = 0
    for one in [*marked, None]:
        place = one.start if one else len(text)
        while len(stack) > 1 and stack[-1][1] <= place:
            element, end = stack.pop()
            size = 2 if element.tag == "strong" else 1
            _append(element, text[done : end - size])
            done = end
        if one:
            _append(stack[-1][0], text[done:place])
            tag = "strong" if one.size == 2 else "em"
            stack.append((ElementTree.SubElement(stack[-1][0], tag), one.end))
            done = place + one.size
    _append(root, text[done:])
    return root


def _append(element: ElementTree.Element, text: str) -> None:
    """Put `text` at the end of what the element holds."""
    kept = text.translate(_KEEP)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + kept
    else:
        element.text = (element.text or "") + kept
