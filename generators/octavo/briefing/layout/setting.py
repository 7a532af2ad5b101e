"""What is needed to set the parts of a briefing, and text set in lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from octavo.briefing.layout.boxes import (
    Glue,
    make_stretch,
)
from octavo.briefing.layout.logo import HeadLogo, read_logo
from octavo.briefing.layout.wrap_estimate import add_lines
from octavo.briefing.plan.contents import Plan, compose
from octavo.briefing.plan.template import (
    Format,
    Running,
    arrange,
    load_wording,
)
from octavo.document import Audience, Document, Inlines, Text
from octavo.document.length import Length
from octavo.files.library import Library
from octavo.fonts.faces import Faces, load_faces
from octavo.style.phrases import Phrases
from octavo.style.theme import load_theme
from octavo.style.words import Conventions, load_conventions
from octavo.typeset.display import opens_with_dash
from octavo.typeset.pieces import Line
from octavo.typeset.text import TextContext, TextStyle, set_inlines
from octavo.typeset.tokens import ReferenceNames

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


@lru_cache(64)
def body_style(run: TypeSizes) -> TextStyle:
    """The style of running text."""
    return TextStyle(run.size, run.leading, "text", "text", "left", False)


def add_space(line: Line) -> Line:
    """The line with a space after it, for whoever reads what stands beside it in one go."""
    *pieces, last = line.pieces
    return replace(line, pieces=(*pieces, replace(last, trailing_space=True)))
