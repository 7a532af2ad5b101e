"""Where the pages of a digest break."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement, pairwise

from hypothesis import given, settings, strategies as st

from octavo.briefing.layout.boxes import Glue, cover
from octavo.briefing.layout.division import ALONE, DIVIDED, SHORT, Cluster, PageSpace, Share, divide

SPACE, BETWEEN = Glue(5, 2), Glue(20, 10)


def cluster(*heights: float, head: float = 10, again: float = 20) -> Cluster:
    return Cluster(head, again, tuple(Glue(height, 1) for height in heights))


def room(height: float, full: float = 0) -> PageSpace:
    return PageSpace(height, full)


def test_what_fits_on_one_page_stands_there() -> None:
    assert divide([cluster(30, 30)], [room(65)], SPACE, BETWEEN) == ((Share(0, 0, 2),),)


def test_what_does_not_fit_has_no_division() -> None:
    assert divide([cluster(30, 30)], [room(64)], SPACE, BETWEEN) is None


def test_a_cluster_is_as_high_as_its_head_at_least() -> None:
    assert divide([cluster(30, head=70)], [room(65)], SPACE, BETWEEN) is None


def test_clusters_stay_whole_where_the_pages_are_about_even() -> None:
    clusters = [cluster(30, 30), cluster(30, 30, 30)]
    assert divide(clusters, [room(110, 1), room(110, 1)], SPACE, BETWEEN) == (
        (Share(0, 0, 2),),
        (Share(1, 0, 3),),
    )


def test_a_cluster_is_divided_where_the_pages_cannot_hold_it_otherwise() -> None:
    pages = divide([cluster(30, 30, 30, 30)], [room(70, 1), room(70, 1)], SPACE, BETWEEN)
    assert pages == ((Share(0, 0, 2),), (Share(0, 2, 4),))


def test_no_item_is_left_alone_where_that_can_be_helped() -> None:
    clusters = [cluster(30), cluster(30, 30, 30, 30)]
    pages = divide(clusters, [room(130, 1), room(130, 1)], SPACE, BETWEEN)
    assert pages == ((Share(0, 0, 1), Share(1, 0, 2)), (Share(1, 2, 4),))


def test_a_page_that_would_be_short_takes_part_of_a_cluster() -> None:
    clusters = [cluster(30), cluster(30, 30, 30)]
    pages = divide(clusters, [room(130, 85), room(130)], SPACE, BETWEEN)
    assert pages == ((Share(0, 0, 1), Share(1, 0, 2)), (Share(1, 2, 3),))


def test_the_last_page_may_be_empty() -> None:
    pages = divide([cluster(30)], [room(40, 1), room(40)], SPACE, BETWEEN)
    assert pages == ((Share(0, 0, 1),), ())


# --- against trying all

clusters = st.lists(
    st.builds(
        Cluster,
        st.integers(5, 30).map(float),
        st.integers(5, 40).map(float),
        st.lists(st.builds(Glue, st.integers(5, 60).map(float)), min_size=1, max_size=4).map(tuple),
    ),
    max_size=4,
)
rooms = st.lists(
    st.builds(PageSpace, st.integers(20, 220).map(float), st.sampled_from([0.0, 60.0])),
    min_size=1,
    max_size=3,
)


def list_divisions(clusters: list[Cluster], pages: int) -> Iterator[list[list[Share]]]:
    """Every way to break the items into so many pages."""
    items = [(n, at) for n, cluster in enumerate(clusters) for at in range(len(cluster.items))]
    for breaks in combinations_with_replacement(range(len(items) + 1), pages - 1):
        bounds = [0, *breaks, len(items)]
        parts = [items[a:b] for a, b in pairwise(bounds)]
        yield [
            [
                Share(n, min(there), max(there) + 1)
                for n in range(len(clusters))
                if (there := [at for number, at in part if number == n])
            ]
            for part in parts
        ]


def measure(clusters: list[Cluster], shares: list[Share]) -> Glue:
    """The height of a page."""
    total = Glue()
    for at, share in enumerate(shares):
        items = clusters[share.cluster].items[share.start : share.stop]
        body = sum(items[1:], items[0])
        body = body + Glue(SPACE.natural * (len(items) - 1), SPACE.stretch * (len(items) - 1))
        owner = clusters[share.cluster]
        head = owner.again if share.start else owner.head
        total = total + (BETWEEN if at else Glue())
        total = total + cover(body, Glue(head))
    return total


def rate(clusters: list[Cluster], pages: list[list[Share]], rooms: list[PageSpace]) -> float | None:
    """What a division costs; `None` when a page cannot hold what it has."""
    cost = 0.0
    for shares, room in zip(pages, rooms, strict=True):
        used = measure(clusters, shares)
        if used.natural > room.height:
            return None
        if room.full:
            cost += (room.height - used.natural) ** 2
            cost += SHORT if used.natural + used.stretch < room.full else 0
        last = shares[-1] if shares else Share(0, 0, 0)
        size = len(clusters[last.cluster].items) if shares else 0
        if last.stop < size:
            cost += DIVIDED + (ALONE if last.stop - last.start == 1 or last.stop == size - 1 else 0)
    return cost


@settings(deadline=None, max_examples=200, derandomize=True, database=None)
@given(clusters, rooms)
def test_no_division_is_better(clusters: list[Cluster], rooms: list[PageSpace]) -> None:
    rated = [rate(clusters, way, rooms) for way in list_divisions(clusters, len(rooms))]
    found = divide(clusters, rooms, SPACE, BETWEEN)
    ours = rate(clusters, [list(page) for page in found], rooms) if found else None
    assert ours == min((cost for cost in rated if cost is not None), default=None)
