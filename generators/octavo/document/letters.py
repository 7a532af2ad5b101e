"""Letters that stand for others: of the same shape, written out, or of another alphabet."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

SHAPES = dict(
    zip(
        "АВЕЅЗІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυι",
        "ABES3IJKMHOPCTYXaesijopcyxhdqwABEZHIKMNOPTYXavopui",
        strict=True,
    )
)
"""Cyrillic and Greek letters, and the Latin ones that look like them on a page."""

CYRILLIC = {
    **{"а": "a", "б": "b", "в": "v|w", "г": "g|h", "ґ": "g", "д": "d", "е": "e|ye|ie|je"},
    **{"ё": "yo|io|e|jo", "є": "ye|ie|e", "ж": "zh|j|sch", "з": "z|s", "и": "i|y", "і": "i"},
    **{"ї": "yi|i", "й": "y|i|j|", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p"},
    **{"р": "r", "с": "ss|s", "т": "t", "у": "u|ou", "ф": "f|ph", "х": "kh|h|ch", "ц": "ts|tz|c|z"},
    **{"ч": "ch|tch|tsch|c", "ш": "sh|ch|sch|s", "щ": "shch|chtch|schtsch|sch"},
    **{"ъ": "|'", "ы": "y|i", "ь": "|'", "э": "e", "ю": "yu|iu|ju|iou|you", "я": "ya|ia|ja"},
    **{"ў": "u|w", "ћ": "c|ch", "ђ": "dj|d", "љ": "lj|l", "њ": "nj|n", "џ": "dz|dj", "ј": "j|y"},
}
GREEK = {
    **{"α": "a", "β": "v|b", "γ": "g|y", "δ": "d|dh", "ε": "e", "ζ": "z", "η": "i|e", "θ": "th"},
    **{"ι": "i", "κ": "k|c", "λ": "l", "μ": "m", "ν": "n", "ξ": "x|ks", "ο": "o", "π": "p"},
    **{"ρ": "r|rh", "σ": "s", "ς": "s", "τ": "t", "υ": "y|i|u|v|f", "φ": "f|ph", "χ": "ch|h|kh"},
    **{"ψ": "ps", "ω": "o"},
}
LATIN = {
    **{
        "ä": "a|ae",
        "ö": "o|oe",
        "ü": "u|ue",
        "å": "a|aa|o",
        "ø": "o|oe",
        "æ": "ae|a|e",
        "ß": "ss|s",
    },
    **{
        "œ": "oe|o",
        "đ": "d|dj",
        "ð": "d|dh|th",
        "þ": "th|t",
        "ñ": "n|ny",
        "ş": "s|sh",
        "ç": "c|ch",
    },
    **{"č": "c|ch", "š": "s|sh", "ž": "z|zh", "ğ": "g|gh|", "ı": "i", "ł": "l"},
}
"""How a letter is written where it is not at hand: in English, French and German mostly."""
READINGS = {**CYRILLIC, **GREEK, **LATIN}
_MIXED = re.compile(r"\w*[A-Za-z\u00c0-\u024f]\w*")
_FOREIGN = re.compile(rf"[{''.join(SHAPES)}]")


def unmask(text: str) -> str:
    """The text, as long as before, with Latin letters for those of their shape in mixed words."""
    if not _FOREIGN.search(text):
        return text
    return _MIXED.sub(lambda word: "".join(SHAPES.get(one, one) for one in word[0]), text)


def match_letters(word: str) -> str:
    """A pattern for a word in plain Latin letters, however it is transcribed."""
    return "".join("'?" if sign in "'\u2019" else _match_letter(sign) for sign in word)


def _match_letter(letter: str) -> str:
    readings = READINGS.get(letter.casefold())
    if not readings:
        plain = "".join(sign for sign in normalize("NFKD", letter) if not combining(sign))
        plain = "".join(READINGS.get(sign.casefold(), sign) for sign in plain)
        return plain if "|" in plain else re.escape(plain)
    ways = readings.split("|")
    if letter != letter.casefold():
        ways = [way.capitalize() for way in ways]
    return f"(?:{'|'.join(dict.fromkeys([*ways, re.escape(letter)]))})"
