"""The parts of a briefing, set in type at a given width and size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from octavo.briefing.boxes import Box, Code, Ground, Kid, Role, Stretch, place, set_lines, stack
from octavo.briefing.plan import Message, Numeral, Plan, Source, Task
from octavo.briefing.template import Format, Part, Running, Wording, say
from octavo.document import Inlines, Link, Text
from octavo.length import Length
from octavo.typeset.text import Line, Setting, Style, set_inlines, set_words

REFERENCE = 46.0
"""Width of the column of references beside the key messages, in points."""
TICK = 11.0
"""How far the key messages stand in from the gold tick."""
CELL = 10.0
"""Space between the columns of a table, in points."""
ENDLESS = 4000.0
"""A measure in which nothing breaks, in points."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to set a part."""

    plan: Plan
    format: Format
    wording: Wording
    setting: Setting


@dataclass(frozen=True, slots=True)
class Run:
    """Type of one size with its bounds: of the wide column, or of the narrow one."""

    size: Length
    leading: Length
    more: Length
    """By how much the leading may grow."""
    space: Stretch
    """Between paragraphs."""


def choose_run(running: Running, size: Length) -> Run:
    """The type of `running` at one of its sizes."""
    least, most = running.leading
    space = Stretch(running.space[0], running.space[1] - running.space[0])
    return Run(size, size * least, size * (most - least), space)


def set_part(part: Part, desk: Desk, width: Length, run: Run, headline: Length) -> Box | None:
    """A part that needs no choosing; `None` when the plan has nothing to say there."""
    match part:
        case "question":
            return _set_question(desk, width, run)
        case "bottom-line":
            return _set_bottom_line(desk, width, headline)
        case "facts":
            return _set_facts(desk, width)
        case "timing":
            return _set_plain("timing", desk.plan.timing, desk, width, run)
        case "contact":
            return _set_plain("contact", desk.plan.contact, desk, width, run)
        case "meaning":
            return _set_meaning(desk, width, run)
        case "asks":
            return _set_asks(desk, width, run)
        case "messages":
            raise AssertionError("messages are chosen first")


def set_heading(part: Part, desk: Desk, width: Length) -> Box | None:
    """The heading of a part; `None` when the format gives it none."""
    text = say(desk.wording, f"headings.{part}", {})
    if not text:
        return None
    style = Style("sans-bold", 10.2, 12.6, "signal", "left", False)
    return set_lines("H2", set_words(text, style, width, desk.setting), style)


def _under_heading(part: Part, desk: Desk, width: Length, body: Box) -> Box:
    heading = set_heading(part, desk, width)
    boxes = (heading, body) if heading else (body,)
    return stack("Sect", boxes, Stretch(4.5, 2.5), part)


def _set_question(desk: Desk, width: Length, run: Run) -> Box | None:
    if not desk.plan.question:
        return None
    style = Style("display-italic", 12.4, 15.4, "signal", "left", False)
    lines = set_words(desk.plan.question, style, width, desk.setting)
    return _under_heading("question", desk, width, set_lines("P", lines, style))


def _set_bottom_line(desk: Desk, width: Length, size: Length) -> Box | None:
    if not desk.plan.bottom_line:
        return None
    style = headline_style(size)
    lines = set_cached(desk.plan.bottom_line, style, width, desk.setting)
    return _under_heading("bottom-line", desk, width, set_lines("P", lines, style, 0.02 * size))


def headline_style(size: Length) -> Style:
    """The style of the bottom line."""
    return Style("display", size, 1.17 * size, "ink", "left", False)


def _set_plain(part: Part, text: str, desk: Desk, width: Length, run: Run) -> Box | None:
    if not text:
        return None
    style = _body(run)
    body = set_lines("P", set_words(text, style, width, desk.setting), style, run.more)
    return _under_heading(part, desk, width, body)


def _body(run: Run, hyphenate: bool = True) -> Style:
    return Style("text", run.size, run.leading, "text", "left", hyphenate)


# ------------------------------------------------------------------------------ lead facts


def _set_facts(desk: Desk, width: Length) -> Box | None:
    """The numerals beside each other, a hairline before each but the first."""
    numerals = desk.plan.numerals
    if not numerals:
        return None
    across = width > 320
    count = len(numerals) if across else 1
    gap = 20.0
    cell = (width - (count - 1) * gap) / count
    boxes = tuple(_set_numeral(numeral, desk, cell) for numeral in numerals)
    if not across:
        body = stack("L", boxes, Stretch(8, 6))
        return _under_heading("facts", desk, width, body)
    height = Stretch(max(box.height.least for box in boxes))
    kids: list[Kid] = []
    for at, box in enumerate(boxes):
        x = at * (cell + gap)
        if at:
            kids.append(Ground(x - gap / 2, Stretch(), 0.6, height, "line"))
        kids.append(place(box, x, Stretch()))
    return _under_heading("facts", desk, width, Box("L", tuple(kids), height))


def _set_numeral(numeral: Numeral, desk: Desk, width: Length) -> Box:
    """One fact: "about" small before a large numeral, and what it counts below."""
    size = desk.format.facts.size
    small = Style("sans", 9.2, 11.4, "text", "left", False)
    large = Style("display", size, size, "ink", "left", False, ("lnum",))
    figure = set_words(numeral.value, large, width, desk.setting)
    while len(figure) > 1 and large.size > 14:
        large = replace(large, size=large.size * 0.9, leading=large.leading * 0.9)
        figure = set_words(numeral.value, large, width, desk.setting)
    boxes: list[Kid] = []
    x = 0.0
    base = Stretch(0.68 * size)
    if numeral.before:
        (before, *_) = set_words(numeral.before, small, width, desk.setting)
        boxes.append(_on_baseline((before,), small, x, base))
        x = before.width + 4
    boxes.append(_on_baseline(figure, large, x, base))
    label = set_words(numeral.label, small, width, desk.setting)
    top = base + Stretch(0.22 * size + 1)
    text = place(set_lines("P", label, small), 0, top)
    body = Box("LBody", (*boxes, text), top + text.height)
    return Box("LI", (body,), body.height, name=numeral.fact)


def _on_baseline(lines: tuple[Line, ...], style: Style, x: Length, base: Stretch) -> Box:
    box = set_lines("P", lines, style)
    return place(box, x, base + Stretch(-0.74 * style.size))


# ------------------------------------------------------------------------------ key messages


def set_message(message: Message, wording: int, desk: Desk, width: Length, run: Run) -> Box:
    """A key message in one of its wordings, a tick before it and its reference beside it."""
    style = _body(run)
    measure = width - TICK - REFERENCE
    lines = set_cached(message.wordings[wording], style, measure, desk.setting)
    text = place(set_lines("P", lines, style, run.more), TICK, Stretch())
    tick = Ground(0, Stretch(0.42 * run.size), 5.5, Stretch(1.5), "gold")
    reference = set_reference(message.source, desk, REFERENCE - 6)
    base = Stretch(0.74 * (run.size - reference_style(desk).size))
    beside = place(reference, width - REFERENCE + 6, base)
    height = text.height
    body = Box("LBody", (tick, text, beside), height)
    return Box("LI", (body,), height, name=message.id, source=message.source)


def reference_style(desk: Desk) -> Style:
    """The style of source references."""
    size = desk.format.small
    return Style("sans", size, 1.2 * size, "quiet", "right", False, ("lnum",))


def set_reference(source: Source, desk: Desk, width: Length) -> Box:
    """A source reference, a link when there is an address."""
    style = reference_style(desk)
    label: Inlines = (Text(source.label),)
    inlines = (Link(source.address, label),) if source.address else label
    return set_lines("P", set_inlines(inlines, style, width, desk.setting), style)


def stack_messages(boxes: tuple[Box, ...], desk: Desk, width: Length, run: Run) -> Box:
    """The key messages that were chosen, under their heading."""
    return _under_heading("messages", desk, width, stack("L", boxes, run.space))


# ------------------------------------------------------------------------------ the reader


def _set_meaning(desk: Desk, width: Length, run: Run) -> Box | None:
    if not desk.plan.meaning:
        return None
    style = _body(run)
    boxes = tuple(
        set_lines("P", set_cached(text, style, width, desk.setting), style, run.more)
        for text in desk.plan.meaning
    )
    return _under_heading("meaning", desk, width, stack("Sect", boxes, run.space))


def _set_asks(desk: Desk, width: Length, run: Run) -> Box | None:
    """The asks: a table of the columns in which something stands; a list when that is one."""
    tasks = desk.plan.tasks
    if not tasks:
        return None
    style = Style("sans", max(desk.format.floor, run.size - 0.4), run.leading, "text", "left", True)
    columns = _find_columns(tasks)
    if len(columns) > 1:
        body = _set_table(columns, tasks, style, desk, width, run)
    else:
        items = tuple(_set_item(task, style, desk, width, run) for task in tasks)
        body = stack("L", items, run.space)
    return _under_heading("asks", desk, width, body)


def _find_columns(tasks: tuple[Task, ...]) -> list[tuple[str, list[str]]]:
    """The columns in which something stands, the first always."""
    columns = [("what", [task.what for task in tasks])]
    columns += [("who", [task.who for task in tasks])] if any(t.who for t in tasks) else []
    columns += [("by", [task.by for task in tasks])] if any(t.by for t in tasks) else []
    return columns


def _set_item(task: Task, style: Style, desk: Desk, width: Length, run: Run) -> Box:
    lines = set_words(task.what, style, width - TICK, desk.setting)
    text = place(set_lines("P", lines, style, run.more), TICK, Stretch())
    tick = Ground(0, Stretch(0.42 * run.size), 5.5, Stretch(1.5), "gold")
    body = Box("LBody", (tick, text), text.height)
    return Box("LI", (body,), text.height, source=task.source)


def _set_table(
    columns: list[tuple[str, list[str]]],
    tasks: tuple[Task, ...],
    style: Style,
    desk: Desk,
    width: Length,
    run: Run,
) -> Box:
    head = Style("sans-bold", desk.format.floor, 11.4, "quiet", "left", False)
    strong = replace(style, role="sans-bold")
    styles = (strong, *(style for _ in columns[1:]))
    widths = _share(columns, style, width, desk)
    heads = [say(desk.wording, f"columns.{name}", {}) for name, _ in columns]
    rows = [_set_row("TH", heads, (head,) * len(heads), widths, desk, 0)]
    for at, task in enumerate(tasks):
        cells = [texts[at] for _, texts in columns]
        row = _set_row("TD", cells, styles, widths, desk, 0.5 * run.more)
        rows.append(replace(row, name=f"ask-{at + 1}", source=task.source))
    return stack("Table", tuple(rows), Stretch())


def _share(
    columns: list[tuple[str, list[str]]], style: Style, width: Length, desk: Desk
) -> list[Length]:
    """Widths of the columns: who and when as wide as they need, within a quarter of all each."""
    gaps = CELL * (len(columns) - 1)
    needs = [min(_natural(texts, style, desk), 0.26 * (width - gaps)) for _, texts in columns[1:]]
    return [width - gaps - sum(needs), *needs]


def _natural(texts: list[str], style: Style, desk: Desk) -> Length:
    widths = [
        line.width for text in texts for line in set_words(text, style, ENDLESS, desk.setting)
    ]
    return max(widths, default=0.0) + 1


def _set_row(
    role: Role,
    texts: list[str],
    styles: tuple[Style, ...],
    widths: list[Length],
    desk: Desk,
    more: Length,
) -> Box:
    """A row of a table with a hairline above it."""
    starts = [0.0, *accumulate(width + CELL for width in widths)]
    pad = Stretch(3.2, 2 * more)
    cells = [
        place(set_lines(role, set_words(text, style, width, desk.setting), style, more), x, pad)
        for text, style, width, x in zip(texts, styles, widths, starts, strict=False)
    ]
    tallest = max((cell.height for cell in cells), key=lambda height: height.least)
    rule = Ground(0, Stretch(), widths[-1] + starts[len(widths) - 1], Stretch(0.6), "line")
    return Box("TR", (rule, *cells), pad + tallest + pad)


# ------------------------------------------------------------------------------ head and foot


BESIDE = 150.0
"""Width of purpose and date in the head, in points."""
CODE = 46.0
"""Side of the QR code, in points."""


def set_head(desk: Desk, width: Length) -> Box:
    """What stands in the band at the head: for whom, on what, for what purpose, of what date."""
    plan, floor = desk.plan, desk.format.floor
    band = desk.format.band
    small = Style("sans", floor, 1.25 * floor, "paper", "left", False, ("lnum",))
    right = replace(small, align="right")
    strong = replace(right, role="sans-bold", colour="glow")
    measure = width - BESIDE - 20
    size = _largest(f"{plan.head} {plan.audience}", measure, desk)
    large = Style("display", size, 1.15 * size, "paper", "left", False)
    said = f"{plan.head} {plan.audience}"

    def put(role: Role, text: str, style: Style, x: Length, y: Length) -> Box:
        room = BESIDE if x else measure
        lines = set_words(text, style, room, desk.setting)[:1]
        return place(set_lines(role, lines, style), x, Stretch(0.5 * band + y))

    kids = (
        put("P", plan.kicker, small, 0, -19),
        put("H1", said, large, 0, -5),
        put("P", plan.purpose, strong, width - BESIDE, -19),
        put("P", plan.date, right, width - BESIDE, 5),
    )
    return Box("Sect", kids, Stretch(band), name="head")


def _largest(text: str, measure: Length, desk: Desk) -> Length:
    """The largest size at which `text` is one line in `measure`."""
    for size in (19.0, 17.0, 15.0, 13.0, 11.0):
        style = Style("display", size, size, "paper", "left", False)
        if len(set_words(text, style, measure, desk.setting)) == 1:
            return size
    return desk.format.floor


def set_foot(desk: Desk, width: Length, shown: int, total: int) -> Box:
    """The source, how many points are shown, whom to ask, and where the full text is."""
    plan, size = desk.plan, desk.format.small
    style = Style("sans", size, 1.26 * size, "quiet", "left", False, ("lnum",))
    given = {"shown": shown, "total": total}
    count = say(desk.wording, "shown", given)
    coded = CODE + 12 if plan.address else 0.0
    said = [*plan.foot, count]
    if plan.contact:
        said.append(say(desk.wording, "contact", {"contact": plan.contact}))
    lines = set_words(" ".join(said), style, width - coded, desk.setting)
    texts = [set_lines("P", lines, style)]
    if plan.address:
        words = say(desk.wording, "full_text", {"address": plan.address})
        link = Link(plan.address, (Text(words),))
        texts.append(
            set_lines("P", set_inlines((link,), style, width - coded, desk.setting), style)
        )
    text = place(stack("Sect", tuple(texts), Stretch(1.5)), 0, Stretch(7))
    rule = Ground(0, Stretch(), width, Stretch(0.6), "line")
    if not plan.address:
        return Box("Sect", (rule, text), text.height + Stretch(7), name="foot")
    code = Code(plan.address, width - CODE, Stretch(7), CODE)
    alternative = say(desk.wording, "code", {})
    figure = Box("Figure", (code,), Stretch(CODE), alternative=alternative)
    height = Stretch(7 + max(CODE, text.height.least))
    return Box("Sect", (rule, text, figure), height, name="foot")
