"""Signs of symbol fonts as letters of Unicode: such a font has its signs in places of its own."""

from __future__ import annotations

import re

_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **dict(zip(range(0x61, 0x7B), _GREEK, strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x30, 0x3A), "0123456789", strict=True)),
    **dict(zip(range(0x20, 0x30), " !∀#∃%&∋()∗+,−./", strict=True)),
    **dict(zip(range(0x3A, 0x41), ":;<=>?≅", strict=True)),
    **{0x5B: "[", 0x5D: "]", 0x5F: "_", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "∼"},
    **{0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓"},
    **{0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•"},
    **{0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩"},
    **{0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™"},
    **{0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐"},
    **{0xDE: "⇒", 0xE5: "∑", 0xF2: "∫"},
}
"""The encoding of the font Symbol, as Adobe published it, for the signs that texts have."""
_WINGDINGS = {
    **{0x20: " ", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6D: "○"},
    **{0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•"},
    **{0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔"},
    **{0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xA1: "○", 0x73: "◆", 0x78: "⊠"},
}
"""The signs of the font Wingdings that stand in texts and lists."""
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BASE = 0xF000
"""Where Word puts the signs of a symbol font: in the private area, at their place in the font."""


def find_sign(place: int, font: str) -> str:
    """The sign at some `place` of a symbol font, or in the private area; empty when unknown."""
    known = _FONTS.get(font.casefold())
    place = place - _BASE if place >= _BASE else place
    if known is not None:
        return known.get(place, "")
    return _SYMBOL.get(place, "") if place == 0xB7 else _WINGDINGS.get(place, "")


def spell_signs(text: str, font: str) -> tuple[str, str]:
    """`text` with its private signs as letters of Unicode, and those signs that are unknown."""
    if not _PRIVATE.search(text):
        return text, ""
    unknown = "".join(sign for sign in _PRIVATE.findall(text) if not find_sign(ord(sign), font))
    return _PRIVATE.sub(lambda found: find_sign(ord(found[0]), font), text), unknown
