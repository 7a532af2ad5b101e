"""Text in the smallest parts that may be set in different faces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_JOINERS = frozenset("\u200c\u200d\u2060\ufe0e\ufe0f\u034f")
"""Signs that belong to what precedes them, besides marks: joiners and variation selectors."""


def split_segments(text: str) -> tuple[str, ...]:
    """Words with their marks whole, and every other character with its marks by itself."""
    segments: list[str] = []
    in_word = False
    for cluster in split_clusters(text):
        goes_on, in_word = in_word, _is_in_word(cluster)
        if goes_on and in_word:
            segments[-1] += cluster
        else:
            segments.append(cluster)
    return tuple(segments)


def split_clusters(text: str) -> Iterator[str]:
    """Each character with the marks that stand on it."""
    cluster = ""
    for character in text:
        if cluster and not (unicodedata.category(character)[0] == "M" or character in _JOINERS):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _is_in_word(cluster: str) -> bool:
    return unicodedata.category(cluster[0])[0] in "LMN" or cluster in "'’"
