"""The booklet's template: measures in `style.yaml`, words in the file of the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import Field

from octavo.document import OpenerKind
from octavo.document.length import Length, mm
from octavo.files.library import Library
from octavo.files.models import StrictModel
from octavo.fonts.faces import CODE_FEATURES
from octavo.style.phrases import Phrases, load_style, load_wording
from octavo.style.theme import Theme
from octavo.typeset.context import BlockStyles
from octavo.typeset.page_costs import PageCosts
from octavo.typeset.text import TextStyle

FOLDER = "templates/booklet"

Part = Literal[
    "cover",
    "imprint",
    "foreword",
    "contents",
    "figures",
    "sections",
    "photos",
    "abbreviations",
    "index",
    "back-cover",
]
Preset = Literal["standard", "gpo", "chicago"]
PRESETS: dict[Preset, tuple[Part, ...]] = {
    "standard": (
        "cover",
        "imprint",
        "contents",
        "figures",
        "sections",
        "photos",
        "abbreviations",
        "index",
        "back-cover",
    ),
    "gpo": (
        "cover",
        "imprint",
        "foreword",
        "contents",
        "figures",
        "sections",
        "abbreviations",
        "photos",
        "index",
        "back-cover",
    ),
    "chicago": (
        "cover",
        "imprint",
        "contents",
        "figures",
        "foreword",
        "abbreviations",
        "sections",
        "photos",
        "index",
        "back-cover",
    ),
}
"""Orders of parts: ours, that of the GPO Style Manual (2.4: the foreword before the contents), and
that of the Chicago Manual of Style (1.4: the contents first, abbreviations before the text)."""
Paper = Literal["A5", "B5", "A4", "letter"]
PAPERS: dict[Paper, tuple[Length, Length]] = {
    "A5": (mm(148), mm(210)),
    "B5": (mm(176), mm(250)),
    "A4": (mm(210), mm(297)),
    "letter": (612.0, 792.0),
}
"""Width and height of the trimmed page: ISO 216 for A5, B5 and A4, in whole millimetres as it has
them; ANSI/ASME Y14.1 for letter, 8½ by 11 inches."""
Space = Annotated[float, Field(ge=0, le=300)]


class BookletMargins(StrictModel):
    """`margins`."""

    inner: Space
    outer: Space
    head: Space
    foot: Space


USUAL = PageCosts()
Cost = Annotated[float, Field(ge=0, le=1000)]


class BookletPageCosts(StrictModel):
    """`page_costs`: what it costs that pages are not as one would have them."""

    page: Annotated[float, Field(ge=1, le=1000)] = USUAL.page
    blank: Cost = USUAL.blank
    sheet: Cost = USUAL.sheet
    foot: Cost = USUAL.foot
    foot_more: Cost = USUAL.foot_more
    facing: Cost = USUAL.facing
    tail: Cost = USUAL.tail
    tail_part: Annotated[float, Field(ge=0.05, le=1)] = USUAL.tail_part
    few_lines: Cost = USUAL.few_lines
    lone: Cost = USUAL.lone
    feather: Cost = USUAL.feather
    air: Cost = USUAL.air
    hyphen: Cost = USUAL.hyphen
    smaller: Cost = USUAL.smaller
    looser: Cost = USUAL.looser
    loose: Cost = USUAL.loose
    float_late: Cost = USUAL.float_late
    move: Cost = USUAL.move
    move_unit: Cost = USUAL.move_unit
    move_last: Cost = USUAL.move_last
    apart: Cost = USUAL.apart
    least_lines: Annotated[int, Field(ge=1, le=40)] = USUAL.least_lines


class BookletOpeners(StrictModel):
    """`openers`: how sections of each kind open; a theme is a page of its own."""

    foreword: OpenerKind = "quiet"
    numbers: OpenerKind = "quiet"
    note: OpenerKind = "quiet"
    chapter: OpenerKind = "band"
    panel: OpenerKind = "page"
    conclusion: OpenerKind = "band"
    annex: OpenerKind = "quiet"


class BookletStyle(StrictModel):
    """`style.yaml`."""

    page: Paper
    margins: BookletMargins
    parts: Preset | list[Part]
    front_matter: Literal["roman", "arabic"] = "arabic"
    pages: Literal["total", "greedy"] = "total"
    page_costs: BookletPageCosts = BookletPageCosts()
    openers: BookletOpeners = BookletOpeners()
    running_head: Space
    folio: Space


class IdentifierLabels(StrictModel):
    """`kinds`."""

    isbn: str
    doi: str


class BookletPhrases(StrictModel):
    """The words of the booklet."""

    contents: str
    figures: str
    key_messages: str
    photos: str
    photos_note: str
    photo_missing: str
    abbreviations: str
    imprint: str
    index: str
    see: str = ""
    """What sends from one entry of the index to another; empty for no such entries."""
    figure: str
    table: str
    section: str
    about: str
    published: str
    contact: str
    address: str
    note: str = ""
    """How the call of a note is announced: `Note 1`."""
    note_back: str = "{{ note }}"
    """What the link from a note to its call is announced as: `Back to note 1 in the text`."""
    leads_to: str
    on_page: str
    kinds: IdentifierLabels


@dataclass(frozen=True, slots=True)
class PageShape:
    """The trimmed page and its text area; lengths in points."""

    width: Length
    height: Length
    inner: Length
    outer: Length
    head: Length
    """From the upper edge of the page to the text area."""
    lines: int
    """Lines of text on a full page."""
    leading: Length
    running_head: Length
    folio: Length
    spare: Length = 0.0
    """How much wider two columns are than one, whose lines would be too long: it is in the outer
    margin, and tables and figures go over it that need it."""

    @property
    def across(self) -> PageShape:
        """The page with two columns, or with what goes over the outer margin."""
        return replace(self, outer=self.outer - self.spare, spare=0.0)

    @property
    def measure(self) -> Length:
        """Width of the text area."""
        return self.width - self.inner - self.outer

    @property
    def column(self) -> Length:
        """Height of the text area."""
        return self.lines * self.leading

    def left(self, recto: bool) -> Length:
        """Where the text area begins."""
        return self.inner if recto else self.outer

    @property
    def top(self) -> Length:
        """Height of the text area's upper edge above the page's lower edge."""
        return self.height - self.head


@dataclass(frozen=True, slots=True)
class Template:
    """All that the template folder says."""

    shape: PageShape
    parts: tuple[Part, ...]
    words: Phrases
    roman: bool = False
    """Whether the pages before the first chapter are numbered apart, in roman numerals."""
    total: bool = False
    """Whether all pages are chosen together; otherwise each is as full as it can be."""
    costs: PageCosts = USUAL
    """By which they are chosen."""
    openers: Mapping[str, OpenerKind] = field(default_factory=dict[str, OpenerKind])
    """How sections open, by their kind."""


MOST_CHARACTERS = 69
"""Characters of a line of one column at most, with spaces: 45 to 75 are read well, says R.
Bringhurst ("The Elements of Typographic Style", 2.1.2), and readers lose the line beyond. A5 has 67
by itself, A4 would have 104."""
CHARACTER = 0.49
"""Width of a character of text, spaces among them, in type sizes: that of the proceedings in Source
Serif; other faces for text have 0.46 to 0.52."""
OUTSIDE = 0.75
"""Part of what lines leave that is in the outer margin; the rest is at the spine. With all of it
outside, text of A4 runs into the spine; with half, the page looks like one of another format."""


def load_template(library: Library, language: str, theme: Theme) -> Template:
    """The booklet's template, the words in `language`. Raises `SourceError`."""
    style = load_style(library, f"{FOLDER}/style.yaml", BookletStyle)
    words = load_wording(library, FOLDER, language, BookletPhrases)
    width, height = PAPERS[style.page]
    margins = style.margins
    room = width - margins.inner - margins.outer
    beyond = max(room - MOST_CHARACTERS * CHARACTER * theme.scale.text, 0.0)
    spare = beyond * OUTSIDE
    shape = PageShape(
        width,
        height,
        margins.inner + beyond - spare,
        margins.outer + spare,
        margins.head,
        int((height - margins.head - margins.foot) // theme.leading),
        theme.leading,
        style.running_head,
        style.folio,
        spare,
    )
    parts = PRESETS[style.parts] if isinstance(style.parts, str) else tuple(style.parts)
    costs = PageCosts(**dict(style.page_costs))
    total = style.pages == "total"
    roman = style.front_matter == "roman"
    return Template(shape, parts, words, roman, total, costs, dict(style.openers))


CODE_LEADING = 5 / 6
"""From one line of code to the next, in lines of text: six of the one are as high as five of the
other, and at the size of small text it is 1.34 sizes, as open as the text. Blocks of other numbers
of lines are filled up to whole lines of text."""


def choose_styles(theme: Theme) -> BlockStyles:
    """The styles of running text, from the theme's scale and palette."""
    scale, leading = theme.scale, theme.leading
    text = TextStyle(scale.text, leading, indent=leading, link_colour="signal")
    sans = TextStyle(
        scale.small,
        11.0,
        "sans",
        align="left",
        hyphenate=False,
        features=("lnum",),
        link_colour="signal",
    )
    return BlockStyles(
        text=text,
        heading=(
            TextStyle(scale.head, 17.6, "display", "ink", "left", hyphenate=False),
            TextStyle(scale.text, leading, "sans-bold", "ink", "left", hyphenate=False),
            TextStyle(scale.text, leading, "text-italic", "ink", "left", hyphenate=False),
        ),
        listing=TextStyle(scale.text, leading, link_colour="signal"),
        marker=TextStyle(scale.text, leading, "sans", "gold", "left", features=("lnum",)),
        quote=TextStyle(scale.text, leading, "text-italic"),
        code=_choose_code(theme),
        pull=TextStyle(
            scale.quote, 22.0, "display-italic", "ink", "left", hyphenate=False, features=("onum",)
        ),
        caption=TextStyle(
            scale.small,
            10.6,
            "sans",
            "quiet",
            "left",
            hyphenate=False,
            features=("lnum",),
            strong_colour="signal",
            link_colour="signal",
        ),
        cell=TextStyle(
            scale.small,
            10.8,
            "sans",
            align="left",
            features=("lnum", "tnum"),
            link_colour="signal",
        ),
        cell_head=TextStyle(
            scale.small, 10.8, "sans-bold", "ink", "left", hyphenate=False, features=("lnum",)
        ),
        signature=sans,
        note=TextStyle(
            scale.note, 9.6, "text", "quiet", "left", hyphenate=False, link_colour="signal"
        ),
    )


def _choose_code(theme: Theme) -> TextStyle:
    """The style of blocks of code."""
    leading = theme.leading * CODE_LEADING
    return TextStyle(
        theme.scale.small,
        leading,
        "code",
        align="left",
        hyphenate=False,
        features=CODE_FEATURES,
    )
