"""What to expect in the files of one reader: what may be in them, and what has to be."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TypeAlias

from octavo.audit.additions import (
    complete_languages,
    list_additions,
    list_first_sentences,
    list_initials,
    number_notes,
)
from octavo.audit.hidden_text import NOTHING, HiddenText, make_hidden
from octavo.audit.letters import split_words, squeeze
from octavo.audit.people import NOBODY, Register, read_register
from octavo.audit.pieces import Pieces, make_pieces
from octavo.audit.vocabulary import Vocabulary, read_everyday, read_house, read_vocabulary
from octavo.audit.wording import (
    QUERY,
    QUERY_ON_POINT,
    DraftWording,
    Statement,
    may_read,
    read_wording,
)
from octavo.document import Draft
from octavo.document.fields import Use
from octavo.document.marking import ConfidentialityLabel
from octavo.files.library import Library

QUERIES = frozenset({QUERY, QUERY_ON_POINT})
Reader: TypeAlias = "tuple[str | None, bool]"
"""An audience, or `None` for everyone, and whether its files show the author's questions."""


@dataclass(frozen=True, slots=True)
class Required:
    """A text that a whole edition has to say."""

    text: str
    use: Use


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedContent:
    """What to expect in the files of one reader."""

    texts: tuple[str, ...] = ()
    """What the reader may read, in pieces, and what templates and dates add to it."""
    ids: tuple[str, ...] = ()
    """Names that the author gave to what the reader may read."""
    derived: tuple[str, ...] = ()
    """What generators may call the parts of these."""
    longest: int = 0
    """Entries of the longest list that a generator may make of its own: of photographs, terms."""
    names: tuple[str, ...] = ()
    """Names of styles, typefaces and the like in templates."""
    house: frozenset[tuple[str, str]] = frozenset()
    """By key and value: the names in a house's own templates."""
    hashed: tuple[str, ...] = ()
    """The texts whose hashes may be in a file: each as it stands."""
    hidden: HiddenText = NOTHING
    required: tuple[Required, ...] = ()
    register: Register = NOBODY
    """Who must not be named."""
    queries: bool = False
    """Whether it may have comments."""


def expect(
    draft: Draft, audience: str | None, library: Library, queries: bool = False
) -> ExpectedContent:
    """What to expect in the files of `audience`; with `queries`, of those for editors."""
    return expect_each(draft, ((audience, queries),), library)[audience, queries]


def expect_each(
    draft: Draft, readers: Iterable[Reader], library: Library
) -> Mapping[Reader, ExpectedContent]:
    """What to expect in the files of each of `readers`, for whom the draft is read only once."""
    contents = ExpectedContents(draft, library)
    return {reader: contents.find(reader) for reader in readers}


class ExpectedContents:
    """What to expect in the files of each reader of a draft, worked out when first asked for."""

    def __init__(self, draft: Draft, library: Library) -> None:
        self._draft = draft
        self._library = library
        self._found: dict[Reader, ExpectedContent] = {}

    def find(self, reader: Reader) -> ExpectedContent:
        """What to expect in the files of `reader`."""
        if reader not in self._found:
            read = self._draft, reader, self._wording, self._vocabulary, self._library
            self._found[reader] = _expect(*read)
        return self._found[reader]

    @cached_property
    def _wording(self) -> DraftWording:
        wording = read_wording(self._draft)
        wording.statements += list_first_sentences(tuple(wording.statements))
        return wording

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return read_vocabulary(self._library, self._draft.publication.language)


def _expect(
    draft: Draft, reader: Reader, wording: DraftWording, vocabulary: Vocabulary, library: Library
) -> ExpectedContent:
    audience, queries = reader
    statements = (*wording.statements, *_list_used(draft, audience, wording))
    statements = (*statements, *_list_marks(draft, audience, wording))
    shown = [one for one in statements if _is_shown(one, audience, queries)]
    hidden = [one for one in statements if not _is_shown(one, audience, queries)]
    house = read_house(draft, audience, library)
    said = [part for one in shown if one.use != "id" for part in one.parts]
    texts = (
        *said,
        *vocabulary.phrases,
        *house.heads,
        *list_additions(draft.publication, vocabulary.locale),
    )
    texts = (*texts, *number_notes(shown), *list_initials(shown))
    ids = [one.parts[0] for one in shown if one.use == "id"]
    ids += complete_languages(shown)
    return ExpectedContent(
        tuple(dict.fromkeys(texts)),
        tuple(dict.fromkeys(ids)),
        tuple(part for id in ids for part in wording.derived.get(id, ())),
        max(len(draft.photos), len(draft.abbreviations), len(draft.publication.imprint.notes)) + 1,
        vocabulary.names,
        house.names,
        tuple(dict.fromkeys("".join(one.parts) for one in shown if one.use == "required")),
        make_hidden((part for one in hidden for part in one.parts), (*texts, *ids)),
        tuple(_list_required(shown)),
        read_register(draft, audience, read_everyday(library, draft.publication.language)),
        queries,
    )


def _is_shown(statement: Statement, audience: str | None, queries: bool) -> bool:
    if statement.use == "hidden" and not (queries and statement.field in QUERIES):
        return False
    return may_read(statement.readers, audience)


def _list_required(shown: Iterable[Statement]) -> Iterator[Required]:
    for one in shown:
        if one.use in {"required", "drawn", "described", "property"} or one.field == QUERY:
            yield from (Required(part, one.use) for part in one.parts if squeeze(part))


# ------------------------------------------------------------------------------ what is used


def _list_used(draft: Draft, audience: str | None, wording: DraftWording) -> Iterator[Statement]:
    """Facts and abbreviations: shown as far as what `audience` may read shows them."""
    used = {(one.kind, one.name) for one in wording.mentioned if may_read(one.readers, audience)}
    for fact in draft.facts:
        lead = ("lead", fact.id) in used
        named = lead or {("fact", fact.id), ("statistic", fact.id)} & used
        yield _show(bool(named), fact.id, "id", "id")
        yield _show(lead, fact.value, "optional", "value")
        yield _show(lead, fact.label, "optional", "label")
        yield _show(False, fact.as_of, "optional", "as_of")
    for term in draft.abbreviations:
        shown = ("term", term.short) in used
        yield _show(shown, term.short, "required", "short")
        yield _show(shown, term.expansion, "required", "expansion")


def _show(shown: bool, text: str, use: Use, name: str) -> Statement:
    return Statement((text,), None if shown else frozenset(), use, name)


def _list_marks(draft: Draft, audience: str | None, wording: DraftWording) -> Iterator[Statement]:
    """How the levels of the scheme are printed: the highest of what `audience` may read, and the
    marks before its parts; all others are hidden.
    """
    if draft.scheme is None:
        return
    marks = {draft.level}
    marks |= {id for id, readers in wording.marked if may_read(readers, audience)}
    mentioned = (one for one in wording.mentioned if may_read(one.readers, audience))
    used = {one.name for one in mentioned if one.kind != "term"}
    marks |= {fact.marking for fact in draft.facts if fact.id in used and fact.marking}
    shown = [level.id for level in draft.scheme.levels if level.id in marks]
    for level in draft.scheme.levels:
        use: Use = "required" if level.id == shown[-1] else "optional"
        yield _show(level.id in marks, level.text, use, "text")
        yield _show(level.id in marks, level.portion, "optional", "portion")
        for line in level.designation:
            yield _show(level.id == shown[-1], line, "required", "designation")
        if level.label and level.id == shown[-1]:
            for text in _list_label(level.label):
                yield _show(True, text, "optional", "label")


def _list_label(label: ConfidentialityLabel) -> Iterator[str]:
    """The texts of a label for programs."""
    yield from (label.policy, label.uri, label.classification)
    yield from (f"{day.isoformat()}T00:00:00Z" for day in (label.created, label.review))
    for category in label.categories:
        yield from (category.tag, category.kind, category.uri, *category.values)


# ------------------------------------------------------------------------------ pieces


@lru_cache(256)
def make_texts(expected: ExpectedContent, vocabulary: tuple[str, ...]) -> Pieces:
    """The pieces of what the reader may read; `vocabulary` is what a format adds."""
    return make_pieces(expected.texts, vocabulary)


@lru_cache(64)
def list_words(expected: ExpectedContent) -> frozenset[str]:
    """Every word that the reader may read."""
    return frozenset(word for text in expected.texts for word in split_words(text))


@lru_cache(256)
def make_all(expected: ExpectedContent, vocabulary: tuple[str, ...]) -> Pieces:
    """The same, with all names."""
    names = (*expected.ids, *expected.names, *vocabulary)
    return make_pieces(expected.texts, names)


@lru_cache(256)
def list_hashed(expected: ExpectedContent, vocabulary: tuple[str, ...]) -> frozenset[str]:
    """The names of bookmarks that stand for ids and their parts, and the hashes of texts."""
    parts = [part for word in vocabulary for part in _list_parts(word, expected)]
    named = (name for id in (*expected.ids, *parts) for name in (name_entry(id), name_label(id)))
    blocks = (name_block(id) for id in (*expected.ids, *expected.derived, *parts))
    texts = (sha256(text.encode()).hexdigest() for text in expected.hashed)
    return frozenset((*named, *blocks, *texts))


ANY = "*"
"""What stands in a word of a vocabulary for any id, or any number."""
MOST_ASKS = 20
"""How many numbers it stands for. What is numbered so are the asks of a briefing, and one page has
no room for more than a dozen; each number more makes every such word once more."""
_LIST = re.compile(r"[a-z]+(?:[-.][a-z]+)*")


def _list_parts(word: str, expected: ExpectedContent) -> Iterator[str]:
    """What a generator may call the parts of something that it calls `word`."""
    if ANY in word:
        numbers = map(str, range(MOST_ASKS + 1))
        yield from (word.replace(ANY, id) for id in (*expected.ids, *numbers))
    elif _LIST.fullmatch(word):
        yield word
        yield from (f"{word}.{count}" for count in range(expected.longest + 1))


@lru_cache(20_000)
def name_block(id: str) -> str:
    """The bookmark round the block that is called `id`."""
    return f"blk_{b32encode(sha256(id.encode()).digest())[:8].decode().lower()}"


def name_entry(id: str) -> str:
    """The bookmark to which an entry of a list of contents leads."""
    return f"_Toc{_hash_digits(id)}"


def name_label(id: str) -> str:
    """The bookmark to which a cross reference leads."""
    return f"_Ref{_hash_digits(id)}"


@lru_cache(20_000)
def _hash_digits(id: str) -> str:
    return f"{int.from_bytes(sha256(id.encode()).digest()[:8], 'big') % 10**9:09d}"
