"""Lists of contents, figures and tables: fields that Word can update, already filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from octavo.document.collation import sort_entries
from octavo.docx.faces import families
from octavo.docx.layout import twips
from octavo.docx.markup import TAB, close_field, field, inner_link, open_field, paragraph, run
from octavo.docx.metrics import find_face, load_metrics, measure_word
from octavo.docx.numbering import Follow
from octavo.docx.part_state import ListEntry, TabStop, WriteContext
from octavo.docx.style_ids import ParagraphStyleId

UNKNOWN_PAGE = "0"
"""What stands for a page number until the pages have been counted."""
_CONTROL = 2040001
"""The id of the content control round the contents list: any number will do that no other control
has (see `markup._TITLE_CONTROL`); one that does not change keeps files the same."""


def contents_list(
    title: str, entries: Sequence[ListEntry], writing: WriteContext, properties: str = ""
) -> str:
    """The contents list of `entries` under its `title`, as Word's own building block."""
    heading = paragraph("TOCHeading", run(title), properties)
    lines = "".join(_fill('TOC \\o "1-2" \\h \\z', entries, _style_entry, writing))
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{_CONTROL}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{heading}{lines}</w:sdtContent></w:sdt>"
    )


_LEVELS: tuple[ParagraphStyleId, ...] = ("TOC1", "TOC2", "TOC3")


def _style_entry(entry: ListEntry) -> ParagraphStyleId:
    return _LEVELS[entry.level - 1]


def captions_list(label: str, entries: Sequence[ListEntry], writing: WriteContext) -> list[str]:
    """The list of the captions that begin with `label`; nothing without `entries`."""
    return _fill(f'TOC \\h \\z \\c "{label}"', entries, lambda _: "TableofFigures", writing)


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
    instruction: str,
    entries: Sequence[ListEntry],
    style: Callable[[ListEntry], ParagraphStyleId],
    writing: WriteContext,
) -> list[str]:
    """One paragraph for each entry; the first opens the field, the last closes it."""
    last = len(entries) - 1
    kinds = {(style(entry), _is_tabbed(entry)): [entry] for entry in entries}
    for entry in entries:
        kinds[style(entry), _is_tabbed(entry)].append(entry)
    tabs = {kind: _write_tabs(kind[0], alike, writing) for kind, alike in kinds.items()}
    return [
        paragraph(
            style(entry),
            (open_field(instruction) if place == 0 else "")
            + inner_link(entry.name, _line(entry))
            + (close_field() if place == last else ""),
            tabs[style(entry), _is_tabbed(entry)],
        )
        for place, entry in enumerate(entries)
    ]


def _is_tabbed(entry: ListEntry) -> bool:
    """Whether a tab stands between a number and the title."""
    return bool(entry.number) and entry.follow == "tab"


def _write_tabs(style: str, entries: Sequence[ListEntry], writing: WriteContext) -> str:
    """The tabs of lines in a style, all with a number or all without, where it has none that serve.

    A number needs a stop behind it, and the page number the last one, at the right of the text.
    Word writes them into the lines, too.
    """
    looks = writing.state.definitions.looks.contents.get(style)
    if looks is None:
        return ""
    tabbed, start = _is_tabbed(entries[0]), looks.left - looks.hanging
    size = writing.theme.scale.text * writing.layout.scale
    face = find_face(load_metrics(writing.theme, size), families(writing.theme)[2], False, False)
    words = [measure_word(face, entry.number if tabbed else entry.title) for entry in entries]
    end = start + twips(looks.size * (max(words) * WIDER if tabbed else min(words) / WIDER))
    hang = [TabStop(looks.left, "left")] if looks.hanging > 0 else []
    behind = sorted((s for s in (*looks.tabs, *hang) if s.place > end), key=lambda s: s.place)
    measure = twips(writing.layout.measure)
    wanted = [*["left"] * tabbed, "right"]
    fits = [stop.kind for stop in behind] == wanted and behind[-1].place <= measure + ROUNDING
    if fits and not looks.right:
        return ""
    stops = [TabStop(measure, "right", next((s.leader for s in behind if s.leader), "dot"))]
    if tabbed:
        stops.insert(0, TabStop(end + twips(GAP * looks.size), "left"))
    kept = {stop.place for stop in stops}
    cleared = [TabStop(stop.place, "clear") for stop in looks.tabs if stop.place not in kept]
    ordered = sorted((*cleared, *stops), key=lambda stop: stop.place)
    indent = f'<w:ind w:left="{start}" w:right="0" w:firstLine="0"/>'
    moved = indent if looks.right or looks.hanging > 0 else ""
    return f"<w:tabs>{''.join(map(_write_tab, ordered))}</w:tabs>{moved}"


def _write_tab(stop: TabStop) -> str:
    leader = f' w:leader="{stop.leader}"' if stop.leader else ""
    return f'<w:tab w:val="{stop.kind}"{leader} w:pos="{stop.place}"/>'


WIDER = 1.3
"""How much wider than in our sans a number may be in the house's face, and in bold: DejaVu Sans
Bold takes 1.27 times as much. With less, a wide number runs over its stop to the page numbers'."""
GAP = 0.8
"""Between the widest number and the titles, in sizes of type: as between columns of a table. With
less than half a size they run together."""
ROUNDING = 20
"""Twips by which a house's stop may lie beyond its margin: a point, which is rounding in
millimetres; what lies further out was made for a wider page."""


_FOLLOWS: Mapping[Follow, str] = {"tab": TAB, "space": run(" "), "nothing": ""}


def _line(entry: ListEntry) -> str:
    number = f"{run(entry.number)}{_FOLLOWS[entry.follow]}" if entry.number else ""
    page = field(f"PAGEREF {entry.name} \\h", UNKNOWN_PAGE)
    return f"{number}{run(entry.title)}{TAB}{page}"
