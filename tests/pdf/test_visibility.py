"""What stands off its page, out of its column, cut or covered is found in the finished file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.document.drawing import Close, Drawing, Group, Label, Move, Path, Straight
from octavo.document.problem import Span
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.visibility import find_unseen
from pdf.pressed import draw_square, print_pages
from pdf.sample import HEIGHT, WIDTH, make_sample, new_canvas, say

SPAN = Span("01-one.md", 12)
COLUMN = (30.0, 40.0, 270.0, 380.0)


def find(
    draw: Callable[[PdfCanvas], None], *frames: tuple[float, float, float, float]
) -> list[str]:
    """What is found on a page that `draw` has drawn: code, place and message."""
    canvas = new_canvas()
    for frame in frames:
        canvas.add_frame(frame)
    draw(canvas)
    canvas.end_page()
    found = find_unseen(canvas.finish(), canvas.layout)
    return [f"{one.span}: {one.code} {one.message}" for one in found]


def write(text: str, x: float, y: float) -> Callable[[PdfCanvas], None]:
    """A page with a line of text, which stands in line 12 of the source."""

    def draw(canvas: PdfCanvas) -> None:
        element = canvas.root.add("P")
        element.span = SPAN
        canvas.text([say(text)], x, y, element)

    return draw


def write_all(*lines: tuple[str, float, float]) -> Callable[[PdfCanvas], None]:
    """A page with several lines."""

    def draw(canvas: PdfCanvas) -> None:
        for line in lines:
            write(*line)(canvas)

    return draw


def test_a_sound_page_has_nothing_to_find() -> None:
    assert list(find_unseen(make_sample())) == []


def test_a_sound_print_edition_has_nothing_to_find_outside_its_trim_but_marks() -> None:
    assert list(find_unseen(print_pages(("one", "two"), draw_square(300)))) == []


@pytest.mark.parametrize(
    ("x", "y", "side"),
    [(30, -5, "lower"), (30, HEIGHT - 2, "upper"), (-4, 200, "left"), (WIDTH - 20, 200, "right")],
)
def test_text_off_the_page_is_found_with_its_place_in_the_source(
    x: float, y: float, side: str
) -> None:
    (found,) = find(write("overlong", x, y))
    assert found.startswith("01-one.md:12: PRE016 “overlong” runs")
    assert f"over the {side} edge of page 1" in found


def test_how_far_text_runs_off_its_page_is_told_in_millimetres() -> None:
    (found,) = find(write("H", 30, -72 / 25.4 * 10))
    assert "runs 10.0 mm over the lower edge" in found


def test_the_worst_of_a_block_stands_for_all_its_lines() -> None:
    (found,) = find(write_all(("a line", 30, -20), ("another line", 30, -40)))
    assert "another line" in found


def test_text_may_stand_anywhere_on_a_page_without_a_column() -> None:
    assert find(write("near the edge", 2, 4)) == []


def test_text_that_runs_out_of_its_column_is_found() -> None:
    (found,) = find(write("below", 40, 20), COLUMN)
    assert "PRE017 “below” runs" in found
    assert "over the lower edge of its column" in found


def test_text_is_in_place_in_any_of_the_columns_of_its_page() -> None:
    left, right = (30.0, 40.0, 140.0, 380.0), (160.0, 40.0, 270.0, 380.0)
    assert find(write_all(("one", 40, 100), ("two", 170, 100)), left, right) == []
    (found,) = find(write("between both", 110, 100), left, right)
    assert "PRE017" in found


def test_quotation_marks_may_hang_beside_their_column() -> None:
    assert find(write("“hanging", 27, 100), COLUMN) == []


def test_a_running_head_belongs_to_no_column() -> None:
    def draw(canvas: PdfCanvas) -> None:
        with canvas.artifact("Pagination", "Header"):
            canvas.text([say("A running head")], 30, 386)

    assert find(draw, COLUMN) == []


def test_a_running_head_off_the_page_is_found() -> None:
    def draw(canvas: PdfCanvas) -> None:
        with canvas.artifact("Pagination", "Header"):
            canvas.text([say("A running head")], 30, HEIGHT + 30)

    (found,) = find(draw)
    assert "PRE016" in found


def test_text_over_text_is_found() -> None:
    (found,) = find(write_all(("first of all", 30, 100), ("second", 40, 102)))
    assert "PRE019" in found
    assert "lies over other text on page 1" in found


def test_lines_set_solid_do_not_lie_over_one_another() -> None:
    assert find(write_all(("gypsy", 30, 110), ("ÉÂÏ", 30, 100))) == []


def test_an_italic_letter_may_reach_under_the_number_before_it() -> None:
    def draw(canvas: PdfCanvas) -> None:
        element = canvas.root.add("P")
        canvas.text([say("1", size=8)], 40, 107, element)
        canvas.text([say("fly", role="display-italic", size=22)], 46.8, 100, element)

    assert find(draw) == []


def test_text_under_a_picture_is_found_and_text_on_it_is_not() -> None:
    def cover(canvas: PdfCanvas) -> None:
        with canvas.artifact("Layout"):
            canvas.rectangle(20, 90, 100, 30, "gold")

    def draw_below(canvas: PdfCanvas) -> None:
        write("covered", 30, 100)(canvas)
        cover(canvas)

    def draw_above(canvas: PdfCanvas) -> None:
        cover(canvas)
        write("to be seen", 30, 100)(canvas)

    (found,) = find(draw_below)
    assert "PRE019 “covered” is covered on page 1" in found
    assert find(draw_above) == []


def test_a_label_that_its_drawing_cuts_is_found() -> None:
    label = Label("a long label", 0, 10, 10, "text", "text")

    def draw(canvas: PdfCanvas) -> None:
        figure = canvas.root.add("Figure", alternative="What it shows")
        figure.span = SPAN
        with canvas.marked(figure):
            canvas.paint(Drawing(30, 30, (Group((label,), clip=(0, 0, 30, 30)),)), 50, 50)

    (found,) = find(draw)
    assert found.startswith("01-one.md:12: PRE018 “a long label” is cut by")


def test_a_drawing_off_the_page_is_found_unless_it_is_cut_there() -> None:
    steps = (Move(0, 0), Straight(500, 0), Straight(500, 20), Close())

    def draw(canvas: PdfCanvas, clip: tuple[float, float, float, float] | None) -> None:
        figure = canvas.root.add("Figure", alternative="What it shows")
        with canvas.marked(figure):
            shape = Path(steps, fill="gold")
            canvas.paint(Drawing(100, 20, (Group((shape,), clip=clip),)), 50, 50)

    (found,) = find(lambda canvas: draw(canvas, None))
    assert "PRE016 a drawing runs" in found
    assert find(lambda canvas: draw(canvas, (0, 0, 100, 20))) == []
