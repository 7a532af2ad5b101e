"""The confidentiality label of a Word file: a part of its own that names all others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from octavo.document.labels import bind
from octavo.document.marking import ConfidentialityLabel
from octavo.docx.markup import DECLARATION
from octavo.docx.template import RELATIONSHIPS

_BOUND = re.compile(
    r"word/(?:document|styles|footnotes|endnotes|comments|commentsExtended)\.xml"
    r"|word/(?:header|footer)\d*\.xml|word/media/.+|word/charts/.+|word/embeddings/.+"
    r"|docProps/(?:core|app|custom)\.xml"
)
"""The parts that a binding of a whole document names (ADatP-4778.2, tables 5-2 and 5-3), and those
of charts, which the tables leave out and which hold content."""
_KINDS = {
    "xml": "",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Of which kind a part is, by the end of its name; XML needs no saying."""
_OWN = "word/_rels/document.xml.rels"
_FIRST = 9001
"""The number of the part's relationship: beyond those that python-docx and the text count from 1,
of which no document has nine thousand."""


def bind_label(parts: Mapping[str, bytes], label: ConfidentialityLabel) -> dict[str, bytes]:
    """The parts of a package with one more: the label, bound to what they say."""
    number = next(n for n in count(1) if f"customXml/item{n}.xml" not in parts)
    name = f"customXml/item{number}.xml"
    binding = f"{DECLARATION}{bind(label, _list_references(parts))}"
    relationship = (
        f'<Relationship Id="rId{_FIRST}" Type="{RELATIONSHIPS}/customXml" Target="../{name}"/>'
    )
    end = b"</Relationships>"
    related = parts[_OWN].replace(end, relationship.encode() + end)
    return {**parts, name: binding.encode(), _OWN: related}


def _list_references(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The address of each part that has content, and its kind where that is not XML."""
    for name in sorted(filter(_BOUND.fullmatch, parts)):
        yield f"pack:///{name}", _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
