"""Addresses that stand among words without any mark: `https://…`, `www.…`, `name@…`.

They are what GitHub Flavored Markdown calls extended autolinks (6.9): without the signs that end
the sentence around them, with parentheses in pairs, and with no marked words inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

_ENDS = r"\s<>\[\](){}\"`|\\^«»“”„‟‚‘‹›…–—。、，；：！？（）「」『』"  # noqa: RUF001  signs of print
_INSIDE = rf"[^{_ENDS}'’=&]|['’](?=\w)|=(?!=?\}})|&amp;(?=\w)|&(?!#?\w+;)"
ADDRESS_START = r"(?:(?<![\w/])https?://|(?<![\w/.@-])www\.(?=\w))"
"""How an address of the web begins."""
BARE_ADDRESS = (
    rf"{ADDRESS_START}(?:{_INSIDE}|\((?:{_INSIDE})*\))*"
    rf"(?:(?![?!.,:;*_~])(?:{_INSIDE})|\((?:{_INSIDE})*\))"
)
"""An address of the web among words, without the signs that end the sentence around it."""
_ESCAPED = r"\x02[0-9]+\x03"
_MAIL = (
    rf"(?<![\w.+/@-])[\w+](?:[\w.+'-]|{_ESCAPED}){{0,63}}@"
    r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+(?![\w@/-]|:\w)"
)
_ADDRESS = re.compile(rf"(?P<web>{BARE_ADDRESS})|(?P<mail>{_MAIL})")
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[\w-]+(?=[:/?#]|$)")
_ESCAPED_END = re.compile(rf"(?<!\x03)(?:{_ESCAPED})+$")
_HOLDS_PLACE = re.compile(r"\{(?!>>)|[\ue000-\uf8ff]")
"""What a template or an expression puts in the place of a part of an address."""


@dataclass(frozen=True, slots=True)
class BareAddress:
    """An address among words."""

    start: int
    end: int
    scheme: str
    """What stands before it in a link: `http://`, `mailto:`, or nothing."""


def find_addresses(text: str) -> Iterator[BareAddress]:
    """The addresses in `text`, in which escaped signs and expressions are still covered.

    None of which a part is still to be filled in, as in `https://example.org/{year}`.
    """
    for found in _ADDRESS.finditer(text):
        address = _ESCAPED_END.sub("", found[0])
        start, end = found.start(), found.start() + len(address)
        if _HOLDS_PLACE.search(text, max(0, start - 1), end + 3):
            continue
        if found["mail"]:
            yield BareAddress(start, end, "mailto:")
        elif _HOST.match(address) and address.count(".") > address.startswith("www."):
            yield BareAddress(start, end, "http://" if address.startswith("www.") else "")


_KEPT = "".join(map(chr, range(0x21, 0x7F)))


def write_in_ascii(address: str) -> str:
    """`address` as PDF and Open Packaging want it, with `%` and the bytes of all other signs.

    Browsers write it so as well: `https://example.org/K%C3%A4se`.
    """
    return quote(address, safe=_KEPT)
