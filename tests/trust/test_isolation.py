"""Generators of other packages in processes of their own: the same files, and no draft in reach."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

import octavo.build.isolation
from octavo.build.isolation import find_isolated, isolate_generators
from octavo.build.jobs import GeneratorFailure
from octavo.build.steps import publish
from octavo.document.problem import SourceError
from octavo.generator import GROUP
from trust.leaky import SECRET
from trust.places import SMALL

PACKAGE = """
import gc, os, resource, sys, time
from dataclasses import dataclass
from typing import Literal
from octavo import Document, Draft, Generator, Output, Problem, Severity, SourceError, text_of

@dataclass(frozen=True, slots=True)
class Options:
    do: Literal[
        "list", "print", "find", "fail", "refuse", "end", "fill", "wait", "write", "lie"
    ] = "list"
    words: tuple[str, ...] = ("one", "two")
    count: int = 2

class Lie:
    def __reduce__(self):
        return os.system, ("touch " + os.environ.get("HOME", "/tmp") + "/lied",)

def generate(document, options, library):
    match options.do:
        case "print":
            print("words that are no answer")
        case "find":
            found = [one for one in gc.get_objects() if isinstance(one, Draft)]
            return Output(f"{len(found)} {sorted(os.environ)} {os.listdir()}".encode())
        case "fail":
            raise ValueError("no such luck")
        case "refuse":
            raise SourceError((Problem(Severity.ERROR, "PROBE001", "not like this"),))
        case "end":
            os._exit(3)
        case "fill":
            return Output(bytes(8 * 1024**3))
        case "wait":
            time.sleep(600)
        case "write":
            with open("found", "w") as file:
                file.write("words")
        case "lie":
            return Lie()
    lines = [document.publication.title, *(section.title for section in document.sections)]
    return Output("\\n".join(lines * options.count).encode())

generator = Generator(".txt", "text/plain", Options, generate, variant=lambda options: options.do)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A publication whose outputs are those of `probe`, a package of somebody else's."""
    site = tmp_path / "site"
    information = site / "probe-1.0.dist-info"
    information.mkdir(parents=True)
    (site / "octavo_probe.py").write_text(PACKAGE)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: probe\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[{GROUP}]\nprobe = octavo_probe:generator\n")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    find_isolated.cache_clear()
    yield Path(shutil.copytree(SMALL, tmp_path / "small"))
    find_isolated.cache_clear()
    sys.modules.pop("octavo_probe", None)


def build(folder: Path, do: str, isolated: bool = True) -> bytes:
    """The file that `probe` makes."""
    source = folder / "publication.yaml"
    lines = source.read_text().splitlines()
    kept = [line for line in lines if not line.startswith("outputs:")]
    asked = f"outputs: [{{generator: probe, options: {{do: {do}, count: 3}}}}]"
    source.write_text("\n".join([*kept, asked, ""]))
    with isolate_generators() if isolated else nullcontext():
        (file,) = publish(folder, folder.parent / "build").files
    return file.data


@pytest.mark.parametrize("do", ["list", "print"])
def test_the_bytes_are_the_same_as_without(folder: Path, do: str) -> None:
    apart = build(folder, do)

    assert "octavo_probe" not in sys.modules
    assert apart == build(folder, do, isolated=False)
    assert SECRET.encode() not in apart


def test_there_is_no_draft_in_its_process_and_little_else(folder: Path) -> None:
    drafts, rest = build(folder, "find").decode().split(" ", 1)

    assert drafts == "0"
    assert "HOME" not in rest
    assert rest.endswith("[]")


@pytest.mark.parametrize(
    ("do", "message"),
    [
        ("fail", "in its own process: ValueError('no such luck')"),
        ("end", "its process ended with status 3"),
        ("fill", "it needs more than 4 GiB of memory"),
        ("write", "OSError"),
        ("lie", "cannot be read"),
    ],
)
def test_what_goes_wrong_is_told(folder: Path, do: str, message: str) -> None:
    with pytest.raises(GeneratorFailure, match="the generator `probe` failed") as caught:
        build(folder, do)
    assert message in str(caught.value)
    assert not (folder.parent / "build").exists()


def test_a_process_that_takes_too_long_is_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(octavo.build.isolation, "SECONDS", 3)

    with pytest.raises(GeneratorFailure, match="took more than 3 seconds"):
        build(folder, "wait")


def test_what_it_refuses_is_an_error_of_the_source(folder: Path) -> None:
    with pytest.raises(SourceError, match="not like this"):
        build(folder, "refuse")
