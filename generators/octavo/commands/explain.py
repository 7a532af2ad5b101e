"""`octavo explain`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from octavo.commands.colours import SEVERITIES, paint, wants_colour
from octavo.commands.completion import complete_codes

if TYPE_CHECKING:
    from octavo.document.problem_code import ProblemCode

WIDTH = 80
"""Characters of a line: what every terminal has, and what can be read without losing the line."""


@click.command("explain")
@click.argument("code", required=False, shell_complete=complete_codes)
def command(code: str | None) -> None:
    """Explain a problem by its CODE, such as SRC001.

    How bad it is, what it means, why it matters, what to do, and an example. Without CODE, all
    codes are listed.
    """
    coloured = wants_colour(sys.stdout)
    lines = _list_all(coloured) if code is None else _explain(_find(code), coloured)
    for line in lines:
        click.echo(line, color=coloured)


def _find(code: str) -> ProblemCode:
    """The entry of the table. Raises `click.UsageError` when there is no such code."""
    from octavo.document.codes import CODES, GROUPS
    from octavo.files.near_names import find_near

    wanted = code.upper().strip("[]")
    entries = {entry.code: entry for entry in CODES}
    if wanted in entries:
        return entries[wanted]
    if wanted in GROUPS:
        hint = f"codes of this group: {', '.join(name for name in entries if name[:3] == wanted)}"
    else:
        near = find_near(wanted, entries)
        hint = f"did you mean `{near}`?" if near else "`octavo explain` lists all codes"
    raise click.UsageError(f"there is no code `{code}`; {hint}")


def _explain(entry: ProblemCode, coloured: bool) -> Iterator[str]:
    """The page of a code."""
    from octavo.document.codes import REMEDIES, introduce_example

    remedy = REMEDIES[entry.code]
    kinds = " or ".join(
        paint(severity.value, coloured, fg=SEVERITIES[severity.value])
        for severity in entry.severities
    )
    yield f"{paint(entry.code, coloured, bold=True)} ({kinds}): {entry.meaning}"
    yield ""
    yield _wrap(remedy.why)
    yield ""
    yield _wrap(remedy.advice)
    if entry.example:
        yield ""
        yield introduce_example(entry.place)
        yield ""
        for line in entry.example.rstrip("\n").split("\n"):
            yield f"    {line if len(line) <= WIDTH else line[:WIDTH] + '…'}".rstrip()


def _wrap(text: str) -> str:
    return click.wrap_text(text, WIDTH)


def _list_all(coloured: bool) -> Iterator[str]:
    """Each group with its codes, and what they mean."""
    from octavo.document.codes import GROUPS, list_group

    for number, (letters, group) in enumerate(GROUPS.items()):
        yield from [""] * (number > 0)
        yield paint(group, coloured, bold=True)
        for entry in list_group(letters):
            colour = SEVERITIES[entry.severities[0].value]
            yield f"  {paint(entry.code, coloured, fg=colour)}  {entry.meaning}"
