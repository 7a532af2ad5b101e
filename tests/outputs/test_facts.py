"""The finished files read back: all that the source says is in the booklet and in the Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from booklet.pages import squeeze
from booklet.reading import list_said, read_nodes
from octavo.document import (
    Audience,
    Cell,
    Figure,
    Heading,
    Inline,
    Inlines,
    Mention,
    Note,
    Paragraph,
    Point,
    Reference,
    Statistic,
    Statistics,
    Table,
)
from octavo.document.walk import query, text_of
from octavo.docx.elements import XmlElement
from octavo.selection.audience import select
from outputs.conftest import Proceedings
from pdf.reading import open_pdf, read_words
from word.readback import part, parts

pytestmark = pytest.mark.slow
AUDIENCES = ("political", "command", "planners", "industry", "public")


@dataclass(frozen=True)
class Texts:
    """All words of one finished file, without spaces."""

    words: str
    """As they are read."""
    seen: str
    """As they stand on the pages, where another program reads those; else the same again."""


@pytest.fixture(scope="module")
def booklet(proceedings: Proceedings) -> Texts:
    """The booklet by its structure tree, and by what pdfium finds on its pages."""
    data = proceedings.data(".pdf")
    said = "".join(text for _, text in list_said(read_nodes(data)))
    drawn = read_words(data)
    with pypdfium2.PdfDocument(data) as pdf:
        seen = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    return Texts(squeeze(said + drawn), squeeze(re.sub("[-\ufffe\u00ad\x02]\r?\n", "", seen)))


@pytest.fixture(scope="module")
def word(proceedings: Proceedings) -> Texts:
    """The body and the notes of the Word file, with the alternative texts of its pictures."""
    data = proceedings.data(".docx")
    names = [name for name in parts(data) if re.search(r"(document|footnotes)\.xml$", name)]
    roots = [etree.fromstring(part(data, name).encode()) for name in sorted(names)]
    words = "".join(text for root in roots for text in _read_word(root))
    return Texts(squeeze(words), squeeze(words))


def _read_word(root: XmlElement) -> Iterator[str]:
    for node in root.iter():
        if str(node.tag).endswith("}t"):
            yield node.text or ""
        elif str(node.tag).endswith("}docPr"):
            yield node.get("descr") or ""


@pytest.fixture(params=["booklet", "word"])
def texts(request: pytest.FixtureRequest) -> Texts:
    """The booklet, then the Word file."""
    found: Texts = request.getfixturevalue(request.param)
    return found


def find_lost(wanted: list[str], text: str) -> list[str]:
    """What is not in `text`. There must be something wanted."""
    assert wanted
    return [one for one in wanted if squeeze(one) not in text]


def test_every_title_of_a_section_is_there(proceedings: Proceedings, texts: Texts) -> None:
    titles = [section.title for section in proceedings.document.sections]

    assert find_lost([title.casefold() for title in titles], texts.words.casefold()) == []
    assert find_lost([title.casefold() for title in titles], texts.seen.casefold()) == []


def test_every_heading_is_there(proceedings: Proceedings, texts: Texts) -> None:
    headings = [text_of(one.children) for one in query(proceedings.document.sections, Heading)]

    assert find_lost(headings, texts.words) == []
    assert find_lost(headings, texts.seen) == []


def test_every_caption_stands_after_its_number(proceedings: Proceedings, texts: Texts) -> None:
    sections = proceedings.document.sections
    captions = [
        *(f"Figure {one.number} {text_of(one.caption)}" for one in query(sections, Figure)),
        *(f"Figure {one.number} {text_of(one.caption)}" for one in query(sections, Statistics)),
        *(f"Table {one.number} {text_of(one.caption)}" for one in query(sections, Table)),
    ]

    assert find_lost(captions, texts.words.replace(":", "")) == []


def test_every_figure_says_what_it_shows(proceedings: Proceedings, texts: Texts) -> None:
    figures = [one.alternative for one in query(proceedings.document.sections, Figure)]

    assert find_lost(figures, texts.words) == []


def test_every_cell_of_a_table_is_there(proceedings: Proceedings, texts: Texts) -> None:
    cells = [text_of(cell.children) for cell in query(proceedings.document.sections, Cell)]

    assert find_lost(cells, texts.words) == []


def test_every_fact_stands_where_it_is_mentioned(proceedings: Proceedings, texts: Texts) -> None:
    contexts = [
        context
        for paragraph in query(proceedings.document.sections, Paragraph)
        for context in _find_mentions(paragraph.children)
    ]

    assert find_lost(contexts, texts.words) == []


def _find_mentions(inlines: Inlines) -> Iterator[str]:
    """Each mention among `inlines`, with the words right before and after it."""
    for at, inline in enumerate(inlines):
        if isinstance(inline, Mention):
            before = text_of(inlines[at - 1 : at]) if at else ""
            after = text_of(inlines[at + 1 : at + 2])
            yield f"{before[-20:]}{inline.text}{after[:20]}"


def test_every_number_shown_large_has_its_label(proceedings: Proceedings, texts: Texts) -> None:
    facts = list(query(proceedings.document.sections, Statistic))

    assert len(facts) >= 3
    for fact in facts:
        value, label = re.escape(squeeze(fact.value)), re.escape(squeeze(fact.label))
        before = "[Aa]bout" if fact.approximate else ""
        assert re.search(f"{before}{value}{label}", texts.words), fact


def test_every_fact_that_is_used_is_there(proceedings: Proceedings, texts: Texts) -> None:
    facts = [fact.value for fact in proceedings.document.facts]

    assert len(facts) >= 10
    assert find_lost(facts, texts.words) == []


def test_every_photograph_is_listed_with_its_credit(proceedings: Proceedings, texts: Texts) -> None:
    photos = [f"{photo.caption}. {photo.credit}" for photo in proceedings.document.photos]

    assert len(photos) == 15
    assert find_lost([_bare(photo) for photo in photos], _bare(texts.words)) == []


def _bare(text: str) -> str:
    """Without the stops and brackets that tell a caption from its credit."""
    return re.sub("[.()]|Credit:", "", text)


def test_every_abbreviation_is_listed_with_its_meaning(
    proceedings: Proceedings, texts: Texts
) -> None:
    terms = [f"{term.short} {term.expansion}" for term in proceedings.document.abbreviations]

    assert find_lost(terms, texts.words) == []


def test_every_paragraph_is_there_word_for_word(proceedings: Proceedings, texts: Texts) -> None:
    paragraphs = list(query(proceedings.document.sections, Paragraph))
    lost = [
        text_of(one.children)
        for one in paragraphs
        if not re.search(_make_pattern(one.children), texts.words)
    ]

    assert len(paragraphs) > 80
    assert lost == []


def _make_pattern(inlines: Inlines) -> str:
    """The words of a paragraph; a note's number and what a reference prints may be anything."""
    return "".join(_match(inline) for inline in inlines)


def _match(inline: Inline) -> str:
    if isinstance(inline, Note | Reference):
        return ".{0,60}?"
    return re.escape(squeeze(text_of((inline,))))


def test_every_key_message_is_there(proceedings: Proceedings, booklet: Texts) -> None:
    points = [
        text_of(point.children)
        for section in proceedings.document.sections
        if section.kind != "theme"
        for point in section.points
        if point.key
    ]

    assert find_lost(points, booklet.words) == []


# ------------------------------------------------------------------------------ briefings


@pytest.fixture(scope="module")
def briefings(proceedings: Proceedings) -> dict[str, str]:
    """The words of each briefing, without spaces."""
    return {
        name: squeeze(read_words(proceedings.data(f"-briefing-{name}.pdf"))) for name in AUDIENCES
    }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_briefing_has_one_page(proceedings: Proceedings, audience: str) -> None:
    with open_pdf(proceedings.data(f"-briefing-{audience}.pdf")) as pdf:
        assert isinstance(pdf, pikepdf.Pdf)
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_briefing_says_what_its_reader_wants_to_know(
    proceedings: Proceedings, briefings: dict[str, str], audience: str
) -> None:
    reader = _find_reader(proceedings, audience)

    assert find_lost([text_of(reader.bottom_line)], briefings[audience]) == []
    assert find_lost([text_of(one) for one in reader.so_what], briefings[audience]) == []
    assert find_lost([ask.what.rstrip(".") for ask in reader.asks], briefings[audience]) == []


def _find_reader(proceedings: Proceedings, audience: str) -> Audience:
    reader = select(proceedings.draft, audience).audience
    assert reader is not None
    return reader


@pytest.mark.parametrize(("one", "other"), list(combinations(AUDIENCES, 2)))
def test_two_briefings_differ_in_points_so_what_and_asks(
    proceedings: Proceedings, briefings: dict[str, str], one: str, other: str
) -> None:
    reader = _find_reader(proceedings, one)
    so_what = [squeeze(text_of(text)) for text in reader.so_what]
    asks = [squeeze(ask.what.rstrip(".")) for ask in reader.asks]

    assert [text for text in so_what if text in briefings[other]] == []
    assert [text for text in asks if text in briefings[other]] == []
    assert _shown(proceedings, briefings[one]) != _shown(proceedings, briefings[other])


def _shown(proceedings: Proceedings, words: str) -> set[str]:
    """The ids of the points that a briefing shows, in whichever wording."""
    points = list(query(proceedings.draft.sections, Point))
    shown = {point.id for point in points if _is_shown(point, words)}
    assert shown
    return shown


def _is_shown(point: Point, words: str) -> bool:
    wordings = (point.children, *point.variants)
    return any(squeeze(text_of(wording)).rstrip(".") in words for wording in wordings)
