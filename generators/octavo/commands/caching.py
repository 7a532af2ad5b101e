"""The option that does without what was found before, and where that is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from octavo.commands.session import get_session

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.cache.answers import Cache

take_no_cache = click.option(
    "--no-cache", is_flag=True, help="Keep nothing of what is found, and use nothing kept."
)


def open_cache(folder: Path, no_cache: bool) -> Cache | None:
    """What was found of the publication in `folder` before; `None` where nothing is kept.

    That a place named by the user cannot be used is told.
    """
    from octavo.cache.answers import Cache
    from octavo.cache.entry_folder import VARIABLE, Unusable, choose_place, open_entries
    from octavo.cache.versions import digest_versions
    from octavo.generator import list_packages

    place = None if no_cache else choose_place(os.environ)
    if place is None:
        return None
    try:
        entries = open_entries(place, folder)
        return Cache(entries, digest_versions(list_packages(), os.environ))
    except (Unusable, OSError) as reason:
        if os.environ.get(VARIABLE) and not get_session().quiet:
            said = f"note: the cache `{place}` of {VARIABLE} is not used: {reason}"
            click.echo(said, err=True)
        return None
