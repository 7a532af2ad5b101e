"""HTML that stands in Markdown, cleaned: known tags with known attributes, and nothing hidden."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from octavo.importing.markdown.findings import Findings


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set: a long list of names in few lines."""
    return frozenset(text.split())


BLOCKS = words_of(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul caption colgroup col legend menu hgroup search dialog "
    "iframe video audio object"
)
"""Elements that begin a new block."""

INLINES = words_of(
    "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd "
    "label mark meter nobr picture progress q rp rt ruby s samp small source span strike strong "
    "sub sup time tt u var wbr track embed param option select textarea output map area link "
    "meta base title head"
)
"""Elements that stand in a line."""

_ATTRIBUTES = words_of(
    "align alt aria-label checked class colspan content height href id label lang name open "
    "placeholder role rowspan src start style summary title type value width"
)
"""What an element may say of itself that matters for its words or their order."""

_PART = re.compile(
    r"(?P<comment><!--(?P<remark>.*?)(?:-->|\Z))"
    r"|(?P<hidden><(?P<raw>script|style|template|svg|math|noscript)\b[^>]*>"
    r".*?(?:</(?P=raw)\s*>|\Z))"
    r"|(?P<data><!\[CDATA\[(?P<kept>.*?)(?:\]\]>|\Z))"
    r"|(?P<instruction><[?!][^>]*(?:>|\Z))"
    r"|(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9:._-]*)"
    r"(?P<attributes>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)"
    r"\s*/?>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?", re.DOTALL
)
_HIDDEN = {
    "script": "scripts",
    "style": "style sheets",
    "template": "templates of HTML",
    "svg": "drawings in SVG",
    "math": "equations in MathML",
    "noscript": "text for readers without scripts",
}
PAGE_BREAK = "<hr>"


def clean(text: str, line: int, findings: Findings) -> str:
    """The fragment, which begins at `line`, with only known tags; what goes is named."""
    pieces: list[str] = []
    at = 0
    place = _Lines(text, line)
    for found in _PART.finditer(text):
        pieces.append(_escape(text[at : found.start()]))
        pieces.append(_read_part(found, text, place.find(found.start()), findings))
        at = found.end()
    pieces.append(_escape(text[at:]))
    return "".join(pieces)


class _Lines:
    """The lines of places that are asked for from the beginning on."""

    def __init__(self, text: str, line: int) -> None:
        self._text, self._line, self._at = text, line, 0

    def find(self, at: int) -> int:
        self._line += self._text.count("\n", self._at, at)
        self._at = at
        return self._line


def _read_part(found: re.Match[str], text: str, line: int, findings: Findings) -> str:
    if found["comment"]:
        if found["remark"].strip():
            findings.leave("comments", line, found["remark"], "readers of the page do not see it")
        return ""
    if found["hidden"]:
        kind = _HIDDEN[found["raw"].lower()]
        findings.leave(kind, line, found["hidden"], "it is a program or a drawing, no text")
        return ""
    if found["data"]:
        return html.escape(found["kept"])
    if found["instruction"]:
        findings.leave("instructions in HTML", line, found["instruction"], "it is for programs")
        return ""
    name = found["name"].lower()
    if name in BLOCKS or name in INLINES:
        return _write_tag(found["tag"], name, found["attributes"], line)
    return _read_unknown(found, text, line, findings)


def _read_unknown(found: re.Match[str], text: str, line: int, findings: Findings) -> str:
    """`<name>` alone is text, a place to fill in; with attributes or an end it is a component."""
    tag, name = found["tag"], found["name"]
    ended = tag.startswith("</") or tag.endswith("/>") or f"</{name}" in text
    if not ended and not found["attributes"]:
        return html.escape(tag)
    findings.leave("components", line, tag, "only the program that made the page knows it")
    return " "


def _write_tag(tag: str, name: str, attributes: str, line: int) -> str:
    if tag.startswith("</"):
        return f"</{name}>"
    pairs = list(_list_attributes(attributes))
    if name == "div" and any(key == "style" and "page-break" in said for key, said in pairs):
        return f'{PAGE_BREAK}<div data-line="{line}">'
    written = "".join(f' {key}="{html.escape(said)}"' for key, said in pairs)
    return f'<{name}{written} data-line="{line}">'


def _list_attributes(text: str) -> Iterator[tuple[str, str]]:
    for key, double, single, bare in _ATTRIBUTE.findall(text):
        if key.lower() in _ATTRIBUTES:
            yield key.lower(), html.unescape(double or single or bare)


def _escape(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")
