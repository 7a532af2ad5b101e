"""What a Word file cuts off a picture comes into no publication."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from importing.word_files import p, word_file
from octavo.importing.tree import ForeignFigure, ForeignParagraph, ForeignPicture, Imported
from octavo.importing.word import read_word

RED, BLUE = (200, 0, 0), (0, 0, 200)


def halves(form: str = "PNG", **saved: object) -> bytes:
    """A picture of 40 by 20 pixels, its left half red and its right half blue."""
    image = Image.new("RGB", (40, 20), RED)
    image.paste(BLUE, (20, 0, 40, 20))
    written = BytesIO()
    image.save(written, form, **saved)
    return written.getvalue()


def drawn(crop: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A view"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="one.png"/>{crop}'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def in_vml(crop: str) -> str:
    data = f'<v:imagedata r:id="one.png" {crop}/>'
    return f"<w:r><w:pict><v:shape>{data}</v:shape></w:pict></w:r>"


def pictures(document: Imported) -> list[ForeignPicture]:
    inlines = [
        one
        for block in document.blocks
        if isinstance(block, ForeignParagraph)
        for one in block.text
    ]
    figures = [block.picture for block in document.blocks if isinstance(block, ForeignFigure)]
    return [*figures, *(one for one in inlines if isinstance(one, ForeignPicture))]


def read_with(body: str, data: bytes) -> Imported:
    return read_word(word_file(p(body), media={"one.png": data}), "made.docx")


def shown(body: str, data: bytes) -> Image.Image:
    [picture] = pictures(read_with(body, data))
    return Image.open(BytesIO(picture.data))


@pytest.mark.parametrize(
    "body",
    [
        drawn('<a:srcRect r="50000"/>'),
        drawn('<a:srcRect r="50%"/>'),
        drawn('<a:srcRect l="0" r="50000"/><a:stretch><a:fillRect/></a:stretch>'),
        drawn('<a:stretch><a:fillRect r="-100000"/></a:stretch>'),
        in_vml('cropright="32768f"'),
        in_vml('cropright="0.5"'),
        in_vml('cropright=".5"'),
    ],
)
def test_a_picture_has_only_the_part_that_is_shown(body: str) -> None:
    image = shown(body, halves())

    assert image.size == (20, 20)
    assert image.convert("RGB").getcolors() == [(400, RED)]


def test_room_beside_a_picture_cuts_nothing_off() -> None:
    image = shown(drawn('<a:srcRect l="-20000" r="-20000"/>'), halves())

    assert image.size == (40, 20)


def test_nothing_else_of_the_file_says_what_was_cut_off() -> None:
    exif = Image.Exif()
    exif[0x010E] = "the cut part, described"
    image = shown(drawn('<a:srcRect r="50000"/>'), halves("JPEG", exif=exif, comment=b"the cut"))

    assert image.format == "JPEG"
    assert "exif" not in image.info
    assert "comment" not in image.info


@pytest.mark.parametrize("crop", ['l="60000" r="60000"', 'b="100000"'])
def test_a_picture_of_which_nothing_is_shown_is_named(crop: str) -> None:
    document = read_with(drawn(f"<a:srcRect {crop}/>"), halves())

    assert not pictures(document)
    assert [(f.outcome, f.kind, f.words) for f in document.findings] == [
        ("not imported", "cropped pictures", "A view")
    ]
