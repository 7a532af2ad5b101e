"""What the styles of a Word file come to, as far as it decides where lines and pages end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from octavo.document.length import add_up
from octavo.docx.elements import XmlElement, attribute, child, children, is_on, number, value


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How letters look; `None` for as the surroundings do."""

    family: str | None = None
    size: float | None = None
    """In points."""
    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    """Superscript, set smaller."""


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph stands; `None` for as the style beneath does. Lengths in points."""

    before: float | None = None
    after: float | None = None
    line: float | None = None
    rule: str | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    new_page: bool | None = None
    contextual: bool | None = None
    list_id: str | None = None
    list_level: str | None = None
    edge_above: float | None = None
    """Height of the border, with its distance; not between paragraphs of one style."""
    edge_below: float | None = None


@dataclass(frozen=True, slots=True)
class ResolvedStyle:
    """A style with what it takes from the ones beneath it."""

    id: str
    paragraph: ParagraphFormat
    run: RunFormat


@dataclass(frozen=True, slots=True)
class ResolvedStyles:
    """All styles of a file, and the indents of its lists."""

    styles: Mapping[str, ResolvedStyle]
    default: ResolvedStyle
    """Of a paragraph that names no style."""
    indents: Mapping[tuple[str, str], ParagraphFormat] = field(repr=False)
    """By list and level."""
    theme_fonts: Mapping[str, str]
    """Families by the names that styles use: `minorHAnsi`."""
    cell_margins: Mapping[str, float]
    """Room at the left and the right of a cell, together and in points, by the style of a table."""
    plain: dict[str, ParagraphFormat] = field(
        default_factory=dict[str, ParagraphFormat], repr=False
    )
    """Of paragraphs that have a style and nothing else, by style, as they are met: a cache."""


def read_styles(
    styles: XmlElement, numbering: XmlElement, theme_fonts: Mapping[str, str]
) -> ResolvedStyles:
    """The looks that the styles and numbering parts of a file describe."""
    defaults = child(styles, "w:docDefaults")
    paragraph = read_paragraph(child(child(defaults, "w:pPrDefault"), "w:pPr"))
    run = read_run(child(child(defaults, "w:rPrDefault"), "w:rPr"), theme_fonts)
    base = ResolvedStyle("", paragraph, run)
    elements = {attribute(style, "w:styleId"): style for style in children(styles, "w:style")}
    known: dict[tuple[str, bool], ResolvedStyle] = {}
    found = {id: _resolve(id, elements, base, theme_fonts, known) for id in elements}
    default = found.get(next((id for id, one in elements.items() if _is_default(one)), ""), base)
    margins = dict(_read_cell_margins(elements))
    return ResolvedStyles(found, default, _read_indents(numbering), theme_fonts, margins)


def _read_cell_margins(elements: Mapping[str, XmlElement]) -> Iterator[tuple[str, float]]:
    """The cell margins of each style of tables that says how wide they are."""
    for id, style in elements.items():
        margins = child(child(style, "w:tblPr"), "w:tblCellMar")
        if margins is not None:
            sides = (number(child(margins, f"w:{side}"), "w:w") for side in ("left", "right"))
            yield id, add_up(side or 0.0 for side in sides) / 20


def read_paragraph(properties: XmlElement | None) -> ParagraphFormat:
    """The look that a `w:pPr` describes."""
    if properties is None:
        return ParagraphFormat()
    spacing, indent = child(properties, "w:spacing"), child(properties, "w:ind")
    numbered = child(properties, "w:numPr")
    hanging, first = number(indent, "w:hanging"), number(indent, "w:firstLine")
    rule = attribute(spacing, "w:lineRule") or None
    line = number(spacing, "w:line")
    return ParagraphFormat(
        _points(number(spacing, "w:before")),
        _points(number(spacing, "w:after")),
        line if rule == "auto" else _points(line),
        rule,
        _points(number(indent, "w:left")),
        _points(number(indent, "w:right")),
        _points(-hanging if hanging is not None else first),
        is_on(properties, "w:keepNext"),
        is_on(properties, "w:keepLines"),
        is_on(properties, "w:pageBreakBefore"),
        is_on(properties, "w:contextualSpacing"),
        value(numbered, "w:numId") or None,
        value(numbered, "w:ilvl") or None,
        _read_edge(child(properties, "w:pBdr"), "w:top"),
        _read_edge(child(properties, "w:pBdr"), "w:bottom"),
    )


def read_run(properties: XmlElement | None, theme_fonts: Mapping[str, str]) -> RunFormat:
    """The look that a `w:rPr` describes."""
    if properties is None:
        return RunFormat()
    fonts = child(properties, "w:rFonts")
    family = theme_fonts.get(attribute(fonts, "w:asciiTheme")) or attribute(fonts, "w:ascii")
    size = number(child(properties, "w:sz"), "w:val")
    raised = value(properties, "w:vertAlign")
    return RunFormat(
        family or None,
        None if size is None else size / 2,
        is_on(properties, "w:b"),
        is_on(properties, "w:i"),
        raised == "superscript" if raised else None,
    )


def lay_paragraph(beneath: ParagraphFormat, above: ParagraphFormat) -> ParagraphFormat:
    """`above` with the gaps filled from `beneath`."""
    given = {item.name: getattr(above, item.name) for item in fields(above)}
    return replace(beneath, **{name: item for name, item in given.items() if item is not None})


def lay_run(beneath: RunFormat, above: RunFormat) -> RunFormat:
    """`above` with the gaps filled from `beneath`."""
    given = {item.name: getattr(above, item.name) for item in fields(above)}
    return replace(beneath, **{name: item for name, item in given.items() if item is not None})


def _resolve(
    id: str,
    elements: Mapping[str, XmlElement],
    base: ResolvedStyle,
    theme_fonts: Mapping[str, str],
    known: dict[tuple[str, bool], ResolvedStyle],
) -> ResolvedStyle:
    """The style `id`; `known` are those that it may be based on, by whether letters have them, and
    become more. Each is laid on one that is known: a chain of thousands takes no longer than these.
    """
    letters = attribute(elements[id], "w:type") == "character"
    ancestry: list[str] = []
    seen: set[str] = set()
    at = id
    while at in elements and at not in seen and (at, letters) not in known:
        seen.add(at)
        ancestry.append(at)
        at = value(elements[at], "w:basedOn")
    start = ResolvedStyle("", ParagraphFormat(), RunFormat()) if letters else base
    made = known.get((at, letters), start)
    for one in reversed(ancestry):
        style = elements[one]
        paragraph = lay_paragraph(made.paragraph, read_paragraph(child(style, "w:pPr")))
        run = lay_run(made.run, read_run(child(style, "w:rPr"), theme_fonts))
        made = known[one, letters] = ResolvedStyle(one, paragraph, run)
    return made


def _is_default(style: XmlElement) -> bool:
    kind = attribute(style, "w:type")
    return kind == "paragraph" and attribute(style, "w:default") in {"1", "true", "on"}


def _read_indents(numbering: XmlElement) -> dict[tuple[str, str], ParagraphFormat]:
    levels: dict[str, dict[str, ParagraphFormat]] = {}
    for abstract in children(numbering, "w:abstractNum"):
        levels[attribute(abstract, "w:abstractNumId")] = {
            attribute(level, "w:ilvl"): read_paragraph(child(level, "w:pPr"))
            for level in children(abstract, "w:lvl")
        }
    return {
        (attribute(list_, "w:numId"), level): look
        for list_ in children(numbering, "w:num")
        for level, look in levels.get(value(list_, "w:abstractNumId"), {}).items()
    }


def _read_edge(borders: XmlElement | None, side: str) -> float | None:
    edge = child(borders, side)
    if edge is None:
        return None
    return (number(edge, "w:space") or 0) + (number(edge, "w:sz") or 0) / 8


def _points(twips: float | None) -> float | None:
    return None if twips is None else twips / 20
