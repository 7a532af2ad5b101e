"""What was done to make a briefing fit, for the people who answer for it: as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from octavo.briefing.choice.fit import Gain, next_gain
from octavo.briefing.layout.page import BriefingPage
from octavo.briefing.plan.contents import KeyMessage, Plan
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


def make_report(plan: Plan, page: BriefingPage, pages: int = 1) -> ReportContext:
    """The report on `page`, the first of so many, made from `plan`."""
    fit = page.fit
    gain = next_gain(fit.candidates, fit.room, fit.rules, STEP)
    return ReportContext(plan, page, gain, pages)


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
        _HEAD,
    ]
    for message in plan.messages:
        if message.id in chosen:
            taken = chosen[message.id]
            how = "in full" if not taken.wording else f"shorter wording {taken.wording}"
            lines.append(_line("+", message, taken.height, how))
        elif message.id in left:
            lines.append(_line("-", message, left[message.id].height, "left out"))
        else:
            lines.append(_line("=", message, 0, f"says the same as {message.repeats}"))
    lines.append(_describe(report.gain))
    return "\n".join(lines)


_HEAD = "  weight  height  point (+ shown, - left out, = says the same as another, ! required)"


def _say_fill(report: ReportContext) -> str:
    full = f"{report.page.fit.fill:.0%} full"
    return f"the page is {full}" if report.pages == 1 else f"{report.pages} pages, at least {full}"


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
