"""A whole Word file: its body, and what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from octavo.docx.elements import XmlElement, attribute, child, children, name_of
from octavo.importing.tree import Imported, ImportFinding
from octavo.importing.word.arranging import arrange
from octavo.importing.word.numbering import read_numbering
from octavo.importing.word.opening import (
    WordFile,
    find_parts,
    open_word,
    read_first,
    read_part,
    refuse_depth,
    relations,
)
from octavo.importing.word.picture_sizes import read_text_width
from octavo.importing.word.reading import (
    RIGHT_TO_LEFT,
    Reading,
    WordComment,
    WordDocument,
    WordNote,
)
from octavo.importing.word.stories import read_blocks, read_items
from octavo.importing.word.styles import StyleSheet, read_style_sheet
from octavo.importing.word.wording import words_of

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_PROPERTIES = (
    ("title", f"{_DUBLIN}title"),
    ("author", f"{_DUBLIN}creator"),
    ("date", f"{_TERMS}modified"),
    ("description", f"{_DUBLIN}description"),
    ("description", f"{_DUBLIN}subject"),
    ("keywords", f"{_CORE}keywords"),
    ("language", f"{_DUBLIN}language"),
)
"""Properties of a publication and where a Word file says them; of two, the first that is there."""
_HEADS = "Octavo makes heads and feet of pages itself: `imprint` and the theme say what they show"
_UNCALLED = "no place in the text calls them"
_SECTION = "Octavo divides the text into pages and columns itself: `columns` of a section says how"


def read_word(data: bytes, name: str) -> Imported:
    """The Word file `data`, called `name`, as a document of ours.

    Raises `SourceError` when it is none, is locked, damaged, or larger than any document.
    """
    file = open_word(data, name)
    try:
        return _read(file)
    except RecursionError:
        raise refuse_depth(name) from None


def _read(file: WordFile) -> Imported:
    root = read_part(file, file.main)
    document = _open_document(file, root)
    reading = Reading(document, file.main, relations(file, file.main), read_blocks)
    items = list(read_items(reading, chain.from_iterable(children(root, "w:body"))))
    blocks = arrange(items, reading, whole=True)
    _name_uncalled(reading)
    _name_sections(root, reading)
    _name_heads(reading)
    return Imported(file.name, blocks, _read_properties(document), tuple(reading.findings))


def _open_document(file: WordFile, root: XmlElement) -> WordDocument:
    sheet = read_style_sheet(read_first(file, file.main, "styles"))
    numbering = read_numbering(read_first(file, file.main, "numbering"), sheet)
    notes = dict(_read_notes(file))
    comments = _read_comments(file)
    language = _find_language(root, sheet)
    width = read_text_width(root)
    return WordDocument(file, sheet, numbering, notes, comments, language, width)


def _read_notes(file: WordFile) -> Iterator[tuple[tuple[str, str], WordNote]]:
    for kind in ("footnote", "endnote"):
        for part in find_parts(file, file.main, f"{kind}s"):
            notes = children(read_part(file, part), f"w:{kind}")
            yield from (((kind, attribute(one, "w:id")), WordNote(part, one)) for one in notes)


# ------------------------------------------------------------------------------ comments


def _read_comments(file: WordFile) -> dict[str, WordComment]:
    """The comments by their ids, with the answers to each."""
    found: dict[str, XmlElement] = {}
    for part in find_parts(file, file.main, "comments"):
        for one in children(read_part(file, part), "w:comment"):
            id = attribute(one, "w:id")
            found[id if id not in found else f"{id}, again {len(found)}"] = one
    ids = {_last_paragraph(one): id for id, one in found.items()}
    parents: dict[str, str] = {}
    settled: set[str] = set()
    for one in _extensions(file):
        id = ids.get(attribute(one, "w15:paraId"), "")
        if attribute(one, "w15:done") in {"1", "true"}:
            settled.add(id)
        if parent := ids.get(attribute(one, "w15:paraIdParent"), ""):
            parents[id] = parent
    return {
        id: WordComment(
            words_of(one),
            tuple(answer for answer, to in parents.items() if to == id and answer != id),
            id in settled or parents.get(id) in settled,
            id in parents,
        )
        for id, one in found.items()
    }


def _last_paragraph(comment: XmlElement) -> str:
    paragraphs = list(children(comment, "w:p"))
    return attribute(paragraphs[-1], "w14:paraId") if paragraphs else ""


def _extensions(file: WordFile) -> Iterator[XmlElement]:
    for part in find_parts(file, file.main, "commentsExtended"):
        yield from children(read_part(file, part), "w15:commentEx")


# ------------------------------------------------------------------------------ the rest


def _name_uncalled(reading: Reading) -> None:
    """Report notes and comments that stand in the file and nowhere in its text."""
    for (kind, id), note in reading.document.notes.items():
        if (kind, id) not in reading.used and (words := words_of(note.element)):
            reading.report("not imported", f"{kind}s without a mark", words, _UNCALLED, kind)
    for id, comment in reading.document.comments.items():
        if ("comment", id) not in reading.used and comment.text:
            kind = "comments without a mark"
            reading.report("not imported", kind, comment.text, _UNCALLED, "comment")


def _name_sections(root: XmlElement, reading: Reading) -> None:
    """Report how the pages are set, as far as Octavo sets them otherwise."""
    count = sum(1 for _ in root.iter(name_of("w:sectPr"))) - 1
    columns = [one for one in root.iter(name_of("w:cols")) if attribute(one, "w:num") > "1"]
    if count > 0:
        reading.findings.append(
            ImportFinding("not imported", "breaks between sections", "", "", _SECTION)
        )
    if count := reading.counts[RIGHT_TO_LEFT]:
        reason = f"Octavo sets no text from right to left, as {count} of its paragraphs are"
        reading.findings.append(ImportFinding("guessed", RIGHT_TO_LEFT, "", "", reason))
    if columns:
        reading.findings.append(ImportFinding("not imported", "columns", "", "", _SECTION))


def _name_heads(reading: Reading) -> None:
    """Report what stands at the head and foot of pages, and in parts that nothing leads to."""
    file = reading.document.file
    read = {file.main}
    for kind, place in _BESIDE.items():
        for part in find_parts(file, file.main, kind):
            read.add(part)
            if place and (words := words_of(read_part(file, part))):
                reading.report("not imported", "heads and feet of pages", words, _HEADS, place)
    for part, data in file.parts.items():
        if part in read or "glossary" in part or not _STORY.search(data[:_BEGINNING]):
            continue
        if words := words_of(read_part(file, part)):
            reading.report("not imported", "parts without a place", words, _UNCALLED, part)


_BESIDE = {
    "header": "head of the page",
    "footer": "foot of the page",
    "footnotes": "",
    "endnotes": "",
    "comments": "",
}
"""Parts beside the text; of those with a place, every word is reported."""
_STORY = re.compile(rb"<(?:\w+:)?(?:hdr|ftr|footnotes|endnotes|comments|document)[\s>]")
_BEGINNING = 4000
"""Bytes of a part in which its root stands: some programs declare thirty namespaces before it."""


def _read_properties(document: WordDocument) -> tuple[tuple[str, str], ...]:
    file = document.file
    core = next((read_part(file, part) for part in find_parts(file, "", "core-properties")), None)
    extended = next(
        (read_part(file, part) for part in find_parts(file, "", "extended-properties")), None
    )
    found: dict[str, str] = {}
    for name, tag in _PROPERTIES:
        text = " ".join((core.findtext(tag) or "").split()) if core is not None else ""
        found.setdefault(name, text) if text else None
    if "date" in found:
        found["date"] = found["date"][:10]
    company = "" if extended is None else (extended.findtext(f"{_EXTENDED}Company") or "").strip()
    found |= {"publisher": company} if company else {}
    if document.language:
        found["language"] = document.language
    return tuple(found.items())


def _find_language(root: XmlElement, sheet: StyleSheet) -> str:
    """The language of most letters of the text."""
    usual = sheet.paragraph("").run.language or sheet.run.language
    counts: Counter[str] = Counter()
    for run in root.iter(name_of("w:r")):
        own = attribute(child(child(run, "w:rPr"), "w:lang"), "w:val")
        counts[own or usual] += sum(len(one.text or "") for one in children(run, "w:t"))
    if not counts:
        return usual
    return counts.most_common(1)[0][0] or usual
