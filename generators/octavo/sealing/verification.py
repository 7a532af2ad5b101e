"""A finished publication, or one PDF, held against its signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.build.manifest import MANIFEST, SIGNATURE, read_entries, read_seal, verify
from octavo.document.problem import Problem, Severity

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from octavo.sealing.cms import Verdict

UNSIGNED = (
    "the manifest is not signed: that all files are as it says shows that nothing was changed by"
    " accident, not that nobody changed a file and the manifest with it"
)
_AGAIN = "have whoever published it send it again, by another way"
_FORMS = (b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached", b"/ByteRange")
"""What is in the bytes of every PDF with a signature: it cannot be packed away."""


def verify_folder(folder: Path, trusted: Sequence[bytes], moment: datetime) -> tuple[Problem, ...]:
    """How the files in `folder` differ from what its manifest lists, and what signatures prove.

    `trusted` are PEM files with certificates that the reader believes; then a missing signature is
    an error. Raises `LookupError` when there is no manifest, or no certificate in a PEM file.
    """
    problems = verify(folder)
    expected = read_seal(folder)
    if not (folder / SIGNATURE).exists() and not (folder / SIGNATURE).is_symlink():
        if trusted or expected:
            problems += (_tell("VER009", f"`{MANIFEST}` should be signed, and is not"),)
        else:
            hint = "`octavo seal` signs it"
            problems += (Problem(Severity.NOTE, "VER011", UNSIGNED, hint=hint),)
    else:
        problems = tuple(map(_refuse_added, problems))
        data, signature = _read(folder / MANIFEST), _read(folder / SIGNATURE)
        problems += tuple(_judge(f"`{MANIFEST}`", data, signature, trusted, moment, expected))
    told = {problem.code for problem in problems} & {"VER012"}
    for name in sorted({str(entry["name"]) for entry in read_entries(folder)}):
        path = folder / name
        if path.suffix.lower() == ".pdf" and path.parent == folder and path.is_file():
            signed = bool(expected) or _has_signature(path)
            found = verify_pdf(path, trusted, moment, expected) if signed else ()
            problems += tuple(problem for problem in found if problem.code not in told)
    return tuple(dict.fromkeys(problems))


def verify_pdf(
    path: Path, trusted: Sequence[bytes], moment: datetime, expected: str = ""
) -> tuple[Problem, ...]:
    """What the signature in a PDF proves; `expected` is the hash of its signer's certificate."""
    try:
        from octavo.sealing.pdf_signature import Unsigned, read_signature
    except ImportError:
        return (_tell_unchecked(),)
    try:
        signed, signature = read_signature(path.read_bytes())
    except Unsigned as fault:
        code = "VER007" if _has_signature(path) else "VER009"
        return (_tell(code, f"`{path.name}` is not signed as it should be: {fault}"),)
    return tuple(_judge(f"`{path.name}`", signed, signature, trusted, moment, expected))


def _judge(
    what: str,
    data: bytes,
    signature: bytes,
    trusted: Sequence[bytes],
    moment: datetime,
    expected: str,
) -> Iterator[Problem]:
    try:
        from octavo.sealing.cms import check_signature
        from octavo.sealing.credentials import read_certificates
    except ImportError:
        yield _tell_unchecked()
        return
    roots: list[Certificate] = [one for pem in trusted for one in read_certificates(pem)]
    verdict = check_signature(data, signature, roots, moment)
    yield from _tell_verdict(what, verdict, bool(roots), expected)


def _tell_verdict(what: str, verdict: Verdict, asked: bool, expected: str) -> Iterator[Problem]:
    if verdict.broken:
        yield _tell("VER007", f"the signature of {what} does not hold: {verdict.broken}")
        return
    if expected and verdict.fingerprint != expected:
        yield _tell(
            "VER007", f"{what} is signed by another ({verdict.signer}) than the manifest says"
        )
    if verdict.untrusted:
        message = f"{what} is signed by {verdict.signer}, but {verdict.untrusted}"
        hint = "ask the publisher for the certificate in use, and give it with --certificate"
        yield Problem(Severity.ERROR, "VER008", message, hint=hint)
    elif not asked:
        message = (
            f"{what} is signed by somebody whose certificate says {verdict.signer}"
            f" (SHA-256 {verdict.fingerprint}); anybody can make such a certificate"
        )
        hint = "give the publisher's certificate, had from elsewhere, with --certificate"
        yield Problem(Severity.WARNING, "VER012", message, hint=hint)


def _refuse_added(problem: Problem) -> Problem:
    """A file that a signed manifest does not list is none of the publication's."""
    if problem.code != "VER003":
        return problem
    message = f"{problem.message}, which is signed"
    return replace(problem, severity=Severity.ERROR, code="VER010", message=message)


def _tell(code: str, message: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint=_AGAIN)


def _tell_unchecked() -> Problem:
    message = "there is a signature, and without pyHanko it cannot be checked"
    hint = "install it: pip install 'octavo[seal]'"
    return Problem(Severity.ERROR, "VER013", message, hint=hint)


def _has_signature(path: Path) -> bool:
    data = path.read_bytes()
    return any(form in data for form in _FORMS)


def _read(path: Path) -> bytes:
    """The bytes of an ordinary file; a link is none, and what is not there signs nothing."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""
