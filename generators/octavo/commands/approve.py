"""`octavo approve`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.folders import find_publication, show_path

if TYPE_CHECKING:
    from pathlib import Path


@click.command("approve")
@take_publication
@click.option("--point", multiple=True, metavar="ID", help="Record this point only; repeatable.")
def command(publication: Path | None, point: Sequence[str]) -> None:
    """Record that points were checked.

    Records in the source that each key message was checked against its paragraph, as it is now.
    When the paragraph is changed later, `octavo check` warns of it.
    """
    from octavo.build.source_writing import replace_file
    from octavo.document.approval import list_pending, write_approvals
    from octavo.source.draft import read

    folder = find_publication(publication)
    pending = list_pending(read(folder).sections, tuple(point))
    spans = [(one.span, one.id, hash) for one, hash in pending.items() if one.span]
    for name in dict.fromkeys(span.file for span, _, _ in spans):
        file = folder / name
        approved = {span.line: hash for span, _, hash in spans if span.file == name}
        text = write_approvals(file.read_bytes().decode("utf-8"), approved)
        replace_file(file, text.encode("utf-8"))
        click.echo(
            f"{show_path(file)}: {', '.join(id for span, id, _ in spans if span.file == name)}"
        )
    if not spans:
        click.echo("nothing to approve")
