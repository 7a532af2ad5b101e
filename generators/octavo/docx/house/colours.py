"""The colours in which a house's template is completed: its theme's, or those of its styles.

Nearly every template has the theme of the program that it was made with, untouched. Its accents are
no house's colours: what the house has chosen stands in its styles of titles, headings and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from octavo.docx.elements import XmlElement, attribute, child, children, name_of, value
from octavo.style.contrast import contrast_on_white

_SLOTS = {
    "text": ("dk1", "text1"),
    "paper": ("lt1", "background1"),
    "ink": ("dk2", "text2"),
    "quiet": ("dk2", "text2"),
    "glow": ("dk2", "text2"),
    "mist": ("lt2", "background2"),
    "line": ("lt2", "background2"),
    "sand": ("lt2", "background2"),
    "signal": ("accent1", "accent1"),
    "gold": ("accent2", "accent2"),
}
"""Our colours, and the house's that stand for them: slot in the theme, and what styles call it."""
_PROGRAMS = {
    ("4F81BD", "C0504D"): "Office 2007",
    ("5B9BD5", "ED7D31"): "Office 2013",
    ("4472C4", "ED7D31"): "Office 2016",
    ("156082", "E97132"): "Office 2023",
    ("18A303", "0369A3"): "LibreOffice",
}
"""The first two accents of the themes that programs give to every new document."""
_GREYS = {
    "text": "000000",
    "paper": "FFFFFF",
    "quiet": "595959",
    "glow": "595959",
    "mist": "F2F2F2",
    "line": "BFBFBF",
    "sand": "F2F2F2",
}
"""What stands for our colours where the house has chosen none: black, white and greys."""
_TITLES = ("title", "heading 1", "heading 2", "heading 3", "subtitle")
"""The names of the styles that show a house's colours, in the order in which they are asked."""
_READABLE = 4.5
"""Contrast with white that words need (WCAG 2.2, AA): a house may print its title light on a dark
picture, and words in that colour would be lost on paper."""
_SEEN = 1.5
"""Contrast with white from which a rule is seen at all; yellow has 1.07, a light orange 1.7."""
_COLOURED = 40
"""By how much the strongest of red, green and blue exceeds the weakest in a colour that is no grey:
Word's own dark grey-blue 44546A has 38, the palest accents of Office 80."""
_BARS = "404040"
"""The grey of bars in a house without colours: large black areas outweigh all else on a page."""
_SHARES = ("262626", "7F7F7F", "595959", "A6A6A6", "BFBFBF")
"""Greys for the parts of a chart beside the first, in the order of `_PARTS`, each told from its
neighbour by a fifth of the way from black to white."""
_PARTS = ("tx2", "accent2", "accent4", "accent3", "accent5")
_HEX = re.compile("[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class HouseColours:
    """Colours for what is added to a house's template."""

    colours: Mapping[str, str]
    """By our names, as `RRGGBB`."""
    slots: Mapping[str, str]
    """What of the house's theme each of them is; none when they are not the theme's."""
    charts: Mapping[str, str]
    """Colours in the place of the theme's in charts, by slot; none for the theme's own."""


def read_colours(styles: XmlElement, theme: XmlElement | None) -> HouseColours:
    """The colours of the theme if the house has made one, else those of its styles, else greys."""
    found = dict(_read_theme(theme))
    if found and (found.get("accent1"), found.get("accent2")) not in _PROGRAMS:
        colours = {name: found.get(slot, "000000") for name, (slot, _) in _SLOTS.items()}
        return HouseColours(colours, {name: called for name, (_, called) in _SLOTS.items()}, {})
    titles = list(_list_title_colours(styles, found))
    tables = list(_list_table_colours(styles, found))
    readable = [one for one in titles if contrast_on_white(one) >= _READABLE]
    ink = next(iter(readable), _GREYS["text"])
    coloured = [one for one in chain(readable, tables) if _is_coloured(one)]
    signal = next((one for one in coloured if contrast_on_white(one) >= _READABLE), ink)
    shown = [one for one in chain(titles, tables) if _is_coloured(one) and one != signal]
    gold = next((one for one in shown if contrast_on_white(one) >= _SEEN), signal)
    colours = {**_GREYS, "ink": ink, "signal": signal, "gold": gold}
    charts = {
        "accent1": signal if _is_coloured(signal) else _BARS,
        **dict(zip(_PARTS, _SHARES, strict=True)),
    }
    return HouseColours(colours, dict.fromkeys(_SLOTS, ""), charts)


def _read_theme(theme: XmlElement | None) -> Iterator[tuple[str, str]]:
    """Each slot of the theme with its colour."""
    schemes = () if theme is None else theme.iter(name_of("a:clrScheme"))
    for slot in (slot for scheme in schemes for slot in scheme):
        for tone in slot:
            shown = str(tone.get("lastClr") or tone.get("val", "000000"))
            yield str(slot.tag).rpartition("}")[2], shown.upper()


def _list_title_colours(styles: XmlElement, theme: Mapping[str, str]) -> Iterator[str]:
    """The colours of the house's titles and headings, in the order of `_TITLES`."""
    by_id = {attribute(one, "w:styleId"): one for one in children(styles, "w:style")}
    by_name = {value(one, "w:name").casefold(): one for one in by_id.values()}
    for name in _TITLES:
        style, seen = by_name.get(name), set[str]()
        while style is not None and attribute(style, "w:styleId") not in seen:
            seen.add(attribute(style, "w:styleId"))
            colour = child(child(style, "w:rPr"), "w:color")
            if colour is not None:
                yield from _show(
                    attribute(colour, "w:val"), attribute(colour, "w:themeColor"), theme
                )
                break
            style = by_id.get(value(style, "w:basedOn"))


def _list_table_colours(styles: XmlElement, theme: Mapping[str, str]) -> Iterator[str]:
    """The grounds, then the rules, of the styles of tables that are the house's own."""
    own = [
        one
        for one in children(styles, "w:style")
        if attribute(one, "w:type") == "table" and attribute(one, "w:customStyle") in {"1", "true"}
    ]
    for style in own:
        for ground in style.iter(name_of("w:shd")):
            yield from _show(attribute(ground, "w:fill"), attribute(ground, "w:themeFill"), theme)
    for edges in (edges for one in own for edges in one.iter(name_of("w:tblBorders"))):
        for edge in edges:
            yield from _show(attribute(edge, "w:color"), attribute(edge, "w:themeColor"), theme)


def _show(written: str, slot: str, theme: Mapping[str, str]) -> Iterator[str]:
    """The colour that a style names: as it is written, which has its tint, else by the theme."""
    if _HEX.fullmatch(written):
        yield written.upper()
    elif slot:
        yield theme.get(_THEME_NAMES.get(slot, slot), "000000")


_THEME_NAMES = {"text1": "dk1", "text2": "dk2", "background1": "lt1", "background2": "lt2"}
"""What styles call some of the slots."""


def _is_coloured(colour: str) -> bool:
    parts = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    return max(parts) - min(parts) >= _COLOURED
