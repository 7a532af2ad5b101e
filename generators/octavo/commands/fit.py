"""`octavo fit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.completion import complete_audiences
from octavo.commands.folders import find_publication
from octavo.commands.progress import choose_teller, clear_progress
from octavo.commands.session import get_session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("fit")
@click.argument("audience", shell_complete=complete_audiences)
@take_publication
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: a list with one object for each briefing."
)
def command(audience: str, publication: Path | None, as_json: bool) -> None:
    """Explain how a briefing was made to fit.

    For each briefing for AUDIENCE: which points are shown, shortened or left out, and why.
    """
    import json

    from octavo.build.steps import explain

    folder = find_publication(publication)
    _, explained = explain(folder, [audience], choose_teller(get_session()))
    clear_progress(get_session())
    if as_json:
        made = [{"file": one.name, **json.loads(one.report.json)} for one in explained]
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    for one in explained:
        click.echo(f"{one.name}\n{one.report.text}")
