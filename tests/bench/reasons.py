"""What a tuned constant changes: `python tests/bench/reasons.py typeset.breaking.HYPHEN 0 25 100`.

Each value is Python, evaluated in the constant's module, and is tried in a process of its own. What
is told is what becomes of the proceedings with the value in force, and with the one it has: the
lines of their paragraphs at two measures, their drawings, the booklet, the briefings, the Word
version. This is where the figures come from that stand beside the constants. Nothing passes or
fails.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from statistics import pstdev
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content" / "space-2040"
MEASURES = (313.53, 148.76)
"""Of the text on A5, and of one of two columns there."""
LOOSE, TIGHT = 1.4, 0.8
"""Spaces against their drawn width, from which a line is counted as loose, or below which as tight:
about where people begin to see it."""

Facts: TypeAlias = "dict[str, object]"


def main(arguments: Sequence[str]) -> int:
    """Print a line of what each value changes; the exit status is 2 when asked wrongly."""
    if arguments[:1] == ["--one"]:
        sys.stdout.write(json.dumps(try_value(arguments[1], arguments[2])))
        return 0
    if len(arguments) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    name, *values = arguments
    usual = run(name, name.rpartition(".")[2])
    for value in values:
        found = run(name, value)
        changed = {key: f"{usual[key]} > {new}" for key, new in found.items() if usual[key] != new}
        sys.stdout.write(f"{name} = {value}\n")
        sys.stdout.writelines(f"    {key}: {said}\n" for key, said in changed.items())
    return 0


def run(name: str, value: str) -> Facts:
    """What a process of its own finds with the constant `name` set to `value`."""
    command = [sys.executable, __file__, "--one", name, value]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: Facts = json.loads(done.stdout)
    return found


def try_value(name: str, value: str) -> Facts:
    """What becomes of the proceedings with the constant `name` set to `value`."""
    for used in ("booklet.assembly", "briefing.layout.pages", "briefing.word_page", "word.book"):
        import_module(f"octavo.{used}")
    module_name, _, attribute = name.removeprefix("octavo.").rpartition(".")
    owner = import_module(f"octavo.{module_name}" if module_name else "octavo")
    old: object = getattr(owner, attribute)
    new: object = eval(value, dict(vars(owner)))
    for module in [m for n, m in sys.modules.items() if n.split(".")[0] == "octavo"]:
        if getattr(module, attribute, None) is old:
            setattr(module, attribute, new)
    facts: Facts = {}
    for probe in (probe_lines, probe_drawings, probe_booklet, probe_briefings, probe_word):
        facts |= dict(probe())
    return facts


def probe_lines() -> Iterator[tuple[str, object]]:
    """Lines, those that end in a hyphen, those too loose and too tight, how unlike they are."""
    from octavo.booklet.template import choose_styles, load_template
    from octavo.document import Paragraph
    from octavo.document.walk import query
    from octavo.files.library import Folder
    from octavo.fonts.faces import load_faces
    from octavo.selection.audience import select
    from octavo.source.draft import read
    from octavo.style.theme import load_theme
    from octavo.style.words import load_conventions
    from octavo.typeset.text import TextContext, set_inlines
    from octavo.typeset.tokens import ReferenceNames

    document, library = select(read(CONTENT)), Folder(CONTENT)
    theme, language = load_theme(library), document.publication.language
    words = load_template(library, language, theme).words
    names = ReferenceNames({kind: words[kind].text for kind in ("figure", "table", "section")})
    context = TextContext(theme, load_faces(theme), load_conventions(library, language), names)
    justified = choose_styles(theme).text
    ragged = replace(justified, align="left", hyphenate=False)
    paragraphs = [paragraph.children for paragraph in query(document.sections, Paragraph)]
    for measure in MEASURES:
        set_all = [set_inlines(each, justified, measure, context) for each in paragraphs]
        lines = [line for each in set_all for line in each[:-1]]
        ratios = [line.ratio for line in lines]
        ends = [each[-2:] for each in set_all if len(each) > 1]
        yield f"lines of {measure:.0f} pt", len(lines)
        yield f"hyphens at {measure:.0f} pt", sum(line.hyphenated for line in lines)
        yield f"hyphens before last lines at {measure:.0f} pt", sum(a.hyphenated for a, _ in ends)
        yield f"short last lines at {measure:.0f} pt", sum(b.width < measure / 7 for _, b in ends)
        yield f"loose lines at {measure:.0f} pt", sum(ratio > LOOSE for ratio in ratios)
        yield f"tight lines at {measure:.0f} pt", sum(ratio < TIGHT for ratio in ratios)
        yield f"unlikeness of spaces at {measure:.0f} pt", round(pstdev(ratios), 4)
        loose = [set_inlines(each, ragged, measure, context)[:-1] for each in paragraphs]
        widths = [line.width / measure for each in loose for line in each]
        yield f"unlikeness of ragged lines at {measure:.0f} pt", round(pstdev(widths), 4)


def probe_drawings() -> Iterator[tuple[str, object]]:
    """The height of each drawing, its smallest letters, and how many shapes it has."""
    from octavo.artwork.drawings import Drawable, draw
    from octavo.document import Figure, Picture, Statistics
    from octavo.document.drawing import Group, Label, Shape
    from octavo.document.walk import query
    from octavo.files.library import Memory
    from octavo.fonts.faces import load_faces
    from octavo.selection.audience import select
    from octavo.source.draft import read
    from octavo.style.theme import load_theme

    def flatten(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
        for shape in shapes:
            yield from flatten(shape.shapes) if isinstance(shape, Group) else (shape,)

    sections, theme = select(read(CONTENT)).sections, load_theme(Memory({}))
    art: list[tuple[str, Drawable]] = [(one.id, one) for one in query(sections, Statistics)]
    for figure in query(sections, Figure):
        art += [] if isinstance(figure.artwork, Picture) else [(figure.id, figure.artwork)]
    for id, one in art:
        for measure in MEASURES:
            drawing = draw(one, measure, theme, load_faces(theme))
            shapes = list(flatten(drawing.shapes))
            least = min((s.size for s in shapes if isinstance(s, Label)), default=0)
            yield f"{id} at {measure:.0f} pt", [round(drawing.height, 1), least, len(shapes)]


def probe_booklet() -> Iterator[tuple[str, object]]:
    """Pages, bytes and a digest of the booklet and of its print edition."""
    from octavo.booklet import BookletOptions, generate
    from octavo.files.library import Folder
    from octavo.selection.audience import select
    from octavo.source.draft import read

    document = select(read(CONTENT))
    for edition in ("screen", "print"):
        made = generate(document, BookletOptions(edition), Folder(CONTENT))
        yield f"the booklet, {edition}", [made.pages, len(made.data), digest(made.data)]


def probe_briefings() -> Iterator[tuple[str, object]]:
    """Of each briefing and digest: points, how many of them shortened, how full, size, worth."""
    from octavo.briefing import BriefingOptions, DigestOptions, explain, explain_digest
    from octavo.briefing.fit_report import ReportContext
    from octavo.files.library import Folder
    from octavo.selection.audience import select
    from octavo.source.draft import read

    def tell(report: ReportContext) -> list[object]:
        fit, chosen = report.page.fit, report.page.fit.selection.chosen
        shortened = sum(point.wording > 0 for point in chosen)
        return [len(chosen), shortened, round(fit.fill, 3), fit.size, fit.selection.value]

    draft, library = read(CONTENT), Folder(CONTENT)
    for audience in draft.audiences:
        document = select(draft, audience.id)
        for form in ("executive", "submission", "information-paper", "press"):
            briefing = explain(document, BriefingOptions(form), library)
            yield f"{form} for {audience.id}", tell(briefing)
        digest_report = explain_digest(document, DigestOptions(), library)
        yield f"digest for {audience.id}", tell(digest_report)


def probe_word() -> Iterator[tuple[str, object]]:
    """Bytes and a digest of the Word version."""
    from octavo.files.library import Folder
    from octavo.selection.audience import select
    from octavo.source.draft import read
    from octavo.word.book import write_book
    from octavo.word.options import WordOptions

    made = write_book(select(read(CONTENT)), WordOptions(), Folder(CONTENT))
    yield "the Word version", [len(made.data), digest(made.data)]


def digest(data: bytes) -> str:
    """Eight digits that tell whether a file is another."""
    return hashlib.sha256(data).hexdigest()[:8]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
