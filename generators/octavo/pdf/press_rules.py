"""What print shops look for in a file beyond the standards: fine type, thin lines, overprinting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from pikepdf import Dictionary

from octavo.document.length import Length
from octavo.document.problem import Problem
from octavo.pdf.colours import FAINT_LINE, FINE_TYPE, RICH, RICH_TYPE
from octavo.pdf.content_stream import HAIRLINE
from octavo.pdf.finished_pdf import (
    FinishedPdf,
    PreflightRule,
    list_numbers,
    read_box,
    say_error,
    say_warning,
)
from octavo.pdf.painted import (
    PROCESS,
    DrawnLine,
    FilledShape,
    Paint,
    PaintedThing,
    ShownText,
    find_ground,
)
from octavo.pdf.tags import Corners

MOST_INKS = 2
"""How many inks fine type and thin lines may have, and the ground that fine type is left out of:
two plates that lie beside one another give an edge of one colour, three a fringe of several."""
SLACK = 0.02
"""Points by which a size may fall short: sizes are products of numbers with three decimals."""
LESS = 0.1
"""How much less of an ink type must have than its ground for its edge to be seen on that plate."""
SOLID = (("Black", 1.0),)
"""Black ink alone, unscreened: what is expected to overprint, for it covers whatever is below."""
STENCIL = 550
"""Pixels to the inch that a picture of one bit needs: it has no greys to smooth its steps, and at
550 a step is 0.046 mm, below what an eye resolves at 30 cm. Scans of line art have 600 or 1,200."""


def list_press_problems(file: FinishedPdf) -> Iterator[Problem]:
    """What a print shop would ask about, of a file for a press."""
    if file.press is not None:
        for rule in RULES:
            yield from rule(file)


# ------------------------------------------------------------------------------ pages


def _check_scaling(file: FinishedPdf) -> Iterator[Problem]:
    scaled = [n for n, page in enumerate(file.pdf.pages, 1) if page.obj.get("/UserUnit", 1) != 1]
    if scaled:
        said = f"{list_numbers(scaled)} {_agree(scaled, 'is', 'are')} scaled (UserUnit)"
        yield say_error("PRE026", f"{said}; boxes and inks are then measured wrongly")
    preferred = file.pdf.Root.get("/ViewerPreferences", Dictionary())
    if str(preferred.get("/PrintScaling", "")) != "/None":
        message = "the file does not ask to be printed at its own size (PrintScaling)"
        yield say_warning("PRE026", message)


def _check_empty(file: FinishedPdf) -> Iterator[Problem]:
    """Pages that were left blank on purpose are known from the layout; sheets may have some."""
    if file.on_sheets:
        return
    known = {n for n, page in enumerate(file.layout, 1) if not page.spans and not page.frames}
    empty = [n for n, things in enumerate(file.painted, 1) if not any(map(_is_seen, things))]
    if empty := [number for number in empty if number not in known]:
        said = f"{list_numbers(empty)} {_agree(empty, 'is', 'are')} empty"
        yield say_warning("PRE027", f"{said}, and nobody meant it")


def _is_seen(thing: PaintedThing) -> bool:
    return not thing.paint.is_registration and (thing.paint.inks is None or thing.paint.total > 0)


def _check_crop(file: FinishedPdf) -> Iterator[Problem]:
    cropped: list[int] = []
    for number, page in enumerate(file.pdf.pages, 1):
        if "/CropBox" in page.obj and "/BleedBox" in page.obj:
            crop, bleed = read_box(page.obj.CropBox), read_box(page.obj.BleedBox)
            outside = (bleed[0] < crop[0] - SLACK, bleed[1] < crop[1] - SLACK)
            if any((*outside, bleed[2] > crop[2] + SLACK, bleed[3] > crop[3] + SLACK)):
                cropped.append(number)
    if cropped:
        message = f"the crop box of {list_numbers(cropped)} cuts off the bleed"
        yield say_error("PRE028", message)


# ------------------------------------------------------------------------------ type


def _check_overprint(file: FinishedPdf) -> Iterator[Problem]:
    """White that overprints is not printed at all; black that does not leaves white edges."""
    white = _list_pages(file, lambda thing: thing.paint.overprints and _is_white(thing.paint))
    if white:
        message = f"white on {list_numbers(white)} overprints, and so will not be seen"
        yield say_error("PRE029", message)
    cut = _list_pages(
        file,
        lambda thing: (
            isinstance(thing, ShownText)
            and thing.paint.inks == SOLID
            and thing.paint.opaque
            and not thing.paint.overprints
        ),
    )
    if cut:
        yield say_warning("PRE030", f"black text on {list_numbers(cut)} does not overprint")


def _is_white(paint: Paint) -> bool:
    return paint.inks == ()


def _check_rich_black(file: FinishedPdf) -> Iterator[Problem]:
    rich = _list_pages(
        file,
        lambda thing: (
            isinstance(thing, ShownText)
            and thing.size < RICH_TYPE - SLACK
            and thing.paint.share("Black") >= RICH
            and len(_list_inks(thing.paint)) > 1
        ),
    )
    if rich:
        yield say_warning("PRE031", f"small black text on {list_numbers(rich)} has other inks too")


def _check_small_type(file: FinishedPdf) -> Iterator[Problem]:
    small = _list_pages(
        file, lambda thing: _is_small(thing) and len(_list_inks(thing.paint)) > MOST_INKS
    )
    if small:
        message = f"text below {FINE_TYPE:g} points on {list_numbers(small)} has more than two inks"
        yield say_warning("PRE032", message)


def _check_reversed(file: FinishedPdf) -> Iterator[Problem]:
    found = [
        number
        for number, things in enumerate(file.painted, 1)
        if any(_is_reversed(things, place) for place in range(len(things)))
    ]
    if found:
        said = f"text below {FINE_TYPE:g} points on {list_numbers(found)}"
        yield say_warning("PRE033", f"{said} is left out of more than two inks")


def _is_reversed(things: Sequence[PaintedThing], place: int) -> bool:
    text = things[place]
    if not _is_small(text) or text.paint.inks is None or text.paint.overprints:
        return False
    if text.paint.is_registration:
        return False
    ground = find_ground(things, place)
    left_out = [ink for ink, share in ground.inks or () if share - text.paint.share(ink) >= LESS]
    return len(left_out) > MOST_INKS and text.paint.total < ground.total


def _is_small(thing: PaintedThing) -> bool:
    return isinstance(thing, ShownText) and thing.size < FINE_TYPE - SLACK


# ------------------------------------------------------------------------------ lines and inks


def _check_lines(file: FinishedPdf) -> Iterator[Problem]:
    thin = _list_pages(file, lambda thing: _measure_line(thing) < HAIRLINE - SLACK)
    if thin:
        message = f"lines on {list_numbers(thin)} are thinner than {HAIRLINE:g} points"
        yield say_warning("PRE034", message)
    mixed = _list_pages(
        file,
        lambda thing: (
            _measure_line(thing) < FAINT_LINE - SLACK and len(_list_inks(thing.paint)) > MOST_INKS
        ),
    )
    if mixed:
        said = f"lines below {FAINT_LINE:g} points on {list_numbers(mixed)}"
        yield say_warning("PRE034", f"{said} have more than two inks")


def _measure_line(thing: PaintedThing) -> Length:
    """How thick a line is, also one that is a filled rectangle; anything else is very thick."""
    if isinstance(thing, DrawnLine):
        return thing.width
    if isinstance(thing, FilledShape) and len(thing.boxes) == 1 and thing.paint.inks:
        left, bottom, right, top = thing.boxes[0]
        short, long = sorted((right - left, top - bottom))
        return short if long > LONG * FAINT_LINE and short > 0 else NO_LINE
    return NO_LINE


LONG = 20
"""How many times longer than the limit of thin lines a filled shape must be to count as a line: 6
points. Shorter ones are dots, ticks and strokes of drawn letters, which nobody takes for a line."""
NO_LINE = 1e6
"""A thickness in points, for what is none: larger than any page."""


def _check_registration(file: FinishedPdf) -> Iterator[Problem]:
    """What every plate shows is for marks, which are cut off."""
    found: list[int] = []
    for number, (page, things) in enumerate(zip(file.pdf.pages, file.painted, strict=True), 1):
        if not {"/TrimBox", "/BleedBox"} <= page.obj.keys():
            continue  # which is told already
        trim = _meet(read_box(page.obj.TrimBox), read_box(page.obj.BleedBox))
        marks = (thing for thing in things if thing.paint.is_registration)
        if any(_overlaps(box, trim) for thing in marks for box in _list_boxes(thing)):
            found.append(number)
    if found:
        message = f"the colour of marks, which is every ink, is used on {list_numbers(found)}"
        yield say_error("PRE035", message)


def _list_boxes(thing: PaintedThing) -> tuple[Corners, ...]:
    return ((*thing.at, *thing.at),) if isinstance(thing, ShownText) else thing.boxes


def _meet(box: Corners, other: Corners) -> Corners:
    """What is in both."""
    return (
        *(max(box[0], other[0]), max(box[1], other[1])),
        *(min(box[2], other[2]), min(box[3], other[3])),
    )


def _overlaps(box: Corners, other: Corners) -> bool:
    across = box[0] < other[2] - SLACK and box[2] > other[0] + SLACK
    return across and box[1] < other[3] - SLACK and box[3] > other[1] + SLACK


def _check_names(file: FinishedPdf) -> Iterator[Problem]:
    """One ink under two names is two plates."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for called in PROCESS:
        names[_normalise(called)].add(called)
    for things in file.painted:
        for thing in things:
            for name, _ in thing.paint.inks or ():
                names[_normalise(name)].add(name)
    for alike in names.values():
        if len(alike) > 1:
            said = " and ".join(f"`{name}`" for name in sorted(alike))
            yield say_warning("PRE036", f"the inks {said} are one ink under several names")


def _normalise(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _check_stencils(file: FinishedPdf) -> Iterator[Problem]:
    for number, page in enumerate(file.pages, 1):
        for picture in page.pictures:
            if picture.bits == 1 and picture.resolution < STENCIL:
                said = f"a picture of one bit on page {number} has {picture.resolution:.0f}"
                hint = f"use a larger file, or show it smaller: it needs {STENCIL}"
                yield say_warning("PRE037", f"{said} pixels to the inch", hint)


def _check_layers(file: FinishedPdf) -> Iterator[Problem]:
    if "/OCProperties" in file.pdf.Root:
        message = "the file has layers that can be switched off (optional content)"
        yield say_error("PRE038", message)


# ------------------------------------------------------------------------------ in words


def _list_inks(paint: Paint) -> tuple[str, ...]:
    """The inks of a paint; for what is on every plate by intent, none."""
    return () if paint.is_registration else tuple(name for name, _ in paint.inks or ())


def _list_pages(file: FinishedPdf, is_wrong: Callable[[PaintedThing], bool]) -> list[int]:
    """The pages, counted from 1, that have something that is wrong."""
    return [n for n, things in enumerate(file.painted, 1) if any(map(is_wrong, things))]


def _agree(pages: Sequence[int], one: str, many: str) -> str:
    return one if len(pages) == 1 else many


RULES: tuple[PreflightRule, ...] = (
    _check_scaling,
    _check_empty,
    _check_crop,
    _check_layers,
    _check_overprint,
    _check_rich_black,
    _check_small_type,
    _check_reversed,
    _check_lines,
    _check_registration,
    _check_names,
    _check_stencils,
)
"""All rules, in the order in which their findings are told."""
