"""What is found in a finished file, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "page",
    "margin",
    "hidden",
    "property",
    "data",
    "label",
    "name",
    "raw",
    "comment",
    "foul",
]
"""`page`: text to be read, in order; `margin`: running heads and the like; `hidden`: text that
programs show or read aloud; `property`: what a file says of itself, which a format may cut short;
`data`: a field of the document as data;
`label`: names that authors may have given, such as those of bookmarks; `name`: names that only
programs use; `raw`: data of any other kind, as far as it looks like text; `comment`: that there are
comments, which only a review copy may have; `foul`: something that must not be in a file at all."""


# What the keys of names are called that have none of their own in their format.
FILE = "file"
"""The name of the file itself."""
PART = "part"
"""The name of a part of a package."""
FIELD = "field"
"""The instruction of a field in a Word file."""
KEY = "key"
"""A key of a PDF's dictionaries."""
CONTENT = "content"
"""A name in the content of a page: of a mark, a resource, an operator."""
JSON = "json"
"""A key of an object in JSON, and the values under it."""
MARKUP = "markup"
"""A tag, and the value of an attribute."""
XPACKET = "xpacket"
"""An instruction to programs in XML: only those around an XMP packet are known."""

READING_ORDER = "text"
"""Where text stands that is known to be in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Extract:
    """Something found in a finished file."""

    where: str
    """Such as `object 12, /Title` or `word/footnotes.xml`."""
    text: str
    """What it says, a line for each block; of something foul, what it is."""
    kind: Kind
    key: str = ""
    """Of a name, label or property: the key, or the element and attribute, whose value it is."""


class Unreadable(Exception):  # noqa: N818  it says what the file is
    """The file is broken, or locked."""
