"""The words of a part of a Word file, shown or not, in their order: nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.docx.elements import XmlElement, attribute, children, name_of

_WORDS = frozenset(map(name_of, ("w:t", "w:delText", "a:t", "m:t", "c:v")))
_SPACES = frozenset(map(name_of, ("w:tab", "w:br", "w:cr", "w:ptab")))
_ENDS = frozenset(map(name_of, ("w:p", "w:tc", "w:tr", "a:p", "c:pt")))
_ALTERNATES = name_of("mc:AlternateContent")
_RUN, _VALUE = name_of("w:r"), name_of("c:v")


def words_of(*elements: XmlElement) -> str:
    """All words of `elements`, deleted ones too; of alternatives only those that are shown."""
    said = "".join(piece for element in elements for piece in _pieces(element))
    return squeeze(said)


def squeeze(text: str) -> str:
    """`text` on one line, with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def choose(alternates: XmlElement) -> Iterator[XmlElement]:
    """What is shown of an `mc:AlternateContent`: its first choice, or what stands in for it."""
    for tag in ("mc:Choice", "mc:Fallback"):
        for found in children(alternates, tag):
            yield from found
            return


def _pieces(element: XmlElement) -> Iterator[str]:
    tag = element.tag
    if tag in _WORDS:
        yield element.text or ""
        if tag == _VALUE:
            yield " "
    elif tag == _ALTERNATES:
        for shown in choose(element):
            yield from _pieces(shown)
    elif tag in _SPACES and (parent := element.getparent()) is not None and parent.tag == _RUN:
        yield " "
    else:
        for inner in element:
            yield from _pieces(inner)
        if tag in _ENDS:
            yield " "


def is_generated(alternative: str) -> bool:
    """Whether a description of a picture was written by a program: it says nothing to a reader."""
    return bool(_GENERATED.search(alternative)) or bool(_FILE.fullmatch(alternative.strip()))


_GENERATED = re.compile(
    r"^(?:a|an|the)? ?(?:picture|image|close up|screenshot) (?:containing|of a|that contains)\b"
    r"|\bdescription automatically generated\b|\bautomatisch generierte beschreibung\b"
    r"|\bdescription générée automatiquement\b|^(?:picture|image|grafik|bild|graphic|shape|"
    r"text box|imagen|immagine|afbeelding|kuva|bilde|billede) ?\d*$",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)|https?://\S+", re.IGNORECASE)


def first_words(text: str, most: int = 8) -> str:
    """The first words of `text`, with an ellipsis for the rest."""
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def val(element: XmlElement | None) -> str:
    """The `w:val` of `element` itself; empty without."""
    return attribute(element, "w:val")
