"""What is wrong with a file, from what was found in it and what should be there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from octavo.audit.extracts import READING_ORDER, Find
from octavo.audit.people import NOBODY, Register, find_people, read_register
from octavo.audit.vocabulary import FORMATS, LABELS, list_heads, list_words, write_dates
from octavo.audit.wording import read_wording
from octavo.document import Draft
from octavo.document.problem import Problem, Severity
from octavo.files.library import Library

WINDOW = 4
"""Words in a row that tell one sentence from another."""
LONG = 10
"""Letters of a word that is sought in names and in other data too, where short ones come about."""
MOST = 12
"""Findings of one kind that are listed for a file."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What to look for in the files of one audience."""

    words: frozenset[str]
    """Every word there may be."""
    secret_words: frozenset[str]
    """Words that only others may read."""
    secret_rows: frozenset[Row]
    """Words in a row that only others may read, two to `WINDOW`."""
    must: tuple[tuple[str, ...], ...]
    """What a whole edition says, a block at a time, in the pieces that stand together."""
    described: tuple[tuple[str, ...], ...]
    """The alternative texts of its figures."""
    drawn: tuple[tuple[str, ...], ...]
    """What stands in its drawings, which a PDF holds as text."""
    register: Register = NOBODY
    """Who must not be named."""
    queries: bool = False
    """Whether it may have comments."""


def brief(draft: Draft, audience: str | None, library: Library, queries: bool) -> Brief:
    """What to look for in the files of `audience`, with or without the author's `queries`."""
    wording = read_wording(draft, audience, queries)
    event = draft.publication.event
    language = draft.publication.language
    dates = write_dates((event.start, event.end), language)
    may = (*wording.may, *list_words(library, language), *dates, FORMATS, language)
    heads = {word for text in list_heads(draft, library) for word in split_words(text)}
    rows = [split_words(text) for text in may]
    words = frozenset(word for row in rows for word in row)
    secrets = [split_words(text) for text in _list_sentences(wording.may_not)]
    secret_words = frozenset(word for row in secrets for word in row if _tells(word)) - words
    secret_rows = frozenset(row for words in secrets for row in _list_windows(words)).difference(
        row for words in rows for row in _list_rows(words)
    )
    paper = (wording.must, wording.described, wording.drawn)
    register = read_register(draft, audience)
    return Brief(words | heads, secret_words, secret_rows, *paper, register, queries)


def _tells(word: str) -> bool:
    """Whether a word can give anything away: short numbers and single letters are everywhere."""
    return len(word) > 3 or (len(word) > 1 and not word.isdigit())


@lru_cache(20_000)
def split_words(text: str) -> Row:
    """The words and numbers of `text`, in small letters, without marks.

    Kept: most readers may read the same.
    """
    return tuple(_WORD.findall(clean(text)))


_WORD = re.compile(r"[^\W\d_]+|\d+")


def clean(text: str) -> str:
    """`text` in small letters, without what only line ends gave it."""
    mended = re.sub("\N{SOFT HYPHEN}\\s*|[\u2060\u200b\u200c\u200d\ufeff]", "", text)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", mended).casefold())


def _list_sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from re.split(r"(?<=[.!?;:])\s+", text)


def _list_rows(words: Row) -> Iterator[Row]:
    for length in range(2, WINDOW + 1):
        yield from (words[at : at + length] for at in range(len(words) - length + 1))


def _list_windows(words: Row) -> Iterator[Row]:
    """Rows that give a sentence away: all of a short one, every window of a long one."""
    if len(words) >= WINDOW:
        windows = (words[at : at + WINDOW] for at in range(len(words) - WINDOW + 1))
        yield from (window for window in windows if not all(word.isdigit() for word in window))
    elif len(words) > 1 and not any(word.isdigit() for word in words):
        yield words


# ------------------------------------------------------------------------------ judging


def judge(name: str, finds: tuple[Find, ...], wanted: Brief) -> tuple[Problem, ...]:
    """What must not be in the file called `name`, but is among `finds`."""
    return (
        *_list_foul(name, finds, wanted),
        *_cut(name, "FIL001", _find_secrets(finds, wanted)),
        *_cut(name, "FIL006", find_people(finds, wanted.register)),
    )


def judge_words(name: str, finds: tuple[Find, ...], wanted: Brief) -> tuple[Problem, ...]:
    """The words in the file called `name` that are in no source and no template."""
    return tuple(_cut(name, "FIL003", _find_strangers(finds, wanted)))


def judge_whole(
    name: str, finds: tuple[Find, ...], wanted: Brief, pdf: bool
) -> tuple[Problem, ...]:
    """What is missing in the file called `name`, of words in drawings too when it is a PDF.

    Sheets for a press have no structure, and so no order of reading and no alternative texts: in
    them every word has to be there as often as it is said.
    """
    must = (*wanted.must, *wanted.drawn) if pdf else wanted.must
    if pdf and not any(find.where == READING_ORDER for find in finds):
        return tuple(_cut(name, "FIL002", _find_missing_words(finds, must)))
    return tuple(_cut(name, "FIL002", _find_missing(finds, (*must, *wanted.described))))


def _cut(name: str, code: str, messages: Iterable[str]) -> list[Problem]:
    """Problems for the first of the messages, and one for how many more there are."""
    every = list(dict.fromkeys(messages))
    shown = every[:MOST] + ([f"and {len(every) - MOST} more"] if len(every) > MOST else [])
    return [Problem(Severity.ERROR, code, f"`{name}`: {message}") for message in shown]


def _list_foul(name: str, finds: tuple[Find, ...], wanted: Brief) -> Iterator[Problem]:
    kinds = {"foul"} if wanted.queries else {"foul", "comment"}
    foul = dict.fromkeys((find.where, find.text) for find in finds if find.kind in kinds)
    for where, text in foul:
        message = f"`{name}` has {text}, which must not be in it ({where})"
        yield Problem(Severity.ERROR, "FIL004", message)


def _find_secrets(finds: tuple[Find, ...], wanted: Brief) -> Iterator[str]:
    if not (wanted.secret_words or wanted.secret_rows):
        return
    long = tuple(word for word in wanted.secret_words if len(word) >= LONG)
    starts = frozenset(row[0] for row in wanted.secret_rows)
    for find in finds:
        if find.kind != "foul":
            text = clean(find.text)
            yield from _find_secret_words(find, text, long, wanted)
            yield from _find_rows(find, text, starts, wanted)


def _find_secret_words(find: Find, text: str, long: Row, wanted: Brief) -> Iterator[str]:
    if find.kind in {"page", "margin", "hidden"}:
        yield from _find_words(find, text, wanted)
    else:
        yield from _find_long_words(find, text, long, wanted)
    if find.kind == "label":
        plain = re.sub(r"[^\W_]*\d[^\W_]*", "\n", text)
        yield from _find_words(find, " ".join(set(_WORD.findall(plain)) - LABELS), wanted)


def _find_rows(find: Find, text: str, starts: frozenset[str], wanted: Brief) -> Iterator[str]:
    """Rows that give a sentence away, in one line of `text`; `starts` are their first words."""
    for line in text.split("\n"):
        words = tuple(_WORD.findall(line))
        if starts.isdisjoint(words):
            continue
        places = [at for at, word in enumerate(words) if word in starts]
        rows = {words[at : at + length] for at in places for length in range(2, WINDOW + 1)}
        for row in sorted(rows & wanted.secret_rows):
            yield f"“{' '.join(row)}” is for others only ({find.where})"


def _find_words(find: Find, text: str, wanted: Brief) -> Iterator[str]:
    for word in sorted(set(_WORD.findall(text)) & wanted.secret_words):
        yield f"the word “{word}” is for others only ({find.where})"


def _find_long_words(find: Find, text: str, long: tuple[str, ...], wanted: Brief) -> Iterator[str]:
    for token in set(_RUN.findall(text)) - wanted.words:
        for word in long:
            if word in token:
                yield f"the word “{word}” is for others only ({find.where})"


_RUN = re.compile(r"[^\W_]{10,}")


def _squeeze(text: str) -> str:
    """The letters and digits of `text`, as `_WORD` finds them."""
    return re.sub(r"[\W_]+", "", clean(text))


def _find_missing(finds: tuple[Find, ...], must: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    there = _squeeze(" ".join(f.text for f in finds if f.kind in {"page", "hidden", "margin"}))
    pieces: dict[str, list[str]] = {}
    for block in must:
        for piece in block:
            pieces.setdefault(_squeeze(piece), []).append(piece)
    for squeezed, said in pieces.items():
        count = there.count(squeezed) if squeezed else len(said)
        if count < len(said):
            often = f" (found {count} times, not {len(said)})" if count else ""
            yield f"“{_shorten(said[0])}” is missing{often}"


def _find_missing_words(
    finds: tuple[Find, ...], must: tuple[tuple[str, ...], ...]
) -> Iterator[str]:
    texts = [clean(find.text) for find in finds if find.kind != "foul"]
    there = Counter(word for text in texts for word in _WORD.findall(text))
    there.update("".join(halves) for text in texts for halves in _DIVIDED.findall(text))
    said = Counter(word for block in must for piece in block for word in split_words(piece))
    for word, count in sorted((said - there).items()):
        if not _NUMBER.fullmatch(word):
            yield f"the word “{word}” is missing {count} times"


_NUMBER = re.compile(r"\d+|[ivxlcdm]+|.")
_DIVIDED = re.compile(r"([^\W\d_]+)-\s+([^\W\d_]+)")
"""A word that a hyphen divides at the end of a line."""


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}…"


def _find_strangers(finds: tuple[Find, ...], wanted: Brief) -> Iterator[str]:
    for find in finds:
        if find.kind in {"page", "margin", "hidden"}:
            for word in sorted(set(_list_strangers(_WORD.findall(clean(find.text)), wanted))):
                yield f"the word “{word}” is in no source ({find.where})"


def _list_strangers(words: list[str], wanted: Brief) -> Iterator[str]:
    """The words that are not known, not even as one half of a word that a hyphen divides."""
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        known = wanted.words & {word, before + word, word + after}
        if not known and not _NUMBER.fullmatch(word):
            yield word
