"""Captions, by style, by a number that Word counts, or typed, each with what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from octavo.importing.tree import ForeignBlock, ForeignFigure, ForeignTable
from octavo.importing.word.paragraphs import StoryItem, WordParagraph, drop_emphasis, drop_letters

_TABLES = (
    "table|tab\\.|tabelle|tableau|tabla|tabella|tabel|tabela|tabell|taulukko|tabulka|táblázat|"
    "таблица"
)
_FIGURES = (
    "figure|fig\\.?|abbildung|abb\\.|figura|figuur|rysunek|rys\\.|figur|kuva|kuvio|obrázek|ábra|"
    "рисунок|"
    "chart|graph|map|photo|box|exhibit|illustration|diagram|schaubild|grafik|graphique|carte|"
    "gráfico|mapa|image|picture|foto|bild"
)
_NUMBER = r"(?:[A-Z]?\d{1,3}|[IVX]{1,5}|[A-Z])(?:[.\-–]\d{1,3})*[a-z]?"
_TYPED = re.compile(
    rf"\s*(?:(?P<table>{_TABLES})|(?P<figure>{_FIGURES}))[\s\u00a0]*(?P<number>{_NUMBER})"
    r"(?P<end>\s*[.:–—|-]\s*|[\s\u00a0]+|$)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*[.:–—|-]?\s*")
LONGEST = 400
"""Letters of a typed caption: what is longer is a paragraph that only begins with `Figure 3`."""
_SOURCE = re.compile(
    r"\s*(?:sources?|quellen?|fuentes?|fonte|bron|źródło|källa|kilde|lähde|zdroj|forrás)\s*:",
    re.IGNORECASE,
)
CAPTION = "caption"

Report = Callable[[str, str], None]
"""Takes what was taken off a caption, and the place."""


def attach_captions(items: Sequence[StoryItem], report: Report) -> list[StoryItem]:
    """The same items, with each caption at the figure or table to which it belongs."""
    found = list(items)
    kept: list[StoryItem] = []
    at = 0
    while at < len(found):
        item = found[at]
        kind = find_kind(item) if isinstance(item, WordParagraph) else ""
        if not kind or not isinstance(item, WordParagraph):
            kept.append(item)
            at += 1
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        before = kept[-1] if kept else None
        chosen = _choose(kind, before, after)
        if chosen is before and _can_take(before):
            kept[-1] = _give(before, item, report)
        elif chosen is after and _can_take(after):
            found[at + 1] = _give(after, item, report)
        else:
            kept.append(item)
        at += 1
    return kept


def find_kind(line: WordParagraph) -> str:
    """What a line is the caption of: `table`, `figure`, `any`; empty when it is none."""
    if line.outline or (line.label and not line.label.wordy):
        return ""
    typed = _TYPED.match(line.words)
    styled = CAPTION in line.names or line.style in _STYLES
    if not (styled or line.counted or (typed and _may_be_typed(line, typed))):
        return ""
    if typed:
        return "table" if typed["table"] else "figure"
    return "any"


_STYLES = frozenset(
    {"table caption", "image caption", "figure caption", "table title", "figure title", "figure"}
)


def _may_be_typed(line: WordParagraph, typed: re.Match[str]) -> bool:
    """Whether a line that begins as a caption does is one, not a sentence about the figure."""
    if len(line.words) > LONGEST:
        return False
    rest = line.words[typed.end() :]
    return bool(typed["end"].strip()) or not rest or not rest[0].islower()


def _choose(kind: str, before: StoryItem | None, after: StoryItem | None) -> StoryItem | None:
    """What a caption belongs to: a figure's stands below it, a table's above, unless only the other
    is there."""
    order = (after, before) if kind == "table" else (before, after)
    kinds = (ForeignTable,) if kind == "table" else (ForeignFigure,)
    for wanted in (kinds, (ForeignFigure, ForeignTable)):
        for one in order:
            if isinstance(one, wanted) and _can_take(one):
                return one
    return None


def _can_take(item: StoryItem | None) -> bool:
    return isinstance(item, ForeignFigure | ForeignTable) and not item.caption


def _give(item: StoryItem | None, line: WordParagraph, report: Report) -> StoryItem:
    """`item` with `line` as its caption, without the number that Octavo gives it anew."""
    assert isinstance(item, ForeignFigure | ForeignTable)
    length = _label_length(line)
    if length:
        report(line.words[:length], line.place)
    text = drop_emphasis(drop_letters(line.text, length), *line.looks)
    return replace(item, caption=text, anchors=(*item.anchors, *line.anchors))


def _label_length(line: WordParagraph) -> int:
    """How many letters of a caption are its number: `Figure 3:`."""
    words = line.words
    if line.counted:
        rest = _AFTER.match(words, min(line.counted, len(words)))
        return rest.end() if rest else line.counted
    typed = _TYPED.match(words)
    return typed.end() if typed else 0


def read_role(line: WordParagraph, before: ForeignBlock | None) -> str:
    """`caption` or `source` for a line that is one and stands alone; else empty."""
    if _SOURCE.match(line.words) and isinstance(before, ForeignFigure | ForeignTable):
        return "source"
    if find_kind(line) and (CAPTION in line.names or line.counted):
        return "caption"
    return ""
