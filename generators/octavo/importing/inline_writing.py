"""Inlines of a document as Octavo's Markdown, and what of them could not be taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from octavo.importing.escaping import CleanText, clean_text, guard_lines, plain_value
from octavo.importing.marked_words import MarkedWords, write_words
from octavo.importing.tree import (
    ForeignComment,
    ForeignIndexMark,
    ForeignInlines,
    ForeignNote,
    ForeignPicture,
    ForeignReference,
    ForeignRun,
    ImportFinding,
    Outcome,
)
from octavo.importing.tree_words import flatten_blocks, words_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}")
_UNSAFE = re.compile(r"[\s<>\"\\^`{|}*_\[\]]|&(?=#?\w*;)")
_TARGET = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@[^\s@])\S*")
LONGEST_ADDRESS = 2000
"""Characters of an address; longer ones are made by programs for one visit, and lead nowhere."""
_SUPERIORS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")  # noqa: RUF001  Unicode's
_INFERIORS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")  # noqa: RUF001  Unicode's
_FIGURES = re.compile(r"[0-9]{1,3}|[-+−][0-9]{1,2}")  # noqa: RUF001  a minus sign
_NUMBERED = re.compile(r"[^\W\d_]+\.?[\s\N{NO-BREAK SPACE}]\d+")
_LETTERS = r"\w[\w\u0300-\u036f’'-]*"
_WORD = re.compile(rf"{_LETTERS}(?=\W*$)")
_FIRST_WORD = re.compile(_LETTERS)


@dataclass(frozen=True, slots=True)
class Target:
    """A place of the publication that references lead to."""

    id: str
    numbered: bool = False
    """Whether a reference without words prints its number."""


@dataclass
class Scribe:
    """What is gathered while a section is written."""

    language: str
    """The publication's, BCP 47."""
    targets: Mapping[str, Target] = field(default_factory=dict[str, Target])
    """By the anchors of the document."""
    notes: list[str] = field(default_factory=list[str])
    """The text of each note, in order."""
    queries: list[str] = field(default_factory=list[str])
    """About the section as a whole."""
    findings: list[ImportFinding] = field(default_factory=list[ImportFinding])
    place: str = ""
    """Of the block that is written."""

    def tell(self, outcome: Outcome, kind: str, words: str = "", reason: str = "") -> None:
        """Add to the findings."""
        self.findings.append(ImportFinding(outcome, kind, self.place, words, reason))


def write_inlines(
    inlines: ForeignInlines, scribe: Scribe, one_line: bool = False, bold: bool = True
) -> str:
    """`inlines` as words of a paragraph; in `one_line`, without line breaks.

    Without `bold`, words that are bold are not marked, as in headings, which are bold anyway.
    """
    pieces = list(_list_pieces(inlines, scribe))
    if one_line:
        pieces = [replace(piece, text=piece.text.replace("\n", " ")) for piece in pieces]
    if not bold:
        pieces = [replace(piece, emphasis=piece.emphasis - {"bold"}) for piece in pieces]
    written = write_words(_drop_bare_queries(pieces, scribe))
    return guard_lines(written)


def _drop_bare_queries(pieces: list[MarkedWords], scribe: Scribe) -> list[MarkedWords]:
    """`pieces`; without words among them, their queries are about the section."""
    if any(piece.text.strip() or piece.mark.startswith("[^") for piece in pieces):
        return pieces
    scribe.queries += [piece.mark[3:-3] for piece in pieces if piece.mark.startswith("{>>")]
    return [piece for piece in pieces if not piece.mark.startswith("{>>")]


def _list_pieces(inlines: ForeignInlines, scribe: Scribe) -> Iterator[MarkedWords]:
    """What stands there, an index mark given to the word before it, or else the one behind."""
    pieces: list[MarkedWords] = []
    waiting: list[str] = []
    for inline in inlines:
        match inline:
            case ForeignRun():
                found = _make_run(inline, pieces, scribe)
                while waiting and (rest := _mark_first(found, waiting[0], pieces)):
                    found = rest
                    del waiting[0]
                pieces.append(found)
            case ForeignReference():
                pieces.append(_make_reference(inline, scribe))
            case ForeignNote():
                pieces += _make_note(inline, scribe)
            case ForeignComment():
                pieces.append(MarkedWords("", mark=_make_query(inline, pieces)))
            case ForeignIndexMark():
                entry = plain_value(", ".join(filter(None, inline.entry)))
                if entry and not _mark_last(pieces, entry):
                    waiting.append(entry)
            case ForeignPicture():  # `settle` has moved all of them out of the text
                scribe.tell("not imported", "pictures in a line", inline.alternative)
    for entry in waiting:
        reason = "no word stands beside them; write [word]{.index}"
        scribe.tell("not imported", "index entries", entry, reason)
    yield from pieces


def _clean(text: str, scribe: Scribe) -> str:
    cleaned = clean_text(text)
    tell_dropped(cleaned, scribe)
    return cleaned.text


def tell_dropped(cleaned: CleanText, scribe: Scribe) -> None:
    """Name the signs that are left out of a text."""
    if cleaned.dropped:
        signs = " ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(cleaned.dropped))
        reason = "no source may have them"
        scribe.tell("not imported", "invisible characters", signs, reason)
    if cleaned.emoji:
        scribe.tell("not imported", "emoji", cleaned.emoji, "Octavo cannot set them")


def _make_run(run: ForeignRun, before: Sequence[MarkedWords], scribe: Scribe) -> MarkedWords:
    text = _clean(run.text, scribe)
    raised = run.emphasis & {"superscript", "subscript"}
    if raised and text.strip():
        text = _raise(text, raised, before, scribe)
    if "struck" in run.emphasis and text.strip():
        scribe.tell("guessed", "words struck out", text, "they are printed without a stroke")
    emphasis = run.emphasis & {"bold", "italic", "code"}
    link = ""
    if run.link and text.strip():
        link = _make_link(run.link, text, scribe)
    return MarkedWords(text, emphasis, _find_language(run, scribe), link)


def _raise(text: str, raised: frozenset[str], before: Sequence[MarkedWords], scribe: Scribe) -> str:
    """Figures that are raised or lowered as Unicode has them; other words stay on the line."""
    follows = bool(before) and before[-1].text[-1:].strip() != ""
    if _FIGURES.fullmatch(text) and follows:
        scribe.tell("kept", "raised and lowered figures")
        return text.translate(_SUPERIORS if "superscript" in raised else _INFERIORS)
    reason = "Octavo has no raised or lowered words; they stand on the line"
    scribe.tell("guessed", "raised and lowered words", text, reason)
    return text


def _find_language(run: ForeignRun, scribe: Scribe) -> str:
    """The language of the run, when it is another one than the text's and it has words."""
    named = run.language.replace("_", "-")
    same = named.split("-")[0].lower() == scribe.language.split("-")[0].lower()
    spoken = sum(map(str.isalpha, run.text)) > 1
    if not named or same or not spoken or not _LANGUAGE.fullmatch(named):
        return ""
    scribe.tell("kept", "words in another language", run.text)
    return named


def _make_link(link: str, words: str, scribe: Scribe) -> str:
    """What stands between the parentheses of a link to `link`; empty when it cannot be one."""
    if link.startswith("#"):
        target = scribe.targets.get(link[1:])
        if target is None:
            reason = "there is no such place in the document"
            scribe.tell("guessed", "links to nowhere", f"{words} ({link})", reason)
            return ""
        scribe.tell("kept", "links within the text")
        return f"#{target.id}"
    address = link.strip()
    if address.startswith("www."):
        address = f"http://{address}"
    address = _UNSAFE.sub(lambda sign: quote(sign[0], safe=""), clean_text(address).text)
    if address.count("(") != address.count(")") or "()" in address or ")(" in address:
        address = address.replace("(", "%28").replace(")", "%29")
    if not _TARGET.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        reason = "a link leads to https:, http: or mailto:"
        scribe.tell("not imported", "addresses of links", link, reason)
        return ""
    scribe.tell("kept", "links")
    return address


def _make_reference(reference: ForeignReference, scribe: Scribe) -> MarkedWords:
    text = " ".join(_clean(reference.text, scribe).split())
    target = scribe.targets.get(reference.anchor)
    if target is None:
        if text:
            reason = "what they lead to is not in the document"
            scribe.tell("guessed", "cross references", text, reason)
        return MarkedWords(text)
    scribe.tell("kept", "cross references")
    if target.numbered and (not text or _NUMBERED.fullmatch(text)):
        return MarkedWords("", mark=f"[](#{target.id})")
    return MarkedWords(text, link=f"#{target.id}") if text else MarkedWords("")


def _make_note(note: ForeignNote, scribe: Scribe) -> Iterator[MarkedWords]:
    """The call of a note; the comments in it stand behind the call."""
    flat = flatten_blocks(note.blocks)
    if flat.parts > 1:
        scribe.tell("guessed", "notes of several paragraphs", reason="they are one paragraph now")
    inner: list[ForeignRun | ForeignReference | ForeignIndexMark] = []
    comments: list[ForeignComment] = []
    for inline in flat.inlines:
        match inline:
            case ForeignNote():
                scribe.tell("guessed", "notes in notes", reason="they stand between parentheses")
                inner.append(ForeignRun(f" ({words_of(inline)})"))
            case ForeignComment():
                comments.append(inline)
            case ForeignPicture():
                scribe.tell("not imported", "pictures in notes", inline.alternative)
            case _:
                inner.append(inline)
    text = write_inlines(tuple(inner), scribe, one_line=True)
    if text.strip():
        scribe.notes.append(text)
        scribe.tell("kept", "notes")
        yield MarkedWords("", mark=f"[^{len(scribe.notes)}]")
    for comment in comments:
        yield MarkedWords("", mark=_make_query(comment, ()))


def _make_query(comment: ForeignComment, before: Sequence[MarkedWords]) -> str:
    """A query about the word before it, which quotes what it is about where that is more."""
    text = " ".join(clean_text(comment.text).text.split())
    about = " ".join(clean_text(comment.about).text.split())
    near = before[-1].text.split()[-1:] if before else []
    if about and [about] != near:
        text = f"“{about}”: {text}"
    return f"{{>>{_write_question(text)}<<}}"


def _write_question(text: str) -> str:
    """`text` without what would be a mark in it, for it cannot be escaped there."""
    text = re.sub(r"[{}]", lambda sign: "(" if sign[0] == "{" else ")", text)
    text = re.sub(r"(?<!\w)\.(?=audience)", ". ", text, flags=re.IGNORECASE)
    return re.sub(r"[\\`*_\[\]<>&~^|]", r"\\\g<0>", text) or "?"


# ------------------------------------------------------------------------------ index


def _mark_last(pieces: list[MarkedWords], entry: str) -> bool:
    """Mark the last word of `pieces` for the index; whether there is one."""
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        free = piece.text.strip() and not piece.link and piece.entry is None
        found = _WORD.search(piece.text) if free and "code" not in piece.emphasis else None
        if found:
            before, after = piece.text[: found.start()], piece.text[found.end() :]
            pieces[place : place + 1] = [
                replace(piece, text=before),
                replace(piece, text=found[0], entry=entry),
                replace(piece, text=after),
            ]
            return True
    return False


def _mark_first(run: MarkedWords, entry: str, pieces: list[MarkedWords]) -> MarkedWords | None:
    """What is left of `run` when its first word, marked for the index, is among `pieces`.

    `None` when no word of it can be marked.
    """
    found = _FIRST_WORD.search(run.text)
    if not found or run.link or "code" in run.emphasis:
        return None
    pieces.append(replace(run, text=run.text[: found.start()]))
    pieces.append(replace(run, text=found[0], entry=entry))
    return replace(run, text=run.text[found.end() :])
