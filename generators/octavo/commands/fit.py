"""`octavo fit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.folders import find_publication
from octavo.commands.progress import choose_teller, clear_progress

if TYPE_CHECKING:
    from pathlib import Path


@click.command("fit")
@click.argument("audience")
@take_publication
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list, one object a briefing.")
def command(audience: str, publication: Path | None, as_json: bool) -> None:
    """Say how the briefing for AUDIENCE was made to fit: what is shown, shortened, left out."""
    import json

    from octavo.build.steps import explain

    folder = find_publication(publication)
    _, explained = explain(folder, [audience], choose_teller(verbose=False))
    clear_progress()
    if as_json:
        made = [{"file": one.name, **json.loads(one.report.json)} for one in explained]
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    for one in explained:
        click.echo(f"{one.name}\n{one.report.text}")
