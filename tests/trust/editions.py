"""Every output there is: all installed generators, each in all its editions, for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Literal, get_args, get_origin, get_type_hints

from octavo.build.manifest import MANIFEST, BuiltFile, describe, write_part
from octavo.build.steps import make_files
from octavo.document import Draft, OutputRequest
from octavo.files.library import Library
from octavo.generator import find_generator, list_generators

OUTSIDE = {"page_numbers", "review", "cover"}
"""What a program from outside is called for, what holds queries (`test_queries.py`), and the cover
of a house's template, which has to be named besides."""
Options = tuple[tuple[str, str], ...]


def make_all(
    draft: Draft, library: Library, random: Random | None = None, part: int = 1
) -> tuple[BuiltFile, ...]:
    """The files of every output, for everyone and for each audience of `draft`, as a build does.

    With `random`, every choice that makes no edition of its own is left to chance, and so is which
    outputs are made, one of `part`.
    """
    return make_for(tuple(one.id for one in draft.audiences), draft, library, random, part)


def make_for(
    audiences: tuple[str, ...],
    draft: Draft,
    library: Library,
    random: Random | None = None,
    part: int = 1,
) -> tuple[BuiltFile, ...]:
    """The files of every output for everyone and for `audiences`, and the manifest of each."""
    requests = tuple(list_requests(audiences, random))
    if random and part > 1:
        requests = tuple(random.sample(requests, -(-len(requests) // part)))
    files = make_files(replace(draft, outputs=requests), library)
    entries = [describe(file, "", whole=True) for file in files]
    parts = ((id, write_part(id, entries).encode()) for id in ("", *audiences))
    return (*files, *(BuiltFile(MANIFEST, "", id, 0, data) for id, data in parts))


def list_requests(audiences: tuple[str, ...], random: Random | None) -> Iterator[OutputRequest]:
    """A request for each output; the general edition first."""
    for name in list_generators():
        generator = find_generator(name)
        for options in list_editions(generator.options, random):
            if not generator.per_audience:
                yield OutputRequest(name, (), options)
            yield OutputRequest(name, audiences, options)


def list_editions(kind: type, random: Random | None) -> Iterator[Options]:
    """The options of each edition that the dataclass `kind` offers."""
    hints = get_type_hints(kind)
    words = {
        name: get_args(hint)
        for name, hint in hints.items()
        if get_origin(hint) is Literal and name not in OUTSIDE
    }
    words |= {
        name: ("false", "true")
        for name, hint in hints.items()
        if hint is bool and name not in OUTSIDE
    }
    editions = words.pop("edition", ("",))
    for edition in editions:
        chosen = [(name, random.choice(choices)) for name, choices in words.items() if random]
        yield (*([("edition", edition)] if edition else []), *chosen)
