"""Lists of a document that a publication has as data: photographs, abbreviations, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.importing.guesses import ABBREVIATIONS, PHOTOS
from octavo.importing.plan import PlannedPhoto
from octavo.importing.tree import (
    ForeignBlock,
    ForeignDivider,
    ForeignHeading,
    ForeignList,
    ForeignParagraph,
    ForeignTable,
    ImportFinding,
)
from octavo.importing.tree_words import plain_words, words_of
from octavo.importing.word_lists import load_word_lists

_NAMED_PHOTO = re.compile(
    r"(?:photo(?:graph)?|picture|foto|photographie|bild|fotografia|zdjęcie)\.?\s*"
    r"(?P<number>\d{1,3})\s*[:.)–—/-]\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED_PHOTO = re.compile(r"(?P<number>\d{1,3})\s*[/.):–—]\s*(?P<rest>.+)", re.DOTALL)
_CREDIT_BEFORE = re.compile(
    r"(?:by|par|von|di|de|por|door|©|credit:?|photo:?)\s+(?P<credit>[^:]{2,80}):\s+(?P<caption>.+)",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT_BEHIND = re.compile(
    r"(?P<caption>.+?)\s*[(\[](?:photo(?: by)?:?|credit:?|©|by|foto:?|crédit:?)\s*"
    r"(?P<credit>[^()\[\]]{2,80})[)\]]\.?",
    re.IGNORECASE | re.DOTALL,
)
FEWEST_PHOTOS = 2
"""Lines of photographs in a row that make a register where no heading says so."""
_PAIR = re.compile(
    r"(?P<short>[A-Z][\w&./-]{1,11})\s*(?:[:=–—\t]|\s-\s)\s*(?P<long>[^\s].{2,120})", re.DOTALL
)
_DEFINED = re.compile(r"(?<=[\w,’'] )\((?P<short>[A-Z][A-Za-z0-9&]{1,9})\)")
MOST_WORDS = 9
"""Words before a short form in brackets that can be its meaning: as many as it has letters, and a
few small ones between."""


@dataclass(frozen=True, slots=True)
class FoundPhotos:
    """The photo register of a document, and what is left of its blocks."""

    blocks: tuple[ForeignBlock, ...]
    photos: tuple[PlannedPhoto, ...]
    findings: tuple[ImportFinding, ...]


def take_photos(blocks: Sequence[ForeignBlock]) -> FoundPhotos:
    """The photo register: lines such as `Photo 1: caption`, or numbered ones under such a heading.

    A heading with nothing else below it goes with them.
    """
    kept: list[ForeignBlock] = []
    photos: dict[int, PlannedPhoto] = {}
    findings: list[ImportFinding] = []
    place = 0
    titled = False
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, ForeignHeading):
            titled = bool(PHOTOS.fullmatch(plain_words(block.text)))
        pattern = _COUNTED_PHOTO if titled else _NAMED_PHOTO
        found: list[PlannedPhoto] = []
        end = place
        while end < len(blocks) and (more := _read_photos(blocks[end], pattern)):
            found += more
            end += 1
        numbers = [photo.number for photo in found]
        fresh = len(set(numbers)) == len(numbers) and not photos.keys() & set(numbers)
        if fresh and (len(found) >= FEWEST_PHOTOS or (found and titled)):
            photos |= {photo.number: photo for photo in found}
            why = "see photos.yaml; none of the pictures is there"
            findings += [
                ImportFinding("kept", "photographs of the register", blocks[place].place, one, why)
                for one in (f"{photo.number} {photo.caption}" for photo in found)
            ]
            closes = end == len(blocks) or isinstance(blocks[end], ForeignHeading)
            if titled and kept and isinstance(kept[-1], ForeignHeading) and closes:
                heading = kept.pop()
                said = words_of(heading)
                why = "the register has a heading of its own"
                findings.append(
                    ImportFinding("not imported", "headings of lists", heading.place, said, why)
                )
            place = end
            continue
        kept.append(block)
        place += 1
    ordered = tuple(photos[number] for number in sorted(photos))
    return FoundPhotos(tuple(kept), ordered, tuple(findings))


def _read_photos(block: ForeignBlock, pattern: re.Pattern[str]) -> list[PlannedPhoto]:
    """The photographs that a block lists; none unless all of it does."""
    if isinstance(block, ForeignParagraph):
        texts = [words_of(block)]
    elif isinstance(block, ForeignList) and block.kind != "terms":
        texts = [" ".join(map(words_of, item.blocks)) for item in block.items]
        if block.kind == "numbers" and pattern is _COUNTED_PHOTO:
            numbered = enumerate(texts, block.start)
            texts = [f"{number}. {text}" for number, text in numbered]
    else:
        return []
    found = [_read_photo(text, pattern) for text in texts]
    return [photo for photo in found if photo] if all(found) else []


def _read_photo(text: str, pattern: re.Pattern[str]) -> PlannedPhoto | None:
    found = pattern.fullmatch(text.strip())
    if not found or not int(found["number"]):
        return None
    rest = found["rest"].strip()
    credit = _CREDIT_BEFORE.fullmatch(rest) or _CREDIT_BEHIND.fullmatch(rest)
    if not credit:
        return PlannedPhoto(int(found["number"]), rest)
    return PlannedPhoto(int(found["number"]), credit["caption"].strip(), credit["credit"].strip())


# ------------------------------------------------------------------------------ abbreviations


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """The abbreviations of a document, and what is left of its blocks."""

    blocks: tuple[ForeignBlock, ...]
    terms: Mapping[str, str]
    findings: tuple[ImportFinding, ...]


def take_abbreviations(blocks: Sequence[ForeignBlock]) -> FoundTerms:
    """The abbreviations that a list under such a heading gives, and those that the text defines.

    A list all of which is understood is taken out of the text: every booklet has one of its own.
    """
    kept: list[ForeignBlock] = []
    terms: dict[str, str] = {}
    findings: list[ImportFinding] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        end = place + 1
        titled = isinstance(block, ForeignHeading) and ABBREVIATIONS.fullmatch(
            plain_words(block.text)
        )
        while titled and end < len(blocks) and not isinstance(blocks[end], ForeignHeading):
            end += 1
        listed = _read_terms(blocks[place + 1 : end]) if titled else {}
        if listed:
            terms |= listed
            why = "see `abbreviations` in publication.yaml"
            findings += [
                ImportFinding(
                    "kept", "abbreviations of the list", block.place, f"{one}: {two}", why
                )
                for one, two in listed.items()
            ]
            said = words_of(block)
            why = "the booklet's own list has one"
            findings.append(
                ImportFinding("not imported", "headings of lists", block.place, said, why)
            )
            place = end
            continue
        kept.append(block)
        place += 1
    for short, meaning, where in _find_defined(kept):
        if short not in terms:
            terms[short] = meaning
            why = "it stands so in the text"
            findings.append(
                ImportFinding("guessed", "abbreviations", where, f"{short}: {meaning}", why)
            )
    return FoundTerms(tuple(kept), terms, tuple(findings))


def _read_terms(blocks: Sequence[ForeignBlock]) -> dict[str, str]:
    """The terms that `blocks` list; none unless all of them do."""
    pairs: list[tuple[str, str] | None] = []
    for block in blocks:
        match block:
            case ForeignDivider():
                pass
            case ForeignParagraph():
                lines = "".join(getattr(one, "text", "") for one in block.text).split("\n")
                pairs += [_read_pair(line) for line in lines if line.strip()]
            case ForeignList(kind="terms"):
                pairs += [
                    (plain_words(item.term), " ".join(map(words_of, item.blocks)))
                    for item in block.items
                ]
            case ForeignList():
                pairs += [_read_pair(" ".join(map(words_of, one.blocks))) for one in block.items]
            case ForeignTable():
                rows = [[" ".join(map(words_of, cell.blocks)) for cell in r] for r in block.rows]
                pairs += [
                    (row[0], row[1]) if len(row) == 2 and all(row) else None
                    for row in rows[block.heads :]
                ]
            case _:
                return {}
    found = [pair for pair in pairs if pair]
    return dict(found) if len(found) == len(pairs) else {}


def _read_pair(line: str) -> tuple[str, str] | None:
    found = _PAIR.fullmatch(line.strip())
    return (found["short"], " ".join(found["long"].split())) if found else None


def _find_defined(blocks: Sequence[ForeignBlock]) -> Iterator[tuple[str, str, str]]:
    """Short form, meaning and place of what is written `meaning (short form)`."""
    for block in blocks:
        text = words_of(block)
        for found in _DEFINED.finditer(text):
            before = text[: found.start()].rsplit(" ", MOST_WORDS + 1)[-MOST_WORDS - 1 :]
            meaning = _match_initials(" ".join(before).strip(" -"), found["short"])
            if meaning:
                yield found["short"], meaning, block.place


def _match_initials(before: str, short: str) -> str:
    """The end of `before` whose words begin with the letters of `short`; empty when none does."""
    letters = [letter.lower() for letter in short.rstrip("s") if letter.isalnum()]
    if len(letters) < 2 or sum(map(str.isupper, short)) < 2:
        return ""
    words = [word.strip(",") for word in re.split(r"[\s/-]+", before)]
    small = {"&", *load_word_lists().small_words}
    at, place = len(words), len(letters)
    while place and at:
        at -= 1
        if words[at][:1].lower() == letters[place - 1]:
            place -= 1
        elif words[at].lower() not in small:
            return ""
    if place:
        return ""
    meaning = before[_find_word(before, at) :]
    return "" if re.search(r"[.;:!?()\[\]]", meaning) else meaning


def _find_word(text: str, count: int) -> int:
    """Where the word begins that `count` others stand before."""
    starts = [found.start() for found in re.finditer(r"[^\s/-]+", text)]
    return starts[count]
