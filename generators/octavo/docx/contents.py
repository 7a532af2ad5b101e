"""Lists of contents, figures and tables: fields that Word can update, already filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from octavo.document.collation import sort_entries
from octavo.docx.markup import TAB, close_field, field, inner_link, open_field, paragraph, run
from octavo.docx.part_state import ListEntry
from octavo.docx.style_ids import ParagraphStyleId

UNKNOWN_PAGE = "0"
"""What stands for a page number until the pages have been counted."""
_CONTROL = 2040001
"""The id of the content control round the contents list: any number will do that no other control
has (see `markup._TITLE_CONTROL`); one that does not change keeps files the same."""


def contents_list(title: str, entries: Sequence[ListEntry], properties: str = "") -> str:
    """The contents list of `entries` under its `title`, as Word's own building block."""
    heading = paragraph("TOCHeading", run(title), properties)
    lines = "".join(_fill('TOC \\o "1-2" \\h \\z', entries, _style_entry))
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{_CONTROL}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{heading}{lines}</w:sdtContent></w:sdt>"
    )


_LEVELS: tuple[ParagraphStyleId, ...] = ("TOC1", "TOC2", "TOC3")


def _style_entry(entry: ListEntry) -> ParagraphStyleId:
    return _LEVELS[entry.level - 1]


def captions_list(label: str, entries: Sequence[ListEntry]) -> list[str]:
    """The list of the captions that begin with `label`; nothing without `entries`."""
    return _fill(f'TOC \\h \\z \\c "{label}"', entries, lambda _: "TableofFigures")


def index_list(entries: Iterable[str], alphabet: str) -> list[str]:
    """The index of `entries` in the order of `alphabet`, as a field; nothing without any."""
    ordered = sort_entries(entries, alphabet, by_words=True)
    last = len(ordered) - 1
    return [
        paragraph(
            "Index1",
            (open_field('INDEX \\e ", "') if place == 0 else "")
            + run(entry)
            + run(", ")
            + run(UNKNOWN_PAGE)
            + (close_field() if place == last else ""),
        )
        for place, entry in enumerate(ordered)
    ]


def _fill(
    instruction: str, entries: Sequence[ListEntry], style: Callable[[ListEntry], ParagraphStyleId]
) -> list[str]:
    """One paragraph for each entry; the first opens the field, the last closes it."""
    last = len(entries) - 1
    return [
        paragraph(
            style(entry),
            (open_field(instruction) if place == 0 else "")
            + inner_link(entry.name, _line(entry))
            + (close_field() if place == last else ""),
        )
        for place, entry in enumerate(entries)
    ]


def _line(entry: ListEntry) -> str:
    number = f"{run(entry.number)}{TAB}" if entry.number else ""
    page = field(f"PAGEREF {entry.name} \\h", UNKNOWN_PAGE)
    return f"{number}{run(entry.title)}{TAB}{page}"
