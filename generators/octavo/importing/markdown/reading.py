"""A text in Markdown becomes an imported document."""

from __future__ import annotations

import re

from octavo.importing.markdown.engine import Page
from octavo.importing.markdown.findings import Findings
from octavo.importing.markdown.front_matter import divide
from octavo.importing.markdown.page import read_page
from octavo.importing.markdown.words import ReadFile, decode
from octavo.importing.tree import Imported

_EMBEDDED = re.compile(r"data:image/([a-z]+)[^,\s]*;base64,([A-Za-z0-9+/=%]{200,})")
"""A picture in an address; a shorter one is an example in a text about them."""
_ENDINGS = {"jpeg": "jpg", "svg": "svg", "x-icon": "ico"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")


def read_markdown(text: str, name: str, read_file: ReadFile) -> Imported:
    """The document in the file `name`, whose pictures `read_file` gives, `None` for none.

    Raises `SourceError` for a text that is nested too deep or too long to be read.
    """
    findings = Findings(name)
    text = _CONTROLS.sub("", re.sub(r"\r\n?|[\x0c\x85\u2028\u2029]", "\n", text))
    text, embedded = _take_embedded(text)
    divided = divide(text, findings)
    html = Page(divided.body, findings).html
    blocks = read_page(html, findings, lambda path: embedded.get(path) or read_file(path))
    return Imported(name, blocks, divided.properties, findings.sort_by_line())


def _take_embedded(text: str) -> tuple[str, dict[str, bytes]]:
    """The text with names in the place of pictures that stand in it, and these by name."""
    found: dict[str, bytes] = {}

    def name(match: re.Match[str]) -> str:
        file = f"embedded-{len(found) + 1}.{_ENDINGS.get(match[1], match[1])}"
        found[file] = decode(match[2])
        return file

    return _EMBEDDED.sub(name, text), found
