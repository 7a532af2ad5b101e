"""What `check` passes, `build` builds: tried on random sources, many of them odd.

Each is made from one number, written into a folder, checked, and when no error is found built with
every generator. A build that then ends in any other way than with files is a fault.

    python tests/trust/check_decides.py 500
    python tests/trust/check_decides.py 20 --from 40
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

from PIL import Image

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo import Severity, SourceError, publish
from octavo.build.steps import review

Verdict: TypeAlias = Literal["built", "refused"]
Writer: TypeAlias = Callable[[Random, Path], None]
"""Writes a publication into a folder."""

TEXT = """
space domain Allies orbit 2040 resilience the of and for command-and-control don't rock 'n' roll
naïveté cœur “quoted” £1,400 50 % A.B. e.g. co-operation https://example.org/a_b/c*d 3*4*5 AT&T
References compatibility small org Figure 3 (page 9) MDO C2 5'10" '90s x y
"""
WORDS: list[str] = [*TEXT.split()]
CHARACTERS = "éßΩж→≤·…☃😀漢א\u0301\u00adﬁⅷ²"
LANGUAGES = ("en-GB", "fr", "en-US")
KINDS = ("chapter", "foreword", "note", "panel", "conclusion", "annex")
OUTPUTS = (
    "booklet",
    "word",
    "{generator: booklet, options: {edition: print}}",
    "{generator: booklet, options: {edition: imposed}}",
    "{generator: booklet, options: {attach_source: true}, audiences: [industry]}",
    "{generator: word, options: {review: true}}",
    "briefing",
    "briefing-word",
    "digest",
)
PUBLICATION = """\
title: {title}
language: {language}
description: A source made by chance.
event: {{name: A gathering, place: Somewhere, start: 2025-04-28}}
imprint: {{publisher: The publisher{imprint}}}
facts:
  participants: {{value: "300", label: participants}}
abbreviations: {{MDO: Multi-Domain Operations}}
audiences:
  industry:
    {{name: Industry, question: What?, purpose: note, bottom_line: Build., so_what: [It pays.]}}
  public:
    {{name: The public, question: Why?, purpose: note, bottom_line: Look up., so_what: [It helps.]}}
sections: [{sections}]
outputs: [{outputs}]
"""


ODD = 0.06
"""How often a source has what should be refused: seldom, or nothing is ever built."""


def choose(random: Random, usual: Sequence[str], odd: Sequence[str]) -> str:
    """One of the usual, or now and then one of the odd ones."""
    return random.choice(odd if random.random() < ODD else usual)


def write(random: Random, least: int, most: int) -> str:
    """Some words, now and then with an odd character."""
    words: list[str] = random.choices(WORDS, k=random.randint(least, most))
    if random.random() < ODD:
        words.insert(random.randrange(len(words) + 1), random.choice(CHARACTERS))
    return " ".join(words)


def quote(text: str) -> str:
    """`text` as a YAML value."""
    return json.dumps(text, ensure_ascii=False)


def write_paragraph(random: Random, id: str) -> str:
    """A paragraph with mark-up inside, and perhaps for one audience only."""
    usual = (
        f"**{write(random, 1, 3)}**",
        f"*{write(random, 1, 3)}*",
        f"[{write(random, 1, 2)}](https://example.org)",
        "[orbit]{.index}",
        "{{ facts.participants }}",
        f"a note[^{id}]",
    )
    odd = ("H~2~O", "~~gone~~", "$x^2$", "line\\\nbreak", "`a*b`", "<b>x</b>", "**half*")
    parts = [write(random, 3, 40)]
    parts += [choose(random, usual, odd) for _ in range(random.randint(0, 3))]
    text = " ".join(parts) + random.choice(("", "", " {.audience-industry}", f" {{#{id}}}"))
    return text + (f"\n\n[^{id}]: A note.\n" if f"[^{id}]" in text else "")


def write_list(random: Random, id: str) -> str:
    """A list, nested by four spaces, or by as many as other tools write."""
    indent = choose(random, (" " * 4,), (" ", " " * 2, " " * 3))
    first = choose(random, ("-", "*", "1."), ("0.", "3.", "7)", "•"))
    items = [f"{first} {write(random, 1, 12)}" for _ in range(random.randint(1, 4))]
    if random.random() < 0.3:
        items.insert(1, f"{indent}- {write(random, 1, 6)}")
    if random.random() < 0.2:
        items.insert(1, f"\n{indent}{write(random, 1, 6)}\n")
    return "\n".join(items)


def write_table(random: Random, id: str) -> str:
    """A table of a few columns, with empty cells and alignments."""
    columns = random.randint(1, 5)
    rule = " | ".join(random.choice(("---", ":-:", "--:")) for _ in range(columns))
    rows = [write_row(random, columns) for _ in range(random.randint(1, 5))]
    table = "\n".join(f"| {row} |" for row in (rows[0], rule, *rows[1:]))
    return table + random.choice(("", f"\nTable: {write(random, 1, 8)} {{#tab-{id}}}"))


def write_row(random: Random, columns: int) -> str:
    """The cells of a row."""
    return " | ".join(random.choice((write(random, 1, 5), "x", "")) for _ in range(columns))


def write_figure(random: Random, id: str) -> str:
    """A picture, chart, map or diagram, whose data may be what it cannot show."""
    values = [choose(random, ("0", "12", "7.25"), ("-3", "1e9", "many")) for _ in range(3)]
    bars = "".join(
        f'  - {{label: Bar {n}, value: {value}, text: "{value}"}}\n'
        for n, value in enumerate(values)
    )
    form = random.choice(("bar", "column", "line", "share"))
    latitude = choose(random, ("0", "43.6"), ("90", "91", "-90"))
    parts = "  - {title: Part, text: What it does}\n" * random.randint(2, 4)
    kind = random.choice(
        (
            f"picture: {choose(random, ('images/a.png',), ('images/none.png',))}\n",
            f"chart: {form}\nunit: people\nbars:\n{bars}",
            'map: world\ncountries: ["250"]\nplaces:\n'
            f"  - {{name: Somewhere, latitude: {latitude}, longitude: 1.44}}\n",
            f"diagram: pillars\ntitle: The whole\nparts:\n{parts}",
        )
    )
    words = f"caption: {quote(write(random, 1, 9))}\nalternative: In words.\n"
    return f"```figure\nid: fig-{id}\n{kind}{words}```"


def write_other(random: Random, id: str) -> str:
    """A block of some other kind, or what may be taken for one."""
    usual = (
        f"## {write(random, 1, 8)}",
        f"> {write(random, 1, 20)}\n>\n> {write(random, 1, 5)}",
        f"Term\n:   {write(random, 1, 12)}",
        f"{write(random, 3, 20)} {{.pull}}",
        f"[{write(random, 1, 3)}]{{lang=fr}} {write(random, 1, 9)}",
    )
    odd = (
        f"##### {write(random, 1, 8)}",
        f"Term\n:   {write(random, 1, 6)}\n:   {write(random, 1, 6)}",
        f"```\n{write(random, 1, 9)}\n```",
        f"    {write(random, 1, 9)}",
        f"![{write(random, 1, 3)}](images/a.png)",
        "---",
        f"::: note\n{write(random, 1, 9)}\n:::",
        f"!!! note\n    {write(random, 1, 9)}",
        f"{write(random, 1, 4)}\n======",
        f"See [](#nowhere), {write(random, 1, 3)}.",
    )
    return choose(random, usual, odd)


MAKERS: tuple[Callable[[Random, str], str], ...] = (
    write_paragraph,
    write_paragraph,
    write_list,
    write_table,
    write_figure,
    write_other,
    write_other,
)


def write_section(random: Random, number: int) -> str:
    """A section's file: front matter, and some blocks."""
    title, kind = quote(write(random, 1, 10)), choose(random, KINDS, ("theme", "numbers"))
    front = [f"id: s{number}", f"title: {title}", f"kind: {kind}"]
    if random.random() < 0.3:
        front.append(f"standfirst: {quote(write(random, 3, 15))}")
    if random.random() < 0.6:
        text = quote(write(random, 3, 25))
        front.append(f"points: [{{id: k{number}, text: {text}, rests_on: p{number}}}]")
    body = [f"A paragraph that points rest on. {{#p{number}}}"]
    for place in range(random.randint(0, 6)):
        body.append(random.choice(MAKERS)(random, f"b{number}-{place}"))
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body) + "\n"


def write_publication(random: Random, folder: Path) -> None:
    """A publication in `folder`."""
    count = random.randint(1, 3)
    for number in range(count):
        (folder / f"{number}.md").write_text(write_section(random, number), encoding="utf-8")
    text = PUBLICATION.format(
        title=quote(write(random, 1, 8)),
        language=random.choice(LANGUAGES),
        imprint=random.choice(("", ", doi: 10.1000/182", ", contact: the press office")),
        sections=", ".join(f"{number}.md" for number in range(count)),
        outputs=", ".join(random.sample(OUTPUTS, random.randint(1, 4))),
    )
    (folder / "publication.yaml").write_text(text, encoding="utf-8")
    (folder / "images").mkdir()
    picture = BytesIO()
    Image.new("RGB", (300, 200), "#345").save(picture, "PNG")
    (folder / "images" / "a.png").write_bytes(picture.getvalue())


def try_source(seed: int, write: Writer = write_publication) -> tuple[Verdict, str]:
    """Whether the source number `seed` that `write` writes was built or refused, and what is wrong
    with that."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "content" / "chance"
        folder.mkdir(parents=True)
        write(Random(seed), folder)
        try:
            _, problems = review(folder)
        except Exception as fault:  # whatever it is, it is what is looked for
            return "refused", f"{seed}: check failed: {fault!r}"
        if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
            nowhere = [str(problem) for problem in errors if problem.span is None]
            return "refused", f"{seed}: nowhere: {nowhere[0]}" if nowhere else ""
        try:
            publish(folder, Path(made) / "build")
        except SourceError as fault:
            worst = next(p for p in fault.problems if p.severity is Severity.ERROR)
            return "built", f"{seed}: check passed, but: {worst}"
        except Exception as fault:  # as above
            first = getattr(fault, "problems", None) or [fault.__cause__ or fault]
            return "built", f"{seed}: {type(fault).__name__}: {first[0]!s}"
    return "built", ""


def main(try_one: Callable[[int], tuple[Verdict, str]] = try_source, about: str = "") -> int:
    """Print every fault, and a line with the counts; 1 when there is a fault."""
    parser = argparse.ArgumentParser(description=about or __doc__)
    parser.add_argument("count", type=int, help="how many sources")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    with Pool(2) as pool:
        numbers = range(asked.first, asked.first + asked.count)
        for verdict, fault in pool.imap(try_one, numbers, chunksize=4):
            counts[verdict] += 1
            if fault:
                counts["faults"] += 1
                sys.stdout.write(f"{fault}\n")
    built, refused, faults = counts["built"], counts["refused"], counts["faults"]
    sys.stdout.write(f"{built} passed and built, {refused} refused, {faults} faults\n")
    return min(faults, 1)


if __name__ == "__main__":
    raise SystemExit(main())
