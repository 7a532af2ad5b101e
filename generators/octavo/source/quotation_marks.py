"""Which way plain quotation marks turn, and which of them are apostrophes or primes."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Literal

from octavo.style.words import LanguageWords

PRIME, DOUBLE_PRIME = "\u2032", "\u2033"
_PLAIN = re.compile("[\"']")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_OPENING = frozenset("([{</¿¡“‘«„‚‹" + _DASHES)  # noqa: RUF001  marks of typesetting
"""What a quotation may begin after, beside a space."""
_CLOSING = frozenset(".,;:!?…)]}%”’»›\"'" + _DASHES)  # noqa: RUF001  as above
"""What may stand after the end of a quotation, beside a space."""
_FEET = re.compile(r"(?<=[0-9])'(?=[0-9]{1,2}(?![0-9]))(?:[0-9]{1,2}(?:[.,][0-9]+)?(\"))?")
"""Feet with inches, or minutes with seconds: `5'10"`."""
_THOUSANDS = re.compile(r"(?<=[0-9])'(?=[0-9]{3}(?![0-9]))")
_ARC = re.compile(r"°[ \u00a0\u202f]?[0-9]{1,2}(?:[.,][0-9]+)?(')")
"""Minutes of arc, whatever follows: `38°53'N`."""
_MEASURE = re.compile(r"(?<![\w.,])(?:[0-9]{1,3}(?:[.,][0-9]+)?|[0-9]{0,3}[¼½¾⅓⅔⅛⅜⅝⅞])$")
"""A number that may be inches or feet; four figures before a mark are rather a year."""
_DECADE = re.compile(r"[0-9]{2}s(?!\w)")
_DECADE_BEFORE = re.compile(r"[0-9]{2}s$")
_YEAR = re.compile(r"[0-9]{2}[^\W0-9]{0,3}(?!\w)")
"""A year without its century, with what languages may add to it: `'89`, `'80er`."""
_LAST = re.compile(r"\s*\Z")
_REACH = 16
"""Characters that are looked at before or after a mark: longer than any elided word or measure."""
_FAR = 400
"""Characters in which the end of a quotation around a measure is sought: a long sentence."""
_DEEPEST = 8
"""Open marks that are kept: no text has that many quotations inside one another."""


@dataclass(frozen=True, slots=True)
class _OpenMark:
    """A mark that may have an end."""

    at: int
    sign: str
    sure: bool = True
    """Else it is an apostrophe, unless an end comes."""


@dataclass(slots=True)
class _Marking:
    """A text whose marks are being set, from its beginning to its end."""

    text: str
    fixed: Container[int]
    """Where characters stay as they are."""
    words: LanguageWords
    found: dict[int, str] = field(default_factory=dict[int, str])
    """What the mark at each place becomes."""
    open: list[_OpenMark] = field(default_factory=list[_OpenMark])


def find_quotation_marks(text: str, fixed: Container[int], words: LanguageWords) -> dict[int, str]:
    """What each plain quotation mark of `text` becomes, by its place; those in `fixed` stay.

    A mark turns as its neighbours have it, and a single one that could be either an apostrophe or
    the beginning of a quotation (`'20 boats'`, `in '45`) as it has an end or not.
    """
    marking = _Marking(text, fixed, words)
    _set_measures(marking)
    for mark in _PLAIN.finditer(text):
        at = mark.start()
        if at in fixed or at in marking.found:
            continue
        if mark[0] == '"':
            _set_double(at, marking)
        else:
            _set_single(at, marking)
    _give_up(0, marking)
    return marking.found


def _set_measures(marking: _Marking) -> None:
    """Set what digits on both sides decide: primes, and the apostrophes of Swiss thousands."""
    for found in _THOUSANDS.finditer(marking.text):
        _set(found.start(), marking.words.apostrophe, marking)
    for found in _ARC.finditer(marking.text):
        _set(found.start(1), PRIME, marking)
    for found in _FEET.finditer(marking.text):
        _set(found.start(), PRIME, marking)
        if found[1]:
            _set(found.start(1), DOUBLE_PRIME, marking)


def _give_up(place: int, marking: _Marking) -> None:
    """Close the marks from `place` on; a single one that has found no end is an apostrophe.

    Unless a text begins with it, as each paragraph of a long quotation does.
    """
    for opened in marking.open[place:]:
        if opened.sign == "'" and any(map(str.isalnum, marking.text[: opened.at])):
            _set(opened.at, marking.words.apostrophe, marking)
    del marking.open[place:]


def _open(mark: _OpenMark, marking: _Marking) -> None:
    marking.open.append(mark)
    del marking.open[:-_DEEPEST]


def _set(at: int, sign: str, marking: _Marking) -> None:
    if at not in marking.fixed:
        marking.found[at] = sign


# ------------------------------------------------------------------------------ double marks


def _set_double(at: int, marking: _Marking) -> None:
    pending = _find_open('"', marking)
    if _begins(at, pending is not None, marking):
        _set(at, marking.words.double[0], marking)
        _open(_OpenMark(at, '"'), marking)
    elif _ends_measure(at, marking) and (pending is None or _ends_later(at, marking)):
        _set(at, DOUBLE_PRIME, marking)
    else:
        _set(at, marking.words.double[1], marking)
        if pending is not None:
            _give_up(pending, marking)


def _ends_later(at: int, marking: _Marking) -> bool:
    """Whether the next double mark after `at` can only end a quotation, and is no measure."""
    for mark in re.finditer('"', marking.text[at + 1 : at + _FAR]):
        following = at + 1 + mark.start()
        if following not in marking.fixed:
            ends = not _is_free_before(following, marking) and _is_free_after(following, marking)
            return ends and not _ends_measure(following, marking)
    return False


def _ends_measure(at: int, marking: _Marking) -> bool:
    return bool(_MEASURE.search(marking.text[max(0, at - _REACH) : at]))


# ------------------------------------------------------------------------------ single marks


def _set_single(at: int, marking: _Marking) -> None:
    text, words = marking.text, marking.words
    end = _find_elided(at, marking)
    if end:
        _set(at, words.apostrophe, marking)
        if text[end - 1] == "'":
            _set(end - 1, words.apostrophe, marking)
    elif not _is_free_before(at, marking) and text[at + 1 : at + 2].isalnum():
        _set(at, words.apostrophe, marking)
    elif _begins(at, _find_open("'", marking) is not None, marking) or _is_year(at, marking):
        sure = not _may_be_elided(at, marking)
        _set(at, words.single[0] if sure else words.apostrophe, marking)
        _open(_OpenMark(at, "'", sure), marking)
    else:
        _end_single(at, marking)


def _is_year(at: int, marking: _Marking) -> bool:
    """Whether the mark stands before a year where one before may be an apostrophe: `'08–'09`."""
    pending = _find_open("'", marking)
    unsure = pending is None or not marking.open[pending].sure
    return unsure and _is_free_before(at, marking) and bool(_YEAR.match(marking.text, at + 1))


def _find_elided(at: int, marking: _Marking) -> int:
    """Where the word after `at` ends when that is always elided; else 0."""
    if not _is_free_before(at, marking):
        return 0
    if _DECADE.match(marking.text, at + 1):
        return at + 1
    return _match_word(at + 1, marking.words.elided, marking)


def _may_be_elided(at: int, marking: _Marking) -> bool:
    """Whether the mark may be an apostrophe: before two digits, or a word that is cut at times."""
    cut = _match_word(at + 1, marking.words.elided_at_times, marking)
    return bool(cut or _YEAR.match(marking.text, at + 1))


def _match_word(at: int, known: tuple[str, ...], marking: _Marking) -> int:
    """Where the longest of the `known` words that stands at `at` ends; 0 for none."""
    following = marking.text[at : at + _REACH].casefold()
    ends = (
        at + len(word)
        for word in known
        if following.startswith(word) and not following[len(word) : len(word) + 1].isalnum()
    )
    return max(ends, default=0)


def _end_single(at: int, marking: _Marking) -> None:
    words = marking.words
    pending = _find_open("'", marking)
    decade = _DECADE_BEFORE.search(marking.text[max(0, at - _REACH) : at])
    if pending is not None and (marking.open[pending].sure or not decade):
        opened = marking.open[pending]
        _set(opened.at, words.single[0], marking)
        _set(at, words.single[1], marking)
        del marking.open[pending:]
    elif _ends_measure(at, marking):
        _set(at, PRIME, marking)
    else:
        after_word = marking.text[at - 1 : at].isalnum()
        _set(at, words.apostrophe if after_word else words.single[1], marking)


# ------------------------------------------------------------------------------ neighbours


def _find_open(sign: Literal['"', "'"], marking: _Marking) -> int | None:
    """Which of the open marks an end would belong to: a sure one first, and the nearest.

    A single mark outside a double one has no end inside it.
    """
    perhaps: int | None = None
    for place in reversed(range(len(marking.open))):
        opened = marking.open[place]
        if opened.sign == sign and opened.sure:
            return place
        if opened.sign == sign and perhaps is None:
            perhaps = place
        if opened.sign == '"':
            break
    return perhaps


def _begins(at: int, pending: bool, marking: _Marking) -> bool:
    """Whether the mark begins a quotation, when one is `pending` already or not."""
    text = marking.text
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not _is_free_before(at, marking):
        glued = text[at] == '"' and before in (",", ";", ":", '"') and after.isalnum()
        return _follows_elision(at, marking) or (glued and not pending)
    if not after.strip():
        return not pending and not _LAST.match(text, at + 1)  # as in `" oui "`
    stop = after in ",;:!?)]}" or (after == "." and text[at + 2 : at + 3] != ".")
    return not (pending and (stop or before in tuple(_DASHES)))


def _is_free_before(at: int, marking: _Marking) -> bool:
    """Whether a quotation may begin here, by what stands before."""
    before, words = marking.text[at - 1 : at] if at else "", marking.words
    if not before or before.isspace():
        return True
    if at - 1 in marking.found:
        return any(opened.at == at - 1 and opened.sure for opened in marking.open)
    own = {words.double[0][-1:], words.single[0][-1:]}
    ends = {words.double[1][-1:], words.single[1][-1:]}
    return before in own or (before in _OPENING and before not in ends)


def _is_free_after(at: int, marking: _Marking) -> bool:
    """Whether a quotation may end here, by what stands after."""
    after = marking.text[at + 1 : at + 2]
    return not after or after.isspace() or after in _CLOSING


def _follows_elision(at: int, marking: _Marking) -> bool:
    """Whether the mark stands between an apostrophe and a word, as in French `l'"espace"`."""
    before, after = marking.text[max(0, at - 2) : at], marking.text[at + 1 : at + 2]
    signs = "'" + marking.words.apostrophe
    return before[:1].isalpha() and before[1:] in tuple(signs) and after.isalnum()
