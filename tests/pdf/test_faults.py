"""A pass of veraPDF means something: each fault put into a sound file fails by its own rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from judges.verapdf import run
from pdf.sample import make_sample

pytestmark = pytest.mark.slow


def _elements(node: Object) -> Iterator[Object]:
    kids = node.get("/K")
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _find(pdf: Pdf, role: str) -> Object:
    """The first element of the structure tree with this role."""
    return next(e for e in _elements(pdf.Root.StructTreeRoot) if e["/S"] == Name(f"/{role}"))


def _drop(role: str, key: str) -> Callable[[Pdf], None]:
    """Takes an entry from the first element with this role."""

    def change(pdf: Pdf) -> None:
        del _find(pdf, role)[key]

    return change


def _drop_everywhere(key: str) -> Callable[[Pdf], None]:
    """Takes an entry from every object that has it."""

    def change(pdf: Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, Dictionary) and key in thing:
                del thing[key]

    return change


def _set_root(key: str, value: Object | None) -> Callable[[Pdf], None]:
    """Gives the catalogue another entry, or none."""

    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.Root[key]
        else:
            pdf.Root[key] = value

    return change


def _invent_role(pdf: Pdf) -> None:
    _find(pdf, "LI")["/S"] = Name("/Bullet")


FAULTS: dict[str, tuple[Callable[[Pdf], None], str, str]] = {
    "a figure without alternative text": (_drop("Figure", "/Alt"), "ua1", "7.3-1"),
    "a note without an id": (_drop("Note", "/ID"), "ua1", "7.9-1"),
    "a table head without scope": (_drop("TH", "/A"), "ua1", "7.5-1"),
    "a role of one's own": (_invent_role, "ua1", "7.1-5"),
    "no language": (_set_root("/Lang", None), "ua1", "7.2-34"),
    "no tags, it says": (_set_root("/MarkInfo", Dictionary(Marked=False)), "ua1", "6.2-1"),
    "a file name for a title": (
        _set_root("/ViewerPreferences", Dictionary(DisplayDocTitle=False)),
        "ua1",
        "7.1-10",
    ),
    "no metadata": (_set_root("/Metadata", None), "ua1", "7.1-8"),
    "links in any order": (_drop_everywhere("/Tabs"), "ua1", "7.18.3-1"),
    "links outside the tree": (_drop_everywhere("/StructParent"), "ua1", "7.18.5-1"),
    "text that is only shapes": (_drop_everywhere("/ToUnicode"), "ua1", "7.21.7-1"),
    "a font left out": (_drop_everywhere("/FontFile2"), "2a", "6.2.11.4.1-1"),
    "colours without a profile": (_set_root("/OutputIntents", None), "2a", "6.2.4.3-2"),
}


@pytest.fixture(scope="module")
def reports(verapdf: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What veraPDF says of the sample with each fault."""
    folder = tmp_path_factory.mktemp("faults")
    sound = make_sample()
    found: dict[str, str] = {}
    for flavour in ("ua1", "2a"):
        names = [name for name, fault in FAULTS.items() if fault[1] == flavour]
        files = [_write(folder / f"{flavour}-{i}.pdf", name, sound) for i, name in enumerate(names)]
        said = run(verapdf, flavour, files).stdout
        parts = re.split(r"^(?=PASS|FAIL|ERROR)", said, flags=re.MULTILINE)[1:]
        found |= dict(zip(names, parts, strict=True))
    return found


def _write(file: Path, name: str, sound: bytes) -> Path:
    with pikepdf.open(BytesIO(sound)) as pdf:
        FAULTS[name][0](pdf)
        pdf.save(file)
    return file


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_fails_by_its_rule(name: str, reports: dict[str, str]) -> None:
    assert reports[name].startswith("FAIL")
    assert f"{FAULTS[name][2]} " in reports[name]
