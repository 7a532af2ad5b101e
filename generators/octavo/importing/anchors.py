"""Anchors of documents that become one: each leads to one block of its own document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from octavo.importing.tree import (
    ForeignBlock,
    ForeignDivider,
    ForeignReference,
    ForeignRun,
    Imported,
)

Part = TypeVar("Part")


def separate_anchors(documents: Sequence[Imported]) -> tuple[Imported, ...]:
    """`documents` in which no anchor stands twice, nor is one in two of them.

    A link to another of the files leads into it.
    """
    counts = Counter(document.name for document in documents)
    files = {
        document.name: str(number)
        for number, document in enumerate(documents)
        if counts[document.name] == 1
    }
    return tuple(
        replace(document, blocks=_Anchors(str(number), files).separate(document.blocks))
        for number, document in enumerate(documents)
    )


@dataclass
class _Anchors:
    """What is known while the anchors of a document are separated."""

    document: str
    """Its number, with which its anchors begin."""
    files: dict[str, str]
    """The numbers of all documents, by the names of their files."""
    seen: set[str] = field(default_factory=set[str])

    def separate(self, blocks: tuple[ForeignBlock, ...]) -> tuple[ForeignBlock, ...]:
        """The blocks, the first of which the document as a whole leads to."""
        done = self._change(blocks)
        spoken = (at for at, block in enumerate(done) if not isinstance(block, ForeignDivider))
        at = next(spoken, None)
        if at is None:
            return done
        first = replace(done[at], anchors=(*done[at].anchors, f"{self.document}#"))
        return (*done[:at], first, *done[at + 1 :])

    def _change(self, part: Part) -> Part:
        """The part and all in it, with its anchors and links as those of this document."""
        return cast("Part", self._change_any(part))

    def _change_any(self, part: object) -> object:
        if isinstance(part, tuple):
            return tuple(map(self._change_any, cast("tuple[object, ...]", part)))
        if isinstance(part, ForeignRun):
            return replace(part, link=self._find_link(part.link)) if part.link else part
        if isinstance(part, ForeignReference):
            return replace(part, anchor=f"{self.document}#{part.anchor}")
        if not is_dataclass(part) or isinstance(part, type):
            return part
        changed: dict[str, Any] = {}
        for one in fields(part):
            value: Any = getattr(part, one.name)
            if one.name == "anchors":
                changed[one.name] = self._take(value)
            elif isinstance(value, tuple):
                changed[one.name] = self._change_any(cast("object", value))
        return replace(part, **changed)

    def _take(self, anchors: tuple[str, ...]) -> tuple[str, ...]:
        """Those that no earlier block has, as those of this document."""
        fresh = tuple(one for one in dict.fromkeys(anchors) if one not in self.seen)
        self.seen.update(fresh)
        return tuple(f"{self.document}#{one}" for one in fresh)

    def _find_link(self, link: str) -> str:
        path, mark, anchor = link.partition("#")
        if mark and not path:
            return f"#{self.document}#{anchor}"
        number = None if ":" in path else self.files.get(path.rpartition("/")[2])
        return f"#{number}#{anchor}" if number else link
