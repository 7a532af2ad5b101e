"""A generator that hides a text in its output, in every way that we thought of.

python tests/trust/leaky_generator.py       # the table of SECURITY.md
"""

from __future__ import annotations

import base64
import bz2
import codecs
import gzip
import html
import io
import json
import lzma
import quopri
import sys
import tarfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image

from octavo.audit import Claims, ExpectedContent, audit_file, expect
from octavo.files.library import Folder
from octavo.selection.audience import select
from octavo.source.draft import read
from trust.leaky import SECRET, pack
from trust.places import SMALL

DECLARED = Claims(vocabulary=("outline", "note", "note.txt", "content", "color", "style", "script"))
"""What a generator says that names its own words."""
UNDECLARED = Claims()


@cache
def make_expected() -> ExpectedContent:
    """What everyone may read of the small publication."""
    return expect(read(SMALL, "small"), None, Folder(SMALL))


@cache
def make_visible() -> tuple[str, ...]:
    """The titles that everyone may read, which the generator sets."""
    document = select(read(SMALL, "small"))
    return document.publication.title, *(section.title for section in document.sections)


def put_line(line: str | bytes) -> bytes:
    """The outline, with a line more."""
    own = line if isinstance(line, bytes) else line.encode()
    return "\n".join(make_visible()).encode() + b"\n" + own + b"\n"


def spell(form: str, text: str = SECRET) -> str:
    """Each letter by its number."""
    return "".join(form.format(ord(letter)) for letter in text)


def put_markup(inside: str) -> bytes:
    """The outline as a page of HTML, with something more."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in make_visible())
    return f"<html><body>{lines}{inside}</body></html>".encode()


def put_json(value: object) -> bytes:
    """The outline as JSON, with something more."""
    return json.dumps({"outline": make_visible(), "note": value}).encode()


def put_rtf(inside: str) -> bytes:
    return put_line(r"{\rtf1\ansi " + inside + "}")


def pack_gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def pack_tar(data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        entry = tarfile.TarInfo("note")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def pack_deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def uuencode(data: bytes) -> bytes:
    lines = [codecs.encode(data[at : at + 45], "uu") for at in range(0, len(data), 45)]
    return b"".join(line.split(b"\n")[1] + b"\n" for line in lines)


def pack_zip(data: bytes, name: str = "note.txt", comment: str = "") -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        package.comment = comment.encode()
        package.writestr(name, data)
    return made.getvalue()


def encrypt(data: bytes) -> bytes:
    """A ZIP that says it takes a password."""
    made = bytearray(pack_zip(data))
    made[6] |= 1
    made[made.find(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def draw(put: Callable[[Image.Image], None] = lambda picture: None, **said: object) -> bytes:
    """A picture as PNG."""
    made = io.BytesIO()
    picture = Image.new("L", (64, 64), 128)
    put(picture)
    picture.save(made, "PNG", **said)  # pyright: ignore[reportArgumentType]  Pillow's own options
    return made.getvalue()


def draw_exif() -> bytes:
    tags = Image.Exif()
    tags[0x010E] = SECRET
    return draw(exif=tags)


def shade(picture: Image.Image) -> None:
    """The letters as the lowest bits of the shades."""
    bits = "".join(f"{byte:08b}" for byte in SECRET.encode())
    for at, bit in enumerate(bits):
        picture.putpixel((at % 64, at // 64), 128 + int(bit))


def mix(secret: str = SECRET) -> str:
    """Every other letter from what everyone may read."""
    cover = " ".join(make_visible()) * 4
    return "".join(a + b for a, b in zip(secret.replace(" ", ""), cover, strict=False))


def initials() -> str:
    """One visible line for each letter, in an order that tells it."""
    lines = make_visible()
    return "\n".join(lines[ord(letter) % len(lines)] for letter in SECRET)


PLAIN = SECRET.encode()
WAYS: dict[str, Callable[[], bytes]] = {
    "in plain words": lambda: put_line(SECRET),
    "in capitals, a space after each letter": lambda: put_line(" ".join(SECRET.upper())),
    "with soft hyphens and zero-width spaces": lambda: put_line("\u00ad\u200b".join(SECRET)),
    "with accents on all letters": lambda: put_line("".join(f"{one}\u0301" for one in SECRET)),
    "in full-width letters": lambda: put_line(
        "".join(chr(ord(one) + 0xFEE0) if one != " " else one for one in SECRET)
    ),
    "one letter to a line": lambda: put_line("\n".join(SECRET)),
    "in pieces joined by a program": lambda: put_line(
        "+".join(f'"{SECRET[at : at + 4]}"' for at in range(0, len(SECRET), 4))
    ),
    "HTML: a comment": lambda: put_markup(f"<!-- {SECRET} -->"),
    "HTML: an attribute": lambda: put_markup(f'<p data-note="{SECRET}"></p>'),
    "HTML: hidden by a style": lambda: put_markup(f'<p style="display:none">{SECRET}</p>'),
    "HTML: a tag for each letter": lambda: put_markup(spell("<b>&#{};</b>")),
    "HTML: entities in decimal digits": lambda: put_markup(f"<p>{spell('&#{};')}</p>"),
    "HTML: entities, escaped twice": lambda: put_markup(f"<p>{spell('&amp;#x{:x};')}</p>"),
    "HTML: a script": lambda: put_markup(f'<script>var a="{spell(chr(92) + "x{:02x}")}"</script>'),
    "CSS escapes": lambda: put_markup(
        f'<style>p::after{{content:"{spell(chr(92) + "{:06x}")}"}}</style>'
    ),
    "JSON: a value": lambda: put_json(SECRET),
    "JSON: a key": lambda: put_json({SECRET: 1}),
    "JSON: a letter in each value": lambda: put_json(list(SECRET)),
    "JSON: `\\u` escapes, twice": lambda: put_json(spell("\\u{:04x}")),
    "JSON: numbers of letters": lambda: put_json([ord(one) for one in SECRET]),
    "JSON: base64 in a value": lambda: put_json(base64.b64encode(PLAIN).decode()),
    "per cent signs": lambda: put_line(spell("%{:02X}")),
    "per cent signs, twice": lambda: put_line(spell("%25{:02X}")),
    "quoted-printable": lambda: put_line(spell("={:02X}")),
    "quoted-printable, divided": lambda: put_line(
        quopri.encodestring(PLAIN).replace(b"buyers", b"buy=\ners")
    ),
    "RTF: `\\'` escapes": lambda: put_rtf(spell(r"\'{:02x}")),
    "RTF: `\\u` escapes": lambda: put_rtf(spell(r"\u{}?")),
    "octal escapes": lambda: put_line(spell("\\{:03o}")),
    "UTF-16, with a mark": lambda: ("\n".join((*make_visible(), SECRET))).encode("utf-16"),
    "UTF-16, without": lambda: put_line(SECRET.encode("utf-16-be")),
    "UTF-32": lambda: put_line(SECRET.encode("utf-32-le")),
    "UTF-7": lambda: put_line("+" + base64.b64encode(SECRET.encode("utf-16-be")).decode() + "-"),
    "EBCDIC": lambda: SECRET.encode("cp500"),
    "base64": lambda: put_line(base64.b64encode(PLAIN)),
    "base64, in lines": lambda: put_line(base64.encodebytes(PLAIN * 3)),
    "base64, twice": lambda: put_line(base64.b64encode(base64.b64encode(PLAIN))),
    "base32": lambda: put_line(base64.b32encode(PLAIN)),
    "base85": lambda: put_line(base64.b85encode(PLAIN)),
    "ASCII85": lambda: put_line(base64.a85encode(PLAIN, adobe=True)),
    "hexadecimal digits": lambda: put_line(PLAIN.hex()),
    "hexadecimal digits, as C writes them": lambda: put_line(spell("0x{:02x}, ")),
    "binary digits": lambda: put_line(spell("{:08b} ")),
    "uuencode": lambda: put_line(uuencode(PLAIN)),
    "zlib": lambda: zlib.compress(PLAIN),
    "bare deflate": lambda: pack_deflated(PLAIN),
    "gzip, behind other bytes": lambda: b"\x89OWN\0" + pack_gzip(PLAIN),
    "gzip in gzip in base64": lambda: put_line(base64.b64encode(pack_gzip(pack_gzip(PLAIN)))),
    "bzip2": lambda: bz2.compress(PLAIN),
    "xz": lambda: lzma.compress(PLAIN),
    "tar, in gzip": lambda: pack_tar(PLAIN),
    "ZIP: a part": lambda: pack({"note.txt": PLAIN}),
    "ZIP: the name of a part": lambda: pack({SECRET: b""}),
    "ZIP: the comment": lambda: pack({"note.txt": b""}, SECRET),
    "ZIP in ZIP, behind other bytes": lambda: b"\x89OWN\0" + pack_zip(pack_zip(PLAIN)),
    "ZIP: with a password": lambda: encrypt(PLAIN),
    "picture: a comment": lambda: draw_comment(),
    "picture: EXIF": draw_exif,
    "picture: bytes behind its end": lambda: draw() + PLAIN,
    "backwards": lambda: put_line(SECRET[::-1]),
    "a cipher (rot13)": lambda: put_line(codecs.encode(SECRET, "rot13")),
    "encrypted, as bytes": lambda: bytes(one ^ 0xA5 for one in PLAIN),
    "every other letter": lambda: put_line(mix()),
    "the order of visible lines": lambda: put_line(initials()),
    "spaces at the ends of lines": lambda: put_line(
        "\n".join(f"{byte:08b}".replace("0", " ").replace("1", "\t") for byte in PLAIN)
    ),
    "picture: the shades of pixels": lambda: draw(shade),
}
"""What a generator that leaks gives back, by the way in which it does."""


def draw_comment() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("Comment", SECRET)
    return draw(pnginfo=said)


UNSEEN = {
    "backwards": "a rule that only its author knows: any other order does as well",
    "a cipher (rot13)": "a rule that only its author knows: any other cipher does as well",
    "encrypted, as bytes": "without the key nobody can tell it from noise",
    "every other letter": "a rule that only its author knows: any other mixture does as well",
    "the order of visible lines": "each line is one that the reader may read",
    "spaces at the ends of lines": "no letter is written: blanks are not judged",
    "picture: the shades of pixels": "the audit does not look at what a picture shows",
}
"""The ways that cannot be found where nobody says what else is in the files, and why."""


def is_caught(data: bytes, claims: Claims) -> bool:
    """Whether the audit finds anything in the output."""
    return audit_file("small", data, make_expected(), claims) != ()


def list_rows() -> Iterator[str]:
    """The rows of the table: the way, and whether it is caught without and with a vocabulary."""
    yield "| way | caught | caught, when it declares its words | why not |"
    yield "|---|---|---|---|"
    for way, make in WAYS.items():
        said = ["yes" if is_caught(make(), claims) else "no" for claims in (UNDECLARED, DECLARED)]
        yield f"| {way} | {said[0]} | {said[1]} | {UNSEEN.get(way, '')} |".replace("|  |", "| |")


def main() -> None:
    """Print the table."""
    print("\n".join(list_rows()))  # noqa: T201  it is a command


if __name__ == "__main__":
    main()
