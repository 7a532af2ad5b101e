"""What the styles of a Word file say of a paragraph or a run, those beneath them included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.docx.elements import XmlElement, attribute, child, children, is_on, number, value
from octavo.docx.house.style_names import find_own_name

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BODY_SIZE = 20
"""Half-points: the 10 points that Word takes where a file says nothing of the size."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks, as far as it bears on what it means; `None` where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    raised: str = ""
    """`superscript`, `subscript`, or `baseline`."""
    size: float | None = None
    """In half-points."""
    language: str = ""
    font: str = ""
    right_to_left: bool | None = None

    def over(self, below: RunLook) -> RunLook:
        """This look, with that of `below` where this says nothing."""
        return RunLook(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.struck if self.struck is None else self.struck,
            below.caps if self.caps is None else self.caps,
            below.hidden if self.hidden is None else self.hidden,
            self.raised or below.raised,
            below.size if self.size is None else self.size,
            self.language or below.language,
            self.font or below.font,
            below.right_to_left if self.right_to_left is None else self.right_to_left,
        )


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph looks, and what its style is meant for."""

    style: str = ""
    """Word's own English name of its style, or of the first one beneath that has one such."""
    outline: int = 0
    """The level of a heading, 1 the highest; 0 for text."""
    list: str = ""
    """The id of its list; `0` for none whatever the style says."""
    depth: int | None = None
    """Its level in that list, from 0."""
    alignment: str = ""
    indent: float | None = None
    """In twentieths of a point."""
    hanging: float | None = None
    run: RunLook = field(default_factory=RunLook)
    names: tuple[str, ...] = ()
    """The names of its style and of all beneath, in small letters."""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles of a file by their ids."""

    styles: dict[str, XmlElement] = field(default_factory=dict[str, XmlElement])
    usual: str = ""
    """The id of the style of paragraphs that name none."""
    run: RunLook = field(default_factory=RunLook)
    """What holds where no style says anything."""
    _paragraphs: dict[str, ParagraphLook] = field(default_factory=dict[str, ParagraphLook])
    _runs: dict[str, RunLook] = field(default_factory=dict[str, RunLook])

    def paragraph(self, id: str) -> ParagraphLook:
        """How paragraphs of the style `id` look."""
        id = id if id in self.styles else self.usual
        if id not in self._paragraphs:
            self._paragraphs[id] = self._resolve(id)
        return self._paragraphs[id]

    def character(self, id: str) -> RunLook:
        """How runs of the style `id` look, apart from their paragraph."""
        if id not in self._runs:
            look = RunLook()
            for style in self._chain(id):
                look = look.over(read_run_look(child(style, "w:rPr")))
            self._runs[id] = look
        return self._runs[id]

    def table(self, id: str) -> Iterator[XmlElement]:
        """The style `id` of a table, and those beneath it."""
        yield from self._chain(id)

    def _resolve(self, id: str) -> ParagraphLook:
        chain = list(self._chain(id))
        own = [find_own_name(style) for style in chain]
        look = ParagraphLook(names=tuple(name.casefold() for name in own))
        run = RunLook()
        for style in chain:
            look = _over(look, read_paragraph_look(child(style, "w:pPr")))
            run = run.over(read_run_look(child(style, "w:rPr")))
        named = next((name for name in own if _HEADING.fullmatch(name)), own[0] if own else "")
        outline = look.outline
        if heading := _HEADING.fullmatch(named):
            outline = int(heading[1])
        return ParagraphLook(
            named,
            0 if named.casefold() in _NO_HEADINGS else max(outline, 0),
            look.list,
            look.depth,
            look.alignment,
            look.indent,
            look.hanging,
            run.over(self.run),
            look.names,
        )

    def _chain(self, id: str) -> Iterator[XmlElement]:
        """The style `id` and those beneath it, each once."""
        seen: set[str] = set()
        while id in self.styles and id not in seen:
            seen.add(id)
            yield self.styles[id]
            id = value(self.styles[id], "w:basedOn")


_NO_HEADINGS = frozenset({"title", "subtitle", "toc heading", "caption"})
"""Styles that may have an outline level and are no headings all the same."""


def read_style_sheet(root: XmlElement | None) -> StyleSheet:
    """The styles that `root` has, by their ids."""
    styles = {attribute(one, "w:styleId"): one for one in children(root, "w:style")}
    usual = ""
    for id, style in styles.items():
        if attribute(style, "w:type") == "paragraph" and _is_usual(style):
            usual = id
    defaults = child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
    return StyleSheet(styles, usual, read_run_look(defaults))


def _is_usual(style: XmlElement) -> bool:
    return attribute(style, "w:default") in {"1", "true", "on"}


def read_run_look(properties: XmlElement | None) -> RunLook:
    """What `w:rPr` says."""
    if properties is None or not len(properties):
        return _PLAIN
    language = child(properties, "w:lang")
    fonts = child(properties, "w:rFonts")
    right = is_on(properties, "w:rtl")
    return RunLook(
        is_on(properties, "w:b"),
        is_on(properties, "w:i"),
        _first(is_on(properties, "w:strike"), is_on(properties, "w:dstrike")),
        _first(is_on(properties, "w:caps"), is_on(properties, "w:smallCaps")),
        is_on(properties, "w:vanish"),
        value(properties, "w:vertAlign"),
        number(child(properties, "w:sz"), "w:val"),
        attribute(language, "w:bidi") if right else attribute(language, "w:val"),
        attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi"),
        right,
    )


_PLAIN = RunLook()


def _first(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one


def read_paragraph_look(properties: XmlElement | None) -> ParagraphLook:
    """What `w:pPr` itself says, with an outline of -1 where it makes its paragraph text."""
    if properties is None:
        return ParagraphLook()
    numbering = child(properties, "w:numPr")
    level = number(child(properties, "w:outlineLvl"), "w:val")
    depth = number(child(numbering, "w:ilvl"), "w:val")
    indents = child(properties, "w:ind")
    left = number(indents, "w:left")
    return ParagraphLook(
        outline=0 if level is None else int(level) + 1 if 0 <= level < 9 else -1,
        list=value(numbering, "w:numId"),
        depth=None if depth is None else int(depth),
        alignment=value(properties, "w:jc"),
        indent=number(indents, "w:start") if left is None else left,
        hanging=number(indents, "w:hanging"),
    )


def _over(above: ParagraphLook, below: ParagraphLook) -> ParagraphLook:
    """What `above` says, and what `below` says where it says nothing."""
    return ParagraphLook(
        above.style,
        above.outline or below.outline,
        above.list or below.list,
        below.depth if above.depth is None else above.depth,
        above.alignment or below.alignment,
        below.indent if above.indent is None else above.indent,
        below.hanging if above.hanging is None else above.hanging,
        above.run,
        above.names,
    )


def settle_look(sheet: StyleSheet, properties: XmlElement | None) -> ParagraphLook:
    """How a paragraph with `properties` looks, by its style and by itself."""
    style = sheet.paragraph(value(properties, "w:pStyle"))
    own = read_paragraph_look(properties)
    outline = style.outline
    if own.outline and not _HEADING.fullmatch(style.style):
        outline = 0 if style.style.casefold() in _NO_HEADINGS else max(own.outline, 0)
    look = _over(own, style)
    return ParagraphLook(
        style.style,
        outline,
        look.list,
        look.depth,
        look.alignment,
        look.indent,
        look.hanging,
        style.run,
        style.names,
    )


def body_size(look: RunLook) -> float:
    """The size of letters in half-points, also where no style says it."""
    return look.size or _BODY_SIZE
