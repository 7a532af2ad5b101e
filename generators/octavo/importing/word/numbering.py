"""The numbers and bullets of lists, which stand in no text but in the definitions of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from octavo.docx.elements import XmlElement, attribute, child, children, number, value
from octavo.importing.word.styles import ParagraphLook, StyleSheet

NumberForm: TypeAlias = Literal["decimal", "letters", "roman"]

DEEPEST = 8
"""The last of Word's nine levels of lists, counted from 0 (ISO/IEC 29500-1, 17.9.3)."""
_FORMS: dict[str, NumberForm] = {
    "lowerLetter": "letters",
    "upperLetter": "letters",
    "lowerRoman": "roman",
    "upperRoman": "roman",
}
_PLACE = re.compile(r"%([1-9])")
_WORDY = re.compile(r"[^\W\d_]{2,}")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
"""What the letters of Roman numbers are worth, the largest first, with those that are taken off."""


@dataclass(frozen=True, slots=True)
class ListLabel:
    """The number or bullet before a paragraph."""

    list: str
    """What all items of one list have in common."""
    depth: int
    kind: Literal["bullets", "numbers"]
    form: NumberForm
    number: int
    shown: str
    """As a reader sees it, such as `1.2` or `Annex A`."""
    indent: float
    wordy: bool = False
    """Whether it has words of its own, such as `Article 1`."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is counted."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    indent: float | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has counted. It counts on with each label."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict[str, dict[int, _Level]])
    """By the id of a list."""
    families: dict[str, str] = field(default_factory=dict[str, str])
    """The lists that count on in one another, by the id of each."""
    starts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    _counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    styles: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    _met: set[str] = field(default_factory=set[str])

    def label(self, look: ParagraphLook, style: str) -> ListLabel | None:
        """The number or bullet of the next paragraph that looks like `look`; `None` without."""
        id = look.list
        if not id or id not in self.levels:
            return None
        depth = look.depth
        if depth is None:
            depth = self.styles.get((id, style), 0)
        depth = min(max(depth, 0), DEEPEST)
        level = self.levels[id].get(depth, _Level())
        indent = look.indent if look.indent is not None else level.indent or 0
        if level.form in {"bullet", "none"} or not _PLACE.search(level.text):
            if not level.text.strip() and level.form != "bullet":
                return None
            sign = level.text or "•"
            wordy = bool(_WORDY.search(level.text)) or level.form != "bullet"
            return ListLabel(self.families[id], depth, "bullets", "decimal", 1, sign, indent, wordy)
        counts = self._count(id, depth)
        shown = _PLACE.sub(lambda place: self._write(id, int(place[1]) - 1, counts), level.text)
        form = _FORMS.get(level.form, "decimal")
        wordy = bool(_WORDY.search(_PLACE.sub("", level.text)))
        family = self.families[id]
        return ListLabel(
            family, depth, "numbers", form, counts[depth], shown.strip(), indent, wordy
        )

    def _count(self, id: str, depth: int) -> dict[int, int]:
        """Count one on at `depth`, and have the levels below begin anew."""
        counts = self._counts.setdefault(self.families[id], {})
        if id not in self._met:
            self._met.add(id)
            for place, start in self.starts.get(id, {}).items():
                counts[place] = start - 1
        levels = self.levels[id]
        for place in range(depth):
            counts.setdefault(place, levels.get(place, _Level()).start)
        counts[depth] = counts.get(depth, levels.get(depth, _Level()).start - 1) + 1
        for place in range(depth + 1, DEEPEST + 1):
            restart = levels.get(place, _Level()).restart
            if restart is None or 0 < restart == depth + 1:
                counts.pop(place, None)
        return counts

    def _write(self, id: str, place: int, counts: dict[int, int]) -> str:
        level = self.levels[id].get(place, _Level())
        return write_number(counts.get(place, level.start), level.form)


def write_number(count: int, form: str) -> str:
    """`count` as a list of some form of Word's shows it."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (count // worth)
            count %= worth
        return roman if form == "lowerRoman" else roman.upper()
    return f"{count:02}" if form == "decimalZero" else str(count)


def read_numbering(root: XmlElement | None, sheet: StyleSheet) -> Numbering:
    """The lists that `root` defines, none of which has counted yet."""
    kinds = {attribute(one, "w:abstractNumId"): one for one in children(root, "w:abstractNum")}
    found = Numbering()
    for one in children(root, "w:num"):
        id, kind = attribute(one, "w:numId"), value(one, "w:abstractNumId")
        kind = _follow_style(kinds, kind, root, sheet)
        levels = dict(_read_levels(kinds.get(kind)))
        _note_styles(found, id, kinds.get(kind))
        starts: dict[int, int] = {}
        for change in children(one, "w:lvlOverride"):
            depth = _whole(change, "w:ilvl", 0)
            own = child(change, "w:lvl")
            if own is not None:
                levels[depth] = _read_level(own)
            start = number(child(change, "w:startOverride"), "w:val")
            if start is not None:
                starts[depth] = int(start)
        found.levels[id] = levels
        found.families[id] = kind
        found.starts[id] = starts
    return found


def _follow_style(
    kinds: dict[str, XmlElement], kind: str, root: XmlElement | None, sheet: StyleSheet
) -> str:
    """The definition that a definition with a style of lists stands for."""
    style = value(kinds.get(kind), "w:numStyleLink")
    if not style:
        return kind
    for id, one in kinds.items():
        if value(one, "w:styleLink") == style:
            return id
    list_id = sheet.paragraph(style).list if style in sheet.styles else ""
    for one in children(root, "w:num"):
        if attribute(one, "w:numId") == list_id:
            return value(one, "w:abstractNumId")
    return kind


def _read_levels(kind: XmlElement | None) -> dict[int, _Level]:
    return {_whole(one, "w:ilvl", 0): _read_level(one) for one in children(kind, "w:lvl")}


def _read_level(element: XmlElement) -> _Level:
    indents = child(child(element, "w:pPr"), "w:ind")
    restart = number(child(element, "w:lvlRestart"), "w:val")
    left = number(indents, "w:left")
    return _Level(
        value(element, "w:numFmt") or "decimal",
        value(element, "w:lvlText"),
        _whole(child(element, "w:start"), "w:val", 0),
        None if restart is None else int(restart),
        number(indents, "w:start") if left is None else left,
    )


def _note_styles(found: Numbering, id: str, kind: XmlElement | None) -> None:
    for level in children(kind, "w:lvl"):
        if style := value(level, "w:pStyle"):
            found.styles[id, style] = _whole(level, "w:ilvl", 0)


def _whole(element: XmlElement | None, prefixed: str, usual: int) -> int:
    found = number(element, prefixed)
    return usual if found is None else int(found)
