"""Where a word may be divided at the end of a line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from octavo.fonts.patterns import Patterns
from octavo.style.words import Conventions

if TYPE_CHECKING:
    from pathlib import Path

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
