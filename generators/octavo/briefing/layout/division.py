"""Where the pages of a digest break: the division of all whose pages are most evenly full.

Found as lines are broken in a paragraph: for every number of pages and of items the best way to get
there is known, and leads on to the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from octavo.briefing.layout.boxes import Glue, cover
from octavo.document.length import Length

SHORT = 1e9
"""What a page costs that cannot be stretched to be full: more than all else together, which is the
square of a page's height, 700,000, for each page, and what breaks cost. Down to a thousand no
digest of the proceedings changes."""
DIVIDED = 90.0**2
"""What it costs to divide a cluster: as much as a page that has so many points of height free, six
lines. At half one digest of the proceedings has a section overleaf for pages that are fuller by
four per cent, at nothing two; at the double none changes."""
ALONE = 110.0**2
"""What it costs besides when a single item is left on one side: more than to divide at all, for one
point under a head repeated overleaf reads like a mistake. At half one digest of the proceedings has
one, at nothing two; at the double none changes."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items that stand together under one head at their side."""

    head: Length
    """Its height."""
    again: Length
    """That of the head over what is continued."""
    items: tuple[Glue, ...]


@dataclass(frozen=True, slots=True)
class PageSpace:
    """What a page has for clusters."""

    height: Length
    full: Length
    """The height from which the page counts as full; 0 when it need not be."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a page has of a cluster."""

    cluster: int
    """Its number, from 0."""
    start: int
    """The number of its first item here."""
    stop: int
    """That of the first item that is not here any more."""


Shares: TypeAlias = tuple[Share, ...]
Position: TypeAlias = tuple[int, int]
"""A cluster, and an item of it: the first that is still to come."""
Ways: TypeAlias = dict[Position, tuple[float, tuple[Shares, ...]]]
"""The best way to each place: what it costs, and what each page has."""


def divide(
    clusters: Sequence[Cluster], rooms: Sequence[PageSpace], space: Glue, between: Glue
) -> tuple[Shares, ...] | None:
    """What each page has; `None` when the pages cannot hold all.

    `space` stands between two items, `between` between two clusters. No item is divided; a cluster
    may be, and then has its head on both pages. Short pages are avoided first of all, then divided
    clusters and unequal pages.
    """
    ways: Ways = {(0, 0): (0.0, ())}
    for room in rooms:
        ways = _turn(ways, clusters, room, space, between)
    found = ways.get((len(clusters), 0))
    return found[1] if found else None


def _turn(
    ways: Ways, clusters: Sequence[Cluster], room: PageSpace, space: Glue, between: Glue
) -> Ways:
    """The best ways with one page more."""
    reached: Ways = {}
    for place, (cost, pages) in ways.items():
        for end, shares, more in _list_pages(clusters, place, room, space, between):
            if end not in reached or cost + more < reached[end][0]:
                reached[end] = cost + more, (*pages, shares)
    return reached


def _list_pages(
    clusters: Sequence[Cluster], place: Position, room: PageSpace, space: Glue, between: Glue
) -> Iterator[tuple[Position, Shares, float]]:
    """The pages that can begin at `place`: where the next begins, what each has, what it costs."""
    shares: Shares = ()
    used = Glue()
    yield place, shares, _rate(used, room)
    number, start = place
    while number < len(clusters):
        cluster = clusters[number]
        above = used + between if shares else used
        body = Glue()
        for stop, item in enumerate(cluster.items[start:], start + 1):
            body = body + space + item if stop > start + 1 else item
            head = cluster.again if start else cluster.head
            used = above + cover(body, Glue(head))
            if used.natural > room.height:
                return
            share = (*shares, Share(number, start, stop))
            whole = stop == len(cluster.items)
            end = (number + 1, 0) if whole else (number, stop)
            yield (
                end,
                share,
                _rate(used, room) + (0 if whole else _rate_break(cluster, start, stop)),
            )
        shares = (*shares, Share(number, start, len(cluster.items)))
        number, start = number + 1, 0


def _rate(used: Glue, room: PageSpace) -> float:
    """What a page costs: the square of what it has free, and more when it stays short."""
    if not room.full:
        return 0.0
    short = used.natural + used.stretch < room.full
    return (room.height - used.natural) ** 2 + (SHORT if short else 0.0)


def _rate_break(cluster: Cluster, start: int, stop: int) -> float:
    """What it costs to go on with a cluster overleaf."""
    if stop == len(cluster.items):
        return 0.0
    alone = stop - start == 1 or stop == len(cluster.items) - 1
    return DIVIDED + (ALONE if alone else 0.0)
