"""What stands on which page: numbers that lead there, heads and feet, and the rules of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

import pytest
from pikepdf import Array
from pypdfium2 import PdfDocument

from booklet.expected import say_opening
from booklet.making import SMALL, Made, change_style, make, read_folder
from booklet.pages import HEAD_OR_FOOT, Link, Page, Run, read_pages, squeeze
from booklet.reading import find_part, find_parts, list_said
from octavo.booklet.chapters import name_running_head
from octavo.booklet.openers import measure_way
from octavo.booklet.template import PageShape, load_template
from octavo.document import (
    Block,
    Figure,
    Heading,
    Indexed,
    Listing,
    Note,
    Paragraph,
    PullQuote,
    Reference,
    Section,
    Statistics,
    Table,
)
from octavo.document.walk import query, text_of
from octavo.files.library import Library, Memory
from octavo.style.theme import load_theme
from pdf.reading import open_pdf, read_tree

BODY = 9.6
"""Points: the size of running text."""
GRID = 13.2
NOTHING = Memory({})
VARIANTS = {
    "roman": {"front_matter": "roman"},
    "gpo": {"parts": "gpo", "front_matter": "roman"},
    "chicago": {"parts": "chicago"},
    "B5": {"page": "B5"},
    "A4": {"page": "A4"},
    "letter": {"page": "letter"},
}
"""The small publication with lines of its style changed."""


@lru_cache(8)
def make_variant(name: str) -> tuple[Made, Library]:
    """The small publication as a variant, and the library with the variant's style."""
    library = change_style(**VARIANTS[name])
    return make(read_folder(SMALL)[0], library), library


QUICK = ("small", "gpo")
"""The booklets of every day: one without a style of its own, one with another order of parts."""
SLOW = [
    pytest.param(name, marks=pytest.mark.slow)
    for name in ("proceedings", *VARIANTS)
    if name not in QUICK
]


@pytest.fixture(params=[*QUICK, *SLOW], scope="module")
def book(request: pytest.FixtureRequest) -> tuple[Made, Library]:
    """A booklet, and the library with its style."""
    if request.param in VARIANTS:
        return make_variant(request.param)
    made: Made = request.getfixturevalue(request.param)
    return made, NOTHING


def pages_of(book: tuple[Made, Library]) -> tuple[Page, ...]:
    return read_pages(book[0].data).pages


def shape_of(book: tuple[Made, Library]) -> PageShape:
    return load_template(book[1], "en-GB", load_theme(book[1])).shape


def find_label(pages: tuple[Page, ...], label: str) -> Page:
    """The page with the printed number `label`."""
    return next(page for page in pages if page.label == label)


POSTERS = {"theme": 1, "panel": 1, "numbers": 2}
"""How many pages in ink sections of a kind have at most: their openers, and large statistics."""


def is_poster(page: Page, made: Made) -> bool:
    """Whether it is a cover or a page in ink, where words stand where they look best."""
    begun = {made.labels[s.id]: s.kind for s in made.document.sections}
    labels = [one for one in (page.label, _label_before(page)) if POSTERS.get(begun.get(one, ""))]
    inked = any(POSTERS[begun[one]] > (one != page.label) for one in labels)
    return page.number in {1, made.pages} or (inked and not _has_folio(page, made))


def _label_before(page: Page) -> str:
    return str(int(page.label) - 1) if page.label.isdigit() else ""


def _has_folio(page: Page, made: Made) -> bool:
    marking = made.document.publication.marking
    return any(run.subtype == "Footer" and run.words != marking for run in page.runs)


# ------------------------------------------------------------------------------ numbers


def test_the_contents_give_the_page_on_which_each_title_stands(book: tuple[Made, Library]) -> None:
    made, pages = book[0], pages_of(book)
    listed = [text for role, text in list_said(find_part(made.data, "Contents")) if role == "TOCI"]
    titles = [s.title for s in made.document.sections] + ["Photographs", "Abbreviations"]

    for title in titles:
        entry = next(text for text in listed if re.search(rf"{re.escape(title)} \w+$", text))
        page = find_label(pages, entry.split()[-1])
        heads = squeeze("".join(run.text for run in page.runs if run.role == "H1"))
        assert squeeze(title).casefold() in heads.casefold(), entry


def test_the_list_of_figures_gives_the_page_of_each_caption(book: tuple[Made, Library]) -> None:
    made, pages = book[0], pages_of(book)
    listed = [text for role, text in list_said(find_part(made.data, "Contents")) if role == "TOCI"]
    entries = [text for text in listed if re.match(r"(Figure|Table) \d", text)]
    numbered = [
        *query(made.document.sections, Figure),
        *(one for one in query(made.document.sections, Statistics) if one.number),
        *(one for one in query(made.document.sections, Table) if one.number),
    ]

    assert len(entries) == len(numbered)
    for entry in entries:
        what, label = entry.rsplit(" ", 1)
        assert squeeze(what) in find_label(pages, label).text, entry


@pytest.mark.slow
def test_the_index_gives_the_pages_on_which_its_words_stand(proceedings: Made) -> None:
    pages = read_pages(proceedings.data).pages
    indexed = list(query(proceedings.document.sections, Indexed))
    said = [
        text for role, text in list_said(find_part(proceedings.data, "Index")) if role == "LBody"
    ]

    sent = [line for line in said if ", see " in line]
    assert "C2, see command and control (C2)" in sent
    assert not [line for line in sent if line.startswith("MDO")]  # right above its entry
    assert len(said) == len({one.entry for one in indexed}) + len(sent)
    for line in said:
        if line in sent:
            assert line.split(", see ")[1] in {one.entry for one in indexed}
            continue
        found = re.fullmatch(r"(.*?), ([\divxlc–, ]+)", line)
        assert found, line
        entry, numbers = found.groups()
        words = [squeeze(_first_word(one)) for one in indexed if one.entry == entry]
        for label in _list_labels(numbers):
            page = find_label(pages, label)
            assert any(text in page.text for text in words), line


@pytest.mark.slow
def test_the_columns_of_the_last_page_of_the_index_are_equally_high(proceedings: Made) -> None:
    page = find_label(read_pages(proceedings.data).pages, proceedings.labels["part-index"])
    feet = {run.x > page.width / 2: run.y for run in page.runs if run.role in {"P", "Link"}}

    assert abs(feet[True] - feet[False]) < 2 * GRID


def _first_word(indexed: Indexed) -> str:
    """The word that stands on the page, wherever the others may."""
    return text_of(indexed.children).split()[0]


def _list_labels(numbers: str) -> Iterator[str]:
    """The single page numbers in `3, 7–9`."""
    for run in numbers.split(", "):
        first, _, last = run.partition("–")
        yield from map(str, range(int(first), int(last or first) + 1))


def test_what_begins_on_a_page_stands_on_it(book: tuple[Made, Library]) -> None:
    made, pages = book[0], pages_of(book)
    blocks = [block for section in made.document.sections for block in section.blocks if block.id]

    assert [block.id for block in blocks if block.id not in made.labels] == []
    for block in blocks:
        page = find_label(pages, made.labels[block.id])
        artifact = isinstance(block, PullQuote)  # where a paragraph says the same words
        text = squeeze("".join(run.text for run in page.runs)) if artifact else page.text
        assert squeeze(_opening_words(block)) in text, block.id


def _opening_words(block: Block) -> str:
    """Some words with which a block begins, as far as that is plain."""
    match block:
        case Paragraph() | Heading() | PullQuote():
            return say_opening(block.children)[:24]
        case Figure() | Statistics() | Table():
            label = "Table" if isinstance(block, Table) else "Figure"
            return f"{label} {block.number}" if block.number else ""
        case _:
            return ""


def test_figures_stand_in_the_order_of_their_numbers(book: tuple[Made, Library]) -> None:
    numbers = [
        int(found[1])
        for page in pages_of(book)
        for run in sorted(page.runs, key=lambda run: -run.y)
        if run.role == "Caption" and (found := re.match(r"Figure (\d+)", run.text))
    ]

    assert numbers == sorted(numbers)
    assert numbers


# ------------------------------------------------------------------------------ links


def test_every_link_inside_leads_to_the_page_of_its_target(book: tuple[Made, Library]) -> None:
    made = book[0]
    bound = read_pages(made.data)
    labels = {page.number: page.label for page in bound.pages}
    inside = [link for link in bound.links if "TOC" not in link.inside and _is_inner(link)]
    links = [link for link in inside if not _is_of_index(link, made) and "Lbl" not in link.inside]
    wanted = [one for s in made.document.sections for one in _list_calls(s)]

    assert len(links) == len(wanted)
    for link, one in zip(links, wanted, strict=True):
        for target, area in zip(link.targets, link.areas, strict=True):
            assert isinstance(target, int)
            expected = labels[area] if isinstance(one, Note) else made.labels[one.target]
            assert labels[target] == expected, one


def _is_inner(link: Link) -> bool:
    return isinstance(link.targets[0], int)


def _is_of_index(link: Link, made: Made) -> bool:
    first = made.labels.get("part-index")
    pages = read_pages(made.data).pages
    return first is not None and link.areas[0] >= find_label(pages, first).number


def _list_calls(section: Section) -> Iterator[Reference | Note]:
    """The references and notes of a section in reading order, its opener first."""
    points = tuple(point.children for point in section.points if point.key)
    for node in query((section.standfirst, points, section.blocks), object):
        if isinstance(node, Reference | Note):
            yield node


def test_a_page_in_the_index_is_named_with_its_entry(proceedings: Made) -> None:
    with open_pdf(proceedings.data) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", Array([]))]
        named = [str(link.Contents) for link in links if str(link.Contents).startswith("Go to ")]
    assert any(name.startswith("Go to academia, page ") for name in named)
    assert [name for name in named if name.removeprefix("Go to ").isdigit()] == []


def test_headings_of_a_section_are_in_the_outline_below_its_title(proceedings: Made) -> None:
    section = next(one for one in proceedings.document.sections if one.number == 5)
    headings = [text_of(b.children) for b in section.blocks if isinstance(b, Heading)]
    with open_pdf(proceedings.data) as pdf, pdf.open_outline() as outline:
        title = next(item for item in outline.root if item.title == f"5 {section.title}")
        assert [item.title for item in title.children] == ["Key messages", *headings]
    assert headings


def test_every_entry_of_the_contents_is_a_link_to_its_page(book: tuple[Made, Library]) -> None:
    made = book[0]
    bound = read_pages(made.data)
    labels = {page.number: page.label for page in bound.pages}
    links = [link for link in bound.links if "TOC" in link.inside]
    listed = [text for role, text in list_said(find_part(made.data, "Contents")) if role == "TOCI"]

    printed = [text.split()[-1] for text in listed]
    targets = [int(link.targets[0]) for link in links]
    assert [labels[target] for target in targets] == printed


# ------------------------------------------------------------------------------ heads and feet


def test_every_page_has_the_size_that_was_asked_for(book: tuple[Made, Library]) -> None:
    shape = shape_of(book)

    sizes = {(round(page.width, 1), round(page.height, 1)) for page in pages_of(book)}

    assert sizes == {(round(shape.width, 1), round(shape.height, 1))}


@pytest.mark.parametrize(
    ("page", "width", "height"),
    [("B5", 498.9, 708.66), ("A4", 595.28, 841.89), ("letter", 612, 792)],
)
def test_a_page_is_as_large_as_its_name_says(page: str, width: float, height: float) -> None:
    made, _ = make_variant(page)

    first = read_pages(made.data).pages[0]
    assert (round(first.width, 2), round(first.height, 2)) == (width, height)


def test_pages_before_the_first_chapter_have_roman_numbers_where_asked() -> None:
    made, _ = make_variant("roman")
    front = int(make_variant("A4")[0].labels["policy"]) - 1

    labels = [page.label for page in read_pages(made.data).pages]
    roman = labels.index("1")
    assert labels[:6] == ["i", "ii", "iii", "iv", "v", "vi"]
    assert labels[roman:] == [str(number) for number in range(1, made.pages - roman + 1)]
    assert made.labels["policy"] == "1"
    assert front > 0


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("small", ["Contents", "Foreword", "The conference in numbers", "Photographs"]),
        ("gpo", ["Foreword", "Contents", "The conference in numbers", "Abbreviations"]),
        ("chicago", ["Contents", "Foreword", "Abbreviations", "The conference in numbers"]),
    ],
)
def test_parts_stand_in_the_order_of_the_preset(
    name: str, titles: list[str], request: pytest.FixtureRequest
) -> None:
    made: Made = make_variant(name)[0] if name in VARIANTS else request.getfixturevalue(name)

    heads = [
        text for part in find_parts(made.data) for role, text in list_said(part) if role == "H1"
    ]
    assert [text for text in heads if text in titles] == titles


def test_every_folio_is_the_label_of_its_page(book: tuple[Made, Library]) -> None:
    made = book[0]
    marking = made.document.publication.marking
    folios = {
        page.label: [
            run.words for run in page.runs if run.subtype == "Footer" and run.words != marking
        ]
        for page in pages_of(book)
    }

    without = [label for label, printed in folios.items() if not printed]
    assert [label for label, printed in folios.items() if printed not in ([], [label])] == []
    inked = sum(POSTERS.get(section.kind, 0) for section in made.document.sections)
    assert len(without) <= 4 + inked, "the cover, the imprint, a blank page, the back cover"


def test_running_heads_name_the_book_on_the_left_and_the_section_on_the_right(
    book: tuple[Made, Library],
) -> None:
    made = book[0]
    publication = made.document.publication
    starts = {made.labels[s.id]: name_running_head(s) for s in made.document.sections}
    section = ""

    for page in pages_of(book):
        heads = [run.words for run in page.runs if run.subtype == "Header"]
        heads = [text for text in heads if text != publication.marking]
        if page.label in starts:
            section = starts[page.label]
            assert heads == [], page.label
        elif heads and page.number % 2 == 0:
            assert heads == [publication.title], page.label
        elif heads and not _is_register(page, made):
            assert heads == [section or "Contents"], page.label


def test_a_running_head_says_more_than_the_label_of_its_section() -> None:
    document, _ = read_folder(SMALL)
    section = replace(document.sections[0], label="Panel 2", title="Space as a deterrent")
    assert name_running_head(replace(section, short_title="Panel 2")) == "Space as a deterrent"
    assert name_running_head(replace(section, short_title="")) == "Space as a deterrent"
    assert name_running_head(replace(section, short_title="Deterrent")) == "Deterrent"


def _is_register(page: Page, made: Made) -> bool:
    return int(page.label) >= int(made.labels["part-photos"]) if page.label.isdigit() else False


# ------------------------------------------------------------------------------ the page


def test_no_text_stands_outside_the_text_area(book: tuple[Made, Library]) -> None:
    made, shape = book[0], shape_of(book)
    outside: list[str] = []
    for page in pages_of(book):
        left = shape.left(page.number % 2 == 1)
        foot = shape.top - shape.column
        for run in page.runs if not is_poster(page, made) else ():
            if not run.words or run.role in {HEAD_OR_FOOT, "Background"}:
                continue
            inside = left - 4 <= run.x and run.x + _width(run) <= left + shape.measure + 4
            high = foot - 0.01 <= run.y <= shape.top
            if not (inside and high):
                outside.append(f"{page.label}: {run.text} at {run.x:.1f}, {run.y:.1f}")

    assert outside == []


def _width(run: Run) -> float:
    """Without the space at its end, as nearly as that is known."""
    return run.width - (run.size * 0.2 if run.text != run.words else 0.0)


def _list_body(page: Page) -> list[Run]:
    """What is set as running text."""
    return [
        run
        for run in page.runs
        if run.size == BODY and run.face.startswith("SourceSerif") and run.content >= 0
    ]


def test_all_lines_of_text_stand_on_one_grid(book: tuple[Made, Library]) -> None:
    made, shape = book[0], shape_of(book)
    contents = made.labels.get("part-contents")
    listed = [
        " ".join(text_of(paragraph.children).split())
        for listing in query(made.document, Listing)
        for paragraph in query(listing, Paragraph)
    ]
    off = [
        f"{page.label}: {run.text} at {run.y}"
        for page in pages_of(book)
        for run in (() if is_poster(page, made) or page.label == contents else _list_body(page))
        if not _is_near(0.0, distance := (shape.top - run.y + 0.27 * GRID) % GRID)
        and not (_is_near(GRID / 2, distance) and any(run.words in one for one in listed))
    ]

    assert off == []


def _is_near(place: float, distance: float) -> bool:
    """Whether a line is where it is meant to be on the grid: lists amid a line of room are half a
    line beside it, so that there is as much above them as below."""
    return abs((distance - place + GRID / 2) % GRID - GRID / 2) < 0.06


def test_no_page_ends_in_a_hyphen(book: tuple[Made, Library]) -> None:
    texts = [body for body in map(_list_body, pages_of(book)) if body]
    ends = [max(_lowest(body), key=lambda run: run.x) for body in texts]

    assert [run.text for run in ends if run.words.endswith(("\N{SOFT HYPHEN}", "-"))] == []
    assert ends


def _lowest(runs: list[Run]) -> list[Run]:
    foot = min(run.y for run in runs)
    return [run for run in runs if run.y < foot + 1]


def test_no_heading_stands_at_the_foot_of_a_page(book: tuple[Made, Library]) -> None:
    for page in pages_of(book):
        heads = [run.y for run in page.runs if run.role in {"H2", "H3", "H4"}]
        others = [run.y for run in page.runs if run.content >= 0 and run.role not in {"H2", "Note"}]
        assert not heads or min(others) < min(heads), page.label


def test_no_paragraph_leaves_a_single_line_on_a_page(book: tuple[Made, Library]) -> None:
    bound = read_pages(book[0].data)
    heights = {
        (page.number, run.content): [one.y for one in page.runs if one.content == run.content]
        for page in bound.pages
        for run in page.runs
        if run.content >= 0
    }
    split = 0
    for element in bound.elements:
        pages = [list(group) for _, group in groupby(element.contents, lambda one: one[0])]
        if element.role == "P" and len(pages) > 1:
            split += 1
            for contents in pages:
                lines = {round(y) for one in contents for y in heights[one]}
                assert len(lines) > 1, (element, contents)

    assert split or book[0].pages < 20


def test_the_outline_names_every_part_and_leads_there(book: tuple[Made, Library]) -> None:
    made = book[0]
    bound = read_pages(made.data)
    labels = {page.number: page.label for page in bound.pages}
    titles = {
        made.labels[s.id]: ": ".join(filter(None, (s.label, s.title)))
        for s in made.document.sections
    }

    outline = {labels[number]: title for title, number in bound.outline}
    for label, title in titles.items():
        assert re.fullmatch(rf"(\d+ )?{re.escape(title)}", outline[label])
    assert "Contents" in outline.values()
    assert all(a <= b for (_, a), (_, b) in pairwise(bound.outline[1:]))


def test_the_marking_stands_at_head_and_foot_of_every_page() -> None:
    document, library = read_folder(SMALL)
    publication = replace(document.publication, marking="TLP:GREEN")
    made = make(replace(document, publication=publication), library)

    with PdfDocument(made.data) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]

    assert [text.count("TLP:GREEN") for text in texts] == [2] * made.pages


def test_the_marking_is_read_aloud_once_before_all_else() -> None:
    document, library = read_folder(SMALL)
    publication = replace(document.publication, marking="TLP:GREEN")
    tree = read_tree(make(replace(document, publication=publication), library).data)

    assert tree.splitlines()[:3] == ["Document", "  P", '    "TLP:GREEN"']
    assert tree.count("TLP:GREEN") == 1


def test_the_satellite_goes_on_from_one_opener_to_the_next(proceedings: Made) -> None:
    document = proceedings.document
    ways = [measure_way(each, document) for each in document.sections if each.number]

    assert ways == [place / 8 for place in range(9)]
