"""The parts of a briefing, set in type at a given width and size."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from octavo.briefing.layout.boxes import (
    ASCENT,
    Background,
    Box,
    Child,
    Glue,
    QrCode,
    cover,
    make_stretch,
    measure_lines,
    place,
    set_lines,
    stack,
)
from octavo.briefing.layout.logo import HeadLogo, read_logo
from octavo.briefing.layout.rows import HEAD, RULE, RowWidths, set_row
from octavo.briefing.layout.wrap_estimate import add_lines, count_lines
from octavo.briefing.plan.contents import KeyMessage, LeadFact, Plan, PlannedAsk, Source, compose
from octavo.briefing.plan.template import (
    Format,
    Part,
    Running,
    arrange,
    list_parts,
    load_wording,
)
from octavo.document import Audience, Document, Inlines, Link, Text
from octavo.document.length import Length, add_up
from octavo.files.library import Library
from octavo.fonts.faces import Faces, load_faces
from octavo.pdf.tags import Role
from octavo.style.phrases import Given, Phrases, say
from octavo.style.theme import load_theme
from octavo.style.words import Conventions, load_conventions
from octavo.typeset.display import opens_with_dash
from octavo.typeset.pieces import Line
from octavo.typeset.text import TextContext, TextStyle, set_inlines
from octavo.typeset.tokens import ReferenceNames

APART = 9.0
"""Between a key message and its reference on the same line, in points: four spaces, so that it is
not read on. At half one point of the proceedings' briefings is said a step longer; at the double no
choice changes."""
TICK = 11.0
"""How far the key messages stand in from the gold tick: twice its length. At half, 19 points of the
proceedings' briefings are said shorter instead of 22, and ticks touch words; at double 27."""
CELL = 10.0
"""Space between the columns of a table, in points: more than between words, less than between the
columns of the page. At half 21 points are said in a shorter wording instead of 22, at the double
23."""
SHORT = 0.3
"""Part of the measure that the last line of a paragraph should fill: a shorter one looks like a
line lost. The choice of points is the same from nothing to 0.6, only lines are broken elsewhere."""
NARROWER = (0.96, 0.92, 0.88, 0.84, 0.8, 0.76)
"""Shares of the measure that are tried for lines that should end better: down to three quarters,
below which a paragraph seems set in by mistake. Half the step takes a twelfth more time."""


@dataclass(frozen=True, slots=True, eq=False)
class LayoutContext:
    """What is needed to set a part. It is equal to itself only: what was set is found by it."""

    plan: Plan
    format: Format
    wording: Phrases
    setting: TextContext
    logo: HeadLogo | None = None
    """For the head."""
    slack: float = 1.0
    """How much of a measure lines may take: less than all where another program breaks them."""


def open_context(
    document: Document, audience: Audience, form: Format, folder: str, library: Library
) -> LayoutContext:
    """What is needed to set the briefing on `document` for `audience`, in the format `form`.

    Its words are those for `folder`. Raises `SourceError` when they or the theme are not right.
    """
    form = arrange(form, audience)
    audience = replace(audience, purpose=form.purpose or audience.purpose)
    theme = load_theme(library)
    wording = load_wording(library, folder, document.publication.language)
    conventions = load_conventions(library, document.publication.language)
    plan = compose(document, audience, wording, conventions.locale, form.section_numbers)
    setting = TextContext(theme, load_faces(theme, conventions), conventions, ReferenceNames({}))
    logo = read_logo(document.publication, library)
    return LayoutContext(plan, form, wording, setting, logo)


def widen(context: LayoutContext) -> LayoutContext:
    """The same with headings above their parts instead of at their side, for who has much to say:
    lines are longer than is best, and a third more stands on the page."""
    columns = context.format.columns.model_copy(update={"side": 0.0})
    form = context.format.model_copy(update={"columns": columns})
    return replace(context, format=form)


def set_text(
    text: Inlines | str, style: TextStyle, measure: Length, context: LayoutContext
) -> tuple[Line, ...]:
    """The lines of `text`. Kept: audiences share points, and sizes are tried again and again."""
    inlines = (Text(text),) if isinstance(text, str) else text
    room = context.slack * measure
    lines = _set(inlines, style, room, context.setting.language, context.setting.faces)
    return lines if context.slack == 1 else add_lines(lines, room)


@lru_cache(20_000)
def _set(
    inlines: Inlines, style: TextStyle, measure: Length, language: Conventions, faces: Faces
) -> tuple[Line, ...]:
    setting = TextContext(faces.theme, faces, language, ReferenceNames({}))
    return set_inlines(inlines, style, measure, setting)


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """Type of one size with its bounds: of the wide column, or of the narrow one."""

    size: Length
    leading: Length
    more: Length
    """By how much the leading may grow."""
    space: Glue
    """Between paragraphs."""


def choose_run(running: Running, size: Length) -> TypeSizes:
    """The type of `running` at one of its sizes."""
    least, most = running.leading
    return TypeSizes(size, size * least, size * (most - least), make_stretch(running.space))


def set_part(
    part: Part, context: LayoutContext, sides: RowWidths, run: TypeSizes, headline: Length
) -> Box | None:
    """A part that needs no choosing, with its heading; `None` when the plan has nothing to say
    there."""
    heading = set_heading(part, context, sides.head or sides.body)
    if heading is None:
        body = set_body(part, context, sides.whole, run, headline, sides.start)
    else:
        body = set_body(part, context, sides.body, run, headline, LABELS if sides.head else 0.0)
    return _add_heading(part, heading, body, sides, run.size) if body else None


def set_body(
    part: Part,
    context: LayoutContext,
    width: Length,
    run: TypeSizes,
    headline: Length,
    start: Length = 0.0,
) -> Box | None:
    """A part without its heading; `None` when the plan has nothing to say there. Facts stand under
    each other where `start` says how far in their labels begin, else beside each other."""
    match part:
        case "question":
            return _set_question(context, width, run)
        case "bottom-line":
            return _set_bottom_line(context, width, headline)
        case "facts":
            return (
                set_fact_rows(context, width, start, run) if start else _set_facts(context, width)
            )
        case "timing":
            return _set_plain(context.plan.timing, context, width, run)
        case "contact":
            return _set_plain(context.plan.contact, context, width, run)
        case "handling":
            return _set_plain(context.plan.handling, context, width, run)
        case "meaning":
            return _set_meaning(context, width, run)
        case "asks":
            return _set_asks(context, width, run, ruled=not start)
        case "messages":
            raise AssertionError("messages are chosen first")


@lru_cache(128)
def set_heading(part: Part, context: LayoutContext, width: Length) -> Box | None:
    """The heading of a part; `None` when the format gives it none."""
    given: dict[str, Given] = {"decide": context.plan.decides, "purpose": context.plan.purpose}
    text = say(context.wording, f"headings.{part}", given)
    if not text:
        return None
    return set_lines("H2", set_text(text, HEAD, width, context), HEAD)


def _add_heading(part: Part, heading: Box | None, body: Box, sides: RowWidths, size: Length) -> Box:
    """`body` with its heading at the side, where there is room for one, else above it."""
    if heading and sides.head:
        return set_row(heading, body, size, sides, part)
    return stack("Sect", (heading, body) if heading else (body,), Glue(6, 3), part)


def _set_question(context: LayoutContext, width: Length, run: TypeSizes) -> Box | None:
    if not context.plan.question:
        return None
    style = TextStyle(12.4, 15.4, "display-italic", "signal", "left", False)
    lines = set_text(context.plan.question, style, width, context)
    return set_lines("P", lines, style)


def _set_bottom_line(context: LayoutContext, width: Length, size: Length) -> Box | None:
    if not context.plan.bottom_line:
        return None
    style = headline_style(size)
    lines = balance(context.plan.bottom_line, style, width, context)
    body = set_lines("P", lines, style, 0.02 * size)
    return replace(body, source=context.plan.bottom_line_source)


def balance(
    text: Inlines | str, style: TextStyle, width: Length, context: LayoutContext
) -> tuple[Line, ...]:
    """The lines of `text`, as few as at `width`, and about equally long."""
    lines = set_text(text, style, width, context)
    narrow, wide = (width / 2, width) if len(lines) > 1 else (width, width)
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        tried = set_text(text, style, middle, context)
        if len(tried) > len(lines) or any(line.width > middle for line in tried):
            narrow = middle
            continue
        wide = middle
        if not any(opens_with_dash(line) for line in tried):
            lines = tried
    return lines


def even(
    text: Inlines | str, style: TextStyle, width: Length, context: LayoutContext
) -> tuple[Line, ...]:
    """The lines of `text`, set a little narrower when the last would otherwise be very short."""
    lines = set_text(text, style, width, context)
    if len(lines) < 2 or lines[-1].width >= SHORT * width:
        return lines
    for share in NARROWER[:4]:
        tried = set_text(text, style, share * width, context)
        if len(tried) == len(lines) and tried[-1].width >= SHORT * width:
            return tried
    return lines


def headline_style(size: Length) -> TextStyle:
    """The style of the bottom line."""
    return TextStyle(size, 1.17 * size, "display", "ink", "left", False)


def _set_plain(text: str, context: LayoutContext, width: Length, run: TypeSizes) -> Box | None:
    if not text:
        return None
    style = body_style(run)
    return set_lines("P", set_text(text, style, width, context), style, run.more)


@lru_cache(64)
def body_style(run: TypeSizes) -> TextStyle:
    """The style of running text."""
    return TextStyle(run.size, run.leading, "text", "text", "left", False)


# ------------------------------------------------------------------------------ lead facts


@lru_cache(32)
def _set_facts(context: LayoutContext, width: Length) -> Box | None:
    """The numerals beside each other, a hairline before each but the first."""
    numerals = context.plan.numerals
    if not numerals:
        return None
    across = width > 320
    count = len(numerals) if across else 1
    gap = 20.0
    cell = (width - (count - 1) * gap) / count
    boxes = tuple(_set_numeral(numeral, context, cell) for numeral in numerals)
    if not across:
        return stack("L", boxes, Glue(8, 6))
    height = Glue(max(box.height.natural for box in boxes))
    children: list[Child] = []
    for at, box in enumerate(boxes):
        x = at * (cell + gap)
        if at:
            children.append(Background(x - gap / 2, Glue(), 0.6, height, "line"))
        children.append(place(box, x, Glue()))
    return Box("L", tuple(children), height)


def _set_numeral(numeral: LeadFact, context: LayoutContext, width: Length) -> Box:
    """One fact: "about" small before a large numeral, and what it counts below."""
    size = context.format.facts.size
    small = TextStyle(9.2, 11.4, "sans", "text", "left", False)
    boxes: list[Child] = []
    x, base = 0.0, Glue(0.68 * size)
    if numeral.before:
        before = add_space(set_text(numeral.before, small, width, context)[0])
        boxes.append(_on_baseline((before,), small, x, base))
        x = before.width + 4
    figure, large = _set_figure(numeral.value, width - x, context)
    boxes.append(_on_baseline(figure, large, x, base))
    label = even(numeral.label, small, width, context)
    top = base + Glue((len(figure) - 1) * large.leading + 0.22 * size + 1)
    text = place(set_lines("P", label, small), 0, top)
    body = Box("LBody", (*boxes, text), top + text.height)
    return Box("LI", (body,), body.height, name=numeral.fact)


LABELS = 96.0
"""How far in the labels of facts begin that stand under each other beside a heading, in points: a
figure of four digits and a sign take 80 at 26 points."""
DATE = re.compile(
    r"\D*\b(1[5-9]|20|21)\d\d\b\D*|\D*\d{1,2}\b[^\d]*(\d{1,2})?\D*\b(1[5-9]|20|21)\d\d\b"
)
"""A value that is a year, or a day of one: what stands on a line of time rather than among
figures."""


def is_date(fact: LeadFact) -> bool:
    """Whether a fact is a date: a year or a day of one, and not about so many of something."""
    return not fact.before and DATE.fullmatch(fact.value) is not None


def find_year(fact: LeadFact) -> int:
    """The last year that the date of a fact names."""
    return int(re.findall(r"\d{4}", fact.value)[-1])


@lru_cache(64)
def set_fact_rows(
    context: LayoutContext, width: Length, start: Length, run: TypeSizes
) -> Box | None:
    """The facts under each other, each read straight on: the figure at the side, what it counts
    beside it. Dates come last, in their order, on a line of time."""
    numerals = context.plan.numerals
    if not numerals:
        return None
    figures = [fact for fact in numerals if not is_date(fact)]
    dates = sorted((fact for fact in numerals if is_date(fact)), key=find_year)
    rows = [_set_fact_row(fact, context, width, start, run) for fact in figures]
    boxes: tuple[Box, ...] = (stack("L", tuple(rows), Glue(6, 5)),) if rows else ()
    if dates:
        boxes += (_set_timeline(tuple(dates), context, width, start, run),)
    return stack("Sect", boxes, Glue(9, 6))


def _set_fact_row(
    fact: LeadFact, context: LayoutContext, width: Length, start: Length, run: TypeSizes
) -> Box:
    """A figure on the right of its column, "about" before it, and what it counts after it."""
    style = TextStyle(run.size, run.leading, "sans", "text", "left", False, ("lnum",))
    label = even(fact.label, style, width - start, context)
    room = start - FACT_GAP
    before = set_text(fact.before, style, room, context) if fact.before else ()
    taken = before[0].width + 4 if before else 0.0
    figure, large = _set_figure(fact.value, room - taken, context)
    base = Glue(0.72 * large.size)
    boxes: list[Child] = []
    if before:
        boxes.append(_on_baseline((add_space(before[0]),), style, 0, base))
    boxes.append(_on_baseline((*figure[:-1], add_space(figure[-1])), large, taken, base))
    text = set_lines("P", label, style, 0)
    boxes.append(place(text, start, base + Glue(-ASCENT * style.size)))
    low = (len(figure) - 1) * large.leading
    height = max(base.natural + low + 3, base.natural + text.height.natural - ASCENT * style.size)
    body = Box("LBody", tuple(boxes), Glue(height))
    return Box("LI", (body,), body.height, name=fact.fact)


def _set_timeline(
    dates: tuple[LeadFact, ...],
    context: LayoutContext,
    width: Length,
    start: Length,
    run: TypeSizes,
) -> Box:
    """Dates under each other on an upright line, a mark for each."""
    style = TextStyle(run.size, run.leading, "sans", "text", "left", False, ("lnum",))
    strong = replace(style, role="sans-bold", colour="ink")
    rows: list[Box] = []
    for fact in dates:
        date = set_text(fact.value, strong, start - LINE - FACT_GAP, context)
        label = set_lines("P", even(fact.label, style, width - start, context), style)
        when = set_lines("P", (*date[:-1], add_space(date[-1])), strong, x=0)
        tick = Background(0, Glue(0.36 * run.size), 2 * MARK, Glue(2 * MARK), "gold")
        height = cover(when.height, label.height)
        boxes = (tick, place(when, LINE, Glue()), place(label, start, Glue()))
        rows.append(Box("LI", (Box("LBody", boxes, height),), height, name=fact.fact))
    listed = stack("L", tuple(rows), Glue(4, 5))
    first, last = 0.36 * run.size + MARK, rows[-1].height.natural - 0.36 * run.size - MARK
    length = listed.height + Glue(-first - last)
    line = Background(MARK - 0.5, Glue(first), 1.0, length, "gold")
    return Box("Sect", (*((line,) if len(rows) > 1 else ()), listed), listed.height)


FACT_GAP = 12.0
"""Between a figure or a date and what it counts, in points: more than between words, so that both
are seen as columns, and read as one line."""
LINE = 14.0
"""How far dates stand in from their line of time, in points: twice the size of a mark and more."""
MARK = 2.6
"""Half the size of a mark on a line of time, in points: larger than the line by far, smaller than a
letter."""


def _set_figure(
    value: str, width: Length, context: LayoutContext
) -> tuple[tuple[Line, ...], TextStyle]:
    """The value as large as it can be on one line; small on several when it is very long."""
    size = context.format.facts.size
    style = TextStyle(size, size, "display", "ink", "left", False, ("lnum",))
    lines = set_text(value, style, width, context)
    while len(lines) > 1 and style.size > 14:
        style = replace(style, size=style.size * 0.9, leading=style.leading * 0.9)
        lines = set_text(value, style, width, context)
    return lines, replace(style, leading=1.15 * style.size)


def add_space(line: Line) -> Line:
    """The line with a space after it, for whoever reads what stands beside it in one go."""
    *pieces, last = line.pieces
    return replace(line, pieces=(*pieces, replace(last, trailing_space=True)))


def _on_baseline(lines: tuple[Line, ...], style: TextStyle, x: Length, base: Glue) -> Box:
    box = set_lines("P", lines, style)
    return place(box, x, base + Glue(-0.74 * style.size))


# ------------------------------------------------------------------------------ key messages


@dataclass(frozen=True, slots=True)
class ReferencedLines:
    """A key message in lines, and the reference after it."""

    lines: tuple[Line, ...]
    reference: tuple[Line, ...]
    extra: int
    """How many lines of their own the reference needs; 0 when it ends the last line of text."""


def set_referenced(
    message: KeyMessage, wording: int, context: LayoutContext, measure: Length, style: TextStyle
) -> ReferencedLines:
    """The lines of a message, its reference at the end of the last where that has room for it."""
    text = message.wordings[wording]
    reference = set_text(
        point_to(message.source), reference_style(context.format.small), measure, context
    )
    beside = max((line.width for line in reference), default=0.0)
    room = context.slack * measure - APART - beside
    lines = even(text, style, measure, context)
    if len(reference) > 1:
        return ReferencedLines(lines, reference, len(reference))
    if context.slack < 1 and reference:
        low = count_lines(lines, context.slack * measure)[1]
        return ReferencedLines(lines, reference, 0 if low <= room else 1)
    if not reference or not lines or lines[-1].width <= room:
        return ReferencedLines(lines, reference, 0)
    for share in NARROWER:
        tried = set_text(text, style, share * measure, context)
        if len(tried) == len(lines) and tried and tried[-1].width <= room:
            return ReferencedLines(tried, reference, 0)
    for share in NARROWER:
        tried = set_text(text, style, share * measure, context)
        if len(tried) == len(lines) + 1 and tried[-1].width <= room:
            return ReferencedLines(tried, reference, 0)
    return ReferencedLines(lines, reference, len(reference))


def set_message(
    message: KeyMessage, wording: int, context: LayoutContext, width: Length, run: TypeSizes
) -> Box:
    """A key message in one of its wordings, a tick before it and its reference after it."""
    style, small = body_style(run), reference_style(context.format.small)
    found = set_referenced(message, wording, context, width - TICK, style)
    text = place(set_lines("P", found.lines, style, run.more), TICK, Glue())
    tick = Background(0, Glue(0.42 * run.size), 5.5, Glue(1.5), "gold")
    down = len(found.lines) - 1 + min(found.extra, 1)
    base = Glue(down * run.leading + ASCENT * (run.size - small.size), down * run.more)
    reference = place(set_lines("P", found.reference, small), TICK, base)
    height = measure_lines(len(found.lines) + found.extra, style, run.more)
    body = Box("LBody", (tick, text, reference), height)
    return Box("LI", (body,), height, name=message.id, source=message.source)


@lru_cache(64)
def reference_style(size: Length) -> TextStyle:
    """The style of source references."""
    return TextStyle(size, 1.2 * size, "sans", "quiet", "right", False, ("lnum",))


def point_to(source: Source) -> Inlines:
    """A source reference, a link when there is an address."""
    label: Inlines = (Text(source.label),) if source.label else ()
    return (Link(source.address, label),) if source.address and label else label


def stack_messages(
    boxes: tuple[Box, ...], context: LayoutContext, sides: RowWidths, run: TypeSizes
) -> Box:
    """The key messages that were chosen, with their heading."""
    heading = set_heading("messages", context, sides.head or sides.body)
    body = stack("L", boxes, run.space)
    if heading and sides.head and not boxes:
        return Box("Sect", (), Glue(RULE))
    indented = body if heading or not sides.head else place(body, sides.start, Glue())
    return _add_heading("messages", heading, indented, sides, run.size)


# ------------------------------------------------------------------------------ the reader


def _set_meaning(context: LayoutContext, width: Length, run: TypeSizes) -> Box | None:
    if not context.plan.meaning:
        return None
    style = body_style(run)
    grounded = zip(context.plan.meaning, context.plan.meaning_sources, strict=True)
    boxes = tuple(
        replace(
            set_lines("P", even(text, style, width, context), style, run.more),
            name=f"so-what-{at}",
            source=source,
        )
        for at, (text, source) in enumerate(grounded, 1)
    )
    return stack("Sect", boxes, run.space)


def _set_asks(context: LayoutContext, width: Length, run: TypeSizes, ruled: bool) -> Box | None:
    """The asks: a table of the columns in which something stands; a list when that is one. Its
    heads have a hairline above them when it is `ruled`."""
    tasks = context.plan.tasks
    if not tasks:
        return None
    style = TextStyle(
        max(context.format.floor, run.size - 0.4), run.leading, "sans", "text", "left", False
    )
    columns = _find_columns(tasks)
    if len(columns) > 1:
        return _set_table(columns, tasks, style, context, width, run, ruled)
    items = tuple(_set_item(task, style, context, width, run) for task in tasks)
    return stack("L", items, run.space)


def _find_columns(tasks: tuple[PlannedAsk, ...]) -> list[tuple[str, list[str]]]:
    """The columns in which something stands, the first always."""
    columns = [("what", [task.what for task in tasks])]
    columns += [("who", [task.who for task in tasks])] if any(t.who for t in tasks) else []
    columns += [("by", [task.by for task in tasks])] if any(t.by for t in tasks) else []
    return columns


def _set_item(
    task: PlannedAsk, style: TextStyle, context: LayoutContext, width: Length, run: TypeSizes
) -> Box:
    lines = set_text(task.what, style, width - TICK, context)
    text = place(set_lines("P", lines, style, run.more), TICK, Glue())
    tick = Background(0, Glue(0.42 * run.size), 5.5, Glue(1.5), "gold")
    body = Box("LBody", (tick, text), text.height)
    return Box("LI", (body,), text.height, source=task.source)


def _set_table(
    columns: list[tuple[str, list[str]]],
    tasks: tuple[PlannedAsk, ...],
    style: TextStyle,
    context: LayoutContext,
    width: Length,
    run: TypeSizes,
    ruled: bool,
) -> Box:
    head = TextStyle(context.format.floor, 11.4, "sans-bold", "quiet", "left", False)
    strong = replace(style, role="sans-bold")
    styles = (strong, *(style for _ in columns[1:]))
    widths = _share(columns, (style, head), width, context)
    heads = [say(context.wording, f"columns.{name}", {}) for name, _ in columns]
    rows = [_set_row("TH", heads, (head,) * len(heads), widths, context, 0, ruled)]
    for at, task in enumerate(tasks):
        cells = [texts[at] for _, texts in columns]
        row = _set_row("TD", cells, styles, widths, context, 0.5 * run.more)
        rows.append(replace(row, name=f"ask-{at + 1}", source=task.source))
    return stack("Table", tuple(rows), Glue())


def _share(
    columns: list[tuple[str, list[str]]],
    styles: tuple[TextStyle, TextStyle],
    width: Length,
    context: LayoutContext,
) -> list[Length]:
    """Widths of the columns: who and when as wide as they need, within a quarter of all each."""
    gaps = CELL * (len(columns) - 1)
    most = 0.26 * (width - gaps)
    needs = [_measure_column(name, texts, styles, context, most) for name, texts in columns[1:]]
    return [width - gaps - add_up(needs), *needs]


def _measure_column(
    name: str,
    texts: list[str],
    styles: tuple[TextStyle, TextStyle],
    context: LayoutContext,
    most: Length,
) -> Length:
    """The width in which a column, its head included, takes no more lines than in `most`."""
    style, head = styles
    title = say(context.wording, f"columns.{name}", {})
    lines = [line for text in texts for line in balance(text, style, most, context)]
    lines += set_text(title, head, most, context)
    return min(most, max((line.width for line in lines), default=0.0) / context.slack + 1)


def _set_row(
    role: Role,
    texts: list[str],
    styles: tuple[TextStyle, ...],
    widths: list[Length],
    context: LayoutContext,
    more: Length,
    ruled: bool = True,
) -> Box:
    """A row of a table, with a hairline above it when it is `ruled`; without, it begins higher."""
    starts = [0.0, *accumulate(width + CELL for width in widths)]
    pad = Glue(3.2, 2 * more)
    above = pad if ruled else Glue()
    cells = [
        place(set_lines(role, even(text, style, width, context), style, more), x, above)
        for text, style, width, x in zip(texts, styles, widths, starts, strict=False)
    ]
    tallest = max((cell.height for cell in cells), key=lambda height: height.natural)
    rule = Background(0, Glue(), widths[-1] + starts[len(widths) - 1], Glue(0.6), "line")
    return Box("TR", (rule, *cells) if ruled else tuple(cells), above + tallest + pad)


# ------------------------------------------------------------------------------ foot


CODE = 46.0
"""Side of the QR code, in points: 16 mm. An address of 60 letters takes 33 modules with level M,
half a millimetre each; finer ones come out of office printers as a blur."""


@lru_cache(32)
def set_foot(context: LayoutContext, width: Length, shown: int, total: int) -> Box:
    """The source, how many points are shown, whom to ask, and where the full text is."""
    plan, size = context.plan, context.format.small
    style = TextStyle(size, 1.26 * size, "sans", "quiet", "left", False, ("lnum",))
    coded = CODE + 12 if plan.address else 0.0
    lines = set_text(_write_foot(context, shown, total), style, width - coded, context)
    texts = [set_lines("P", lines, style)]
    if plan.address:
        words = say(context.wording, "full_text", {"address": plan.address})
        link = Link(plan.address, (Text(words),))
        texts.append(set_lines("P", set_text((link,), style, width - coded, context), style))
    text = place(stack("Sect", tuple(texts), Glue(1.5)), 0, Glue(7))
    rule = Background(0, Glue(), width, Glue(0.6), "line")
    if not plan.address:
        return Box("Sect", (rule, text), text.height + Glue(7), name="foot")
    code = QrCode(plan.address, width - CODE, Glue(7), CODE)
    alternative = say(context.wording, "code", {})
    figure = Box("Figure", (code,), Glue(CODE), alternative=alternative)
    height = Glue(7 + max(CODE, text.height.natural))
    return Box("Sect", (rule, text, figure), height, name="foot")


def _write_foot(context: LayoutContext, shown: int, total: int) -> str:
    """The sentences of the foot; those have no place in it that the format puts elsewhere."""
    plan, placed, given = context.plan, list_parts(context.format), {"shown": shown, "total": total}
    count = say(context.wording, "shown", given) if total else ""
    contact = say(context.wording, "contact", {"contact": plan.contact}) if plan.contact else ""
    handling = "" if "handling" in placed else plan.handling
    said = (*plan.foot, handling, count, "" if "contact" in placed else contact)
    return " ".join(sentence for sentence in said if sentence)
