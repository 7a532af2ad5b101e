"""What is found in a finished file, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["page", "margin", "hidden", "label", "name", "bytes", "comment", "foul"]
"""`page`: text to be read, in order; `margin`: running heads and the like; `hidden`: text that
programs show or read aloud; `label`: names that authors may have given, such as those of bookmarks;
`name`: names that only programs use; `bytes`: what looks like text in
data of any other kind; `comment`: that there are comments, which only a review copy may have;
`foul`: something that must not be in a file at all."""


READING_ORDER = "text"
"""Where text stands that is known to be in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Find:
    """Something found in a finished file."""

    where: str
    """Such as `object 12, /Title` or `word/footnotes.xml`."""
    text: str
    """What it says; of something foul, what it is."""
    kind: Kind


class Unreadable(Exception):  # noqa: N818  it says what the file is
    """The file is broken, or locked."""


def find_strings(data: bytes, where: str) -> Iterator[Find]:
    """Runs of letters in `data`, as one byte or as two bytes a character."""
    yield from (Find(where, text, "bytes") for text in _list_runs(data))


@lru_cache(64)
def _list_runs(data: bytes) -> tuple[str, ...]:
    """The runs of each encoding that has any. Kept: many files have the same typefaces."""
    runs = [b"\n".join(_NARROW.findall(data)).decode("utf-8", errors="replace")]
    for pattern, encoding in ((_LITTLE, "utf-16-le"), (_BIG, "utf-16-be")):
        runs.append("\n".join(run.decode(encoding) for run in pattern.findall(data)))
    return tuple(filter(None, runs))


_NARROW = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{6,}")
_LITTLE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")
_BIG = re.compile(rb"(?:\x00[\x20-\x7e]){6,}")
