"""Checking and building where nothing has changed: what was found before is said again.

What reads, checks and sets is loaded only when it is needed: that alone takes longer than to see
that nothing is to be done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from octavo.build.manifest import MANIFEST, BuiltFile, Result, list_own
from octavo.cache.answers import Cache, JsonValue
from octavo.cache.verdicts import read_problems, recall_problems, write_problems
from octavo.document.problem import Problem
from octavo.files.library import Folder, Library, Recording
from octavo.files.source_file import add_excerpts

if TYPE_CHECKING:
    from octavo.build.output_folder import EditedFiles
    from octavo.build.spreading import Workers

_PASSING = "OUT006"
"""The code of what is said of one build only, that its forerunner's files could not be deleted."""


def review(
    folder: Path, cache: Cache | None, tell: Callable[[str], None] = lambda message: None
) -> tuple[Problem, ...]:
    """Every problem found in the publication in `folder`; `tell` hears of it when it is sought."""

    def work_out(library: Library) -> tuple[Problem, ...]:
        tell(f"check {folder.resolve().name}")
        from octavo.build import steps

        if cache:
            cache.entries.tidy()
        return steps.review(folder, library, cache)[1]

    if cache is None:
        return work_out(Folder(folder))
    question = "check", str(folder.resolve())
    return recall_problems(cache, question, Folder(folder), work_out, add_excerpts)


def publish(
    folder: Path,
    output: Path,
    only: Iterable[str],
    audiences: Iterable[str],
    tell: Callable[[str], None],
    edited: EditedFiles,
    cache: Cache | None,
    force: bool = False,
    workers: Callable[[], Workers | None] = lambda: None,
) -> Result:
    """What `steps.publish` makes, or made before, where all that it was made from and all that it
    made is as it was.

    With `force` it is made again, by `workers`. Raises as that does.
    """
    only, audiences = tuple(only), tuple(audiences)
    target = output / folder.resolve().name
    places = str(folder.resolve()), str(target.resolve())
    question = "build", *places, repr((only, audiences)), *list_own(folder)
    if cache and not force:
        kept = cache.find(question, Folder(folder))
        result = _read_result(kept, target, Folder(folder)) if isinstance(kept, dict) else None
        if result:
            return result
    from octavo.build import steps

    recording = Recording(Folder(folder))
    made = steps.publish(folder, output, only, audiences, tell, edited, recording, workers())
    if cache and (answer := _write_result(made, recording)):
        cache.entries.tidy()
        cache.keep(question, recording, answer)
    return made


def _write_result(result: Result, library: Library) -> JsonValue:
    """What is kept of a build; `None` where it could not be said again as it is."""
    plain = read_problems(write_problems(result.problems))
    again = add_excerpts(plain, library) == result.problems
    if not again or any(problem.code == _PASSING for problem in plain):
        return None
    files: list[JsonValue] = [
        [file.name, file.generator, file.audience, file.pages, file.document, file.queries]
        for file in result.files
    ]
    try:
        manifest = sha256((result.folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return None
    return {"manifest": manifest, "files": files, "problems": write_problems(result.problems)}


def _read_result(kept: Mapping[str, JsonValue], folder: Path, library: Library) -> Result | None:
    """What was made before; `None` unless all of it stands in `folder` as it was made."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
        if sha256(manifest).hexdigest() != kept["manifest"]:
            return None
        hashes = {entry["name"]: entry.get("sha256") for entry in json.loads(manifest)["files"]}
        data = {name: (folder / name).read_bytes() for name in hashes}
    except OSError:
        return None
    if any(sha256(data[name]).hexdigest() != hash for name, hash in hashes.items()):
        return None
    rows = cast("list[Any]", kept["files"])
    files = (
        BuiltFile(name, generator, audience, pages, data[name], document, queries)
        for name, generator, audience, pages, document, queries in rows
    )
    problems = add_excerpts(read_problems(kept["problems"]), library)
    return Result(folder, tuple(files), problems, unchanged=True)
