"""`octavo fit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import ANY_PATH, take_publication
from octavo.commands.completion import complete_audiences
from octavo.commands.folders import find_publication, is_publication
from octavo.commands.progress import choose_teller, clear_progress
from octavo.commands.session import get_session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("fit")
@click.argument("audience", required=False, shell_complete=complete_audiences)
@take_publication
@click.option(
    "--pages",
    is_flag=True,
    help="Explain what stands on which page of a booklet; AUDIENCE may be left out.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: a list with one object for each file."
)
def command(audience: str | None, publication: Path | None, pages: bool, as_json: bool) -> None:
    """Explain how a briefing or a booklet was made to fit.

    For each briefing for AUDIENCE: which points are shown, shortened or left out, and why. With
    --pages, for the booklet: how full each page is, what was given for that, and what other numbers
    of pages would have cost.
    """
    import json

    from octavo.build.steps import explain

    if pages and audience and publication is None and is_publication(audience):
        audience, named = None, audience
    else:
        named = None
    if not (audience or pages):
        raise click.UsageError("Missing argument 'AUDIENCE'.")
    folder = find_publication(ANY_PATH.convert(named, None, None) if named else publication)
    audiences = [audience] if audience else []
    _, explained = explain(folder, audiences, choose_teller(get_session()), pages)
    clear_progress(get_session())
    if as_json:
        made = [{"file": one.name, **json.loads(one.report.json)} for one in explained]
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    for one in explained:
        click.echo(f"{one.name}\n{one.report.text}")
