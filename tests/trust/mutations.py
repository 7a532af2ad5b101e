"""Broken sources: the small publication with a few characters changed, and what `check` says.

    python tests/trust/mutations.py HOW MANY [FROM WHICH NUMBER]

tries as many, and prints those of which something else is said than what is wrong, and where.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from octavo.commands.cli import run

SMALL = Path(__file__).parents[1] / "publications" / "small"
FILES = tuple(sorted(path.name for path in SMALL.iterdir() if path.suffix in {".md", ".yaml"}))
MOST_CHARACTERS = 100_000
"""Of all that `check` prints: ten problems of a code in a file take 5,000 characters at most, and a
source has few codes in one file."""

PIECES = (
    *('"', "'", ": ", "- ", "\t", "    ", "#", "|", ">", "&a ", "*a ", "!!str ", "---\n", "...\n"),
    *("{{", "}}", "{{ facts.nations }}", "{", "}", "[", "]", "(", ")", "{#id}", "{.audience-x}"),
    *("<b>", "&#7;", "![a](b.png)", "[^1]", "[^1]: x", "[](#nowhere)", "*", "**", "`", "```\n"),
    *("```figure\n", "# A\n", "##### A\n", "> ", "1. ", "| a | b |\n", ":   ", "Table: x\n"),
    *("\x00", "\x07", "\r", "\u2028", "\ufeff", "\ud7ff", "\U0001f600", "\u05d0", "\ue0ff", "é"),
    *("../../etc/passwd", "/dev/null", "null", "true", "1e999", "-1", "9" * 400, "0x1F", "~"),
    *("a" * 70_000, "[" * 1200, "{" * 200, "> " * 200, "- " * 200, "x: " * 50, "\n" * 500),
)
"""What a mutation puts in: signs that mean something to YAML, Markdown or Octavo, and too much."""


def delete(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 2, 5, 20, 200)) :]


def insert(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + chance.choice(PIECES) + text[start:]


def repeat(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    end = start + chance.choice((1, 10, 60, 300))
    return text[:end] + text[start:end] * chance.choice((1, 2, 30)) + text[end:]


def replace_value(text: str, chance: random.Random) -> str:
    """Another value for a key of YAML."""
    found = list(re.finditer(r": ([^\n]+)", text))
    if not found:
        return insert(text, chance)
    value = chance.choice(found)
    return text[: value.start(1)] + chance.choice(PIECES) + text[value.end(1) :]


def swap_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def indent(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(("", " ", "  ", "\t")) + lines[at].lstrip(chance.choice((" ", "-")))
    return "\n".join(lines)


def cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    *(delete, insert, insert, repeat, replace_value, replace_value, swap_lines, indent, cut),
)


@dataclass(frozen=True)
class Told:
    """What `check` says of a source."""

    status: int
    text: str


def write_mutation(folder: Path, seed: int) -> None:
    """The small publication in `folder`, changed in one to three places."""
    chance = random.Random(seed)
    shutil.copytree(SMALL, folder)
    for _ in range(chance.randint(1, 3)):
        path = folder / chance.choice(FILES)
        text = chance.choice(MUTATIONS)(path.read_bytes().decode(), chance)
        path.write_bytes(text.encode())


def check(folder: Path) -> Told:
    """What the command says of the publication in `folder`."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = run(["check", str(folder)])
    return Told(status, said.getvalue())


ERROR = re.compile(r"^.*?: error: .*$|^error: .*$", re.MULTILINE)
PLACED = re.compile(r"^\S+\.(?:md|yaml)(?::\d+){1,2}: error: ")


def find_faults(told: Told) -> list[str]:
    """What is wrong with what `check` said."""
    lost = [line for line in ERROR.findall(told.text) if not PLACED.match(line)]
    return [
        *([f"status {told.status}"] if told.status not in {0, 1} else []),
        *(["a traceback"] if "Traceback" in told.text else []),
        *([f"{len(told.text)} characters"] if len(told.text) > MOST_CHARACTERS else []),
        *(f"without a place: {line}" for line in lost),
        *(["a stand-in"] if "stand-in" in told.text else []),
    ]


def main(count: int, first: int = 0) -> None:
    """Try the mutations of `count` seeds from `first` on."""
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "small"
            write_mutation(folder, seed)
            faults = find_faults(check(folder))
            if faults:
                sys.stdout.write(f"{seed}: {faults}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
