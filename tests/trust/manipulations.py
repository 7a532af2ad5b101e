"""What somebody could do to a signed publication, and to one of its files alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from typing import Any
from zipfile import ZipFile

import pikepdf
from pikepdf import Stream

from octavo.build.manifest import MANIFEST, SIGNATURE
from octavo.sealing.cms import sign_data
from octavo.sealing.folder import seal
from octavo.sealing.pdf_signature import sign_pdf
from trust.signers import NOW, find_publisher, find_root, issue

PDF, OTHER, WORD = "small-briefing-command.pdf", "small-briefing-industry.pdf", "small.docx"
TRACE = "small-briefing-command.trace.json"


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def append_update(path: Path) -> None:
    """Append an incremental update that draws on the first page."""
    from pyhanko.pdf_utils.generic import NameObject, StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    made = BytesIO(path.read_bytes())
    writer: Any = IncrementalPdfFileWriter(made)
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    while "/Kids" in page:
        page = page["/Kids"][0].get_object()
    drawn = writer.add_object(StreamObject(stream_data=b"0 0 99 99 re f"))
    page[NameObject("/Contents")] = drawn
    writer.update_container(page)
    writer.write_in_place()
    path.write_bytes(made.getvalue())


def rewrite_pdf(path: Path, change: Callable[[pikepdf.Pdf], object]) -> None:
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        change(pdf)
        made = BytesIO()
        pdf.save(made)
    path.write_bytes(made.getvalue())


def strip_pdf(path: Path) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/AcroForm"]
        del pdf.pages[0].obj["/Annots"]

    rewrite_pdf(path, strip)


def draw(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(Stream(pdf, b"0 0 99 99 re f"))


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["more.txt"] = b"more"


def pad_signature(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the hexadecimal digits behind the signature in a PDF, which it does not cover."""
    data = path.read_bytes()
    start = data.index(b"<3082")
    end = data.index(b">", start)
    path.write_bytes(data[:start] + change(data[start:end]) + data[end:])


def add_entry(path: Path) -> None:
    with ZipFile(path, "a") as package:
        package.writestr("word/notes.txt", "more")


def rewrite_entry(path: Path) -> None:
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part.replace(b"small", b"SMALL"))


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    found = json.loads((folder / MANIFEST).read_bytes())
    change(found)
    (folder / MANIFEST).write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def list_anew(folder: Path) -> None:
    """Have the manifest list what stands there now."""

    def change(found: dict[str, Any]) -> None:
        for entry in found["files"]:
            data = (folder / entry["name"]).read_bytes()
            entry |= {"sha256": sha256(data).hexdigest(), "bytes": len(data)}

    edit_manifest(folder, change)


def link(folder: Path, name: str) -> None:
    """A link to the same bytes, elsewhere."""
    kept = folder.parent / f"kept-{folder.name}-{name}"
    (folder / name).rename(kept)
    (folder / name).symlink_to(kept)


def sign_manifest_by(folder: Path, identity: Any) -> None:
    signature = sign_data((folder / MANIFEST).read_bytes(), identity.signer, None)
    (folder / SIGNATURE).write_bytes(signature)


def drop_entry(found: dict[str, Any]) -> None:
    found["files"] = found["files"][1:]


def both(*changes: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change


def rename(old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: (folder / old).rename(folder / new)


def add(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


def swap(folder: Path) -> None:
    """Each of two files under the name of the other."""
    one, other = (folder / PDF).read_bytes(), (folder / OTHER).read_bytes()
    (folder / PDF).write_bytes(other)
    (folder / OTHER).write_bytes(one)


def resign_pdf(folder: Path) -> None:
    identity = issue("The Placeholder Press")
    (folder / PDF).write_bytes(sign_pdf((folder / PDF).read_bytes(), identity.signer, None))


def seal_by_another(folder: Path) -> None:
    """All of it, by somebody whose certificate says the same name."""
    seal(folder, issue("The Placeholder Press").signer, NOW, None)


def seal_by_another_root(folder: Path) -> None:
    root = issue("The Placeholder Authority")
    seal(folder, issue("The Placeholder Press", by=root).signer, NOW, None)


def seal_expired(folder: Path) -> None:
    """By a certificate that was valid once, with the clock turned back."""
    old = issue("The Placeholder Press", by=find_root(), end=NOW.replace(month=6))
    seal(folder, old.signer, NOW.replace(month=3), None)


def seal_without_authority(folder: Path) -> None:
    """By a certificate that the publisher's own key signed, which is none of an authority."""
    seal(folder, issue("Jane Placeholder", by=find_publisher()).signer, NOW, None)


def take_signature_of_another(folder: Path) -> None:
    """The publisher's own signature, of another manifest."""
    other = sign_data(b'{"files": []}\n', find_publisher().signer, None)
    (folder / SIGNATURE).write_bytes(other)


def put_folder(folder: Path) -> None:
    (folder / PDF).unlink()
    (folder / PDF).mkdir()


MANIPULATIONS: dict[str, Callable[[Path], object]] = {
    "a byte of a PDF flipped": lambda folder: flip(folder / PDF, 1000),
    "the first byte of a PDF flipped": lambda folder: flip(folder / PDF, 0),
    "the last byte of a PDF flipped": lambda folder: flip(folder / PDF, -1),
    "a byte of a Word file flipped": lambda folder: flip(folder / WORD, 500),
    "a byte of a trace flipped": lambda folder: flip(folder / TRACE, 20),
    "a byte behind a file": lambda folder: append(folder / WORD),
    "a file cut short": lambda folder: os.truncate(folder / WORD, 4000),
    "a file emptied": lambda folder: os.truncate(folder / PDF, 0),
    "a file deleted": lambda folder: (folder / PDF).unlink(),
    "a folder in the place of a file": put_folder,
    "a file of another name added": add("small-annex.pdf", b"%PDF-1.7"),
    "a hidden file added": add(".small.pdf", b"%PDF-1.7"),
    "a folder added": lambda folder: (folder / "annex").mkdir(),
    "a copy of a file added": lambda folder: copyfile(folder / PDF, folder / "copy.pdf"),
    "a file renamed": rename(PDF, "small-briefing-everyone.pdf"),
    "a name in other case": rename(PDF, "Small-Briefing-Command.pdf"),
    "a name with letters that look alike": rename(PDF, "sm\N{CYRILLIC SMALL LETTER A}ll.pdf"),
    "two files swapped": swap,
    "a file swapped for another reader's": lambda folder: copyfile(folder / OTHER, folder / PDF),
    "a link to the same bytes": lambda folder: link(folder, PDF),
    "the manifest as a link": lambda folder: link(folder, MANIFEST),
    "the signature as a link": lambda folder: link(folder, SIGNATURE),
    "a Word file with an entry more": lambda folder: add_entry(folder / WORD),
    "a Word file with words changed": lambda folder: rewrite_entry(folder / WORD),
    "an update appended to a PDF": lambda folder: append_update(folder / PDF),
    "an update appended, and listed": both(lambda f: append_update(f / PDF), list_anew),
    "a PDF drawn on": lambda folder: rewrite_pdf(folder / PDF, draw),
    "a file attached to a PDF": lambda folder: rewrite_pdf(folder / PDF, attach),
    "the signature of a PDF stripped": lambda folder: strip_pdf(folder / PDF),
    "the same, and listed": both(lambda f: strip_pdf(f / PDF), list_anew),
    "a PDF signed by another": resign_pdf,
    "the same, and listed so": both(resign_pdf, list_anew),
    "the zeros behind a signature filled": lambda folder: pad_signature(
        folder / PDF, lambda digits: digits[:-2] + b"41"
    ),
    "the digits of a signature in capitals": lambda folder: pad_signature(
        folder / PDF, lambda digits: digits.upper()
    ),
    "a file and the manifest edited": both(lambda f: rewrite_entry(f / WORD), list_anew),
    "the audience of a file edited": lambda folder: edit_manifest(
        folder, lambda found: found["files"][0].update(audience="")
    ),
    "an entry dropped, with its file": both(
        lambda f: edit_manifest(f, drop_entry), lambda f: (f / PDF).unlink()
    ),
    "an entry listed twice": lambda folder: edit_manifest(
        folder, lambda found: found["files"].append(found["files"][0])
    ),
    "an entry outside of the folder": lambda folder: edit_manifest(
        folder, lambda found: found["files"][0].update(name="../small.pdf")
    ),
    "the manifest written in another way": lambda folder: (folder / MANIFEST).write_text(
        json.dumps(json.loads((folder / MANIFEST).read_bytes()))
    ),
    "the signature of the manifest stripped": lambda folder: (folder / SIGNATURE).unlink(),
    "the same, and all that tells of it": both(
        lambda f: (f / SIGNATURE).unlink(),
        lambda f: strip_pdf(f / PDF),
        lambda f: strip_pdf(f / OTHER),
        lambda f: edit_manifest(f, lambda found: found.pop("seal")),
        list_anew,
    ),
    "the signature emptied": lambda folder: os.truncate(folder / SIGNATURE, 0),
    "a byte behind the signature": lambda folder: append(folder / SIGNATURE),
    "the signature of another manifest": take_signature_of_another,
    "the manifest signed by another": lambda f: sign_manifest_by(f, issue("Jane Placeholder")),
    "all signed by a stranger of the same name": seal_by_another,
    "all signed under another authority": seal_by_another_root,
    "all signed with an expired certificate": seal_expired,
    "all signed with a certificate of no authority": seal_without_authority,
}
