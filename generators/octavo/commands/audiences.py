"""`octavo audiences`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import FILE, take_publication
from octavo.commands.folders import find_publication, show_path
from octavo.commands.progress import choose_teller, clear_progress
from octavo.commands.session import get_session
from octavo.commands.tables import show_table

if TYPE_CHECKING:
    from pathlib import Path


_SIGNS = """\
full: in full; short 1: in its first shorter wording; same: another point says the same;
–: left out; empty: not for this reader; !: required for this reader"""
"""What stands in the cells of the comparison; no data, so it goes where messages go."""


@click.command("audiences")
@take_publication
@click.option("--compare", is_flag=True, help="Show which points each audience gets.")
@click.option("--html", type=FILE, help="Write the comparison as HTML.")
def command(publication: Path | None, compare: bool, html: Path | None) -> None:
    """List the audiences, or compare what they get."""
    folder = find_publication(publication)
    if compare or html:
        _compare(folder, html)
    else:
        _list(folder)


def _compare(folder: Path, html: Path | None) -> None:
    """Print which points each audience gets, or write it to the file `html`."""
    from octavo.build.comparison import compare_all, list_rows, write_html
    from octavo.build.steps import explain
    from octavo.files.library import Folder
    from octavo.selection.audience import mark_all

    draft, explained = explain(folder, (), choose_teller(get_session()))
    clear_progress(get_session())
    comparisons = compare_all(explained)
    if html is None:
        for name, comparison in comparisons.items():
            if len(comparisons) > 1:
                click.echo(name)
            show_table(("section", "point", *comparison.readers), list_rows(comparison))
        if comparisons:
            click.echo(_SIGNS, err=True)
        return
    title, language = draft.publication.title, draft.publication.language
    page = write_html(comparisons, title, language, Folder(folder), mark_all(draft))
    html.write_text(page, encoding="utf-8")
    click.echo(show_path(html))


def _list(folder: Path) -> None:
    from octavo.document.walk import text_of
    from octavo.selection.audience import keep_sections
    from octavo.source.draft import read

    draft = read(folder)
    rows = [
        (
            audience.id,
            audience.name,
            audience.question,
            str(sum(len(section.points) for section in keep_sections(draft, audience.id))),
            text_of(audience.bottom_line),
        )
        for audience in draft.audiences
    ]
    show_table(("id", "name", "question", "points", "bottom line"), rows)
