"""What is wrong with a file, from what was found in it and what should be there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from octavo.audit.documents import explains_data
from octavo.audit.encodings import read_escapes
from octavo.audit.expected import ExpectedContent, Required, list_words, make_all, make_texts
from octavo.audit.explanation import Gap, explain
from octavo.audit.extracts import JSON, READING_ORDER, Extract
from octavo.audit.format_names import is_format_word
from octavo.audit.hidden_text import RARE_WORD, HiddenText, find_row, tells_leak
from octavo.audit.letters import LONGEST_NUMBER, split_words, squeeze
from octavo.audit.names import explains_name, stands_for_text
from octavo.audit.people import find_people
from octavo.document.fields import Use
from octavo.document.problem import Problem, Severity

MOST = 12
"""Findings of one kind that are listed for a file: an author mends the first, and asks again."""
READ = frozenset({"page", "margin"})
"""The kinds of extracts that people read: no id and no name of a style stands there."""
SAID = frozenset({"hidden", "property"})
"""The other kinds whose lines have to be covered by whole pieces."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What is said of a file by the generator that made it."""

    complete: bool = False
    """Whether it has every word of a whole edition."""
    vocabulary: tuple[str, ...] | None = None
    """All that it has beside the words of source, templates and format; `None` where nobody can
    tell: then nothing is refused merely because it is in no source."""
    known: tuple[str, ...] = ()
    """Words that it has where nobody can tell whether these are all: its own keys, say."""


def judge(
    name: str,
    extracts: tuple[Extract, ...],
    expected: ExpectedContent,
    claims: Claims,
) -> tuple[Problem, ...]:
    """What is wrong with the file called `name`: what must not be in it, and what is missing."""
    words = (*(claims.vocabulary or claims.known), *_number_pages(extracts))
    read = explain((one for one in extracts if one.kind in READ), make_texts(expected, words))
    lines = (_drop_names(one, expected, words) for one in extracts if one.kind in SAID)
    said = explain(lines, make_all(expected, words), divided=False)
    names = [one for one in extracts if not _explains(one, expected, words)]
    gaps = [*read.gaps, *said.gaps, *(Gap(one.where, one.text or one.key) for one in names)]
    leaks = [gap for gap in gaps if _tells_leak(gap, expected.hidden, claims)]
    problems = [
        *_list_foul(name, extracts, expected),
        *_cut(name, "FIL001", (*map(_describe_leak, leaks), *_search(extracts, expected.hidden))),
        *_cut(name, "FIL006", find_people(extracts, expected.register)),
    ]
    if claims.complete:
        required = _list_required(extracts, expected, said.cut_short)
        missing = _find_missing(read.used + said.used, required, extracts)
        problems += _cut(name, "FIL002", missing)
    if claims.vocabulary is not None:
        strange = (gap for gap in gaps if gap not in leaks)
        known = list_words(expected)
        problems += _cut(name, "FIL003", (_describe_stranger(gap, known) for gap in strange))
    return tuple(problems)


def _number_pages(extracts: tuple[Extract, ...]) -> Iterator[str]:
    """The page numbers of a file that are too long to stand anywhere. Each sheet for a press, of
    which nothing tells the structure, may have two.
    """
    pages = {one.where for one in extracts if _PAGE.fullmatch(one.where)}
    structured = any(one.where == READING_ORDER for one in extracts)
    yield from map(str, range(10**LONGEST_NUMBER, len(pages) * (1 if structured else 2) + 1))


_PAGE = re.compile(r"page \d+")


def _cut(name: str, code: str, messages: Iterable[str]) -> list[Problem]:
    """Problems for the first of the messages, and one for how many more there are."""
    every = list(dict.fromkeys(messages))
    shown = every[:MOST] + ([f"and {len(every) - MOST} more"] if len(every) > MOST else [])
    return [Problem(Severity.ERROR, code, f"`{name}`: {message}") for message in shown]


def _list_foul(
    name: str, extracts: tuple[Extract, ...], expected: ExpectedContent
) -> Iterator[Problem]:
    kinds = {"foul"} if expected.queries else {"foul", "comment"}
    foul = dict.fromkeys((one.where, one.text) for one in extracts if one.kind in kinds)
    for where, text in foul:
        message = f"`{name}` has {text}, which must not be in it ({where})"
        yield Problem(Severity.ERROR, "FIL004", message)


# ------------------------------------------------------------------------------ what is too much


def _explains(extract: Extract, expected: ExpectedContent, vocabulary: tuple[str, ...]) -> bool:
    """Whether a name, label or field of data is explained; of other kinds, yes."""
    if extract.kind in {"name", "label"}:
        return explains_name(extract, expected, vocabulary)
    return extract.kind != "data" or explains_data(extract, expected, vocabulary)


def _drop_names(
    extract: Extract, expected: ExpectedContent, vocabulary: tuple[str, ...]
) -> Extract:
    """The values of a field of JSON without those that stand for texts."""
    if extract.key != JSON:
        return extract
    lines = extract.text.split("\n")
    left = (line for line in lines if not stands_for_text(line, expected, vocabulary))
    return replace(extract, text="\n".join(left))


def _tells_leak(gap: Gap, hidden: HiddenText, claims: Claims) -> bool:
    """Whether what is not explained is for others only.

    In a format whose words nobody declared, one common word proves nothing.
    """
    if claims.vocabulary is not None:
        return tells_leak(gap.text, hidden)
    return any(_has_row_or_rare_word(text, hidden) for text in read_escapes(gap.text))


_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
"""A SHA-256, such as those of files in a manifest: its letters are words by chance alone."""


def _has_row_or_rare_word(text: str, hidden: HiddenText) -> bool:
    rare = (word for word in split_words(_DIGEST.sub(" ", text)) if len(word) >= RARE_WORD)
    if any(word in hidden.words and not is_format_word(word) for word in rare):
        return True
    return find_row(squeeze(text), hidden) != ""


def _search(extracts: tuple[Extract, ...], hidden: HiddenText) -> Iterator[str]:
    """Rows of words for others only, in data that nothing explains."""
    for extract in extracts if hidden.rows else ():
        if extract.kind == "raw" and (row := _find_row(extract.text, hidden)):
            yield f"“{row}” is for others only ({extract.where})"


@lru_cache(500)
def _find_row(text: str, hidden: HiddenText) -> str:
    """A row of hidden words in `text`. Kept: typefaces and drawings are the same in many files."""
    return find_row(squeeze(text), hidden)


def _describe_leak(gap: Gap) -> str:
    return f"“{_shorten(gap.text)}” is for others only ({gap.where})"


def _describe_stranger(gap: Gap, known: frozenset[str]) -> str:
    """The words of it that are nowhere among those `known`; without any, all of it."""
    words = [word for word in split_words(gap.text) if word not in known and not word.isdigit()]
    if not words or " " not in gap.text:
        return f"“{_shorten(gap.text)}” is in no source ({gap.where})"
    listed = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
    found = "the word {} is" if len(words) == 1 else "the words {} are"
    return f"{found.format(listed)} in no source ({gap.where})"


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}…"


# ------------------------------------------------------------------------------ what is missing


def _list_required(
    extracts: tuple[Extract, ...], expected: ExpectedContent, cut_short: bool
) -> Iterator[Required]:
    """What a whole edition in this format says.

    Sheets for a press have no structure, and so no alternative texts; Word has drawings as
    pictures.
    """
    paged = any(one.where.startswith("page ") for one in extracts)
    structured = not paged or any(one.where == READING_ORDER for one in extracts)
    spared: set[Use] = set()
    spared |= set() if structured else {"described"}
    spared |= set() if paged else {"drawn"}
    spared |= {"property"} if cut_short else set()
    yield from (one for one in expected.required if one.use not in spared)


def _join_loose(extracts: tuple[Extract, ...]) -> str:
    """All letters of sheets for a press, where no line is a whole paragraph; else nothing."""
    if any(one.where == READING_ORDER or one.where.startswith("word/") for one in extracts):
        return ""
    return squeeze(" ".join(one.text for one in extracts if one.kind in READ))


def _find_missing(
    used: Counter[str], required: Iterable[Required], extracts: tuple[Extract, ...]
) -> Iterator[str]:
    """Each text that does not stand in the file as often as it is said."""
    texts: dict[str, list[str]] = {}
    for one in required:
        texts.setdefault(squeeze(one.text), []).append(one.text)
    few = {letters: said for letters, said in texts.items() if used[letters] < len(said)}
    loose, lines = (_join_loose(extracts), _list_lines(extracts)) if few else ("", [])
    for letters, said in few.items():
        count = max(used[letters], loose.count(letters), _count_runs(letters, lines))
        if count < len(said):
            often = f" (found {count} times, not {len(said)})" if count else ""
            yield f"“{_shorten(said[0])}” is missing{often}"


def _list_lines(extracts: tuple[Extract, ...]) -> list[str]:
    """The letters of each line that people read, in order."""
    lines = (line for one in extracts if one.kind in READ for line in one.text.split("\n"))
    return [letters for letters in map(squeeze, lines) if letters]


def _count_runs(text: str, lines: list[str]) -> int:
    """How often whole lines in a row say `text`: each of them may be explained by itself, as those
    of a list of styles in code are, so that none waits for the next."""
    starts = (at for at, line in enumerate(lines) if line != text and text.startswith(line))
    return sum(_begins_run(text, lines, at) for at in starts)


def _begins_run(text: str, lines: list[str], at: int) -> bool:
    while text and at < len(lines) and text.startswith(lines[at]):
        text, at = text.removeprefix(lines[at]), at + 1
    return not text
