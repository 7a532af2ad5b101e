"""A finished publication signed: each PDF of it, then the manifest that lists all of it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pikepdf import PdfError
from pyhanko.sign.signers import SimpleSigner

from octavo.build.manifest import MANIFEST, SIGNATURE, add_seal, read_entries, verify
from octavo.build.writing import open_folder, replace_folder
from octavo.document.problem import SourceError
from octavo.sealing.cms import sign_data
from octavo.sealing.credentials import as_x509, find_expiry
from octavo.sealing.pdf_signature import sign_pdf


def seal(
    target: Path, signer: SimpleSigner, moment: datetime, time: datetime | None
) -> tuple[str, ...]:
    """Sign the files in `target`, a finished publication; the result names what was written.

    `moment` is now, `time` what the signatures claim, `None` for no time. Raises `LookupError` for
    a certificate that is of no use now and a folder without a manifest, `SourceError` when a file
    is not as it was built or is not in the manifest, and `NotWritten`; then nothing is changed.
    """
    assert signer.signing_cert is not None, "a signer is made with a certificate"
    for when in (moment, time or moment):
        if expired := find_expiry(as_x509(signer.signing_cert), when):
            raise LookupError(f"nothing was signed: {expired}")
    with open_folder(target) as folder:
        if problems := verify(folder):
            raise SourceError(problems)
        signed = {
            name: _sign(folder / name, signer, time)
            for name in (str(entry["name"]) for entry in read_entries(folder))
            if name.lower().endswith(".pdf")
        }
        fingerprint = sha256(signer.signing_cert.dump()).hexdigest()
        manifest = add_seal((folder / MANIFEST).read_bytes(), signed, fingerprint)
        written = {
            **signed,
            MANIFEST: manifest,
            SIGNATURE: sign_data(manifest, signer, time),
        }
        replace_folder(folder, written)
    return tuple(sorted(written))


def _sign(path: Path, signer: SimpleSigner, time: datetime | None) -> bytes:
    try:
        return sign_pdf(path.read_bytes(), signer, time)
    except PdfError as fault:
        raise LookupError(f"nothing was signed: `{path.name}` is no PDF: {fault}") from fault
