"""Everything besides its source that decides what Octavo makes of a publication, as one digest.

That is the code of Octavo and of the generators, to the byte; the names and versions of all
packages that are installed; the interpreter; the programs that may be asked, and the variables that
libraries obey.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import requires, version
from importlib.util import find_spec
from pathlib import Path

from octavo.cache.entry_folder import VARIABLE
from octavo.files.library import builtin

PROGRAMS = ("soffice", "libreoffice")
"""What `page_numbers: libreoffice` asks for."""
VARIABLES = frozenset({"SOURCE_DATE_EPOCH", "TZ", "LANG", "LANGUAGE", "HOME"})
"""Of the environment: the day and the words of libraries, and where they look for settings."""
FAMILIES = ("OCTAVO_", "RL_", "LC_")
"""How the names of others begin: Octavo's own, ReportLab's, and those of a locale."""


def digest_versions(generators: Iterable[str], environment: Mapping[str, str]) -> str:
    """One SHA-256 over all this; `generators` are the names of the modules that they stand in."""
    parts = [sys.version, sys.platform, *_list_packages(), *_list_programs()]
    parts += _list_variables(environment)
    for folder in _list_code(generators):
        parts += _list_files(folder)
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def digest_code(generators: Iterable[str]) -> str:
    """One SHA-256 over the code, and the versions of Python and of what Octavo needs: what has to
    be the same on two machines for them to make the same files.
    """
    names = {re.split(r"[^\w.-]", one)[0] for one in requires("octavo") or () if ";" not in one}
    parts = [".".join(map(str, sys.version_info)), *(f"{n} {version(n)}" for n in sorted(names))]
    for folder in _list_code(generators):
        parts += _list_files(folder)
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _list_packages() -> list[str]:
    """What is installed: the names of the folders in which packages describe themselves."""
    found: set[str] = set()
    for place in sys.path:
        try:
            found |= {one.name for one in os.scandir(place or ".") if one.name.endswith("-info")}
        except OSError:
            continue  # an archive, or a folder that is not there
    return sorted(found)


def _list_programs() -> Iterator[str]:
    for name in PROGRAMS:
        path = shutil.which(name)
        about = Path(path).stat() if path else None
        yield f"{path} {about.st_size} {about.st_mtime_ns}" if about else f"no {name}"


def _list_variables(environment: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(environment):
        if name != VARIABLE and (name in VARIABLES or name.startswith(FAMILIES)):
            yield f"{name}={environment[name]}"


def _list_code(generators: Iterable[str]) -> list[Path]:
    """The files and folders of code: Octavo's, with its templates and assets, and plug-ins'."""
    own = Path(__file__).parents[1]
    data = Path(str(builtin()))
    found = {own, data / "templates", data / "assets"}
    for name in {module.split(".")[0] for module in generators} - {own.name}:
        spec = find_spec(name)
        if spec and spec.submodule_search_locations:
            found |= set(map(Path, spec.submodule_search_locations))
        elif spec and spec.origin:
            found.add(Path(spec.origin))
    return sorted(found)


def _list_files(place: Path) -> Iterator[str]:
    """Each file at `place` or below, with its bytes' SHA-256; what Python makes of them aside."""
    if place.is_file():
        yield f"{place.name} {sha256(place.read_bytes()).hexdigest()}"
    elif place.is_dir() and place.name != "__pycache__":
        yield place.name
        for inner in sorted(place.iterdir()):
            yield from _list_files(inner)
        yield ".."
