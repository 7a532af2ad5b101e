"""The page docs/codes.md, from the table of problem codes: `make codes` writes it."""

from __future__ import annotations

from collections.abc import Iterator

from architecture import ROOT
from octavo.document.codes import (
    GROUPS,
    REMEDIES,
    ExamplePlace,
    ProblemCode,
    introduce_example,
    list_group,
)

PAGE = ROOT / "docs" / "codes.md"
HEAD = """\
# Problem codes

Every problem that Octavo reports has a code, in square brackets at the end of its message. An error
stops the build; a warning or a note does not. A code never changes its meaning.
`octavo explain CODE` prints what stands here.

Each example has the problem under whose code it stands. Of a section, only the text or some lines
of the front matter are shown; of `publication.yaml`, only the lines that matter. Examples are read
under the Chatham House Rule, with the audiences `industry` and `planners`, the fact `participants`,
the house styles `plain-language`, `british-institutional` and `sentence-case`, and this register of
people:

```yaml
- {name: Jane Placeholder, posts: [Director of the Institute of Samples]}
```

<!-- Written by `make codes` from generators/octavo/document/codes.py. -->
"""
LANGUAGES: dict[ExamplePlace, str] = {"text": "markdown", "section": "markdown"}
LONGEST = 100
"""Characters of a line of an example; of a longer one the beginning is shown."""


def write_page() -> str:
    """The text of the page."""
    return "\n".join([HEAD, *(line for letters in GROUPS for line in write_group(letters))])


def write_group(letters: str) -> Iterator[str]:
    yield f"## {GROUPS[letters]}\n"
    for entry in list_group(letters):
        severities = " or ".join(severity.value for severity in entry.severities)
        yield f"### {entry.code}\n"
        yield f"{severities.capitalize()}: {entry.meaning}.\n"
        yield f"{REMEDIES[entry.code].why}\n"
        yield f"{REMEDIES[entry.code].advice}\n"
        if entry.example:
            yield from write_example(entry)


def write_example(entry: ProblemCode) -> Iterator[str]:
    """The example as a block of code: fenced by four signs, since it may have a fence in it."""
    lines = [line if len(line) <= LONGEST else line[:LONGEST] + "…" for line in shown(entry)]
    yield introduce_example(entry.place) + "\n"
    yield "\n".join([f"````{LANGUAGES.get(entry.place, 'yaml')}", *lines, "````\n"])


def shown(entry: ProblemCode) -> list[str]:
    return entry.example.rstrip("\n").split("\n")


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
