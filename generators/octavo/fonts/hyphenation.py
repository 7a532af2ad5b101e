"""Where a word may be divided at the end of a line."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from octavo.document.numbers import is_number
from octavo.fonts.patterns import Patterns
from octavo.style.words import Conventions

if TYPE_CHECKING:
    from pathlib import Path

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
BREAKABLE = re.compile(r"(?<=\w[-–/])(?=\w)|(?<=[\w)]—)(?=\w)")
"""After a hyphen, dash or slash inside a word."""
Places: TypeAlias = tuple[tuple[int, bool], ...]
"""Where a word may be divided, and whether a hyphen is set there."""

_MARKS = re.compile(f"[{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}]")
"""With which an author says where a word may be divided."""

LEAST_BEFORE = 3
"""Letters that stay on the line: with two, as TeX has for English, readers cannot tell how the word
goes on. With two 52 lines of the proceedings end in a hyphen instead of 44, 199 in narrow columns
instead of 169; with four 36 and 142, and 386 of these are loose instead of 360."""
LEAST_AFTER = 3
"""Letters that go to the next line: `-ed` and `-ly` are not worth one. TeX has three for English
too. With two 176 lines of narrow columns end in a hyphen instead of 169; with four 146, and 376 are
loose instead of 360."""
SHORTEST = 6
"""Letters of the shortest word that is divided: what stays and what goes at least. With seven 43
lines of the proceedings end in a hyphen instead of 44, with eight 41, and 18 are loose instead of
16."""


def strip_marks(text: str) -> str:
    """`text` without soft hyphens and zero-width spaces."""
    return _MARKS.sub("", text)


def find_author_places(text: str) -> Places:
    """Where `text` may be divided by what is typed in it: counted in it as it is shown, without
    soft hyphens and zero-width spaces."""
    shown = strip_marks(text)
    places = dict.fromkeys(find_breaks(shown), False)
    for count, found in enumerate(_MARKS.finditer(text)):
        places[found.start() - count] = found[0] == SOFT_HYPHEN
    return tuple(sorted(places.items()))


def find_places(
    text: str, typed: Places, language: Conventions | None, opens_sentence: bool
) -> Places:
    """Where `text` may be divided, and whether a hyphen is set there.

    A word with places of the author's, `typed`, is divided nowhere else.
    """
    places = tuple(place for place in typed if 0 < place[0] < len(text))
    if places or language is None:
        return places
    return tuple((place, True) for place in hyphenate(text, language, opens_sentence))


def find_all_places(text: str, typed: Places, language: Conventions | None) -> Places:
    """Where `text` may be divided if there is no room for it: capitals and the places of the
    author's, `typed`, forbid nothing then."""
    own = {place: hyphen for place, hyphen in typed if 0 < place < len(text)}
    edges = (0, *own, len(text))
    small = text.lower() if len(text.lower()) == len(text) else text
    places: dict[int, bool] = {}
    for start, end in pairwise(edges):
        for found in _LETTERS.finditer(small, start, end):
            inner = hyphenate(found[0], language) if language else ()
            places |= {found.start() + place: True for place in inner}
    return tuple(sorted((places | own).items()))


_LETTERS = re.compile(r"[^\W\d_]+")


def find_breaks(text: str) -> tuple[int, ...]:
    """Where a line may end in `text` without a hyphen being set: in a number nowhere."""
    found = tuple(mark.end() for mark in BREAKABLE.finditer(text) if mark.end() < len(text))
    return () if found and is_number(text) else found


@lru_cache(100_000)
def hyphenate(word: str, language: Conventions, opens_sentence: bool = False) -> tuple[int, ...]:
    """Places in `word` before which it may be divided with a hyphen, in order.

    None for a name or acronym, for what is no plain word (digits, inner marks), for short words,
    and for a language without patterns. A word with a capital is taken for a name, unless it opens
    a sentence or the language gives one to every noun. Marks around the word are allowed.
    """
    start, end = _find_core(word)
    core = word[start:end]
    if opens_sentence or language.capital_nouns:
        core = core[:1].lower() + core[1:]
    if len(core) < SHORTEST or not core.isalpha() or not core.islower():
        return ()
    exception = language.exceptions.get(core)
    places = exception if exception is not None else _find_places(core, language.patterns)
    places = tuple(place for place in places if core[place:] not in language.undivided_ends)
    last = len(core) - LEAST_AFTER
    return tuple(start + place for place in places if LEAST_BEFORE <= place <= last)


def _find_core(word: str) -> tuple[int, int]:
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not word[end - 1].isalnum():
        end -= 1
    return start, end


def _find_places(core: str, name: str) -> tuple[int, ...]:
    patterns = _load_patterns(name)
    return patterns.find_places(core) if patterns else ()


@lru_cache(8)
def _load_patterns(name: str) -> Patterns | None:
    """The patterns of that name, a language's, or of its nearest kin; `None` for none."""
    import pyphen

    found = pyphen.language_fallback(name)
    return Patterns(_read_dictionary(pyphen.LANGUAGES[found])) if found else None


def _read_dictionary(file: Path) -> str:
    """What a dictionary says after its first line, which names its encoding."""
    head, _, rest = file.read_bytes().partition(b"\n")
    encoding = head.decode("ascii").strip().lower().replace("microsoft-", "")
    return rest.decode(encoding)
