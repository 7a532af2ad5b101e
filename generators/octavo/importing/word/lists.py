"""Paragraphs with numbers or bullets become lists, one inside another as their indents say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from octavo.importing.tree import ForeignBlock, ForeignItem, ForeignList, ForeignParagraph
from octavo.importing.word.numbering import ListLabel, NumberForm, write_number
from octavo.importing.word.paragraphs import StoryItem, WordParagraph, drop_letters

NEAR = 90
"""Twentieths of a point by which indents may differ that are meant alike: a sixteenth of an inch,
half the smallest step of Word's own buttons."""
_BULLET = re.compile(r"([•‣◦▪▫●○■□◆❖➢➔→✓✔☑·∙\u2043–—*-]|o(?=\t))(?:\t|[ \u00a0]+)(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)](?:\t|[ \u00a0]+)(?=\S)")
_WEAK = frozenset("–—*-o→")
"""Signs that also begin a paragraph that is no item, so that there must be two of them."""
_ROMAN = frozenset("ivxIVX")
_CONTINUED = ("list continue", "list paragraph")


def mark_typed(items: Sequence[StoryItem]) -> Iterator[StoryItem]:
    """The same items, with a label for each paragraph whose number or bullet was typed."""
    at = 0
    while at < len(items):
        run = _find_run(items, at)
        if not run:
            yield items[at]
            at += 1
            continue
        yield from run
        at += len(run)


def _find_run(items: Sequence[StoryItem], start: int) -> list[WordParagraph]:
    """The paragraphs from `start` on that together are a typed list; none when they are none."""
    found: list[WordParagraph] = []
    state: dict[str, int] = {}
    for item in items[start:]:
        if not isinstance(item, WordParagraph) or item.label is not None or item.outline:
            break
        labelled = _read_typed(item, state)
        if labelled is None:
            break
        found.append(labelled)
    labels = [one.label for one in found if one.label]
    single = len(labels) == 1 and (labels[0].kind == "numbers" or labels[0].shown in _WEAK)
    return [] if single else found


def _read_typed(line: WordParagraph, state: dict[str, int]) -> WordParagraph | None:
    """`line` with what was typed before it as its label; `None` when that goes on with no list."""
    words = line.words
    lead = len(words) - len(words.lstrip())
    if bullet := _BULLET.match(words, lead):
        label = ListLabel(f"typed {bullet[1]}", 0, "bullets", "decimal", 1, bullet[1], line.indent)
        return replace(line, text=drop_letters(line.text, bullet.end()), label=label)
    number = _NUMBER.match(words, lead)
    counted = _count(number[1], number[0].strip(), state) if number else None
    if number is None or counted is None:
        return None
    form, count, family = counted
    state[family] = count
    label = ListLabel(family, 0, "numbers", form, count, number[0].strip(), line.indent)
    return replace(line, text=drop_letters(line.text, number.end()), label=label)


def _count(sign: str, shown: str, state: dict[str, int]) -> tuple[NumberForm, int, str] | None:
    """The form, number and list of a typed number that goes on with what was counted, or begins."""
    frame = shown.replace(sign, "#", 1)
    for form, written in _read_number(sign):
        family = f"typed {frame} {written}"
        count = _unwrite(sign, written)
        expected = state.get(family)
        if count and (count == 1 or count - 1 == expected or (not state and written == "decimal")):
            return form, count, family
    return None


def _read_number(sign: str) -> Iterator[tuple[NumberForm, str]]:
    if sign.isdecimal():
        yield "decimal", "decimal"
        return
    lower = "lower" if sign.islower() else "upper"
    if len(sign) == 1 and sign not in "iI":
        yield "letters", f"{lower}Letter"
    if set(sign) <= _ROMAN:
        yield "roman", f"{lower}Roman"
    if sign in "iI":
        yield "letters", f"{lower}Letter"


def _unwrite(sign: str, form: str) -> int:
    """The number that is written as `sign`; 0 for none."""
    if form == "decimal":
        return int(sign)
    if form.endswith("Letter"):
        return ord(sign.lower()) - ord("a") + 1
    return next((n for n in range(1, 40) if write_number(n, form) == sign), 0)


# ------------------------------------------------------------------------------ nesting


@dataclass(slots=True)
class _OpenList:
    """A list to which items are added."""

    label: ListLabel
    place: str
    items: list[list[ForeignBlock]] = field(default_factory=list[list[ForeignBlock]])

    def close(self) -> ForeignList:
        return ForeignList(
            place=self.place,
            kind=self.label.kind,
            items=tuple(ForeignItem(blocks=tuple(blocks)) for blocks in self.items),
            start=self.label.number,
            form=self.label.form,
        )


def build_lists(items: Sequence[StoryItem]) -> Iterator[StoryItem]:
    """The same items, with each row of labelled paragraphs as one list."""
    open_lists: list[_OpenList] = []
    for at, item in enumerate(items):
        if isinstance(item, WordParagraph) and _is_item(item):
            yield from _add_item(open_lists, item)
        elif open_lists and _belongs(item, open_lists[-1], items[at + 1 : at + 2]):
            open_lists[-1].items[-1].append(_make_block(item))
        else:
            yield from _close(open_lists, 0)
            yield item
    yield from _close(open_lists, 0)


def _is_item(line: WordParagraph) -> bool:
    """Whether it is an item of a list, not a heading or a paragraph such as `Article 1`."""
    return line.label is not None and not line.label.wordy and not line.outline


def _add_item(open_lists: list[_OpenList], line: WordParagraph) -> Iterator[ForeignList]:
    """Add `line` to the list it goes on with, or to a new one; what is closed by that comes out."""
    label = line.label
    assert label is not None
    depth = _find_depth(open_lists, label)
    yield from _close(open_lists, depth + 1)
    if len(open_lists) > depth and not _goes_on(open_lists[depth], label):
        yield from _close(open_lists, depth)
    if len(open_lists) <= depth:
        open_lists.append(_OpenList(label, line.place))
    block = ForeignParagraph(place=line.place, anchors=line.anchors, text=line.text)
    open_lists[-1].items.append([block])


def _find_depth(open_lists: list[_OpenList], label: ListLabel) -> int:
    """How many of the open lists stay open around the one of `label`."""
    for at, one in enumerate(open_lists):
        if one.label.list == label.list:
            if one.label.depth == label.depth:
                return at
            if one.label.depth > label.depth:
                return at
    if open_lists and open_lists[-1].label.list == label.list:
        return len(open_lists)
    for at in range(len(open_lists) - 1, -1, -1):
        above = open_lists[at].label
        if label.indent > above.indent + NEAR or _begins_below(above, label):
            return at + 1
        if label.indent >= above.indent - NEAR:
            return at
    return 0


def _begins_below(above: ListLabel, label: ListLabel) -> bool:
    """Whether a typed list of the same indent begins inside another one, by its other signs."""
    typed = above.list.startswith("typed") and label.list.startswith("typed")
    alike = abs(above.indent - label.indent) <= NEAR
    return typed and alike and label.number == 1 and above.kind == "numbers"


def _goes_on(opened: _OpenList, label: ListLabel) -> bool:
    last = opened.label
    if last.kind != label.kind:
        return False
    if label.kind == "bullets":
        return True
    following = last.number + len(opened.items)
    return last.form == label.form and label.number == following


def _close(open_lists: list[_OpenList], depth: int) -> Iterator[ForeignList]:
    """Close the lists below `depth`, each into the item that it stands in."""
    while len(open_lists) > depth:
        closed = open_lists.pop().close()
        if open_lists:
            open_lists[-1].items[-1].append(closed)
        else:
            yield closed


def _belongs(item: StoryItem, opened: _OpenList, after: Sequence[StoryItem]) -> bool:
    """Whether a paragraph without a label goes on with the last item, by its style or indent."""
    if not isinstance(item, WordParagraph) or item.outline or item.centred:
        return False
    if item.style.startswith(_CONTINUED[0]):
        return True
    follows = bool(after) and isinstance(after[0], WordParagraph) and after[0].label is not None
    indented = item.indent >= max(opened.label.indent - NEAR, NEAR)
    return indented and (follows or item.style == _CONTINUED[1])


def _make_block(item: StoryItem) -> ForeignBlock:
    if isinstance(item, WordParagraph):
        return ForeignParagraph(place=item.place, anchors=item.anchors, text=item.text)
    return item
