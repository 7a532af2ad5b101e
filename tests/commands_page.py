"""The page docs/commands.md, from the help of the commands: `make commands` writes it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from architecture import ROOT
from octavo.commands.cli import octavo

PAGE = ROOT / "docs" / "commands.md"
WIDTH = 90
"""Columns of the help on the page: what has room beside the list of pages of a web site."""
HEAD = """\
# Commands

`octavo COMMAND --help` prints what stands here for each command.

What a command found or made goes to the standard output, what it says meanwhile to the standard
error: so `octavo check > problems.txt` keeps the problems. On a terminal a build shows how far it
is and ends with one line that counts the files; where its output goes to a file or to another
program, each file is a line. `--quiet` prints errors only, `--verbose` everything.

| status | means |
|---|---|
| 0 | done |
| 1 | the source has errors; with `--strict`, or warnings |
| 2 | the command is wrong, or something cannot be read or written |
| 3 | what must be on a page does not fit |
| 101 | a fault of Octavo's or of a generator's, with what to report |
| 130 | stopped with Ctrl-C, with what it left |

## How problems are printed

| `--format` | for |
|---|---|
| `full` | people: the line of the source, what is wrong underlined, and what to do |
| `concise` | lists and editors: `file:line:column: CODE message`, one in a line |
| `json` | programs: a list of objects, described below |
| `github` | a workflow of GitHub's, which shows each beside its line |
| `sarif` | services that read SARIF 2.1.0 |

An object of JSON has `code`, `severity`, `message`, `hint`, `file`, `span` (its `start` and `end`,
each with `line` and `column`, counted from 1; `end` is the character after the last one) and `fix`
(its `edits`, each with `span` and `text`). What is not known is `null`.

Files are named from the current folder, so that a terminal and an editor can open them. There is
colour on a terminal, nowhere when `NO_COLOR` is set, and everywhere when `FORCE_COLOR` is.

## What `--fix` mends

Only what can be meant in one way, so that nobody has to read it again: keys, kinds and names of
files that differ from one that there is in capitals, hyphens, underscores or spaces; a day in
another order (`28.04.2025`, not `03/04/2025`); invisible characters; no-break spaces as
indentation; empty lines before the head of a section, or the missing first line of one; pasted
bullets (`•`); a value with a second colon, which is put between quotes; and what a house style has
marked as safe to replace. A word that is spelt wrongly is suggested and not changed, and never who
may read something. Nothing but the place of a mistake changes in a file. It looks again until there
is nothing left to mend, and tells what it mended on the standard error.

## What is not done again

`octavo check` and `octavo build` remember what they found, and what they found it from. Where all
of that is as it was, `check` says the same at once, and `build` says that nothing has changed and
writes nothing. A finished file that somebody deleted is made again; one that somebody edited stops
the build, as ever. `octavo build --force` makes the files again all the same.

| where | |
|---|---|
| Linux | `$XDG_CACHE_HOME/octavo`, else `~/.cache/octavo` |
| macOS | `~/Library/Caches/octavo` |
| Windows | `%LOCALAPPDATA%\\octavo\\Cache` |
| elsewhere | the folder that the variable `OCTAVO_CACHE` names |

`--no-cache` does without for once, `OCTAVO_CACHE=off` always. The folder can be deleted at any
time. It holds messages, which quote words of the source, and no other text; only its owner may look
into it, and it is never used where others may, nor inside the publication. It takes 32 MiB at most.

<!-- Below, written by `make commands` from the help of the commands. -->
"""


def write_page() -> str:
    """The text of the page."""
    return "\n".join([HEAD, *write_help("octavo", octavo, None)])


def write_help(name: str, command: click.Command, above: click.Context | None) -> Iterator[str]:
    """The help of a command, and of the commands below it."""
    context = click.Context(
        command,
        info_name=name,
        parent=above,
        terminal_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    yield f"## {context.command_path if above else 'All commands'}\n"
    yield f"```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from write_help(inner, command.commands[inner], context)


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
