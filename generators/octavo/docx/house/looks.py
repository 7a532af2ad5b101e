"""What a house's styles look like to our text, and what has to change so that it can be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy

from octavo.document.length import Length
from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number,
    parse,
    remove,
    value,
)
from octavo.docx.layout import place_number, twips
from octavo.docx.part_state import ContentsStyle, HouseLooks, TabStop

_VALUE = name_of("w:val")
_CONTENTS = ("TOC1", "TOC2", "TOC3", "TableofFigures")
_RUNNING = frozenset(
    (
        *("Normal", "BodyText", "Quote", "Definition", "Aside", "KeyMessage", "ListParagraph"),
        *(f"List{kind}{end}" for kind in ("Bullet", "Number", "Continue") for end in ("", *"2345")),
        *("FootnoteText", "EndnoteText", "Imprint"),
    )
)
"""Styles of running text, which is justified where the house's text is."""
_INDENTED = frozenset({"Normal", "BodyText"})
"""Styles whose first lines are set in where those of the house's text are."""
_COVER = ("CoverKind", "Subtitle", "CoverText")
"""Styles of what stands beside the title on a cover of ours."""
_SIDES = ("w:left", "w:right", "w:firstLine")
_JUSTIFIED = {"both", "distribute", "mediumKashida", "highKashida", "lowKashida", "thaiDistribute"}
_HIDDEN = ("w:vanish", "w:webHidden", "w:specVanish")
_AFTER_INDENT = (
    *("w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection"),
    *("w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr"),
    *("w:sectPr", "w:pPrChange"),
)
"""Properties of a paragraph that stand behind its indents."""
_AFTER_SIDE = _AFTER_INDENT[4:]
"""The same behind its alignment."""
_AFTER_SPACING = ("w:ind", *_AFTER_INDENT)
"""The same behind the space around it."""
_PICTURES = "Figure"
"""The style of paragraphs that hold a picture."""
_TEXT = 10.0
"""Points of text whose style names no size: what Word takes then (ECMA-376, 17.3.2.38)."""


class StyleChains:
    """The styles of a sheet, each with what it is based on."""

    def __init__(self, styles: XmlElement) -> None:
        """The chains of `styles`."""
        self.by_id = {attribute(one, "w:styleId"): one for one in children(styles, "w:style")}
        defaults = child(styles, "w:docDefaults")
        self.paragraph = child(child(defaults, "w:pPrDefault"), "w:pPr")
        self.run = child(child(defaults, "w:rPrDefault"), "w:rPr")

    def walk(self, id: str) -> Iterator[tuple[str, XmlElement]]:
        """The style `id` and those beneath it, each with its id; rings end."""
        seen: set[str] = set()
        while id in self.by_id and id not in seen:
            seen.add(id)
            yield id, self.by_id[id]
            id = value(self.by_id[id], "w:basedOn")

    def list_paragraphs(self, id: str) -> Iterator[XmlElement]:
        """The properties of paragraphs in the style `id`, the strongest first."""
        for _, style in self.walk(id):
            properties = child(style, "w:pPr")
            if properties is not None:
                yield properties
        if self.paragraph is not None:
            yield self.paragraph

    def list_runs(self, id: str) -> Iterator[XmlElement]:
        """The same of its letters."""
        for _, style in self.walk(id):
            properties = child(style, "w:rPr")
            if properties is not None:
                yield properties
        if self.run is not None:
            yield self.run


def read_looks(styles: XmlElement, charts: Mapping[str, str]) -> HouseLooks:
    """What our text has to know of the `styles` of a house."""
    chains = StyleChains(styles)
    breaks = (is_on(one, "w:pageBreakBefore") for one in chains.list_paragraphs("Heading1"))
    return HouseLooks(
        {id: _read_contents(id, chains) for id in _CONTENTS},
        next((found for found in breaks if found is not None), False),
        charts=charts,
    )


def _read_contents(id: str, chains: StyleChains) -> ContentsStyle:
    stops: dict[int, TabStop] = {}
    cleared: set[int] = set()
    for properties in chains.list_paragraphs(id):
        for tab in children(child(properties, "w:tabs"), "w:tab"):
            place, kind = round(number(tab, "w:pos") or 0), attribute(tab, "w:val", "left")
            if kind == "clear":
                cleared.add(place)
            elif place not in cleared:
                stops.setdefault(place, TabStop(place, kind, attribute(tab, "w:leader")))
    indents = [
        next(
            filter(None, (number(child(one, "w:ind"), side) for one in chains.list_paragraphs(id))),
            0,
        )
        for side in ("w:left", "w:right", "w:hanging")
    ]
    left, right, hanging = map(round, indents)
    size = (number(child(one, "w:sz"), "w:val") for one in chains.list_runs(id))
    return ContentsStyle(
        tuple(stops[place] for place in sorted(stops)),
        left,
        right,
        hanging,
        next((one / 2 for one in size if one is not None), _TEXT),
    )


# ------------------------------------------------------------------------------ changes


def fit_styles(styles: XmlElement, used: Sequence[str], added: Collection[str]) -> None:
    """Have the styles that our text calls be seen and read, whatever the house's Normal is like.

    `used` are their ids, `added` those that the house did not have.
    """
    chains = StyleChains(styles)
    for id in used:
        if attribute(chains.by_id.get(id), "w:type") == "paragraph":
            _show(id, chains)
            if id not in _RUNNING:
                _align(id, chains)
    for id in added:
        if attribute(chains.by_id[id], "w:type") == "paragraph" and id not in _INDENTED:
            _indent(id, chains)
    if "BodyText" in added:
        _space(chains)
    for id in _COVER:
        if id in added:
            _follow_title(id, chains)


def hold_together(styles: XmlElement, own: XmlElement) -> None:
    """Keep to the next paragraph what keeps to it in our `own` styles, and pictures in the line.

    A house may have a style of the name of ours for another purpose: one for pictures in frames,
    or with lines of an exact height, of which a picture shows a strip.
    """
    chains = StyleChains(styles)
    for ours in children(own, "w:style"):
        id = attribute(ours, "w:styleId")
        kept = (is_on(one, "w:keepNext") for one in chains.list_paragraphs(id))
        wanted = is_on(child(ours, "w:pPr"), "w:keepNext")
        if wanted and not next((found for found in kept if found is not None), False):
            properties = _own_properties(chains.by_id[id])
            for one in list(children(properties, "w:keepNext")):
                remove(one)
            properties.insert(0, properties.makeelement(name_of("w:keepNext"), {}, nsmap=None))
    for _, style in chains.walk(_PICTURES):
        for frame in list(style.iter(name_of("w:framePr"))):
            remove(frame)
    rules = (
        attribute(child(one, "w:spacing"), "w:lineRule")
        for one in chains.list_paragraphs(_PICTURES)
    )
    if next(filter(None, rules), "auto") != "auto":
        spacing = _place(_own_properties(chains.by_id[_PICTURES]), "w:spacing", _AFTER_SPACING)
        spacing.set(name_of("w:line"), "240")
        spacing.set(name_of("w:lineRule"), "auto")


def _show(id: str, chains: StyleChains) -> None:
    """Let nothing be hidden in the style `id`: some houses hide what a program shows elsewhere."""
    for tag in _HIDDEN:
        hidden = (is_on(one, tag) for one in chains.list_runs(id))
        if not next((found for found in hidden if found is not None), False):
            continue
        for one in [one for _, style in chains.walk(id) for one in style.iter(name_of(tag))]:
            remove(one)


def _align(id: str, chains: StyleChains) -> None:
    """Set titles, captions and cells to the left where they would be justified by inheritance."""
    own = child(chains.by_id[id], "w:pPr")
    sides = (value(one, "w:jc") for one in chains.list_paragraphs(id))
    if child(own, "w:jc") is None and next(filter(None, sides), "") in _JUSTIFIED:
        side = _place(_own_properties(chains.by_id[id]), "w:jc", _AFTER_SIDE)
        side.set(_VALUE, "left")


def _indent(id: str, chains: StyleChains) -> None:
    """Keep the indents of the house's text out of the style `id`, which we added."""
    style = chains.by_id[id]
    own = child(style, "w:pPr")
    if child(own, "w:numPr") is not None and child(own, "w:ind") is None:
        return  # its list says where it stands
    given = child(own, "w:ind")
    for side in _SIDES:
        if attribute(given, side) or (side == "w:firstLine" and attribute(given, "w:hanging")):
            continue
        inherited = (number(child(one, "w:ind"), side) for one in chains.list_paragraphs(id))
        if next((found for found in inherited if found is not None), 0):
            _place(_own_properties(style), "w:ind", _AFTER_INDENT).set(name_of(side), "0")


def _follow_title(id: str, chains: StyleChains) -> None:
    """Set a line of the cover, whose style we added, to the side where the house has its titles."""
    sides = (value(one, "w:jc") for one in chains.list_paragraphs("Title"))
    side = next(filter(None, sides), "")
    if side in {"center", "right", "end"}:
        own = _own_properties(chains.by_id[id])
        _place(own, "w:jc", _AFTER_SIDE).set(_VALUE, side)
        for indent in list(children(own, "w:ind")):
            remove(indent)


def _space(chains: StyleChains) -> None:
    """Leave the lines of the text, whose style we added, as far apart as the house's Normal has
    them, if it says anything about that."""
    own = child(chains.by_id["BodyText"], "w:pPr")
    spacing = child(own, "w:spacing")
    beneath = [child(one, "w:spacing") for one in chains.list_paragraphs("Normal")]
    if own is None or spacing is None or not any(one is not None for one in beneath):
        return
    for name in ("w:line", "w:lineRule"):
        spacing.attrib.pop(name_of(name), None)
    indent = (
        number(child(one, "w:ind"), "w:firstLine") for one in chains.list_paragraphs("Normal")
    )
    parted = any(number(one, "w:after") or number(one, "w:before") for one in beneath)
    if parted or any(indent):
        own.remove(spacing)


def place_numbers(numbering: XmlElement, kind: str, styles: XmlElement, hang: Length) -> None:
    """Set our section numbers, the list `kind`, where the house's titles leave room for them."""
    sizes = (
        number(child(one, "w:sz"), "w:val") for one in StyleChains(styles).list_runs("Heading1")
    )
    left, hanging = place_number(hang, next((one / 2 for one in sizes if one), _TEXT))
    for own in children(numbering, "w:abstractNum"):
        if attribute(own, "w:abstractNumId") == kind:
            indent = child(child(child(own, "w:lvl"), "w:pPr"), "w:ind")
            if indent is not None:
                indent.set(name_of("w:left"), str(twips(left)))
                indent.set(name_of("w:hanging"), str(twips(hanging)))


# ------------------------------------------------------------------------------ elements


def _own_properties(style: XmlElement) -> XmlElement:
    """The `w:pPr` of a style, made where there is none."""
    found = child(style, "w:pPr")
    if found is None:
        found = style.makeelement(name_of("w:pPr"), {}, nsmap=None)
        later = {name_of(f"w:{tag}") for tag in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")}
        style.insert(
            next((n for n, one in enumerate(style) if one.tag in later), len(style)), found
        )
    return found


def _place(properties: XmlElement, tag: str, later: Sequence[str]) -> XmlElement:
    """The child called `tag`, made before those called `later` where there is none."""
    found = child(properties, tag)
    if found is None:
        found = properties.makeelement(name_of(tag), {}, nsmap=None)
        names = {name_of(one) for one in later}
        places = (n for n, one in enumerate(properties) if one.tag in names)
        properties.insert(next(places, len(properties)), found)
    return found


# ------------------------------------------------------------------------------ tables


def choose_table_style(styles: XmlElement, body: XmlElement, default: str) -> str:
    """The id of the house's own style of tables: the one that most tables of its text have, else
    that of new tables, `default`, else the only one that it has made; empty without."""
    own = {
        attribute(one, "w:styleId"): one
        for one in children(styles, "w:style")
        if attribute(one, "w:type") == "table"
        and value(one, "w:name").casefold() not in {"normal table", "table normal", "table grid"}
    }
    called = [value(one, "w:tblStyle") for one in body.iter(name_of("w:tblPr"))]
    used = [id for id in called if id in own]
    if used:
        return max(dict.fromkeys(used), key=used.count)
    if default in own:
        return default
    made = [id for id, one in own.items() if attribute(one, "w:customStyle") in {"1", "true", "on"}]
    return made[0] if len(made) == 1 else ""


_CELLS = (
    b'<w:tblCellMar xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
"""Room at the sides of cells, as much as in our own style of tables, for which columns are
measured; on both sides, since the house may have grounds behind its words."""


_HEAD = (
    b'<w:tblStylePr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    b'w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
)
"""What tells the head of a table from its rows where the house's style does not."""


def copy_table(styles: XmlElement, id: str, source: str) -> bool:
    """Have the style of tables `id`, ours, look as the house's `source`; whether that has bands."""
    chains = StyleChains(styles)
    style, house = chains.by_id[id], chains.by_id[source]
    for tag in ("w:basedOn", *_TABLE):
        for one in list(children(style, tag)):
            remove(one)
    base = child(house, "w:basedOn")
    if base is not None:
        style.insert(1, deepcopy(base))
    style.extend(deepcopy(one) for tag in _TABLE for one in children(house, tag))
    kinds = {
        attribute(one, "w:type")
        for _, beneath in chains.walk(source)
        for one in children(beneath, "w:tblStylePr")
    }
    if "firstRow" not in kinds:
        style.append(parse(_HEAD))
    properties = child(style, "w:tblPr")
    if properties is None:
        properties = _place(style, "w:tblPr", _TABLE[3:])
    for one in [*children(properties, "w:tblCellMar"), *children(properties, "w:tblInd")]:
        remove(one)
    properties.insert(_count_before(properties, _BEFORE_CELLS), parse(_CELLS))
    return bool(kinds & {"band1Horz", "band2Horz"})


_TABLE = ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr")
"""What a style of tables says of their looks, in its order."""
_BEFORE_CELLS = tuple(
    f"w:{tag}"
    for tag in (
        *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
        *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblBorders", "shd", "tblLayout"),
    )
)
"""Properties of a table that stand before the margins of its cells."""


def _count_before(properties: XmlElement, tags: Sequence[str]) -> int:
    names = {name_of(tag) for tag in tags}
    return max((n for n, one in enumerate(properties, 1) if one.tag in names), default=0)
