"""What was done to make a briefing fit, for the people who answer for it: as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from octavo.briefing.choice.fit import Gain, choose, next_gain
from octavo.briefing.layout.measures import count_words
from octavo.briefing.layout.page import BriefingPage
from octavo.briefing.layout.setting import LayoutContext
from octavo.briefing.plan.contents import KeyMessage, Plan
from octavo.briefing.remarks import count_page_words
from octavo.document.walk import text_of
from octavo.generator import Choice

STEP = 1200
"""How much more height is asked about, in hundredths of a point: twelve points, about a line, the
least by which an author can change a page."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """A page, or the first of several, and how it came about."""

    plan: Plan
    page: BriefingPage
    gain: Gain
    pages: int = 1
    """How many there are."""
    words: int = 0
    """How many stand between head and foot."""
    most: int = 0
    """How many its format lets stand there; 0 for any number."""


def make_report(context: LayoutContext, page: BriefingPage, pages: int = 1) -> ReportContext:
    """The report on `page`, the first of so many."""
    plan, most = context.plan, context.format.points.words
    fit = page.fit
    by_height = choose(fit.candidates, fit.room, fit.rules).chosen
    bound = {c.id for c in by_height} != {c.id for c in fit.selection.chosen} and most
    gain = Gain(STEP, 0) if bound else next_gain(fit.candidates, fit.room, fit.rules, STEP)
    return ReportContext(plan, page, gain, pages, count_page_words(context, page), most)


def write_text(report: ReportContext) -> str:
    """The report for a terminal: a line for each point, then what more height would change."""
    fit, plan = report.page.fit, report.plan
    chosen = {taken.id: taken for taken in fit.selection.chosen}
    left = {out.id: out for out in fit.selection.left_out}
    used = fit.selection.height / 100
    lines = [
        f"{plan.audience}: {len(chosen)} of {len(plan.messages)} points shown, "
        f"in type of {fit.size:g} pt; {_say_fill(report)}",
        f"height of the points: {used:.1f} of {fit.room / 100:.1f} pt",
        *([f"words: {report.words} of {report.most}"] if report.most else []),
        _HEAD,
    ]
    for message in plan.messages:
        if message.id in chosen:
            taken = chosen[message.id]
            how = "in full" if not taken.wording else f"shorter wording {taken.wording}"
            lines.append(_line("+", message, taken.height, how))
        elif message.id in left:
            lines.append(_line("-", message, left[message.id].height, _say_why(report, message)))
        else:
            lines.append(_line("=", message, 0, f"says the same as {message.repeats}"))
    lines.append(_describe(report.gain))
    return "\n".join(lines)


_HEAD = "  weight  height  point (+ shown, - left out, = says the same as another, ! required)"


def _say_fill(report: ReportContext) -> str:
    full = f"{report.page.fit.fill:.0%} full"
    return f"the page is {full}" if report.pages == 1 else f"{report.pages} pages, at least {full}"


def _say_why(report: ReportContext, message: KeyMessage) -> str:
    """Why a point was left out: for too many words, where its shortest wording would have too many;
    else since others matter more."""
    fewest = min(count_words(text_of(wording)) for wording in message.wordings)
    over = report.most and report.words + fewest > report.most
    return f"left out, {fewest} words more would be over {report.most}" if over else "left out"


def _line(mark: str, message: KeyMessage, height: int, how: str) -> str:
    must = "!" if message.required else " "
    return f"{mark}{must}  {message.weight:>4}  {height / 100:>6.1f}  {message.id}: {how}"


def _describe(gain: Gain) -> str:
    if not gain.value:
        return f"one more line ({gain.height / 100:g} pt) would change nothing"
    said = [
        f"{verb} {', '.join(ids)}"
        for verb, ids in (
            ("add", gain.added),
            ("say at length", gain.lengthened),
            ("shorten", gain.shortened),
            ("drop", gain.dropped),
        )
        if ids
    ]
    return f"one more line ({gain.height / 100:g} pt) would {'; '.join(said)}"


def write_json(report: ReportContext) -> str:
    """The report as JSON: heights in points, weights as in the source."""
    fit, plan = report.page.fit, report.plan
    chosen = {taken.id: taken for taken in fit.selection.chosen}
    points = [
        {
            "id": message.id,
            "section": message.source.section,
            "paragraph": message.source.paragraph,
            "page": message.source.page,
            "weight": message.weight,
            "required": message.required,
            "chosen": message.id in chosen,
            "wording": chosen[message.id].wording if message.id in chosen else None,
            "height": chosen[message.id].height / 100 if message.id in chosen else None,
            "repeats": message.repeats or None,
            "text": text_of(message.wordings[0]),
        }
        for message in plan.messages
    ]
    gain = report.gain
    more = {
        "height": gain.height / 100,
        "added": gain.added,
        "dropped": gain.dropped,
        "lengthened": gain.lengthened,
        "shortened": gain.shortened,
    }
    whole = {
        "audience": plan.audience,
        "shown": len(chosen),
        "total": len(plan.messages),
        "height": fit.selection.height / 100,
        "room": fit.room / 100,
        "size": fit.size,
        "pages": report.pages,
        "words": report.words,
        "most_words": report.most or None,
        "fill": round(fit.fill, 4),
        "points": points,
        "more": more,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def list_choices(report: ReportContext) -> tuple[Choice, ...]:
    """What became of each point, in the order of the source."""
    chosen = {taken.id: taken.wording for taken in report.page.fit.selection.chosen}
    return tuple(
        Choice(
            message.id,
            message.source.section,
            text_of(message.wordings[0]),
            message.weight,
            message.required,
            message.id in chosen,
            chosen.get(message.id, 0),
            message.repeats,
        )
        for message in report.plan.messages
    )
