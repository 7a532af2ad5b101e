"""`octavo docs`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from octavo.commands.colours import wants_colour
from octavo.commands.completion import complete_pages
from octavo.commands.tables import show_table

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDEST = 96
"""Columns of a page on a wide terminal: longer lines are hard to follow."""


@click.command("docs")
@click.argument("page", required=False, shell_complete=complete_pages)
def command(page: str | None) -> None:
    """Show a PAGE of the documentation.

    All pages are installed with Octavo. Without PAGE, they are listed. Where the output goes to a
    file or to another program, the page is printed in Markdown, as it is written.
    """
    from octavo.files.pages import read_pages

    pages = read_pages()
    if page is None:
        show_table(("page", "about"), [(name, _title(text)) for name, text in pages.items()])
        return
    text = _find(pages, page)
    if sys.stdout.isatty():
        click.echo_via_pager(render_page(text))
    else:
        click.echo(text, nl=False)


def _find(pages: Mapping[str, str], page: str) -> str:
    """The text of `page`, however it is named. Raises `click.UsageError` without one."""
    from octavo.files.near_names import find_near

    wanted = page.removeprefix("docs/").removeprefix("how-to/").removesuffix(".md")
    if wanted in pages:
        return pages[wanted]
    near = find_near(wanted, pages)
    hint = f"did you mean `{near}`?" if near else "`octavo docs` lists all pages"
    raise click.UsageError(f"there is no page `{page}`; {hint}")


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


def render_page(text: str) -> str:
    """The page as a terminal shows it."""
    from io import StringIO

    from rich.console import Console
    from rich.markdown import Markdown

    width = min(Console().width, WIDEST)
    coloured = wants_colour(sys.stdout)
    console = Console(file=StringIO(), width=width, force_terminal=coloured, no_color=not coloured)
    with console.capture() as written:
        console.print(Markdown(text))
    return written.get()
