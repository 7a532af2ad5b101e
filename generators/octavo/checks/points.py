"""Points: whether they still say what their paragraph says, in every wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from octavo.document import Draft, Paragraph, Point
from octavo.document.approval import is_current
from octavo.document.problem import Problem
from octavo.document.walk import query, text_of
from octavo.files.library import Library
from octavo.files.models import StrictModel
from octavo.files.source_file import warning
from octavo.style.language_file import read_section

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_WORD = re.compile(r"[^\W_]+(?:[-’'.,\u00a0][^\W_]+)*")

SHORTEST = 4
"""Letters of a word that may be told again: shorter ones (`the`, `and`, `our`) are everywhere and
say nothing of what two texts share. With 3 `and` and `the` would count; with 5 `risk` no longer
would."""


class ProtectedWords(StrictModel):
    """`checks` in the file of a language: words that no shorter wording may drop."""

    hedges: tuple[str, ...] = ()
    """They qualify the word after them."""
    approximations: tuple[str, ...] = ()
    """They qualify the number after them."""
    voices: tuple[str, ...] = ()
    """They say who says so."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A point and the paragraph it rests on."""

    point: Point
    paragraph: Paragraph


def find_changed_paragraphs(draft: Draft, library: Library) -> Iterator[Problem]:
    """Points whose paragraph has changed since they were approved."""
    for claim in _list_claims(draft):
        point, paragraph = claim.point, claim.paragraph
        if point.approved and not is_current(point.approved, paragraph):
            message = f"`{paragraph.id}` has changed since the point `{point.id}` was approved"
            hint = "read both, then approve it again: octavo approve"
            yield warning("PNT001", message, point.span, hint)


def find_changed_numbers(draft: Draft, library: Library) -> Iterator[Problem]:
    """Wordings with a number that neither their paragraph nor any fact has."""
    facts = {number for fact in draft.facts for number in _list_numbers(fact.value)}
    for claim in _list_claims(draft):
        known = facts | _list_numbers(text_of(claim.paragraph.children))
        for text in _list_wordings(claim.point):
            for number in sorted(_list_numbers(text) - known):
                message = (
                    f"the point `{claim.point.id}` says {number}, which its paragraph does not"
                )
                hint = f"correct the number in “{text}”, or add it to the paragraph"
                yield warning("PNT002", message, claim.point.span, hint)


def find_dropped_hedges(draft: Draft, library: Library) -> Iterator[Problem]:
    """Wordings that are surer than their paragraph, or than the wording they shorten."""
    care = _load_care(library, draft.publication.language)
    for claim in _list_claims(draft):
        texts = _list_wordings(claim.point)
        pairs = [(text_of(claim.paragraph.children), texts[0]), *pairwise(texts)]
        for longer, shorter in pairs:
            for hedge in _list_dropped(longer, shorter, care):
                yield _complain(claim.point, hedge, shorter)
        for longer, shorter in pairwise(texts):
            voice = _find_dropped_voice(longer, shorter, care.voices)
            if voice:
                yield _complain(claim.point, voice, shorter)


def _complain(point: Point, dropped: str, text: str) -> Problem:
    message = f"a wording of the point `{point.id}` drops “{dropped}”"
    return warning("PNT003", message, point.span, f"say it in “{text}” too")


def _list_claims(draft: Draft) -> Iterator[_Claim]:
    for section in draft.sections:
        paragraphs = {paragraph.id: paragraph for paragraph in query(section.blocks, Paragraph)}
        for point in section.points:
            if point.rests_on in paragraphs:
                yield _Claim(point, paragraphs[point.rests_on])


def _list_wordings(point: Point) -> tuple[str, ...]:
    """The point in full, then its shorter wordings."""
    return tuple(text_of(wording) for wording in (point.children, *point.variants))


def _list_numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _load_care(library: Library, language: str) -> ProtectedWords:
    """What to take care of in a language; nothing for one whose file does not say it."""
    found = read_section(library, language, ("checks",), ProtectedWords)
    return found[0] if found else ProtectedWords()


def _list_dropped(longer: str, shorter: str, care: ProtectedWords) -> Iterator[str]:
    """The hedges, each with the word or number it qualifies, of which only that is left.

    A word that the longer text also says without a hedge is not meant.
    """
    for hedges, wanted in ((care.hedges, _is_word), (care.approximations, _is_number)):
        kept = set(_list_words(shorter)) - _pair_hedges(shorter, hedges).keys()
        for word, hedge in _pair_hedges(longer, hedges).items():
            always = _list_words(longer).count(word) == 1
            if always and word in kept and wanted(word):
                yield f"{hedge} {word}"


def _is_word(word: str) -> bool:
    return len(word) >= SHORTEST and not _is_number(word)


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _pair_hedges(text: str, hedges: tuple[str, ...]) -> dict[str, str]:
    """Each qualified word, in small letters, with its hedge."""
    words = _list_words(text)
    found: dict[str, str] = {}
    for hedge in hedges:
        parts = _list_words(hedge)
        for at in range(len(words) - len(parts)):
            if words[at : at + len(parts)] == parts:
                found.setdefault(words[at + len(parts)], hedge)
    return found


def _find_dropped_voice(longer: str, shorter: str, voices: tuple[str, ...]) -> str:
    """The voice that the longer text names while the shorter names none; else empty."""
    known = {voice.casefold() for voice in voices}
    if known & set(_list_words(shorter)):
        return ""
    return next((word for word in _list_words(longer) if word in known), "")


def _list_words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_changed_paragraphs,
    find_changed_numbers,
    find_dropped_hedges,
)
