"""A detached signature in CMS: made, and held against what was signed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import new, sha256

from asn1crypto.cms import ContentInfo, SignedData
from cryptography import x509
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, select_suitable_signing_md
from pyhanko.sign.validation.generic_cms import (
    async_validate_detached_cms,  # pyright: ignore[reportUnknownVariableType]  so does this
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from octavo.sealing.credentials import as_asn1, as_x509, find_expiry

logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)
# what it logs, with a traceback, is told as a problem


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a signature proves."""

    broken: str = ""
    """Why it proves nothing; empty when it was made over just these bytes."""
    untrusted: str = ""
    """Why its signer is not to be believed, as far as was asked; empty when nothing speaks against
    it."""
    signer: str = ""
    """Whom the certificate names."""
    fingerprint: str = ""
    """The SHA-256 of the certificate."""


def sign_data(data: bytes, signer: SimpleSigner, time: datetime | None) -> bytes:
    """A detached signature over `data`, in DER; `time` is what it claims, `None` for no time."""
    attributes = PdfCMSSignedAttributes(signing_time=time)
    sign = signer.async_sign_general_data  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  it is partly untyped
    made = sign(data, _choose_digest(signer), signed_attr_settings=attributes)
    return asyncio.run(made).dump()


def sign_pades(data: bytes, signer: SimpleSigner) -> bytes:
    """A signature over the bytes of a PDF as PAdES has it, in DER. It has no time of its own."""
    name = _choose_digest(signer)
    sign = signer.async_sign  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  it is partly untyped
    made = sign(new(name, data).digest(), name, use_pades=True)
    return asyncio.run(made).dump()


def _choose_digest(signer: SimpleSigner) -> str:
    assert signer.signing_cert is not None, "a signer is made with a certificate"
    return select_suitable_signing_md(signer.signing_cert.public_key)


def check_signature(
    data: bytes, signature: bytes, roots: Sequence[x509.Certificate], moment: datetime
) -> Verdict:
    """What `signature`, in DER, proves of `data` at `moment`.

    `roots` are the certificates that the reader trusts, those of signers or of who vouches for
    them; with none, only that certificates have not expired is asked.
    """
    try:
        signed = _read(signature)
        trusted = [as_asn1(root) for root in roots]
        context = ValidationContext(trust_roots=trusted, moment=moment)
        status = asyncio.run(
            async_validate_detached_cms(data, signed, context, key_usage_settings=_USAGE)
        )
        certificate = as_x509(status.signing_cert)
    except Exception as fault:  # whatever a library says of bytes that anybody may have changed
        return Verdict(broken=f"it cannot be read ({type(fault).__name__}: {fault})")
    named = certificate.subject.rfc4514_string()
    fingerprint = sha256(status.signing_cert.dump()).hexdigest()
    if not status.intact:
        return Verdict("it was made over other bytes", "", named, fingerprint)
    if not status.valid:
        return Verdict("it was not made with the key of its certificate", "", named, fingerprint)
    untrusted = find_expiry(certificate, moment)
    if roots and not untrusted and not status.trusted:
        untrusted = (
            "no certificate that you trust vouches for its own, or that is not meant for signatures"
        )
    return Verdict("", untrusted, named, fingerprint)


_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


def _read(signature: bytes) -> SignedData:
    """The one signature in DER, when nothing is in it that it does not cover itself.

    Raises `ValueError`.
    """
    found = ContentInfo.load(signature, strict=True)
    if found["content_type"].native != "signed_data":
        raise ValueError("it is no signature")
    signed: SignedData = found["content"]
    signers = signed["signer_infos"]
    if len(signers) != 1 or signers[0]["unsigned_attrs"].native:
        raise ValueError("there is more in it than one signature")
    digests = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    if digests != [signers[0]["digest_algorithm"].dump()]:
        raise ValueError("it names other algorithms than it uses")
    if signed["encap_content_info"]["content"].native is not None:
        raise ValueError("it brings its own content")
    if found.dump(force=True) != signature:
        raise ValueError("it is not written as signatures are")
    return signed
