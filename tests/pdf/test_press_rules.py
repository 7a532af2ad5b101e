"""What a print shop would ask about is found, each by its own rule, in files that have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.document.drawing import Drawing, Group, Label, Move, Path, Straight, draw_rectangle
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.colours import FINE_LINE, FINE_TYPE, reduce_inks
from octavo.pdf.painted import (
    DrawnLine,
    FilledShape,
    PaintedThing,
    ShownText,
    find_ground,
    list_painted,
)
from octavo.pdf.preflight import inspect
from octavo.pdf.standards import IMPOSED, PRINT
from octavo.pdf.visibility import KnownPage
from octavo.style.contrast import measure_contrast
from octavo.style.theme import Colour, Theme
from pdf.pressed import PAGE, PRESS, change, on_sheets, print_pages
from pdf.reading import open_pdf
from pdf.sample import FACES, METADATA, THEME, say

SOUND = print_pages(("one",))
FONT = b"/F1"


def judge(data: bytes) -> list[str]:
    """What is said of a print edition: code and message."""
    return [f"{problem.code} {problem.message}" for problem in inspect(data, PRINT, PRESS)]


def page_of(pdf: Pdf) -> Object:
    """The first page as an object."""
    return pdf.pages[0].obj


def paint(code: bytes) -> Callable[[Pdf], None]:
    """Something more that is painted on the first page, above what is there."""

    def alter(pdf: Pdf) -> None:
        states = page_of(pdf).Resources.ExtGState
        states.Over = Dictionary(op=True, OP=True, OPM=1)
        states.Out = Dictionary(op=False, OP=False, OPM=0)
        pdf.pages[0].contents_add(Stream(pdf, b"\nq /Out gs " + code + b" Q"))

    return alter


def show(size: float, inks: str, state: str = "Out") -> bytes:
    """Text of that size in those inks."""
    return f"/{state} gs {inks} BT {FONT.decode()} {size} Tf 60 150 Td <0001> Tj ET".encode()


def ground(inks: str) -> bytes:
    """A rectangle below the text."""
    return f"{inks} 40 130 100 60 re f ".encode()


def scale_page(pdf: Pdf) -> None:
    """Measure the page in another unit."""
    page_of(pdf).UserUnit = 2


def forget_scaling(pdf: Pdf) -> None:
    """Do not say at which size pages are printed."""
    del pdf.Root.ViewerPreferences.PrintScaling


def crop(pdf: Pdf) -> None:
    """Show nothing but the trimmed page."""
    page_of(pdf).CropBox = page_of(pdf).TrimBox


def empty(pdf: Pdf) -> None:
    """Leave nothing but white on the page."""
    page_of(pdf).Contents = Stream(pdf, b"0 0 0 0 k 50 50 20 20 re f")


def add_layers(pdf: Pdf) -> None:
    """Have layers that can be switched off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Proof"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def rename_spot(pdf: Pdf) -> None:
    """Write the name of one ink in two ways."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    spaces = page_of(pdf).Resources.ColorSpace
    for label, name in (("A", "/PANTONE 185 C"), ("B", "/Pantone 185C")):
        spaces[f"/Spot{label}"] = Array([Name.Separation, Name(name), Name.DeviceCMYK, tint])
    code = b"/SpotA cs 1 scn 50 50 9 9 re f /SpotB cs 1 scn 70 50 9 9 re f"
    paint(code)(pdf)


def mark_inside(pdf: Pdf) -> None:
    """Use the colour of marks inside the trim."""
    label = next(
        key for key, space in page_of(pdf).Resources.ColorSpace.items() if space[1] == "/All"
    )
    paint(f"{label} cs 1 scn 60 60 9 9 re f".encode())(pdf)


def show_stencil(pdf: Pdf) -> None:
    """Show a picture of black and white pixels, 300 to the inch."""
    image = Stream(pdf, bytes(300 * 38), Type=Name.XObject, Subtype=Name.Image)
    image.Width, image.Height, image.BitsPerComponent = 300, 300, 1
    image.ColorSpace = Name.DeviceGray
    page_of(pdf).Resources.XObject = Dictionary(Scan=image)
    paint(b"q 72 0 0 72 60 60 cm /Scan Do Q")(pdf)


NAVY = "1 0.84 0.38 0.48 k"
BROKEN: tuple[tuple[Callable[[Pdf], None], str], ...] = (
    (scale_page, "PRE026 page 1 is scaled (UserUnit)"),
    (forget_scaling, "PRE026 the file does not ask to be printed at its own size"),
    (empty, "PRE027 page 1 is empty, and nobody meant it"),
    (crop, "PRE028 the crop box of page 1 cuts off the bleed"),
    (
        paint(ground("0 0 0 0.4 k") + show(20, "0 0 0 0 k", "Over")),
        "PRE029 white on page 1 overprints",
    ),
    (paint(b"/Over gs 0 0 0 0 k 60 60 9 9 re f"), "PRE029 white on page 1 overprints"),
    (paint(show(10, "0 0 0 1 k")), "PRE030 black text on page 1 does not overprint"),
    (paint(show(10, "0 g")), "PRE030 black text on page 1 does not overprint"),
    (paint(show(10, "0.4 0 0 1 k")), "PRE031 small black text on page 1 has other inks too"),
    (paint(show(8, "0.88 0.58 0.04 0 k")), "PRE032 text below 9 points on page 1 has more than"),
    (
        paint(b"q 0.5 0 0 0.5 30 75 cm " + show(16, "0.88 0.58 0.04 0 k") + b" Q"),
        "PRE032 text below 9 points on page 1 has more than two inks",
    ),
    (
        paint(ground(NAVY) + show(8, "0 0 0 0 k")),
        "PRE033 text below 9 points on page 1 is left out of more than two inks",
    ),
    (paint(b"0 0 0 1 K 0.1 w 50 50 m 90 90 l S"), "PRE034 lines on page 1 are thinner than"),
    (
        paint(b"q .1 0 0 .1 0 0 cm 0 0 0 1 K 1 w 500 500 m 900 900 l S Q"),
        "PRE034 lines on page 1 are thinner than 0.25 points",
    ),
    (
        paint(b"0.2 0.2 0.2 0.2 K 0.26 w 50 50 m 90 90 l S"),
        "PRE034 lines below 0.3 points on page 1 have more than two inks",
    ),
    (
        paint(b"0.2 0.2 0.2 0.2 k 50 50 40 0.26 re f"),
        "PRE034 lines below 0.3 points on page 1 have more than two inks",
    ),
    (mark_inside, "PRE035 the colour of marks, which is every ink, is used on page 1"),
    (rename_spot, "PRE036 the inks `PANTONE 185 C` and `Pantone 185C` are one ink"),
    (show_stencil, "PRE037 a picture of one bit on page 1 has 300 pixels to the inch"),
    (add_layers, "PRE038 the file has layers that can be switched off"),
)
"""Ways to spoil a print edition, and what is then said, and nothing else."""


@pytest.mark.parametrize(("alter", "said"), BROKEN, ids=[said[:40] for _, said in BROKEN])
def test_a_file_is_asked_about_for_its_own_reason(alter: Callable[[Pdf], None], said: str) -> None:
    (found,) = judge(change(SOUND, alter))
    assert found.startswith(said)


@pytest.mark.parametrize(
    "code",
    [
        show(8, "0 0 0 0.7 k"),
        show(8, "0.88 0.58 0 0 k"),
        show(9, "0.88 0.58 0.04 0 k"),
        show(8, "0 0 0 1 k", "Over"),
        ground(NAVY) + show(9, "0 0 0 0 k"),
        ground("1 0 0 0.6 k") + show(8, "0 0 0 0 k"),
        ground("0.04 0.02 0.01 0.03 k") + show(8, "0 0 0 1 k", "Over"),
        ground("0.1 0 0 0.1 k") + show(8, "0 0 0 0.7 k"),
        b"0 0 0 0.2 K 0.25 w 50 50 m 90 90 l S",
        b"0.2 0.2 0.2 0.2 K 0.3 w 50 50 m 90 90 l S",
        b"0.2 0.2 0.2 0.2 k 0.2 0.2 0.2 0.2 K 0.1 w 50 50 30 30 re B",
    ],
    ids=lambda code: code.decode()[:60],
)
def test_what_can_be_printed_is_not_asked_about(code: bytes) -> None:
    assert judge(change(SOUND, paint(code))) == []


def test_a_page_that_was_left_blank_on_purpose_is_known() -> None:
    blank = change(SOUND, empty)
    assert inspect(blank, PRINT, PRESS, (KnownPage(),)) == ()
    assert [one.code for one in inspect(blank, PRINT, PRESS, (KnownPage(spans=(None,)),))] == [
        "PRE027"
    ]


# ---------------------------------------------------------------------------- what is read


def read(code: bytes) -> list[ShownText | DrawnLine | FilledShape]:
    """What is painted on a page with nothing else."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    spot = Array([Name.Separation, Name("/Red"), Name.DeviceCMYK, tint])
    form = Stream(pdf, b"0 0 10 10 re f 15 0 10 10 re f", Subtype=Name.Form, BBox=[0, 0, 12, 12])
    form.Matrix = Array([2, 0, 0, 2, 0, 0])
    resources = Dictionary(
        ColorSpace=Dictionary(Red=spot), XObject=Dictionary(Shape=form), ExtGState=Dictionary()
    )
    page_of(pdf).Resources = resources
    page_of(pdf).Contents = Stream(pdf, code)
    (things,) = list_painted(pdf)
    return list(things)


def test_text_is_measured_as_it_comes_out() -> None:
    (text,) = read(b"2 0 0 2 0 0 cm BT /F1 5 Tf 1.5 0 0 1.5 10 20 Tm (a) Tj ET")
    assert isinstance(text, ShownText)
    assert text.size == pytest.approx(15)
    assert text.at == pytest.approx((20 + 4.5, 40 + 4.5))


def test_lines_of_text_go_on_below_one_another() -> None:
    texts = read(b"BT /F1 10 Tf 12 TL 10 100 Td (a) Tj T* (b) Tj (c) ' 0 -20 TD (d) Tj ET")
    heights = [text.at[1] for text in texts if isinstance(text, ShownText)]
    assert heights == pytest.approx([103, 91, 79, 59])


def test_a_form_takes_its_state_from_around_it_and_is_cut_at_its_bounds() -> None:
    (shape,) = read(b"/Red cs 0.5 scn q 1 0 0 1 100 50 cm /Shape Do Q")
    assert isinstance(shape, FilledShape)
    assert shape.boxes == ((100, 50, 120, 70),)
    assert shape.paint.inks == (("Red", 0.5),)


def test_what_is_cut_away_is_no_ground() -> None:
    things = read(b"q 0 0 50 50 re W n 0 0 200 200 re f Q BT /F1 8 Tf 100 100 Td (a) Tj ET")
    assert find_ground(things, 1).inks == ()


def test_text_stands_on_what_was_painted_last_and_hides_what_is_below() -> None:
    code = b"1 0 0 0 k 0 0 99 99 re f 0 1 0 0 k 0 0 50 50 re f BT /F1 8 Tf 5 5 Td (a) Tj ET"
    assert find_ground(read(code), 2).inks == (("Magenta", 1.0),)


def test_unseen_text_is_not_painted() -> None:
    assert read(b"BT /F1 8 Tf 3 Tr (a) Tj ET") == []


# ---------------------------------------------------------------------------- what Octavo writes


def with_colour(called: str, own: Colour) -> Theme:
    """The theme with another colour of that name."""
    return replace(THEME, palette=replace(THEME.palette, **{called: own}))


def write(theme: Theme, size: float, width: float, colour: str = "signal") -> bytes:
    """A page with text, a rule, a line in a drawing and a label, all in one colour."""
    canvas = PdfCanvas(theme, FACES, METADATA, PRINT, PRESS)
    canvas.begin_page(*PAGE, "1")
    line = Path((Move(0, 0), Straight(50, 0)), stroke=colour, width=width)
    label = Label("office", 0, 5, size, colour=colour)
    with canvas.artifact("Layout"):
        canvas.rule(30, 60, 90, 60, width, colour)
        canvas.paint(Drawing(60, 40, (line,)), 30, 100, 0.5)
        canvas.paint(Drawing(60, 40, (Group((line, label), 5, 5, 0.5),)), 30, 150)
    canvas.text([say("one", size=size)._replace(colour=colour)], 30, 200, canvas.root.add("P"))
    canvas.end_page()
    return canvas.finish()


SHARES = st.sampled_from([0.0, 0.04, 0.3, 0.58, 0.88, 1.0])


def make_colour(light: int, inks: tuple[float, float, float, float]) -> Colour:
    """A colour of the screen, and inks that need not be like it."""
    return Colour(f"#{light:06X}", inks)


COLOURS = st.builds(
    make_colour,
    st.integers(0, 0xFFFFFF),
    st.tuples(SHARES, SHARES, SHARES, SHARES).filter(lambda inks: 0 < sum(inks) <= 3),
)


@pytest.mark.slow
@given(COLOURS, st.sampled_from([5.0, 8.2, 9.6, 12.0, 24.0]), st.sampled_from([0.1, 0.3, 0.4, 0.8]))
def test_whatever_the_theme_small_text_and_lines_can_be_printed(
    own: Colour, size: float, width: float
) -> None:
    """Rich black is asked of all colours, and 12 points are the limit."""
    assert judge(write(with_colour("signal", own), size, width)) == []


@given(COLOURS)
def test_in_one_ink_a_colour_loses_no_contrast(own: Colour) -> None:
    """Neither on paper, when it is dark, nor on a dark ground, when it is light."""
    reduced = reduce_inks(own)
    assert sum(share > 0 for share in reduced.print) <= 1 or reduced == own
    if reduced == own:
        return
    grey = round(255 * (1 - reduced.print[3]))
    shown = with_colour("signal", Colour(f"#{grey:02X}{grey:02X}{grey:02X}", reduced.print))
    theme = with_colour("signal", own)
    kept, was = (measure_contrast(one, "signal", "paper") for one in (shown, theme))
    assert kept >= was * 0.98
    if was < 4.5:
        kept, was = (measure_contrast(one, "signal", "ink") for one in (shown, theme))
        assert kept >= was * 0.98


def test_a_spot_colour_is_kept_in_small_text_and_fine_lines() -> None:
    own = Colour("#B8862B", (0.22, 0.44, 0.92, 0.08), "PANTONE 871 C")
    assert reduce_inks(own) == own
    with open_pdf(write(with_colour("signal", own), 8, 0.3)) as pdf:
        (things,) = list_painted(pdf)
    names = {name for one in things for name, _ in one.paint.inks or ()} - {"All"}
    assert names == {"PANTONE 871 C"}


def test_larger_text_and_thicker_lines_keep_the_inks_of_their_colour() -> None:
    with open_pdf(write(THEME, 2 * FINE_TYPE + 4, 4 * FINE_LINE)) as pdf:
        (things,) = list_painted(pdf)
    lines = [one for one in things if isinstance(one, DrawnLine) and one.width == 1.0]
    texts = [one for one in things if isinstance(one, ShownText) and one.size == 22]
    larger: list[PaintedThing] = [*lines, *texts]
    assert [len(one.paint.inks or ()) for one in larger] == [3, 3, 3]


def test_black_text_overprints_and_nothing_else_does() -> None:
    with open_pdf(print_pages(("one", "two"))) as pdf:
        things: list[PaintedThing] = [one for page in list_painted(pdf) for one in page]
    black = [one for one in things if one.paint.inks == (("Black", 1.0),)]
    assert {one.paint.overprints for one in black} == {True}
    assert not any(one.paint.overprints for one in things if one not in black)


def test_art_that_comes_after_black_text_does_not_overprint() -> None:
    """A form takes the state of the page: it has to set its own."""
    squares = tuple(
        Path(draw_rectangle(x / 10, 0, 5, 5), fill="gold", opacity=0.5) for x in range(700)
    )
    canvas = PdfCanvas(THEME, FACES, METADATA, PRINT, PRESS)
    canvas.begin_page(*PAGE, "1")
    with canvas.artifact("Layout"):
        canvas.text([say("one")], 30, 200)
        canvas.paint(Drawing(100, 10, squares), 30, 100)
    canvas.end_page()
    with open_pdf(canvas.finish()) as pdf:
        assert any(form.Subtype == Name.Form for form in pdf.pages[0].resources.XObject.values())
        (things,) = list_painted(pdf)
    shapes = [one for one in things if isinstance(one, FilledShape)]
    assert len(shapes) == 700
    assert not any(one.paint.overprints for one in shapes)


def test_sheets_have_targets_a_colour_bar_and_a_line_that_says_which_they_are() -> None:
    from pypdfium2 import PdfDocument

    sheets = on_sheets(print_pages(("one",) * 8))
    pdf = PdfDocument(sheets.data)
    said = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    pdf.close()
    which = ("1/2 (1)", "1/2 (2)", "2/2 (1)", "2/2 (2)")
    assert [f"{one} Space & time" in text for one, text in zip(which, said, strict=True)] == [
        True
    ] * 4
    assert inspect(sheets.data, IMPOSED, PRESS, on_sheets=True) == ()
    with open_pdf(sheets.data) as pdf_read:
        pages = list_painted(pdf_read)
    for things in pages:
        patches = [
            one
            for one in things
            if isinstance(one, FilledShape) and one.boxes[0][1] > PRESS.slug + PAGE[1] + PRESS.bleed
        ]
        inks = [dict(one.paint.inks or ()) for one in patches]
        assert {"Cyan": 1.0} in inks
        assert {"Magenta": 1.0} in inks
        assert {"Yellow": 1.0} in inks
        assert {"Black": 1.0} in inks
        assert {"Cyan": 0.5, "Magenta": 0.4, "Yellow": 0.4} in inks
