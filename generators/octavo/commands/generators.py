"""`octavo generators`."""

from __future__ import annotations

import click

from octavo.commands.tables import show_table


@click.command("generators")
def command() -> None:
    """List what kinds of file can be made.

    With the installed package that makes each.
    """
    from importlib.metadata import entry_points

    from octavo.generator import GROUP, find_generator

    rows: list[tuple[str, ...]] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        package = entry.dist.name if entry.dist else ""
        try:
            generator = find_generator(entry.name)
        except Exception as fault:  # a broken package must not hide the others
            rows.append((entry.name, "", f"cannot be used: {fault}", package))
            continue
        rows.append((entry.name, generator.suffix, generator.media_type, package))
    show_table(("name", "suffix", "media type", "package"), rows)
