"""`octavo template`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import EXISTING_FILE
from octavo.commands.exit_status import conclude
from octavo.commands.tables import show_table

if TYPE_CHECKING:
    from pathlib import Path


@click.command("template")
@click.argument("file", type=EXISTING_FILE)
def command(file: Path) -> None:
    """Show what becomes of a house's own template.

    What was found in FILE, what is used, added and left behind. Exit status 1 means that it cannot
    be used.
    """
    from octavo.files.library import Memory
    from octavo.generator import find_generator, list_generators

    library = Memory({file.name: file.read_bytes()})
    for name in list_generators():
        describe = find_generator(name).describe
        if describe is not None:
            report = describe(file.name, library)
            show_table(("", "in the template", "in the document"), report.rows)
            conclude(report.problems, nothing="nothing to mend")
