"""Fixes put into the bytes of a source file: nothing but what they say is changed."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from octavo.document.problem import Fix, Problem, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


def choose_fixes(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of `problems` that can be mended at once, all fixes of each; the first ones count.

    What is left out overlaps with another, and can be mended when that is done.
    """
    taken: dict[str, list[Fix]] = defaultdict(list)
    chosen: list[Problem] = []
    for problem in problems:
        wanted = defaultdict(list, {file: list(fixes) for file, fixes in taken.items()})
        for fix in problem.fixes:
            wanted[fix.span.file].append(fix)
        placed = all(fix.span.end_line for fix in problem.fixes)
        if problem.fixes and placed and not any(map(_overlap, wanted.values())):
            taken = wanted
            chosen.append(problem)
    return tuple(chosen)


def _overlap(fixes: Sequence[Fix]) -> bool:
    """Whether two of the fixes of a file touch, so that their order would matter."""
    places = sorted((_begin(fix.span), _end(fix.span)) for fix in fixes)
    return any(one == other or other[0] < one[1] for one, other in pairwise(places))


def _begin(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column


def apply_fixes(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """`data` with the fixes of its file, which do not overlap; a line feed becomes a line end of
    the file's own kind.

    Raises `ValueError` when a fix has no end, or a place that the file does not have.
    """
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = data.removeprefix(BOM_UTF8).decode("utf-8")
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    limits = [*(end.start() for end in ends), len(text)]
    line_end = ends[0][0] if ends else "\n"
    for fix in sorted(fixes, key=lambda fix: _begin(fix.span), reverse=True):
        begin = _find_place(_begin(fix.span), starts, limits)
        end = _find_place(_end(fix.span), starts, limits)
        if end < begin:
            raise ValueError(f"a fix ends before it begins: {fix.span}")
        text = text[:begin] + fix.text.replace("\n", line_end) + text[end:]
    return mark + text.encode("utf-8")


def _find_place(place: tuple[int, int], starts: Sequence[int], limits: Sequence[int]) -> int:
    line, column = place
    if not 1 <= line <= len(starts) or not 1 <= column <= limits[line - 1] - starts[line - 1] + 1:
        raise ValueError(f"there is no line {line} with a column {column}")
    return starts[line - 1] + column - 1


def fix_all(files: Mapping[str, bytes], problems: Iterable[Problem]) -> dict[str, bytes]:
    """The new bytes of each of `files` that the fixes of `problems` change."""
    by_file: dict[str, list[Fix]] = defaultdict(list)
    for problem in problems:
        for fix in problem.fixes:
            by_file[fix.span.file].append(fix)
    return {file: apply_fixes(files[file], fixes) for file, fixes in by_file.items()}
