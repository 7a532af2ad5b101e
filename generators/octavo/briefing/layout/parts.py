"""The parts of a briefing, set in type at a given width and size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from octavo.briefing.layout.boxes import (
    ASCENT,
    Background,
    Box,
    Glue,
    QrCode,
    measure_lines,
    place,
    set_lines,
    stack,
)
from octavo.briefing.layout.facts import LABELS, set_fact_rows, set_facts
from octavo.briefing.layout.rows import HEAD, RULE, RowWidths, set_row
from octavo.briefing.layout.setting import (
    NARROWER,
    LayoutContext,
    TypeSizes,
    balance,
    body_style,
    even,
    set_text,
)
from octavo.briefing.layout.wrap_estimate import count_lines
from octavo.briefing.plan.contents import KeyMessage, PlannedAsk, Source
from octavo.briefing.plan.template import (
    Part,
    list_parts,
)
from octavo.document import Inlines, Link, Text
from octavo.document.length import Length, add_up
from octavo.pdf.tags import Role
from octavo.style.phrases import Given, say
from octavo.typeset.pieces import Line
from octavo.typeset.text import TextStyle

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
            return set_fact_rows(context, width, start, run) if start else set_facts(context, width)
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


def headline_style(size: Length) -> TextStyle:
    """The style of the bottom line."""
    return TextStyle(size, 1.17 * size, "display", "ink", "left", False)


def _set_plain(text: str, context: LayoutContext, width: Length, run: TypeSizes) -> Box | None:
    if not text:
        return None
    style = body_style(run)
    return set_lines("P", set_text(text, style, width, context), style, run.more)


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
