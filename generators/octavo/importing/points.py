"""Sentences that a document has in bold, as key messages that rest on their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from octavo.importing.pictures import make_slug
from octavo.importing.plan import PlannedPoint
from octavo.importing.tree import (
    ForeignBlock,
    ForeignParagraph,
    ForeignRun,
    ImportFinding,
)

FEWEST_WORDS = 4
"""Words in bold from which on they say something: fewer name a thing, `300 participants`."""
LONGEST_SENTENCE = 45
"""Words of a sentence that is proposed whole; of a longer one, only what is bold: a briefing has
room for some thirty words."""
MOST_KEY = 5
"""Key messages of a section, the most that `octavo check` takes for a good number; further ones are
for briefings alone."""
MOST_SENTENCES = 3
"""Sentences in bold of one paragraph that can each be a message: of more, bold is only a look."""
MOST_BOLD = 0.5
"""The part of a section's words from which on bold is its look, and says nothing of messages."""
POINT = "point:"
"""How the anchor begins that a paragraph gets because a point rests on it."""
_ENDS = ".!?…”’\"')]"
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class ProposedPoints:
    """The points of a section, and its blocks with anchors where points rest."""

    blocks: tuple[ForeignBlock, ...]
    points: tuple[PlannedPoint, ...]
    findings: tuple[ImportFinding, ...]


def propose_points(blocks: Sequence[ForeignBlock], section: str, taken: set[str]) -> ProposedPoints:
    """What is bold in the paragraphs of a section as points; their ids are added to `taken`."""
    done: list[ForeignBlock] = []
    points: list[PlannedPoint] = []
    findings: list[ImportFinding] = []
    noise = _is_bold(blocks)
    for block in blocks:
        texts = list(_find_sentences(block)) if isinstance(block, ForeignParagraph) else []
        if not texts or noise:
            done.append(block)
            continue
        ground = name_block(section, texts[0], taken)
        for text in texts:
            key = len(points) < MOST_KEY
            points.append(PlannedPoint(make_id(make_slug(text, 32), taken), text, ground, key))
            why = "it was bold; see `points` at the head of the section"
            findings.append(ImportFinding("guessed", "points", block.place, text, why))
        done.append(replace(block, anchors=(f"{POINT}{ground}", *block.anchors)))
    return ProposedPoints(tuple(done), tuple(points), tuple(findings))


def _is_bold(blocks: Sequence[ForeignBlock]) -> bool:
    """Whether most words of several paragraphs are bold: a look, as of a form or a letterhead."""
    paragraphs = [block for block in blocks if isinstance(block, ForeignParagraph)]
    runs = [one for block in paragraphs for one in block.text if isinstance(one, ForeignRun)]
    said = sum(len(run.text.split()) for run in runs)
    bold = sum(len(run.text.split()) for run in runs if "bold" in run.emphasis)
    return len(paragraphs) > MOST_SENTENCES and bold > MOST_BOLD * said


def make_id(wanted: str, taken: set[str]) -> str:
    """`wanted`, with a letter behind it where that is taken; begins with a letter.

    None ends in a number but the label of a section: so do the running numbers of blocks.
    """
    stem = wanted.strip("-") or "id"
    stem = stem if stem[0].isalpha() else f"n-{stem}"
    id, count = stem, 0
    while id in taken:
        count += 1
        id = f"{stem}-{_write_letters(count)}"
    taken.add(id)
    return id


def _write_letters(number: int) -> str:
    """`number` in letters, as columns of a sheet are called: b, c, … z, aa, ab."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = "abcdefghijklmnopqrstuvwxyz"[rest] + letters
    return letters


def name_block(section: str, words: str, taken: set[str]) -> str:
    """An id for a block of a section, made of its words; added to `taken`."""
    id = f"{section}-{make_slug(words, 24)}".rstrip("-")
    return make_id(f"{id}-a" if id[-1].isdigit() else id, taken)


def _find_sentences(paragraph: ForeignParagraph) -> Iterator[str]:
    """The sentences of the paragraph that are bold, or that have a bold clause."""
    text = ""
    ranges: list[tuple[int, int]] = []
    for inline in paragraph.text:
        if not isinstance(inline, ForeignRun):
            continue
        start, text = len(text), text + inline.text.replace("\n", " ")
        if "bold" in inline.emphasis and inline.text.strip():
            if ranges and not text[ranges[-1][1] : start].strip():
                ranges[-1] = ranges[-1][0], len(text)
            else:
                ranges.append((start, len(text)))
    if ranges == [(0, len(text))] and text.rstrip()[-1] not in _ENDS:
        return  # a line in bold alone is a heading of sorts
    told = dict.fromkeys(one for span in ranges for one in _read_range(text, *span))
    yield from told if len(told) <= MOST_SENTENCES else ()


def _read_range(text: str, start: int, end: int) -> Iterator[str]:
    """The sentences of which all is bold; where bold begins and ends in one, that one."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    bounds = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    sentences = [one for one in pairwise(bounds) if one[0] < end and start < one[1]]
    if len(sentences) == 1:
        [(first, last)] = sentences
        whole = len(text[first:last].split()) <= LONGEST_SENTENCE
        sentences = [(first, last) if whole else (start, end)]
        bold = text[start:end].split()
    else:
        sentences = [one for one in sentences if start <= one[0] and one[1] - 1 <= end]
        bold = []
    for first, last in sentences:
        words = text[first:last].strip().strip(",;:").split()
        if len(bold or words) >= FEWEST_WORDS and len(words) <= LONGEST_SENTENCE:
            sentence = " ".join(words)
            yield sentence[0].upper() + sentence[1:]
