"""The booklet for the printer, and the one that is folded from sheets."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from booklet.making import CONTENT, SMALL, draw_picture, read_files, read_folder
from octavo.booklet import BookletOptions, check, generate
from octavo.booklet.assembly import bind_pages
from octavo.booklet.editions import Edition
from octavo.booklet.sheets import tell_unfilled
from octavo.document import Document
from octavo.document.problem import Severity, SourceError
from octavo.files.library import Library, Memory, read_builtin
from octavo.generator import Output
from octavo.pdf.press import CONDITION, PROFILE, read_press
from octavo.pdf.usage import list_usage
from pdf.reading import open_pdf, read_words

pytestmark = pytest.mark.slow

MM = 72 / 25.4


def make(options: BookletOptions, folder: Path = CONTENT) -> Output:
    """An edition of a publication."""
    document, library = read_folder(folder)
    return generate(document, options, library)


@pytest.fixture(scope="module")
def printed() -> Output:
    """The print edition of the proceedings."""
    return make(BookletOptions(edition="print"))


@pytest.fixture(scope="module")
def screen() -> Output:
    """The same for the screen."""
    return make(BookletOptions())


@pytest.fixture(scope="module")
def folded() -> Output:
    """The proceedings on sheets."""
    return make(BookletOptions(edition="imposed"))


# ---------------------------------------------------------------------------- for the printer


def test_the_print_edition_passes_the_preflight(printed: Output) -> None:
    assert list_faults(printed) == []


def list_faults(output: Output) -> list[str]:
    """What is said of an edition but that its pages do not fill whole sheets."""
    return [one.message for one in output.problems if one.code != "PRE039"]


def test_pages_for_a_printer_that_do_not_fill_sheets_are_a_note(printed: Output) -> None:
    told = [one for one in printed.problems if one.code == "PRE039"]
    assert [one.severity for one in told] == [Severity.NOTE] * (1 if printed.pages % 4 else 0)
    assert tell_unfilled(48) == ()
    (note,) = tell_unfilled(46)
    assert note.message == "46 pages do not fill sheets of 4: stitched, they need 2 more"


def test_pages_move_by_the_thickness_of_the_paper_that_is_named() -> None:
    thick, usual = (
        make(BookletOptions(edition="imposed", paper=paper), SMALL).data for paper in (0.3, 0.1)
    )
    moved = [_read_creep(data) for data in (usual, thick)]
    assert moved == [pytest.approx(0.1 * MM, abs=0.02), pytest.approx(0.3 * MM, abs=0.02)]


def _read_creep(data: bytes) -> float:
    """By how much the left pages of the second sheet stand nearer to the fold than of the first."""
    with open_pdf(data) as pdf:
        lines = [pdf.pages[at].obj.Contents[0].read_bytes().decode() for at in (1, 3)]
    outer, inner = (float(line.split()[12]) for line in lines)
    return inner - outer


def test_it_has_the_parts_of_the_screen_edition(printed: Output, screen: Output) -> None:
    """A figure may stand on another page, and so before another paragraph."""
    ids = [sorted(place.id for place in output.places) for output in (printed, screen)]
    assert ids[0] == ids[1]


def test_it_says_what_the_screen_edition_says_and_the_pages_of_references(
    printed: Output, screen: Output
) -> None:
    said = re.sub(r", page \d+", "", read_words(printed.data))
    assert said != read_words(printed.data)
    assert _drop_numbers(said) == _drop_numbers(read_words(screen.data))


def test_a_reference_names_the_page_only_where_its_target_is_on_another_one(
    printed: Output,
) -> None:
    with PdfDocument(printed.data) as pdf:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    told = [
        (here, int(page))
        for here, text in enumerate(pages, 1)
        for page in re.findall(r"(?:Figure|Table) \d, page (\d+)", text)
    ]
    shown = [here for here, text in enumerate(pages, 1) if re.search("in Figure 1[.]", text)]

    assert len(told) > 4
    assert [here for here, page in told if here == page] == []
    assert [here for here in shown if "Figure 1 The imperatives" in pages[here - 1]] == shown


def _drop_numbers(text: str) -> str:
    """The text without its numbers, for pages may begin elsewhere on paper."""
    return re.sub(r"\d+", "", text)


def test_its_lines_break_as_on_the_screen_but_where_it_names_a_page(
    printed: Output, screen: Output
) -> None:
    seen, on_paper = (read_trimmed_lines(output.data) for output in (screen, printed))
    blocks = SequenceMatcher(None, seen, on_paper, autojunk=False).get_opcodes()
    others = [(seen[a:b], on_paper[c:d]) for tag, a, b, c, d in blocks if tag != "equal"]
    moved = {tuple(one) for one, other in others if not other}
    moved &= {tuple(other) for one, other in others if not one}
    others = [pair for pair in others if moved.isdisjoint(map(tuple, pair))]
    pairs = [("".join(one), "".join(other)) for one, other in others]

    assert sum(map(len, moved)) < 5
    assert len(seen) == len(on_paper) > 900
    assert 0 < sum(len(one) for one, _ in others) < 20
    assert [pair for pair in pairs if pair[0] != re.sub(r", ?page \d+", "", pair[1])] == []


def read_trimmed_lines(data: bytes) -> list[str]:
    """The lines inside the trim of all pages, without their spaces at the ends and hyphens."""
    lines: list[str] = []
    with PdfDocument(data) as pdf:
        for page in pdf:
            left, bottom, right, top = page.get_trimbox()
            text = page.get_textpage().get_text_bounded(left, bottom, right, top)
            lines += [re.sub(r"[\x02\uFFFE]", "", line).strip() for line in text.splitlines()]
    return [line + " " * (line[-1:] != "-") for line in lines if line]


def test_there_is_no_light_and_no_font_missing(printed: Output) -> None:
    with open_pdf(printed.data) as pdf:
        pages = list_usage(pdf)
        spaces = {paint.space for page in pages for paint in page.paints}
        assert not [thing for thing in pdf.objects if "/DeviceRGB" in repr(thing)]
    assert spaces == {"DeviceCMYK", "All"}
    assert {font for page in pages for font in page.unembedded_fonts} == set()


def test_no_colour_takes_more_ink_than_the_paper_holds(printed: Output) -> None:
    with open_pdf(printed.data) as pdf:
        paints = {paint for page in list_usage(pdf) for paint in page.paints}
    assert max(paint.ink for paint in paints if paint.space != "All") <= 300


def test_every_page_is_trimmed_to_a5_with_three_millimetres_of_bleed(printed: Output) -> None:
    with open_pdf(printed.data) as pdf:
        boxes = {
            tuple(round(float(v) / MM, 1) for v in [*page.obj.TrimBox, *page.obj.BleedBox])
            for page in pdf.pages
        }
    assert boxes == {(12.0, 12.0, 160.0, 222.0, 9.0, 9.0, 163.0, 225.0)}


@pytest.mark.parametrize("name", ["cover", "panel"])
def test_art_fills_the_bleed(printed: Output, name: str) -> None:
    from pypdfium2 import PdfDocument

    opener = next(n for n, place in enumerate(_starts(printed)) if place == "panel-1")
    pdf = PdfDocument(printed.data)
    image = pdf[0 if name == "cover" else opener].render(scale=2).to_pil().convert("RGB")
    pdf.close()
    edge = round(9 * MM * 2)
    corners = [(edge + 3, edge + 3), (image.width - edge - 4, edge + 3)]
    dark = [sum(_pixel(image, at)) < 300 for at in corners]
    light = [_pixel(image, (x, edge - 8)) for x, _ in corners]
    assert dark == [True, True]
    assert light == [(255, 255, 255)] * 2


def _pixel(image: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    pixel = image.getpixel(at)
    assert isinstance(pixel, tuple)
    return tuple(map(int, pixel))


def _starts(output: Output) -> list[str]:
    """For each page, the section that begins there, or nothing."""
    with open_pdf(output.data) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    begins = {place.page: place.id for place in reversed(output.places)}
    return [begins.get(label, "") for label in labels]


def test_the_same_print_edition_is_the_same_bytes(printed: Output) -> None:
    assert make(BookletOptions(edition="print")).data == printed.data


# ---------------------------------------------------------------------------- on sheets


def test_sheets_hold_the_booklet_two_pages_to_a_side(printed: Output, folded: Output) -> None:
    assert folded.pages == -(-printed.pages // 4) * 2


def test_blanks_are_told(printed: Output, folded: Output) -> None:
    blanks = -printed.pages % 4
    told = [problem.message for problem in folded.problems if problem.code == "PRE015"]
    assert len(told) == (1 if blanks else 0)
    assert all(message.startswith(f"{blanks} blank page") for message in told)


def test_blanks_of_a_booklet_that_does_not_fill_its_sheets_are_a_note() -> None:
    output = make(BookletOptions(edition="imposed"), SMALL)
    pages = make(BookletOptions(edition="print"), SMALL).pages
    assert pages % 4 != 0, "the small publication no longer leaves blanks"
    (told,) = [problem for problem in output.problems if problem.code == "PRE015"]
    assert told.severity is Severity.NOTE
    assert told.message == f"{-pages % 4} blank pages before the back cover fill the last sheet"


def test_page_numbers_on_folded_sheets_count_on(folded: Output) -> None:
    """The folios of inner pages, in the order in which they are read."""
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(folded.data)
    middle = pdf[0].get_width() / 2
    sides: list[tuple[list[str], list[str]]] = []
    for page in pdf:
        text = page.get_textpage()
        halves = [text.get_text_bounded(right=middle), text.get_text_bounded(left=middle)]
        sides.append((halves[0].split(), halves[1].split()))
    pdf.close()
    inner = [half for side in sides[1::2] for half in side]
    assert len(inner) == folded.pages
    way_in = [half for at in range(0, len(sides), 2) for half in (sides[at][1], sides[at + 1][0])]
    way_out = [
        half
        for at in reversed(range(0, len(sides), 2))
        for half in (sides[at + 1][1], sides[at][0])
    ]
    read = [number for number, words in enumerate([*way_in, *way_out], 1) if str(number) in words]
    assert len(read) > folded.pages
    assert read == sorted(read)


PLAIN = """\
palette: {ink: "#3A0D1E", signal: "#8A1538", gold: "#00796B", glow: "#FFD54F", text: "#222222"}
"""
RICH = """\
palette:
  ink: {screen: "#000000", print: [60, 40, 40, 100]}
  text: {screen: "#000000", print: [40, 30, 30, 100]}
scale: {note: 6, small: 6.5, text: 8, lead: 9, head: 11}
leading: 11
"""
PRINTED: tuple[Edition, ...] = ("print", "imposed")


@pytest.mark.parametrize(
    ("theme", "folder"), [(PLAIN, SMALL), (RICH, CONTENT)], ids=["small", "proceedings"]
)
def test_nothing_is_asked_about_whatever_the_theme(theme: str, folder: Path) -> None:
    document, library = read_folder(folder)
    files = {"templates/theme.yaml": theme.encode()}
    for edition in PRINTED:
        own = Overlaid(library, files)
        made = generate(document, BookletOptions(edition=edition), own)
        assert [one.message for one in made.problems if one.code not in FILLING] == []


FILLING = {"PRE015", "PRE039"}
"""What is only said of whole sheets."""


class Overlaid:
    """A library in which some files are others."""

    def __init__(self, library: Library, files: dict[str, bytes]) -> None:
        self._library = library
        self._files = files

    def read(self, name: str) -> bytes:
        """The file of that name."""
        return self._files[name] if name in self._files else self._library.read(name)


# ---------------------------------------------------------------------------- what is asked for


def test_a_publication_may_name_its_printer_s_profile() -> None:
    document, _ = read_folder(SMALL)
    own = Memory({"assets/colour/printer.icc": read_builtin(PROFILE)})
    options = BookletOptions(edition="print", profile="assets/colour/printer.icc")
    output = generate(document, options, own)
    with open_pdf(output.data) as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "Custom"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            BookletOptions(edition="print", profile="assets/colour/none.icc"),
            "the profile `assets/colour/none.icc` cannot be used: there is no such file",
        ),
        (
            BookletOptions(edition="print", profile="assets/colour/sRGB-v2-magic.icc"),
            "cannot be used: it is not the profile of a CMYK printer",
        ),
        (BookletOptions(edition="print", ink_limit=30), "no paper holds 30 % of ink"),
    ],
)
def test_a_press_that_there_is_not_is_an_error(options: BookletOptions, said: str) -> None:
    with pytest.raises(SourceError) as raised:
        make(options, SMALL)
    assert said in raised.value.problems[0].message


def test_paper_that_holds_too_little_ink_for_the_theme_is_an_error() -> None:
    with pytest.raises(SourceError) as raised:
        make(BookletOptions(edition="print", ink_limit=240), SMALL)
    assert {problem.code for problem in raised.value.problems} == {"PRE008"}


PICTURED = """\
---
id: one
kind: chapter
title: Pictures
---
```figure
id: fig-a
picture: images/a.png
caption: Stripes
alternative: Stripes
```
"""
BRIEF = """\
title: An example
event: {name: A conference, end: 2025-04-30}
imprint: {publisher: A publisher}
sections: [one.md]
"""


def show_picture(picture: bytes) -> tuple[Document, Library]:
    """A publication that shows a picture across the measure."""
    files = {"publication.yaml": BRIEF, "one.md": PICTURED}
    held = {name: text.encode() for name, text in files.items()} | {"images/a.png": picture}
    return read_files(held)


def test_a_picture_too_small_for_print_is_an_error_there_and_a_note_on_screen() -> None:
    document, library = show_picture(draw_picture(120, 80))
    (told,) = generate(document, BookletOptions(), library).problems
    assert (told.severity, told.code) == (Severity.NOTE, "PRE009")
    with pytest.raises(SourceError, match="pixels to the inch"):
        generate(document, BookletOptions(edition="print"), library)


def test_check_knows_of_a_picture_too_small_for_print_and_where_it_is_shown() -> None:
    document, library = show_picture(draw_picture(120, 80))
    (told,) = check(document, BookletOptions(edition="print"), library)

    assert (told.severity, told.code) == (Severity.ERROR, "PRE009")
    assert str(told.span).startswith("one.md:")
    assert check(document, BookletOptions(), library) == ()


@pytest.mark.parametrize("width", [100, 500, 900, 1300])
def test_check_says_of_a_picture_what_the_finished_file_says(width: int) -> None:
    document, library = show_picture(draw_picture(width, width * 2 // 3))
    options = BookletOptions(edition="print")
    told = [p.message for p in check(document, options, library)]
    try:
        found = list_faults(generate(document, options, library))
    except SourceError as fault:
        found = [problem.message for problem in fault.problems]

    assert told == [message.replace(" on page 4", "") for message in found]


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_pictures_are_inks_in_print(form: str) -> None:
    document, library = show_picture(draw_picture(1200, 800, form))
    output = generate(document, BookletOptions(edition="print"), library)
    with open_pdf(output.data) as pdf:
        (picture,) = (picture for page in list_usage(pdf) for picture in page.pictures)
    assert picture.kind == "ink"
    assert 200 < picture.resolution < 400
    assert 100 < picture.ink <= 300
    assert list_faults(output) == []


def test_a_publication_without_a_date_cannot_be_printed() -> None:
    undated = BRIEF.replace(", end: 2025-04-30", "").encode()
    text = PICTURED.split("```")[0].encode() + b"Words.\n"
    document, library = read_files({"publication.yaml": undated, "one.md": text})
    with pytest.raises(SourceError) as raised:
        generate(document, BookletOptions(edition="print"), library)
    (told,) = raised.value.problems
    assert told.message.startswith("the properties lack xmp:CreateDate")
    assert told.hint == "give the event a date in publication.yaml"


def test_the_press_that_is_used_is_the_one_that_is_shipped(printed: Output) -> None:
    shipped = read_press(read_builtin(PROFILE), CONDITION)
    with open_pdf(printed.data) as pdf:
        (intent, _) = list(pdf.Root.OutputIntents)
        assert intent.DestOutputProfile.read_bytes() == shipped.profile


@pytest.mark.parametrize("edition", ["screen", "print", "imposed"])
def test_pages_are_counted_as_they_are_drawn(
    edition: Literal["screen", "print", "imposed"],
) -> None:
    document, library = read_folder(SMALL)
    options = BookletOptions(edition=edition)
    _, drawn, count = bind_pages(document, options, library)
    _, found, counted = bind_pages(document, options, library, draws=False)

    assert (found, counted) == (drawn, count)
