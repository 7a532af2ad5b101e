"""Values that a program keeps to make them again only when what they are made from has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from octavo.document.problem import Span
from octavo.document.walk import query

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class KeptValues:
    """What was made last under each name, and from what.

    Handed in by a program that makes the same again and again, as the preview does. What is found
    is what would be made: a value is kept with all that it was made from, and compared with that.
    """

    _kept: dict[Hashable, tuple[tuple[object, ...], object]] = field(
        default_factory=dict[Hashable, tuple[tuple[object, ...], object]]
    )

    def find(
        self,
        name: Hashable,
        made_from: tuple[object, ...],
        make: Callable[[], Value],
        again: bool = False,
    ) -> Value:
        """What `make` gives, or gave when it was last asked under `name` for the same. It is asked
        `again` where something has changed that `made_from` does not tell."""
        kept = self._kept.get(name)
        if kept is not None and not again and kept[0] == made_from:
            return cast("Value", kept[1])
        made = make()
        self._kept[name] = made_from, made
        return made

    def find_last(self, name: Hashable) -> object:
        """What was made last under `name`, from whatever; `None` when nothing was."""
        kept = self._kept.get(name)
        return kept[1] if kept else None

    def forget_others(self, names: frozenset[Hashable]) -> None:
        """Keep what is called by these names alone."""
        for name in self._kept.keys() - names:
            del self._kept[name]


@dataclass(frozen=True, slots=True, eq=False)
class Placed(Generic[Value]):
    """A node that equals another only if both stand at the same places of the source.

    Nodes by themselves are equal wherever they stand.
    """

    node: Value

    def __eq__(self, other: object) -> bool:
        """Whether both say the same at the same places."""
        if not isinstance(other, Placed):
            return NotImplemented
        there = cast("Placed[Value]", other).node
        if self.node is there:
            return True
        return self.node == there and list_places(self.node) == list_places(there)

    def __hash__(self) -> int:
        """The same for equal ones."""
        return hash(self.node)


def list_places(root: object) -> list[Span | None]:
    """Where each node under `root` stands in the source, in reading order."""
    found: list[Span | None] = []
    for node in query(root, object):
        found.append(getattr(node, "span", None))
        found.extend(getattr(node, "spans", ()))
    return found
