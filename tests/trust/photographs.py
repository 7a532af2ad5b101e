"""Pictures that tell much: of their maker and place in their metadata, and a number in pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

COLUMNS, ROWS, BLOCK = 6, 4, 100
"""A picture is a field of black and white squares, each of so many pixels."""
BITS = COLUMNS * ROWS - 1
"""The first square is black, so that a picture in negative spells the same number."""
Tell = Callable[[str], str]
"""A word to be hidden in what is named."""


def draw_number(number: int, block: int = BLOCK) -> Image.Image:
    """A picture whose squares, each of `block` pixels, spell `number`, of `BITS` bits."""
    bits = [0, *((number >> at) & 1 for at in range(BITS))]
    small = Image.frombytes("L", (COLUMNS, ROWS), bytes(255 * bit for bit in bits))
    large = ImageOps.fit(small, (COLUMNS * block, ROWS * block), Image.Resampling.NEAREST)
    return large.convert("RGB")


def read_number(picture: Image.Image) -> int | None:
    """The number that the picture spells; `None` when it is none of ours."""
    small = ImageOps.fit(picture.convert("L"), (COLUMNS, ROWS), Image.Resampling.BOX)
    levels = list(small.tobytes())
    if any(70 < level < 185 for level in levels):
        return None
    bits = [(level > 127) != (levels[0] > 127) for level in levels[1:]]
    return sum(1 << at for at, bit in enumerate(bits) if bit)


def read_numbers(data: bytes) -> frozenset[int]:
    """The numbers that the pictures in a PDF or a Word file spell."""
    if data.startswith(b"%PDF-"):
        pictures = list_pdf_pictures(data)
    elif data.startswith(b"PK"):
        pictures = list_package_pictures(data)
    else:
        return frozenset()
    found = (read_number(picture) for picture in pictures)
    return frozenset(number for number in found if number is not None)


def list_pdf_pictures(data: bytes) -> Iterator[Image.Image]:
    """Every picture in a PDF, on a page or not; masks too."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image:
                yield pikepdf.PdfImage(thing).as_pil_image()


def list_package_pictures(data: bytes) -> Iterator[Image.Image]:
    """Every picture in a Word file."""
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".png", ".jpg", ".jpeg")):
                yield Image.open(BytesIO(package.read(name)))


# ------------------------------------------------------------------------------ writing


def write_jpeg(picture: Image.Image, tell: Tell, orientation: int = 1) -> bytes:
    """The picture as cameras and editors leave it: EXIF, GPS, IPTC, XMP, a profile, a comment."""
    tags = Image.Exif()
    tags[0x013B] = tell("EXIF artist")
    tags[0x010E] = tell("EXIF description")
    tags[0x0112] = orientation
    place = tags.get_ifd(0x8825)
    place[1], place[2] = "N", (43.0, 36.0, 0.0)
    place[3], place[4] = "E", (1.0, 26.0, 0.0)
    place[28] = b"ASCII\0\0\0" + tell("GPS area").encode()
    made = BytesIO()
    picture.save(
        made,
        "JPEG",
        exif=tags,
        comment=tell("comment").encode(),
        icc_profile=write_profile(tell("profile")),
        xmp=tell("XMP").encode(),
        quality=90,
    )
    return made.getvalue()[:2] + write_iptc(tell("IPTC")) + made.getvalue()[2:]


def write_iptc(word: str) -> bytes:
    """A segment of a JPEG in which a by-line stands, as picture agencies write it."""
    record = b"\x1c\x02\x50" + len(word).to_bytes(2, "big") + word.encode()
    record += b"\0" * (len(record) % 2)
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    return b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block


def write_png(picture: Image.Image, tell: Tell) -> bytes:
    """The picture with every kind of note that a PNG can have."""
    notes = PngInfo()
    notes.add_text("Author", tell("PNG text"))
    notes.add_text("Comment", tell("PNG packed text"), zip=True)
    notes.add_itxt("XML:com.adobe.xmp", tell("XMP"))
    tags = Image.Exif()
    tags[0x013B] = tell("EXIF artist")
    made = BytesIO()
    profile = write_profile(tell("profile"))
    picture.save(made, "PNG", pnginfo=notes, exif=tags, icc_profile=profile)
    return made.getvalue()


def write_profile(word: str) -> bytes:
    """The profile of sRGB, under another name."""
    create: Callable[[str], Any] = vars(ImageCms)["createProfile"]  # Pillow leaves it untyped
    plain = ImageCms.ImageCmsProfile(create("sRGB")).tobytes()
    usual = "sRGB built-in".encode("utf-16-be")
    assert usual in plain
    return plain.replace(usual, word[:13].ljust(13).encode("utf-16-be"))
