"""That finished files do not say who made them, where, when, with what, or from what pictures."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from PIL import Image, ImageOps

from octavo.audit import extract
from octavo.build.manifest import BuiltFile
from octavo.build.steps import make_files
from octavo.document import Block, Draft, Figure, Picture, Text
from octavo.document.length import mm
from octavo.docx.pictures import read_picture as read_for_word
from octavo.files.library import Folder, Memory
from octavo.pdf.pictures import read_picture as read_for_pdf
from octavo.source.draft import read
from trust.editions import make_all
from trust.photographs import (
    draw_number,
    list_package_pictures,
    list_pdf_pictures,
    read_number,
    write_jpeg,
    write_png,
    write_profile,
)
from trust.places import SMALL

NUMBER = 4_711
SECRET = "tattletale"
TOOLS = (
    "ReportLab",
    "python-docx",
    "pikepdf",
    "qpdf",
    "HarfBuzz",
    "Pillow",
    "lxml",
    "LibreOffice",
    "Microsoft Office",
    "Macintosh",
    "Normal.dotm",
    f"Python/{platform.python_version()}",
)
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""By EXIF orientation: how an upright picture lies in its file."""


def tell(channel: str) -> str:
    """What stands in the metadata, of whatever kind: too little to be found by chance."""
    return SECRET


def lay(orientation: int) -> bytes:
    """A photograph that spells `NUMBER` when it is turned as its EXIF says."""
    upright, turn = draw_number(NUMBER), TURNS[orientation]
    lying = upright if turn is None else upright.transpose(turn)
    return write_jpeg(lying, tell, orientation)


def illustrate(draft: Draft, files: dict[str, bytes]) -> Draft:
    """The draft with a figure for each of `files` in its first section."""
    figures: list[Block] = [
        Figure(Picture(name), (Text("A picture"),), "A picture", id=f"fig-{at}")
        for at, name in enumerate(files)
    ]
    first, *others = draft.sections
    return replace(draft, sections=(replace(first, blocks=(*first.blocks, *figures)), *others))


@pytest.fixture(scope="module")
def files() -> tuple[BuiltFile, ...]:
    """Every output of a publication with pictures that tell much."""
    pictures = {
        f"{SECRET}/{SECRET}.jpg": lay(6),
        f"{SECRET}/{SECRET}.png": write_png(draw_number(NUMBER), tell),
    }
    own = {path.name: path.read_bytes() for path in SMALL.iterdir() if path.is_file()}
    draft = illustrate(read(SMALL, "small"), pictures)
    return make_all(draft, Memory({**own, **pictures}))


def list_texts(file: BuiltFile) -> Iterator[str]:
    """Everything in the file that could be read, unpacked and as bytes."""
    yield from (one.text for one in extract(file.name, file.data))
    yield file.data.decode("latin-1")
    if file.name.endswith(".docx"):
        with ZipFile(BytesIO(file.data)) as package:
            yield from (package.read(name).decode("latin-1") for name in package.namelist())


def list_pictures(file: BuiltFile) -> list[Image.Image]:
    """The pictures in the file, masks and drawings too."""
    if file.name.endswith(".pdf"):
        return list(list_pdf_pictures(file.data))
    return list(list_package_pictures(file.data)) if file.name.endswith(".docx") else []


def contains(file: BuiltFile, words: tuple[str, ...]) -> list[str]:
    """Those of the words that the file says somewhere, in any case, in one byte or two."""
    texts = [text.casefold() for text in list_texts(file)]
    return [
        word
        for word in words
        if any(word.casefold() in text or "\0".join(word.casefold()) in text for text in texts)
    ]


# ------------------------------------------------------------------------------ pictures


@pytest.mark.slow
def test_nothing_that_pictures_tell_is_in_any_file(files: tuple[BuiltFile, ...]) -> None:
    assert [file.name for file in files if contains(file, (SECRET, "Photoshop"))] == []


@pytest.mark.slow
def test_pictures_are_the_right_way_up_in_every_whole_edition(files: tuple[BuiltFile, ...]) -> None:
    whole = [file for file in files if file.generator in {"booklet", "word"}]
    shown = {
        file.name: [read_number(picture) for picture in list_pictures(file)].count(NUMBER)
        for file in whole
    }

    assert shown == {file.name: 2 for file in whole}


@pytest.mark.slow
def test_pictures_in_word_say_nothing_but_the_profile_of_their_colours(
    files: tuple[BuiltFile, ...],
) -> None:
    plain = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile", "dpi"}
    told = {
        key
        for file in files
        if file.name.endswith(".docx")
        for picture in list_package_pictures(file.data)
        for key in picture.info
    }

    assert "icc_profile" in told
    assert told <= plain


@pytest.mark.parametrize("orientation", TURNS)
def test_a_picture_is_turned_upright_for_pdf(orientation: int) -> None:
    image = read_for_pdf(lay(orientation)).image
    pdf = pikepdf.new()
    stream = pikepdf.Stream(pdf, image.data)
    for key, value in image.entries.items():
        stream[f"/{key}"] = pikepdf.Object.parse(str(value).encode())

    assert read_number(pikepdf.PdfImage(stream).as_pil_image()) == NUMBER


@pytest.mark.parametrize("orientation", TURNS)
def test_a_picture_is_turned_upright_for_word(orientation: int) -> None:
    rendering = read_for_word(lay(orientation), "sideways.jpg", mm(100))

    assert read_number(Image.open(BytesIO(rendering.raster))) == NUMBER


def paint_by_strange_profile() -> bytes:
    """A green picture, written by a profile in which red and green have changed places."""
    profile = write_profile("strange").replace(b"rXYZ", b"?XYZ")
    profile = profile.replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")
    made = BytesIO()
    Image.new("RGB", (64, 64), (255, 0, 0)).save(made, "PNG", icc_profile=profile)
    return made.getvalue()


def test_the_colours_of_another_profile_are_kept_in_word() -> None:
    rendering = read_for_word(paint_by_strange_profile(), "strange.png", mm(100))
    picture = Image.open(BytesIO(rendering.raster)).convert("RGB")

    assert ImageOps.fit(picture, (1, 1)).getpixel((0, 0)) == pytest.approx((0, 255, 0), abs=3)


@pytest.mark.slow
def test_a_picture_with_a_broken_profile_is_refused() -> None:
    made = BytesIO()
    draw_number(1).save(made, "PNG", icc_profile=b"none")

    with pytest.raises(ValueError, match="profile"):
        read_for_pdf(made.getvalue())


# ------------------------------------------------------------------------------ the machine


@pytest.mark.slow
def test_no_file_names_the_tools_it_was_made_with(files: tuple[BuiltFile, ...]) -> None:
    assert {file.name: contains(file, TOOLS) for file in files if contains(file, TOOLS)} == {}


@pytest.mark.slow
def test_no_file_names_the_user_the_host_or_a_folder(tmp_path: Path) -> None:
    home, source = tmp_path / "homeofnobody", tmp_path / "folderofnobody" / "small"
    home.mkdir()
    source.parent.mkdir()
    shutil.copytree(SMALL, source)
    names = dict.fromkeys(("USER", "LOGNAME", "USERNAME", "HOSTNAME"), "nobodyspecial")
    environment = {**os.environ, **names, "HOME": str(home), "TMPDIR": str(home)}
    target = tmp_path / "outputofnobody"
    command = [sys.executable, "-m", "octavo", "build", str(source), "--output", str(target)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    built = [
        BuiltFile(path.name, "", "", 0, path.read_bytes()) for path in (target / "small").iterdir()
    ]
    host = platform.node()
    secrets = ("nobody", str(tmp_path), sys.prefix, *([host] if len(host) > 6 else []))

    assert len(built) > 4
    assert {file.name: contains(file, secrets) for file in built if contains(file, secrets)} == {}


# ------------------------------------------------------------------------------ properties


@pytest.mark.slow
def test_a_word_file_has_no_more_properties_than_these(files: tuple[BuiltFile, ...]) -> None:
    told = {
        etree.QName(node).localname
        for file in files
        if file.name.endswith(".docx")
        for part in ("docProps/core.xml", "docProps/app.xml")
        for node in etree.fromstring(ZipFile(BytesIO(file.data)).read(part))
    }
    core = {"title", "creator", "language", "subject", "category", "keywords", "description"}

    assert told == core | {"created", "modified", "Application", "AppVersion", "Company"}


@pytest.mark.slow
def test_a_word_file_has_no_session_no_thumbnail_and_no_time(files: tuple[BuiltFile, ...]) -> None:
    packages = [ZipFile(BytesIO(file.data)) for file in files if file.name.endswith(".docx")]
    parts = [name for package in packages for name in package.namelist()]
    texts = [package.read(name) for package in packages for name in package.namelist()]
    stamps = {entry.date_time for package in packages for entry in package.infolist()}

    assert not [name for name in parts if "thumbnail" in name or "people" in name]
    assert not [text for text in texts if b"rsid" in text or b"TotalTime" in text]
    assert stamps == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_a_pdf_has_no_more_properties_than_these(files: tuple[BuiltFile, ...]) -> None:
    told: set[str] = set()
    for file in files:
        if file.name.endswith(".pdf"):
            with pikepdf.open(BytesIO(file.data)) as pdf:
                told.update(str(key) for key in pdf.docinfo)
    usual = {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"}

    assert told == usual | {"/CreationDate", "/ModDate", "/Trapped"}


def test_a_word_file_without_a_date_does_not_tell_the_time() -> None:
    draft = read(SMALL, "small")
    event = replace(draft.publication.event, start=None, end=None)
    undated = replace(draft, publication=replace(draft.publication, event=event))
    request = replace(draft.outputs[1], generator="word")
    (file,) = make_files(replace(undated, outputs=(request,)), Folder(SMALL))
    core = ZipFile(BytesIO(file.data)).read("docProps/core.xml")

    assert b"created" not in core
    assert b"modified" not in core
