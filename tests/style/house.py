"""Small publications with a house style, and what `octavo check` says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.checks.house_style import RULES
from octavo.document.problem import Problem, Span
from octavo.files.library import Memory
from octavo.files.source_file import add_excerpts
from octavo.source.draft import read_source

PUBLICATION = """\
title: The harbour
event: {name: Harbour day}
imprint: {publisher: The harbour office}
facts:
  boats: {value: 12, label: boats}
abbreviations: {ISO: International Organization for Standardization}
people: people.yaml
sections: [one.md]
"""
PEOPLE = "- {name: Jane Placeholder, organisations: [Utilize Limited]}\n"
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n"


@dataclass(frozen=True)
class Judged:
    """What a house style finds in a source."""

    files: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def words(self) -> list[str]:
        """What stands at each problem."""
        return [self.at(problem.span) for problem in self.problems]

    @property
    def said(self) -> list[str]:
        """The messages, without the names of the rules."""
        return [problem.message[: problem.message.rindex(" (")] for problem in self.problems]

    @property
    def codes(self) -> list[str]:
        """The codes."""
        return [problem.code for problem in self.problems]

    def at(self, span: Span | None) -> str:
        """What stands between the ends of a span."""
        assert span is not None
        assert span.end_line, span
        start, end = find_ends(self.files[span.file], span)
        return self.files[span.file][start:end]

    def mend(self) -> Judged:
        """The same source, with all that may be mended without asking."""
        files = dict(self.files)
        fixes = [fix for problem in self.problems for fix in problem.fixes]
        for fix in sorted(fixes, key=lambda fix: (fix.span.line, fix.span.column), reverse=True):
            text = files[fix.span.file]
            start, end = find_ends(text, fix.span)
            files[fix.span.file] = text[:start] + fix.text + text[end:]
        return judge_files(files)


def find_ends(text: str, span: Span) -> tuple[int, int]:
    """Where a span begins and ends in a text."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    return (
        starts[span.line - 1] + span.column - 1,
        starts[span.end_line - 1] + span.end_column - 1,
    )


def judge(text: str, style: str, head: str = "", more: str = "") -> Judged:
    """What the house style finds in a section; `head` and `more` are added to the YAML files."""
    return judge_files(
        {
            "publication.yaml": f"{PUBLICATION}house_style: own\n{more}",
            "people.yaml": PEOPLE,
            "one.md": f"{HEAD}{head}---\n\n{text}\n",
            "templates/house/own.yaml": style,
        }
    )


def judge_files(files: Mapping[str, str]) -> Judged:
    """What the house style of a publication finds in it, which must have no other errors."""
    library = Memory({name: text.encode() for name, text in files.items()})
    found = read_source(library)
    errors = [str(one) for one in found.problems if one.severity.value == "error"]
    assert found.draft is not None
    assert errors == []
    (rule,) = RULES
    return Judged(files, add_excerpts(rule(found.draft, library), library))
